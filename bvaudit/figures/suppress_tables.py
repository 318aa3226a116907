"""Numbers of different tables that are one: some of the codes of a division are what another table counts, and the
quarters of one table make the year of another.

It is found in the numbers themselves: what agrees wherever both stand. By chance it may where there are few places, and
then a little more is hidden; so it takes more than one small number that is alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain, combinations, pairwise

from bvaudit.figures.suppress_cells import REST, Antall, Sort, Sted, Tallene, without
from bvaudit.figures.suppress_defined import of_codes
from bvaudit.figures.suppress_periods import Period
from bvaudit.figures.suppress_sums import Sum, Ukjent
from bvaudit.model.skjerming import Kodelik
from bvaudit.model.trykk import Talldel

_MOST_CODES = 8  # of more than these only all together are tried
_NO_CHANCE, _SOME = 10, 3  # one number alike says nothing when it is smaller; nor do several of one or two
_DISTINCT = "antall_barn"  # a child in two quarters is one in the year
_Slices = Mapping[Sted, Mapping[str, Antall]]


def whole_spans(told: dict[Antall, int | None], every: dict[Antall, None]) -> Iterator[Sum]:
    """The sum over a time another table is of, where the parts of it are printed: put into ``told`` and ``every``."""
    rows: dict[tuple[Sort, str, str, object], dict[Period, Antall]] = defaultdict(dict)
    for antall in told:
        sort, sted = antall
        if sted.fra < sted.til and sort.storrelse != _DISTINCT:
            rows[sort, sted.enhet, sted.kommune, sted.akser][sted.fra, sted.til] = antall
    wanted = sorted({span for there in rows.values() for span in there})
    for there in rows.values():
        for span in wanted if len(there) > 1 else ():
            parts = () if span in there else _filled(span, there)
            if len(parts) > 1:
                whole = Antall(parts[0].sort, parts[0].sted._replace(fra=span[0], til=span[1]))
                values = [told[part] for part in parts]
                told[whole] = None if None in values else sum(value or 0 for value in values)
                every[whole] = None
                yield Sum(helhet=whole, deler=parts)


def _filled(span: Period, there: Mapping[Period, Antall]) -> tuple[Antall, ...]:
    """Those that fill it one after the other; empty when none do."""
    fra, til = span
    for (first, last), antall in there.items():
        if first == fra and last <= til:
            if last == til:
                return (antall,)
            if rest := _filled((last + timedelta(1), til), there):
                return (antall, *rest)
    return ()


def other_tables(
    every: dict[Antall, None], tallene: Tallene, told: dict[Antall, int | None], kodelik: Iterable[Kodelik] = ()
) -> Iterator[Sum]:
    """Codes that sum to a number of another table, and tables that have the same total of another time, in every place
    where both stand. ``kodelik``: codes that are known to."""
    parts: dict[tuple[Sort, str], dict[Sted, dict[str, Antall]]] = defaultdict(lambda: defaultdict(dict))
    places: dict[Sort, dict[Sted, int | None]] = defaultdict(dict)
    summed: set[Antall] = set()
    for antall in every:
        if antall.sort.storrelse == REST:  # it is the whole wherever the part is none, and nobody may see that
            continue
        first = tallene.samme.get(antall, antall)
        places[antall.sort][antall.sted] = told.get(first)
        if told.get(first) is not None and first not in tallene.verdier:
            summed.add(antall)
        for akse, kode in antall.sted.akser:
            if antall.sort.del_ is not Talldel.NEVNER:
                parts[antall.sort, akse][without(antall, akse).sted][kode] = antall
    tables = {sort: {sted: n for sted, n in there.items() if n is not None} for sort, there in places.items()}
    known = tuple(kodelik)
    for (sort, akse), slices in parts.items():
        yield from _codes(sort, slices, tables, tallene, told)
        for one in of_codes(known, sort.tall, sort.variant, akse):
            yield from _defined(one, slices, places, tallene, told, every)
    yield from _same_totals(tables, summed, tallene)


def _defined(
    alike: Kodelik,
    slices: _Slices,
    places: Mapping[Sort, Mapping[Sted, int | None]],
    tallene: Tallene,
    told: dict[Antall, int | None],
    every: dict[Antall, None],
) -> Iterator[Sum]:
    """Also where the other table has nothing: months of it may stand, and make it with the codes of a year."""
    for other, there in places.items():
        if (other.tall, other.variant.partition("/")[0]) != alike.lik or other.del_ is Talldel.NEVNER:
            continue
        known = {(sted.enhet, sted.kommune) for sted in there}
        for sted in (one for one in slices if (one.enhet, one.kommune) in known):
            codes = [slices[sted].get(kode) for kode in sorted(alike.koder)]
            values = [told.get(tallene.samme.get(one, one)) for one in codes if one is not None]
            total = None if None in values else sum(n or 0 for n in values)
            if None in codes:
                continue  # it is not printed
            whole = Antall(other, sted)
            if sted not in there:
                told[whole], every[whole] = total, None
            yield from _equal(whole, codes, (there.get(sted, total), total), tallene)


def _codes(
    sort: Sort,
    slices: _Slices,
    tables: Mapping[Sort, Mapping[Sted, int]],
    tallene: Tallene,
    told: Mapping[Antall, int | None],
) -> Iterator[Sum]:
    values = {sted: _known(there, tallene, told) for sted, there in slices.items()}
    values = {sted: there for sted, there in values.items() if len(there) == len(slices[sted])}
    codes = sorted({kode for there in values.values() for kode in there})
    for other, table in tables.items():
        common = [sted for sted in values if sted in table] if other != sort else []
        for some in _choices(codes) if common else ():
            sums = [sum(values[sted].get(kode, 0) for kode in some) for sted in common]
            if sums == [table[sted] for sted in common] and _no_chance(sums, whole=len(some) == len(codes)):
                for sted in common:
                    yield _sum(Antall(other, sted), [slices[sted].get(kode) for kode in some], tallene)


def _known(there: Mapping[str, Antall], tallene: Tallene, told: Mapping[Antall, int | None]) -> dict[str, int]:
    found = {kode: told.get(tallene.samme.get(antall, antall)) for kode, antall in there.items()}
    return {kode: value for kode, value in found.items() if value is not None}


def _choices(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All of them, and some of them where they are few."""
    if len(codes) > 1:
        yield tuple(codes)
    if len(codes) <= _MOST_CODES:
        yield from chain.from_iterable(combinations(codes, n) for n in range(1, len(codes)))


def _no_chance(sums: Sequence[int], *, whole: bool) -> bool:
    if whole:
        return any(sums)
    return sum(value >= _SOME for value in sums) > 1 or max(sums) >= _NO_CHANCE


def _same_totals(
    tables: Mapping[Sort, Mapping[Sted, int]], summed: Iterable[Antall], tallene: Tallene
) -> Iterator[Sum]:
    """A sum over time that is nowhere printed and is what another table has."""
    mine: dict[Sort, list[Sted]] = defaultdict(list)
    for antall in summed:
        mine[antall.sort].append(antall.sted)
    for sort, places in mine.items():
        for other, table in tables.items():
            common = [sted for sted in places if sted in table] if other != sort else []
            sums = [tables[sort][sted] for sted in common]
            if common and sums == [table[sted] for sted in common] and _no_chance(sums, whole=False):
                yield from (_sum(Antall(sort, sted), [Antall(other, sted)], tallene) for sted in common)


def _equal(
    one: Antall, parts: Sequence[Antall | None], values: tuple[int | None, int | None], tallene: Tallene
) -> Iterator[Sum]:
    """``one`` is the sum of the parts. Where it was only summed of what is printed of it, the rest is a number too;
    else two that differ say that one was counted anew since the other was."""
    mine, theirs = values
    whole = _sum(one, parts, tallene)
    if mine == theirs or None in values:
        yield whole
    elif mine is not None and theirs is not None and mine < theirs and whole.helhet not in tallene.verdier:
        together = Ukjent("sum", one, whole.deler, vern=False)
        yield Sum(helhet=together, deler=whole.deler)
        yield Sum(helhet=together, deler=(whole.helhet, Ukjent("rest", one, whole.deler, vern=True)))


def one_and_the_same(tallene: Tallene, told: Mapping[Antall, int | None]) -> Iterator[Sum]:
    """What two tables have alike, also where one of them has it only as a part or a sum that is not printed."""
    groups: dict[Sort, dict[Sort, None]] = {}
    for one, other in tallene.samme.items():
        if one.sort != other.sort and other.sted in (one.sted, one.sted._replace(akser=())):
            mine = {**groups.get(one.sort, {one.sort: None}), **groups.get(other.sort, {other.sort: None})}
            groups.update(dict.fromkeys(mine, mine))
    at: dict[tuple[int, Sted], list[Antall]] = defaultdict(list)
    for antall in told:
        if antall.sort in groups:
            at[id(groups[antall.sort]), antall.sted].append(antall)
    for there in at.values():
        for one, other in pairwise(dict.fromkeys(tallene.samme.get(antall, antall) for antall in there)):
            if one != other:
                low, high = sorted((one, other), key=lambda a: (told[a] or 0, a))
                yield from _equal(low, [high], (told[low], told[high]), tallene)


def _sum(helhet: Antall, deler: Iterable[Antall | None], tallene: Tallene) -> Sum:
    found = dict.fromkeys(tallene.samme.get(part, part) for part in deler if part is not None)
    return Sum(helhet=tallene.samme.get(helhet, helhet), deler=tuple(found))
