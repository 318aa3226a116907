"""The register's own controls: which grade, counted where, and what they see that the rules about law do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from vocabulary.judging import PER, Sak, en_regel, en_sak, load, rad

from bvaudit.engine.controls import Controlled, run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.rule import GradForKode, Kontroll, Kontrollgrad, Rule
from bvaudit.model.tables import BY_NAME, TABLES

A, DAGEN_FOR = date(2025, 3, 1), date(2025, 2, 28)
KRAV = {"rekkefolge": {"forst": "start_dato", "sa": "konklusjon_slutt_dato", "skal": "ikke_for"}}
ERROR, WARNING = Kontrollgrad.ERROR, Kontrollgrad.WARNING


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        yield opened


def en_kontroll(krav: Any = KRAV, objekt: str = "henvendelse", der: Any = None, **endret: Any) -> Rule:
    kontroll = Kontroll(entitet=objekt, alvorlighet=ERROR, v5="direkte", **endret)
    return replace(en_regel(krav, objekt, der), kontroll=kontroll)


def run(database: Database, rule: Rule, alle: Sequence[Sak], **endret: Any) -> Controlled:
    load(database, alle)
    plan = EvaluationPlan(
        regler=(),
        kontroller=(rule,),
        koder={},
        **{"per": PER, "periode": None, "tabeller": frozenset(BY_NAME), **endret},
    )
    results, judged = evaluate(plan, database)
    assert (judged.rader, results.counts()) == (0, {})  # nothing about the law
    return run_controls(plan, database)


def counted(controlled: Controlled) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(c.enhet, c.grad, c.antall, c.eksempler) for c in controlled.funn]


def feil(**felt: object) -> Any:
    return rad("henvendelse", **{"start_dato": A, "konklusjon_slutt_dato": DAGEN_FOR, **felt})


def test_counted_per_unit_with_the_cases(database: Database) -> None:
    saker = [en_sak(feil(), feil(), enhet="Øst"), en_sak(feil(), enhet="Vest"), en_sak(feil(), enhet="Øst")]
    found = counted(run(database, en_kontroll(), saker))
    assert found == [("Vest", "ERROR", 1, ("sak-000001",)), ("Øst", "ERROR", 3, ("sak-000000", "sak-000002"))]


def test_at_most_five_cases_are_named(database: Database) -> None:
    ((_, _, antall, eksempler),) = counted(run(database, en_kontroll(), [en_sak(feil()) for _ in range(7)]))
    assert (antall, eksempler) == (7, tuple(f"sak-{n:06d}" for n in range(5)))


def test_nothing_found_is_still_run(database: Database) -> None:
    controlled = run(database, en_kontroll(), [en_sak(feil(konklusjon_slutt_dato=A))])
    assert (len(controlled.kjort), controlled.funn, controlled.ikke_kjort) == (1, (), ())


def test_what_it_cannot_tell_has_no_grade(database: Database) -> None:
    saker = [en_sak(feil(start_dato=None), feil(start_dato=None, migrert_id="x"), feil())]
    found = counted(run(database, en_kontroll(alvorlighet_migrert=WARNING), saker))
    assert [(grad, antall) for _, grad, antall, _ in found] == [("", 2), ("ERROR", 1)]


@pytest.mark.parametrize(
    ("migrert_id", "grad"),
    [
        pytest.param("gammel", "WARNING", id="flyttet fra et eldre system"),
        pytest.param(None, "ERROR", id="ikke flyttet"),
        pytest.param("", "ERROR", id="tom id"),
    ],
)
def test_a_lower_grade_for_what_was_moved(database: Database, migrert_id: str | None, grad: str) -> None:
    rule = en_kontroll(alvorlighet_migrert=WARNING)
    assert [c.grad for c in run(database, rule, [en_sak(feil(migrert_id=migrert_id))]).funn] == [grad]


def test_without_a_grade_of_its_own_a_moved_row_keeps_the_usual(database: Database) -> None:
    assert [c.grad for c in run(database, en_kontroll(), [en_sak(feil(migrert_id="gammel"))]).funn] == ["ERROR"]


def test_some_codes_have_a_grade_of_their_own(database: Database) -> None:
    rule = en_kontroll(kodefelt="konklusjon_kode", etter_kode=(GradForKode(kode="2", alvorlighet=WARNING),))
    saker = [en_sak(feil(konklusjon_kode="1"), feil(konklusjon_kode="2"), feil(konklusjon_kode="2"), feil())]
    found = counted(run(database, rule, saker))
    assert [(grad, antall) for _, grad, antall, _ in found] == [("ERROR", 2), ("WARNING", 2)]


def test_what_lies_after_the_judging_day_is_seen_too(database: Database) -> None:
    """The document is controlled as it was sent in."""
    assert run(database, en_kontroll(), [en_sak(feil())], per=date(2020, 1, 1)).funn


@pytest.mark.parametrize(
    "felt",
    [pytest.param({"er_slettet": True}, id="slettet rad"), pytest.param({"konklusjon_er_slettet": True}, id="trukket")],
)
def test_what_is_deleted_is_not(database: Database, felt: dict[str, object]) -> None:
    rule = en_kontroll(der={"konklusjon_slutt_dato": {"utfylt": True}})
    assert run(database, rule, [en_sak(feil(**felt))]).funn == ()


def test_only_the_cases_of_a_sample(database: Database) -> None:
    controlled = run(database, en_kontroll(), [en_sak(feil()), en_sak(feil())], saker=frozenset({"sak-000001"}))
    assert [(c.antall, c.eksempler) for c in controlled.funn] == [(1, ("sak-000001",))]


def test_a_period_is_no_concern_of_theirs(database: Database) -> None:
    periode = (date(2019, 1, 1), date(2019, 12, 31))
    assert run(database, en_kontroll(), [en_sak(feil())], periode=periode).funn


def test_before_it_applied_there_is_nothing_to_doubt(database: Database) -> None:
    rule = en_kontroll(der={"kode": {"en_av": ["2"]}})
    old = replace(rule, versjoner=(replace(rule.versjoner[0], gjelder_fra=date(2026, 1, 1)),))
    assert [c.grad for c in run(database, rule, [en_sak(feil())]).funn] == [""]
    assert run(database, old, [en_sak(feil())]).funn == ()


def test_tables_that_are_missing(database: Database) -> None:
    rule = en_kontroll({"relasjon": {"fra": "vedtak"}}, "tiltak")
    controlled = run(database, rule, [], tabeller=frozenset({"sak", "tiltak"}))
    assert [n.grunn for n in controlled.ikke_kjort] == [
        "Ikke undersøkt: uttrekket har ikke koblinger mellom det som hører sammen i saken og vedtak."
    ]
    assert controlled.kjort == ()
