"""What a reader must know of a number that was counted."""

from collections.abc import Iterator, Sized

from bvaudit.figures.cells import Place
from bvaudit.model.telling import Telling
from bvaudit.texts import counted, text


def remarks(one: Telling, place: Place, enheter: Sized, kommuner: Sized) -> str:
    """Those that are left out, those of unknown age, and those that may have been with another place."""
    return ". ".join(_remarks(one, enheter if place.enhet else kommuner if place.kommune else ()))


def _remarks(one: Telling, places: Sized) -> Iterator[str]:
    if one.uvisst:
        yield counted("tellingen.rad.uvisst", one.uvisst)
    if one.uten_alder:
        yield counted("tellingen.rad.uten_alder", one.uten_alder)
    if one.usett and len(places) > 1:
        yield text("tellingen.rad.usett")
