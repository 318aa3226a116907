"""Rows are kept as numbers and read as text. Both ways say the same as the query an auditor can print and run."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from bvaudit.engine.beginnings import plan_as_begun
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.results import Results
from bvaudit.model.funn import Funn
from bvaudit.model.resultat import CONTRACT_NAMES, KEPT, ORDER, OUTCOMES, RESULT
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall
from tests.engine.test_evaluate import blandede_saker, core, shipped
from tests.engine.test_what_is_taken_away import some_cases
from tests.vocabulary.judging import PER, Sak, en_sak, kodelister, load, rad

FORST, SIST, EARLIER = date(2025, 1, 1), date(2025, 6, 30), date(2024, 6, 30)


def moved_cases() -> list[Sak]:
    """Cases that more than one unit has had, one of them twice, with a home whose tilsyn another municipality owes."""
    had = [
        ("Zeta", None, date(2025, 2, 28)),
        ("Ås", date(2025, 3, 1), date(2025, 8, 31)),
        ("Zeta", date(2025, 9, 1), None),
    ]
    young = {"fyller_15_dato": date(2027, 1, 1), "fyller_18_dato": date(2030, 1, 1)}
    other = rad("tilsyn_ansvarlig", start_dato=date(2020, 5, 1), kommunenummer="8888")
    return [
        en_sak(
            *(rad("sak_enhet", enhet=enhet, fra=fra, til=til) for enhet, fra, til in had[: many - 1]),
            rad("sak_enhet", enhet=had[many - 1][0], fra=had[many - 1][1]),  # still has it
            *(
                rad("henvendelse", id=f"h{m:02}", start_dato=date(2025, m, 1), konklusjon_slutt_dato=date(2025, m, 20))
                for m in (2, 5, 11)
            ),
            rad("tiltak", other, kode="2.2", start_dato=date(2020, 5, 1)),
            enhet=had[many - 1][0],
            kommunenummer="9999",
            **young,
        )
        for many in (1, 2, 3)
    ]


def rules() -> list[Rule]:
    return [rule for rule in shipped().values() if not rule.manuell]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        opened.expect_few_rows()
        for table in TABLES:
            opened.empty(table.navn)
        load(opened, [*blandede_saker(), *some_cases(), *moved_cases()])
        for table in TABLES:
            if table.nokkel and table.nokkel not in ("sak_id", "innsending_id"):  # unlike in all cases, as real ids are
                opened.run(f"UPDATE {table.navn} SET {table.nokkel} = sak_id || '-' || {table.nokkel}")
        yield opened


def judge(database: Database, **endret: Any) -> tuple[EvaluationPlan, Results, Judged]:
    asked: dict[str, Any] = {"regler": tuple(rules()), "per": PER, "periode": None, **endret}
    plan = plan_as_begun(EvaluationPlan(koder=kodelister(), tabeller=frozenset(BY_NAME), **asked), database)
    return plan, *evaluate(plan, database)


# --- the declaration -----------------------------------------------------------------------------------------------


def test_every_column_of_the_contract_is_a_field_of_a_finding() -> None:
    assert set(CONTRACT_NAMES) <= {field.name for field in fields(Funn)}


def test_rows_are_sorted_by_columns_that_are_kept() -> None:
    assert {column.navn for column in ORDER} <= {column.navn for column in KEPT}
    assert len({column.navn for column in KEPT}) == len(KEPT)


def test_every_outcome_has_a_number() -> None:
    assert list(OUTCOMES.values()) == list(Utfall)


def test_a_row_is_put_in_by_the_names_of_its_columns(database: Database) -> None:
    """Two dates that change places in a query do not change places in the table."""
    database.create("datoer", [("start_dato", "DATE"), ("frist_dato", "DATE")])
    database.append("datoer", "SELECT DATE '2025-12-31' AS frist_dato, DATE '2025-01-01' AS start_dato")
    assert database.run("SELECT start_dato, frist_dato FROM datoer") == [(date(2025, 1, 1), date(2025, 12, 31))]


# --- there and back ------------------------------------------------------------------------------------------------


ALLE = pytest.mark.lang


@pytest.mark.parametrize(
    "endret",
    [
        pytest.param({"regler": tuple(core())}, id="kjernen"),
        pytest.param({"regler": tuple(core()), "periode": (FORST, SIST)}, id="kjernen i et halvår"),
        pytest.param({}, id="alt", marks=ALLE),
        pytest.param({"periode": (FORST, SIST)}, id="et halvår", marks=ALLE),
        pytest.param({"saker": frozenset(f"sak-{n:06d}" for n in range(0, 141, 3))}, id="hver tredje sak", marks=ALLE),
        pytest.param({"per": EARLIER, "uttrekksdato": date(2024, 3, 1)}, id="en dag etter uttrekket", marks=ALLE),
    ],
)
def test_the_rows_of_every_rule_are_those_of_its_own_query(database: Database, endret: dict[str, Any]) -> None:
    plan, results, judged = judge(database, **endret)
    alone = [row for rule in judged.regler for row in database.run(plan.compiled(rule, database.dialect).sql)]
    names = ", ".join(column.navn for column in RESULT)
    assert database.run(f"SELECT {names} FROM resultat ORDER BY regel, variant, enhet, sak, objekt_id") == alone
    assert database.run(results.contract_rows()) == [row[: len(CONTRACT_NAMES)] for row in alone]
    assert len(alone) == judged.rader > 300


Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def whole(database: Database) -> tuple[Results, Judged, Rows]:
    """Everything judged, and every row as text."""
    _, results, judged = judge(
        database, regler=(*core(), *(shipped()[name] for name in ("HJE-11", "OMS-12", "UND-01")))
    )
    names = [column.navn for column in RESULT]
    order = "regel, variant, enhet, sak, objekt_id"
    rows = database.run(f"SELECT {', '.join(names)} FROM resultat ORDER BY {order}")
    return results, judged, [dict(zip(names, row, strict=True)) for row in rows]


def settled(row: dict[str, Any]) -> bool:
    return row["utfall"] in ("oppfylt", "delvis oppfylt", "ikke oppfylt")


def ours(row: dict[str, Any]) -> bool:
    return not (row["annen_ansvarlig"] and row["utfall"] == "ikke oppfylt")


def test_counts_are_those_of_the_rows(whole: tuple[Results, Judged, Rows]) -> None:
    results, _, rows = whole
    counts = results.counts()
    wanted = Counter((r["regel"], r["enhet"], r["variant"]) for r in rows if ours(r) and settled(r))
    assert {key: tall.n for key, tall in counts.items() if tall.n} == wanted
    assert sum(tall.andre_kommuner for tall in counts.values()) == sum(not ours(r) for r in rows) > 0
    exempt = Counter(r["forklaring"] for r in rows if r["utfall"] == "ikke aktuelt" and r["forklaring"])
    assert sum(n for tall in counts.values() for n in tall.unntatt.values()) == exempt.total()
    assert results.units_counted() == {r["enhet"] for r in rows}


def test_cases_are_those_of_the_rows(whole: tuple[Results, Judged, Rows]) -> None:
    results, _, rows = whole
    judged = [r for r in rows if ours(r) and settled(r)]
    per_unit = Counter(k[:3] for k in {(r["regel"], r["variant"], r["enhet"], r["sak"]) for r in judged})
    everywhere = Counter((*k[:2], None) for k in {(r["regel"], r["variant"], r["sak"]) for r in judged})
    assert results.cases_judged() == {**per_unit, **everywhere}


@pytest.mark.parametrize("utfall", [Utfall.IKKE_OPPFYLT, Utfall.UAVKLART])
def test_findings_are_the_rows(whole: tuple[Results, Judged, Rows], utfall: Utfall) -> None:
    results, judged, rows = whole
    told = 0
    for rule in judged.regler:
        mine = [r for r in rows if r["regel"] == rule.id and r["variant"] == rule.variantnavn[0] and ours(r)]
        wanted = [{n: r[n] or "" if n == "forklaring" else r[n] for n in CONTRACT_NAMES} for r in mine]
        found = list(results.findings(rule.id, rule.variantnavn[0], utfall))
        assert [{n: getattr(f, n) for n in CONTRACT_NAMES} for f in found] == [
            r for r in wanted if r["utfall"] == utfall
        ]
        told += len(found)
    assert told > 50


def test_the_unit_that_has_the_case_now_is_told(whole: tuple[Results, Judged, Rows]) -> None:
    results, _, _ = whole
    moved = f"sak-{len(blandede_saker()) + len(some_cases()) + 1:06d}"  # Zeta had it first, and now Ås
    found = [f for f in results.findings("MEL-01", "lov", Utfall.IKKE_OPPFYLT) if f.sak == moved]
    assert [(f.enhet, f.enhet_na) for f in found] == [("Zeta", "Ås"), ("Ås", ""), ("Ås", "")]


def test_what_other_ways_say_is_what_the_rows_say(whole: tuple[Results, Judged, Rows]) -> None:
    results, judged, rows = whole
    told = 0
    for rule in judged.regler:
        mine, standard = [r for r in rows if r["regel"] == rule.id], rule.variantnavn[0]
        shown = {r["objekt_id"] for r in mine if r["utfall"] in ("ikke oppfylt", "uavklart")}
        wanted: dict[str, list[tuple[str, Utfall]]] = {}
        for r in mine:
            if r["objekt_id"] in shown and r["variant"] != standard:
                wanted.setdefault(r["objekt_id"], []).append((r["variant"], Utfall(r["utfall"])))
        assert results.other_ways(rule.id, standard) == {objekt: tuple(found) for objekt, found in wanted.items()}
        elsewhere = {
            r["objekt_id"] for r in mine if r["variant"] != standard and r["utfall"] == "ikke oppfylt" and ours(r)
        }
        kept = [
            r["objekt_id"] for r in mine if r["variant"] == standard and r["utfall"] not in ("ikke oppfylt", "uavklart")
        ]
        otherwise = [f.objekt_id for f in results.broken_otherwise(rule.id, standard)]
        assert otherwise == [objekt for objekt in kept if objekt in elsewhere]
        told += len(wanted)
    assert told > 100
