"""From objects and the quotas of a checklist to a frame: what each case is drawn among, and what is asked of a unit."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.model.objekt import Objekt
from bvaudit.model.plans import Kvote
from bvaudit.model.utvalg import FrameCase, Kvotetall

KOMMUNE = "kommune"
_OTHERS = ("andre", "resten")  # a quota may have the first for its id
_CASE = "sak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """``grupper`` are the quotas the cases of a unit's stratum count for, ``kvoter`` what each quota asks of a unit."""

    saker: tuple[FrameCase, ...]
    grupper: Mapping[tuple[str, str], tuple[str, ...]]
    kvoter: tuple[Kvotetall, ...]


def frame_of(
    objekter: Sequence[Objekt],
    kvoter: Sequence[Kvote],
    *,
    per_enhet: int,
    kommuner: Mapping[str, Collection[str]] | None = None,
) -> Frame:
    """One case for each object. The strata of a unit are the kinds of objects the quotas tell apart; where no quota but
    that of the municipalities does, they are the municipalities. ``kommuner`` are those each unit has cases from."""
    kinds = [kvote for kvote in kvoter if kvote.slag != KOMMUNE]
    by_municipality = len(kinds) < len(kvoter)
    units: dict[str, list[Objekt]] = defaultdict(list)
    for one in objekter:
        units[one.enhet].append(one)
    met = {one: tuple(kvote.id for kvote in kinds if _meets(one, kvote)) for one in objekter}
    names = _names(set(met.values()), kinds) if kinds else {}
    several = {enhet for enhet, cases in units.items() if len({one.kommune for one in cases}) > 1}
    grupper: dict[tuple[str, str], tuple[str, ...]] = {}
    saker: list[FrameCase] = []
    for one in objekter:
        alone = by_municipality and not kinds and one.enhet in several
        stratum = f"{KOMMUNE}-{one.kommune}" if alone else names.get(met[one], "")
        grupper[one.enhet, stratum] = met[one]
        saker.append(
            FrameCase(
                enhet=one.enhet,
                sak=one.sak,
                objekt_id="" if one.objekt == _CASE else one.objekt_id,
                stratum=stratum,
                kommune=one.kommune if by_municipality else "",
            )
        )
    asked = [
        k
        for enhet in sorted(units)
        for kvote in kvoter
        for k in _asked(kvote, enhet, units[enhet], per_enhet, (kommuner or {}).get(enhet, ()))
    ]
    return Frame(saker=tuple(saker), grupper=grupper, kvoter=tuple(asked))


def _meets(one: Objekt, kvote: Kvote) -> bool:
    return one.kode in kvote.koder if kvote.koder else one.slutt is not None


def _names(met: Collection[tuple[str, ...]], kinds: Sequence[Kvote]) -> dict[tuple[str, ...], str]:
    """The quotas an object meets → the name of its stratum: the narrowest of them, which tells most; all of them where
    two strata would be called the same."""
    rank = {kvote.id: (len(kvote.koder) or 1, at) for at, kvote in enumerate(kinds)}
    others = next(name for name in _OTHERS if name not in rank or name == _OTHERS[-1])
    first = {ids: min(ids, key=lambda id: rank[id]) if ids else others for ids in met}
    alike = Counter(first.values())
    return {ids: "+".join(ids) if ids and alike[name] > 1 else name for ids, name in first.items()}


def _asked(
    kvote: Kvote, enhet: str, cases: Sequence[Objekt], per_enhet: int, kommuner: Collection[str]
) -> list[Kvotetall]:
    """What a quota asks of one unit: a share is of those that are drawn there, rounded up."""
    drawn = min(per_enhet, len(cases))
    krav = kvote.minst or -(-drawn * kvote.minst_prosent // 100)
    if kvote.slag != KOMMUNE:
        return [Kvotetall(enhet=enhet, id=kvote.id, krav=krav, trukket=0)]
    known = sorted({*kommuner, *(one.kommune for one in cases)} - {""})
    return [Kvotetall(enhet=enhet, id=kvote.id, kommune=nummer, krav=krav, trukket=0) for nummer in known]
