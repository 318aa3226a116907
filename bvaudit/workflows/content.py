"""All content a run uses, read and checked together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.engine.validate import faults
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.content.kodeverk import read_kodeverk
from bvaudit.loading.content.lists import read_kodelister, read_lover
from bvaudit.loading.content.place import ContentFolders, fingerprint, shipped, yaml_files
from bvaudit.loading.content.plans import read_plans
from bvaudit.loading.content.rules import read_rules
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
    """The shipped content and the municipality's own rules, with every problem found."""
    folders = shipped().with_rules(more_rules)
    own = folders.regler[0]
    lover, problems = read_lover(own)
    koder, found = read_kodelister(own)
    problems += found
    kodeverk, found = read_kodeverk(own / "kodeverk" / "avvik.yaml", "rules/kodeverk/avvik.yaml")
    problems += found
    rules, found = read_rules(folders.regler, lover)
    problems += found
    planer, found = read_plans(folders.sjekklister, rules, lover, koder)
    problems += found
    files = [f for folder in (*folders.regler, *folders.sjekklister) if folder.is_dir() for f in yaml_files(folder)]
    content = Content(
        mapper=folders,
        regler=rules,
        egne=frozenset(rules) - {path.stem for path in yaml_files(own)},
        lover=lover,
        koder=koder,
        kodeverk=kodeverk,
        planer=planer,
        sha256=fingerprint(files),
    )
    return content, in_order(problems)


def content_or_stop(more_rules: Sequence[Path] = ()) -> Content:
    """The content, or an error that carries every problem: a faulty run never looks like a clean one."""
    content, problems = read_content(more_rules)
    if more_rules and not has_errors(problems):
        problems = meaningless(content, content.egne)  # the shipped rules have tests; these are met here first
    if has_errors(problems):
        raise ContentError(
            "reglene kan ikke brukes før dette er rettet", hint="kjør «bvaudit sjekk»", problems=problems
        )
    return content


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
    found = faults((content.regler[id_] for id_ in ids), content.koder)
    return [
        Problem(sted=Sted(fil=content.regler[id_].fil), kode="regel-mening", tekst=tekst)
        for id_, tekst in sorted(found.items())
    ]
