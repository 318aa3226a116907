"""Sections made of imported series: a chart, a table, and in one paragraph what was found when the numbers were held
against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvaudit.figures.series_staff import best
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rapport import Seksjon, Tallvalg
from bvaudit.model.serie import Serie
from bvaudit.model.serieslag import Seriegraf
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.docx.blocks import Block, Chart, Justering, Table, Text
from bvaudit.reports.figure_words import periode
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_facts import Rapportserie
from bvaudit.reports.report_list_part import has_no_list
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_series_words import found_in
from bvaudit.reports.report_tables import places_of
from bvaudit.reports.report_words import cell
from bvaudit.reports.series_chart import series_chart
from bvaudit.reports.series_view import variant_words
from bvaudit.texts import text

_MOST_LINES, _MOST_DRAWN, _OWN_PERIODS = 14, 6, 4
_Key = tuple[str, str, str, str, str]  # measure, variant, unit, municipality, group


def series_of_section(seksjon: Seksjon, utvalg: Utvalg) -> tuple[Rapportserie, ...]:
    """Those of the kinds it asks for, and those it names; empty where it also names what is no series."""
    named = [valg.tall for valg in seksjon.tall]
    every = utvalg.fakta.serier
    if seksjon.serieslag:
        return tuple(one for one in every.values() if one.serie.serieslag in seksjon.serieslag)
    if not named or any(id_ not in every for id_ in named):
        return ()
    return tuple(every[id_] for id_ in dict.fromkeys(named))


def is_left_out(seksjon: Seksjon, utvalg: Utvalg) -> bool:
    """Whether it is of a kind of series, or of lists, that the municipality has none of."""
    no_series = bool(seksjon.serieslag) and not series_of_section(seksjon, utvalg)
    return no_series or has_no_list(seksjon, utvalg)


def beside(seksjon: Seksjon, utvalg: Utvalg) -> Seksjon:
    """A section of a kind of series and of other figures too: they stand in one table and are drawn against each
    other."""
    series = tuple(Tallvalg(tall=one.serie.id, navn=one.serie.tittel) for one in series_of_section(seksjon, utvalg))
    return replace(seksjon, tall=(*series, *seksjon.tall))


def series_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    found = series_of_section(seksjon, utvalg)
    for one in found:
        if len(found) > 1:
            yield Text(tekst=vedlegg.strong(vedlegg.noted(one.serie.id, one.serie.tittel)), henger=True)
        yield from _series(one, seksjon, utvalg, vedlegg)


def _series(told: Rapportserie, seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    serie = told.serie
    mine = [row for row in utvalg.rader if row.tall == serie.id and _is_here(row, utvalg)]
    if any(row.tilstand is Tilstand.VERDI for row in mine):
        graf = series_chart(serie, _drawn(serie, mine, utvalg), lambda _, akse, kode: told.word(akse, kode))
        if graf is not None:
            yield Chart(graf=graf, steder=places_of(graf, vedlegg))
        yield from _table(told, mine, seksjon, utvalg, vedlegg)
    said = found_in(told, mine, utvalg)
    if said:
        yield Text(tekst=vedlegg.line(said))
    kilde = vedlegg.noted(serie.tittel, " ".join(serie.kilde.split()))
    yield Text(tekst=vedlegg.quiet(text("rapport.kildelinje", kilder=kilde)))


def _is_here(row: Nokkelrad, utvalg: Utvalg) -> bool:
    """In a unit's own paper: what is of it."""
    enhet, kommune = utvalg.utgave.sted
    return (not enhet or row.enhet == enhet) and (not kommune or row.kommune == kommune)


# --- the chart -------------------------------------------------------------------------------------------------------


def _drawn(serie: Serie, rader: Sequence[Nokkelrad], utvalg: Utvalg) -> list[Nokkelrad]:
    """Periods of one length, and as many lines as can be told apart: all together, else the groups, else the units."""
    if serie.sett is not None:
        return list(rader)
    mine = [row for row in best(rader, serie.id) if row.storrelse == serie.storrelse.value]
    long = _length(mine)
    mine = [row for row in mine if _days(row) == long]
    goals = [row for row in rader if row.variant.startswith("mal") and _days(row) == long]
    for choice in _choices(serie, mine, utvalg):
        lines = {(row.enhet, row.kommune, row.gruppe) for row in choice}
        periods = {(row.periode_fra, row.periode_til) for row in choice}
        if choice and len(lines) <= _MOST_DRAWN and (len(periods) > 1 or len(lines) > 1):
            return [*choice, *(row for row in goals if (row.enhet, row.kommune, row.gruppe) in lines)]
    return []


def _choices(serie: Serie, rader: Sequence[Nokkelrad], utvalg: Utvalg) -> Iterator[list[Nokkelrad]]:
    place = utvalg.utgave.sted
    here = [row for row in rader if (row.enhet, row.kommune) == place]
    periods = {(row.periode_fra, row.periode_til) for row in here if not row.gruppe}
    stacked = serie.tegnes is Seriegraf.STABLET
    if len(periods) > 1 and not stacked:
        yield [row for row in here if not row.gruppe]
    yield [row for row in here if row.gruppe]
    yield [row for row in rader if row.enhet and not row.gruppe]
    yield [row for row in rader if row.kommune and not row.gruppe]


def _length(rader: Sequence[Nokkelrad]) -> int:
    """The length most of the numbers are of; the shortest where there are as many."""
    lengths = [_days(row) for row in rader]
    return max(sorted(set(lengths)), key=lengths.count, default=0)


def _days(row: Nokkelrad) -> int:
    """Days, where months are alike and years are alike."""
    days = (row.periode_til - row.periode_fra).days + 1
    return next((most for least, most in ((28, 31), (90, 92), (181, 184), (365, 366)) if least <= days <= most), days)


# --- the table -------------------------------------------------------------------------------------------------------


def _table(
    told: Rapportserie, rader: Sequence[Nokkelrad], seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg
) -> Iterator[Block]:
    serie = told.serie
    shown = {_key(row): _name(row, told) for row in _in_order(rader, told, utvalg)}
    lines = dict(list(shown.items())[:_MOST_LINES])
    every = [*best(rader, serie.id), *(row for row in rader if row.variant in _made(serie))]
    there = {(_key(row), (row.periode_fra, row.periode_til)): row for row in every}
    spans = _spans([row for row in every if _key(row) in lines], utvalg)
    columns = {span: periode(*span) for span in spans}
    cells = [[there.get((key, span)) for span in columns] for key in lines]
    head = text("rapport.serie.tall_i", maleenhet=serie.maleenhet) if serie.maleenhet else text("rapport.kolonne.tall")
    if lines and columns:
        yield Table(
            tittel=serie.tittel,
            beskrivelse=text("rapport.tabell", tittel=serie.tittel),
            hode=(head, *columns.values()),
            rader=tuple(
                (
                    vedlegg.words_of(name),
                    *(vedlegg.line(cell(row)) if row else text("rapport.tilstand.ikke_talt") for row in line),
                )
                for name, line in zip(lines.values(), cells, strict=True)
            ),
            bredder=(3, *(2 for _ in columns)),
            justering=(Justering.VENSTRE, *(Justering.HOYRE for _ in columns)),
        )


def _made(serie: Serie) -> set[str]:
    return {one.id for one in serie.avledet} | {one.id for one in serie.forhold}


def _in_order(rader: Sequence[Nokkelrad], told: Rapportserie, utvalg: Utvalg) -> Iterator[Nokkelrad]:
    """The groups, then the units, then all together, and last what was worked out."""
    serie, place = told.serie, utvalg.utgave.sted
    mine = best(rader, serie.id)
    given = {f"sum-{one.akse}" for one in serie.delt_pa if one.skal_bli}  # that it is 100 % is no number of its own
    usual = [row for row in mine if row.storrelse == serie.storrelse.value and row.variant not in given]
    yield from (row for row in usual if row.gruppe and (row.enhet, row.kommune) == place)
    there = {row.enhet for row in usual if row.enhet and not row.gruppe}
    for enhet in (*(one for one in utvalg.fakta.enheter if one in there), *sorted(there - {*utvalg.fakta.enheter})):
        yield from (row for row in usual if row.enhet == enhet and not row.gruppe)
    yield from (row for row in usual if row.kommune and not row.gruppe)
    yield from (row for row in usual if not row.gruppe and (row.enhet, row.kommune) == ("", ""))
    yield from (
        row
        for row in mine
        if row.storrelse != serie.storrelse.value and not row.gruppe and (row.enhet, row.kommune) == place
    )
    yield from (row for row in rader if row.variant in _made(serie) and (row.enhet, row.kommune) == place)


def _key(row: Nokkelrad) -> _Key:
    worked = row.variant == "oppgitt" or row.variant.startswith(("sum-", "veid-"))
    return row.storrelse, "" if worked else row.variant, row.enhet, row.kommune, row.gruppe


def _name(row: Nokkelrad, told: Rapportserie) -> str:
    if row.variant in _made(told.serie):
        return variant_words(row.variant, told.serie)
    words = [told.word(akse, kode) for akse, kode in row.akser.items()]
    other = row.storrelse != told.serie.storrelse.value
    measure = text(f"serier.storrelse.{row.storrelse}") if other else ""
    return ", ".join(part for part in (row.enhet, row.kommune, *words, measure) if part) or text("rapport.alle")


def _spans(rader: Sequence[Nokkelrad], utvalg: Utvalg) -> list[Periode]:
    """Those of the report, the oldest first; where the series has none of them, its own last ones."""
    there = {Periode(row.periode_fra, row.periode_til) for row in rader}
    mine = [Periode(*span) for span in reversed(utvalg.utgave.perioder) if Periode(*span) in there]
    over = sorted(one for one in there if one.til <= utvalg.fakta.dag)
    return mine or over[-_OWN_PERIODS:]
