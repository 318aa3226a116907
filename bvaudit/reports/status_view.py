"""Where the work in a municipality's folder stands: a view, its lines on a screen, and its JSON."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from textwrap import wrap as wrapped
from typing import Any

from bvaudit.model.kalender import vis
from bvaudit.texts import text

Words = tuple[str, ...]  # a command, word by word
_MOST = 6  # points in each part
_wrap = partial(wrapped, break_long_words=False, break_on_hyphens=False)  # a command can be copied whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    """One thing that was done, or that waits. ``hvem`` is who it waits for, ``frist`` the last day."""

    tekst: str
    hvem: str = ""
    frist: date | None = None
    kommando: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """``feil`` must be mended before anything else. ``neste`` is the one thing to do now."""

    kommune: str
    kommunenummer: str
    mappe: str
    dag: date
    feil: tuple[Punkt, ...]
    gjort: tuple[Punkt, ...]
    forfalt: tuple[Punkt, ...]
    venter: tuple[Punkt, ...]
    neste: Punkt

    @property
    def parts(self) -> Iterator[tuple[str, tuple[Punkt, ...]]]:
        yield text("status.del.feil"), self.feil
        yield text("status.del.gjort"), self.gjort
        yield text("status.del.forfalt"), self.forfalt
        yield text("status.del.venter"), self.venter


def status_lines(view: StatusView, typed: Callable[..., str], width: int) -> Iterator[str]:
    """A few points in each part, and the next command last and whole. ``typed`` writes words as they are typed."""
    yield text("status.tittel", kommune=view.kommune, nummer=view.kommunenummer, dag=vis(view.dag))
    for heading, points in view.parts:
        if points:
            yield ""
            yield heading
        for point in points[:_MOST]:
            yield from _wrap(_line(point, typed), width, initial_indent="  ", subsequent_indent="    ")
        if len(points) > _MOST:
            yield f"  {text('status.flere', antall=len(points) - _MOST)}"
    yield ""
    yield from _wrap(view.neste.tekst, width)
    if view.neste.kommando:
        yield text("status.neste", kommando=typed(*view.neste.kommando))


def status_as_json(view: StatusView, typed: Callable[..., str]) -> dict[str, Any]:
    def told(point: Punkt) -> dict[str, Any]:
        return {
            "tekst": point.tekst,
            "hvem": point.hvem,
            "frist": point.frist.isoformat() if point.frist else None,
            "kommando": typed(*point.kommando) if point.kommando else "",
        }

    return {
        "kommune": view.kommune,
        "kommunenummer": view.kommunenummer,
        "mappe": view.mappe,
        "dag": view.dag.isoformat(),
        "feil": [told(point) for point in view.feil],
        "gjort": [told(point) for point in view.gjort],
        "forfalt": [told(point) for point in view.forfalt],
        "venter": [told(point) for point in view.venter],
        "neste": told(view.neste),
    }


def _line(point: Punkt, typed: Callable[..., str]) -> str:
    who = f"{point.hvem}: " if point.hvem else ""
    how = f" {text('status.skriv', kommando=typed(*point.kommando))}" if point.kommando else ""
    return f"{who}{point.tekst}{how}"
