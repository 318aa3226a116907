"""All content a run uses, read and checked together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.compiled import read_compiled
from bvaudit.loading.content.place import ContentFolders, fingerprint, shipped, stamp, yaml_files
from bvaudit.model.innhold import Innhold
from bvaudit.model.koder import Kodelister
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.plans import Plans
from bvaudit.model.regelnavn import nearest_rule, typed_rule
from bvaudit.model.rule import Lov, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """``sha256`` is over every file used, so that two runs can be seen to have used the same. ``egne`` are the ids of
    the municipality's own rules."""

    mapper: ContentFolders
    regler: Mapping[str, Rule]
    egne: frozenset[str]
    lover: Mapping[str, Lov]
    koder: Kodelister
    kodeverk: Kodeverk | None
    planer: Plans
    sha256: str


def read_content(more_rules: Sequence[Path] = ()) -> tuple[Content, list[Problem]]:
    """The shipped content and the municipality's own rules, all read from YAML, with every problem found."""
    from bvaudit.loading.content.everything import read_everything

    folders = shipped().with_rules(more_rules)
    innhold, problems = read_everything(folders)
    return _content(folders, innhold, fingerprint(folders.used)), problems


def content_or_stop(more_rules: Sequence[Path] = ()) -> Content:
    """The content, or an error that carries every problem: a faulty run never looks like a clean one.

    Installed, the shipped content is the one that was read and checked when the wheel was built, as long as its files
    are as they were. The municipality's own rules are read and checked every time."""
    folders = shipped()
    avtrykk = fingerprint(folders.used)
    innhold = _shipped(stamp(folders, avtrykk))
    if more_rules:
        folders = folders.with_rules(more_rules)
        innhold, avtrykk = _with_rules(innhold, more_rules), fingerprint(folders.used)
    content = _content(folders, innhold, avtrykk)
    _stop_at(meaningless(content, content.egne) if more_rules else ())  # the shipped rules have tests
    return content


@lru_cache(maxsize=1)  # a process that runs several commands, as a test run does, reads the same files once
def _shipped(files: str) -> Innhold:
    """What came with the program; ``files`` is the stamp of its files as they are now."""
    ready = read_compiled(shipped().ferdiglest, files)
    if ready is not None:
        return ready
    from bvaudit.loading.content.everything import read_everything

    innhold, problems = read_everything(shipped())
    _stop_at(problems)
    return innhold


def _with_rules(innhold: Innhold, folders: Sequence[Path]) -> Innhold:
    from bvaudit.loading.content.everything import read_beside

    rules, problems = read_beside(innhold, folders)
    _stop_at(problems)
    return replace(innhold, regler=rules)


def _stop_at(problems: Sequence[Problem]) -> None:
    if has_errors(problems):
        raise ContentError(
            "reglene kan ikke brukes før dette er rettet", hint="kjør «bvaudit sjekk»", problems=problems
        )


def _content(folders: ContentFolders, innhold: Innhold, avtrykk: str) -> Content:
    own, *others = folders.regler
    return Content(
        mapper=folders,
        regler=innhold.regler,
        egne=frozenset(innhold.regler) - {path.stem for path in yaml_files(own)} if others else frozenset(),
        lover=innhold.lover,
        koder=innhold.koder,
        kodeverk=innhold.kodeverk,
        planer=innhold.planer,
        sha256=avtrykk,
    )


def find_rule(regel: str, content: Content) -> Rule:
    """The rule a person typed the id of, or a UsageError that says which one was probably meant."""
    known = typed_rule(regel, content.regler)
    if known is None:
        near = nearest_rule(regel, content.regler)
        raise UsageError(
            f"ukjent regel «{regel}»", hint=f"mente du «{near}»?" if near else "«bvaudit regler» viser alle"
        )
    return content.regler[known]


def meaningless(content: Content, ids: Iterable[str]) -> list[Problem]:
    """Those of the rules that read well but say what the tables cannot mean."""
    from bvaudit.engine.validate import faults

    found = faults((content.regler[id_] for id_ in ids), content.koder)
    return [
        Problem(sted=Sted(fil=content.regler[id_].fil), kode="regel-mening", tekst=tekst)
        for id_, tekst in sorted(found.items())
    ]
