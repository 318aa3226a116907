"""What the national register's (BVR's) own controls found, as lines in Datakvalitet and nowhere else."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from bvaudit.findings.not_examined import LeftOut
from bvaudit.model.manifest import Utelatt
from bvaudit.model.mengdeord import merket
from bvaudit.model.revisjon import DatakvalitetLinje
from bvaudit.model.rule import Kontrollgrad, Rule
from bvaudit.texts import text

KILDE = "registerkontroller"
_SUBMISSION = "innsending"
# Left out for another reason than that the document breaks the format.
_WELL_FORMED = frozenset({"gjentatt-dokument", "gjentatt-innsending", "programfeil"})


class Finding(Protocol):
    """``antall`` objects in one unit. ``grad`` is BVR's own grade, or empty when the control could not tell.
    ``eksempler`` are cases, by pseudonym."""

    @property
    def regel(self) -> Rule: ...
    @property
    def enhet(self) -> str: ...
    @property
    def grad(self) -> str: ...
    @property
    def antall(self) -> int: ...
    @property
    def eksempler(self) -> Sequence[str]: ...


class Controls(Protocol):
    """The controls that were run, what they found, and those the extract has no tables for."""

    @property
    def kjort(self) -> Sequence[Rule]: ...
    @property
    def funn(self) -> Sequence[Finding]: ...
    @property
    def ikke_kjort(self) -> Sequence[LeftOut]: ...


def breaks_format(utelatt: Iterable[Utelatt], never_opened: Collection[str]) -> int:
    """How many documents were left out because they break the format. ``never_opened`` are the codes of files that
    never became a document, so that nothing can be said of their format."""
    return sum(u.antall for u in utelatt if u.kode not in _WELL_FORMED and u.kode not in never_opened)


def control_lines(controls: Controls, broken: int, rules: Iterable[Rule]) -> tuple[DatakvalitetLinje, ...]:
    """First how many were run, so that silence is not read as nothing done; then what was found.

    ``broken`` documents break the format: they never reach the tables, so the control of the format, found among
    ``rules``, is told of them here.
    """
    if not (controls.kjort or controls.ikke_kjort):
        return ()
    lines = [_run(controls), *_not_run(controls), *_left_out(broken, rules)]
    return (*lines, *(_found(finding) for finding in controls.funn))


def _run(controls: Controls) -> DatakvalitetLinje:
    tekst = text("findings.controls.registerets_egne_kontroller_som_er")
    return DatakvalitetLinje(kilde=KILDE, kode="kjørt", tekst=tekst, antall=len(controls.kjort))


def _not_run(controls: Controls) -> Iterator[DatakvalitetLinje]:
    grouped: dict[str, list[str]] = {}
    for left in controls.ikke_kjort:
        grouped.setdefault(left.grunn, []).append(left.regel.id)
    for grunn, ids in sorted(grouped.items()):
        tekst = text("findings.controls.kontroller_som_ikke_er_kjort", grunn=grunn)
        yield DatakvalitetLinje(
            kilde=KILDE, kode="ikke undersøkt", tekst=tekst, antall=len(ids), eksempler=", ".join(ids)
        )


def _left_out(broken: int, rules: Iterable[Rule]) -> Iterator[DatakvalitetLinje]:
    for rule in rules:
        if broken and is_format_control(rule) and rule.kontroll is not None:
            yield DatakvalitetLinje(
                kilde=rule.id,
                kode=rule.kontroll.alvorlighet.value,
                tekst=text("findings.controls.dokumentet_folger_ikke_formatet_og_er"),
                antall=broken,
            )


def is_format_control(rule: Rule) -> bool:
    """Whether a rule is BVR's control of the format: a fatal fault in the submission itself, and not in its data."""
    kontroll = rule.kontroll
    return kontroll is not None and kontroll.entitet == _SUBMISSION and kontroll.alvorlighet is Kontrollgrad.FATAL


def _found(finding: Finding) -> DatakvalitetLinje:
    tekst = (
        finding.regel.avvikstekst
        if finding.grad
        else text("findings.controls.kan_ikke_avgjores", tittel=finding.regel.tittel)
    )
    return DatakvalitetLinje(
        kilde=finding.regel.id,
        kode=finding.grad or "uavklart",
        tekst=merket(tekst, finding.regel.sikkerhet),
        antall=finding.antall,
        enhet=finding.enhet,
        eksempler=", ".join(finding.eksempler),
    )
