"""Compile each rule and ask what it means on empty tables: what its tables cannot mean is found before a run."""

from collections.abc import Iterable
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.query import CASE_ORDER
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule
from bvaudit.model.tables import TABLES
from bvaudit.texts import text
from bvaudit.vocabulary.frame import RuleFault

_ANY_DAY = date(2025, 12, 31)  # a rule must make sense on whatever day it is judged


def faults(rules: Iterable[Rule], koder: Kodelister) -> dict[str, str]:
    """Rule id → what is wrong, for the rules that name what is not there or use a field as something it is not."""
    found: dict[str, str] = {}
    with Database() as database:
        for table in TABLES:
            database.empty(table.navn)
        database.run(f"CREATE TABLE saksrekke AS {CASE_ORDER}")
        database.run("CREATE TABLE fristkalender (dato DATE, neste_virkedag DATE)")
        for rule in rules:
            fault = "" if rule.manuell else _fault(rule, koder, database)
            if fault:
                found[rule.id] = fault
    return found


def _fault(rule: Rule, koder: Kodelister, database: Database) -> str:
    try:
        compiled = compile_rule(rule, database.dialect, per=_ANY_DAY, koder=koder, periode=None)
    except RuleFault as fault:
        return str(fault)
    if not database.understands(compiled.sql):
        return text("engine.validate.et_felt_er_brukt_som_noe")
    return ""
