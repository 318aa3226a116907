"""Charts of imported series: over time, stacked, a row of dots among other municipalities, and two series on one time
axis. Only rows are drawn, so what is hidden is a gap."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bvaudit.figures.series_staff import best
from bvaudit.figures.series_words import period_words
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import Periode, parse_periode
from bvaudit.model.seriepunkt import Grupper
from bvaudit.model.serierad import code_of
from bvaudit.model.serieslag import Maal, Seriegraf
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.series_view import shown_number
from bvaudit.texts import counted, text

Word = Callable[[str, str, str], str]  # series, axis and code → what it is called
_GOAL = "mal"
_MANY = 8  # periods with room for whole words along the axis


def series_chart(serie: Serie, rader: Iterable[Nokkelrad], word: Word) -> Graf | None:
    """The series as it is drawn; None when there is nothing to draw."""
    given = [row for row in rader if row.tall == serie.id]
    goals = [row for row in given if row.variant.partition("-")[0] == _GOAL]
    rows = [*best(given, serie.id), *goals]
    drawn = [row for row in rows if row.storrelse == serie.storrelse.value]
    if not any(row.tilstand is Tilstand.VERDI for row in drawn):
        return None
    if serie.tegnes is Seriegraf.PRIKK and serie.sett is not None:
        return _dots(serie, drawn, word)
    return _over_time(serie, drawn, word)


def two_on_one_axis(
    left: tuple[str, Sequence[Nokkelrad]], right: tuple[str, Sequence[Nokkelrad]], *, tittel: str, kilde: str
) -> Graf:
    """Two series, each named, on one time axis: the second against an axis of its own at the right. That they follow
    each other says nothing of why, and the text under the chart says so."""
    (first, rows), (second, others) = left, right
    periods = sorted({_period(row) for row in (*rows, *others)})
    lines = (
        Punktrad(navn=first, rader=_along(periods, rows)),
        Punktrad(navn=second, rader=_along(periods, others), andre=True),
    )
    return Graf(
        tittel=tittel,
        slag=Grafslag.LINJE,
        kategorier=tuple(map(period_words, periods)),
        serier=lines,
        alt=text(
            "serier.graf.to_alt",
            forste=first,
            andre=second,
            fra=period_words(periods[0]),
            til=period_words(periods[-1]),
        ),
        kilde=f"{kilde} {text('serier.graf.ikke_arsak')}".strip(),
        prosent=_is_share(rows),
        akse=first,
        andre_akse=second,
    )


def _over_time(serie: Serie, rows: Sequence[Nokkelrad], word: Word) -> Graf:
    periods = sorted({_period(row) for row in rows})
    lines: dict[tuple[str, str, str, str], list[Nokkelrad]] = {}
    for row in rows:
        goal = row.variant if row.variant.startswith(_GOAL) else ""
        lines.setdefault((row.enhet, row.kommune, row.gruppe, goal), []).append(row)
    many = len(lines) > 1
    drawn = tuple(
        Punktrad(navn=_name(serie, there[0], word) if many else serie.tittel, rader=_along(periods, there))
        for there in lines.values()
    )
    no_line = serie.tegnes is Seriegraf.PRIKK or len(periods) == 1  # of one point nobody sees a line
    slag = Grafslag.SOYLER if no_line and serie.tegnes is not Seriegraf.STABLET else Grafslag(serie.tegnes.value)
    return Graf(
        tittel=serie.tittel,
        slag=slag,
        kategorier=_along_the_axis(periods),
        serier=drawn,
        alt=_alt(serie, rows, periods),
        kilde=serie.kilde,
        prosent=serie.storrelse is Maal.ANDEL,
        brudd=_breaks(serie, periods),
        akse=serie.maleenhet,
    )


def _along_the_axis(periods: Sequence[Periode]) -> tuple[str, ...]:
    return tuple(period_words(one, kort=len(periods) > _MANY) for one in periods)


def _dots(serie: Serie, rows: Sequence[Nokkelrad], word: Word) -> Graf:
    """The last period: each municipality a dot, from the lowest to the highest; we are a series of our own, so that no
    colour alone tells who we are."""
    sett = serie.sett
    assert sett is not None, "looked at before"
    last = max(_period(row) for row in rows if row.tilstand is Tilstand.VERDI)
    there = [row for row in rows if _period(row) == last and row.akser.get(sett.akse) and row.verdi is not None]
    ordered = sorted(there, key=lambda row: (row.verdi or 0, row.gruppe))
    own = code_of(sett.eget)
    ours = tuple(row if row.akser[sett.akse] == own else None for row in ordered)
    others = tuple(None if row.akser[sett.akse] == own else row for row in ordered)
    names = tuple(word(serie.id, sett.akse, row.akser[sett.akse]) for row in ordered)
    note = text("serier.graf.ikke_kvalitet")
    numbers = [shown_number(row, serie) for row in ordered]
    place = next((n for n, row in enumerate(ours, 1) if row is not None), 0)
    said = {"sett": sett.navn, "eget": sett.eget, "minst": numbers[0], "storst": numbers[-1], "plass": place}
    return Graf(
        tittel=serie.tittel,
        slag=Grafslag.PRIKK,
        kategorier=names,
        serier=(Punktrad(navn=sett.navn, rader=others), Punktrad(navn=sett.eget, rader=ours)),
        alt=f"{counted('serier.graf.prikk_alt', len(ordered), **said)} {note}",
        kilde=f"{serie.kilde} {note}",
        prosent=serie.storrelse is Maal.ANDEL,
        akse=serie.maleenhet,
    )


def _name(serie: Serie, row: Nokkelrad, word: Word) -> str:
    groups: Grupper = tuple(row.akser.items())
    words = [word(serie.id, akse, kode) for akse, kode in groups]
    goal = text("serier.variant.mal").capitalize() if row.variant.startswith(_GOAL) else ""
    return ", ".join(part for part in (row.enhet, row.kommune, *words, goal) if part) or text("serier.vis.alle")


def _along(periods: Sequence[Periode], rows: Sequence[Nokkelrad]) -> tuple[Nokkelrad | None, ...]:
    """One row for each period; what is hidden keeps its place and has no number."""
    there = {_period(row): row for row in rows}
    found = (there.get(periode) for periode in periods)
    return tuple(_without_number(row) if row is not None and row.tilstand is Tilstand.SKJULT else row for row in found)


def _without_number(row: Nokkelrad) -> Nokkelrad:
    return replace(row, verdi=None, teller=None, nevner=None, n_saker=None)


def _period(row: Nokkelrad) -> Periode:
    return Periode(row.periode_fra, row.periode_til)


def _is_share(rows: Sequence[Nokkelrad]) -> bool:
    return bool(rows) and all(row.storrelse == Maal.ANDEL.value for row in rows)


def _breaks(serie: Serie, periods: Sequence[Periode]) -> tuple[tuple[str, str], ...]:
    found = []
    for one in serie.brudd:
        begins = parse_periode(one.fra)
        after = next((periode for periode in periods if begins is not None and periode.fra >= begins.fra), None)
        if after is not None:
            found.append((period_words(after, kort=len(periods) > _MANY), one.grunn))
    return tuple(found)


def _alt(serie: Serie, rows: Sequence[Nokkelrad], periods: Sequence[Periode]) -> str:
    numbers = [row for row in rows if row.verdi is not None]
    low, high = (pick(numbers, key=lambda row: row.verdi or 0) for pick in (min, max))
    span = {"fra": period_words(periods[0]), "til": period_words(periods[-1])}
    said = text(
        f"serier.graf.{'tid_alt' if len(periods) > 1 else 'en_tid_alt'}",
        tittel=serie.tittel,
        **(span if len(periods) > 1 else {"periode": span["til"]}),
        minst=shown_number(low, serie),
        storst=shown_number(high, serie),
    )
    hidden = sum(row.tilstand is Tilstand.SKJULT for row in rows)
    return f"{said} {counted('serier.graf.skjult', hidden)}" if hidden else said
