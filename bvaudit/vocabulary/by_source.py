"""An operator's answer where a source does not hold what it rests on: unsettled, with the reason, never a breach.

What is read among rows is unknown already where the rows cannot be seen (``Scope.exists``). Here is what is left: dates
and codes the answer rests on, rows that are counted, and truth values where both readings are tried.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bvaudit.model.kilde import Behov
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, literal, something_missing
from bvaudit.vocabulary.frame import Reads
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, all_of, any_of, case, joined_by, latest, sql

_UNSETTLED, _OUTSIDE, _BROKEN = literal(Utfall.UAVKLART), literal(Utfall.IKKE_AKTUELT), literal(Utfall.IKKE_OPPFYLT)
_MOST = 2  # truth values tried together; with more the answer is simply unsettled


def from_sources(operator: Callable[[], Answer], scope: Scope) -> Answer:
    """The operator's answer, made unsettled for the cases where the source lacks what could change it."""
    with scope.reading() as reads:
        answer = operator()
    if reads.unknown:
        answer = _both_readings(operator, answer, reads.unknown, scope)
    doubt = [one for one in (scope.held.lacking(reads.direct), *reads.unseen) if one is not None]
    found = answer.utfall
    if doubt:
        doubtful = sql("{} AND {} <> {}", any_of(doubt), found, _OUTSIDE)
        found = case([(doubtful, _UNSETTLED)], found)
    said = _reasons(reads, scope)
    notes = (*_without_the_obvious(answer.notes, said), *said)
    if any(note.ved for note in notes):
        found = scope.let("svar", found)
        notes = tuple(_when(note, found) for note in notes)
    whole = replace(answer, utfall=found, needs=(*reads.direct, *reads.rows), notes=notes)
    return no_breach_before(whole, reads.before, scope)


def no_breach_before(answer: Answer, before: Mapping[tuple[str, str], Sequence[Sql]], scope: Scope) -> Answer:
    """The answer, where a breach is unsettled when a row that may be older than any there is could be what is wanted.
    Every other answer stands: it was found in rows that are there."""
    if not before:
        return answer
    # A name nothing has: a demand and the one it is inside of may both be opened.
    found = scope.let(f"for_radene_{len(scope.values.given)}", answer.utfall)
    broken = sql("{} = {}", found, _BROKEN)
    told = [(any_of(places), tekst) for (_, tekst), places in before.items()]
    opened = sql("{} AND {}", broken, any_of(where for where, _ in told))
    said = (Note(condition=sql("{} AND {}", broken, where), tekst=tekst) for where, tekst in told)
    return replace(
        answer,
        utfall=case([(opened, _UNSETTLED)], found),
        notes=(*(note.where(sql("NOT ({})", opened)) for note in answer.notes), *said),
    )


def _without_the_obvious(notes: Sequence[Note], said: Sequence[Note]) -> Sequence[Note]:
    """That something is missing is not said where it is said what."""
    if not said:
        return notes
    known = any_of(note.condition for note in said)
    return [note.where(sql("NOT {}", known)) if note.tekst == something_missing() else note for note in notes]


def _when(note: Note, found: Sql) -> Note:
    """What is said of one outcome only, said only where it became the outcome."""
    if note.ved is None:
        return note
    return replace(note.where(sql("{} = {}", found, literal(note.ved))), ved=None)


def _reasons(reads: Reads, scope: Scope) -> Sequence[Note]:
    unknown = [Behov(tabell=tabell, kolonne=kolonne) for tabell, kolonne in reads.unknown]
    said = scope.held.reasons([*reads.direct, *reads.rows, *unknown])
    said += [
        (where, text("vocabulary.by_source.det_kan_finnes_flere_enn_kilden", word=word))
        for word, where in reads.cut.items()
    ]
    return [Note(condition=where, tekst=tekst, ved=Utfall.UAVKLART) for where, tekst in said]


def _both_readings(
    operator: Callable[[], Answer], answer: Answer, unknown: Mapping[tuple[str, str], Sql], scope: Scope
) -> Answer:
    """Judged with each truth value that the source does not have: what all readings agree on stands."""
    where = joined_by(" OR ", dict.fromkeys(unknown.values()))
    if len(unknown) > _MOST:
        return replace(answer, utfall=case([(where, _UNSETTLED)], answer.utfall))
    readings = []
    outer = scope.assumed
    for number, values in enumerate(product((True, False), repeat=len(unknown)), start=1):
        scope.assumed = dict(zip(unknown, values, strict=True))
        with scope.values.within(f"lest{number}"), scope.reading():
            readings.append(operator())
    scope.assumed = outer
    outcomes = [scope.let(f"lesning_{n}", one.utfall) for n, one in enumerate(readings, start=1)]
    agreed = case([(_same(outcomes), outcomes[0])], _UNSETTLED)
    facts = _Facts(where, agreed, answer, readings)
    return replace(
        answer,
        utfall=case([(where, agreed)], answer.utfall),
        start_dato=facts.of("start_dato"),
        frist_dato=facts.of("frist_dato"),
        faktisk_dato=facts.of("faktisk_dato"),
        krav=facts.of("krav"),
        funnet=facts.of("funnet"),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of an answer where the readings of it may differ."""

    where: Sql
    agreed: Sql
    answer: Answer
    readings: Sequence[Answer]

    def of(self, name: str) -> Sql | None:
        mine: Sql | None = getattr(self.answer, name)
        values: list[Sql] = [value for one in self.readings if (value := getattr(one, name)) is not None]
        if not values or mine is None:
            return mine
        branches = [(_same(values), values[0])]
        if name == "frist_dato":
            # Broken in every reading: the latest limit is the one that nobody can dispute.
            branches.append((sql("{} = {}", self.agreed, _BROKEN), latest(values)))
        return case([(self.where, case(branches))], mine)


def _same(values: Sequence[Sql]) -> Sql:
    return all_of(sql("{} = {}", values[0], one) for one in values[1:])
