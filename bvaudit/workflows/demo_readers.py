"""The made-up readers of the demo: what stands in the made-up folders, and what each reader makes of it.

Everything comes from a hash of the case, the point and the reader, so that two demos are alike to the last byte.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak
from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

_RARE = frozenset({"UND-22", "UND-23", "UND-24", "UND-26", "UND-27"})  # asked only in some cases
_WEAK = frozenset({"UND-14", "UND-15", "VED-03"})  # what fails in the first round, and is mended before the second
_UNCLEAR = frozenset({"UND-13"})  # a question two readers understand each in their own way
_KINDS = ("reell", "reell", "dokumentasjon")
_TEXTS = 4
_ANSWER = {
    Utfall.OPPFYLT: Svarvalg.JA,
    Utfall.DELVIS: Svarvalg.DELVIS,
    Utfall.IKKE_OPPFYLT: Svarvalg.NEI,
    Utfall.IKKE_AKTUELT: Svarvalg.IKKE_AKTUELT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Skrevet:
    """What a reader writes beside one point."""

    svar: Svarvalg
    begrunnelse: str = ""
    feiltype: str = ""
    belegg: str = ""

    @property
    def celler(self) -> Mapping[str, str]:
        """Column → what is written in it."""
        told = {"svar": self.svar.value, "begrunnelse": self.begrunnelse}
        told |= {"feiltype": self.feiltype, "belegg": self.belegg}
        return {key: value for key, value in told.items() if value}


Maskin = Mapping[tuple[str, str, str], Utfall]


def machine_says(sheets: Iterable[Leseark], regler: Mapping[str, Rule]) -> Maskin:
    """What the extract says of each object, from the forms that show it. A point whose object the case has not, and
    that is asked of the case all the same, is not relevant."""
    found = {}
    for punkt in (punkt for ark in sheets for punkt in ark.punkter):
        rule = regler[punkt.gjelder.regel]
        if punkt.maskin is not None:
            found[_key(punkt)] = punkt.maskin.utfall
        elif not rule.manuell or rule.gjelder.objekt != punkt.gjelder.objekt:
            found[_key(punkt)] = Utfall.IKKE_AKTUELT
    return found


def reads(
    ark: Leseark, maskin: Maskin, *, runde: int, utgar: Collection[str] = (), glemmer: bool = True
) -> dict[str, Skrevet]:
    """What the reader of the form writes, by the id of the point; nothing in a case that is struck (``utgar``) or still
    in reserve. A point in fifty is forgotten at first."""
    who = (ark.leser, ark.lesing.value)
    cases = (punkt for sak in _read(ark, utgar) for punkt in sak.punkter)
    return {
        punkt.id: _written(punkt, maskin.get(_key(punkt)), who, runde)
        for punkt in (*ark.enhetspunkter, *cases)
        if not (glemmer and _falls(0.02, "glemt", *who, *_key(punkt)))
    }


def _read(ark: Leseark, utgar: Collection[str]) -> list[Lesesak]:
    """The cases in use: for each that is struck, the first in reserve of the same part of the frame, else the first."""
    used = [sak for sak in ark.saker if not sak.reserve and sak.sak not in utgar]
    waiting = [sak for sak in ark.saker if sak.reserve]
    for struck in (sak for sak in ark.saker if sak.sak in utgar):
        same = [sak for sak in waiting if sak.stratum == struck.stratum]
        for new in (same or waiting)[:1]:
            used.append(new)
            waiting.remove(new)
    return used


def settled(punkt: Lesepunkt, maskin: Maskin, *, runde: int) -> Svarvalg:
    """What the two come to when they have talked it over: what stands in the folder."""
    return _truth(punkt, maskin.get(_key(punkt)), runde)


def _written(punkt: Lesepunkt, said: Utfall | None, who: tuple[str, str], runde: int) -> Skrevet:
    svar = _seen(punkt, _truth(punkt, said, runde), who)
    if svar not in (Svarvalg.DELVIS, Svarvalg.NEI) and (said is None or _ANSWER.get(said) in (None, svar)):
        return Skrevet(svar=svar, belegg=_text("belegg", *who, *_key(punkt)) if svar is Svarvalg.JA else "")
    kind = "registreringsfeil" if svar is Svarvalg.JA else _KINDS[_number(len(_KINDS), "slag", *_key(punkt))]
    return Skrevet(
        svar=svar,
        begrunnelse=_text({Svarvalg.DELVIS: "delvis", Svarvalg.NEI: "nei"}.get(svar, "rettet"), *_key(punkt)),
        feiltype=kind if svar is not Svarvalg.IKKE_AKTUELT else "",
        belegg=_text("belegg", *who, *_key(punkt)),
    )


def _truth(punkt: Lesepunkt, said: Utfall | None, runde: int) -> Svarvalg:
    """What stands in the folder. The extract is nearly always right; the rest goes by how the service works."""
    key, regel = _key(punkt), punkt.gjelder.regel
    if said in _ANSWER and not (said is Utfall.IKKE_OPPFYLT and _falls(0.3, "registrert", *key)):
        return _ANSWER[said]
    if said is Utfall.IKKE_OPPFYLT:
        return Svarvalg.JA
    if regel in _RARE and _falls(0.6, "sjelden", *key):
        return Svarvalg.IKKE_AKTUELT
    weak = (0.6 if runde == 1 else 0.15) if regel in _WEAK else 0.02 + 0.2 * _roll("krav", regel)
    if _falls(weak, "svikt", *key):
        return Svarvalg.NEI if _falls(0.6, "grad", *key) else Svarvalg.DELVIS
    return Svarvalg.JA


def _seen(punkt: Lesepunkt, truth: Svarvalg, who: tuple[str, str]) -> Svarvalg:
    """What one reader takes it for: most often what it is."""
    regel = punkt.gjelder.regel
    if truth is Svarvalg.IKKE_AKTUELT or not _falls(0.45 if regel in _UNCLEAR else 0.05, "lest", *who, *_key(punkt)):
        return truth
    return Svarvalg.JA if truth is Svarvalg.DELVIS else Svarvalg.DELVIS


def _key(punkt: Lesepunkt) -> tuple[str, str, str]:
    one = punkt.gjelder
    return one.sak or one.objekt_id, one.objekt_id, one.regel


def _roll(*parts: str) -> float:
    return int.from_bytes(hashlib.sha256("|".join(parts).encode()).digest()[:6]) / 2**48


def _falls(chance: float, *parts: str) -> bool:
    return _roll(*parts) < chance


def _number(below: int, *parts: str) -> int:
    return int(_roll(*parts) * below)


def _text(kind: str, *parts: str) -> str:
    number = _number(_TEXTS, "tekst", kind, *parts) + 1
    return text(f"demo_revisjon.{kind}_{number}")
