"""An independent reader of SQL finds what each name in each query means, and can write the query for Spark.

DuckDB takes a name that two things have from the one it meets first, and says nothing. sqlglot refuses it.
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify

from bvaudit.engine.compile import Compiled, compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.extract.leveranse import delivered_in
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.rule import Rule
from bvaudit.model.tables import TABLES
from bvaudit.spark.dialect import SPARK_SQL
from bvaudit.vocabulary.dialect import Dialect
from tests.vocabulary.judging import PER, kodelister
from tests.vocabulary.test_dialect import shipped_rules

SCHEMA: Mapping[str, object] = {
    **{table.navn: {c.navn: c.type.value for c in table.all_columns} for table in TABLES},
    "saksrekke": {"sak_nr": "INT", "sak_id": "TEXT", "enhet": "TEXT", "fra": "DATE", "til": "DATE", "rekke": "INT"},
    "sakskilde": {"sak_nr": "INT", "nr": "INT"},
    "fristkalender": {"dato": "DATE", "neste_virkedag": "DATE"},
    "utvalg": {"sak_nr": "INT"},
}


@pytest.fixture(autouse=True, scope="module")
def fewer_searches_for_cycles() -> Iterator[None]:
    """A query that is read is a tree of many thousand parts, and each new part would be a reason to search them all."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, *before[1:])
    yield
    gc.set_threshold(*before)


def senders() -> tuple[Kilde, ...]:
    """Every format, a sender that has never sent some of what its format has, and a map over sheets with little room,
    few codes and few days."""
    formats = [
        Kilde(nr=n, format_versjon=v, leverer=delivered_in(v)) for n, v in enumerate(("v1", "v4", "v5"), start=1)
    ]
    silent = replace(formats[1], nr=4, aldri=("medvirkning", "plan_evaluering"))
    short = {
        navn: replace(levert, fra=date(2024, 1, 1), til=date(2025, 6, 1), kapasitet=3)
        for navn, levert in everything().leverer.items()
    }
    return (*formats, silent, Kilde(nr=5, format_versjon="kart", leverer=short))


def plain(rule: Rule, dialect: Dialect = DUCKDB) -> Compiled:
    return compile_rule(rule, dialect, per=PER, koder=kodelister(), periode=None)


def with_everything(rule: Rule, dialect: Dialect = DUCKDB) -> Compiled:
    return compile_rule(
        rule,
        dialect,
        per=PER,
        koder=kodelister(),
        periode=(date(2025, 1, 1), PER),
        sample=True,
        uttrekksdato=date(2025, 6, 1),
        kilder=senders(),
    )


def statements(compiled: Compiled) -> list[str]:
    kept = compiled.kept_sql(1)
    return [query for query in (compiled.sql, kept, compiled.steps_sql, compiled.faults_sql) if query]


def resolve(query: str) -> exp.Expression:
    """Every name is the column of one table or step, else OptimizeError. A name given twice in one SELECT is refused
    here too: a star would give both."""
    tree = sqlglot.parse_one(query, read="duckdb")
    found = qualify(tree.copy(), schema=dict(SCHEMA), dialect="duckdb")
    for select in found.find_all(exp.Select):
        names = [name.lower() for name in select.named_selects]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
    return tree


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_every_name_is_one_thing(rule: Rule) -> None:
    compiled = plain(rule)
    resolve(compiled.faults_sql or compiled.sql)


@pytest.mark.lang
@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_what_is_written_for_spark_is_spark(rule: Rule) -> None:
    """And not DuckDB's: what stands in double quotes is a text to Spark, and no name."""
    compiled = plain(rule, SPARK_SQL)
    query = compiled.faults_sql or compiled.sql
    quotes = {
        query[token.start] for token in sqlglot.tokenize(query, read="spark") if token.token_type.name == "STRING"
    }
    assert quotes == {"'"}
    unknown = {function.name.upper() for function in sqlglot.parse_one(query, read="spark").find_all(exp.Anonymous)}
    assert unknown == set()


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_every_statement_for_spark_is_spark(rule: Rule) -> None:
    for query in statements(with_everything(rule, SPARK_SQL)):
        sqlglot.parse_one(query, read="spark")


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_every_statement_has_one_meaning_and_can_be_written_for_spark(rule: Rule) -> None:
    """The plain ones are parts of these, and the names in them are read in the quick tests."""
    for query in statements(with_everything(rule)):
        written = resolve(query).sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
        sqlglot.parse_one(written, read="spark")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("SELECT x FROM sak", "x", id="navnet finnes ikke"),
        pytest.param("SELECT s.x FROM sak s", "x", id="kolonnen finnes ikke i tabellen"),
        pytest.param(
            "SELECT start_dato FROM sak s JOIN plan p ON p.sak_nr = s.sak_nr", "start_dato", id="to kan være ment"
        ),
        pytest.param(
            "WITH m AS (SELECT s.*, s.slutt_dato AS start_dato FROM sak s) SELECT m.sak_nr FROM m",
            "start_dato",
            id="navnet er gitt to ganger",
        ),
    ],
)
def test_the_reader_refuses_what_is_not_one_thing(query: str, said: str) -> None:
    with pytest.raises((SqlglotError, AssertionError), match=said):
        resolve(query)
