"""What was measured, for people: lines on a terminal, and plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.rule import Rule
from bvaudit.register.measure import last_attempt
from bvaudit.register.words import details, headed, together
from bvaudit.texts import text

_CLOSES = (Forsoksutfall.NADD, Forsoksutfall.FA_OK)
_BESIDE = (Forsoksutfall.FA_AVSLUTT, Forsoksutfall.INGEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Malt:
    """One avvik and what was found: ``forsok`` is the result, None where there is none, for the reasons in
    ``mangler``. ``leses`` is the audit an attempt waits for, and ``neste`` what is to be done there."""

    avvik: Avvik
    enhet: str
    regel: Rule | None
    forsok: Forsok | None = None
    mangler: tuple[Mangel, ...] = ()
    leses: str = ""
    neste: str = ""


def effect_lines(malt: Sequence[Malt], per: date) -> tuple[str, ...]:
    """Everything, avvik by avvik, and last what units that share a measure have come to together."""
    if not malt:
        return (text("registeret_effekt.ingen_apne"),)
    return tuple(_lines(malt, per))


def _lines(malt: Sequence[Malt], per: date) -> Iterator[str]:
    yield text("registeret_effekt.tittel", per=vis(per))
    for one in malt:
        yield ""
        yield text("registeret_effekt.om", nr=one.avvik.nr, tittel=one.avvik.ting.tittel, enhet=one.enhet)
        for line in _about(one):
            yield f"  {line}"
    shared = tuple(_shared(malt))
    if shared:
        yield ""
        yield from shared


def _about(one: Malt) -> Iterator[str]:
    now = one.forsok
    for earlier in one.avvik.forsok:
        if earlier.ferdig and (now is None or earlier.nr != now.nr):
            yield headed(earlier, one.regel)
    if now is not None:
        yield headed(now, one.regel)
        yield from details(now, one.avvik)
    for mangel in one.mangler:
        yield mangel.tekst
        if mangel.gjor:
            yield text("registeret_effekt.neste.skriv", kommando=mangel.gjor)
    if told := next_step(one):
        yield told


def next_step(one: Malt) -> str:
    """What to do now, with the command as it is typed; empty where there is nothing but to wait."""
    if one.neste:
        return one.neste
    if one.forsok is None:
        return ""
    nr, utfall = one.avvik.nr, one.forsok.utfall
    if one.forsok.forelopig:
        done = last_attempt(one.avvik)
        if done is None or done.utfall not in (*_CLOSES, *_BESIDE):
            return text("registeret_effekt.neste.forsok", nr=nr) if utfall in (*_CLOSES, *_BESIDE) else ""
        utfall = done.utfall
    if utfall in _CLOSES:
        return text("registeret_effekt.neste.lukk", nr=nr)
    if utfall in _BESIDE:
        return text("registeret_effekt.neste.avslutt", nr=nr)
    if utfall is Forsoksutfall.IKKE_NADD and one.forsok.neste_kontroll is not None:
        return text("registeret_effekt.neste.senere", dag=vis(one.forsok.neste_kontroll))
    return ""


def _shared(malt: Sequence[Malt]) -> Iterator[str]:
    by_measure: dict[str, list[Forsok]] = {}
    for one in malt:
        if one.forsok is not None and one.forsok.n:
            by_measure.setdefault(one.forsok.tiltak, []).append(one.forsok)
    for tiltak, some in sorted(by_measure.items()):
        if len(some) > 1:
            yield together(tiltak, some)


def effect_plain(malt: Sequence[Malt], per: date) -> Mapping[str, Any]:
    return {"per": per.isoformat(), "avvik": [_plain(one) for one in malt]}


def _plain(one: Malt) -> Mapping[str, Any]:
    return {
        "nr": one.avvik.nr,
        "regel": one.avvik.regel,
        "enhet": one.enhet,
        "resultat": _result(one.forsok) if one.forsok is not None else None,
        "sagt": headed(one.forsok, one.regel) if one.forsok is not None else "",
        "forsok": [_result(earlier) for earlier in one.avvik.forsok if earlier.ferdig],
        "mangler": [{"kode": mangel.kode, "tekst": mangel.tekst, "neste": mangel.gjor} for mangel in one.mangler],
        "revisjon": one.leses,
        "neste": next_step(one),
    }


def _result(forsok: Forsok) -> Mapping[str, Any]:
    """No key of any case is in it."""
    days = {name: getattr(forsok, name) for name in ("per", "fra", "til", "i_bruk", "neste_kontroll")}
    return {
        "nr": forsok.nr,
        "forelopig": forsok.forelopig,
        "utfall": forsok.utfall.value,
        "ord": forsok.ord.value,
        "n": forsok.n,
        "i_orden": forsok.i_orden,
        "brudd": forsok.brudd,
        "uavklart": forsok.uavklart,
        "nedre": forsok.nedre,
        "ovre": forsok.ovre,
        "p": forsok.p,
        "kan_ikke_sammenlignes": forsok.sammenlignbar,
        **{name: day.isoformat() if day is not None else None for name, day in days.items()},
    }
