"""An operator's answer where a source does not hold what it rests on: unsettled, with the reason, never a breach.

What is read among rows is unknown already where the rows cannot be seen (``Scope.exists``). Here is what is left: dates
and codes the answer rests on, rows that are counted, and truth values where both readings are tried.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from bvaudit.model.kilde import Behov
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.answer import SOMETHING_MISSING, Answer, Note, literal
from bvaudit.vocabulary.scope import Reads, Scope

_UNSETTLED, _OUTSIDE = literal(Utfall.UAVKLART), literal(Utfall.IKKE_AKTUELT)
_MOST = 2  # truth values tried together; with more the answer is simply unsettled


def from_sources(operator: Callable[[], Answer], sql: Scope) -> Answer:
    """The operator's answer, made unsettled for the cases where the source lacks what could change it."""
    with sql.reading() as reads:
        answer = operator()
    if reads.unknown:
        answer = _both_readings(operator, answer, reads.unknown, sql)
    lacking = [sql.held.lacking(reads.direct), *reads.unseen]
    doubt = " OR ".join(one for one in lacking if one)
    found = answer.utfall
    if doubt:
        found = f"CASE WHEN ({doubt}) AND {found} <> {_OUTSIDE} THEN {_UNSETTLED} ELSE {found} END"
    said = _reasons(reads, sql)
    notes = (*_without_the_obvious(answer.notes, said), *said)
    if any(note.ved for note in notes):
        found = sql.let("svar", found)
        notes = tuple(_when(note, found) for note in notes)
    return replace(answer, utfall=found, needs=(*reads.direct, *reads.rows), notes=notes)


def _without_the_obvious(notes: Sequence[Note], said: Sequence[Note]) -> Sequence[Note]:
    """That something is missing is not said where it is said what."""
    if not said:
        return notes
    known = " OR ".join(note.condition for note in said)
    return [
        replace(note, condition=f"({note.condition}) AND NOT ({known})") if note.tekst == SOMETHING_MISSING else note
        for note in notes
    ]


def _when(note: Note, found: str) -> Note:
    """What is said of one outcome only, said only where it became the outcome."""
    if note.ved is None:
        return note
    return Note(condition=f"({note.condition}) AND {found} = {literal(note.ved)}", tekst=note.tekst)


def _reasons(reads: Reads, sql: Scope) -> Sequence[Note]:
    unknown = [Behov(tabell=tabell, kolonne=kolonne) for tabell, kolonne in reads.unknown]
    said = sql.held.reasons([*reads.direct, *reads.rows, *unknown])
    said += [(where, f"Det kan finnes flere {word} enn kilden til saken har med.") for word, where in reads.cut.items()]
    return [Note(condition=where, tekst=tekst, ved=Utfall.UAVKLART) for where, tekst in said]


def _both_readings(
    operator: Callable[[], Answer], answer: Answer, unknown: Mapping[tuple[str, str], str], sql: Scope
) -> Answer:
    """Judged with each truth value that the source does not have: what all readings agree on stands."""
    where = " OR ".join(dict.fromkeys(unknown.values()))
    if len(unknown) > _MOST:
        return replace(answer, utfall=f"CASE WHEN {where} THEN {_UNSETTLED} ELSE {answer.utfall} END")
    readings = []
    outer, assumed = sql.prefix, sql.assumed
    for number, values in enumerate(product((True, False), repeat=len(unknown)), start=1):
        sql.prefix, sql.assumed = f"{outer}lest{number}_", dict(zip(unknown, values, strict=True))
        with sql.reading():
            readings.append(operator())
    sql.prefix, sql.assumed = outer, assumed
    outcomes = [sql.let(f"lesning_{n}", one.utfall) for n, one in enumerate(readings, start=1)]
    agreed = f"CASE WHEN {_same(outcomes)} THEN {outcomes[0]} ELSE {_UNSETTLED} END"

    def fact(name: str) -> str:
        values = [value for one in readings if (value := getattr(one, name))]
        if not values or not getattr(answer, name):
            return str(getattr(answer, name))
        # Broken in every reading: the latest limit is the one that nobody can dispute.
        lenient = f"WHEN {agreed} = {literal(Utfall.IKKE_OPPFYLT)} THEN GREATEST({', '.join(values)}) "
        both = f"CASE WHEN {_same(values)} THEN {values[0]} {lenient if name == 'frist_dato' else ''}END"
        return f"CASE WHEN {where} THEN {both} ELSE {getattr(answer, name)} END"

    return replace(
        answer,
        utfall=f"CASE WHEN {where} THEN {agreed} ELSE {answer.utfall} END",
        start_dato=fact("start_dato"),
        frist_dato=fact("frist_dato"),
        faktisk_dato=fact("faktisk_dato"),
        krav=fact("krav"),
        funnet=fact("funnet"),
    )


def _same(values: Sequence[str]) -> str:
    return " AND ".join(f"{values[0]} = {one}" for one in values[1:])
