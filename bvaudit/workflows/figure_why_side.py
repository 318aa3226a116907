"""One extract's side of «why»: the rows of a reading as they are ordinarily counted, and who is behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bvaudit.engine.figure_members import Members, members
from bvaudit.engine.figures import FigurePlan
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.figures.ratios import SERIE
from bvaudit.model.arsak import Del, Gruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.nokkeltall import Lesning, Tallvalg
from bvaudit.model.tallord import Storrelse
from bvaudit.workflows.content import Content
from bvaudit.workflows.figures import AskedFigures, FigureSource, figure_plan, figures_in, themed

_COUNTS = (Storrelse.ANTALL, Storrelse.ANTALL_BARN, Storrelse.DOGN)
_NOBODY = Members(talt={}, finnes=frozenset(), objekt="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which number: of the reading, and of one part of it; without, the whole."""

    tall: str
    lesning: str
    gruppe: Gruppe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """``rader`` are those of the reading, in every place (or in the one of ``at``) and of every part. ``under``: who is
    below the line, where that is another figure."""

    rader: tuple[Nokkelrad, ...]
    bak: Members = _NOBODY
    under: Members | None = None

    def at(self, sted: str) -> "Side":
        """Of one unit or municipality; empty = all together."""
        return replace(self, rader=tuple(row for row in self.rader if (row.enhet or row.kommune) == sted))

    def rad(self, storrelse: str, gruppe: str = "") -> Nokkelrad | None:
        return row_of(self.rader, storrelse, gruppe)


def row_of(rader: Sequence[Nokkelrad], storrelse: str, gruppe: str = "") -> Nokkelrad | None:
    return next((rad for rad in rader if (rad.storrelse, rad.gruppe) == (storrelse, gruppe)), None)


def narrowed(content: Content, tall: str, lesning: str) -> Content:
    """The same content where the figure has only this reading, for periods of any kind; every other is as it was."""

    def one(figure: str, readings: Sequence[Lesning]) -> tuple[Lesning, ...]:
        if figure != tall:
            return tuple(readings)
        return tuple(replace(reading, perioder=()) for reading in readings if reading.navn == lesning)

    figures = tuple(replace(figure, lesninger=one(figure.id, figure.lesninger)) for figure in content.planer.nokkeltall)
    return replace(content, planer=replace(content.planer, nokkeltall=figures))


def side_of(
    database: SqlEngine,
    source: FigureSource,
    asked: AskedFigures,
    content: Content,
    wish: Wish,
    serier: Sequence[Nokkelrad] = (),
) -> Side:
    """``asked`` has one period, and ``content`` is narrowed to the reading."""
    counted = figures_in(database, source, asked, content, serier=serier)
    rows = tuple(row for row in counted.rader if (row.tall, row.variant) == (wish.tall, wish.lesning))
    return replace(behind(database, source, asked, content, wish), rader=rows)


def behind(database: SqlEngine, source: FigureSource, asked: AskedFigures, content: Content, wish: Wish) -> Side:
    """As ``side_of``, without the rows."""
    every = themed(content)
    lesning = every[wish.tall].lesning(wish.lesning) if wish.tall in every else None
    if lesning is not None and lesning.forhold is not None:
        over = _of_another(database, source, asked, content, lesning.forhold.teller)
        under = _of_another(database, source, asked, content, lesning.forhold.nevner)
        return Side(rader=(), bak=_as(Del.TELLER, over) or _NOBODY, under=_as(Del.NEVNER, under))
    plan = _of_one(figure_plan(source, asked, content, every), wish)
    return Side(rader=(), bak=members(database, plan, wish.gruppe) if plan is not None else _NOBODY)


def _of_another(
    database: SqlEngine, source: FigureSource, asked: AskedFigures, content: Content, valg: Tallvalg
) -> Members | None:
    """Who is behind a number another is reckoned from; None where it is of no extract, or is not a count."""
    figure = content.nokkeltall.get(valg.tall)
    if figure is None or valg.tall.startswith(SERIE) or valg.storrelse not in _COUNTS:
        return None
    lesning = valg.lesning or figure.standard.navn
    akse, _, kode = valg.gruppe.partition("=")
    own = narrowed(content, valg.tall, lesning)
    plan = figure_plan(source, replace(asked, tall=(valg.tall,)), own, themed(own))
    wish = Wish(tall=valg.tall, lesning=lesning)
    one = _of_one(plan, wish)
    return members(database, one, Gruppe(akse=akse, kode=kode) if akse else None) if one is not None else None


def _as(del_: Del, members_: Members | None) -> Members | None:
    """Those that are counted, as what is above or below the line."""
    return replace(members_, talt={del_: members_.talt[Del.ANTALL]}) if members_ is not None else None


def _of_one(plan: FigurePlan, wish: Wish) -> FigurePlan | None:
    """The plan of one reading; None when it counts nothing in the extract."""
    telles = tuple(w for w in plan.telles if (w.tall, w.lesning.navn) == (wish.tall, wish.lesning))
    regler = tuple(r for r in plan.regler if (r.tall, r.lesning.navn) == (wish.tall, wish.lesning))
    if not telles and not regler:
        return None
    judged = replace(plan.plan, regler=tuple(one.regel for one in regler))
    return replace(plan, telles=telles, regler=regler, plan=judged)


def codes_in(*sides: Side) -> Iterator[str]:
    """Every part there is a row of."""
    yield from dict.fromkeys(row.gruppe for side in sides for row in side.rader if row.gruppe)
