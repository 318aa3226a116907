"""Where a row that would count may be missing: before or after what its source has, or because its room is full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bvaudit.model.uttrykk import Dato, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.model.words.lookup import ord_for
from bvaudit.vocabulary.frame import Frame
from bvaudit.vocabulary.held import needed_rows, window_of
from bvaudit.vocabulary.sql import Sql, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope

_ONE_DAY = Varighet(antall=1, enhet="D")


def unseen(scope: "Scope", rader: Rader) -> Sql | None:
    """See ``Scope.unseen``."""
    if not scope.held.limited(rader.tabell):
        return None
    frame = Frame(alias="r", table=scope.table(rader.tabell), outer=scope.root)
    lower, upper = window_of(rader, frame.table, lambda dato, days: _bound(scope, dato, days, frame))
    return unseen_between(scope, rader, lower, upper)


def unseen_between(scope: "Scope", rader: Rader, lower: Sequence[Sql], upper: Sequence[Sql]) -> Sql | None:
    """See ``Scope.unseen_between``."""

    def number() -> Sql:
        with scope.reading():
            every = Rader(tabell=rader.tabell, via=rader.via, retning=rader.retning)
            count = scope.aggregate(every, lambda felt, der: sql("COUNT(*)"), correlated=True)
            return sql("COALESCE({}, 0)", count)

    where = scope.held.unseen(
        rader, scope.dialect.date, lower=lower, upper=[*upper, scope.per], number=number, koder=needed_rows(rader)
    )
    if where is not None:
        scope.reads.cut[ord_for(rader.tabell)] = where
    return where


def _bound(scope: "Scope", dato: Dato, days: int, frame: Frame) -> Sql | None:
    """The end of a window, moved by so many days, as an expression over the object. None when it differs by row."""
    if dato.tidligste or dato.seneste or not (dato.dag or dato.felt == "per" or dato.felt.startswith("objekt.")):
        return None
    with scope.reading():
        day = scope.date(dato, frame)
    if days == 0:
        return day
    return scope.dialect.add(day, _ONE_DAY) if days > 0 else scope.dialect.subtract(day, _ONE_DAY)
