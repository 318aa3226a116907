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
from bvaudit.vocabulary.sql import Sql, joined_by, latest, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope

_ONE_DAY = Varighet(antall=1, enhet="D")
# A melding comes in before the case is opened. What lasts and is asked for without a first day, is looked for as far
# back as a figure looks for it: a system that was taken into use long ago has what still counts.
_BEFORE_THE_CASE, _STILL_COUNTS = Varighet(antall=1, enhet="M"), Varighet(antall=1, enhet="Y")


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


def begins(scope: "Scope", rader: Rader, enough: Callable[[Sql], Sql] | None = None, *, for_ever: bool = False) -> None:
    """Say where such a row can be older than the first its source has. ``enough``: whether those from before the day
    could be as many as are lacking. ``for_ever``: it counts however old it is."""
    if scope.trusting:
        return
    for tabell in _rests_on(scope, rader):
        for day, where in scope.held.begun(tabell):
            lower = [*_can_begin(scope, rader, tabell, for_ever), *_asked_from(scope, rader, tabell)]
            shown = scope.dialect.date(day)
            late = sql("{} AND COALESCE({} < {}, TRUE)", where, latest(lower), shown)
            late = sql("{} AND {}", late, enough(shown)) if enough is not None else late
            scope.reads.add(Reads(before={(tabell, begins_note(tabell, day)): [late]}))


def _rests_on(scope: "Scope", rader: Rader) -> list[str]:
    """The tables a row must be in to be seen: its own, that between, and what it lies under."""
    every = (rader.tabell, rader.gjennom, scope.table(rader.tabell).forelder)
    return [navn for navn in every if navn and navn not in ("sak", scope.root.table.navn)]


def _can_begin(scope: "Scope", rader: Rader, tabell: str, for_ever: bool) -> list[Sql]:
    """What happened under the object is not older than it. What lasts, as who is responsible, can be kept from before
    it, and so can what lies beside it in the case, but not for ever."""
    root, table = scope.root.table, scope.table(tabell)
    under = not rader.via and (table.forelder == root.navn or table.eid)
    with scope.reading():
        if under and root.start and root.navn != "sak" and table.start != "start_dato":
            return [scope.column(root.start)]
        own = _own_day(scope)
        opened = scope.column("start_dato" if root.navn == "sak" else "sak.start_dato")
    still = [] if for_ever else [scope.dialect.subtract(own, _STILL_COUNTS)]
    return [scope.dialect.subtract(opened, _BEFORE_THE_CASE), *still]


def _own_day(scope: "Scope") -> Sql:
    """The day the object is judged as of: what happened, on its day, and how it stands, on the judging day. A case is
    open for years, and is judged by what happened in it."""
    root = scope.root.table
    if not scope.happened:
        return scope.per
    if root.start and root.navn != "sak":
        return scope.column(root.start)
    return sql("COALESCE({}, {})", joined_by(", ", map(scope.column, scope.happened)), scope.per)


def _asked_from(scope: "Scope", rader: Rader, tabell: str) -> list[Sql]:
    """The first day asked for, where it is the day a row came to be that is asked for."""
    table: Table = scope.table(rader.tabell)
    if tabell != rader.tabell or rader.felt not in ("", table.start):
        return []
    frame = Frame(alias="r", table=table, outer=scope.root)
    lower, _ = window_of(rader, table, lambda dato, days: _bound(scope, dato, days, frame))
    return [*lower, *scope.since]
