"""The avviksregister as text, dates and numbers: everything the workbook says, without Excel."""

import hashlib

from bvaudit import __version__
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_background import (
    datakvalitet_table,
    kodeverk_table,
    lists,
    not_examined_table,
    tilsyn_table,
    ways_of_counting_table,
)
from bvaudit.reports.register_front import front
from bvaudit.reports.register_numbers import numbers_table
from bvaudit.reports.register_sheets import RegisterView, SheetTable
from bvaudit.reports.register_tables import avvik_table, funn_table, indikasjon_table
from bvaudit.reports.register_units import units_table

SKJEMAVERSJON = "1"


def register_view(revisjon: Revisjon, kodeverk: Kodeverk) -> RegisterView:
    """The same run and the same lists give the same view."""
    avvik = avvik_table(revisjon, kodeverk)
    return RegisterView(
        tittel=f"Avviksregister – {revisjon.kommune}",
        kommune=revisjon.kommune,
        per=revisjon.per,
        programversjon=__version__,
        seksjoner=front(revisjon),
        tabeller=(
            avvik,
            indikasjon_table(revisjon),
            funn_table(revisjon),
            units_table(revisjon),
            numbers_table(revisjon),
            tilsyn_table(revisjon),
            not_examined_table(revisjon),
            datakvalitet_table(revisjon),
            ways_of_counting_table(revisjon),
            kodeverk_table(kodeverk),
        ),
        lister=lists(kodeverk),
        meta=_meta(revisjon, avvik),
    )


def _meta(revisjon: Revisjon, avvik: SheetTable) -> dict[str, str]:
    fra, til_og_med = revisjon.periode or (None, None)
    facts = {
        "skjemaversjon": SKJEMAVERSJON,
        "programversjon": __version__,
        "kommune": revisjon.kommune,
        "per": revisjon.per.isoformat(),
        "periode_fra": fra.isoformat() if fra else "",
        "periode_til_og_med": til_og_med.isoformat() if til_og_med else "",
        "utvalg": revisjon.utvalg.id if revisjon.utvalg else "",
        "kilde_sha256": revisjon.kilde.kilde_sha256,
        "innhold_sha256": revisjon.kilde.innhold_sha256,
        "uttrekk_avtrykk": revisjon.kilde.uttrekk_avtrykk,
        "kjoring": revisjon.kjoring,
        "rader": str(len(avvik.rader)),
        "sum": _sha256(*(f"{row[-2]} {row[-1]}" for row in avvik.rader)),
    }
    return {"eksport_id": _sha256(*facts.values())[:16], **facts}


def _sha256(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
