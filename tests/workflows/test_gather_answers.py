"""What is told of a rule in a unit: the law its own breaches were judged by, and what a draw can carry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.findings.counted_word import counted_word
from bvaudit.model.funn import Tall
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Stratum, Utvalg
from bvaudit.workflows.content import Content, read_content
from bvaudit.workflows.gather_answers import answers, interval
from tests.vocabulary.judging import PER, Sak, en_regel, en_sak, en_versjon, kodelister, load, rad


@cache
def content() -> Content:
    found, _ = read_content()
    return found


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
    enheter = [EnhetTall(navn=n, slug=n, saker=s, undersokt=s) for n, s in results.cases_per_unit().items()]
    return list(answers(results, judged, content(), enheter, per=PER, utvalg=None))


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
    assert len(beta.regel.hjemmel) == 1 and "1992" not in beta.regel.hjemmel[0]
    assert "1992" in alfa.regel.hjemmel[0]
    (funn,) = beta.funn
    assert (funn.regelversjon, funn.hjemmel) == (date(2023, 1, 1), beta.regel.hjemmel)


def test_a_unit_with_breaches_under_both_acts_has_both_and_each_row_its_own(database: Database) -> None:
    saker = [
        en_melding(date(2022, 3, 1), date(2022, 4, 1), "Beta"),
        en_melding(date(2025, 3, 1), date(2025, 4, 1), "Beta"),
    ]
    (beta,) = told(database, saker, content().regler["MEL-01"])
    assert len(beta.regel.hjemmel) == 2
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


# --- intervals -----------------------------------------------------------------------------------------------------


def et_utvalg(enhet: str = "Alfa", ramme: int = 100) -> Utvalg:
    strata = (Stratum(enhet=enhet, ramme_antall=ramme),)
    return Utvalg(id="u", fro="f", per_enhet=50, reserve=0, ramme_sha256="a" * 64, strata=strata, trekk=())


def alfa(trukket: int, saker: int = 100) -> EnhetTall:
    return EnhetTall(navn="Alfa", slug="alfa", saker=saker, undersokt=trukket)


def test_the_frame_has_an_end() -> None:
    """5 of 50 drawn of 100: P(X ≥ 5) is 0.028 with 5 in the frame and P(X ≤ 5) is 0.033 with 18, 0.020 with 19."""
    bounds, grunn = interval(Tall(oppfylt=45, ikke_oppfylt=5, saker=50), "sak", alfa(50), et_utvalg())
    assert bounds is not None and grunn == ""
    assert (bounds.nedre, bounds.ovre) == (0.05, 0.18)


@pytest.mark.parametrize(
    ("tall", "enhet", "utvalg", "begynner"),
    [
        pytest.param(Tall(oppfylt=9, ikke_oppfylt=1, saker=10), alfa(100), None, "", id="alle saker"),
        pytest.param(Tall(oppfylt=90, ikke_oppfylt=10, saker=100), alfa(100), et_utvalg(), "", id="alle er trukket"),
        pytest.param(Tall(uavklart=3), alfa(50), et_utvalg(), "", id="ingen å vurdere"),
        pytest.param(
            Tall(oppfylt=9, ikke_oppfylt=1, saker=8),
            alfa(50),
            et_utvalg(),
            "Intervall er ikke regnet ut: det er saker som er trukket, og 10 plasseringer ligger i 8 saker",
            id="flere i samme sak",
        ),
        pytest.param(
            Tall(oppfylt=9, ikke_oppfylt=1, saker=10),
            alfa(50),
            et_utvalg("Beta"),
            "Intervall er ikke regnet ut: enheten var ikke med",
            id="enheten er ny",
        ),
    ],
)
def test_no_interval_is_given_where_it_would_not_be_true(
    tall: Tall, enhet: EnhetTall, utvalg: Utvalg | None, begynner: str
) -> None:
    bounds, grunn = interval(tall, "plassering", enhet, utvalg)
    assert bounds is None
    assert grunn.startswith(begynner) and bool(grunn) is bool(begynner)


# --- what is counted -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("der", "ventet"),
    [
        pytest.param({"kode": {"en_av": ["2.1", "15.1.3"]}}, "plassering", id="fosterhjem"),
        pytest.param({"kode": {"en_av": ["1.1", "15.2.1"]}}, "plassering", id="institusjon"),
        pytest.param({"kode": {"en_av": ["12.2"]}}, "tiltak", id="barnehage"),
        pytest.param({"kode": {"en_av": ["2.1", "12.2"]}}, "tiltak", id="blandet"),
        pytest.param(None, "tiltak", id="alle tiltak"),
    ],
)
def test_a_placement_is_not_called_a_measure(der: object, ventet: str) -> None:
    assert counted_word(en_regel(objekt="tiltak", der=der), kodelister()) == ventet


def test_other_objects_keep_their_word() -> None:
    assert counted_word(replace(en_regel(), versjoner=(en_versjon({"utfylt": {"felt": ["kode"]}}),)), kodelister()) == (
        "henvendelse"
    )
