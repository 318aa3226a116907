"""Why a number is another in a later extract: object by object, so that the parts add up to the difference."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bvaudit.model.arsak import Arsak, Bidrag, Forklart, Medlem

Columns = Mapping[str, str]


def explained(
    fra: Iterable[Medlem],
    til: Iterable[Medlem],
    *,
    there_before: Collection[str],
    there_now: Collection[str],
    sted: str = "",
    trykt: int | None = None,
) -> Forklart:
    """``fra`` and ``til`` are what each object adds to the number, by today's way of counting. ``there_before`` and
    ``there_now`` are the keys of all objects in the two extracts, counted or not. ``sted`` is the unit or municipality
    the number is of; empty = all together. ``trykt`` is the number as it was printed then."""
    before, now = ({one.nokkel: one for one in members} for members in (fra, til))
    found = []
    for key in sorted(before.keys() | now.keys()):
        one = _difference(before.get(key), now.get(key), sted)
        if one is not None:
            found.append(replace(one, arsak=_why(one, before, now, there_before, there_now)))
    return Forklart(
        fra=sum(_at(one, sted) for one in before.values()),
        til=sum(_at(one, sted) for one in now.values()),
        bidrag=tuple(found),
        trykt=trykt,
    )


def _difference(before: Medlem | None, now: Medlem | None, sted: str) -> Bidrag | None:
    change = _at(now, sted) - _at(before, sted)
    known = now or before
    if not change or known is None:
        return None
    return Bidrag(
        arsak=Arsak.ENDRET,
        nokkel=known.nokkel,
        sak=known.sak,
        bidrag=change,
        fra=_place(before),
        til=_place(now),
    )


def _why(
    one: Bidrag,
    before: Mapping[str, Medlem],
    now: Mapping[str, Medlem],
    there_before: Collection[str],
    there_now: Collection[str],
) -> Arsak:
    if one.nokkel not in there_before and one.nokkel not in before:
        return Arsak.NY
    if one.nokkel not in there_now and one.nokkel not in now:
        return Arsak.BORTE
    same = _at(before.get(one.nokkel), "") == _at(now.get(one.nokkel), "")
    return Arsak.FLYTTET if same else Arsak.ENDRET


def _at(member: Medlem | None, sted: str) -> int:
    return member.steder.get(sted, 0) if member is not None else 0


def _place(member: Medlem | None) -> str:
    """The units it counts in; municipalities are told by their digits and left out."""
    if member is None:
        return ""
    return ", ".join(sorted(name for name, count in member.steder.items() if name and count and not name.isdigit()))


def with_columns(forklart: Forklart, before: Mapping[str, Columns], now: Mapping[str, Columns]) -> Forklart:
    """The same, where each object that is changed tells which columns are not as they were."""

    def told(one: Bidrag) -> Bidrag:
        if one.arsak is not Arsak.ENDRET:
            return one
        old, new = before.get(one.nokkel, {}), now.get(one.nokkel, {})
        names = [name for name in dict.fromkeys((*old, *new)) if old.get(name, "") != new.get(name, "")]
        return replace(one, felt={name: (old.get(name, ""), new.get(name, "")) for name in names})

    return replace(forklart, bidrag=tuple(map(told, forklart.bidrag)))


def one_child(*extracts: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Case → the name of the child, the same in every extract. Each extract has the cases of its children: a case that
    is in both is of the same child, however many others that child has in one of them."""
    first: dict[str, str] = {}

    def root(sak: str) -> str:
        while first.setdefault(sak, sak) != sak:
            sak = first[sak]
        return sak

    for extract in extracts:
        for cases in extract.values():
            names = sorted({root(sak) for sak in cases})
            for other in names[1:]:
                first[other] = names[0]
    return {sak: root(sak) for sak in first}


def by_child(members: Iterable[Medlem], children: Mapping[str, str]) -> tuple[Medlem, ...]:
    """The members under the names that are the same in both extracts. Two that are one child in the other one count as
    they did, together."""
    found: dict[str, Medlem] = {}
    for one in members:
        key = children.get(one.nokkel, one.nokkel)
        before = found.get(key)
        places = dict(before.steder) if before is not None else {}
        for place, count in one.steder.items():
            places[place] = places.get(place, 0) + count
        found[key] = Medlem(nokkel=key, sak=before.sak if before is not None else one.sak, steder=places)
    return tuple(found.values())
