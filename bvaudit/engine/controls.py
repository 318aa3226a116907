"""The national register's own controls on an extract: what they found, counted. They have no rows in the results."""

from dataclasses import dataclass
from itertools import groupby

from bvaudit.engine.compile import EXAMPLES
from bvaudit.engine.plan import EvaluationPlan, NotJudged
from bvaudit.engine.run_tables import drop_living, empty_tables, make_living
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCount:
    """``antall`` objects in one unit. ``grad`` is the register's own grade, or empty when the control could not tell.
    ``eksempler`` are at most as many cases as were asked for, by pseudonym."""

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


def run_controls(plan: EvaluationPlan, database: SqlEngine, examples: int = EXAMPLES) -> Controlled:
    """Run after ``evaluate``, on the same database. The period is no concern of theirs; a sample is. ``examples`` is
    the number of cases named with each thing they find."""
    listed = plan.controls(database.dialect)
    empty = empty_tables(database, {c.regel.gjelder.objekt for c in listed.kjores})
    looking = [c for c in listed.kjores if c.regel.gjelder.objekt not in empty]  # the others have nothing to find
    made = make_living(database, looking)
    found: list[ControlCount] = []
    for compiled in looking:
        if compiled.calendar:
            database.need_calendar()
        found += _counted(compiled.regel, database.run(compiled.found_sql(made, examples)))
    drop_living(database, made)
    return Controlled(kjort=tuple(c.regel for c in listed.kjores), funn=tuple(found), ikke_kjort=listed.utelatt)


def _counted(rule: Rule, rows: list[tuple[str, str, int, str]]) -> list[ControlCount]:
    """Rows stand together by unit and grade, one for each case that is named."""
    found = []
    for (enhet, grad, antall), cases in groupby(rows, key=lambda row: row[:3]):
        eksempler = tuple(row[3] for row in cases)
        found.append(ControlCount(regel=rule, enhet=enhet, grad=grad, antall=antall, eksempler=eksempler))
    return found
