"""What a reader must know of the figures of a table: what is counted, what is left out, and where they come from."""

from collections.abc import Iterator, Sequence

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rapport import Tallvalg
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.docx.blocks import Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_grid import Rutenett, name_of, span_of
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import period
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text


def notes(grid: Rutenett, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Text]:
    """What is counted, and where it comes from."""
    told: list[str] = []
    for valg in () if utvalg.utgave.rapport.kort else grid.valg:
        words = utvalg.words(valg.tall)
        told += [words.lesning(valg.variant).forklaring, words.merknad]
    told += _remarks(grid, utvalg, vedlegg)
    sources = sources_of(grid.rader, utvalg)
    span = None if grid.spenn else span_of(grid, 0, 0)
    said = [text("rapport.gjelder", periode=period(*span))] if span else []
    if sources:
        said.append(text("rapport.kildelinje", kilder="; ".join(sources)))
    for line in (*dict.fromkeys(told), " ".join(said)):
        if line:
            yield Text(tekst=vedlegg.quiet(line))


def _remarks(grid: Rutenett, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[str]:
    """What must be known of single numbers: each remark once, with the figures it is of; with the period where it is of
    one of several."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    days: dict[tuple[str, str], set[Periode]] = {}
    for row, valg in _of_the_whole(grid, utvalg):
        if remark := vedlegg.remark(row):
            days.setdefault((valg.navn or valg.tall, remark), set()).add(Periode(row.periode_fra, row.periode_til))
    for row, valg in _of_the_whole(grid, utvalg):
        if remark := vedlegg.remark(row):
            spans = sorted(days[valg.navn or valg.tall, remark])
            of = ", ".join(period(*one) for one in spans) if 0 < len(spans) < len(grid.spenn) else ""
            names.setdefault((remark.rstrip("."), of), {})[name_of(valg, utvalg)] = None
    for (remark, of), mine in names.items():
        tall = text("rapport.alle_tallene") if 1 < len(mine) == len(grid.valg) else oppramsing(list(mine))
        about = f"{tall} ({of})" if of else tall
        yield text("rapport.om_tallet", tall=about, merknad=f"{remark}.")


def sources_of(rader: Sequence[Nokkelrad], utvalg: Utvalg) -> list[str]:
    """Of an imported series its name: which cells each number is of, stands in the workbook."""
    series = utvalg.fakta.serier
    return sorted({series[row.tall].serie.tittel if row.tall in series else row.kilde for row in rader} - {""})


def not_counted(grid: Rutenett, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Text]:
    """Why a figure has no number where one was to stand, in the words of what the extract lacks."""
    names = {valg.tall: name_of(valg, utvalg) for valg, line in by_figure(grid) if not line or any(map(_missing, line))}
    said = {vedlegg.remark(row) for row, _ in _of_the_whole(grid, utvalg)}  # with the period it is of
    told = dict.fromkeys((tall, why) for tall, why in utvalg.fakta.ikke_undersokt if tall in names and why not in said)
    for tall, why in told:
        yield Text(tekst=vedlegg.quiet(text("rapport.om_tallet", tall=names[tall], merknad=why)))


def _of_the_whole(grid: Rutenett, utvalg: Utvalg) -> Iterator[tuple[Nokkelrad, Tallvalg]]:
    """The rows of the paper's own place, each with its figure: what must be known of a part is in the workbook."""
    for valg, line in by_figure(grid):
        for row in line:
            if row is not None and not row.gruppe and (row.enhet, row.kommune) in {("", ""), utvalg.utgave.sted}:
                yield row, valg


def why_none(grid: Rutenett, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Text]:
    """Where no number of a table could be counted."""
    for said in dict.fromkeys(_remarks(grid, utvalg, vedlegg)):
        yield Text(tekst=vedlegg.quiet(said))
    yield from not_counted(grid, utvalg, vedlegg)


def by_figure(grid: Rutenett) -> Iterator[tuple[Tallvalg, Sequence[Nokkelrad | None]]]:
    """Each figure with its numbers; none where there is no line."""
    lines = grid.celler if grid.nedover else tuple(zip(*grid.celler, strict=True))
    yield from zip(grid.valg, lines or [()] * len(grid.valg), strict=True)


def _missing(row: Nokkelrad | None) -> bool:
    return row is None or row.tilstand is Tilstand.IKKE_UNDERSOKT
