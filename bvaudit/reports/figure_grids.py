"""A key figure as tables: units down and periods across, the other readings, and each division."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bvaudit.figures.compared import slag
from bvaudit.figures.series_staff import best
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.figure_words import SHARE, periode
from bvaudit.texts import text

_FIRST = (SHARE, "antall", "antall_barn", "dogn", "sum", "gjennomsnitt", "median", "minst", "storst")
_OF_SERIES = ("ansatte", "arsverk", "timer")
Periode = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rutelinje:
    """One row for each period; None where there is none. ``sum``: it is all together, counted and not summed."""

    navn: str
    rader: tuple[Nokkelrad | None, ...]
    sum: bool = False
    kode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rutenett:
    """``hode`` is the heading of the names. ``lesning`` and ``storrelse`` are what all of it is of; empty where each
    line has its own. ``akse`` is the division; empty = places. ``kolonner`` are the headings where the columns are not
    periods but parts of one period."""

    tittel: str
    hode: str
    perioder: tuple[Periode, ...]
    linjer: tuple[Rutelinje, ...]
    lesning: str = ""
    storrelse: str = ""
    akse: str = ""
    kolonner: tuple[str, ...] = ()

    @property
    def andel(self) -> bool:
        return self.storrelse == SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallside:
    """All tables of one figure. ``steder`` has one for each kind of period, the years first."""

    tall: Talltekst
    steder: tuple[Rutenett, ...]
    lesninger: Rutenett | None
    deler: tuple[Rutenett, ...]
    per_sted: tuple[Rutenett, ...] = ()
    tegnes: Rutenett | None = None


def series_page(fakta: Tallfakta, tall: Talltekst, rader: Sequence[Nokkelrad], shown: tuple[str, str]) -> Tallside:
    """Of an imported series: its numbers as stated, else as its parts add up, and all of them in the chart. The tables
    have the newest periods, as many as there is room for; the rest stand in the long table."""
    lesning, main = shown
    usual = [rad for rad in best(rader, tall.id) if rad.storrelse == main]
    there = {rad.celle for rad in usual}
    kinds = _by_kind(rad for rad in usual if not rad.gruppe)
    rest = [rad for rad in rader if not rad.gruppe and rad.celle not in there and not rad.variant.startswith(_GOAL)]
    fit = _MOST_SHARES if main == SHARE else _MOST_COLUMNS
    return Tallside(
        tall=tall,
        per_sted=tuple(_parts_by_place(fakta, tall, usual, shown)),
        steder=tuple(_places(fakta, _newest(rows, fit), lesning, main) for rows in kinds),
        lesninger=_readings(tall, _newest(rest, fit), ("", "")),
        deler=tuple(_parts(tall, _newest(usual, fit), lesning, main)),
        tegnes=_with_goal(_places(fakta, kinds[-1], lesning, main), rader) if kinds else None,
    )


def _newest(rader: Sequence[Nokkelrad], most: int) -> list[Nokkelrad]:
    last = _periods(rader)[-most:]
    return [rad for rad in rader if (rad.periode_fra, rad.periode_til) in last]


def _with_goal(grid: Rutenett, rader: Sequence[Nokkelrad]) -> Rutenett:
    """All together over time with its goal; the places beside each other where there is one period."""
    whole = tuple(line for line in grid.linjer if line.sum)
    if len(grid.perioder) == 1 or not whole:
        return grid
    goals = [rad for rad in rader if rad.variant.startswith(_GOAL) and rad.storrelse == grid.storrelse]
    line = _line(text("serier.variant.mal").capitalize(), goals, grid.perioder)
    return replace(grid, linjer=(*whole, *([line] if any(line.rader) else [])))


def figure_page(fakta: Tallfakta, tall: Talltekst) -> Tallside | None:
    """None when there is no row of the figure."""
    rader = [rad for rad in fakta.rader if rad.tall == tall.id]
    if not rader:
        return None
    lesning = standard(tall, rader)
    main = main_measure(rad for rad in rader if rad.variant == lesning)
    shown = [rad for rad in rader if (rad.variant, rad.storrelse) == (lesning, main)]
    if tall.serie:
        return series_page(fakta, tall, rader, (lesning, main))
    whole = _by_kind(rad for rad in shown if not rad.gruppe)
    return Tallside(
        tall=tall,
        per_sted=tuple(_parts_by_place(fakta, tall, shown, (lesning, main))),
        steder=tuple(_places(fakta, rows, lesning, main) for rows in whole),
        lesninger=_readings(tall, [rad for rad in rader if not rad.gruppe], (lesning, main)),
        deler=tuple(_parts(tall, shown, lesning, main)),
    )


_MOST_COLUMNS = 12
_MOST_SHARES = 6  # each with what it is of
_GOAL = "mal"


def _parts_by_place(
    fakta: Tallfakta, tall: Talltekst, rader: Sequence[Nokkelrad], shown: tuple[str, str]
) -> Iterable[Rutenett]:
    """Units down and the parts across, in the newest period there is."""
    axes = {akse for rad in rader if len(rad.akser) == 1 and rad.enhet for akse in rad.akser}
    for akse in sorted(axes, key=lambda one: (_at(list(tall.akser), one), one)):
        rows = [rad for rad in rader if list(rad.akser) == [akse]]
        newest = _periods(rows)[-1]
        rows = [rad for rad in rows if (rad.periode_fra, rad.periode_til) == newest]
        words = tall.koder.get(akse, {})
        codes = sorted({rad.akser[akse] for rad in rows}, key=lambda one: (_at(list(words), one), one))
        if len(codes) > _MOST_COLUMNS:
            continue
        places = [(navn, navn, "") for navn in fakta.enheter if any(rad.enhet == navn for rad in rows)]
        by_place = {(rad.enhet, rad.kommune, rad.akser[akse]): rad for rad in rows}
        yield Rutenett(
            tittel=tall.akser.get(akse, akse),
            hode=periode(*newest, fakta.per),
            perioder=(newest,) * len(codes),
            linjer=tuple(
                Rutelinje(navn=navn, rader=tuple(by_place.get((enhet, kommune, code)) for code in codes), sum=not enhet)
                for navn, enhet, kommune in (*places, (text("nokkeltall.alle"), "", ""))
            ),
            lesning=shown[0],
            storrelse=shown[1],
            akse=akse,
            kolonner=tuple(words.get(code, code) for code in codes),
        )


def standard(tall: Talltekst, rader: Iterable[Nokkelrad]) -> str:
    """The first reading there are rows of."""
    there = {rad.variant for rad in rader}
    return next((one.navn for one in tall.lesninger if one.navn in there), min(there))


def main_measure(rader: Iterable[Nokkelrad]) -> str:
    there = {rad.storrelse for rad in rader}
    return next((one for one in _FIRST if one in there), min(there))


_KINDS = ("ar", "dag", "halvar", "kvartal", "maned", "annet")


def _by_kind(rader: Iterable[Nokkelrad]) -> list[list[Nokkelrad]]:
    ordered = sorted(rader, key=lambda rad: _KINDS.index(slag(rad)))
    return [list(rows) for _, rows in groupby(ordered, key=slag)]


def _periods(rader: Iterable[Nokkelrad]) -> tuple[Periode, ...]:
    return tuple(sorted({(r.periode_fra, r.periode_til) for r in rader}, key=lambda one: (one[1], one[0])))


def _places(fakta: Tallfakta, rader: Sequence[Nokkelrad], lesning: str, main: str) -> Rutenett:
    perioder = _periods(rader)
    units = [*fakta.enheter, *sorted({r.enhet for r in rader if r.enhet} - set(fakta.enheter))]
    towns = [*fakta.kommuner, *sorted({r.kommune for r in rader if r.kommune} - set(fakta.kommuner))]
    there = {(r.enhet, r.kommune) for r in rader}
    lines = [_line(name, rader, perioder, enhet=name) for name in units if (name, "") in there]
    if len(towns) > 1:
        lines += [_line(fakta.kommuner.get(k, k), rader, perioder, kommune=k) for k in towns if ("", k) in there]
    if ("", "") in there:
        lines.append(_line(text("nokkeltall.alle"), rader, perioder, sum=True))
    return Rutenett(
        tittel=text("nokkeltall.etter_sted"),
        hode=text("nokkeltall.hode.enhet"),
        perioder=perioder,
        linjer=tuple(lines),
        lesning=lesning,
        storrelse=main,
    )


def _line(
    navn: str,
    rader: Iterable[Nokkelrad],
    perioder: Iterable[Periode],
    *,
    enhet: str = "",
    kommune: str = "",
    gruppe: str = "",
    sum: bool = False,
) -> Rutelinje:
    mine = {
        (rad.periode_fra, rad.periode_til): rad
        for rad in rader
        if (rad.enhet, rad.kommune, rad.gruppe) == (enhet, kommune, gruppe)
    }
    return Rutelinje(navn=navn, rader=tuple(mine.get(p) for p in perioder), sum=sum, kode=gruppe)


def _readings(tall: Talltekst, rader: Sequence[Nokkelrad], shown: tuple[str, str]) -> Rutenett | None:
    """Everything but what is shown already, for all together."""
    rows = [r for r in rader if not r.enhet and not r.kommune and (r.variant, r.storrelse) != shown]
    if not rows:
        return None
    names = [one.navn for one in tall.lesninger]
    keys = {(r.variant, r.storrelse) for r in rows}
    ordered = sorted(keys, key=lambda key: (_at(names, key[0]), _at(_FIRST, key[1]), key))
    perioder = _periods(rows)
    return Rutenett(
        tittel=text("nokkeltall.andre_lesninger"),
        hode=text("nokkeltall.hode.lesning"),
        perioder=perioder,
        linjer=tuple(
            _line(reading_name(tall, *key), [r for r in rows if (r.variant, r.storrelse) == key], perioder)
            for key in ordered
        ),
    )


def reading_name(tall: Talltekst, variant: str, storrelse: str) -> str:
    """«Uten enslige mindreårige (andel)»."""
    return text(
        "nokkeltall.lesning_og_storrelse",
        lesning=tall.lesning(variant).tittel or variant,
        storrelse=measure_name(storrelse),
    )


def measure_name(storrelse: str) -> str:
    return text(f"nokkeltall.storrelse.{storrelse}") if storrelse in (*_FIRST, *_OF_SERIES) else storrelse


def _at(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _parts(tall: Talltekst, rader: Sequence[Nokkelrad], lesning: str, main: str) -> Iterable[Rutenett]:
    """A table of each division, of all together."""
    whole = [rad for rad in rader if not rad.enhet and not rad.kommune]
    axes = {akse for rad in whole for akse in rad.akser if len(rad.akser) == 1}
    for akse in sorted(axes, key=lambda one: (_at(list(tall.akser), one), one)):
        rows = [rad for rad in whole if list(rad.akser) == [akse]]
        words = tall.koder.get(akse, {})
        codes = sorted({rad.akser[akse] for rad in rows}, key=lambda one: (_at(list(words), one), one))
        perioder = _periods(rows)
        yield Rutenett(
            tittel=tall.akser.get(akse, akse),
            hode=tall.akser.get(akse, akse),
            perioder=perioder,
            linjer=tuple(_line(words.get(code, code), rows, perioder, gruppe=f"{akse}={code}") for code in codes),
            lesning=lesning,
            storrelse=main,
            akse=akse,
        )


def rule_grids(sider: Iterable[Tallside]) -> tuple[Rutenett, ...]:
    """The rules as lines, all together of each: those about what happened, and those about a state on a day."""
    by_periods: dict[tuple[Periode, ...], list[Rutelinje]] = {}
    for side in sider:
        for grid in side.steder:
            for line in grid.linjer:
                if line.sum:
                    named = Rutelinje(navn=side.tall.tittel, rader=line.rader)
                    by_periods.setdefault(grid.perioder, []).append(named)
    return tuple(
        Rutenett(
            tittel=text("nokkeltall.regler.tittel"),
            hode=text("nokkeltall.hode.krav"),
            perioder=perioder,
            linjer=tuple(lines),
            storrelse=SHARE,
        )
        for perioder, lines in by_periods.items()
    )
