"""Where a row that would count may be missing: before or after what its source has, or because its room is full.

``begins`` is about what no source tells: that its rows begin on some day, though older ones were made.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bvaudit.model.kilde import begins_note
from bvaudit.model.tables import Table
from bvaudit.model.uttrykk import Dato, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.model.words.lookup import ord_for
from bvaudit.vocabulary.frame import Frame, Reads
from bvaudit.vocabulary.held import needed_rows, window_of
from bvaudit.vocabulary.sql import Sql, latest, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope

_ONE_DAY = Varighet(antall=1, enhet="D")
# What lies beside the object, as a decision or a plan, can be so much older than the object and still be what counts;
# and a melding comes in before the case is opened.
_BESIDE, _BEFORE_THE_CASE = Varighet(antall=2, enhet="Y"), Varighet(antall=1, enhet="M")


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


# --- rows that begin --------------------------------------------------------------------------------------------------


def begins(scope: "Scope", rader: Rader, enough: Callable[[Sql], Sql] | None = None) -> None:
    """Say where such a row can be older than the first its source has. ``enough``: whether those from before the day
    could be as many as are lacking."""
    if scope.trusting:
        return
    for tabell in filter(None, (rader.tabell, rader.gjennom)):
        found = scope.held.begun(tabell) if tabell != scope.root.table.navn else []
        for day, where in found:
            lower = [*_can_begin(scope, rader, tabell), *_asked_from(scope, rader, tabell)]
            shown = scope.dialect.date(day)
            late = sql("{} AND COALESCE({} < {}, TRUE)", where, latest(lower), shown)
            late = sql("{} AND {}", late, enough(shown)) if enough is not None else late
            scope.reads.add(Reads(before={(tabell, begins_note(tabell, day)): [late]}))


def _can_begin(scope: "Scope", rader: Rader, tabell: str) -> list[Sql]:
    """No row is older than the object it lies under. What lies beside it is of the same case."""
    root, table, d = scope.root.table, scope.table(tabell), scope.dialect
    of_case = root.navn == "sak"
    with scope.reading():
        own = scope.column(root.start) if root.start else None
        opened = scope.column("start_dato" if of_case else "sak.start_dato")
    if own is not None and not rader.via and not of_case and (table.forelder == root.navn or table.eid):
        return [own]
    return [d.subtract(opened, _BEFORE_THE_CASE), *([d.subtract(own, _BESIDE)] if own is not None else [])]


def _asked_from(scope: "Scope", rader: Rader, tabell: str) -> list[Sql]:
    """The first day asked for, where it is the day a row came to be that is asked for."""
    table: Table = scope.table(rader.tabell)
    if tabell != rader.tabell or rader.felt not in ("", table.start):
        return []
    frame = Frame(alias="r", table=table, outer=scope.root)
    lower, _ = window_of(rader, table, lambda dato, days: _bound(scope, dato, days, frame))
    return [*lower, *scope.since]
