"""What a form for reading cases says of its questions and places on its hidden sheet, so that an answer is judged by
what the reader was asked, whatever has become of the extract and the rules since."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak
from bvaudit.model.utfall import Utfall

_PUNKT, _PLASS, INNHOLD = "punkt ", "plass ", "innhold"
_BETWEEN, _AMONG = "|", ";"
_NAMED = ("revisjon", "enhet", "enhet_id", "leser", "lesing", "utgave")


@dataclass(frozen=True, slots=True, kw_only=True)
class Punktfakta:
    """``krever`` are the answers that need a reason; ``maskin`` is what the extract said, None when nothing."""

    regelversjon: date | None
    krever: tuple[str, ...]
    maskin: Utfall | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plassfakta:
    """As ``Lesesak``."""

    plass: int
    stratum: str
    reserve: bool
    malrettet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Skjemafakta:
    """By the id of the point, and by the case. ``hel``: nobody has changed them since the form was made."""

    punkter: Mapping[str, Punktfakta]
    plasser: Mapping[str, Plassfakta]
    hel: bool


def facts_of(ark: Leseark) -> dict[str, str]:
    """What follows the form unseen. A second reading's has nothing the machine has said."""
    facts = {
        **{f"{_PUNKT}{one.id}": _point(one, blind=ark.blind) for one in ark.punkter},
        **{f"{_PLASS}{one.sak}": _place(one) for one in ark.saker},
    }
    named = (ark.revisjon, ark.enhet, ark.enhet_id, ark.leser, ark.lesing.value, str(ark.utgave))
    return {**facts, INNHOLD: _print(named, facts)}


def _point(punkt: Lesepunkt, *, blind: bool) -> str:
    machine = punkt.maskin.utfall.value if punkt.maskin is not None and not blind else ""
    day = punkt.regelversjon.isoformat() if punkt.regelversjon else ""
    return _BETWEEN.join((day, _AMONG.join(punkt.krever), machine))


def _place(sak: Lesesak) -> str:
    use = "reserve" if sak.reserve else "malrettet" if sak.malrettet else ""
    return _BETWEEN.join((str(sak.plass), use, sak.stratum))


def read_facts(opplysninger: Mapping[str, str]) -> Skjemafakta:
    """Those that can be read: a form whose hidden sheet somebody has changed is not whole."""
    kept = {key: said for key, said in opplysninger.items() if key.startswith((_PUNKT, _PLASS))}
    named = tuple(opplysninger.get(key, "") for key in _NAMED)
    points = {key.removeprefix(_PUNKT): _read_point(said) for key, said in kept.items() if key.startswith(_PUNKT)}
    places = {key.removeprefix(_PLASS): _read_place(said) for key, said in kept.items() if key.startswith(_PLASS)}
    return Skjemafakta(
        punkter={key: one for key, one in points.items() if one is not None},
        plasser={key: one for key, one in places.items() if one is not None},
        hel=_print(named, kept) == opplysninger.get(INNHOLD),
    )


def _read_point(said: str) -> Punktfakta | None:
    day, *rest = said.split(_BETWEEN)
    try:
        krever, machine = rest
        return Punktfakta(
            regelversjon=date.fromisoformat(day) if day else None,
            krever=tuple(one for one in krever.split(_AMONG) if one),
            maskin=Utfall(machine) if machine else None,
        )
    except ValueError:
        return None


def _read_place(said: str) -> Plassfakta | None:
    plass, _, rest = said.partition(_BETWEEN)
    use, _, stratum = rest.partition(_BETWEEN)
    if not plass.isdecimal():
        return None
    return Plassfakta(plass=int(plass), stratum=stratum, reserve=use == "reserve", malrettet=use == "malrettet")


def _print(named: tuple[str, ...], facts: Mapping[str, str]) -> str:
    told = "\x1f".join((*named, *(f"{key}\x1e{said}" for key, said in sorted(facts.items()))))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
