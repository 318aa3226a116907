"""Which objects are counted in a measurement, and how many of them were missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bvaudit.model.registeret.effekt import Malemate
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.utfall import Utfall
from bvaudit.register.measure import Maling, followed

_MISSED = (Utfall.DELVIS, Utfall.IKKE_OPPFYLT)
_COUNTED = (Utfall.OPPFYLT, *_MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talt:
    """``rader`` are the objects that count, by start and id. ``tvil`` are those that could not be judged, and are told
    beside them. ``til`` is the last start day that was looked at."""

    rader: tuple[Objektrad, ...] = ()
    tvil: tuple[Objektrad, ...] = ()
    til: date

    @property
    def n(self) -> int:
        return len(self.rader)

    @property
    def uavklart(self) -> int:
        return len(self.tvil)

    @property
    def apnet(self) -> int:
        """Breaches as far as anybody can see, that a row older than any there are could undo."""
        return sum(row.apnet for row in self.tvil)

    @property
    def missed(self) -> tuple[str, ...]:
        return tuple(row.objekt_id for row in self.rader if row.utfall in _MISSED)

    @property
    def brudd(self) -> int:
        return len(self.missed)

    @property
    def siste_start(self) -> date | None:
        return max((row.start for row in self.rader if row.start is not None), default=None)

    def since(self, dag: date) -> "Talt":
        """Those that started on the day or later."""
        rader, tvil = (
            tuple(row for row in rows if row.start is not None and row.start >= dag) for rows in (self.rader, self.tvil)
        )
        return replace(self, rader=rader, tvil=tvil)


def counted(found: Maling, rows: Iterable[Objektrad], kontekst: Kontekst) -> Talt:
    """The objects of the rule in the unit that count on the day of the measurement.

    Of events: those that started in the days of the measurement and are no evidence. Where one of them is still
    running, since it was given more time than the rule tells, no day from its start on is looked at: else the quick
    ones of those days would be counted and the slow would not. Of a state: everyone. Of what is read: what was read.
    """
    read = found.mate is Malemate.LESING
    mine = [row for row in rows if _of_the_unit(row, found, kontekst) and (row.lest or not read)]
    til = found.til
    if found.mate is Malemate.HENDELSE:
        mine, til = _started(found, mine)
    elif not found.begynt:
        mine = []
    judged = [row for row in mine if row.utfall in _COUNTED]
    doubtful = (row for row in mine if row.utfall is Utfall.UAVKLART or (row.utfall is None and row.uavgjort_fordi))
    by_start = sorted(judged, key=lambda row: (row.start or found.per, row.objekt_id))
    return Talt(rader=tuple(by_start), tvil=tuple(doubtful), til=til)


def _of_the_unit(row: Objektrad, found: Maling, kontekst: Kontekst) -> bool:
    if row.regel != found.avvik.regel or row.slettet:
        return False
    return followed(row.enhet, kontekst, found.per) == found.enhet


def _started(found: Maling, rows: list[Objektrad]) -> tuple[list[Objektrad], date]:
    evidence = {one.objekt_id for one in found.avvik.bevis if one.start is None or one.start < found.i_bruk}
    inside = [row for row in rows if row.objekt_id not in evidence and _within(row, found.fra, found.til)]
    still = min((start for start in _running(inside, found.per)), default=None)
    til = found.til if still is None else min(found.til, still - timedelta(days=1))
    return [row for row in inside if _within(row, found.fra, til)], til


def _within(row: Objektrad, fra: date, til: date) -> bool:
    return row.start is not None and fra <= row.start <= til


def _running(rows: Iterable[Objektrad], per: date) -> Iterator[date]:
    """The starts of those that are not done and not due."""
    for row in rows:
        due_later = row.frist is not None and row.frist >= per
        if row.utfall is Utfall.IKKE_AKTUELT and row.utfort is None and due_later and row.start is not None:
            yield row.start
