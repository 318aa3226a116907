"""Our own way, from the extract.

The two rules by the law alone, decided only or with every row kept, and all seven ways of counting.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.contestants import plan_of
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.run_tables import make_run_tables
from bvaudit.model.rule import Rule
from bvaudit.workflows.content import content_or_stop

RULES = ("MEL-01", "UND-03")
NAMES = ("bvaudit avgjort", "bvaudit rader", "bvaudit alle rader")


def ready(name: str, folder: Path) -> tuple[Database, Callable[[], None]]:
    """A database, and the work to be measured on it. Then ``answers`` tells what was decided (call ``kept`` first where
    rows are kept)."""
    plan = plan_of(content_or_stop(), RULES)
    if name != "bvaudit alle rader":
        plan = replace(plan, regler=tuple(_by_law(rule) for rule in plan.regler))
    database = Database()
    return database, lambda: (_decide if name == "bvaudit avgjort" else _keep)(plan, database, folder)


def answers(database: Database) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in database.run("SELECT objekt_id, utfall FROM svar")]


def kept(database: Database) -> None:
    """After the clock: the outcomes of kept rows, where ``answers`` reads them."""
    database.run("CREATE OR REPLACE VIEW svar AS SELECT objekt_id, utfall FROM resultat WHERE variant = 'lov'")


def _decide(plan: EvaluationPlan, database: Database, folder: Path) -> None:
    database.attach(folder)
    make_run_tables(database, plan.holdt, None)
    parts = [f"SELECT objekt_id, utfall FROM ({rule.sql})" for rule in plan.rules(database.dialect).kjores]
    database.run(f"CREATE TABLE svar AS {' UNION ALL '.join(parts)}")


def _keep(plan: EvaluationPlan, database: Database, folder: Path) -> None:
    database.attach(folder)
    evaluate(plan, database)


def _by_law(rule: Rule) -> Rule:
    """The rule with ``lov`` as its only way of counting."""
    versions = (replace(v, varianter=tuple(w for w in v.varianter if w.navn == "lov")) for v in rule.versjoner)
    return replace(rule, versjoner=tuple(versions))
