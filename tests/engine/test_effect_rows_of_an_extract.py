"""What an effect is measured on, read from made-up cases: every object whatever the period, with the day it began."""

from collections.abc import Iterator
from datetime import date

import pytest
from vocabulary.judging import Sak, en_regel, en_sak, kodelister, load, rad

from bvaudit.engine.database import Database
from bvaudit.engine.effect_rows import effect_rows
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall

PER = date(2025, 12, 31)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        yield opened


def rows_of(database: Database, rule: Rule, *cases: Sak, own_start: bool = False) -> list[Objektrad]:
    load(database, cases)
    plan = EvaluationPlan(regler=(rule,), per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME))
    results, _ = evaluate(plan, database)
    found = effect_rows(results, database, (rule,), {"Test": "test-id"}, (rule.id,) if own_start else ())
    return sorted(found[rule.id], key=lambda row: (row.start or date.min, row.sak))


def test_every_object_with_its_start_whatever_the_period(database: Database, innhold: Innhold) -> None:
    old, late, quick, running = ("2019-03-04", "2025-11-03", "2025-12-20", "2025-12-29")
    found = rows_of(
        database,
        innhold.regler["MEL-01"],
        en_sak(rad("henvendelse", kode="2", start_dato=old, konklusjon_slutt_dato="2019-03-06", konklusjon_kode="1")),
        en_sak(rad("henvendelse", kode="2", start_dato=late)),
        en_sak(rad("henvendelse", kode="2", start_dato=quick, konklusjon_slutt_dato=quick, konklusjon_kode="1")),
        en_sak(rad("henvendelse", kode="2", start_dato=running)),
        en_sak(rad("henvendelse", kode="2", start_dato=late, er_slettet=True)),
    )
    assert [(str(row.start), row.utfall) for row in found] == [
        (old, Utfall.OPPFYLT),
        (late, Utfall.IKKE_OPPFYLT),
        (quick, Utfall.OPPFYLT),
        (running, Utfall.IKKE_AKTUELT),
    ]
    assert {row.enhet for row in found} == {"test-id"}
    assert [str(row.frist) for row in found] == ["2019-03-11", "2025-11-10", "2025-12-27", "2026-01-05"]
    assert [row.utfort is None for row in found] == [False, True, False, True]


def test_a_rule_that_gives_no_time_goes_by_the_objects_own_start(database: Database) -> None:
    rule = en_regel({"utfylt": {"felt": "konklusjon_kode"}}, telles_etter=("start_dato",))
    cases = [en_sak(rad("henvendelse", id=day, start_dato=day)) for day in ("2025-02-01", "2025-03-01")]
    found = rows_of(database, rule, *cases, own_start=True)
    assert [str(row.start) for row in found] == ["2025-02-01", "2025-03-01"]


def test_a_limit_that_runs_from_another_day_than_the_objects_own(database: Database) -> None:
    """The start of the contract decides: the day the limit runs from; the object's own only where that is not known."""
    limit = {"innen_frist": {"start": "start_dato", "slutt": "konklusjon_slutt_dato", "lengde": "P1W"}}
    limit["innen_frist"]["start"] = {"felt": "start_dato", "pluss": "P1W"}  # type: ignore[assignment]
    rule = en_regel(limit, telles_etter=("start_dato",))
    (row,) = rows_of(database, rule, en_sak(rad("henvendelse", start_dato="2025-02-01")))
    assert str(row.start) == "2025-02-08"
