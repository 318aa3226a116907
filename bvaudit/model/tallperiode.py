"""The periods a key figure is counted for: years, half-years, quarters, months, or any two days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from bvaudit.model.kalender import pluss
from bvaudit.model.tallord import Periodeslag
from bvaudit.model.varighet import Varighet

_MONTHS = {Periodeslag.AR: 12, Periodeslag.HALVAR: 6, Periodeslag.KVARTAL: 3, Periodeslag.MANED: 1}
_ONE_DAY = timedelta(days=1)


class Periode(NamedTuple):
    """Both days are inside."""

    fra: date
    til: date

    @property
    def slag(self) -> Periodeslag:
        """The calendar's name for it, ``ANNET`` when it has none."""
        return next((slag for slag in _MONTHS if _is_whole(self, slag)), Periodeslag.ANNET)

    def deler(self, slag: Periodeslag, per: date) -> tuple["Periode", ...]:
        """The whole months (or quarters …) of the calendar in it that end on or before ``per``."""
        inside = kalenderperioder(self.fra.year, self.til.year, (slag,))
        return tuple(one for one in inside if self.fra <= one.fra and one.til <= min(self.til, per))


def kalenderperioder(fra_ar: int, til_ar: int, slag: Iterable[Periodeslag] = (Periodeslag.AR,)) -> tuple[Periode, ...]:
    """Every period of these kinds in the years, both years inside: ``2022..2024``. In order of kind, then time."""
    found: list[Periode] = []
    for one in slag:
        months = _MONTHS[one]
        for number in range((til_ar - fra_ar + 1) * 12 // months):
            year, month = divmod(number * months, 12)
            fra = date(fra_ar + year, month + 1, 1)
            found.append(Periode(fra, _end(fra, months)))
    return tuple(found)


def _is_whole(periode: Periode, slag: Periodeslag) -> bool:
    fra, months = periode.fra, _MONTHS[slag]
    return fra.day == 1 and (fra.month - 1) % months == 0 and periode.til == _end(fra, months)


def _end(fra: date, months: int) -> date:
    return pluss(fra, Varighet(antall=months, enhet="M")) - _ONE_DAY
