"""Which version of a rule judges each object, and the answer of each way of counting by that version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bvaudit.model.kilde import EttAv, Trenger
from bvaudit.model.rule import Rule, Variant, Versjon
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, literal
from bvaudit.vocabulary.by_source import no_breach_before
from bvaudit.vocabulary.catalog import judge
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, NO_DATE, NO_NUMBER, Sql, case, first_of, sql

FACTS = ("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet")
_NULL = {"krav": NO_NUMBER, "funnet": NO_NUMBER}
Number = Sql | int  # which version: a place in ``Rule.versjoner`` known now, or SQL for it; −1 = none in force


@dataclass(frozen=True, slots=True)
class CompiledVariant:
    """One variant's answer for each object, whichever version judges it.

    ``utfall``, ``facts`` and ``annen_ansvarlig`` are names of values (``"lov/utfall"``): columns of the step ``m``.
    ``steps`` are those of the newest version.
    """

    navn: str
    utfall: Sql
    facts: dict[str, Sql]
    annen_ansvarlig: Sql | None
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
    needs: tuple[Trenger, ...] = ()


def version_number(rule: Rule, scope: Scope) -> Number:
    """Which version judges the object."""
    if not any(v.velges_etter for v in rule.versjoner):
        return next((i for i, v in enumerate(rule.versjoner) if v.in_force(scope.dag)), -1)
    with scope.reading():  # the date that is there chooses
        dates = [scope.date(d) for v in rule.versjoner[-1:] for d in v.velges_etter]
    event = scope.let("versjonsdato", first_of(dates))
    # Without the date nobody knows which law applies; the newest one says what is missing.
    branches = [(sql("{} IS NULL", event), sql("{}", len(rule.versjoner) - 1))]
    for i, version in enumerate(rule.versjoner):
        inside = sql("{} >= {}", event, scope.dialect.date(version.gjelder_fra))
        if version.gjelder_til_og_med is not None:
            inside = sql("{} AND {} <= {}", inside, event, scope.dialect.date(version.gjelder_til_og_med))
        branches.append((inside, sql("{}", i)))
    return scope.let("versjon", case(branches, sql("-1")))


def compile_variant(
    rule: Rule, navn: str, scope: Scope, version: Number, before: Mapping[tuple[str, str], Sequence[Sql]]
) -> CompiledVariant:
    """The variant's answer. Versions that count alike are judged once. ``before``: see ``Reads``."""
    groups: dict[Krav, list[int]] = {}
    for i, v in enumerate(rule.versjoner):
        variant = _variant(v, navn)
        if variant is not None and (not isinstance(version, int) or version == i):
            groups.setdefault(variant.krav, []).append(i)
    answers: list[tuple[list[int], Answer]] = []
    for number, (krav, versions) in enumerate(groups.items(), start=1):
        with scope.values.within(navn, f"v{number}" if len(groups) > 1 else ""):
            answers.append((versions, no_breach_before(judge(krav, scope), before, scope)))
    covered = sum(len(versions) for versions, _ in answers) == len(rule.versjoner)
    choose = _Chooser(version, answers, whole_range=covered)
    apart = any(answer.annen_ansvarlig is not None for _, answer in answers)
    with scope.values.within(navn):
        utfall = scope.let("utfall", choose.of("utfall", literal(Utfall.IKKE_AKTUELT)))
        facts = {name: scope.let(f"ut_{name}", choose.of(name, _NULL.get(name, NO_DATE))) for name in FACTS}
        other = scope.let("ut_annen", choose.of("annen_ansvarlig", FALSE)) if apart else None
    return CompiledVariant(
        navn=navn,
        utfall=utfall,
        facts=facts,
        annen_ansvarlig=other,
        notes=_notes(version, answers),
        steps=answers[-1][1].steps if answers else (),
        needs=_of_versions([answer for _, answer in answers]),
    )


def _variant(version: Versjon, navn: str) -> Variant | None:
    return next((v for v in version.varianter if v.navn == navn), None)


def _of_versions(answers: Sequence[Answer]) -> tuple[Trenger, ...]:
    """What must be there for some version of the law to be judged."""
    alike = tuple(dict.fromkeys(answer.needs for answer in answers))
    if not alike or not all(alike):
        return ()
    return alike[0] if len(alike) == 1 else (EttAv(deler=alike),)


def _notes(version: Number, answers: Sequence[tuple[list[int], Answer]]) -> tuple[Note, ...]:
    """What one version of the law notices is said only of the objects that version judges."""
    found: dict[Note, list[int]] = {}
    for versions, answer in answers:
        for note in dict.fromkeys(answer.notes):
            found.setdefault(note, []).extend(versions)
    if isinstance(version, int):
        return tuple(found)
    return tuple(note.where(_is_one_of(version, versions)) for note, versions in found.items())


def _is_one_of(version: Sql, versions: Sequence[int]) -> Sql:
    return sql("{} IN ({})", version, [sql("{}", i) for i in versions])


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Picks each fact from the answer whose version judges the object."""

    version: Number
    answers: list[tuple[list[int], Answer]]
    whole_range: bool

    def of(self, name: str, nothing: Sql) -> Sql:
        facts: dict[Sql, list[int]] = {}
        for versions, answer in self.answers:
            fact: Sql | None = getattr(answer, name)
            facts.setdefault(nothing if fact is None else fact, []).extend(versions)
        if isinstance(self.version, int):
            return next(iter(facts), nothing)
        if len(self.answers) == 1 and self.whole_range and name != "utfall":
            return next(iter(facts))  # the dates are facts also when no law was in force
        return case([(_is_one_of(self.version, versions), fact) for fact, versions in facts.items()], nothing)
