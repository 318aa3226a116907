"""Two or more long tables beside each other: years, quarters, audits, extracts.

A change is told only between rows that are counted the same way. Whether it is more than chance is asked of ``prove``,
which the caller gives (``stats.change``): this floor has no statistics of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Protocol

from bvaudit.model.endring import Dom, Endring, Grunn, Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand

_EVENTS = frozenset({"antall", "antall_barn"})
_SHARE = "andel"


class Change(Protocol):
    """What a test says; see ``stats.change``."""

    @property
    def p(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...
    @property
    def told(self) -> bool: ...
    @property
    def possible(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Prover:
    """The two tests: of shares (hits, of; hits, of) and of counts (events, days; events, days)."""

    andel: Callable[[int, int, int, int], Change]
    antall: Callable[[int, int, int, int], Change]


class Nokkel(NamedTuple):
    """What a row is about, whenever it was."""

    tall: str
    variant: str
    storrelse: str
    enhet: str
    kommune: str
    gruppe: str


def nokkel(rad: Nokkelrad) -> Nokkel:
    return Nokkel(rad.tall, rad.variant, rad.storrelse, rad.enhet, rad.kommune, rad.gruppe)


def compared(
    tabeller: Sequence[Sequence[Nokkelrad]],
    prover: Prover,
    brudd: Iterable[Seriebrudd] = (),
    per: date | None = None,
) -> tuple[Endring, ...]:
    """``tabeller`` in order of time. One table: each period against the one of its kind before it. More: each against
    the one before it, in the period both have, else in the last one of each. ``per`` is the last day anything is
    counted to: of a period that goes on after it only shares are compared. Rows nothing is comparable with are left
    out; the order is that of the keys, then of time."""
    found = _within(tabeller[0]) if len(tabeller) == 1 else _between(tabeller)
    breaks = tuple(brudd)
    made = [change(fra, til, prover, breaks, per) for fra, til in found]
    return tuple(sorted(made, key=lambda one: (nokkel(one.til), one.til.periode_til, one.til.periode_fra)))


def change(
    fra: Nokkelrad, til: Nokkelrad, prover: Prover, brudd: Iterable[Seriebrudd] = (), per: date | None = None
) -> Endring:
    """What may be said of the two rows."""
    both = Endring(fra=fra, til=til, dom=Dom.INGEN_TALL)
    between = tuple(one for one in brudd if one.between(fra, til) or one.between(til, fra))
    if between:
        return replace(both, dom=Dom.BRUDD, brudd=between)
    if fra.verdi is None or til.verdi is None or {fra.tilstand, til.tilstand} != {Tilstand.VERDI}:
        return both
    if per is not None and til.storrelse != _SHARE and max(fra.periode_til, til.periode_til) > per:
        return replace(both, dom=Dom.UTEN_PROVE, grunn=Grunn.LOPER)
    told = _difference(both, fra.verdi, til.verdi)
    if (fra.periode_fra, fra.periode_til) == (til.periode_fra, til.periode_til):
        return replace(told, dom=Dom.LIKT if fra.verdi == til.verdi else Dom.RETTET)
    if _overlap(fra, til):
        return replace(told, dom=Dom.UTEN_PROVE, grunn=Grunn.OVERLAPPER)
    if til.storrelse == _SHARE:
        return _of_shares(told, prover)
    if til.storrelse in _EVENTS and til.nevner is not None:
        return replace(told, dom=Dom.LIKT if fra.verdi == til.verdi else Dom.UTEN_PROVE, grunn=Grunn.AV_HUNDRE)
    if til.storrelse in _EVENTS and _whole(fra.verdi) and _whole(til.verdi):
        return _of_counts(told, int(fra.verdi), int(til.verdi), prover)
    return replace(told, dom=Dom.LIKT if fra.verdi == til.verdi else Dom.UTEN_PROVE, grunn=Grunn.STORRELSE)


def _whole(value: float) -> bool:
    return float(value).is_integer() and value >= 0


def _difference(both: Endring, fra: float, til: float) -> Endring:
    """The change itself. Counts over periods of unequal length are told as so many a day, and only in per cent."""
    days1, days2 = _days(both.fra), _days(both.til)
    uneven = both.til.storrelse != _SHARE and not _as_long(both.fra, both.til)
    before, now = (fra / days1, til / days2) if uneven else (fra, til)
    return replace(both, endring=None if uneven else til - fra, relativ=now / before - 1 if before else None)


def _of_shares(told: Endring, prover: Prover) -> Endring:
    parts = (told.fra.teller, told.fra.nevner, told.til.teller, told.til.nevner)
    known = [int(part) for part in parts if part is not None and float(part).is_integer()]
    if len(known) < len(parts) or known[0] > known[1] or known[2] > known[3] or not known[1] or not known[3]:
        return replace(told, dom=Dom.UTEN_PROVE, grunn=Grunn.IKKE_HELE)
    k1, n1, k2, n2 = known
    result = prover.andel(k1, n1, k2, n2)
    dom = Dom.LIKT if k1 * n2 == k2 * n1 else _verdict(result, up=k2 * n1 > k1 * n2)
    return replace(
        told, dom=dom, p=result.p, nedre=result.lower, ovre=result.upper, grunn=_same_children(told.fra, told.til)
    )


def _of_counts(told: Endring, fra: int, til: int, prover: Prover) -> Endring:
    days1, days2 = (1, 1) if _as_long(told.fra, told.til) else (_days(told.fra), _days(told.til))
    result = prover.antall(fra, days1, til, days2)
    dom = Dom.LIKT if fra * days2 == til * days1 else _verdict(result, up=til * days1 > fra * days2)
    nedre, ovre = (result.lower - 1, result.upper - 1) if fra and til else (None, None)
    return replace(told, dom=dom, p=result.p, nedre=nedre, ovre=ovre, grunn=_same_children(told.fra, told.til))


def _verdict(result: Change, *, up: bool) -> Dom:
    if not result.told:
        return Dom.TILFELDIG if result.possible else Dom.FOR_FA
    return Dom.OKT if up else Dom.REDUSERT


def _same_children(fra: Nokkelrad, til: Nokkelrad) -> Grunn:
    stock = fra.periode_fra == fra.periode_til and til.periode_fra == til.periode_til
    return Grunn.SAMME_BARN if stock else Grunn.INGEN


def _days(rad: Nokkelrad) -> int:
    return (rad.periode_til - rad.periode_fra).days + 1


def _overlap(fra: Nokkelrad, til: Nokkelrad) -> bool:
    return fra.periode_fra <= til.periode_til and til.periode_fra <= fra.periode_til


def _as_long(fra: Nokkelrad, til: Nokkelrad) -> bool:
    """Two years, two quarters, two days: a leap day is no difference."""
    return slag(fra) == slag(til) and (slag(fra) != "annet" or _days(fra) == _days(til))


_KINDS = {1: "maned", 3: "kvartal", 6: "halvar", 12: "ar"}


def slag(rad: Nokkelrad) -> str:
    """``dag``, ``maned``, ``kvartal``, ``halvar``, ``ar``, or ``annet``: not whole months of the calendar."""
    fra, til = rad.periode_fra, rad.periode_til
    if fra == til:
        return "dag"
    after = date.fromordinal(til.toordinal() + 1)
    months = (after.year - fra.year) * 12 + after.month - fra.month
    whole = fra.day == 1 and after.day == 1
    return _KINDS.get(months, "annet") if whole else "annet"


def _within(rader: Iterable[Nokkelrad]) -> list[tuple[Nokkelrad, Nokkelrad]]:
    by_kind: dict[tuple[Nokkel, str], list[Nokkelrad]] = {}
    for rad in rader:
        by_kind.setdefault((nokkel(rad), slag(rad)), []).append(rad)
    ordered = (sorted(rows, key=lambda rad: (rad.periode_til, rad.periode_fra)) for rows in by_kind.values())
    return [pair for rows in ordered for pair in pairwise(rows)]


def _between(tabeller: Sequence[Sequence[Nokkelrad]]) -> list[tuple[Nokkelrad, Nokkelrad]]:
    found: list[tuple[Nokkelrad, Nokkelrad]] = []
    for before, now in pairwise(map(_by_key, tabeller)):
        for key in now.keys() & before.keys():
            kinds = before[key].keys() & now[key].keys()
            for kind in kinds:
                found += _paired(before[key][kind], now[key][kind])
            if not kinds:
                found.append((_last(before[key].values()), _last(now[key].values())))
    return found


_Period = tuple[date, date]


def _by_key(rader: Iterable[Nokkelrad]) -> dict[Nokkel, dict[str, dict[_Period, Nokkelrad]]]:
    rows: dict[Nokkel, dict[str, dict[_Period, Nokkelrad]]] = {}
    for rad in rader:
        rows.setdefault(nokkel(rad), {}).setdefault(slag(rad), {})[(rad.periode_fra, rad.periode_til)] = rad
    return rows


def _paired(before: Mapping[_Period, Nokkelrad], now: Mapping[_Period, Nokkelrad]) -> list[tuple[Nokkelrad, Nokkelrad]]:
    """The periods both have, and the last one now where the table before did not have it."""
    found = [(before[period], now[period]) for period in sorted(before.keys() & now.keys())]
    last = _last([now])
    if (last.periode_fra, last.periode_til) not in before:
        found.append((_last([before]), last))
    return found


def _last(rows: Iterable[Mapping[_Period, Nokkelrad]]) -> Nokkelrad:
    every = [rad for each in rows for rad in each.values()]
    return max(every, key=lambda rad: (rad.periode_til, rad.periode_fra))
