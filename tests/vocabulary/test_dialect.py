"""The SQL we allow ourselves: each construct runs and means what we think, and nothing else is written."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
from bvaudit.model import kalender
from bvaudit.model.rule import Rule
from bvaudit.model.varighet import Varighet, parse_varighet
from bvaudit.vocabulary.sql import Sql, sql
from bvaudit.workflows.content import content_or_stop

from .judging import PER, kodelister

PAR = [
    ("2025-01-31", "P1M", "2025-02-28", "2024-12-31"),
    ("2024-01-31", "P1M", "2024-02-29", "2023-12-31"),
    ("2023-11-30", "P3M", "2024-02-29", "2023-08-30"),
    ("2024-11-30", "P3M", "2025-02-28", "2024-08-30"),
    ("2024-02-29", "P12M", "2025-02-28", "2023-02-28"),
    ("2024-02-29", "P1Y", "2025-02-28", "2023-02-28"),
    ("2024-02-29", "P4Y", "2028-02-29", "2020-02-29"),
    ("2025-12-31", "P6M", "2026-06-30", "2025-06-30"),
    ("2025-06-30", "P6M", "2025-12-30", "2024-12-30"),
    ("2025-08-31", "P6M", "2026-02-28", "2025-02-28"),
    ("2025-05-31", "P1M", "2025-06-30", "2025-04-30"),
    ("2025-12-31", "P2M", "2026-02-28", "2025-10-31"),
    ("2025-03-30", "P1D", "2025-03-31", "2025-03-29"),
    ("2025-10-26", "P7D", "2025-11-02", "2025-10-19"),
    ("2024-12-28", "P1W", "2025-01-04", "2024-12-21"),
    ("1999-12-31", "P18Y", "2017-12-31", "1981-12-31"),
    ("2025-01-01", "P0D", "2025-01-01", "2025-01-01"),
]


def between(fra: str, til: str) -> Sql:
    return DUCKDB.days_between(sql(fra), sql(til))


@pytest.fixture(scope="module")
def database() -> Any:
    with Database() as opened:
        opened.run("CREATE TABLE t (gruppe INTEGER, dag DATE, tekst VARCHAR)")
        rows = "(1, DATE '2025-01-01', 'a'), (1, DATE '2025-01-01', NULL), (1, NULL, 'b'), (2, NULL, NULL)"
        opened.run(f"INSERT INTO t VALUES {rows}")
        yield opened


@pytest.mark.parametrize(
    ("dag", "lengde", "senere", "tidligere"),
    [pytest.param(d, le, s, t, id=f"{d} og {le}") for d, le, s, t in PAR],
)
def test_months_clamp_to_the_last_day(database: Database, dag: str, lengde: str, senere: str, tidligere: str) -> None:
    length, start = parse_varighet(lengde), date.fromisoformat(dag)
    assert length is not None
    written = DUCKDB.date(start)
    (row,) = database.run(f"SELECT {DUCKDB.add(written, length)}, {DUCKDB.subtract(written, length)}")
    assert row == (date.fromisoformat(senere), date.fromisoformat(tidligere))
    assert row == (kalender.pluss(start, length), kalender.minus(start, length))


def test_the_database_and_the_calendar_agree_on_thousands_of_days(database: Database) -> None:
    random = Random("kalender")
    for enhet, most in (("D", 400), ("W", 60), ("M", 40), ("Y", 30)):
        length = Varighet(antall=random.randint(1, most), enhet=enhet)
        start = date(2019, 12, 1)
        days = [start + timedelta(n) for n in range(2000)]
        shift = f"{DUCKDB.add(sql('d'), length)}, {DUCKDB.subtract(sql('d'), length)}"
        found = database.run(f"SELECT {shift} FROM (SELECT UNNEST(?::DATE[]) AS d)", [days])
        assert found == [(kalender.pluss(d, length), kalender.minus(d, length)) for d in days]


@pytest.mark.parametrize(
    ("expression", "ventet"),
    [
        pytest.param("CASE WHEN NULL THEN 'a' ELSE 'b' END", "b", id="ukjent vilkår faller gjennom"),
        pytest.param("NOT (CAST(NULL AS BOOLEAN))", None, id="ikke ukjent er ukjent"),
        pytest.param("NULL OR TRUE", True, id="ukjent eller sant er sant"),
        pytest.param("NULL AND FALSE", False, id="ukjent og usant er usant"),
        pytest.param("NULL IN ('a')", None, id="tomt er ikke blant noe"),
        pytest.param("'a' IN ('b', 'a')", True, id="blant dem"),
        pytest.param("'1' = '01'", False, id="tekst sammenlignes som tekst"),
        pytest.param("CAST(NULL AS DATE) > DATE '2025-01-01'", None, id="sammenligning med tom dato er ukjent"),
        pytest.param("COALESCE(NULL, DATE '2025-01-01')", date(2025, 1, 1), id="første som er fylt ut"),
        pytest.param("GREATEST(NULL, DATE '2025-01-01')", date(2025, 1, 1), id="den største hopper over tomt"),
        pytest.param("LEAST(NULL, 3, 2)", 2, id="den minste hopper over tomt"),
        pytest.param("GREATEST(CAST(NULL AS DATE), NULL)", None, id="den største av ingenting"),
        pytest.param("FLOOR(1096 / 365)", 3, id="avrunding ned"),
        pytest.param("CAST(FLOOR(1459 / 365) AS INTEGER)", 3, id="avrunding ned til heltall"),
        pytest.param("SUBSTRING('2025-01-015001', 11)", "5001", id="resten av en tekst"),
        pytest.param("'a' || NULL", None, id="tekst satt sammen med tomt er tomt"),
        pytest.param("TRIM('  a b ')", "a b", id="mellomrom i endene"),
        pytest.param("CAST(12 AS VARCHAR(10))", "12", id="tall som tekst"),
        pytest.param("CAST(DATE '2025-01-02' AS VARCHAR(10))", "2025-01-02", id="dato som tekst"),
        pytest.param("SUM(1) FILTER (WHERE FALSE)", None, id="sum av ingenting er tom"),
        pytest.param("COUNT(*) FILTER (WHERE FALSE)", 0, id="antall av ingenting er null"),
        pytest.param(between("DATE '2024-02-28'", "DATE '2024-03-01'"), 2, id="dager over skuddårsdagen"),
        pytest.param(between("DATE '2025-03-01'", "DATE '2025-02-28'"), -1, id="dager bakover"),
        pytest.param(between("DATE '2025-03-29'", "DATE '2025-03-31'"), 2, id="dager over sommertid"),
        pytest.param(between("CAST(NULL AS DATE)", "DATE '2025-03-31'"), None, id="dager fra tom dato"),
        pytest.param(DUCKDB.show_date(sql("DATE '2025-01-02'")), "02.01.2025", id="dato som vi skriver den"),
        pytest.param(DUCKDB.show_date(sql("CAST(NULL AS DATE)")), None, id="tom dato som vi skriver den"),
        pytest.param("POSITION(',2,' IN ',1,2,')", 3, id="hvor en tekst begynner i en annen"),
        pytest.param("POSITION(',2,' IN ',12,')", 0, id="teksten er der ikke"),
        pytest.param("POSITION(',2,' IN CAST(NULL AS VARCHAR))", None, id="hvor i en tom tekst er ukjent"),
        pytest.param("EXTRACT(YEAR FROM DATE '2025-12-31')", 2025, id="året i en dato"),
        pytest.param("EXTRACT(YEAR FROM CAST(NULL AS DATE))", None, id="året i en tom dato"),
        pytest.param(DUCKDB.text("O'Hara; --"), "O'Hara; --", id="tekst med anførselstegn"),
        pytest.param(DUCKDB.text(""), "", id="tom tekst er ikke tomt felt"),
    ],
)
def test_expressions(database: Database, expression: str, ventet: object) -> None:
    assert database.run(f"SELECT {expression}") == [(ventet,)]


@pytest.mark.parametrize(
    ("query", "ventet"),
    [
        pytest.param(
            "SELECT gruppe, COUNT(DISTINCT dag) AS n FROM t GROUP BY gruppe ORDER BY gruppe",
            [(1, 1), (2, 0)],
            id="ulike dager",
        ),
        pytest.param(
            "SELECT gruppe, MIN(dag), MAX(dag) FROM t GROUP BY gruppe ORDER BY gruppe",
            [(1, date(2025, 1, 1), date(2025, 1, 1)), (2, None, None)],
            id="første og siste",
        ),
        pytest.param(
            f"SELECT gruppe, {DUCKDB.sorted_text(sql('tekst'))} FROM (SELECT 1 AS gruppe, 'b' AS tekst UNION ALL "
            "SELECT 1, 'Å' UNION ALL SELECT 1, 'Z' UNION ALL SELECT 1, 'b') a GROUP BY gruppe",
            [(1, "Z;b;b;Å")],
            id="alle tekstene som én, sortert",
        ),
        pytest.param(
            "SELECT COUNT(*) OVER (PARTITION BY gruppe), SUM(gruppe) OVER (PARTITION BY gruppe) FROM t ORDER BY gruppe",
            [(3, 3), (3, 3), (3, 3), (1, 2)],
            id="antall og sum i gruppen, på hver rad",
        ),
        pytest.param("SELECT MAX(dag) FILTER (WHERE gruppe = 2) FROM t", [(None,)], id="siste blant noen"),
        pytest.param(
            "SELECT tekst, LEAD(tekst) OVER (PARTITION BY gruppe ORDER BY tekst) FROM t "
            "WHERE tekst IS NOT NULL ORDER BY tekst",
            [("a", "b"), ("b", None)],
            id="den neste i rekken",
        ),
        pytest.param(
            "SELECT tekst, ROW_NUMBER() OVER (ORDER BY tekst) FROM t WHERE tekst IS NOT NULL ORDER BY 2",
            [("a", 1), ("b", 2)],
            id="nummer i rekken",
        ),
        pytest.param(
            "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT y, y + 1 AS z, z + 1 FROM b",
            [(2, 3, 4)],
            id="navn brukt videre i samme linje",
        ),
        pytest.param(
            "SELECT a.x, b.v FROM (SELECT 1 AS x UNION ALL SELECT 2) a LEFT JOIN "
            "(SELECT gruppe AS g, COUNT(*) AS v FROM t WHERE gruppe = 1 GROUP BY gruppe) b ON b.g = a.x ORDER BY a.x",
            [(1, 3), (2, None)],
            id="det som mangler er tomt",
        ),
        pytest.param(
            "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 1) a WHERE EXISTS (SELECT 1 FROM t u WHERE u.gruppe = a.x)",
            [(1,), (1,)],
            id="finnes",
        ),
    ],
)
def test_queries(database: Database, query: str, ventet: list[tuple[object, ...]]) -> None:
    assert database.run(query) == ventet


def test_text_is_sorted_by_code_point(database: Database) -> None:
    words = ["Ås", "Zeta", "Østbyen", "alfa", "Alfa", "Ærfugl", "2", "10", ""]
    found = database.run("SELECT w FROM (SELECT UNNEST(?::VARCHAR[]) AS w) ORDER BY w", [words])
    assert [w for (w,) in found] == sorted(words)


def test_identifiers_are_quoted() -> None:
    assert DUCKDB.identifier("start_dato") == '"start_dato"'
    assert DUCKDB.identifier('a"; DROP TABLE sak; --') == '"a""; DROP TABLE sak; --"'


# --- only these ----------------------------------------------------------------------------------------------------

_WORDS = """
    ALL AND ARRAY_TO_STRING AS BY CASE CAST COALESCE COUNT DATE DATE_DIFF DAY DISTINCT ELSE END EXISTS EXTRACT
    FALSE FILTER FLOOR FROM GREATEST GROUP IN INTEGER INTERVAL IS JOIN LEAD LEAST LEFT LIST LIST_SORT MAX MIN
    MONTH NOT NULL NULLIF ON OR ORDER OVER PARTITION POSITION ROW_NUMBER SELECT STRFTIME SUBSTRING SUM THEN TRIM
    TRUE UNION VARCHAR WHEN WHERE WITH YEAR
"""
ALLOWED = set(_WORDS.split())
_NOT_WORDS = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")


def shipped_rules() -> Sequence[Rule]:
    return [rule for rule in content_or_stop().regler.values() if not rule.manuell]


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_only_allowed_words_are_written(rule: Rule) -> None:
    """Any other word needs a test above first, and must mean the same in both dialects."""
    compiled = compile_rule(
        rule,
        DUCKDB,
        per=PER,
        koder=kodelister(),
        periode=(date(2025, 1, 1), PER),
        sample=True,
        uttrekksdato=date(2025, 6, 1),
    )
    for query in (compiled.sql, compiled.steps_sql, compiled.faults_sql):
        bare = _NOT_WORDS.sub(" ", query)
        called = set(re.findall(r"\b([A-Za-z_]\w*)\s*\(", bare)) | set(re.findall(r"\b[A-Z][A-Z_]+\b", bare))
        assert called - ALLOWED - {"u", "o", "m", "f"} == set()
    assert compiled.sql.rstrip().rsplit("\n", 1)[-1].startswith("ORDER BY ")
