"""Expressions put together: what is written, what it uses, and that what is left out changes nothing."""

import ast
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bvaudit.engine.dialects import DUCKDB
from bvaudit.vocabulary.frame import read_together
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import (
    FALSE,
    TRUE,
    Extreme,
    Sql,
    all_of,
    any_of,
    case,
    earliest,
    first_of,
    is_unknown,
    joined_by,
    latest,
    maybe,
    sql,
)

from .judging import PER, ROT, en_regel, en_sak, judge_all, judge_rules, kobling, rad

A, B, C = (DUCKDB.value(name) for name in ("lov/a", "lov/b", "lov/c"))


@pytest.mark.parametrize(
    ("made", "text", "uses"),
    [
        pytest.param(sql("{} IS NULL", A), '"lov/a" IS NULL', {"lov/a"}, id="etter plass"),
        pytest.param(
            sql("{a} < {b} AND {a} > 0", a=A, b=B),
            '"lov/a" < "lov/b" AND "lov/a" > 0',
            {"lov/a", "lov/b"},
            id="etter navn",
        ),
        pytest.param(
            sql("{} IN ({})", A, [B, C]), '"lov/a" IN ("lov/b", "lov/c")', {"lov/a", "lov/b", "lov/c"}, id="flere"
        ),
        pytest.param(sql("{} > {}", A, 3), '"lov/a" > 3', {"lov/a"}, id="tall"),
        pytest.param(sql("{}", DUCKDB.text("{0} {x}")), "'{0} {x}'", set(), id="klammer i en tekst"),
        pytest.param(joined_by(" || ", [A, B]), '"lov/a" || "lov/b"', {"lov/a", "lov/b"}, id="med noe mellom"),
        pytest.param(all_of([A, None, TRUE, B]), '"lov/a" AND "lov/b"', {"lov/a", "lov/b"}, id="alle"),
        pytest.param(all_of([]), "TRUE", set(), id="alle av ingen"),
        pytest.param(any_of([A, None, FALSE, B]), '(("lov/a") OR ("lov/b"))', {"lov/a", "lov/b"}, id="minst én"),
        pytest.param(any_of([A]), '("lov/a")', {"lov/a"}, id="minst én av én"),
        pytest.param(any_of([None]), "FALSE", set(), id="minst én av ingen"),
        pytest.param(first_of([A]), '"lov/a"', {"lov/a"}, id="den første av én"),
        pytest.param(first_of([A, B]), 'COALESCE("lov/a", "lov/b")', {"lov/a", "lov/b"}, id="den første"),
        pytest.param(earliest([A, B]), 'LEAST("lov/a", "lov/b")', {"lov/a", "lov/b"}, id="den tidligste"),
        pytest.param(latest([A, B]), 'GREATEST("lov/a", "lov/b")', {"lov/a", "lov/b"}, id="den seneste"),
        pytest.param(
            case([(A, B)], C), 'CASE WHEN "lov/a" THEN "lov/b" ELSE "lov/c" END', {"lov/a", "lov/b", "lov/c"}, id="valg"
        ),
        pytest.param(case([(A, B)]), 'CASE WHEN "lov/a" THEN "lov/b" END', {"lov/a", "lov/b"}, id="valg uten ellers"),
        pytest.param(
            case([(A, B), (TRUE, C), (A, A)], A),
            'CASE WHEN "lov/a" THEN "lov/b" ELSE "lov/c" END',
            {"lov/a", "lov/b", "lov/c"},
            id="resten nås ikke",
        ),
        pytest.param(case([(FALSE, B), (A, C)], C), '"lov/c"', {"lov/c"}, id="valget avgjør ingenting"),
        pytest.param(case([], C), '"lov/c"', {"lov/c"}, id="ingenting å velge"),
        pytest.param(Extreme("MIN", A).among(), 'MIN("lov/a")', {"lov/a"}, id="den minste"),
        pytest.param(
            Extreme("MAX", A, B).among(C),
            'MAX("lov/a") FILTER (WHERE ("lov/c") AND ("lov/b"))',
            {"lov/a", "lov/b", "lov/c"},
            id="den største blant noen",
        ),
    ],
)
def test_what_is_written(made: Sql, text: str, uses: set[str]) -> None:
    assert (str(made), made.uses) == (text, uses)


def test_a_text_is_no_expression() -> None:
    wrong: Any = "sak_nr"
    with pytest.raises(TypeError, match="sak_nr"):
        sql("{} IS NULL", wrong)


TRUTH = (TRUE, FALSE, sql("CAST(NULL AS BOOLEAN)"))


def test_what_is_left_out_changes_nothing() -> None:
    """Every choice of true, false and unknown, against the same written in full."""
    pairs: list[tuple[Sql, str]] = []
    for one, two in product(TRUTH, repeat=2):
        pairs += [
            (all_of((one, two)), f"({one}) AND ({two})"),
            (any_of((one, two)), f"({one}) OR ({two})"),
            (is_unknown(one), f"({one}) IS NULL"),
            (maybe(one), f"COALESCE({one}, TRUE)"),
        ]
        for x, y, z in product(("1", "2"), repeat=3):
            found = case([(one, sql(x)), (two, sql(y))], sql(z))
            pairs.append((found, f"CASE WHEN {one} THEN {x} WHEN {two} THEN {y} ELSE {z} END"))
    for short, whole in pairs:
        assert duckdb.sql(f"SELECT ({short}) IS NOT DISTINCT FROM ({whole})").fetchall() == [(True,)], whole


# --- rows read together --------------------------------------------------------------------------------------------

IKKE_TOM = {"finnes": {"rader": {"tabell": "plan", "der": {"kode": {"utfylt": True}}}}}
DELER = (
    IKKE_TOM,
    {"finnes": {"rader": {"tabell": "plan", "der": {"kode": {"en_av": ["1"]}}}}},
    {"finnes": {"rader": {"tabell": "plan", "der": {"kode": {"en_av": ["2"]}, "i_kraft": "per"}}}},
    {"finnes": {"rader": {"tabell": "plan", "via": "relasjon", "retning": "fra"}}},
    {"siste_innen": {"vindu": "P6M", "hendelser": [{"tabell": "plan", "der": {"kode": {"en_av": ["2"]}}}]}},
    {"innen_frist": {"start": {"tidligste": {"tabell": "plan"}}, "slutt": "slutt_dato", "lengde": "P3M"}},
    {
        "innen_frist": {
            "start": {"seneste": {"tabell": "plan", "der": {"kode": {"en_av": ["1"]}}}},
            "slutt": "per",
            "lengde": "P1Y",
        }
    },
)


def test_rows_with_different_conditions_are_read_once() -> None:
    scope = Scope(DUCKDB, "tiltak", PER)
    source, key = sql("levende_plan r"), sql("r.sak_nr")
    for code in ("1", "2"):
        scope.joined(source, key, Extreme("MIN", sql("r.start_dato")), keep=sql("r.kode = {}", DUCKDB.text(code)))
    scope.joined(source, key, sql("COUNT(*)"), keep=sql("r.kode = '3'"))
    scope.joined(sql("levende_vedtak r"), key, Extreme("MIN", sql("r.start_dato")))
    assert [[one.alias for one in together] for together in read_together(scope.joins.values())] == [
        ["a1", "a2"],
        ["a3"],
        ["a4"],
    ]


def test_an_answer_is_the_same_when_its_rows_are_read_with_others() -> None:
    """Alone, and as a part of a rule that asks for the same rows in other ways."""
    days = [None, PER.replace(month=1), PER.replace(month=9, day=1)]
    saker = []
    for n, (kode, dag, linked) in enumerate(product(("1", "2", "3", None), days, (True, False))):
        plan = [rad("plan", id=f"p{n}", kode=kode, start_dato=dag)] if n % 5 else []
        more = [rad("plan", id=f"q{n}", kode="2", start_dato=days[n % 3])] if n % 3 == 0 else []
        link = [kobling(f"p{n}", f"t{n}")] if linked and plan else []
        saker.append(en_sak(rad("tiltak", id=f"t{n}", start_dato=days[1], slutt_dato=days[n % 3]), *plan, *more, *link))
    rules = []
    for n, part in enumerate(DELER):
        # The part decides alone; the others are there to be read, and only to be read.
        steps = [{"krav": part}, *({"krav": other} for other in DELER if other is not part)]
        rules.append(en_regel({"trinnvis": steps}, "tiltak", id=f"TST-{n}"))
    together = judge_rules(rules, saker)
    for part, found in zip(DELER, together, strict=True):
        alone = judge_all(part, saker, objekt="tiltak")
        assert [svar.utfall for svar in found] == [svar.utfall for svar in alone], part
    assert len({svar.utfall for found in together for svar in found}) == 3


# --- the program itself --------------------------------------------------------------------------------------------

# Aliases and keywords of our own; none of them is an expression.
_PLAIN = {"alias", "near", "far", "spans", "function", "self.function", "sign", "antall", "utfall.value"}
_PLAIN |= {"_INTERVAL[lengde.enhet]", "self.identifier(name)", "value.isoformat()"}


@pytest.mark.parametrize("file", sorted((ROT / "bvaudit" / "vocabulary").glob("*.py")), ids=lambda file: file.stem)
def test_no_expression_is_made_by_an_f_string(file: Path) -> None:
    """What stands in an f-string is bare text, and the values it names would be forgotten."""
    wrong = []
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in ("sql", "Sql"):
            continue
        for text in (one for one in call.args[:1] if isinstance(one, ast.JoinedStr)):
            inside = {ast.unparse(part.value) for part in text.values if isinstance(part, ast.FormattedValue)}
            wrong += [f"{file.name}:{call.lineno} {one}" for one in sorted(inside - _PLAIN)]
    assert wrong == []
