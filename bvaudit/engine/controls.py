"""The national register's own controls on an extract: what they found, counted. They have no rows in the results."""

from dataclasses import dataclass
from itertools import groupby

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import compile_for
from bvaudit.engine.plan import EvaluationPlan, NotJudged, not_held
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCount:
    """``antall`` objects in one unit. ``grad`` is the register's own grade, or empty when the control could not tell.
    ``eksempler`` are at most five cases, by pseudonym."""

    regel: Rule
    enhet: str
    grad: str
    antall: int
    eksempler: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """The controls that were run, what they found, and those the extract has no tables for."""

    kjort: tuple[Rule, ...]
    funn: tuple[ControlCount, ...]
    ikke_kjort: tuple[NotJudged, ...]


def run_controls(plan: EvaluationPlan, database: Database) -> Controlled:
    """Run after ``evaluate``, on the same database. The period is no concern of theirs; a sample is."""
    run: list[Rule] = []
    found: list[ControlCount] = []
    left: list[NotJudged] = []
    for rule in sorted(plan.kontroller, key=lambda r: r.id):
        compiled = compile_for(plan, rule)
        if compiled.mangler:
            left.append(NotJudged(regel=rule, grunn=not_held(compiled.mangler)))
            continue
        found += _counted(rule, database.run(compiled.faults_sql))
        run.append(rule)
    return Controlled(kjort=tuple(run), funn=tuple(found), ikke_kjort=tuple(left))


def _counted(rule: Rule, rows: list[tuple[str, str, int, str]]) -> list[ControlCount]:
    """Rows stand together by unit and grade, one for each case that is named."""
    found = []
    for (enhet, grad, antall), cases in groupby(rows, key=lambda row: row[:3]):
        eksempler = tuple(row[3] for row in cases)
        found.append(ControlCount(regel=rule, enhet=enhet, grad=grad, antall=antall, eksempler=eksempler))
    return found
