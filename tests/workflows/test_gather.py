"""From judged cases to answers: the law, the other ways of counting, and the counts are those of the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from bvaudit.engine.controls import Controlled
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.manifest import Manifest
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.gather import Run, gather
from tests.vocabulary.judging import PER, Sak, en_regel, en_sak, kodelister, load, rad

MANIFEST = Manifest(
    programversjon="0",
    importert=datetime(2026, 1, 2, tzinfo=UTC),
    nokkel_avtrykk="",
    uttrekksdato=PER,
    dokumenter_lest=0,
    dokumenter_brukt=0,
    dokumenter_utelatt=0,
    formatversjoner={},
    tabeller={},
    filer=(),
)


@cache
def content() -> Content:
    return content_or_stop()


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        yield opened


def told(database: Database, saker: Sequence[Sak], *rules: Rule) -> list[RegelSvar]:
    load(database, saker)
    plan = EvaluationPlan(regler=rules, per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME))
    results, judged = evaluate(plan, database)
    run = Run(
        manifest=MANIFEST,
        per=PER,
        periode=None,
        results=results,
        judged=judged,
        controlled=Controlled(kjort=(), funn=(), ikke_kjort=()),
    )
    return list(gather(run, content()).svar)


def en_melding(mottatt: date, konkludert: date | None, enhet: str, antall: int = 1) -> Sak:
    rows = [rad("henvendelse", id=f"m{n}", start_dato=mottatt, konklusjon_slutt_dato=konkludert) for n in range(antall)]
    return en_sak(*rows, enhet=enhet)


def test_the_law_of_a_unit_is_the_one_its_own_breaches_were_judged_by(database: Database) -> None:
    """One unit kept the old act, the other broke the new one: the paragraph of the first is not printed for it."""
    saker = [
        en_melding(date(2022, 3, 1), date(2022, 3, 3), "Alfa"),
        en_melding(date(2025, 3, 1), date(2025, 4, 1), "Beta"),
        en_melding(date(2022, 3, 1), date(2022, 3, 3), "Beta"),
    ]
    alfa, beta = told(database, saker, content().regler["MEL-01"])
    assert len(beta.hjemmel) == 1 and "1992" not in beta.hjemmel[0]
    assert "1992" in alfa.hjemmel[0]
    (funn,) = beta.funn
    assert (funn.regelversjon, funn.hjemmel) == (date(2023, 1, 1), beta.hjemmel)


def test_a_unit_with_breaches_under_both_acts_has_both_and_each_row_its_own(database: Database) -> None:
    saker = [
        en_melding(date(2022, 3, 1), date(2022, 4, 1), "Beta"),
        en_melding(date(2025, 3, 1), date(2025, 4, 1), "Beta"),
    ]
    (beta,) = told(database, saker, content().regler["MEL-01"])
    assert len(beta.hjemmel) == 2
    assert sorted("1992" in f.hjemmel[0] for f in beta.funn) == [False, True]


def test_what_other_ways_of_counting_say_of_the_same_case(database: Database) -> None:
    rule = content().regler["UND-03"]
    lov = [
        rad("henvendelse", id="h", start_dato=date(2025, 1, 1), konklusjon_slutt_dato=date(2025, 1, 5)),
        rad("undersokelse", id="u", start_dato=date(2025, 1, 1), konklusjon_slutt_dato=date(2025, 4, 5)),
        rad("relasjon", fra="h", til="u"),
    ]
    (svar,) = told(database, [en_sak(*lov, enhet="Alfa")], rule)
    assert not svar.funn, "a week and three months after the melding came in"
    (only,) = svar.andre_funn
    assert only.utfall is Utfall.OPPFYLT
    assert dict(only.andre)["register"] is Utfall.IKKE_OPPFYLT


def test_cases_behind_the_objects_are_counted(database: Database) -> None:
    saker = [en_melding(date(2025, 3, 1), None, "Alfa", antall=3), en_melding(date(2025, 3, 1), None, "Alfa")]
    (svar,) = told(database, saker, content().regler["MEL-01"])
    assert (svar.tall["lov"].n, svar.tall["lov"].saker) == (4, 2)


def test_the_narrow_rule_is_told_under_the_wide_one_from_the_key_alone(database: Database) -> None:
    """Whatever the rules are called: the engine and the counting know no rule by name."""
    krav = {"utfylt": {"felt": ["konklusjon_slutt_dato"]}}
    wide = replace(en_regel(krav), id="VID-01")
    narrow = replace(en_regel({"utfylt": {"felt": ["konklusjon_kode"]}}), id="SML-01", omfattes_av=("VID-01",))
    saker = [
        en_melding(date(2025, 3, 1), None, "Alfa"),
        en_melding(date(2025, 3, 1), date(2025, 3, 2), "Alfa"),
    ]
    by_rule = {s.regel.id: s for s in told(database, saker, wide, narrow)}
    assert by_rule["SML-01"].tall["lov"].ikke_oppfylt == 2
    assert (len(by_rule["SML-01"].egne), by_rule["SML-01"].fort_under) == (1, 1)
    assert [(line.regel.id, len(line.funn)) for line in by_rule["VID-01"].under] == [("SML-01", 1)]
