"""The avviksregister as text, dates and numbers: everything the workbook says, without Excel."""

import hashlib

from bvaudit import __version__
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_cases import cases_table
from bvaudit.reports.register_findings import findings_table
from bvaudit.reports.register_grunnlag import grunnlag
from bvaudit.reports.register_ids import names_in
from bvaudit.reports.register_numbers import numbers_table
from bvaudit.reports.register_overview import overview
from bvaudit.reports.register_quality import quality_table
from bvaudit.reports.register_read import read_table
from bvaudit.reports.register_sheets import RegisterView, SheetTable
from bvaudit.reports.register_tables import avvik_table
from bvaudit.reports.register_tilsyn import tilsyn_table
from bvaudit.reports.register_to_read import to_read_table
from bvaudit.texts import text

SKJEMAVERSJON = "2"


def register_view(revisjon: Revisjon, kodeverk: Kodeverk, *, utenfor: bool = False) -> RegisterView:
    """The same run and the same lists give the same view. A sheet on supervision is there when there was one.
    ``utenfor``: there is a register, and this run is not in it."""
    names = names_in(revisjon)
    avvik, saker = avvik_table(revisjon, names, kodeverk), cases_table(revisjon, names)
    return RegisterView(
        tittel=text("register.tittel", kommune=revisjon.kommune),
        kommune=revisjon.kommune,
        dokumentklasse=revisjon.dokumentklasse,
        per=revisjon.per,
        programversjon=__version__,
        oversikt=overview(revisjon, names, saker, __version__, utenfor=utenfor),
        tabeller=(
            avvik,
            saker,
            findings_table(revisjon, names, kodeverk),
            *((read_table(revisjon, names, kodeverk),) if revisjon.lest else ()),
            to_read_table(revisjon, names),
            *((tilsyn_table(revisjon),) if revisjon.tilsyn else ()),
            numbers_table(revisjon),
            quality_table(revisjon, names),
        ),
        grunnlag=grunnlag(revisjon, kodeverk),
        lister=_lists(kodeverk),
        meta=_meta(revisjon, avvik, saker),
    )


def _lists(kodeverk: Kodeverk) -> dict[str, tuple[str, ...]]:
    """The choices by the name the drop-downs know them by. What ends an avvik is not among them: nothing can show yet
    that practice has changed."""
    return {
        "ArsakValg": tuple(valg.tekst for valg in kodeverk.arsaker),
        "FeiltypeValg": tuple(valg.tekst for valg in kodeverk.feiltyper),
        "TiltakValg": tuple(valg.tekst for valg in kodeverk.tiltakstyper),
        "RolleValg": tuple(valg.tekst for valg in kodeverk.roller),
        "StatusValg": tuple(valg.tekst for valg in kodeverk.valgbare_statuser),
    }


def _meta(revisjon: Revisjon, avvik: SheetTable, saker: SheetTable) -> dict[str, str]:
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
        "saker": str(len(saker.rader)),
        "sum": _sha256(*(f"{row[t.place('_id')]} {row[t.place('_sum')]}" for t in (avvik, saker) for row in t.rader)),
    }
    return {"eksport_id": _sha256(*facts.values())[:16], **facts}


def _sha256(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
