"""From what is broken today, and what will be if nothing is done, to a list of what to do by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bvaudit.findings.citing import cited
from bvaudit.model.frist import Frist, Fristgruppe, Fristoppgave, Fristslag, UkjentFrist
from bvaudit.model.funn import Funn
from bvaudit.model.rule import Lov, Rule
from bvaudit.model.utfall import Malestokk

Key = tuple[str, str]  # rule, object
_GROUPS, _KINDS = list(Fristgruppe), list(Fristslag)
_FIRST = (Fristslag.MELDING, Fristslag.UNDERSOKELSE)  # a family is waiting for an answer
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the rules say on one day: the rows that are ikke oppfylt, and those nobody can settle."""

    brutt: Mapping[Key, Funn]
    uavklart: Mapping[Key, Funn]


def day(broken: Iterable[Funn], unclear: Iterable[Funn], ended: Mapping[str, frozenset[str]]) -> Day:
    """Only what is still to be done. ``ended``: by kind of object, those that are over. A row about one that was done
    has the day it was done, unless it is about a state, where that day is the last time."""
    return Day(brutt=_left(broken, ended), uavklart=_left(unclear, ended))


def _left(rows: Iterable[Funn], ended: Mapping[str, frozenset[str]]) -> dict[Key, Funn]:
    return {
        (row.regel, row.objekt_id): row
        for row in rows
        if row.objekt_id not in ended.get(row.objekt, ()) and (row.frist_dato is None or row.faktisk_dato is None)
    }


def becoming_due(today: Day, later: Day, per: date) -> tuple[dict[Key, date], tuple[Key, ...]]:
    """What is broken ``later`` and not today: by the last day that is in time, where the rows know it; and those that
    have to be followed day by day."""
    known: dict[Key, date] = {}
    unknown: list[Key] = []
    for key, row in later.brutt.items():
        if key in today.brutt:
            continue
        if row.frist_dato is not None and row.frist_dato >= per:
            known[key] = row.frist_dato
        else:
            unknown.append(key)
    return known, tuple(unknown)


def deadlines(
    today: Day,
    later: Day,
    last_days: Mapping[Key, date],
    rules: Mapping[str, Rule],
    lover: Mapping[str, Lov],
    per: date,
) -> tuple[Frist, ...]:
    """The most pressing first: by when, meldinger and undersøkelser before the rest, the law before other measures,
    and then the oldest. ``last_days`` are of what becomes due."""
    found = [_deadline(row, _before(row.frist_dato, per), rules[row.regel], lover, per) for row in today.brutt.values()]
    found += [_deadline(later.brutt[key], last, rules[key[0]], lover, per) for key, last in last_days.items()]
    return tuple(sorted(found, key=_pressing))


def unknown_deadlines(
    today: Day, later: Day, left_out: Sequence[tuple[Rule, str]], rules: Mapping[str, Rule]
) -> tuple[UkjentFrist, ...]:
    """What nobody can reckon: rules the extract cannot answer, and objects that lack something, today or soon."""
    found = [
        UkjentFrist(regel=rule.id, slag=rule.frist.slag, gjor=rule.frist.gjor, grunn=grunn)
        for rule, grunn in left_out
        if rule.frist is not None
    ]
    for key, row in {**later.uavklart, **today.uavklart}.items():
        if key in today.brutt:
            continue
        task = _task(rules[row.regel])
        found.append(
            UkjentFrist(
                regel=row.regel,
                slag=task.slag,
                gjor=task.gjor,
                grunn=row.forklaring,
                enhet=row.hos,
                sak=row.sak,
                objekt_id=row.objekt_id,
            )
        )
    return tuple(sorted(found, key=lambda one: (_KINDS.index(one.slag), one.regel, one.grunn, one.enhet, one.sak)))


def group_of(frist: date | None, per: date) -> Fristgruppe:
    """Weeks begin on Monday. None: it is over, and nobody knows since when."""
    if frist is None or frist < per:
        return Fristgruppe.OVER
    if frist == per:
        return Fristgruppe.I_DAG
    sunday = per + timedelta(days=6 - per.weekday())
    if frist <= sunday:
        return Fristgruppe.UKEN
    return Fristgruppe.NESTE_UKE if frist <= sunday + _WEEK else Fristgruppe.SENERE


def _deadline(row: Funn, frist: date | None, rule: Rule, lover: Mapping[str, Lov], per: date) -> Frist:
    task = _task(rule)
    versions = [v for v in rule.versjoner if v.gjelder_fra == row.regelversjon]
    return Frist(
        regel=rule.id,
        slag=task.slag,
        gjor=task.gjor,
        enhet=row.hos,
        sak=row.sak,
        objekt=row.objekt,
        objekt_id=row.objekt_id,
        gruppe=group_of(frist, per),
        frist=frist,
        dager=None if frist is None else (frist - per).days,
        sist=row.faktisk_dato,
        krav=row.krav,
        funnet=row.funnet,
        hjemmel=tuple(dict.fromkeys(h for v in versions for h in cited(v.hjemmel, lover))),
        malestokk=rule.malestokk,
        sikkerhet=rule.sikkerhet,
        indikasjon=rule.indikasjon,
    )


def _before(frist: date | None, per: date) -> date | None:
    return frist if frist is not None and frist < per else None


def _task(rule: Rule) -> Fristoppgave:
    assert rule.frist is not None, "only rules that have one are asked for"
    return rule.frist


def _pressing(one: Frist) -> tuple[int, bool, bool, bool, date, int, date, str, str, str]:
    return (
        _GROUPS.index(one.gruppe),
        one.slag not in _FIRST,
        one.malestokk is not Malestokk.LOV,
        one.frist is None,
        one.frist or date.min,
        _KINDS.index(one.slag),
        one.sist or date.min,
        one.regel,
        one.sak,
        one.objekt_id,
    )
