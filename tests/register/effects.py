"""An avvik whose decisive measure is in use, and rows of objects, for the tests of effect measurement."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.ting import Slag, link_number
from bvaudit.model.utfall import Utfall
from bvaudit.register.attempts import begin, finish
from bvaudit.register.measure import Statistikk
from bvaudit.stats.rounds import fisher
from bvaudit.stats.shares import share
from tests.register.logs import AV, ENHET, LEDER, opened, register

TI, IN_USE = "TI-2026-0001", date(2026, 3, 1)
OUTCOMES = {
    "o": Utfall.OPPFYLT,
    "d": Utfall.DELVIS,
    "x": Utfall.IKKE_OPPFYLT,
    "u": Utfall.UAVKLART,
    "a": Utfall.IKKE_AKTUELT,
    "r": Utfall.IKKE_AKTUELT,  # still running
    "p": Utfall.UAVKLART,  # a breach that an older row could undo
}


def interval(k: int, n: int, ramme: int | None) -> tuple[float, float]:
    found = share(k, n, ramme)
    assert found.nedre is not None and found.ovre is not None
    return found.nedre, found.ovre


STATS = Statistikk(interval=interval, apart=fisher)


def context(innhold: Innhold, **values: Any) -> Kontekst:
    assert innhold.kodeverk is not None
    return Kontekst(regler=innhold.regler, kodeverk=innhold.kodeverk, enheter={ENHET: "Enheten"}, **values)


def in_use(day: date = IN_USE, *, nr: str = AV, tiltak: str = TI, **values: Any) -> tuple[Hendelse | Any, ...]:
    """The events of an avvik with one measure, decisive and in use. What its logic was is not known unless it is
    said."""
    values = {"logikk": "", **values}
    made = TingOpprettet(nr=tiltak, slag=Slag.TILTAK, tittel="Ny rutine", enhet=ENHET, eier=LEDER, dag=day)
    link = link_number(nr, tiltak)
    return (
        opened(nr, **values),
        made,
        (LEDER, Koblet(avvik=nr, tiltak=tiltak, dag=day)),
        (LEDER, AvgjorendeValgt(nr=nr, tiltak=tiltak, dag=day)),
        (LEDER, FeltSatt(nr=link, felt="i_bruk", verdi=day.isoformat())),
    )


def known(*more: Any, day: date = IN_USE, **values: Any) -> tuple[Registeret, Avvik]:
    reg = register(*in_use(day, **values), *more)
    return reg, reg.avvik[AV]


def row(start: date, outcome: str, at: int = 0, regel: str = "MEL-01", **values: Any) -> Objektrad:
    given: dict[str, Any] = {
        "variant": "lov",
        "enhet": ENHET,
        "sak": f"S-{start}-{at}",
        "objekt": "henvendelse",
        "objekt_id": f"o-{start}-{at}",
        "utfall": OUTCOMES[outcome],
        "start": start,
    }
    if outcome == "r":
        given["frist"] = date.max
    given["apnet"] = outcome == "p"
    return Objektrad(regel=regel, **{**given, **values})


def rows(told: str, regel: str = "MEL-01") -> tuple[Objektrad, ...]:
    """``2026-03-05:9o1x`` is ten objects that started on that day, nine met and one missed."""
    found: list[Objektrad] = []
    for part in told.split():
        day, _, what = part.partition(":")
        number = ""
        for sign in what:
            if sign.isdigit():
                number += sign
                continue
            found += [row(date.fromisoformat(day), sign, len(found) + i, regel) for i in range(int(number or 1))]
            number = ""
    return tuple(found)


def attempted(
    events: tuple[Any, ...], objects: Iterable[Objektrad], kontekst: Kontekst, per: date
) -> tuple[tuple[Any, ...], Forsok]:
    """The events with one attempt more, and what it gave."""
    reg = register(*events)
    begun = begin(reg, reg.avvik[AV], kontekst, per, per)
    assert isinstance(begun, ForsokBegynt), begun
    after = (*events, ("stab", begun))
    done = finish(register(*after).avvik[AV], begun.forsok, objects, kontekst, per, STATS)
    assert isinstance(done, ForsokFerdig)
    return (*after, ("stab", done)), replace(done.forsok, brukt=done.brukt)


def months(start: date, n: int) -> date:
    at = start.year * 12 + start.month - 1 + n
    return date(at // 12, at % 12 + 1, start.day)


def days(n: int) -> timedelta:
    return timedelta(days=n)
