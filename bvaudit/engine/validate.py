"""Compile each rule and ask what it means on empty tables: what its tables cannot mean is found before a run."""

from collections.abc import Iterable
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.figure_passes import Grounds, grounds, statements_of
from bvaudit.engine.figure_readings import Wanted
from bvaudit.engine.query import CASE_ORDER
from bvaudit.model.kilde import everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.rule import Rule
from bvaudit.model.tables import TABLES
from bvaudit.texts import text
from bvaudit.vocabulary.frame import RuleFault

_ANY_DAY = date(2025, 12, 31)  # a rule must make sense on whatever day it is judged


def faults(rules: Iterable[Rule], koder: Kodelister) -> dict[str, RuleFault]:
    """Rule id → what is wrong, for the rules that name what is not there or use a field as something it is not."""
    found: dict[str, RuleFault] = {}
    with Database() as database:
        for table in TABLES:
            database.empty(table.navn)
        database.run(f"CREATE TABLE saksrekke AS {CASE_ORDER}")
        database.run("CREATE TABLE fristkalender (dato DATE, neste_virkedag DATE)")
        for rule in rules:
            fault = None if rule.manuell else _fault(rule, koder, database)
            if fault is not None:
                found[rule.id] = fault
    return found


def figure_faults(figures: Iterable[Nokkeltall], koder: Kodelister) -> dict[tuple[str, str], RuleFault]:
    """(figure, reading) → what is wrong, for readings that name what is not there or use a field as something it is
    not."""
    found: dict[tuple[str, str], RuleFault] = {}
    with Database() as database:
        for table in TABLES:
            database.empty(table.navn)
        basis = grounds(database, koder, (everything(),))
        for figure in figures:
            for lesning in figure.lesninger:
                gjelder = lesning.gjelder or figure.gjelder
                if lesning.tid is not None and gjelder is not None:
                    wanted = Wanted(tall=figure.id, lesning=lesning, gjelder=gjelder)
                    if fault := _figure_fault(database, wanted, basis):
                        found[figure.id, lesning.navn] = fault
    return found


def _figure_fault(database: Database, wanted: Wanted, basis: Grounds) -> RuleFault | None:
    try:
        _, statements = statements_of(database, "tall", [wanted], basis, _ANY_DAY, stock=wanted.stock)
    except RuleFault as fault:
        return fault
    if not all(database.understands(query) for query in statements.values()):
        return RuleFault(text("engine.validate.et_felt_er_brukt_som_noe"))
    return None


def _fault(rule: Rule, koder: Kodelister, database: Database) -> RuleFault | None:
    try:
        compiled = compile_rule(rule, database.dialect, per=_ANY_DAY, koder=koder, periode=None)
    except RuleFault as fault:
        return fault
    if not database.understands(compiled.sql):
        return RuleFault(text("engine.validate.et_felt_er_brukt_som_noe"))
    return None
