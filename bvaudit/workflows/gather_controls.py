"""What the national register's own controls found, as lines in Datakvalitet and nowhere else."""

from collections.abc import Iterator, Mapping

from bvaudit.engine.controls import ControlCount, Controlled
from bvaudit.extract.manifests import NEVER_OPENED
from bvaudit.model.manifest import Manifest
from bvaudit.model.mengdeord import merket
from bvaudit.model.revisjon import DatakvalitetLinje
from bvaudit.model.rule import Rule

KILDE = "registerkontroller"
STRUKTUR = "SSB-filbeskrivelse-01"
# Left out for another reason than that the document breaks the format.
_WELL_FORMED = {"gjentatt-dokument", "gjentatt-innsending", "programfeil", *NEVER_OPENED}


def control_lines(
    controlled: Controlled, manifest: Manifest, rules: Mapping[str, Rule]
) -> tuple[DatakvalitetLinje, ...]:
    """First how many were run, so that silence is not read as nothing done; then what was found."""
    if not (controlled.kjort or controlled.ikke_kjort):
        return ()
    lines = [_run(controlled), *_not_run(controlled), *_left_out(manifest, rules)]
    return (*lines, *(_found(count) for count in controlled.funn))


def _run(controlled: Controlled) -> DatakvalitetLinje:
    tekst = "Registerets egne kontroller som er kjørt på uttrekket. De teller ikke som avvik"
    return DatakvalitetLinje(kilde=KILDE, kode="kjørt", tekst=tekst, antall=len(controlled.kjort))


def _not_run(controlled: Controlled) -> Iterator[DatakvalitetLinje]:
    grouped: dict[str, list[str]] = {}
    for left in controlled.ikke_kjort:
        grouped.setdefault(left.grunn, []).append(left.regel.id)
    for grunn, ids in sorted(grouped.items()):
        tekst = f"Kontroller som ikke er kjørt. {grunn}"
        yield DatakvalitetLinje(
            kilde=KILDE, kode="ikke undersøkt", tekst=tekst, antall=len(ids), eksempler=", ".join(ids)
        )


def _left_out(manifest: Manifest, rules: Mapping[str, Rule]) -> Iterator[DatakvalitetLinje]:
    """Documents that break the format never reach the tables, so the control of the format is told of them here."""
    antall = sum(u.antall for u in manifest.utelatt if u.kode not in _WELL_FORMED)
    rule = rules.get(STRUKTUR)
    if antall and rule is not None and rule.kontroll is not None:
        yield DatakvalitetLinje(
            kilde=rule.id,
            kode=rule.kontroll.alvorlighet.value,
            tekst="Dokumentet følger ikke formatet og er utelatt",
            antall=antall,
        )


def _found(count: ControlCount) -> DatakvalitetLinje:
    tekst = count.regel.avvikstekst if count.grad else f"Kan ikke avgjøres: {count.regel.tittel}"
    return DatakvalitetLinje(
        kilde=count.regel.id,
        kode=count.grad or "uavklart",
        tekst=merket(tekst, count.regel.sikkerhet),
        antall=count.antall,
        enhet=count.enhet,
        eksempler=", ".join(count.eksempler),
    )
