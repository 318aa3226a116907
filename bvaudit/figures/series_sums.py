"""Parts added up, and held against the total the source states. A share is weighted by what it is a share of: the mean
of twelve months is not the year."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from bvaudit.figures.series_words import division, number, of_what
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Deling, Serie
from bvaudit.model.serieperiode import Periode, aret_av
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll, Seriepunkt
from bvaudit.model.serierad import is_among_others
from bvaudit.model.serieslag import OVER_TID, TELLES_HELT, Maal
from bvaudit.model.serietall import Lest, parse_tall
from bvaudit.texts import counted, text

_ANY = Periode(date.min, date.max)
_NEVER_ADDED = frozenset({Maal.GJENNOMSNITT, Maal.MINST, Maal.STORST})
_PLACES = (TID, ENHETER, KOMMUNER)
Funnet = tuple[list[Seriepunkt], list[Seriekontroll]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The parts of one whole, and what the source states of it, if anything."""

    hele: Seriepunkt  # what the whole is of; its value is not used
    deler: tuple[Seriepunkt, ...]
    oppgitt: Seriepunkt | None


def summed(serie: Serie, punkter: Sequence[Seriepunkt]) -> Funnet:
    """A number for every whole that can be worked out, and a control for each. What one division made is what the next
    ones add up, where nothing is stated: all units of each month, and then the year of them all."""
    made: list[Seriepunkt] = []
    told: list[Seriekontroll] = []
    have = list(punkter)
    known, worked = {_bare(one) for one in punkter}, set[Seriepunkt]()
    for deling in serie.delt_pa:
        found: list[Seriepunkt] = []
        for group in groups(have, deling.akse):
            if group.hele in worked:
                continue
            more, controls = _one(serie, group, deling)
            found += more
            chained = all(one.verdi is not None and _bare(one) in worked for one in group.deler)
            silent = _hides(group) or (chained and group.oppgitt is None)
            told += [] if silent else controls
        fresh = {bare: replace(one, regnet="") for one in found if (bare := _bare(one)) not in known}
        have += fresh.values()
        worked |= fresh.keys()
        known |= fresh.keys()
        made += found
    return made, told


def groups(punkter: Sequence[Seriepunkt], akse: str) -> Iterator[Group]:
    """Every whole that is divided on the axis, in the order its first part stands. Means are never parts."""
    mine = [one for one in punkter if one.storrelse not in _NEVER_ADDED and not one.regnet]
    if akse == TID:
        yield from in_time(mine)
        return
    wholes: dict[Seriepunkt, list[Seriepunkt]] = {}
    stated: dict[Seriepunkt, Seriepunkt] = {}
    for punkt in mine:
        above = _above(punkt, akse)
        if above is None:
            stated[_bare(punkt)] = punkt
        else:
            wholes.setdefault(_bare(above), []).append(punkt)
    for hele, deler in wholes.items():
        alone = [one for one in deler if not is_among_others(dict(one.ord).get(akse, ""))]
        yield Group(hele=hele, deler=tuple(alone or deler), oppgitt=stated.get(hele))


def in_time(punkter: Iterable[Seriepunkt]) -> Iterator[Group]:
    """The parts of each year, and of each longer period the source states. Where months and quarters both stand there,
    the shortest that follow each other through the whole are its parts, so that nothing is counted twice."""
    things: dict[Seriepunkt, list[Seriepunkt]] = {}
    for one in punkter:
        things.setdefault(_bare(replace(one, periode=_ANY)), []).append(one)
    for there in things.values():
        years = dict.fromkeys(year for one in there if (year := aret_av(one.periode)) is not None)
        stated = {one.periode: one for one in there}
        longer = [one for one in stated if one not in years and sum(_within(other, one) for other in stated) > 1]
        for whole in (*longer, *years):
            inside = [one for one in there if _within(one.periode, whole)]
            deler = _chain(inside, whole, min) or _chain(inside, whole, max) or inside
            hele = replace(_bare(deler[0]), periode=whole)
            yield Group(hele=hele, deler=tuple(deler), oppgitt=stated.get(whole))


def _within(one: Periode, other: Periode) -> bool:
    return one != other and other.fra <= one.fra and one.til <= other.til


def _chain(inside: Sequence[Seriepunkt], whole: Periode, choose: Callable[..., Seriepunkt]) -> list[Seriepunkt]:
    """Those that follow each other from the first day to the last; empty when there is a gap."""
    found: list[Seriepunkt] = []
    day = whole.fra
    while day <= whole.til:
        here = [one for one in inside if one.periode.fra == day]
        if not here:
            return []
        found.append(choose(here, key=lambda one: one.periode.til))
        day = found[-1].periode.til + timedelta(days=1)
    return found


def _hides(group: Group) -> bool:
    """Whether a sentence about the whole could tell a number that is hidden."""
    return any(one.skjult for one in (*group.deler, *([group.oppgitt] if group.oppgitt else [])))


def _above(punkt: Seriepunkt, akse: str) -> Seriepunkt | None:
    """What the number is a part of; None when it is no part on this axis."""
    if akse in (ENHETER, KOMMUNER):
        here = punkt.enhet if akse == ENHETER else punkt.kommune
        above = replace(punkt, enhet="") if akse == ENHETER else replace(punkt, kommune="")
        return above if here else None
    others = tuple(one for one in punkt.grupper if one[0] != akse)
    return replace(punkt, grupper=others) if others != punkt.grupper else None


def _bare(punkt: Seriepunkt) -> Seriepunkt:
    """Only what the number is of."""
    return Seriepunkt(
        periode=punkt.periode,
        enhet=punkt.enhet,
        kommune=punkt.kommune,
        grupper=punkt.grupper,
        storrelse=punkt.storrelse,
        ord=punkt.ord,
    )


def _one(serie: Serie, group: Group, deling: Deling) -> Funnet:
    reason = _cannot(serie, group, deling.akse)
    if reason:
        return [], [_told(serie, group, deling.akse, Kontrollslag.KAN_IKKE, reason)]
    made = _added(group, deling.akse)
    hele = group.oppgitt.verdi if group.oppgitt is not None else _given(deling, group.hele.storrelse)
    shown = [made] if len(group.deler) > 1 else []
    if hele is None or made.verdi is None:
        return shown, []
    slack = _slack(group, weighted=made.regnet.startswith("veid"))
    agrees = abs(made.verdi - hele) <= slack
    slag = Kontrollslag.VEID if made.regnet.startswith("veid") else Kontrollslag.SUM
    key = "stemmer" if agrees else "mer" if made.verdi > hele else "mindre"
    setning = _sentence(serie, group, deling.akse, (key, hele, made.verdi))
    control = _told(serie, group, deling.akse, slag, setning)
    return shown, [replace(control, oppgitt=hele, regnet=made.verdi, stemmer=agrees)]


def _given(deling: Deling, storrelse: Maal) -> Decimal | None:
    found = parse_tall(deling.skal_bli, andel=storrelse is Maal.ANDEL) if deling.skal_bli else None
    return found.tall if isinstance(found, Lest) else None


def _cannot(serie: Serie, group: Group, akse: str) -> str:
    """Why the parts cannot be added up; empty when they can."""
    of = of_what(serie, group.hele)
    lacking = sum(one.verdi is None for one in group.deler)
    if lacking:
        return counted("serier.kontroll.mangler_deler", lacking, hva=of)
    if akse == TID and group.hele.storrelse not in (*OVER_TID, Maal.ANDEL):
        return text("serier.kontroll.ikke_over_tid", hva=of)
    if akse == TID and not _whole_year(group):
        return text("serier.kontroll.ikke_hele_aret", hva=of)
    if _is_weighed(group, akse) and not all(one.nevner is not None for one in group.deler):
        return _only_mean(serie, group, of)
    if any(one.andel and one.nevner == 0 for one in group.deler):
        return text("serier.kontroll.null_i_nevner", hva=of)
    return ""


def _only_mean(serie: Serie, group: Group, of: str) -> str:
    """That the mean of the parts is not the whole, and what it would have been."""
    values = [one.verdi for one in group.deler if one.verdi is not None]
    mean = number(sum(values, Decimal(0)) / len(values), group.hele.storrelse, serie)
    if group.oppgitt is None or group.oppgitt.verdi is None:
        return text("serier.kontroll.uten_nevner", hva=of, snitt=mean)
    stated = number(group.oppgitt.verdi, group.hele.storrelse, serie, group.oppgitt.desimaler)
    close = abs(sum(values, Decimal(0)) / len(values) - group.oppgitt.verdi) < Decimal("0.0005")
    return text(f"serier.kontroll.uten_nevner_{'likt' if close else 'oppgitt'}", hva=of, snitt=mean, oppgitt=stated)


def _is_weighed(group: Group, akse: str) -> bool:
    """Whether the parts are shares of different things. Short and long sick leave are shares of the same days."""
    if group.hele.storrelse is not Maal.ANDEL:
        return False
    return akse in _PLACES or len({one.nevner for one in group.deler}) > 1


def _whole_year(group: Group) -> bool:
    """Whether the parts follow each other through the year without a gap."""
    periods = sorted(one.periode for one in group.deler)
    year: Periode = group.hele.periode
    joined = all((after.fra - before.til).days == 1 for before, after in pairwise(periods))
    return joined and periods[0].fra == year.fra and periods[-1].til == year.til


def _added(group: Group, akse: str) -> Seriepunkt:
    weighed = _is_weighed(group, akse)
    made = replace(
        group.hele,
        regnet=f"{'veid' if weighed else 'sum'}-{akse}",
        desimaler=max(one.desimaler for one in group.deler),
        kilde=_made_of(group.deler),
        personer=_people(group, akse),
    )
    if weighed:
        teller, nevner = _total(one.teller for one in group.deler), _total(one.nevner for one in group.deler)
        return replace(made, teller=teller, nevner=nevner, verdi=teller / nevner, desimaler=2)
    if made.andel and all(one.nevner is not None for one in group.deler):
        made = replace(made, teller=_total(one.teller for one in group.deler), nevner=group.deler[0].nevner)
    return replace(made, verdi=_total(one.verdi for one in group.deler))


def _total(values: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in values if one is not None), Decimal(0))


def _people(group: Group, akse: str) -> int | None:
    """Employees of all units are added up; the same employees stand behind months and kinds."""
    known = [one.personer for one in group.deler if one.personer is not None]
    if len(known) < len(group.deler):
        return None
    return sum(known) if akse in (ENHETER, KOMMUNER) else min(known)


def _made_of(deler: Sequence[Seriepunkt]) -> str:
    filer = ", ".join(dict.fromkeys(one.kilde for one in (deler[0], deler[-1])))
    return counted("serier.regnet_av", len(deler), steder=filer)


def _slack(group: Group, *, weighted: bool) -> Decimal:
    """How far a sum may be from the stated total by rounding alone. What is counted in whole has none."""
    if group.hele.storrelse in TELLES_HELT:
        return Decimal(0)
    numbers = [*(() if weighted else group.deler), *([group.oppgitt] if group.oppgitt else [])]
    halves = [Decimal(5).scaleb(-one.desimaler - 1) for one in numbers if one.desimaler or one.andel]
    return sum(halves, Decimal(0)) / (100 if group.hele.storrelse is Maal.ANDEL else 1)


def _sentence(serie: Serie, group: Group, akse: str, found: tuple[str, Decimal, Decimal]) -> str:
    key, stated, worked = found
    storrelse, decimals = group.hele.storrelse, max(one.desimaler for one in group.deler)
    said = {
        "hva": of_what(serie, group.hele),
        "deling": division(akse),
        "regnet": number(worked, storrelse, serie, decimals),
        "oppgitt": number(stated, storrelse, serie, group.oppgitt.desimaler if group.oppgitt else decimals),
    }
    if key == "stemmer":
        return text("serier.kontroll.stemmer", **said)
    both = max(decimals, group.oppgitt.desimaler if group.oppgitt else 0)
    apart = number(abs(worked - stated), storrelse, serie, both)
    return text(f"serier.kontroll.{key}", **said, forskjell=apart)


def _told(serie: Serie, group: Group, akse: str, slag: Kontrollslag, setning: str) -> Seriekontroll:
    return Seriekontroll(
        serie=serie.id,
        slag=slag,
        periode=group.hele.periode,
        enhet=group.hele.enhet,
        akse=akse,
        setning=setning,
        kilde=(group.oppgitt or group.deler[0]).kilde,
    )
