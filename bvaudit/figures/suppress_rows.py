"""Which rows are never printed as they are, and which numbers nobody may work out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log10

from bvaudit.figures.suppress_cells import COUNTS, MEAN, REST, SHARE, Antall, Tallene, whole
from bvaudit.figures.suppress_relations import other_side
from bvaudit.figures.suppress_sums import Sum, Tall, Ukjent
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.skjerming import Skjermgrunn, Skjermvalg
from bvaudit.model.trykk import Talldel

_TOTALS_COST, _ZERO_COST = 3.0, 2.0
_OVER_CASES = frozenset({"minst", "storst"})
_WHOLE_ROW = frozenset({Skjermgrunn.ALLTID, Skjermgrunn.TIDLIGERE})
_OF_SEVERAL = frozenset({MEAN, "median", *_OVER_CASES})


def primary(rad: Nokkelrad, valg: Skjermvalg, for_: Collection[Celle] = ()) -> Skjermgrunn | None:
    """Why a row is hidden for what it tells by itself; None when it can stand. ``for_``: what was hidden before."""
    if valg.alltid(rad.tall):
        return Skjermgrunn.ALLTID
    if rad.tilstand is not Tilstand.VERDI:
        return None
    if rad.celle in for_:
        return Skjermgrunn.TIDLIGERE
    return None if valg.apen(rad.tall) else _small(rad, valg)


def _small(rad: Nokkelrad, valg: Skjermvalg) -> Skjermgrunn | None:
    few = range(1, valg.minst_vist)
    if rad.storrelse in COUNTS:
        return Skjermgrunn.SMATALL if whole(rad.verdi) in few else None
    if rad.storrelse == SHARE:
        return _small_share(rad, valg, few)
    if rad.storrelse in _OF_SEVERAL:
        return _few_behind(rad, valg, few)
    return Skjermgrunn.SMATALL if whole(rad.teller) in few or whole(rad.nevner) in few else None


def _small_share(rad: Nokkelrad, valg: Skjermvalg, few: range) -> Skjermgrunn | None:
    nevner = rad.n_saker if rad.nevner is None else whole(rad.nevner)
    if nevner is None:
        return None
    if nevner < valg.minst_nevner:
        return Skjermgrunn.LITEN_NEVNER
    teller = whole(rad.teller) if rad.teller is not None else round((rad.verdi or 0) * nevner)
    if teller is None:
        return None
    if teller in few:
        return Skjermgrunn.SMATALL
    return Skjermgrunn.MOTTALL if nevner - teller in few else None


def _few_behind(rad: Nokkelrad, valg: Skjermvalg, few: range) -> Skjermgrunn | None:
    if valg.teller_perioder(rad.tall):
        return Skjermgrunn.SMATALL if rad.storrelse in _OVER_CASES and whole(rad.verdi) in few else None
    if rad.storrelse in _OVER_CASES:
        return Skjermgrunn.ENKELTVERDI
    return Skjermgrunn.LITEN_NEVNER if rad.n_saker is not None and rad.n_saker < valg.minst_nevner else None


def together(rader: Sequence[Nokkelrad], skjult: Mapping[int, Skjermgrunn]) -> dict[int, Skjermgrunn]:
    """Mean, smallest and largest of the same are hidden when one of them is: they tell of each other."""
    slices = defaultdict(list)
    for number, rad in enumerate(rader):
        if rad.storrelse in _OF_SEVERAL:
            slices[rad.celle._replace(storrelse="")].append(number)
    found = dict(skjult)
    for there in slices.values():
        if any(number in skjult and skjult[number] is not Skjermgrunn.ENKELTVERDI for number in there):
            found.update({number: Skjermgrunn.FOLGER for number in there if number not in skjult})
    return found


def months_hidden(rader: Sequence[Nokkelrad], skjult: Collection[int], valg: Skjermvalg) -> dict[int, Skjermgrunn]:
    """The means of months of which one is hidden: smallest and largest may be that one."""
    hidden = defaultdict(list)
    for number in skjult:
        rad = rader[number]
        if rad.storrelse in COUNTS:
            hidden[rad.enhet, rad.kommune].append(rad)
    return {
        number: Skjermgrunn.FOLGER
        for number, rad in enumerate(rader)
        if number not in skjult
        and rad.storrelse in _OF_SEVERAL
        and valg.teller_perioder(rad.tall)
        and any(_is_month_of(one, rad) for one in hidden[rad.enhet, rad.kommune])
    }


def _is_month_of(one: Nokkelrad, whole_of: Nokkelrad) -> bool:
    inside = whole_of.periode_fra <= one.periode_fra and one.periode_til <= whole_of.periode_til
    shorter = (one.periode_fra, one.periode_til) != (whole_of.periode_fra, whole_of.periode_til)
    related = whole_of.tall.startswith(one.tall) or one.tall.startswith(whole_of.tall.removesuffix("_per_mnd"))
    return inside and related and (shorter or "maned" in one.akser)


def protected(
    rader: Sequence[Nokkelrad],
    tallene: Tallene,
    sums: Iterable[Sum],
    verdier: Mapping[Tall, int | None],
    skjult: Mapping[int, Skjermgrunn],
    valg: Skjermvalg,
) -> list[Tall]:
    """Numbers nobody may work out, those with fewest ways to be something else first."""
    found: dict[Tall, None] = {}
    for number, (rad, told) in enumerate(zip(rader, tallene.av_rad, strict=True)):
        if not valg.apen(rad.tall):
            found.update(dict.fromkeys(_of_row(rad, told, skjult.get(number), verdier, valg)))
    few = range(1, valg.minst_vist)
    degree: Counter[Tall] = Counter()
    for one in sums:
        for tall in (one.helhet, *one.deler):
            degree[tall] += 1
            if verdier.get(tall) in few and _counts_somebody(tall, valg):
                found[tall] = None
    order = {tall: number for number, tall in enumerate(found)}
    return sorted(found, key=lambda tall: (-degree[tall], order[tall]))


def _counts_somebody(tall: Tall, valg: Skjermvalg) -> bool:
    if isinstance(tall, Ukjent):
        return tall.vern and not valg.apen(tall.av.sort.tall)
    return not valg.apen(tall.sort.tall.partition("-")[0] if tall.sort.storrelse == REST else tall.sort.tall)


def _of_row(
    rad: Nokkelrad,
    told: Mapping[Talldel, Antall],
    grunn: Skjermgrunn | None,
    verdier: Mapping[Tall, int | None],
    valg: Skjermvalg,
) -> Iterator[Tall]:
    few = range(1, valg.minst_vist)
    if rad.storrelse == SHARE and {Talldel.TELLER, Talldel.NEVNER} <= set(told):
        teller, nevner = told[Talldel.TELLER], told[Talldel.NEVNER]
        out = grunn is not None or rad.tilstand is Tilstand.SKJULT
        few_in_all = 0 < (verdier.get(nevner) or 0) < valg.minst_nevner
        if out and (few_in_all or grunn is Skjermgrunn.ALLTID or verdier.get(nevner) is None):
            yield other_side(nevner, teller)
        if out and verdier.get(nevner) != 0:
            yield teller
    elif _mean_of_cases(rad, valg) and (grunn is not None or rad.tilstand is Tilstand.SKJULT):
        yield from (antall for del_, antall in told.items() if del_ is Talldel.TELLER)
    elif rad.storrelse in COUNTS and (rad.tilstand is Tilstand.SKJULT or grunn in _WHOLE_ROW):
        yield from told.values()
    yield from (tall for tall in told.values() if verdier.get(tall) in few)


def _mean_of_cases(rad: Nokkelrad, valg: Skjermvalg) -> bool:
    return rad.storrelse == MEAN and not valg.teller_perioder(rad.tall)


def covers(rader: Sequence[Nokkelrad], tallene: Tallene, skjult: Collection[int], valg: Skjermvalg) -> list[Tall]:
    """The counts and the numerators of hidden rows, also those hidden for the sake of others."""
    found: dict[Tall, None] = {}
    for number, (rad, told) in enumerate(zip(rader, tallene.av_rad, strict=False)):
        parts = (rad.storrelse == SHARE or _mean_of_cases(rad, valg)) and rad.nevner != 0
        if number in skjult and (rad.storrelse in COUNTS or parts):
            found.update((tall, None) for del_, tall in told.items() if del_ is not Talldel.NEVNER)
    return list(found)


def price(rad: Nokkelrad, value: int | None) -> float:
    """What is lost when a number of a row is not printed: totals more than parts, 0 more than what is small."""
    cost = 1 + log10(1 + (value or 0))
    whole_of = not (rad.enhet or rad.kommune or rad.gruppe)
    return cost * (_TOTALS_COST if whole_of else 1) * (_ZERO_COST if not value else 1)
