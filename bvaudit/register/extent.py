"""How far an avvik reaches: one or two objects, or a failing of the system."""

from collections.abc import Iterable, Iterator
from datetime import date

from bvaudit.model.kalender import minus
from bvaudit.model.registeret.avvik import Avvik, Bevis, Kilde, Objekttilstand, Omfang, Stilling
from bvaudit.model.varighet import Varighet

SYSTEM_FROM = 3  # objects (register.md part 2)
WATCHED = Varighet(antall=24, enhet="M")  # how long closed ones are watched, and count together with open ones
_NEVER_WERE = (Stilling.TRUKKET, Stilling.AVVIST, Stilling.SLATT_SAMMEN)  # ends that leave nothing to count


def grade(objects: int) -> Omfang:
    return Omfang.SYSTEMSVIKT if objects >= SYSTEM_FROM else Omfang.ENKELTHENDELSE


def watched_since(per: date) -> date:
    """The first day that is still counted."""
    return minus(per, WATCHED)


def counts(one: Bevis, per: date) -> bool:
    """An object that still is a breach of the last 24 months, or was."""
    return one.tilstand is not Objekttilstand.IKKE_BRUDD and one.dag >= watched_since(per)


def counts_together(avvik: Avvik) -> bool:
    """Whether its objects count with those of a single event of the same rule and unit: what is open, and single events
    that were closed. What a closed failing of the system held, was shown to be mended by its own measurement."""
    return avvik.apen or avvik.omfang is Omfang.ENKELTHENDELSE


def lifted(every: Iterable[Avvik], per: date) -> Iterator[tuple[Avvik, tuple[str, ...], int]]:
    """The open single events that are no longer single: (the avvik, those that were counted with it, objects)."""
    counted = [a for a in every if a.regel and _stands(a) and counts_together(a)]
    for avvik in (a for a in counted if a.apen and a.omfang is Omfang.ENKELTHENDELSE):
        beside = [a for a in counted if (a.regel, a.enhet) == (avvik.regel, avvik.enhet) and a.nr != avvik.nr]
        with_objects = [(a.nr, set(_objects(a, per))) for a in beside]
        objects = set(_objects(avvik, per)).union(*(found for _, found in with_objects))
        if len(objects) >= SYSTEM_FROM:
            yield avvik, tuple(sorted(nr for nr, found in with_objects if found)), len(objects)


def _stands(avvik: Avvik) -> bool:
    return avvik.kilde is not Kilde.FORELDER and avvik.stilling not in _NEVER_WERE


def _objects(avvik: Avvik, per: date) -> Iterator[str]:
    """Those whose keys are struck cannot be told apart, and count one by one."""
    for at, one in enumerate(avvik.bevis):
        if counts(one, per):
            yield one.objekt_id or f"{avvik.nr} {at}"
