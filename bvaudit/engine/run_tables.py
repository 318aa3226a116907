"""The tables that are made once a run, before any rule is judged."""

from collections import Counter
from collections.abc import Collection, Iterable

from bvaudit.engine.compile import Compiled
from bvaudit.engine.living import living_name
from bvaudit.engine.query import CASE_ORDER, MOVED
from bvaudit.engine.sources import load_sources
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde


def make_run_tables(database: SqlEngine, kilder: tuple[Kilde, ...], saker: Iterable[str] | None) -> None:
    """``saksrekke``, ``flyttet``, ``sakskilde`` and ``utvalg``. ``saker``: the keys of a sample, or ``None``."""
    database.make("saksrekke", CASE_ORDER)
    database.make("flyttet", MOVED)
    load_sources(database, kilder)
    _limit_to_sample(database, saker)


def _limit_to_sample(database: SqlEngine, saker: Iterable[str] | None) -> None:
    if saker is None:
        database.create("utvalg", [("sak_nr", "INTEGER")])
        return
    database.create("utvalg_id", [("sak_id", "VARCHAR")])
    database.insert("utvalg_id", ["sak_id"], [(sak,) for sak in sorted(saker)])
    database.make("utvalg", "SELECT DISTINCT s.sak_nr FROM sak s JOIN utvalg_id u ON u.sak_id = s.sak_id ORDER BY 1")


def make_living(database: SqlEngine, rules: Iterable[Compiled]) -> frozenset[str]:
    """The rows the rules see of the tables that several of them read, each read and cut once; a table that one rule
    reads stays a step of its query. Gives the names of those made."""
    found: dict[str, str] = {}
    used = Counter[str]()
    for compiled in rules:
        living = compiled.living
        found |= living
        used.update(living.keys())
    made = sorted(tabell for tabell, rules_that_use_it in used.items() if rules_that_use_it > 1)
    for tabell in made:
        database.make(living_name(tabell), found[tabell])
    return frozenset(made)


def drop_living(database: SqlEngine, made: Iterable[str]) -> None:
    """Make room for what comes after."""
    for tabell in sorted(made):
        database.drop(living_name(tabell))


def empty_tables(database: SqlEngine, tables: Collection[str]) -> frozenset[str]:
    """Those that have no row: what is about them has nothing to judge, and planning its query would be in vain."""
    if not tables:
        return frozenset()
    looks = (f"SELECT '{navn}' WHERE NOT EXISTS (SELECT 1 FROM {navn})" for navn in sorted(tables))
    return frozenset(navn for (navn,) in database.run(" UNION ALL ".join(looks)))
