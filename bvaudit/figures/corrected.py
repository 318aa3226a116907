"""The deadline of an undersokelse as the register reports it and as the law has it, case by case."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.funn import Funn
from bvaudit.model.utfall import Utfall

_JUDGED = (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)


class Delt(StrEnum):
    """What a breach is. ``REELL``: by both ways. ``REGELEFFEKT``: only as the register counts. ``UTEN_MELDING``: as the
    register counts, and by law it cannot be told. ``BARE_KORRIGERT``: only by law."""

    REELL = "reell"
    REGELEFFEKT = "regeleffekt"
    UTEN_MELDING = "uten_melding"
    BARE_KORRIGERT = "bare_korrigert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fristsak:
    """One undersokelse that is over the deadline by one way or both. ``frist_lov`` is None where it cannot be told."""

    sak: str
    objekt_id: str
    enhet: str
    delt: Delt
    startet: date | None
    melding_frist_fra: date | None
    frist_register: date | None
    frist_lov: date | None
    avsluttet: date | None


def split(register: Utfall | None, lov: Utfall | None) -> Delt | None:
    """None when it is a breach by neither."""
    if register is Utfall.IKKE_OPPFYLT:
        if lov is Utfall.IKKE_OPPFYLT:
            return Delt.REELL
        return Delt.REGELEFFEKT if lov in _JUDGED else Delt.UTEN_MELDING
    return Delt.BARE_KORRIGERT if lov is Utfall.IKKE_OPPFYLT else None


def cases(register: Iterable[Funn], lov: Iterable[Funn], fra: date, til: date) -> tuple[Fristsak, ...]:
    """Those concluded in the period, both days inside, that are over the deadline. The gravest kind first, then by unit
    and case."""
    by_law: Mapping[str, Funn] = {one.objekt_id: one for one in lov}
    found = []
    for one in register:
        other = by_law.get(one.objekt_id)
        delt = split(one.utfall, other.utfall if other else None)
        if delt is not None and one.faktisk_dato is not None and fra <= one.faktisk_dato <= til:
            found.append(_case(one, other, delt))
    order = list(Delt)
    return tuple(sorted(found, key=lambda sak: (order.index(sak.delt), sak.enhet, sak.sak, sak.objekt_id)))


def _case(one: Funn, other: Funn | None, delt: Delt) -> Fristsak:
    return Fristsak(
        sak=one.sak,
        objekt_id=one.objekt_id,
        enhet=one.enhet,
        delt=delt,
        startet=one.start_dato,
        melding_frist_fra=other.start_dato if other else None,
        frist_register=one.frist_dato,
        frist_lov=other.frist_dato if other and delt is not Delt.UTEN_MELDING else None,
        avsluttet=one.faktisk_dato,
    )


def counts(saker: Iterable[Fristsak]) -> dict[Delt, int]:
    """Every kind, also those there are none of."""
    found = Counter(sak.delt for sak in saker)
    return {delt: found[delt] for delt in Delt}
