"""The whole numbers a row tells, and which of them are one and the same number told in two places."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.trykk import Talldel

COUNTS = frozenset({"antall", "antall_barn", "dogn", "sum"})
SHARE, MEAN = "andel", "gjennomsnitt"
PER_MONTH = "_per_mnd"
_FEW_CODES, _MANY = 2, 10
REST = "rest"  # what is measured, of those that are in a whole and not in its part


class Sort(NamedTuple):
    """What is counted."""

    tall: str
    variant: str
    storrelse: str
    del_: Talldel


class Sted(NamedTuple):
    """Of whom, and when. ``akser`` are sorted (axis, code)."""

    fra: date
    til: date
    enhet: str
    kommune: str
    akser: tuple[tuple[str, str], ...]


class Antall(NamedTuple):
    """One whole number: what, and where."""

    sort: Sort
    sted: Sted


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallene:
    """``verdier``: each number, None where only earlier readers hid it. ``av_rad``: for each row given, its numbers.
    Numbers that are one and the same have one name."""

    verdier: dict[Antall, int | None]
    av_rad: tuple[dict[Talldel, Antall], ...]
    samme: dict[Antall, Antall]


def numbers_of(
    rader: Iterable[Nokkelrad],
    apen: Callable[[str], bool] = lambda tall: False,
    trykt: Collection[Celle] = (),
    skjult: Collection[Celle] = (),
) -> Tallene:
    """Every row's whole numbers; a hidden row has them without value. Those of figures that are open to all (``apen``)
    are none of ours. ``trykt`` and ``skjult``: what was shown and what was hidden in an earlier
    edition."""
    verdier: dict[Antall, int | None] = {}
    av_rad = []
    shown: set[Antall] = set()
    hidden: set[Antall] = set()
    for rad in rader:
        told = {} if apen(rad.tall) else dict(_told(rad))
        for antall, verdi in told.values():
            if verdier.get(antall) is None:
                verdier[antall] = verdi
        av_rad.append({del_: antall for del_, (antall, _) in told.items()})
        shown |= {antall for antall, _ in told.values() if rad.celle in trykt}
        hidden |= {antall for antall, _ in told.values() if rad.celle in skjult}
    samme = _apart(_same(verdier, shown, hidden), av_rad)
    merged: dict[Antall, int | None] = {}
    for antall, verdi in verdier.items():
        first = samme.get(antall, antall)
        merged[first] = verdi if merged.get(first) is None else merged[first]
    return Tallene(
        verdier=merged,
        av_rad=tuple({del_: samme.get(a, a) for del_, a in told.items()} for told in av_rad),
        samme=samme,
    )


def _told(rad: Nokkelrad) -> Iterator[tuple[Talldel, tuple[Antall, int | None]]]:
    hidden = rad.tilstand is Tilstand.SKJULT
    if not hidden and rad.tilstand not in (Tilstand.VERDI, Tilstand.INGEN):
        return
    sted = Sted(rad.periode_fra, rad.periode_til, rad.enhet, rad.kommune, tuple(sorted(rad.akser.items())))
    sort = Sort(rad.tall, rad.variant, rad.storrelse, Talldel.VERDI)
    for del_, verdi in (_hidden(rad) if hidden else _values(rad)).items():
        if del_ is Talldel.VERDI and rad.storrelse == MEAN:
            # the mean of the months is their sum, which other rows may print
            yield del_, (Antall(Sort(rad.tall.removesuffix(PER_MONTH), rad.variant, "antall", del_), sted), verdi)
        else:
            yield del_, (Antall(sort._replace(del_=del_), sted), verdi)


def _hidden(rad: Nokkelrad) -> Mapping[Talldel, int | None]:
    if rad.storrelse in COUNTS:
        return {Talldel.VERDI: None}
    parts = rad.storrelse == SHARE or (rad.storrelse == MEAN and not _over_months(rad))
    return {Talldel.TELLER: None, Talldel.NEVNER: None} if parts else {}


def _values(rad: Nokkelrad) -> Mapping[Talldel, int | None]:
    found: dict[Talldel, int | None] = {}
    if rad.storrelse in COUNTS:
        return {Talldel.VERDI: whole(rad.verdi)} if whole(rad.verdi) is not None else {}
    teller, nevner = whole(rad.teller), whole(rad.nevner)
    if rad.storrelse == SHARE:
        nevner = rad.n_saker if rad.nevner is None else nevner
        if rad.teller is None and rad.verdi is not None and nevner is not None:
            teller = round(rad.verdi * nevner)
    elif rad.n_saker is not None:
        found[Talldel.N_SAKER] = rad.n_saker
    if rad.storrelse == MEAN and rad.verdi is not None:
        if _over_months(rad):
            found[Talldel.VERDI] = round(rad.verdi * months(rad.periode_fra, rad.periode_til))
        elif nevner is not None and rad.verdi >= 0:  # the mean of all and of the others tells that of the rest
            teller = round(rad.verdi * nevner)
    if teller is not None:
        found[Talldel.TELLER] = teller
    if nevner is not None and not _over_months(rad):
        found[Talldel.NEVNER] = nevner
    return found


def _over_months(rad: Nokkelrad) -> bool:
    """Of numbers of months: how many months there are counts nobody."""
    return rad.storrelse == MEAN and rad.tall.endswith(PER_MONTH)


def whole(number: float | None) -> int | None:
    """A count as a whole number; None for what is no count."""
    return round(number) if number is not None and number >= 0 and abs(number - round(number)) < 1e-9 else None


def months(fra: date, til: date) -> int:
    return (til.year - fra.year) * 12 + til.month - fra.month + 1


def _same(
    verdier: Mapping[Antall, int | None], shown: Collection[Antall], hidden: Collection[Antall]
) -> dict[Antall, Antall]:
    """Number → the first of those that are it.

    Two kinds of number that agree everywhere they both stand are one number: the denominator of a share is the count
    in another table. By chance they may agree where there are few places; then a little more is hidden.
    """
    found = dict(_one_denominator(verdier))
    by_sort: dict[Sort, dict[Sted, int]] = defaultdict(dict)
    for antall, verdi in verdier.items():
        if verdi is not None:
            antall = found.get(antall, antall)
            by_sort[antall.sort][antall.sted] = verdi
    at: dict[Sted, list[Sort]] = defaultdict(list)
    for sort, there in by_sort.items():
        for sted in there:
            at[sted].append(sort)
    heads: dict[Sort, list[Sort]] = {}
    kin: dict[Sort, set[Sort]] = {}  # those that are the same as it, also by way of a third
    for sort in by_sort:
        near = {other for sted in by_sort[sort] for other in at[sted] if other in heads}
        kin[sort], heads[sort] = {sort}, []
        alike = [other for other in near if other != sort and _agree(by_sort[sort], by_sort[other])]
        for other in sorted(alike, key=lambda one: (-len(by_sort[sort].keys() & by_sort[one].keys()), one)):
            if not any(_told_apart(a, b, shown, hidden) for a in kin[sort] for b in kin[other]):
                heads[sort].append(other)
                kin[sort] |= kin[other]
                kin.update(dict.fromkeys(kin[sort], kin[sort]))
    for antall in verdier:
        bare = found.get(antall, antall)
        first = next((Antall(s, bare.sted) for s in heads.get(bare.sort, ()) if Antall(s, bare.sted) in verdier), bare)
        if first != antall:
            found[antall] = first
    return {antall: _root(found, first) for antall, first in found.items()}


def _told_apart(one: Sort, other: Sort, shown: Collection[Antall], hidden: Collection[Antall]) -> bool:
    """Whether an earlier edition showed one count where it hid the other: of one number it would have hidden both."""
    if (one.del_, other.del_) != (Talldel.VERDI, Talldel.VERDI):
        return False
    pair = {one: other, other: one}
    return any(Antall(pair[a.sort], a.sted) in hidden for a in shown if a.sort in pair)


def _apart(samme: dict[Antall, Antall], av_rad: Iterable[Mapping[Talldel, Antall]]) -> dict[Antall, Antall]:
    """A numerator is never the denominator, even where every share is 100 %."""
    alike = {
        told[Talldel.TELLER].sort
        for told in av_rad
        if Talldel.TELLER in told
        and Talldel.NEVNER in told
        and samme.get(told[Talldel.TELLER], told[Talldel.TELLER])
        == samme.get(told[Talldel.NEVNER], told[Talldel.NEVNER])
    }
    kept = {antall: first for antall, first in samme.items() if antall.sort not in alike and first.sort not in alike}
    return kept


def _agree(one: Mapping[Sted, int], other: Mapping[Sted, int]) -> bool:
    common = one.keys() & other.keys()
    return any(one[sted] for sted in common) and all(one[sted] == other[sted] for sted in common)


def _root(found: Mapping[Antall, Antall], one: Antall) -> Antall:
    while one in found and found[one] != one:
        one = found[one]
    return one


def _one_denominator(verdier: Mapping[Antall, int | None]) -> Iterator[tuple[Antall, Antall]]:
    """Shares of one whole by code have one denominator, told once for each code."""
    by_slice: dict[tuple[Sort, str], dict[Antall, list[Antall]]] = defaultdict(lambda: defaultdict(list))
    for antall in verdier:
        if antall.sort.del_ is Talldel.NEVNER:
            for akse, _ in antall.sted.akser:
                by_slice[antall.sort, akse][without(antall, akse)].append(antall)
    for slices in by_slice.values():
        seen = [_alike(helhet, parts, verdier) for helhet, parts in slices.items()]
        # without the whole to see it by, one place with two codes of few alike is chance
        sure = any(helhet in verdier or _no_chance(parts, verdier) for helhet, parts in slices.items())
        if False not in seen and (seen.count(True) > 1 or (True in seen and sure)):
            yield from ((part, helhet) for helhet, parts in slices.items() for part in parts)


def _no_chance(parts: Sequence[Antall], verdier: Mapping[Antall, int | None]) -> bool:
    told = [value for part in parts if (value := verdier[part]) is not None]
    return len(told) > _FEW_CODES or (len(told) == _FEW_CODES and min(told) >= _MANY)


def _alike(helhet: Antall, parts: Sequence[Antall], verdier: Mapping[Antall, int | None]) -> bool | None:
    """Whether all codes have the same, and the whole too; None where too little is printed to say."""
    told = [verdier[part] for part in parts if verdier[part] is not None]
    whole_of = verdier.get(helhet)
    if whole_of is not None and told and set(told) != {whole_of}:
        return False
    return None if len(told) < 2 else len(set(told)) == 1


def without(antall: Antall, akse: str) -> Antall:
    """The whole the number is a part of along an axis of ``gruppe``."""
    left = tuple(pair for pair in antall.sted.akser if pair[0] != akse)
    return Antall(antall.sort, antall.sted._replace(akser=left))


def blank(rad: Nokkelrad) -> Nokkelrad:
    """The row with nothing in it."""
    return replace(rad, verdi=None, teller=None, nevner=None, n_saker=None, tilstand=Tilstand.SKJULT, merknad="")


def cell_of(antall: Antall) -> Celle:
    """A cell for a number that stands in no row: that of the part it is the rest of, or a piece of."""
    sort, sted = antall
    tall, variant = sort.tall.rpartition("-")[2], sort.variant.rpartition("-")[2]
    gruppe = ";".join("=".join(pair) for pair in sted.akser)
    return Celle(tall, variant, sort.storrelse, sted.fra, sted.til, sted.enhet, sted.kommune, gruppe)
