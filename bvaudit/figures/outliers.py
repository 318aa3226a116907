"""Units that lie outside what chance can give, when their shares are taken as one. Never a ranking."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bvaudit.model.anslag import Traktdiagram, Utenfor
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand

LEAST_UNITS = 3  # fewer, and each is most of what it is held against
Funnel = Callable[[Sequence[tuple[str, int, int]]], Traktdiagram]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utskiller:
    """``rad`` is the unit's share, ``felles`` the share all have together, ``side`` which side it lies on."""

    rad: Nokkelrad
    felles: float
    side: Utenfor


def outliers(rader: Iterable[Nokkelrad], funnel: Funnel) -> tuple[Utskiller, ...]:
    """Within each figure, reading and period, the units whose share is outside 99.8 % of what chance gives. Fewer than
    three units with anything to count are not held against each other."""
    groups: dict[tuple[object, ...], list[Nokkelrad]] = {}
    for rad in rader:
        if _counts(rad):
            groups.setdefault((rad.tall, rad.variant, rad.periode_fra, rad.periode_til), []).append(rad)
    return tuple(one for rows in groups.values() if len(rows) >= LEAST_UNITS for one in _of(rows, funnel))


def _counts(rad: Nokkelrad) -> bool:
    if not rad.enhet or rad.gruppe or rad.storrelse != "andel" or rad.tilstand is not Tilstand.VERDI:
        return False
    whole = all(part is not None and float(part).is_integer() for part in (rad.teller, rad.nevner))
    return whole and bool(rad.nevner) and 0 <= (rad.teller or 0) <= (rad.nevner or 0)


def _of(rader: Sequence[Nokkelrad], funnel: Funnel) -> Iterable[Utskiller]:
    chart = funnel([(rad.enhet, int(rad.teller or 0), int(rad.nevner or 0)) for rad in rader])
    for rad, punkt in zip(rader, chart.punkter, strict=True):
        if punkt.utenfor is not Utenfor.INNENFOR and chart.felles is not None:
            yield Utskiller(rad=rad, felles=chart.felles, side=punkt.utenfor)
