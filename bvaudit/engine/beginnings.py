"""The first day each sender has rows of a table, and whether so many should have been there before it that chance is no
explanation: found in the rows once, before anything is judged or counted.

A journal system that was taken into use in 2024 sends cases that are older, but none of the visits before it. Nothing
in the extract says so.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date

from bvaudit.engine.beginning_rows import AGAIN, LEAST_ONCE, first_rows
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.sources import load_sources
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Rader
from bvaudit.vocabulary.arshyppighet import Hyppighet

# With so many expected and none there, the chance that all is well is below one in a thousand.
_EXPECTED = 7
# Of fewer rows the first says nothing of where they begin.
_LEAST_AGAIN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Begynnelse:
    """The first day one sender has rows of a table. ``kilder`` are the numbers of its sources. ``brutt``: there should
    have been rows before it."""

    tabell: str
    dag: date
    brutt: bool
    kilder: frozenset[int]


def plan_as_begun(plan: EvaluationPlan, database: SqlEngine) -> EvaluationPlan:
    """As ``with_beginnings``, for what is judged again and again: the rows are looked at once."""
    load_sources(database, plan.holdt)
    return with_beginnings(plan, database)


def with_beginnings(plan: EvaluationPlan, database: SqlEngine) -> EvaluationPlan:
    """The plan, whose sources say of each table that its rules look in where its rows begin. Needs ``sakskilde``.

    Rows up to the day of the extract are looked at, however early the judging day is: that there are none yet on that
    day is just what must be found. A sheet is a list somebody made for what is asked, and its map can say itself how
    far back it goes (``dekker``); nothing is guessed of it.
    """
    if plan.begynt:
        return plan
    til = max(plan.per, plan.uttrekksdato or plan.per)
    senders = [kilde for kilde in plan.holdt if not kilde.regneark]
    found = beginnings(database, senders, frozenset().union(*map(looked_in, plan.regler)), til)
    first = {(nr, one.tabell): one.dag for one in found if one.brutt for nr in one.kilder}
    return replace(plan, kilder=tuple(_begun(kilde, first) for kilde in plan.holdt), begynt=True)


def _begun(kilde: Kilde, first: Mapping[tuple[int, str], date]) -> Kilde:
    leverer = {
        tabell: replace(levert, begynner=first[kilde.nr, tabell]) if (kilde.nr, tabell) in first else levert
        for tabell, levert in kilde.leverer.items()
    }
    return replace(kilde, leverer=leverer)


def looked_in(rule: Rule) -> frozenset[str]:
    """The tables the rule looks for rows in, besides the one it judges."""
    found = {navn for part in (rule.gjelder, *rule.versjoner) for navn in _named(part)}
    return frozenset(found - {rule.gjelder.objekt})


def _named(value: object) -> Iterator[str]:
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from _named(part)
    elif is_dataclass(value):
        if isinstance(value, Rader):
            yield from (navn for navn in (value.tabell, value.gjennom, BY_NAME[value.tabell].forelder) if navn)
        elif isinstance(value, Hyppighet):
            yield value.tabell
        for field in fields(value):
            yield from _named(getattr(value, field.name))


def systems(kilder: Iterable[Kilde]) -> list[list[Kilde]]:
    """The sources of each sender. It keeps its history when it sends in a newer format."""
    found: dict[tuple[str, str, bool], list[Kilde]] = {}
    for kilde in kilder:
        found.setdefault((kilde.fagsystem, kilde.kommunenummer, kilde.regneark), []).append(kilde)
    return list(found.values())


def beginnings(
    database: SqlEngine, kilder: Sequence[Kilde], tabeller: Collection[str], til: date
) -> tuple[Begynnelse, ...]:
    """Of the tables that have a day of their own. Needs ``sakskilde``."""
    senders = systems(kilder)
    asked: dict[str, Mapping[int, int]] = {}
    for navn in sorted(tabeller):
        holding = {one.nr: n for n, sender in enumerate(senders) for one in sender if _holds(one, navn)}
        if holding and BY_NAME[navn].start and navn not in ("sak", "personalia"):
            asked[navn] = holding
    return tuple(
        Begynnelse(
            tabell=one.tabell,
            dag=one.dag,
            brutt=one.antall >= (_LEAST_AGAIN if one.antall >= AGAIN * one.eiere else LEAST_ONCE)
            and cut(one.antall, one.for_dagen, one.etter_dagen),
            kilder=frozenset(nr for nr, n in asked[one.tabell].items() if n == one.avsender),
        )
        for one in first_rows(database, asked, til)
    )


def cut(antall: int, before: int, after: int) -> bool:
    """Whether so many rows in the days ``after`` make none in the days ``before`` more than chance."""
    return (antall - 1) * before > _EXPECTED * max(after, 1)


def _holds(kilde: Kilde, tabell: str) -> bool:
    return tabell in kilde.leverer and tabell not in kilde.aldri
