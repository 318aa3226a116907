"""All content a run uses, read and checked together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.compiled import read_compiled
from bvaudit.loading.content.place import ContentFolders, fingerprint, shipped, stamp
from bvaudit.model.innhold import Innhold, Lag
from bvaudit.model.koder import Kodelister
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Plans
from bvaudit.model.regelnavn import nearest_rule, typed_rule
from bvaudit.model.rule import Lov, Rule
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.vocabulary.frame import RuleFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """``sha256`` is over every file used, so that two runs can be seen to have used the same. ``lag`` is the
    municipality's own, laid over what came with the program, and ``advarsler`` what people should know of it."""

    mapper: ContentFolders
    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    koder: Kodelister
    kodeverk: Kodeverk | None
    planer: Plans
    sha256: str
    lag: Lag
    advarsler: tuple[Problem, ...] = ()
    ordbruk: Ordbruk | None = None

    @property
    def nokkeltall(self) -> Mapping[str, Nokkeltall]:
        """The key figures by id."""
        return {one.id: one for one in self.planer.nokkeltall}

    @property
    def egne(self) -> frozenset[str]:
        """The ids of the municipality's own rules."""
        return self.lag.egne


def read_content(own: Sequence[Path] = ()) -> tuple[Content, list[Problem]]:
    """What came with the program and the municipality's own over it, all read from YAML, with every problem found.

    ``own`` are folders with content of any kind, such as a municipality's folder, and single files.
    """
    from bvaudit.loading.content.everything import read_everything

    folders = shipped()
    innhold, problems = read_everything(folders)
    layer, found = _layer(innhold, own)
    content = _content(folders, layer, fingerprint([*folders.used, *layer.filer]), found)
    return content, in_order([*problems, *found])


def content_or_stop(own: Sequence[Path] = ()) -> Content:
    """The content, or an error that carries every problem: a faulty run never looks like a clean one.

    Installed, the shipped content is the one that was read and checked when the wheel was built, as long as its files
    are as they were. The municipality's own is read and checked every time."""
    folders = shipped()
    avtrykk = fingerprint(folders.used)
    layer, problems = _layer(_shipped(stamp(folders, avtrykk)), own)
    _stop_at(problems, own)
    content = _content(folders, layer, fingerprint([*folders.used, *layer.filer]) if own else avtrykk, problems)
    if own:  # the shipped ones have tests
        _stop_at([*meaningless(content, content.egne), *meaningless_figures(content, own=True)], own)
    return content


@lru_cache(maxsize=1)  # a process that runs several commands, as a test run does, reads the same files once
def _shipped(files: str) -> Innhold:
    """What came with the program; ``files`` is the stamp of its files as they are now."""
    ready = read_compiled(shipped().ferdiglest, files)
    if ready is not None:
        return ready
    from bvaudit.loading.content.everything import read_everything

    innhold, problems = read_everything(shipped())
    _stop_at(problems, ())
    return innhold


def _layer(innhold: Innhold, own: Sequence[Path]) -> tuple[Lag, list[Problem]]:
    if not own:
        return Lag(innhold=innhold, under=innhold), []
    from bvaudit.loading.content.layers import read_layer

    return read_layer(innhold, own)


def _stop_at(problems: Sequence[Problem], own: Sequence[Path]) -> None:
    if has_errors(problems):
        named = " ".join(f'"{path}"' if " " in str(path) else str(path) for path in own)
        hint = text("innhold.lag.kjor_sjekk_mappe", mapper=named) if own else text("innhold.lag.kjor_sjekk")
        raise ContentError(text("innhold.lag.kan_ikke_brukes"), hint=hint, problems=problems)


def _content(folders: ContentFolders, layer: Lag, avtrykk: str, problems: Sequence[Problem]) -> Content:
    innhold = layer.innhold
    return Content(
        mapper=folders,
        regler=innhold.regler,
        lover=innhold.lover,
        koder=innhold.koder,
        kodeverk=innhold.kodeverk,
        planer=innhold.planer,
        sha256=avtrykk,
        lag=layer,
        ordbruk=innhold.ordbruk,
        advarsler=tuple(problem for problem in problems if problem.grad is Grad.ADVARSEL),
    )


def find_rule(regel: str, content: Content) -> Rule:
    """The rule a person typed the id of, or a UsageError that says which one was probably meant."""
    known = typed_rule(regel, content.regler)
    if known is None:
        near = nearest_rule(regel, content.regler)
        raise UsageError(
            text("workflows.content.ukjent_regel", regel=regel),
            hint=text("felles.mente_du", naer=near) if near else text("workflows.content.bvaudit_regler_viser_alle"),
        )
    return content.regler[known]


def meaningless(content: Content, ids: Iterable[str]) -> list[Problem]:
    """Those of the rules that read well but say what the tables cannot mean."""
    from bvaudit.engine.validate import faults

    found = faults((content.regler[id_] for id_ in ids), content.koder)
    return [
        _placed(content, content.regler[id_].fil, (), fault, kode="regel-mening", tekst=str(fault))
        for id_, fault in sorted(found.items())
    ]


def meaningless_figures(content: Content, *, own: bool) -> list[Problem]:
    """Those of the readings of key figures that read well but say what the tables cannot mean. ``own``: only those of
    the municipality's own figures."""
    figures = [one for one in content.planer.nokkeltall if one.egen or not own]
    if not figures:
        return []
    from bvaudit.engine.validate import figure_faults

    files = {one.id: one.fil for one in figures}
    return [
        _placed(
            content,
            files[id_],
            ("lesninger", lesning),
            fault,
            kode="nokkeltall-mening",
            tekst=text("tellingen.feil.mening", lesning=lesning, tekst=str(fault)),
        )
        for (id_, lesning), fault in sorted(figure_faults(figures, content.koder).items())
    ]


def _placed(content: Content, fil: str, at: tuple[str, ...], fault: "RuleFault", *, kode: str, tekst: str) -> Problem:
    """In a file of the municipality's own, where the word stands that means nothing there, or else at ``at``."""
    from bvaudit.loading.schema.hints import nearest
    from bvaudit.loading.yaml.reader import read_yaml

    near = nearest(fault.navn, fault.kjente) if fault.navn else ""
    problem = Problem(
        sted=Sted(fil=fil), kode=kode, tekst=tekst, hint=text("felles.mente_du", naer=near) if near else ""
    )
    own = next((one for files in content.lag.brukt.values() for one in files if one.vist == fil), None)
    document = read_yaml(own.path, fil)[0] if own is not None else None
    if document is None:
        return problem
    return replace(problem, sted=document.word(fault.navn, at) if fault.navn else document.key_place(at))
