"""Logs made by hand for the tests of the register: events in order, one a minute, with prints that need no file."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from bvaudit.model.registeret.avvik import Bevis, Kilde, Objekttilstand, Omfang, Registeret
from bvaudit.model.registeret.effekt import Utgangspunkt
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil, BevisVurdert, Objektsvar
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold

BEGAN = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
NI_AV_TI = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)
LEDER, STAB, TEAM = "barnevernleder@E1", "stab", "teamleder@E1"
ENHET = "E1"
AV = "AV-2026-0001"
RULE = "UND-03"


def logged(events: Iterable[Hendelse | tuple[str, Hendelse]], first: int = 1) -> tuple[Logget, ...]:
    """Each by the machine, unless (who, event) says whom."""
    found: list[Logget] = []
    forrige = ""
    for nr, one in enumerate(events, first):
        hvem, event = one if isinstance(one, tuple) else (MASKINEN, one)
        total = sha256(f"{forrige}{nr}{hvem}{event}".encode()).hexdigest()
        tid = BEGAN + timedelta(minutes=nr)
        found.append(Logget(nr=nr, tid=tid, hvem=hvem, hendelse=event, forrige=forrige, sum=total))
        forrige = total
    return tuple(found)


def register(*events: Hendelse | tuple[str, Hendelse]) -> Registeret:
    return fold(logged(events))


def opened(nr: str = AV, **values: Any) -> AvvikOpprettet:
    given: dict[str, Any] = {
        "regel": RULE,
        "variant": "lov",
        "tittel": "Undersøkelsen tok for lang tid",
        "enhet": ENHET,
        "kilde": Kilde.KJORING,
        "alvor": Alvorlighetsgrad.MIDDELS,
        "omfang": Omfang.SYSTEMSVIKT,
        "eier": LEDER,
        "mal": NI_AV_TI,
        "logikk": "l1",
        "kjoring": "k1",
        "dag": date(2026, 1, 2),
        "utgangspunkt": Utgangspunkt(n=20, brudd=8, variant="lov", per=date(2025, 12, 31)),
    }
    return AvvikOpprettet(nr=nr, **{**given, **values})


def proof(*ids: str, kjoring: str = "k1", dag: date = date(2025, 12, 31)) -> tuple[Bevis, ...]:
    return tuple(
        Bevis(
            sak=f"S{one}",
            objekt="undersokelse",
            objekt_id=one,
            enhet=ENHET,
            start=date(2025, 6, 1),
            dag=dag,
            kjoring=kjoring,
        )
        for one in ids
    )


def found(*ids: str, nr: str = AV, kjoring: str = "k1") -> BevisLagtTil:
    return BevisLagtTil(
        nr=nr, antall=len(ids), bevis=proof(*ids, kjoring=kjoring), kjoring=kjoring, dag=date(2025, 12, 31)
    )


def judged(
    *ids: str,
    nr: str = AV,
    tilstand: Objekttilstand = Objekttilstand.RETTET,
    kjoring: str = "k2",
    dag: date = date(2026, 3, 31),
    uavgjort: int = 0,
) -> BevisVurdert:
    svar = tuple(Objektsvar(objekt_id=one, tilstand=tilstand) for one in ids)
    return BevisVurdert(nr=nr, kjoring=kjoring, dag=dag, avgjort=len(ids), uavgjort=uavgjort, svar=svar)
