"""What sums up to what, found in the rows themselves: units and municipalities to all, codes to the whole, months to a
year, the two sides of a share, a reading inside a wider one.

Where parts are more than the whole (a child in two units) or less (a code that is not printed), the rest is a number of
its own. It is nowhere printed, and can still be worked out: ``Rest`` says so, and it is protected like the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bvaudit.figures.suppress_cells import MEAN, REST, Antall, Sort, Sted, Tallene, without
from bvaudit.figures.suppress_periods import periods
from bvaudit.figures.suppress_sums import Sum, Tall, Ukjent
from bvaudit.figures.suppress_tables import one_and_the_same, other_tables, whole_spans
from bvaudit.model.skjerming import Likning, Skjermvalg
from bvaudit.model.trykk import Talldel

JOINS = "+"  # between the municipalities of a merged row


def relations(tallene: Tallene, valg: Skjermvalg) -> tuple[Sum, ...]:
    """Everything that is known to sum up. Each holds for the numbers as they are."""
    told = dict(tallene.verdier)
    every = dict.fromkeys([*tallene.samme, *tallene.verdier])  # also by the names that were given up
    found = [*_both_sides(tallene, told, every), *_nested(tallene, told, every, valg)]
    found += periods(told, every)
    found += whole_spans(told, every)
    found += _sums_of_parts(every, tallene, told)
    found += other_tables(every, tallene, told, valg.kodelik)
    found += periods(told, every)  # also of the wholes that are not printed
    found += one_and_the_same(tallene, told)
    return tuple(dict.fromkeys(one for one in found if one.helhet not in one.deler))


def _sums_of_parts(every: dict[Antall, None], tallene: Tallene, told: dict[Antall, int | None]) -> Iterator[Sum]:
    """Along each axis. A whole that is not printed is a number too, and is put into ``told`` and ``every``: by
    municipality and by unit it is the same, and months of it sum up."""
    waiting = list(every)
    while waiting:
        fresh: dict[Antall, None] = {}
        for helhet, axes in _wholes(every, waiting).items():
            same = tallene.samme.get(helhet, helhet)
            parts = [tuple(dict.fromkeys(tallene.samme.get(p, p) for p in there)) for there in axes.values()]
            if same in told and helhet not in fresh:
                for there in parts:
                    yield from _one(same, there, told)
            elif len({_added(there, told) for there in parts} - {None}) < 2:
                fresh[helhet] = None
                told[helhet] = next((n for n in (_added(there, told) for there in parts) if n is not None), None)
                yield from (Sum(helhet=helhet, deler=there) for there in parts)
        every |= fresh
        waiting = list(fresh)


def _added(there: Sequence[Antall], told: Mapping[Antall, int | None]) -> int | None:
    numbers = [told[part] for part in there]
    return None if None in numbers else sum(number or 0 for number in numbers)


def _wholes(every: Iterable[Antall], of: Iterable[Antall]) -> dict[Antall, dict[str, list[Antall]]]:
    """Each whole that one of ``of`` is a part of, and all its parts along each axis."""
    wanted = {helhet for antall in of for _, helhet in _steps(antall)}
    found: dict[Antall, dict[str, list[Antall]]] = defaultdict(lambda: defaultdict(list))
    for antall in every:
        for akse, helhet in _steps(antall):
            if helhet in wanted:
                found[helhet][akse].append(antall)
    for axes in list(found.values()):
        there = axes.get("kommune", [])
        for one, inside in _merged(there):
            found[one]["kommune"] = inside
        if there:
            axes["kommune"] = _not_in_another(there)
    return found


def _steps(antall: Antall) -> Iterator[tuple[str, Antall]]:
    """Each axis, and the whole along it."""
    sted = antall.sted
    if sted.enhet:
        yield "enhet", Antall(antall.sort, sted._replace(enhet=""))
    if sted.kommune:
        yield "kommune", Antall(antall.sort, sted._replace(kommune=""))
    for akse, _ in sted.akser:
        yield akse, without(antall, akse)


def _merged(there: Sequence[Antall]) -> Iterator[tuple[Antall, list[Antall]]]:
    for one in there:
        members = one.sted.kommune.split(JOINS)
        inside = [other for other in there if other is not one and set(other.sted.kommune.split(JOINS)) < set(members)]
        if len(members) > 1 and inside:
            yield one, inside


def _not_in_another(there: Sequence[Antall]) -> list[Antall]:
    sets = {one: set(one.sted.kommune.split(JOINS)) for one in there}
    return [one for one in there if not any(sets[one] < other for other in sets.values())]


def _one(helhet: Antall, parts: Sequence[Antall], verdier: Mapping[Antall, int | None]) -> Iterator[Sum]:
    told = [verdier[part] for part in parts]
    whole = verdier[helhet]
    total = sum(value for value in told if value is not None)
    if whole is None or (None in told and total <= whole) or total == whole:
        yield Sum(helhet=helhet, deler=tuple(parts))
    elif total < whole:
        rest = Ukjent("rest", helhet, tuple(parts), vern=True)
        yield Sum(helhet=helhet, deler=(*parts, rest))
    elif len(parts) == 1 or None not in told:  # some are in two of the parts
        twice = Ukjent("i_flere", helhet, tuple(parts), vern=False)
        yield from (Sum(helhet=helhet, deler=(part, Ukjent("utenfor", helhet, part, vern=False))) for part in parts)
        yield from _sum_of(parts, helhet, twice)


def _sum_of(parts: Sequence[Antall], helhet: Antall, twice: Ukjent) -> Iterator[Sum]:
    together = Ukjent("sum", helhet, tuple(parts), vern=False)
    yield Sum(helhet=together, deler=tuple(parts))
    yield Sum(helhet=together, deler=(helhet, twice))


def _both_sides(tallene: Tallene, told: dict[Antall, int | None], every: dict[Antall, None]) -> Iterator[Sum]:
    """Those of a share's denominator that are not in its numerator: a number of its own, with sums of its own."""
    pairs = [
        (row[Talldel.NEVNER], row[Talldel.TELLER])
        for row in tallene.av_rad
        if Talldel.TELLER in row and Talldel.NEVNER in row and row[Talldel.TELLER] != row[Talldel.NEVNER]
        if MEAN not in (row[Talldel.TELLER].sort.storrelse, row[Talldel.NEVNER].sort.storrelse)
    ]
    for helhet, part in pairs:
        yield from _inside(helhet, part, told, every)


def _inside(helhet: Antall, part: Antall, told: dict[Antall, int | None], every: dict[Antall, None]) -> Iterator[Sum]:
    inside, whole = told[part], told[helhet]
    if inside is None or whole is None or inside <= whole:
        rest = other_side(helhet, part)
        told[rest] = None if inside is None or whole is None else whole - inside
        every[rest] = None
        yield Sum(helhet=helhet, deler=(part, rest))


def other_side(helhet: Antall, part: Antall) -> Antall:
    """Those in the whole and not in the part."""
    (tall, variant, *_), (of, by, *_) = part.sort, helhet.sort
    return Antall(Sort(f"{of}-{tall}", f"{by}-{variant}", REST, helhet.sort.del_), part.sted)


def _nested(
    tallene: Tallene, told: dict[Antall, int | None], every: dict[Antall, None], valg: Skjermvalg
) -> Iterator[Sum]:
    """A reading that is a part of another: with and without those who came alone. Where only one of the two is printed,
    the other is a number all the same."""
    places: dict[Sort, dict[Sted, Antall]] = defaultdict(dict)
    for antall in every:
        places[antall.sort][antall.sted] = tallene.samme.get(antall, antall)
    pairs = [(part, wide) for part in places for wide in _wider(part, valg) if wide in places and part != wide]
    for part, wide in pairs:
        both = places[part].keys() & places[wide].keys()
        numbers = [(told[places[part][sted]], told[places[wide][sted]]) for sted in both]
        if not all(a is None or b is None or a <= b for a, b in numbers):
            continue
        for sted in {**places[part], **places[wide]}:
            one, other = places[part].get(sted, Antall(part, sted)), places[wide].get(sted, Antall(wide, sted))
            told.setdefault(one, None)
            told.setdefault(other, None)
            if one != other:
                yield from _inside(other, one, told, every)


_TAKES_OUT = ("_uten_em", "_oe", "_kjent_alder")
_TAKES_IN = ("_med_em", "_uten_alder")


def _wider(sort: Sort, valg: Skjermvalg) -> Iterator[Sort]:
    if (sort.tall, sort.variant) in valg.del_av:
        tall, variant = valg.del_av[sort.tall, sort.variant]
        yield sort._replace(tall=tall, variant=variant)
    for end in _TAKES_OUT:
        if sort.variant.endswith(end):
            yield sort._replace(variant=sort.variant.removesuffix(end))
            yield sort._replace(variant=sort.variant.removesuffix("_oe").removesuffix("_uten_em"))
    for end in _TAKES_IN:
        yield sort._replace(variant=sort.variant + end)


def system(sums: Iterable[Sum]) -> tuple[dict[Tall, int], tuple[Likning, ...]]:
    """Each number's place, and the sums as equations over the places."""
    place: dict[Tall, int] = {}

    def at(tall: Tall) -> int:
        return place.setdefault(tall, len(place))

    lines: list[Likning] = []
    for one in sums:
        lines.append(((at(one.helhet), -1), *((at(part), 1) for part in one.deler)))
    return place, tuple(lines)
