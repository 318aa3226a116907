"""Krav som prøves etter tur; det første som passer, avgjør.

    trinnvis:
      - {nar: {slutt_dato: {utfylt: false}}, svar: ikke aktuelt, fordi: Tiltaket er åpent.}
      - {krav: {utfylt: {felt: [kode]}}}

Hvert trinn har enten «svar», gjerne med en setning i «fordi», eller et krav. Trinnet passer når vilkåret i «nar»
holder; uten «nar» passer det alltid. Er det ikke mulig å vite om vilkåret holder, er det uavklart. Passer ingen trinn,
er det ikke aktuelt. Datoer og tall hentes fra det første kravet som passer, også når et svar foran det avgjør.
"""

from dataclasses import dataclass, replace
from typing import Literal

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, literal, something_missing
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.sammensatt import Judge
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import (
    FALSE,
    NO_DATE,
    NO_NUMBER,
    TRUE,
    Sql,
    all_of,
    any_of,
    case,
    is_unknown,
    joined_by,
    maybe,
    sql,
)

_NOTHING = {"krav": NO_NUMBER, "funnet": NO_NUMBER, "annen_ansvarlig": FALSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trinn:
    """Et trinn: når det passer, og hva svaret da er."""

    nar: Betingelse | None = arg("Vilkåret for at trinnet passer. Utelatt: det passer alltid.", default=None)
    svar: Literal["oppfylt", "delvis oppfylt", "ikke oppfylt", "uavklart", "ikke aktuelt"] | None = arg(
        "Svaret når trinnet passer.", default=None
    )
    fordi: str = arg("Setningen som forklarer svaret.", default="")
    krav: Krav | None = arg("Kravet som gir svaret når trinnet passer.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    krav: tuple[Trinn, ...] = arg("Trinnene i den rekkefølgen de prøves.")


def answer(args: Args, scope: Scope, judge: Judge) -> Answer:
    steps: list[_Tried] = []
    for number, trinn in enumerate(args.krav, start=1):
        with scope.values.within(str(number)):
            fits = scope.let("passer", scope.condition(trinn.nar)) if trinn.nar else TRUE
            steps.append(_Tried(number, fits, _answer(trinn, scope, judge)))
    # The number of the first step that fits or may fit.
    turn = scope.let("trinn", case(((maybe(one.fits), sql("{}", one.number)) for one in steps), sql("0")))
    unclear = literal(Utfall.UAVKLART)
    outcomes = joined_by(
        "", (sql(" WHEN {} THEN {}", o.number, case([(o.fits, o.part.utfall)], unclear)) for o in steps)
    )
    at = {one.number: sql("{} = {}", turn, one.number) for one in steps}
    unknown = any_of(sql("{} AND {}", at[o.number], is_unknown(o.fits)) for o in steps if o.fits != TRUE)
    notes = [Note(condition=unknown, tekst=something_missing())] if unknown != FALSE else []
    for one in steps:
        notes += [note.where(all_of((at[one.number], one.fits))) for note in one.part.notes]
    facts = [one for trinn, one in zip(args.krav, steps, strict=True) if trinn.krav]
    return Answer(
        utfall=sql("CASE {}{} ELSE {} END", turn, outcomes, literal(Utfall.IKKE_AKTUELT)),
        start_dato=_fact("start_dato", facts),
        frist_dato=_fact("frist_dato", facts),
        faktisk_dato=_fact("faktisk_dato", facts),
        krav=_fact("krav", facts),
        funnet=_fact("funnet", facts),
        annen_ansvarlig=_fact("annen_ansvarlig", facts),
        notes=tuple(notes),
        steps=tuple(step for one in steps for step in one.part.steps),
        # What only a condition asks for makes that step unknown, not the whole demand unanswerable.
        needs=tuple(dict.fromkeys(need for one in steps for need in one.part.needs)),
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """A step, whether it fits each object, and what its answer then is."""

    number: int
    fits: Sql
    part: Answer


def _answer(trinn: Trinn, scope: Scope, judge: Judge) -> Answer:
    if (trinn.svar is None) == (trinn.krav is None):
        raise RuleFault(text("vocabulary.trinnvis.hvert_trinn_i_trinnvis_skal_ha"))
    if trinn.krav is None:
        said = (Note(condition=TRUE, tekst=trinn.fordi),) if trinn.fordi else ()
        return Answer(utfall=literal(Utfall(str(trinn.svar))), notes=said)
    part = judge(trinn.krav, scope)
    return replace(part, utfall=scope.let("deltutfall", part.utfall))


def _fact(name: str, steps: list[_Tried]) -> Sql | None:
    if all(getattr(one.part, name) is None for one in steps):
        return None
    nothing = _NOTHING.get(name, NO_DATE)
    return case(((maybe(one.fits), _or(getattr(one.part, name), nothing)) for one in steps), nothing)


def _or(fact: Sql | None, nothing: Sql) -> Sql:
    return nothing if fact is None else fact
