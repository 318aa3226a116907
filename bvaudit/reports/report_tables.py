"""Sections of figures: a table, a chart above it, and the sentences that can be made of the same rows."""

from collections.abc import Iterator, Sequence

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rapport import Grafvalg, Linjer, Seksjon
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.docx.blocks import Block, Chart, Justering, Line, Quiet, Table, Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_figure_words import sentences
from bvaudit.reports.report_grid import Rutenett, name_of, own_spans, span_of
from bvaudit.reports.report_notes import not_counted, notes, sources_of, why_none
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import SHARES, cell, number, period
from bvaudit.texts import text

_MOST_LABELS = 14  # categories that can be read along an axis


def figure_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    grid = grid_of(seksjon, utvalg)
    if all(row.tilstand is Tilstand.IKKE_UNDERSOKT for row in grid.rader):
        yield Text(tekst=text("rapport.tall_mangler"))
        yield from why_none(grid, utvalg, vedlegg)
        return
    for said in sentences(seksjon, utvalg):
        yield Text(tekst=vedlegg.line(said))
    graf = chart_of(seksjon, grid, utvalg)
    if graf is not None:
        yield Chart(graf=graf, steder=places_of(graf, vedlegg))
    yield _table(seksjon, grid.turned() if seksjon.snudd else grid, vedlegg)
    yield from notes(grid, utvalg, vedlegg)
    yield from not_counted(grid, utvalg, vedlegg)


def grid_of(seksjon: Seksjon, utvalg: Utvalg) -> Rutenett:
    if seksjon.linjer in (Linjer.TALL, Linjer.PERIODE):
        grid = _by_period(seksjon, utvalg)
        return grid.turned() if seksjon.linjer is Linjer.PERIODE else grid
    return _by_place(seksjon, utvalg)


def _by_period(seksjon: Seksjon, utvalg: Utvalg) -> Rutenett:
    """A figure on each line, the periods across, the oldest first."""
    spans = tuple(reversed(utvalg.utgave.perioder))
    enhet, kommune = utvalg.utgave.sted
    lines = []
    for valg in seksjon.tall:
        row = [utvalg.one(valg, span, enhet=enhet, kommune=kommune) for span in spans]
        if valg.tall not in utvalg.fakta.serier:  # a month of a series is not drawn as the quarter after it
            row[-1] = row[-1] or utvalg.newest(valg, enhet=enhet, kommune=kommune)
        lines.append(tuple(row))
    return Rutenett(
        linjer=tuple(name_of(valg, utvalg) for valg in seksjon.tall),
        kolonner=tuple(period(*span) for span in spans),
        celler=tuple(lines),
        valg=seksjon.tall,
        nedover=True,
        spenn=tuple(Periode(*span) for span in spans),
    )


def _by_place(seksjon: Seksjon, utvalg: Utvalg) -> Rutenett:
    """A unit, a municipality or a group on each line, the figures across, and all of them together last."""
    places = list(utvalg.places(seksjon))
    if utvalg.summed(seksjon):
        places.append(("", "", ""))
    return Rutenett(
        linjer=tuple(_place_name(place, seksjon, utvalg) for place in places),
        kolonner=tuple(name_of(valg, utvalg) for valg in seksjon.tall),
        celler=tuple(
            tuple(utvalg.newest(valg, enhet=enhet, kommune=kommune, gruppe=of) for valg in seksjon.tall)
            for enhet, kommune, of in places
        ),
        valg=seksjon.tall,
    )


def _place_name(place: tuple[str, str, str], seksjon: Seksjon, utvalg: Utvalg) -> str:
    enhet, kommune, of = place
    if of and seksjon.linjer is Linjer.GRUPPE:
        return utvalg.fakta.gruppenavn(seksjon.tall[0].tall, of)
    if kommune:
        return utvalg.fakta.kommuner.get(kommune, kommune)
    return enhet or text("rapport.alle")


# --- the table -------------------------------------------------------------------------------------------------------


def _table(seksjon: Seksjon, grid: Rutenett, vedlegg: Vedlegg) -> Table:
    own = own_spans(grid)
    rows = tuple(
        (
            vedlegg.words_of(name if not grid.nedover else _named(name, own[down])),
            *(
                _cell(row, own[down if grid.nedover else at] or span_of(grid, at, down), vedlegg)
                for at, row in enumerate(line)
            ),
        )
        for down, (name, line) in enumerate(zip(grid.linjer, grid.celler, strict=True))
    )
    columns = grid.kolonner if grid.nedover else tuple(map(_named, grid.kolonner, own))
    first = text(f"rapport.kolonne.{'tall' if grid.nedover else seksjon.linjer.value}")
    return Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.tabell", tittel=seksjon.tittel),
        hode=(first, *columns),
        rader=rows,
        bredder=(3, *(2 for _ in grid.kolonner)),
        justering=(Justering.VENSTRE, *(Justering.HOYRE for _ in grid.kolonner)),
    )


def _named(name: str, span: Periode | None) -> str:
    return name if span is None else f"{name} ({period(*span)})"


def _cell(row: Nokkelrad | None, span: Periode | None, vedlegg: Vedlegg) -> Line:
    if row is None:
        return text("rapport.tilstand.ikke_talt")
    own = (row.periode_fra, row.periode_til)
    if span is None or own in (span, (span.til, span.til)):
        return vedlegg.line(cell(row))
    return (*vedlegg.line(cell(row)), Quiet(tekst=f" ({period(*own)})"))


# --- the chart -------------------------------------------------------------------------------------------------------


def chart_of(seksjon: Seksjon, grid: Rutenett, utvalg: Utvalg) -> Graf | None:
    """Of the same rows as the table. Categories along the axis: the periods, or the lines; without the sum, which is
    drawn nowhere beside its parts."""
    if seksjon.graf is Grafvalg.INGEN:
        return None
    lines, series = _drawn(seksjon, grid, utvalg)
    rows = [row for one in series for row in one.rader if row is not None]
    if not any(row.tilstand is Tilstand.VERDI for row in rows):
        return None
    return Graf(
        tittel=seksjon.tittel,
        slag=Grafslag.SOYLER if seksjon.graf is Grafvalg.LINJE and len(lines) == 1 else Grafslag(seksjon.graf.value),
        kategorier=lines,
        serier=series,
        prosent=all(row.storrelse in SHARES for row in rows),
        brudd=_breaks(seksjon, grid, lines, utvalg),
        alt=text("rapport.graf.alt", tittel=seksjon.tittel, serier=", ".join(one.navn for one in series)),
        kilde="; ".join(sources_of(rows, utvalg)),
        akse=_axis(series, andre=False),
        andre_akse=_axis(series, andre=True),
    )


def _axis(series: Sequence[Punktrad], *, andre: bool) -> str:
    """What is drawn against the axis, where there are two."""
    return ", ".join(one.navn for one in series if one.andre is andre) if any(one.andre for one in series) else ""


def _drawn(seksjon: Seksjon, grid: Rutenett, utvalg: Utvalg) -> tuple[tuple[str, ...], tuple[Punktrad, ...]]:
    if grid.nedover:
        lines, celler, names = grid.kolonner, grid.celler, grid.linjer
    else:
        last = len(grid.linjer) - utvalg.summed(seksjon)
        lines, names = grid.linjer[:last], grid.kolonner
        celler = tuple(zip(*grid.celler[:last], strict=True))
    series = tuple(
        Punktrad(navn=navn, rader=tuple(row), andre=valg.andre)
        for navn, row, valg in zip(names, celler, grid.valg, strict=True)
    )
    return lines, series


def _breaks(seksjon: Seksjon, grid: Rutenett, lines: Sequence[str], utvalg: Utvalg) -> tuple[tuple[str, str], ...]:
    if not grid.nedover and seksjon.linjer is not Linjer.PERIODE:
        return ()
    found: dict[str, str] = {}
    for valg in seksjon.tall:
        for day, why in utvalg.words(valg.tall).brudd:
            for fra, til in utvalg.utgave.perioder:
                if fra <= day <= til and period(fra, til) in lines:
                    found.setdefault(period(fra, til), why)
    return tuple(found.items())


def places_of(graf: Graf, vedlegg: Vedlegg) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(
            vedlegg.place(number(row)) if row is not None and row.tilstand is Tilstand.VERDI else ""
            for row in one.rader
        )
        for one in graf.serier
    )
