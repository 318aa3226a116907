"""A sum, and the numbers in it that no row can hold."""

from dataclasses import dataclass
from typing import NamedTuple

from bvaudit.figures.suppress_cells import Antall


class Ukjent(NamedTuple):
    """A number that is not printed: the rest of ``av`` when ``uten`` is taken out. ``vern``: it counts somebody."""

    hva: str
    av: Antall
    uten: object
    vern: bool


Tall = Antall | Ukjent


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """``helhet`` is the sum of ``deler``."""

    helhet: Tall
    deler: tuple[Tall, ...]
