"""Counts of the register that a public paper can print. Most avvik are of a unit's work; some are of one case each
(``samles_per``), and how many there are of those on a demand tells of one child."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.rule import SamlesPer
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_overview import counted_avvik

_COVER = 3  # so many others are left out with them, so that the difference to the sum is not theirs
_REGISTER = "register."
_BY_RULE, _BY_GRAVITY = "regel", "alvor"


def gravest_first(avvik: Iterable[Avvik]) -> list[str]:
    """The demands: the gravest first, then those with most avvik."""
    mine = [one for one in avvik if one.regel]
    many = Counter(one.regel for one in mine)
    ordered = sorted(mine, key=lambda one: (-one.alvor.rang, -many[one.regel], one.regel))
    return list(dict.fromkeys(one.regel for one in ordered))


def of_the_work(rader: Iterable[Nokkelrad], minne: Minne) -> tuple[Nokkelrad, ...]:
    """The rows without those of the register that are of one case each, or that would give them by subtraction. What
    is left out in one place is left out in all: else the units would tell of each other."""
    by_place: dict[str, list[Avvik]] = defaultdict(list)
    for one in counted_avvik(minne):
        if one.apen:
            by_place[""].append(one)
            by_place[one.enhet].append(one)
    order = gravest_first(by_place[""])
    out = {one.regel for one in by_place[""] if _of_a_case(one)}
    for avvik in by_place.values():
        if any(map(_of_a_case, avvik)):
            out |= _cover(avvik, order, out)
    grades = all(map(_gravity_told, by_place.values()))
    return tuple(row for row in rader if _told(row, out, grades=grades))


def _told(row: Nokkelrad, out: Collection[str], *, grades: bool) -> bool:
    if not row.tall.startswith(_REGISTER) or not row.gruppe:
        return True
    return row.akser.get(_BY_RULE) not in out and (grades or _BY_GRAVITY not in row.akser)


def _cover(avvik: Sequence[Avvik], order: Sequence[str], out: Collection[str]) -> set[str]:
    """The least grave demands that must be left out here besides."""
    of_a_case = {one.regel for one in avvik if _of_a_case(one)}
    many = Counter(one.regel for one in avvik if one.regel not in of_a_case)
    cover = sum(n for regel, n in many.items() if not regel or regel in out)
    more: set[str] = set()
    for regel in reversed(order):
        if cover >= _COVER:
            break
        if regel not in out and many[regel]:
            more.add(regel)
            cover += many[regel]
    return more


def _gravity_told(avvik: Sequence[Avvik]) -> bool:
    """Whether no grade is of those alone."""
    grades: dict[str, bool] = {}
    for one in avvik:
        grades[one.alvor.value] = grades.get(one.alvor.value, True) and _of_a_case(one)
    return not any(grades.values())


def _of_a_case(one: Avvik) -> bool:
    return one.samles_per is SamlesPer.SAK
