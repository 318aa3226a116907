"""What was counted, found by its place; and the places there are to tell of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import Plass, Sted, Telling


class Place(NamedTuple):
    """A unit, a municipality, or all (both empty)."""

    enhet: str = ""
    kommune: str = ""

    @property
    def sted(self) -> Sted:
        return Sted.ENHET if self.enhet else Sted.KOMMUNE if self.kommune else Sted.ALLE

    @property
    def plass(self) -> Plass:
        return self.sted, self.enhet or self.kommune


def places(
    enheter: Sequence[KjentEnhet],
    kommuner: Sequence[str],
    periode: Periode,
    per: date,
    there: Callable[[str], bool],
) -> tuple[Place, ...]:
    """All, then every unit that existed in the period, then every municipality. ``there``: units that did not exist and
    still have something, since they have the cases now; without them the units would not be all there is."""
    last = min(periode.til, per)
    units = (Place(enhet=one.navn) for one in enheter if one.existed(periode.fra, last) or there(one.navn))
    return (Place(), *units, *(Place(kommune=nummer) for nummer in kommuner))


class Cells:
    """Where nothing was found, the number is 0."""

    def __init__(self, tellinger: Iterable[Telling]) -> None:
        self._found: dict[tuple[object, ...], Telling] = {}
        self._codes: dict[tuple[object, ...], set[str]] = {}
        for one in tellinger:
            self._found[one.tall, one.lesning, one.periode, one.sted, one.navn, one.akse, one.kode] = one
            if one.kode:
                self._codes.setdefault((one.tall, one.lesning, one.periode, one.akse), set()).add(one.kode)

    def get(self, tall: str, lesning: str, periode: Periode, place: Place, akse: str, kode: str) -> Telling:
        navn = place.enhet or place.kommune
        found = self._found.get((tall, lesning, periode, place.sted, navn, akse, kode))
        return found or Telling(
            tall=tall, lesning=lesning, periode=periode, sted=place.sted, navn=navn, akse=akse, kode=kode
        )

    def there(self, tall: str, lesning: str, periode: Periode, enhet: str) -> bool:
        """Whether anything was found with the unit."""
        return (tall, lesning, periode, Sted.ENHET, enhet, "", "") in self._found

    def codes(self, tall: str, lesning: str, periode: Periode, akse: str) -> tuple[str, ...]:
        """The codes of a division that were found anywhere in the period, in order."""
        return tuple(sorted(self._codes.get((tall, lesning, periode, akse), ()), key=_by_number))


def _by_number(kode: str) -> tuple[object, ...]:
    """1, 2, 10; 1.2 before 1.10; what is no number after them."""
    parts = kode.split(".")
    return (0, tuple(int(part) for part in parts), kode) if all(part.isdigit() for part in parts) else (1, (), kode)
