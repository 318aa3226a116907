"""Krav som prøves etter tur; det første som passer, avgjør.

    trinnvis:
      - {nar: {slutt_dato: {utfylt: false}}, svar: ikke aktuelt, fordi: Tiltaket er åpent.}
      - {krav: {utfylt: {felt: [kode]}}}

Hvert trinn har enten «svar», gjerne med en setning i «fordi», eller et krav. Trinnet passer når vilkåret i «nar»
holder; uten «nar» passer det alltid. Er det ikke mulig å vite om vilkåret holder, er det uavklart. Passer ingen trinn,
er det ikke aktuelt. Datoer og tall hentes fra det første kravet som passer, også når et svar foran det avgjør.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.vocabulary.answer import SOMETHING_MISSING, Answer, Note, literal
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.sammensatt import Judge
from bvaudit.vocabulary.scope import RuleFault, Scope

_NOTHING = {"krav": "CAST(NULL AS INTEGER)", "funnet": "CAST(NULL AS INTEGER)", "annen_ansvarlig": "FALSE"}


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


def answer(args: Args, sql: Scope, judge: Judge) -> Answer:
    outer = sql.prefix
    steps: list[tuple[str, Answer]] = []
    for number, trinn in enumerate(args.krav, start=1):
        sql.prefix = f"{outer}{number}_"
        fits = sql.let("passer", sql.condition(trinn.nar)) if trinn.nar else "TRUE"
        part = _answer(trinn, sql, judge)
        steps.append((fits, part))
    sql.prefix = outer
    turns = " ".join(f"WHEN COALESCE({fits}, TRUE) THEN {n}" for n, (fits, _) in enumerate(steps, start=1))
    turn = sql.let("trinn", f"CASE {turns} ELSE 0 END")
    unclear = literal(Utfall.UAVKLART)
    outcomes = " ".join(
        f"WHEN {n} THEN CASE WHEN {fits} THEN {part.utfall} ELSE {unclear} END"
        for n, (fits, part) in enumerate(steps, start=1)
    )
    unknown = " OR ".join(f"{turn} = {n} AND ({fits}) IS NULL" for n, (fits, _) in enumerate(steps, start=1))
    notes = [Note(condition=unknown, tekst=SOMETHING_MISSING)]
    for n, (fits, part) in enumerate(steps, start=1):
        notes += [Note(condition=f"({o.condition}) AND {turn} = {n} AND {fits}", tekst=o.tekst) for o in part.notes]
    facts = [(fits, part) for trinn, (fits, part) in zip(args.krav, steps, strict=True) if trinn.krav]
    return Answer(
        utfall=f"CASE {turn} {outcomes} ELSE {literal(Utfall.IKKE_AKTUELT)} END",
        start_dato=_fact("start_dato", facts),
        frist_dato=_fact("frist_dato", facts),
        faktisk_dato=_fact("faktisk_dato", facts),
        krav=_fact("krav", facts),
        funnet=_fact("funnet", facts),
        annen_ansvarlig=_fact("annen_ansvarlig", facts),
        notes=tuple(notes),
        steps=tuple(step for _, part in steps for step in part.steps),
        # What only a condition asks for makes that step unknown, not the whole demand unanswerable.
        needs=tuple(dict.fromkeys(need for _, part in steps for need in part.needs)),
    )


def _answer(trinn: Trinn, sql: Scope, judge: Judge) -> Answer:
    if (trinn.svar is None) == (trinn.krav is None):
        raise RuleFault("hvert trinn i «trinnvis» skal ha enten «svar» eller «krav»")
    if trinn.krav is None:
        said = (Note(condition="TRUE", tekst=trinn.fordi),) if trinn.fordi else ()
        return Answer(utfall=literal(Utfall(str(trinn.svar))), notes=said)
    part = judge(trinn.krav, sql)
    return Answer(
        utfall=sql.let("deltutfall", part.utfall),
        start_dato=part.start_dato,
        frist_dato=part.frist_dato,
        faktisk_dato=part.faktisk_dato,
        krav=part.krav,
        funnet=part.funnet,
        annen_ansvarlig=part.annen_ansvarlig,
        notes=part.notes,
        steps=part.steps,
        needs=part.needs,
    )


def _fact(name: str, steps: list[tuple[str, Answer]]) -> str:
    if not any(getattr(part, name) for _, part in steps):
        return ""
    nothing = _NOTHING.get(name, "CAST(NULL AS DATE)")
    branches = " ".join(f"WHEN COALESCE({fits}, TRUE) THEN {getattr(part, name) or nothing}" for fits, part in steps)
    return f"CASE {branches} ELSE {nothing} END"
