"""How far back the rows of an extract go, so that what is only not there is not counted as not done.

``Historikk`` has, for each sender and table, where its rows begin (``beginnings``). In the same way it has the first
day any case was closed: cases that were closed before it are not in the extract, and everything counted earlier is of
those that were left.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bvaudit.engine.beginning_rows import LEAST_ONCE
from bvaudit.engine.beginnings import Begynnelse, beginnings, cut, systems
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde

_SLACK = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Historikk:
    """``avsluttet`` is the first day a closed case can be from; None where nothing says that any are missing."""

    begynnelser: Mapping[str, tuple[Begynnelse, ...]]
    avsluttet: date | None = None

    def lacking(self, tabell: str, fra: date, til: date, *, every_day: bool = False) -> Iterator[Begynnelse]:
        """The senders that cannot tell of the days from ``fra`` to ``til`` for want of older rows. ``every_day``: each
        row in them decides, so that also a few days without are too many."""
        last = min(fra if every_day else fra + _SLACK, til)
        return (one for one in self.begynnelser.get(tabell, ()) if one.brutt and one.dag > last)


def history(database: SqlEngine, kilder: Sequence[Kilde], tabeller: Collection[str], per: date) -> Historikk:
    """Of the tables that have a day of their own. Needs ``sakskilde``."""
    found: dict[str, tuple[Begynnelse, ...]] = {}
    for one in beginnings(database, kilder, tabeller, per):
        found[one.tabell] = (*found.get(one.tabell, ()), one)
    closed = (_first_closed(database, [k.nr for k in system], per) for system in systems(kilder))
    return Historikk(begynnelser=found, avsluttet=max((day for day in closed if day is not None), default=None))


def _first_closed(database: SqlEngine, kilder: Sequence[int], per: date) -> date | None:
    """The first day a case was closed, where older ones should have been."""
    shown = database.dialect.date(per)
    ((dag, antall),) = database.run(
        f"SELECT MIN(s.slutt_dato), COUNT(*) FROM sak s JOIN sakskilde k ON k.sak_nr = s.sak_nr "
        f"WHERE k.nr IN ({_listed(kilder)}) AND NOT COALESCE(s.er_slettet, FALSE) AND s.slutt_dato <= {shown}"
    )
    if dag is None or antall < LEAST_ONCE:
        return None
    before, after = _exposed(database, kilder, dag, per)
    return dag if cut(antall, before, after) else None


def _exposed(database: SqlEngine, kilder: Sequence[int], dag: date, per: date) -> tuple[int, int]:
    """The days the cases were there, before the day and after it."""
    first, last = database.dialect.date(dag), database.dialect.date(per)
    ((before, after),) = database.run(
        f"SELECT SUM(GREATEST(DATE_DIFF('day', start_dato, LEAST({first}, COALESCE(slutt_dato, {first}))), 0)), "
        f"SUM(GREATEST(DATE_DIFF('day', GREATEST(start_dato, {first}), COALESCE(slutt_dato, {last})), 0)) "
        f"FROM sak c JOIN sakskilde k ON k.sak_nr = c.sak_nr WHERE k.nr IN ({_listed(kilder)}) "
        "AND NOT COALESCE(c.er_slettet, FALSE) AND start_dato IS NOT NULL"
    )
    return int(before or 0), int(after or 0)


def _listed(kilder: Iterable[int]) -> str:
    return ", ".join(str(nr) for nr in kilder)
