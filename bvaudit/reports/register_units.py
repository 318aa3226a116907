"""The sheet «Enheter»: each unit and all of them, so that every count of rules in a plan or a summary has its cell."""

from collections import Counter

from bvaudit.findings.ledger import ledger
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import SheetTable, Verdi


def units_table(revisjon: Revisjon) -> SheetTable:
    """All units together first, then each; one without cases has its zeros."""
    names = [None, *(enhet.navn for enhet in revisjon.enheter)]
    return SheetTable(
        ark="Enheter",
        navn="Enheter",
        beskrivelse="Saker, krav og avvik i hver enhet og samlet",
        kolonner=columns.ENHETER,
        rader=tuple(_row(revisjon, navn) for navn in names),
        tomt="Ingen enheter i uttrekket",
    )


def _row(revisjon: Revisjon, navn: str | None) -> tuple[Verdi, ...]:
    units = [enhet for enhet in revisjon.enheter if navn in (None, enhet.navn)]
    svar = [s for s in revisjon.svar if navn in (None, s.enhet)]
    book = ledger(revisjon, navn)
    grades = Counter(s.regel.alvorlighetsgrad for s in svar if s.er_avvik)
    return (
        navn or "Alle",
        sum(enhet.saker for enhet in units),
        sum(enhet.undersokt for enhet in units),
        book.kontrollert,
        book.med_avvik,
        book.under_andre,
        book.uten_avvik,
        book.avvik,
        *(grades[grad] for grad in reversed(Alvorlighetsgrad)),
        book.saker_med_avvik,
        book.indikasjoner,
        book.ma_leses,
        sum(s.tall[s.standard].ikke_oppfylt for s in svar if s.er_indikasjon),
        sum(s.tall[s.standard].uavklart for s in svar),
        sum(s.tall[s.standard].andre_kommuner for s in svar),
        book.ingen_a_vurdere,
        book.ikke_undersokt,
    )
