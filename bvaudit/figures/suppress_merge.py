"""Small municipalities in one row, where that keeps more than hiding them one by one."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bvaudit.figures.suppress_cells import COUNTS, SHARE
from bvaudit.figures.suppress_relations import JOINS
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.skjerming import Skjermgrunn
from bvaudit.texts import text

_MOST_HIDDEN = 0.5  # from here a municipality says more together with others
Number = TypeVar("Number", int, float)
_ADDS_UP = frozenset({*COUNTS, SHARE})
_Place = tuple[str, date, bool]
_A_NUMBER = (Tilstand.VERDI, Tilstand.INGEN)


def to_merge(
    rader: Sequence[Nokkelrad],
    hidden: Callable[[Nokkelrad], Skjermgrunn | None],
    tidligere: Sequence[Nokkelrad] = (),
) -> tuple[str, ...]:
    """The municipalities that go into one row: those most of whose rows would be hidden, two or more, never all.

    Those an earlier edition put together stay together: two different sums tell of what is in the one and not in the
    other. Rows without a number count for neither, nor do figures that are never public.
    """
    municipalities = _by_municipality(rader)
    together = {tuple(rad.kommune.split(JOINS)) for rad in tidligere if JOINS in rad.kommune}
    if kept := sorted((one for one in together if set(one) < set(municipalities)), key=lambda one: (-len(one), one)):
        return kept[0]
    shares = {kommune: _hidden_share(there, hidden) for kommune, there in municipalities.items()}
    small = sorted(kommune for kommune, share in shares.items() if share >= _MOST_HIDDEN)
    if len(small) == 1:  # with the one that comes nearest, when that has something to hide too
        near = [kommune for kommune in shares if kommune not in small and shares[kommune]]
        small = sorted([*small, *sorted(near, key=lambda kommune: (-shares[kommune], kommune))[:1]])
    if len(small) < 2 or len(small) == len(shares):
        return ()
    merged = merged_rows(rader, tuple(small), {})
    before = max(shares[kommune] for kommune in small)
    return tuple(small) if merged and _hidden_share(merged, hidden) < before else ()


def _by_municipality(rader: Sequence[Nokkelrad]) -> Mapping[str, list[Nokkelrad]]:
    found: dict[str, list[Nokkelrad]] = defaultdict(list)
    for rad in rader:
        if rad.kommune and JOINS not in rad.kommune:
            found[rad.kommune].append(rad)
    return found


def _hidden_share(there: Sequence[Nokkelrad], hidden: Callable[[Nokkelrad], Skjermgrunn | None]) -> float:
    why = [hidden(rad) for rad in there if rad.tilstand is Tilstand.VERDI]
    told = [grunn for grunn in why if grunn is not Skjermgrunn.ALLTID]
    return sum(grunn is not None for grunn in told) / len(told) if told else 0.0


def merged_rows(rader: Sequence[Nokkelrad], kommuner: Sequence[str], navn: Mapping[str, str]) -> list[Nokkelrad]:
    """The rows of the municipalities together, where all of them have one and they can be added: counts, and shares
    from their parts."""
    slices: dict[Celle, list[Nokkelrad]] = defaultdict(list)
    for rad in rader:
        if rad.kommune in kommuner and rad.storrelse in _ADDS_UP:
            slices[rad.celle._replace(kommune=JOINS.join(kommuner))].append(rad)
    none = {
        (rad.kommune, rad.periode_til, True)
        for rad in rader
        if rad.storrelse in COUNTS and rad.verdi == 0 and not rad.gruppe
    }
    told = text("offentlig.ovrige_er", kommuner=_listed([navn.get(kommune, kommune) for kommune in kommuner]))
    return [
        _together(celle, there, told)
        for celle, there in slices.items()
        if all(rad.tilstand in _A_NUMBER for rad in there) and _missing(celle, there, kommuner) <= none
    ]


def _missing(celle: Celle, there: Sequence[Nokkelrad], kommuner: Sequence[str]) -> set[_Place]:
    """The municipalities that have no such row: a sum without them is not theirs, unless they have nothing to add."""
    gone = set(kommuner) - {rad.kommune for rad in there}
    return {(kommune, celle.periode_til, celle.storrelse == SHARE) for kommune in gone}


def _together(celle: Celle, there: Sequence[Nokkelrad], told: str) -> Nokkelrad:
    row = replace(there[0], kommune=celle.kommune, merknad=told, n_saker=_sum([rad.n_saker for rad in there]))
    if celle.storrelse in COUNTS:
        return replace(row, verdi=_sum([rad.verdi for rad in there]), tilstand=Tilstand.VERDI)
    teller, nevner = _sum([rad.teller for rad in there]), _sum([rad.nevner for rad in there])
    if not nevner or teller is None:
        return replace(row, verdi=None, teller=teller, nevner=nevner, tilstand=Tilstand.INGEN)
    return replace(row, verdi=teller / nevner, teller=teller, nevner=nevner, tilstand=Tilstand.VERDI)


def _sum(numbers: Sequence[Number | None]) -> Number | None:
    known = [number for number in numbers if number is not None]
    return sum(known[1:], start=known[0]) if len(known) == len(numbers) and known else None


def _listed(names: Sequence[str]) -> str:
    return text("offentlig.og", forste=", ".join(names[:-1]), siste=names[-1]) if len(names) > 1 else names[0]
