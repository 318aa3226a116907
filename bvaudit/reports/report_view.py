"""A report laid out: the outline and the facts become blocks for Word, and the workbook beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bvaudit.model.kalender import vis
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rapport import Seksjon, Seksjonslag
from bvaudit.reports.docx.blocks import Blank, Block, Chart, KeepTogether, Quiet, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_facts import Rapportfakta, Utgave
from bvaudit.reports.report_front import class_of, front_blocks, title_of
from bvaudit.reports.report_list_part import list_blocks, lists_of, question_blocks, year_blocks
from bvaudit.reports.report_read_part import read_blocks
from bvaudit.reports.report_register_part import avvik_blocks, measure_blocks, positive_blocks
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_series_part import beside, is_left_out, series_blocks, series_of_section
from bvaudit.reports.report_supervision_part import supervision_blocks
from bvaudit.reports.report_tables import figure_blocks
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

Maker = Callable[[Seksjon, Utvalg, Vedlegg], Iterator[Block]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportvisning:
    """What a letterhead may say of a report; all of it is text."""

    tittel: str
    kommune: str
    klasse: str
    mottaker: str
    seksjoner: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportdokument:
    """One report, ready to be written. ``brukt`` are the rows whose numbers are printed in it, and ``skrevet`` what
    people have written that is, each with where it is from."""

    visning: Rapportvisning
    blokker: tuple[Block, ...]
    bok: TablesView
    brukt: tuple[Nokkelrad, ...]
    skrevet: tuple[tuple[str, str], ...] = ()


def report_document(
    fakta: Rapportfakta, utgave: Utgave, rader: Sequence[Nokkelrad], *, skjulte: Sequence[Nokkelrad] = ()
) -> Rapportdokument:
    """``rader`` are those that may be printed. A number that is in none of them is not in the paper. ``skjulte`` are
    those that would have been: they stand in the workbook without a number, so that later papers hide them too."""
    utvalg = Utvalg(fakta=fakta, utgave=utgave, rader=rader)
    vedlegg = Vedlegg(rader=utvalg.by_cell, fakta=fakta, offentlig=utgave.malgruppe is Malgruppe.OFFENTLIG)
    sections = [one for one in utgave.rapport.for_(utgave.malgruppe) if not is_left_out(one, utvalg)]
    blocks = (*front_blocks(utvalg, vedlegg), *_laid_out(sections, utvalg, vedlegg))
    vedlegg.hidden(skjulte)
    visning = Rapportvisning(
        tittel=title_of(utvalg),
        kommune=fakta.kommune,
        klasse=class_of(utvalg),
        mottaker=utgave.rapport.mottaker,
        seksjoner=tuple(one.tittel for one in sections),
    )
    about = (
        (text("rapport.vedlegg.rapport"), visning.tittel),
        (text("rapport.vedlegg.mottaker"), utgave.rapport.mottaker),
        (text("rapport.vedlegg.malgruppe"), text(f"rapport.malgruppe.{utgave.malgruppe.value}")),
        (text("rapport.forside.klasse"), visning.klasse),
        *fakta.kilder,
        *fakta.spor,
        (text("rapport.forside.oppsett"), f"{utgave.rapport.id} ({utgave.rapport.fil or utgave.rapport.tittel})"),
        *((text("rapport.vedlegg.slatt_sammen"), one) for one in utgave.slatt_sammen),
    )
    return Rapportdokument(
        visning=visning,
        blokker=blocks,
        bok=vedlegg.book(visning.tittel, about),
        brukt=tuple(vedlegg.brukt),
        skrevet=tuple(dict.fromkeys(vedlegg.skrevet)),
    )


def _laid_out(sections: Sequence[Seksjon], utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    for one, after in zip_longest(sections, sections[1:]):
        yield from section_blocks(one, utvalg, vedlegg)
        if one.sporsmal and not one.fyll_ut and (after is None or after.niva == one.niva):
            yield Text(tekst=(Blank(tekst=text("rapport.sporsmal.skriv_svar")),))  # nothing there is answers it


def section_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    if utvalg.utgave.rapport.egen:
        for said in (seksjon.sporsmal or seksjon.tittel, *seksjon.tekst):
            vedlegg.noted(seksjon.tittel, said)
    first: list[Block] = [vedlegg.heading(seksjon.niva, seksjon.sporsmal or seksjon.tittel)]
    if seksjon.dokumentklasse and seksjon.dokumentklasse != class_of(utvalg):
        told = text("rapport.seksjonsklasse", klasse=seksjon.dokumentklasse)
        first.append(Text(tekst=(Quiet(tekst=told),)))
    made = [
        *(Text(tekst=vedlegg.line(one)) for one in seksjon.tekst),
        *_MAKERS[seksjon.slag](seksjon, utvalg, vedlegg),
    ]
    made = [_hung(one, after) for one, after in zip_longest(made, made[1:])]
    together = _before_the_table(made)
    yield KeepTogether(blokker=(*first, *made[:together]))
    yield from made[together:]
    for one in seksjon.fyll_ut:
        yield Text(tekst=(Blank(tekst=one),))


def _hung(block: Block, after: Block | None) -> Block:
    """What stands right before a table stays with it, and a table is kept together as well as it can."""
    if isinstance(block, Table):
        return replace(block, samlet=True)
    return replace(block, henger=True) if isinstance(block, Text) and isinstance(after, Table) else block


def _before_the_table(blocks: Sequence[Block]) -> int:
    """How many of the first blocks stay with the heading: all down to the chart, else the first sentence."""
    chart = next((at for at, one in enumerate(blocks) if isinstance(one, Chart)), None)
    if chart is not None:
        return chart + 1
    return int(bool(blocks) and isinstance(blocks[0], Text))


def _nothing(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    yield from ()


def _figures(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """Of what people have read, of imported series alone, or of figures, with series beside them or not."""
    if seksjon.lest:
        yield from read_blocks(seksjon, utvalg, vedlegg)
        if not (seksjon.tall or seksjon.serieslag):
            return
    if seksjon.serieslag and seksjon.tall:
        yield from figure_blocks(beside(seksjon, utvalg), utvalg, vedlegg)
    elif series_of_section(seksjon, utvalg):
        yield from series_blocks(seksjon, utvalg, vedlegg)
    else:
        yield from figure_blocks(seksjon, utvalg, vedlegg)


def _measures(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """Those of the lists the outline asks for; those of the register where it asks for none, or there are none."""
    asked = bool(seksjon.lister or seksjon.listeslag) and bool(lists_of(seksjon, utvalg))
    yield from (list_blocks if asked else measure_blocks)(seksjon, utvalg, vedlegg)


def _positive(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    yield from positive_blocks(seksjon, utvalg, vedlegg)
    if lists_of(seksjon, utvalg):
        yield from list_blocks(seksjon, utvalg, vedlegg)


def _questions(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    if not seksjon.sporsmal:
        yield from question_blocks(seksjon, utvalg, vedlegg)


_MAKERS: Mapping[Seksjonslag, Maker] = {
    Seksjonslag.TEKST: _nothing,
    Seksjonslag.TALL: _figures,
    Seksjonslag.GRAF: _figures,
    Seksjonslag.AVVIK: avvik_blocks,
    Seksjonslag.TILTAK: _measures,
    Seksjonslag.LISTE: list_blocks,
    Seksjonslag.SPORSMAL_OG_SVAR: _questions,
    Seksjonslag.RISIKO: list_blocks,
    Seksjonslag.ARSHJUL: year_blocks,
    Seksjonslag.TILSYN: supervision_blocks,
    Seksjonslag.POSITIVE_FUNN: _positive,
}


def word_report(document: Rapportdokument, fakta: Rapportfakta) -> WordReport[Rapportvisning]:
    """For the letterhead: what it calls the report, and its blocks."""

    def about(view: Rapportvisning) -> Dokument:
        grunnlag = text("rapport.grunnlag", dag=vis(fakta.dag))
        end = f"{grunnlag} · {view.klasse}" if view.klasse else grunnlag
        return Dokument(tittel=view.tittel, avsender=view.kommune, grunnlag=end)

    return WordReport(
        navn="rapport",
        view=Rapportvisning,
        felt="tittel",
        liste="seksjoner",
        dokument=about,
        blocks=lambda view: document.blokker,
    )
