"""Key figures on a terminal: 25 lines, units with their noughts, and the newest periods beside each other."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.model.endring import Dom, Endring
from bvaudit.model.nokkelrad import Tilstand
from bvaudit.reports import figure_columns
from bvaudit.reports.change_view import verdict
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import Periode, Rutenett, Tallside, figure_page
from bvaudit.reports.figure_words import periode, vist, vist_av
from bvaudit.reports.nokkeltall_file import KOLONNER
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

MOST = 25
_PERIODS = 3
_FEW = 3  # reasons that are told one by one
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
    fakta: Tallfakta,
    endringer: Sequence[Endring],
    *,
    hele: bool,
    enkelte: bool,
    steder: Sequence[str] = (),
    bok: bool = True,
    bredde: int = _NARROW,
) -> Skjermtall:
    """One figure: its units. Several: all together of each, or each of ``steder``, the units and municipalities that
    were asked for. ``hele``: every line. ``enkelte``: some were asked for by their ids. ``bok``: a workbook is made.
    ``bredde``: columns of the screen."""
    sider = [side for tall in fakta.tekster.values() if (side := figure_page(fakta, tall)) is not None]
    om = (text("nokkeltall.skjerm.om", kommune=fakta.kommune, per=dato(fakta.per)),)
    if len(sider) == 1 and sider[0].steder:
        return _one(fakta, sider[0], endringer, om, hele=hele, bok=bok)
    shown = [side for side in sider if (enkelte or not side.tall.regel) and side.steder]
    if not (hele or enkelte):
        shown.sort(key=lambda side: _asked_for(side.tall.id))
    columns = figure_columns.columns(shown, fakta.per)
    last = columns if hele else columns[-_PERIODS:]
    rules = 0 if enkelte else sum(1 for side in sider if side.tall.regel)
    lines = [row for side in shown for row in _rows(fakta, side, last, steder)]
    under = tuple(_below(fakta, last, len(columns) - len(last), (1, rules), bok=bok))
    heads = [periode(*one) for one in last]
    room = MOST - _FRAME - len(under) - (len(steder) == 1)
    fitting = lines if hele else _with_room(lines, heads, room, bredde)
    return Skjermtall(
        tittel=text("nokkeltall.skjerm.tittel"),
        om=(*om, *([figure_columns.place_name(fakta, steder[0])] if len(steder) == 1 else ())),
        hode=(text("nokkeltall.kol.navn"), *heads),
        rader=tuple(fitting),
        under=tuple(_below(fakta, last, len(columns) - len(last), (len(lines) - len(fitting), rules), bok=bok)),
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


def _rows(
    fakta: Tallfakta, side: Tallside, columns: Sequence[Periode], steder: Sequence[str]
) -> Iterable[tuple[str, ...]]:
    """One line of the figure, or one for each place when there are several."""
    for sted in steder or ("",):
        found = figure_columns.rows_in(fakta, side, columns, sted)
        name = side.tall.tittel
        if len(steder) > 1:
            name = text("nokkeltall.skjerm.hos", tittel=name, sted=figure_columns.place_name(fakta, sted))
        yield name, *(vist(rad) if rad is not None else "" for rad in found)


def _below(
    fakta: Tallfakta, columns: Sequence[Periode], before: int, more: tuple[int, int], *, bok: bool
) -> Iterable[str]:
    """``before``: so many periods are not shown. ``more``: so many figures are not, and so many rules."""
    newest = max(columns, key=lambda one: one[1], default=(fakta.per, fakta.per))
    if newest[1] > fakta.per:
        yield text("nokkeltall.skjerm.loper", ar=periode(*newest), dag=dato(fakta.per))
    if before > 0:
        yield counted("nokkeltall.skjerm.perioder", before)
    if more[0] > 0:
        yield counted("nokkeltall.skjerm.flere", more[0])
    if more[1] and bok:
        yield counted("nokkeltall.skjerm.regler", more[1])
    yield from _not_counted(fakta, bok=bok)


def _not_counted(fakta: Tallfakta, *, bok: bool) -> Iterable[str]:
    """Why, where nobody has a workbook that says it and the reasons are few."""
    left = list(dict.fromkeys(fakta.ikke_undersokt))
    titler = {tittel for tittel, _ in left}
    if not bok and len(left) <= _FEW:
        alone = titler == {one.tittel for one in fakta.tekster.values()} and len(titler) == 1  # its name stands above
        yield from (grunn if alone else text("nokkeltall.par", navn=tittel, verdi=grunn) for tittel, grunn in left)
    elif left:
        word = "ikke_undersokt" if bok else "ikke_undersokt_uten_bok"
        yield counted(f"nokkeltall.skjerm.{word}", len(titler))


def _one(
    fakta: Tallfakta, side: Tallside, endringer: Sequence[Endring], om: tuple[str, ...], *, hele: bool, bok: bool
) -> Skjermtall:
    """The places of one figure, in periods of one kind; what is not shown is told."""
    grid, tall = side.steder[0], side.tall
    last = grid.perioder if hele else grid.perioder[-_PERIODS:]
    start = len(grid.perioder) - len(last)
    reasons = (*_why_not(grid, start), *_not_counted(fakta, bok=bok))
    under = (*_hidden(side, len(last), hele=hele), *dict.fromkeys(reasons))
    room = len(grid.linjer) if hele else MOST - _AROUND - len(under)
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
            *([counted("nokkeltall.skjerm.flere", hidden)] if (hidden := len(grid.linjer) - len(lines)) else ()),
            *under,
            *([change] if change else ()),
            *fakta.sagt.get(tall.id, ()),
        ),
    )


def _hidden(side: Tallside, shown: int, *, hele: bool) -> Iterable[str]:
    """So many periods are only in the workbook and in the file: older ones, and those of another kind."""
    older, others = len(side.steder[0].perioder) - shown, sum(len(grid.perioder) for grid in side.steder[1:])
    if older and not hele:
        yield counted("nokkeltall.skjerm.perioder", older)
    if others:
        yield counted("nokkeltall.skjerm.andre_perioder", others)


def _why_not(grid: Rutenett, start: int) -> Iterable[str]:
    """Why all together has no number in a period that is shown, where the extract says so."""
    whole = next((line for line in grid.linjer if line.sum), None)
    for rad in whole.rader[start:] if whole is not None else ():
        if rad is not None and rad.tilstand is Tilstand.IKKE_UNDERSOKT and rad.merknad:
            yield rad.merknad if rad.merknad.endswith(".") else f"{rad.merknad}."


def newest_change(endringer: Sequence[Endring], grid: Rutenett, tall: str) -> str:
    """What may be said of all together from the period before to the newest of those in the table."""
    whole = [
        one
        for one in endringer
        if (one.til.tall, one.til.variant, one.til.storrelse) == (tall, grid.lesning, grid.storrelse)
        and not (one.til.enhet or one.til.kommune or one.til.gruppe)
        and (one.til.periode_fra, one.til.periode_til) in grid.perioder
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
