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
from bvaudit.vocabulary.answer import Answer, literal, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, case, sql

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


# Checked top down: the first outcome that any part has is the outcome of the whole; none = ikke aktuelt.
_ALLE = (Utfall.IKKE_OPPFYLT, Utfall.UAVKLART, Utfall.DELVIS, Utfall.OPPFYLT)
_MINST_EN = (Utfall.OPPFYLT, Utfall.UAVKLART, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)


def all_of(args: Alle, scope: Scope, judge: Judge) -> Answer:
    return _combine(args.krav, scope, judge, _ALLE, _of_all)


def any_of(args: MinstEn, scope: Scope, judge: Judge) -> Answer:
    return _combine(args.krav, scope, judge, _MINST_EN, _of_any)


def none_of(args: Ikke, scope: Scope, judge: Judge) -> Answer:
    # A name of its own, so that «ikke» can stand inside «alle» and «minst_en». What is found is a breach, and stands.
    with scope.values.within("ikke"), scope.trust_what_is_there():
        part = judge(args.krav, scope)
        found = scope.let("deltutfall", part.utfall)
    swapped = sql(
        "CASE {found} WHEN {kept} THEN {broken} WHEN {broken} THEN {kept} ELSE {found} END",
        found=found,
        kept=literal(Utfall.OPPFYLT),
        broken=literal(Utfall.IKKE_OPPFYLT),
    )
    return Answer(
        utfall=swapped,
        start_dato=part.start_dato,
        faktisk_dato=part.faktisk_dato,
        notes=part.notes,
        steps=part.steps,
        needs=part.needs,
    )


def _of_all(parts: Sequence[Answer], scope: Scope) -> tuple[Trenger, ...]:
    return tuple(need for part in parts for need in part.needs)


def _of_any(parts: Sequence[Answer], scope: Scope) -> tuple[Trenger, ...]:
    """One of the parts that look for something is enough. What the object's own fields decide is no alternative to
    it, only a condition, unless all the parts are of that kind."""
    own = [part for part in parts if not any(_looks_elsewhere(need, scope) for need in part.needs)]
    looking = [part for part in parts if part not in own] or own
    conditions = (need for part in own if part not in looking for need in part.needs)
    return (*conditions, EttAv(deler=tuple(part.needs for part in looking)))


def _looks_elsewhere(need: Trenger, scope: Scope) -> bool:
    if isinstance(need, EttAv):
        return any(_looks_elsewhere(one, scope) for part in need.deler for one in part)
    return need.tabell not in (scope.root.table.navn, scope.root.table.forelder, "sak")


def _combine(
    krav: Sequence[Krav],
    scope: Scope,
    judge: Judge,
    order: Sequence[Utfall],
    needs: Callable[[Sequence[Answer], Scope], tuple[Trenger, ...]],
) -> Answer:
    parts: list[Answer] = []
    for number, one in enumerate(krav, start=1):
        with scope.values.within(str(number)):
            parts.append(judge(one, scope))
    # Where the format has no such thing, it is no alternative, and one of the others must be there.
    nowhere: list[Sql | None] = [None] * len(parts)
    gone = scope.held.no_alternative([part.needs for part in parts]) if order is _MINST_EN else nowhere
    outcomes: list[Sql] = []
    for number, (part, where) in enumerate(zip(parts, gone, strict=True), start=1):
        with scope.values.within(str(number)):
            outcomes.append(scope.let("deltutfall", _of_part(part, where)))
    branches = [(sql("{} IN ({})", literal(u), outcomes), u) for u in order]
    whole = scope.let("samlet", outcome(*branches, otherwise=Utfall.IKKE_AKTUELT))

    def first(name: str) -> Sql | None:
        return next((value for part in parts if (value := getattr(part, name)) is not None), None)

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
            note.where(_decided(mine, whole, where))
            for part, mine, where in zip(parts, outcomes, gone, strict=True)
            for note in part.notes
        ),
        steps=tuple(step for part in parts for step in part.steps),
        needs=needs(parts, scope),
    )


def _of_part(part: Answer, gone: Sql | None) -> Sql:
    return part.utfall if gone is None else case([(gone, literal(Utfall.IKKE_AKTUELT))], part.utfall)


def _decided(mine: Sql, whole: Sql, gone: Sql | None) -> Sql:
    alike = sql("{} = {}", mine, whole)
    return alike if gone is None else sql("{} AND NOT {}", alike, gone)
