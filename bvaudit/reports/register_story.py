"""The life of one thing in the register as a story: by day and by who, one sentence for each event."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import groupby
from textwrap import wrap
from typing import Any

from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.hendelser_kjoring import FellesStart, KjoringTrukket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Logget
from bvaudit.register.asked import shown
from bvaudit.reports.wording import dato
from bvaudit.texts import text

Told = Callable[[Logget], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """One event. ``sladdet``: some of what it held has been struck."""

    nr: int
    kode: str
    tekst: str
    sladdet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsnitt:
    """What one person, or the machine, wrote on one day, without anybody else in between."""

    dag: date
    hvem: str
    linjer: tuple[Linje, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Historie:
    nr: str
    tittel: str
    avsnitt: tuple[Avsnitt, ...]


def story(
    nr: str, tittel: str, events: Sequence[Logget], kontekst: Kontekst, *, told: Told, tz: tzinfo | None
) -> Historie:
    """The story of the thing ``nr``. ``told`` is the sentence of an event, ``tz`` where its days are counted."""
    about = events_about(nr, events)
    parts = []
    for (dag, hvem), group in groupby(about, key=lambda one: (one.tid.astimezone(tz).date(), one.hvem)):
        lines = tuple(
            Linje(nr=one.nr, kode=one.hendelse.kode, tekst=told(one), sladdet=bool(one.sladdet)) for one in group
        )
        parts.append(Avsnitt(dag=dag, hvem=person(hvem, kontekst), linjer=lines))
    return Historie(nr=nr, tittel=tittel, avsnitt=tuple(parts))


def events_about(nr: str, events: Sequence[Logget]) -> tuple[Logget, ...]:
    """Every event the thing is named in, as the one it happened to, as a part of a link, or as a parent; those of the
    run that opened it; and what was struck of them."""
    found: set[int] = set()
    runs: set[str] = set()
    for one in events:
        event = one.hendelse
        is_struck = isinstance(event, Sladdet) and event.hendelse in found
        of_run = isinstance(event, KjoringTrukket | FellesStart) and event.kjoring in runs
        if is_struck or of_run or _names(event, nr):
            found.add(one.nr)
            runs |= _opened_by(event, nr)
    return tuple(one for one in events if one.nr in found)


def person(hvem: str, kontekst: Kontekst) -> str:
    """Who, as people say it; the program when nobody did."""
    return text("registeret.hvem.programmet") if hvem == MASKINEN else shown(hvem, kontekst)


def story_lines(historie: Historie, columns: int) -> Iterator[str]:
    """On a screen as wide as that. The number of each event stands first: that is what is typed to strike it."""
    yield f"{historie.nr}  {historie.tittel}".rstrip()
    width = max((len(str(line.nr)) for part in historie.avsnitt for line in part.linjer), default=1)
    for part in historie.avsnitt:
        yield ""
        yield text("registeret_logg.historikk.dag", dag=dato(part.dag), hvem=part.hvem)
        for line in part.linjer:
            yield from wrap(
                line.tekst, columns, initial_indent=f"  {line.nr:>{width}}  ", subsequent_indent=" " * (width + 4)
            )


def story_as_plain(historie: Historie) -> dict[str, Any]:
    return {
        "nr": historie.nr,
        "tittel": historie.tittel,
        "historikk": [
            {"dag": part.dag.isoformat(), "hvem": part.hvem, "hendelser": [_plain(line) for line in part.linjer]}
            for part in historie.avsnitt
        ],
    }


def _plain(line: Linje) -> Mapping[str, Any]:
    return {"nr": line.nr, "kode": line.kode, "tekst": line.tekst, "sladdet": line.sladdet}


def _names(event: Any, nr: str) -> bool:
    numbers = {part for number in event.om for part in (number, *number.split("/"))}
    return nr in numbers or nr == getattr(event, "forelder", "")


def _opened_by(event: Any, nr: str) -> set[str]:
    """The run that opened it."""
    return {event.kjoring} if event.kode == "avvik-opprettet" and event.nr == nr and event.kjoring else set()
