"""Key figures on a terminal: 25 lines, units with their noughts, and the newest periods beside each other."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.model.endring import Dom, Endring
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.change_view import verdict
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import Rutenett, Tallside, figure_page
from bvaudit.reports.figure_words import periode, vist, vist_av
from bvaudit.reports.nokkeltall_file import KOLONNER
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

MOST = 25
_PERIODS = 3
_AROUND = 9  # title, source, headings, what was left out, files, what comes next
_FRAME = 10  # lines around a table of many: the folder, title, source, four of the table, files in two lines, next
_NARROW, _GAP = 80, 2  # columns of the screen, and between those of the table
_ASKED_FOR = (
    "meldinger",
    "fristbrudd_melding",
    "henlagt_andel",
    "undersokelser",
    "fristbrudd_undersokelse",
    "barn_i_tiltak",
    "barn_hjelpetiltak",
    "under_omsorg",
    "besok_minst_4",
    "evaluering",
    "ettervern",
    "akuttvedtak",
)  # by those who lead a service, the most first


@dataclass(frozen=True, slots=True, kw_only=True)
class Skjermtall:
    """``om`` stand over the table, ``under`` below it. The first column of ``rader`` is words, the others numbers."""

    tittel: str
    om: tuple[str, ...]
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    under: tuple[str, ...]


def figure_lines(
    fakta: Tallfakta, endringer: Sequence[Endring], *, hele: bool, enkelte: bool, bredde: int = _NARROW
) -> Skjermtall:
    """One figure: its units. Several: all together of each. ``hele``: every line. ``enkelte``: some were asked for by
    their ids. ``bredde``: columns of the screen."""
    sider = [side for tall in fakta.tekster.values() if (side := figure_page(fakta, tall)) is not None]
    om = (text("nokkeltall.skjerm.om", kommune=fakta.kommune, per=dato(fakta.per)),)
    if len(sider) == 1 and sider[0].steder:
        return _one(fakta, sider[0], endringer, om, hele=hele)
    shown = sider if enkelte else [side for side in sider if not side.tall.regel]
    grids = [(side, side.steder[0]) for side in shown if side.steder]
    if not (hele or enkelte):
        grids.sort(key=lambda pair: _asked_for(pair[0].tall.id))
    heads = _heads(fakta, [grid for _, grid in grids])
    below = len(tuple(_below(fakta, 1, len(sider) - len(shown))))
    every = [(side.tall.tittel, *_newest(fakta, grid, heads)) for side, grid in grids]
    rows = tuple(every if hele else _with_room(every, heads, MOST - _FRAME - below, bredde))
    return Skjermtall(
        tittel=text("nokkeltall.skjerm.tittel"),
        om=om,
        hode=(text("nokkeltall.kol.navn"), *heads),
        rader=rows,
        under=tuple(_below(fakta, len(grids) - len(rows), len(sider) - len(shown))),
    )


def _with_room(
    rows: Sequence[tuple[str, ...]], heads: Sequence[str], room: int, bredde: int
) -> Sequence[tuple[str, ...]]:
    """As many as there are lines for: a long name takes two."""
    numbers = [max(map(len, (head, *(row[at] for row in rows)))) for at, head in enumerate(heads, 1)]
    for_name = max(_GAP, bredde - sum(wide + _GAP for wide in numbers) - _GAP)
    for count, row in enumerate(rows):
        room -= len(textwrap.wrap(row[0], for_name)) or 1
        if room < 0:
            return rows[: max(count, 1)]
    return rows


def _asked_for(id_: str) -> int:
    return _ASKED_FOR.index(id_) if id_ in _ASKED_FOR else len(_ASKED_FOR)


def _heads(fakta: Tallfakta, grids: Iterable[Rutenett]) -> list[str]:
    """The newest years there are, told as years: a stock on a day stands under the day's year."""
    years = sorted({til.year for grid in grids for _, til in grid.perioder})
    return [str(year) for year in years[-_PERIODS:]]


def _newest(fakta: Tallfakta, grid: Rutenett, heads: Sequence[str]) -> list[str]:
    whole = next((line for line in grid.linjer if line.sum), None)
    by_year: dict[str, Nokkelrad] = {}
    for rad in whole.rader if whole is not None else ():
        if rad is not None:
            by_year[str(rad.periode_til.year)] = rad
    return [vist(by_year[head]) if head in by_year else "" for head in heads]


def _below(fakta: Tallfakta, more: int, rules: int) -> Iterable[str]:
    newest = max((rad.periode_til for rad in fakta.rader), default=fakta.per)
    if newest > fakta.per:
        yield text("nokkeltall.skjerm.loper", ar=newest.year, dag=dato(fakta.per))
    if more > 0:
        yield counted("nokkeltall.skjerm.flere", more)
    if rules:
        yield counted("nokkeltall.skjerm.regler", rules)
    if fakta.ikke_undersokt:
        yield counted("nokkeltall.skjerm.ikke_undersokt", len({tittel for tittel, _ in fakta.ikke_undersokt}))


def _one(
    fakta: Tallfakta, side: Tallside, endringer: Sequence[Endring], om: tuple[str, ...], *, hele: bool
) -> Skjermtall:
    grid, tall = side.steder[0], side.tall
    last = grid.perioder if hele else grid.perioder[-_PERIODS:]
    start = len(grid.perioder) - len(last)
    room = len(grid.linjer) if hele else MOST - _AROUND
    lines = grid.linjer[-room:]
    said = tall.lesning(grid.lesning).forklaring
    change = newest_change(endringer, grid, tall.id)
    return Skjermtall(
        tittel=tall.tittel,
        om=(*om, *([said] if said else ())),
        hode=(grid.hode, *(periode(*one, fakta.per) for one in last)),
        rader=tuple(
            (line.navn, *(vist_av(rad, tall.desimaler) if rad is not None else "" for rad in line.rader[start:]))
            for line in lines
        ),
        under=(
            *(
                [counted("nokkeltall.skjerm.flere", len(grid.linjer) - len(lines))]
                if len(lines) < len(grid.linjer)
                else ()
            ),
            *([counted("nokkeltall.skjerm.perioder", start)] if start else ()),
            *([change] if change else ()),
            *dict.fromkeys((*_why_not(grid, start), *fakta.sagt.get(tall.id, ()))),
        ),
    )


def _why_not(grid: Rutenett, start: int) -> Iterable[str]:
    """Why all together has no number in a period that is shown, where the extract says so."""
    whole = next((line for line in grid.linjer if line.sum), None)
    for rad in whole.rader[start:] if whole is not None else ():
        if rad is not None and rad.tilstand is Tilstand.IKKE_UNDERSOKT and rad.merknad:
            yield rad.merknad if rad.merknad.endswith(".") else f"{rad.merknad}."


def newest_change(endringer: Sequence[Endring], grid: Rutenett, tall: str) -> str:
    """What may be said of all together from the period before to the newest."""
    whole = [
        one
        for one in endringer
        if (one.til.tall, one.til.variant, one.til.storrelse) == (tall, grid.lesning, grid.storrelse)
        and not (one.til.enhet or one.til.kommune or one.til.gruppe)
    ]
    if not whole or whole[-1].dom is Dom.INGEN_TALL:
        return ""
    last = whole[-1]
    before, now = (periode(rad.periode_fra, rad.periode_til) for rad in (last.fra, last.til))
    return text("nokkeltall.skjerm.endring", for_=before, na=now, dom=verdict(last))


def figures_json(fakta: Tallfakta, filer: Iterable[object]) -> Mapping[str, object]:
    """The rows with the columns of ``nokkeltall.csv``, what was not examined, and the files."""
    return {
        "kommune": fakta.kommune,
        "per": fakta.per.isoformat(),
        "avtrykk": fakta.kjoring,
        "rader": [{name: _plain(getattr(rad, name)) for name in KOLONNER} for rad in fakta.rader],
        "ikke_undersokt": [{"tall": tall, "grunn": grunn} for tall, grunn in fakta.ikke_undersokt],
        "filer": [str(fil) for fil in filer],
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else str(value)
