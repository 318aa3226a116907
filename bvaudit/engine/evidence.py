"""How given objects stand now, whatever the period: the evidence of what was found before is judged once more.

A breach that only has grown old is no better for it. So the evidence's own rules are judged without a period, in the
evidence's own cases, by the same statements as the run itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.ended import end_days
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.read_rows import cases_now, living_objects
from bvaudit.engine.results import Results
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.funn import Funn
from bvaudit.model.rule import Rule
from bvaudit.texts import text

Wanted = Mapping[str, Mapping[str, str]]  # rule → object → its case


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One object by the standard way of counting. ``funn`` is None where the rule has nothing to say of it:
    ``borte``, it is not in the extract or deleted there; ``ikke_kontrollert``, why the rule could not be judged; and
    neither: the rule is not about it any more. ``andres``: another municipality answers for it now. ``slutt`` is the
    day it ended, by the judging day."""

    funn: Funn | None = None
    andres: bool = False
    slutt: date | None = None
    borte: bool = False
    ikke_kontrollert: str = ""


def judged_again(plan: EvaluationPlan, database: SqlEngine, wanted: Wanted) -> dict[tuple[str, str], Again]:
    """(rule, object) → how it stands, for every object of ``wanted`` whose rule is in the plan. ``database`` holds the
    snapshot of the plan, and its rows of a run, if there are any, give way."""
    rules = [rule for rule in plan.regler if wanted.get(rule.id) and not rule.manuell]
    if not rules:
        return {}
    cases = frozenset(sak for rule in rules for sak in wanted[rule.id].values() if sak)
    again = replace(plan, regler=tuple(rules), kontroller=(), periode=None, saker=cases)
    results, judged = evaluate(again, database)
    not_judged = {left.regel.id: left.grunn for left in judged.ikke_vurdert}
    found: dict[tuple[str, str], Again] = {}
    for rule in rules:
        why = not_judged.get(rule.id, "")
        if why:
            found |= {(rule.id, objekt): Again(ikke_kontrollert=why) for objekt in wanted[rule.id]}
        else:
            found |= _of_rule(rule, wanted[rule.id], results, database, plan.per)
    return found


def _of_rule(
    rule: Rule, objects: Mapping[str, str], results: Results, database: SqlEngine, per: date
) -> dict[tuple[str, str], Again]:
    rows = results.of_objects(rule.id, rule.variantnavn[0], objects)
    living = living_objects(database, rule.gjelder.objekt, objects, per, None)
    cases = cases_now(database, set(objects.values()))
    ends = end_days(database, rule.gjelder.objekt, per)
    answered = results.answers(rule.id, rule.variantnavn[0])
    found = {}
    for objekt, sak in objects.items():
        funn, andres = rows.get(objekt, (None, False))
        there = objekt in living and (not sak or sak in cases)
        why = "" if funn or answered or not there else text("registeret_mote.tilstand.regel_ikke_kontrollert")
        found[rule.id, objekt] = Again(
            funn=funn, andres=andres, slutt=ends.get(objekt), borte=funn is None and not there, ikke_kontrollert=why
        )
    return found
