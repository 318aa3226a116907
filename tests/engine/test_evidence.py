"""Evidence judged once more: whatever the period, only what was asked for, and never better for being old."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from vocabulary.judging import PER, Sak, en_regel, en_sak, kodelister, load, rad

from bvaudit.engine.database import Database
from bvaudit.engine.ended import end_days, ended
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.evidence import Again, judged_again
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall

A_YEAR = (PER - timedelta(364), PER)
LONG_AGO = date(2019, 3, 4)
FRIST = en_regel(
    {"innen_frist": {"start": "start_dato", "slutt": "konklusjon_slutt_dato", "lengde": "P1W"}},
    id="FRI-01",
    telles_etter=("start_dato",),
)
ANSVAR = en_regel({"utfylt": {"felt": "melder"}}, id="MEL-99", telles_etter=("start_dato",))


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        yield opened


def again(
    database: Database, cases: list[Sak], *rules: Rule, wanted: dict[str, dict[str, str]], **changes: Any
) -> dict[tuple[str, str], Again]:
    load(database, cases)
    plan = EvaluationPlan(
        regler=rules, per=PER, periode=A_YEAR, koder=kodelister(), tabeller=frozenset(BY_NAME), saker=None
    )
    return judged_again(replace(plan, **changes), database, wanted)


def melding(id: str, start: date | None = LONG_AGO, slutt: date | None = None, **felt: Any) -> Sak:
    return en_sak(rad("henvendelse", id=id, start_dato=start, konklusjon_slutt_dato=slutt, **felt))


def ids(database: Database) -> list[tuple[str, str]]:
    return database.run(
        "SELECT h.henvendelse_id, s.sak_id FROM henvendelse h JOIN sak s ON s.sak_nr = h.sak_nr ORDER BY 2"
    )


def asked(database: Database, cases: list[Sak]) -> dict[str, dict[str, str]]:
    load(database, cases)
    return {FRIST.id: dict(ids(database))}


@pytest.mark.parametrize(
    ("start", "slutt", "utfall"),
    [
        (LONG_AGO, None, Utfall.IKKE_OPPFYLT),
        (LONG_AGO, LONG_AGO + timedelta(30), Utfall.IKKE_OPPFYLT),
        (LONG_AGO, LONG_AGO + timedelta(3), Utfall.OPPFYLT),
        (PER - timedelta(2), None, Utfall.IKKE_AKTUELT),
        (None, None, Utfall.UAVKLART),
    ],
)
def test_what_has_left_the_period_is_judged_all_the_same(
    database: Database, start: date | None, slutt: date | None, utfall: Utfall
) -> None:
    cases = [melding("a", start, slutt)]
    wanted = asked(database, cases)
    (found,) = again(database, cases, FRIST, wanted=wanted).values()
    assert found.funn is not None
    assert (found.funn.utfall, found.borte, found.ikke_kontrollert) == (utfall, False, "")
    assert found.funn.faktisk_dato == (slutt if slutt and utfall is Utfall.IKKE_OPPFYLT else found.funn.faktisk_dato)


def test_only_what_was_asked_for_and_a_run_over_everything_says_the_same(database: Database) -> None:
    cases = [melding(f"m{n}", LONG_AGO + timedelta(n), LONG_AGO + timedelta(2 * n)) for n in range(20)]
    wanted = {FRIST.id: dict(list(asked(database, cases)[FRIST.id].items())[:5])}
    found = again(database, cases, FRIST, ANSVAR, wanted=wanted)
    assert {regel for regel, _ in found} == {FRIST.id} and len(found) == 5
    plan = EvaluationPlan(regler=(FRIST,), per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME))
    results, _ = evaluate(plan, database)
    whole = results.of_objects(FRIST.id, "lov", wanted[FRIST.id])
    assert {objekt: one.funn for (_, objekt), one in found.items()} == {o: funn for o, (funn, _) in whole.items()}


def test_what_is_deleted_or_not_there_is_gone(database: Database) -> None:
    cases = [melding("a", er_slettet=True), melding("b")]
    wanted = asked(database, cases)
    (a, b), missing = wanted[FRIST.id], "finnes-ikke"
    wanted[FRIST.id][missing] = "sak-000001"
    found = again(database, cases, FRIST, wanted=wanted)
    assert {objekt: one.borte for (_, objekt), one in found.items()} == {a: True, b: False, missing: True}
    assert all(one.funn is None for one in found.values() if one.borte)


def test_what_the_rule_is_not_about_any_more_is_neither_gone_nor_unknown(database: Database) -> None:
    rule = replace(FRIST, gjelder=en_regel(der={"konklusjon_kode": {"utfylt": True}}).gjelder)
    cases = [melding("a")]
    wanted = asked(database, cases)
    (found,) = again(database, cases, rule, wanted=wanted).values()
    assert (found.funn, found.borte, found.ikke_kontrollert) == (None, False, "")


def test_a_rule_the_extract_cannot_answer_says_why(database: Database) -> None:
    cases = [melding("a")]
    wanted = asked(database, cases)
    found = again(database, cases, FRIST, wanted=wanted, tabeller=frozenset({"sak"}))
    (one,) = found.values()
    assert one.ikke_kontrollert and one.funn is None and not one.borte


def test_nothing_is_asked_of_the_database_when_nothing_is_wanted(database: Database) -> None:
    assert again(database, [melding("a")], FRIST, wanted={}) == {}


def test_the_day_an_object_ended(database: Database) -> None:
    slutt = PER - timedelta(40)
    cases = [melding("a", slutt=slutt), melding("b"), melding("c", slutt=PER + timedelta(1))]
    wanted = asked(database, cases)
    found = again(database, cases, FRIST, wanted=wanted)
    assert [one.slutt for one in found.values()] == [slutt, None, None]
    assert end_days(database, "henvendelse", PER) == {next(iter(wanted[FRIST.id])): slutt}
    assert ended(database, "henvendelse", PER) == frozenset(list(wanted[FRIST.id])[:1])


def test_a_withdrawn_conclusion_is_no_end(database: Database) -> None:
    load(database, [melding("a", slutt=PER, konklusjon_er_slettet=True)])
    assert end_days(database, "henvendelse", PER) == {}
