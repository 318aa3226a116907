"""Flere krav satt sammen.

    alle: [{relasjon: {fra: henvendelse}}, {utfylt: {felt: [start_dato]}}]
    minst_en: [ ... ]
    ikke: { ... }

«alle»: ett brudd er nok til ikke oppfylt; ellers uavklart hvis noe er uavklart, og delvis oppfylt hvis noe er det.
«minst_en»: ett oppfylt er nok; ellers uavklart hvis noe er uavklart, og delvis oppfylt hvis noe er det. Krav som ikke
er aktuelle, teller ikke; er ingen aktuelle, er svaret ikke aktuelt. «ikke» bytter oppfylt og ikke oppfylt. Datoer og
tall hentes fra det første kravet som har dem.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bvaudit.model.kilde import EttAv, Trenger
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.answer import Answer, Note, case, literal
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope

Judge = Callable[[Krav, Scope], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alle(Krav):
    krav: tuple[Krav, ...] = arg("Kravene som alle må være oppfylt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MinstEn(Krav):
    krav: tuple[Krav, ...] = arg("Kravene der ett er nok.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ikke(Krav):
    krav: Krav = arg("Kravet som ikke skal være oppfylt.")


# The order in which an outcome decides; what none of the parts has falls through.
_ALLE = (Utfall.IKKE_OPPFYLT, Utfall.UAVKLART, Utfall.DELVIS, Utfall.OPPFYLT)
_MINST_EN = (Utfall.OPPFYLT, Utfall.UAVKLART, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)


def all_of(args: Alle, sql: Scope, judge: Judge) -> Answer:
    return _combine(args.krav, sql, judge, _ALLE, _of_all)


def any_of(args: MinstEn, sql: Scope, judge: Judge) -> Answer:
    return _combine(args.krav, sql, judge, _MINST_EN, _of_any)


def none_of(args: Ikke, sql: Scope, judge: Judge) -> Answer:
    outer = sql.prefix
    sql.prefix = f"{outer}ikke_"  # a name of its own, so that «ikke» can stand inside «alle» and «minst_en»
    part = judge(args.krav, sql)
    utfall = sql.let("deltutfall", part.utfall)
    sql.prefix = outer
    swapped = (
        f"CASE {utfall} WHEN {literal(Utfall.OPPFYLT)} THEN {literal(Utfall.IKKE_OPPFYLT)} "
        f"WHEN {literal(Utfall.IKKE_OPPFYLT)} THEN {literal(Utfall.OPPFYLT)} ELSE {utfall} END"
    )
    return Answer(
        utfall=swapped,
        start_dato=part.start_dato,
        faktisk_dato=part.faktisk_dato,
        notes=part.notes,
        steps=part.steps,
        needs=part.needs,
    )


def _of_all(parts: Sequence[Answer], sql: Scope) -> tuple[Trenger, ...]:
    return tuple(need for part in parts for need in part.needs)


def _of_any(parts: Sequence[Answer], sql: Scope) -> tuple[Trenger, ...]:
    """One of the parts that look for something is enough. What the object's own fields decide is no alternative to
    it, only a condition, unless all the parts are of that kind."""
    own = [part for part in parts if not any(_looks_elsewhere(need, sql) for need in part.needs)]
    looking = [part for part in parts if part not in own] or own
    conditions = (need for part in own if part not in looking for need in part.needs)
    return (*conditions, EttAv(deler=tuple(part.needs for part in looking)))


def _looks_elsewhere(need: Trenger, sql: Scope) -> bool:
    if isinstance(need, EttAv):
        return any(_looks_elsewhere(one, sql) for part in need.deler for one in part)
    return need.tabell not in (sql.root.table.navn, sql.root.table.forelder, "sak")


def _combine(
    krav: Sequence[Krav],
    sql: Scope,
    judge: Judge,
    order: Sequence[Utfall],
    needs: Callable[[Sequence[Answer], Scope], tuple[Trenger, ...]],
) -> Answer:
    parts: list[Answer] = []
    outcomes: list[str] = []
    outer = sql.prefix
    for number, one in enumerate(krav, start=1):
        sql.prefix = f"{outer}{number}_"
        part = judge(one, sql)
        outcomes.append(part.utfall)
        parts.append(part)
    # Where the format has no such thing, it is no alternative, and one of the others must be there.
    gone = sql.held.no_alternative([part.needs for part in parts]) if order is _MINST_EN else [""] * len(parts)
    if any(gone):
        outcomes = [
            f"CASE WHEN {where} THEN {literal(Utfall.IKKE_AKTUELT)} ELSE {outcome} END" if where else outcome
            for where, outcome in zip(gone, outcomes, strict=True)
        ]
    for number, outcome in enumerate(outcomes, start=1):
        sql.prefix = f"{outer}{number}_"
        outcomes[number - 1] = sql.let("deltutfall", outcome)
    sql.prefix = outer
    branches = [(f"{literal(u)} IN ({', '.join(outcomes)})", u) for u in order]
    whole = sql.let("samlet", case(*branches, otherwise=Utfall.IKKE_AKTUELT))

    def first(name: str) -> str:
        return next((value for part in parts if (value := getattr(part, name))), "")

    return Answer(
        utfall=whole,
        start_dato=first("start_dato"),
        frist_dato=first("frist_dato"),
        faktisk_dato=first("faktisk_dato"),
        krav=first("krav"),
        funnet=first("funnet"),
        annen_ansvarlig=first("annen_ansvarlig"),
        # A demand that did not decide has nothing to say: its missing date is not why the answer is what it is.
        notes=tuple(
            Note(
                condition=f"({note.condition}) AND {outcome} = {whole}{f' AND NOT {none}' if none else ''}",
                tekst=note.tekst,
            )
            for part, outcome, none in zip(parts, outcomes, gone, strict=True)
            for note in part.notes
        ),
        steps=tuple(step for part in parts for step in part.steps),
        needs=needs(parts, sql),
    )
