"""The sheet «Datakvalitet»: what makes the figures less certain, and where."""

from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Kontrollgrad
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import without_empty
from bvaudit.texts import text

ASSUMED = "antakelse"  # how the source was read is no doubt about it: it is told once, in Grunnlag
_SOURCES = ("innlesing", "registerkontroller")


def quality_table(revisjon: Revisjon, names: Names) -> SheetTable:
    """The warnings of the run first."""
    warnings: list[tuple[Verdi, ...]] = [
        (text("register.kilde.advarsel"), advarsel, None, None, None, None) for advarsel in revisjon.advarsler
    ]
    lines: list[tuple[Verdi, ...]] = [
        (
            _where(linje.kilde),
            linje.tekst,
            linje.antall,
            linje.enhet,
            graded(linje.kode),
            names.shortened(linje.eksempler),
        )
        for linje in revisjon.datakvalitet
        if linje.kode != ASSUMED
    ]
    rows = (*warnings, *lines)
    return SheetTable(
        ark=text("register.ark.datakvalitet"),
        id="datakvalitet",
        navn="Datakvalitet",
        beskrivelse=text("register.om.datakvalitet"),
        kolonner=without_empty(columns.datakvalitet(), rows),
        rader=rows,
        tomt=text("register.tomt.datakvalitet"),
    )


def graded(kode: str) -> str | None:
    """The national register's own grade of what it controls, in a word people know; None for what has none."""
    return text(f"register.kontrollgrad.{kode.lower()}") if kode in list(Kontrollgrad) else None


def _where(kilde: str) -> str:
    return text(f"register.kilde.{kilde}") if kilde in _SOURCES else kilde
