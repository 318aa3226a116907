"""The charts of a key figure, free of Excel and Word: which series, which words, and where the years cannot be
compared."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from bvaudit.model.endring import Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.figure_grids import Periode, Rutelinje, Rutenett, Tallside, measure_name
from bvaudit.reports.figure_words import periode, vist
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import text

_MOST_LINES = 6  # more lines in one chart than this nobody tells apart
_MOST_PARTS = 15
_LAST = 3  # periods beside each other for every part


def charts_of(fakta: Tallfakta, side: Tallside) -> dict[int, Graf]:
    """By the ``id`` of the table each is of: one of the places over time, one of each division. Nothing where there is
    nothing to draw."""
    if side.tall.graf is None:
        return {}
    told = [grid for grid in side.steder[:1] if not side.deler or any(not line.sum for line in grid.linjer)]
    made = {id(grid): _of_places(fakta, side.tall, grid) for grid in told}
    if side.tegnes is not None and side.steder:
        made = {id(side.steder[0]): _of_places(fakta, side.tall, side.tegnes)}
    made |= {id(grid): _of_parts(fakta, side.tall, grid) for grid in side.deler}
    return {key: graf for key, graf in made.items() if _drawn(graf)}


def _drawn(graf: Graf) -> bool:
    return any(rad is not None and rad.verdi is not None for serie in graf.serier for rad in serie.rader)


def _of_places(fakta: Tallfakta, tall: Talltekst, grid: Rutenett) -> Graf:
    places = [line for line in grid.linjer if not line.sum]
    whole = [line for line in grid.linjer if line.sum]
    shown = [*places, *whole] if grid.andel else places or whole
    if len(grid.perioder) == 1:
        only = Punktrad(navn=periode(*grid.perioder[0], fakta.per), rader=tuple(line.rader[0] for line in shown))
        names = tuple(line.navn for line in shown)
        return _graf(fakta, tall, grid, Grafslag.SOYLER, names, (only,))
    if len(places) > _MOST_LINES:
        shown = whole or shown[:_MOST_LINES]
    series = tuple(Punktrad(navn=line.navn, rader=line.rader) for line in shown)
    names = tuple(periode(*one, fakta.per) for one in grid.perioder)
    kind = tall.graf or Grafslag.SOYLER
    kind = Grafslag.SOYLER if kind is Grafslag.STABLET and grid.andel else kind
    return _graf(
        fakta, tall, grid, kind, names, series, breaks_in(grid.perioder, _concerning(tall, grid, shown), fakta.per)
    )


def _of_parts(fakta: Tallfakta, tall: Talltekst, grid: Rutenett) -> Graf:
    lines = _largest(grid)
    if tall.graf is Grafslag.STABLET and len(lines) <= _MOST_LINES:
        series = tuple(Punktrad(navn=line.navn, rader=line.rader) for line in lines)
        names = tuple(periode(*one, fakta.per) for one in grid.perioder)
        broken = breaks_in(grid.perioder, _concerning(tall, grid, lines), fakta.per)
        return _graf(fakta, tall, grid, Grafslag.STABLET, names, series, broken)
    last = range(max(0, len(grid.perioder) - _LAST), len(grid.perioder))
    series = tuple(
        Punktrad(navn=periode(*grid.perioder[at], fakta.per), rader=tuple(line.rader[at] for line in lines))
        for at in last
    )
    return _graf(fakta, tall, grid, Grafslag.SOYLER, tuple(line.navn for line in lines), series)


def _largest(grid: Rutenett) -> tuple[Rutelinje, ...]:
    """Every part when there is room, else those that have been the greatest in one of the periods that are drawn."""
    if len(grid.linjer) <= _MOST_PARTS:
        return grid.linjer
    order = sorted(grid.linjer, key=lambda line: -max((_value(rad) for rad in line.rader[-_LAST:]), default=0.0))
    kept = {id(line) for line in order[:_MOST_PARTS]}
    return tuple(line for line in grid.linjer if id(line) in kept)


def _value(rad: Nokkelrad | None) -> float:
    return rad.verdi if rad is not None and rad.tilstand is Tilstand.VERDI and rad.verdi is not None else 0.0


def _concerning(tall: Talltekst, grid: Rutenett, lines: Iterable[object]) -> tuple[Seriebrudd, ...]:
    rows = [rad for line in grid.linjer if line in lines for rad in line.rader if rad is not None]
    return tuple(one for one in tall.brudd if any(one.concerns(rad) for rad in rows))


def breaks_in(
    perioder: Sequence[Periode], brudd: Iterable[Seriebrudd], per: date | None = None
) -> tuple[tuple[str, str], ...]:
    """The periods that hold days after a break while the one before holds days before it, each with why."""
    found: dict[str, list[str]] = {}
    for one in brudd:
        for before, now in pairwise(perioder):
            if before[0] < one.dag <= now[1]:
                said = text("nokkeltall.brudd", dag=dato(one.dag), grunn=one.grunn)
                if said not in found.setdefault(periode(*now, per), []):
                    found[periode(*now, per)].append(said)
    return tuple((name, " ".join(why)) for name, why in found.items())


def _graf(
    fakta: Tallfakta,
    tall: Talltekst,
    grid: Rutenett,
    slag: Grafslag,
    kategorier: tuple[str, ...],
    serier: tuple[Punktrad, ...],
    brudd: tuple[tuple[str, str], ...] = (),
) -> Graf:
    tittel = text("nokkeltall.graf.tittel_del", tittel=tall.tittel, akse=grid.tittel) if grid.akse else tall.tittel
    if grid.akse and len(grid.linjer) > _MOST_PARTS:
        tittel = text("nokkeltall.graf.de_storste", tittel=tittel, antall=_MOST_PARTS)
    return Graf(
        tittel=tittel,
        slag=slag,
        kategorier=kategorier,
        serier=serier,
        alt=alt_text(tittel, slag, kategorier, serier, brudd),
        kilde=text("nokkeltall.graf.kilde", kilde=source(fakta, tall.id)),
        prosent=grid.andel,
        brudd=brudd,
        akse="" if grid.andel else tall.benevning or measure_name(grid.storrelse),
    )


def source(fakta: Tallfakta, tall: str) -> str:
    """Where the numbers of the figure are from: the rows know. Of an imported series each row knows its own cell."""
    told = fakta.tekster.get(tall)
    if told is not None and told.serie:
        return told.kilde
    found = dict.fromkeys(rad.kilde for rad in fakta.rader if rad.tall == tall and rad.kilde)
    return oppramsing(list(found)) or text("nokkeltall.kilde_ukjent")


def alt_text(
    tittel: str,
    slag: Grafslag,
    kategorier: Sequence[str],
    serier: Sequence[Punktrad],
    brudd: Sequence[tuple[str, str]],
) -> str:
    """What is drawn, number by number; of what is hidden, only that it is."""
    told = [text("nokkeltall.graf.alt", slag=text(f"nokkeltall.graf.slag.{slag.value}"), tittel=tittel)]
    for serie in serier:
        points = [
            text("nokkeltall.graf.punkt", navn=name, tall=_said(rad))
            for name, rad in zip(kategorier, serie.rader, strict=True)
            if rad is not None
        ]
        told.append(text("nokkeltall.graf.serie", navn=serie.navn, punkter=", ".join(points)))
    told += [text("nokkeltall.graf.brudd", navn=name, grunn=why) for name, why in brudd]
    return " ".join(told)


def _said(rad: Nokkelrad) -> str:
    return vist(rad) if rad.tilstand is Tilstand.VERDI else vist(rad).lower()
