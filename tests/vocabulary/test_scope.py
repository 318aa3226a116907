"""Names, rows and conditions: what a rule can point at, and what it is told when it points at nothing."""

from datetime import date, timedelta
from itertools import permutations
from random import Random
from typing import Any

import pytest

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Rader
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql

from .judging import (
    PER,
    Rad,
    by_case,
    en_regel,
    en_sak,
    en_versjon,
    judge,
    judge_all,
    judge_rule,
    kobling,
    kodelister,
    rad,
    some_day,
    utfall,
)

DAG, LENGE = timedelta(1), date(2025, 1, 1)
VONDT = "'; DROP TABLE sak; --"
OPPFYLT, _, IKKE_OPPFYLT, UAVKLART, _ = Utfall
FYLT = {"utfylt": {"felt": ["start_dato"]}}


def sql_of(rule: Rule) -> str:
    return compile_rule(rule, DUCKDB, per=PER, koder=kodelister(), periode=None).sql


def under_test(der: Any, *rader: Rad, objekt: str = "tiltak", **sak: object) -> str:
    """How the filter of a rule treats the one object: in, out, or not known."""
    answers = judge_all(FYLT, [en_sak(*rader, **sak)], objekt=objekt, der=der)
    if not answers:
        return "ute"
    return "uvisst" if answers[0].utfall == UAVKLART else "inne"


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("objekt", "felt", "ventet"),
    [
        pytest.param("tiltak_evaluering", "gjennomfort_dato", date(2025, 3, 1), id="eget felt"),
        pytest.param("tiltak_evaluering", "tiltak.start_dato", date(2025, 2, 1), id="feltet til det den ligger under"),
        pytest.param("tiltak_evaluering", "sak.fyller_18_dato", date(2030, 5, 5), id="sakens felt, to trinn opp"),
        pytest.param("tiltak", "sak.fyller_18_dato", date(2030, 5, 5), id="sakens felt, ett trinn opp"),
        pytest.param("tiltak", "objekt.start_dato", date(2025, 2, 1), id="objekt er objektet selv"),
        pytest.param("tiltak", "per", PER, id="vurderingsdagen"),
        pytest.param("sak", "fyller_18_dato", date(2030, 5, 5), id="saken som objekt"),
    ],
)
def test_a_name_finds_its_value(objekt: str, felt: str, ventet: date) -> None:
    krav = {"rekkefolge": {"forst": felt, "sa": felt, "skal": "samme_dag"}}
    tiltak = rad("tiltak", rad("tiltak_evaluering", gjennomfort_dato=date(2025, 3, 1)), start_dato=date(2025, 2, 1))
    svar = judge(krav, tiltak, objekt=objekt, fyller_18_dato=date(2030, 5, 5))
    assert (svar.start_dato, svar.utfall) == (ventet, OPPFYLT)


def test_a_parents_later_end_has_not_happened() -> None:
    krav = {"utfylt": {"felt": ["tiltak.slutt_dato"]}}
    evaluering = rad("tiltak_evaluering", gjennomfort_dato=LENGE)
    assert utfall(krav, rad("tiltak", evaluering, slutt_dato=PER), objekt="tiltak_evaluering") == OPPFYLT
    assert utfall(krav, rad("tiltak", evaluering, slutt_dato=PER + DAG), objekt="tiltak_evaluering") == IKKE_OPPFYLT


def test_rows_can_name_the_object_they_are_compared_with() -> None:
    """A plan made no later than a month after this very measure, whichever other measures the case has."""
    senest = {"start_dato": {"tidligst": "objekt.start_dato", "senest": {"felt": "objekt.start_dato", "pluss": "P1M"}}}
    krav = {"finnes": {"rader": {"tabell": "plan", "der": senest}}}
    rader = [rad("tiltak", id="a", start_dato=date(2025, 1, 31)), rad("tiltak", id="b", start_dato=date(2025, 6, 1))]
    sak = en_sak(*rader, rad("plan", start_dato=date(2025, 2, 28)))
    assert {a.objekt_id: a.utfall for a in judge_all(krav, [sak], objekt="tiltak")} == {"a": OPPFYLT, "b": IKKE_OPPFYLT}


def test_the_earliest_and_latest_of_rows() -> None:
    rader = [rad("flytting", flyttet_dato=dag) for dag in (date(2025, 5, 1), None, date(2025, 3, 1), PER + DAG)]
    krav = {
        "rekkefolge": {
            "forst": {"tidligste": {"tabell": "flytting"}},
            "sa": {"seneste": {"tabell": "flytting"}},
            "skal": "etter",
        }
    }
    svar = judge(krav, rad("tiltak", start_dato=LENGE), *rader, objekt="tiltak")
    assert (svar.start_dato, svar.faktisk_dato) == (date(2025, 3, 1), date(2025, 5, 1))


@pytest.mark.parametrize(
    ("krav", "objekt", "teksten"),
    [
        pytest.param(
            {"utfylt": {"felt": ["fins_ikke"]}},
            "tiltak",
            "tabellen «tiltak» har ikke feltet «fins_ikke»",
            id="ukjent felt",
        ),
        pytest.param(
            {"utfylt": {"felt": ["plan.kode"]}},
            "tiltak",
            "«plan.kode» finnes ikke for tabellen «tiltak»",
            id="ikke en forelder",
        ),
        pytest.param(
            {"utfylt": {"felt": ["sak.tull"]}},
            "tiltak",
            "«sak.tull» finnes ikke for tabellen «tiltak»",
            id="ukjent felt i saken",
        ),
        pytest.param(
            {"utfylt": {"felt": ["a.b.c"]}}, "tiltak", "«a.b.c» finnes ikke for tabellen «tiltak»", id="for mange trinn"
        ),
        pytest.param(
            {"finnes": {"rader": {"tabell": "tull"}}}, "tiltak", "tabellen «tull» finnes ikke", id="ukjent tabell"
        ),
        pytest.param(
            {"finnes": {"rader": {"tabell": "plan", "der": {"tull": {"utfylt": True}}}}},
            "tiltak",
            "tabellen «plan» har ikke feltet «tull»",
            id="ukjent felt i radene",
        ),
        pytest.param(
            {"finnes": {"rader": {"tabell": "flytting", "der": {"i_kraft": "per"}}}},
            "tiltak",
            "«flytting» har ikke start og slutt, og kan ikke være i kraft",
            id="i kraft uten slutt",
        ),
        pytest.param(
            {"finnes": {"rader": {"tabell": "plan", "der": {"finnes": {"tabell": "vedtak"}}}}},
            "tiltak",
            "«finnes» kan ikke stå inne i andre rader",
            id="finnes i finnes",
        ),
        pytest.param(
            {"finnes": {"rader": {"tabell": "plan", "der": {"kode": {"gyldig_i": "plantype"}}}}},
            "tiltak",
            "«gyldig_i» må ha «pa»: datoen koden skal gjelde",
            id="gyldig uten dato",
        ),
        pytest.param(FYLT, "tull", "«tull» kan ikke være objekt for en regel", id="ukjent objekt"),
        pytest.param(FYLT, "slettet", "«slettet» kan ikke være objekt for en regel", id="tabell uten nøkkel"),
        pytest.param({"utfylt": {"felt": [f"x{VONDT}"]}}, "tiltak", "har ikke feltet", id="et vondt navn"),
    ],
)
def test_what_is_not_there_is_the_rules_fault(krav: dict[str, Any], objekt: str, teksten: str) -> None:
    with pytest.raises(RuleFault) as fault:
        judge_all(krav, [], objekt=objekt)
    assert teksten in str(fault.value)
    assert not str(fault.value).endswith(".")


def test_a_name_in_the_query_means_one_thing() -> None:
    scope = Scope(DUCKDB, "tiltak", PER)
    assert str(scope.let("start", sql("1"))) == str(scope.let("start", sql("1"))) == '"/start"'
    with pytest.raises(RuleFault, match="brukt to ganger"):
        scope.let("start", sql("2"))


def test_a_shared_value_keeps_the_word_it_is_asked_by() -> None:
    """Two variants with the same start share it; the date that chooses the version is another word for the same."""
    scope = Scope(DUCKDB, "tiltak", PER)
    day = scope.column("start_dato")
    chosen = scope.let("versjonsdato", day)
    with scope.values.within("lov"):
        mine = scope.let("start", day)
    with scope.values.within("streng"):
        shared = scope.let("start", day)
    assert [str(one) for one in (chosen, mine, shared)] == ['"/versjonsdato"', '"lov/start"', '"lov/start"']


def test_the_same_rows_are_read_once() -> None:
    scope = Scope(DUCKDB, "tiltak", PER)
    first = scope.aggregate(Rader(tabell="plan"), lambda felt, der: sql("MIN({})", felt))
    again = scope.aggregate(Rader(tabell="plan"), lambda felt, der: sql("MAX({})", felt))
    assert first != again
    assert len(scope.joins) == 1


def test_a_join_cannot_name_a_value() -> None:
    """The join is read before the SELECT that names the value."""
    scope = Scope(DUCKDB, "tiltak", PER)
    start = scope.let("start", scope.own_start)
    for wrong in (scope.of_object, scope.next_working_day, lambda one: scope.joined(one, one, one)):
        with pytest.raises(ValueError, match="/start"):
            wrong(start)


# --- hostile words -------------------------------------------------------------------------------------------------


def test_a_hostile_code_stays_a_value() -> None:
    krav = {"en_av": {"felt": "kode", "verdier": [VONDT, "O'Hara"]}}
    saker = [en_sak(rad("henvendelse", kode=kode)) for kode in (VONDT, "O'Hara", "O''Hara", "x")]
    assert [a.utfall for a in judge_all(krav, saker)] == [OPPFYLT, OPPFYLT, IKKE_OPPFYLT, IKKE_OPPFYLT]
    assert len(judge_all(krav, saker)) == 4, "the tables are still there"


@pytest.mark.parametrize(
    "teksten", [VONDT, "100 % {frist_dato}", 'sitat "x" og \\', "? $1 :navn %s", "æøå 😀 \n ny linje"]
)
def test_a_hostile_text_stays_a_text(teksten: str) -> None:
    rule = en_regel({"en_av": {"felt": "kode", "verdier": ["1"]}}, avvikstekst=teksten)
    (svar,) = judge_rule(rule, [en_sak(rad("henvendelse", kode="2"))])
    assert svar.forklaring == teksten.replace("{frist_dato}", "ukjent")


@pytest.mark.parametrize(
    "ende",
    [
        pytest.param("\n", id="linjeskift"),
        pytest.param("\r\n", id="linjeskift på Windows"),
        pytest.param("\r", id="vognretur"),
        pytest.param("\x0b", id="loddrett tabulator"),
        pytest.param("\u2028", id="linjeskilletegn"),
        pytest.param("\x85", id="neste linje"),
    ],
)
def test_a_title_of_several_lines_never_becomes_a_command(ende: str) -> None:
    """The query carries the title in a comment, and a comment ends with its line."""
    rule = en_regel({"en_av": {"felt": "kode", "verdier": ["1"]}}, tittel=f"Prøve{ende}DROP TABLE sak; --")
    (svar,) = judge_rule(rule, [en_sak(rad("henvendelse", kode="1"))])
    assert svar.utfall == OPPFYLT


def test_a_hostile_case_stays_data() -> None:
    rader = [en_sak(rad("henvendelse", id=VONDT, kode="1"), enhet=VONDT)]
    (svar,) = judge_all({"en_av": {"felt": "kode", "verdier": ["1"]}}, rader)
    assert (svar.objekt_id, svar.utfall) == (VONDT, OPPFYLT)


# --- conditions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("der", "felter", "ventet"),
    [
        pytest.param({"kode": {"en_av": ["1"]}}, {"kode": "1"}, "inne", id="koden er blant dem"),
        pytest.param({"kode": {"en_av": ["1"]}}, {"kode": "2"}, "ute", id="koden er ikke blant dem"),
        pytest.param({"kode": {"en_av": ["1"]}}, {}, "uvisst", id="koden mangler"),
        pytest.param({"kode": {"en_av": ["1", None]}}, {}, "inne", id="tomt felt slippes gjennom"),
        pytest.param({"kode": {"en_av": ["1", None]}}, {"kode": "2"}, "ute", id="men ikke en annen kode"),
        pytest.param({"kode": {"en_av": [None]}}, {}, "inne", id="bare tomt felt"),
        pytest.param({"kode": {"en_av": [None]}}, {"kode": "1"}, "ute", id="bare tomt felt, fant kode"),
        pytest.param({"presisering_utfylt": {"er": True}}, {"presisering_utfylt": True}, "inne", id="ja"),
        pytest.param({"presisering_utfylt": {"er": True}}, {"presisering_utfylt": False}, "ute", id="ja, fant nei"),
        pytest.param({"presisering_utfylt": {"er": False}}, {"presisering_utfylt": False}, "inne", id="nei"),
        pytest.param({"presisering_utfylt": {"er": False}}, {}, "uvisst", id="ja eller nei mangler"),
        pytest.param({"lov": {"utfylt": True}}, {"lov": "BVL"}, "inne", id="fylt ut"),
        pytest.param({"lov": {"utfylt": True}}, {}, "ute", id="skulle vært fylt ut"),
        pytest.param({"lov": {"utfylt": False}}, {}, "inne", id="tomt"),
        pytest.param({"start_dato": {"tidligst": "per"}}, {"start_dato": PER}, "inne", id="tidligst i dag, i dag"),
        pytest.param({"start_dato": {"tidligst": "per"}}, {"start_dato": PER - DAG}, "ute", id="tidligst i dag, i går"),
        pytest.param(
            {"start_dato": {"senest": {"felt": "per", "minus": "P3M"}}},
            {"start_dato": date(2025, 9, 30)},
            "inne",
            id="senest tre måneder før",
        ),
        pytest.param(
            {"start_dato": {"pluss": "P3M", "senest": "per"}},
            {"start_dato": date(2025, 9, 30)},
            "inne",
            id="tre måneder senere er senest i dag",
        ),
        pytest.param(
            {"start_dato": {"pluss": "P3M", "senest": "per"}},
            {"start_dato": date(2025, 10, 1)},
            "ute",
            id="tre måneder senere er i morgen",
        ),
        pytest.param({"start_dato": {"senest": "per"}}, {"start_dato": None}, "uvisst", id="datoen mangler"),
        pytest.param({"i_kraft": "per"}, {"start_dato": PER}, "inne", id="startdagen er i kraft"),
        pytest.param({"i_kraft": "per"}, {"start_dato": LENGE, "slutt_dato": PER}, "inne", id="sluttdagen er i kraft"),
        pytest.param({"i_kraft": "per"}, {"start_dato": LENGE, "slutt_dato": PER - DAG}, "ute", id="sluttet i går"),
        pytest.param({"i_kraft": "per"}, {"start_dato": None}, "uvisst", id="i kraft uten startdato"),
        pytest.param(
            {"i_kraft": "per"}, {"start_dato": None, "slutt_dato": LENGE}, "ute", id="uten startdato, men sluttet"
        ),
        pytest.param(
            {"kode": {"gyldig_i": "tiltak_kategori", "pa": "start_dato"}},
            {"kode": "tull", "start_dato": LENGE},
            "ute",
            id="ikke en gyldig kode",
        ),
        pytest.param(
            {"minst_en": [{"kode": {"en_av": ["1"]}}, {"lov": {"en_av": ["BVL"]}}]},
            {"lov": "BVL"},
            "inne",
            id="minst én, den andre er ukjent",
        ),
        pytest.param(
            {"minst_en": [{"kode": {"en_av": ["1"]}}, {"lov": {"en_av": ["BVL"]}}]},
            {"lov": "X"},
            "uvisst",
            id="minst én, den ene nei og den andre ukjent",
        ),
        pytest.param(
            {"minst_en": [{"kode": {"en_av": ["1"]}}, {"lov": {"en_av": ["BVL"]}}]},
            {"lov": "X", "kode": "2"},
            "ute",
            id="minst én, begge nei",
        ),
        pytest.param({"ikke": {"kode": {"en_av": ["1"]}}}, {"kode": "2"}, "inne", id="ikke, fant en annen"),
        pytest.param({"ikke": {"kode": {"en_av": ["1"]}}}, {"kode": "1"}, "ute", id="ikke, fant den"),
        pytest.param({"ikke": {"kode": {"en_av": ["1"]}}}, {}, "uvisst", id="ikke, ukjent"),
        pytest.param(
            {"kode": {"en_av": ["1"]}, "lov": {"en_av": ["BVL"]}},
            {"kode": "2"},
            "ute",
            id="begge må holde, det ene nei er nok",
        ),
        pytest.param(
            {"kode": {"en_av": ["1"]}, "lov": {"en_av": ["BVL"]}},
            {"kode": "1"},
            "uvisst",
            id="begge må holde, det ene er ukjent",
        ),
    ],
)
def test_which_objects_a_rule_is_about(der: dict[str, Any], felter: dict[str, object], ventet: str) -> None:
    # Everything the demand itself needs is there, so an unsettled answer comes from the filter.
    krav = {"finnes": {"rader": {"tabell": "sak"}}}
    answers = judge_all(krav, [en_sak(rad("tiltak", **{"start_dato": LENGE, **felter}))], objekt="tiltak", der=der)
    found = "ute" if not answers else "uvisst" if answers[0].utfall == UAVKLART else "inne"
    assert found == ventet
    assert [a.forklaring for a in answers if found == "uvisst"] in ([], ["Det er usikkert om regelen gjelder."])


@pytest.mark.parametrize(
    ("antall", "ventet"),
    [
        pytest.param(1, "ute", id="for få"),
        pytest.param(2, "inne", id="minst"),
        pytest.param(3, "inne", id="høyst"),
        pytest.param(4, "ute", id="for mange"),
        pytest.param(None, "uvisst", id="ukjent"),
    ],
)
def test_numbers(antall: int | None, ventet: str) -> None:
    samvaer = rad("samvaer", antall=antall, dato=LENGE)
    answers = judge_all(
        {"utfylt": {"felt": ["dato"]}},
        [en_sak(rad("tiltak", samvaer))],
        objekt="samvaer",
        der={"antall": {"minst": 2, "hoyst": 3}},
    )
    assert ("ute" if not answers else "uvisst" if answers[0].utfall == UAVKLART else "inne") == ventet


@pytest.mark.parametrize(
    ("der", "rader", "ventet"),
    [
        pytest.param({"finnes": {"tabell": "plan"}}, [rad("plan", start_dato=LENGE)], "inne", id="raden finnes"),
        pytest.param({"finnes": {"tabell": "plan"}}, [], "ute", id="raden finnes ikke"),
        pytest.param({"ikke": {"finnes": {"tabell": "plan"}}}, [], "inne", id="raden skal ikke finnes"),
        pytest.param({"ikke": {"finnes": {"tabell": "plan"}}}, [rad("plan")], "ute", id="raden skulle ikke funnes"),
        pytest.param(
            {"finnes": {"tabell": "plan", "der": {"kode": {"en_av": ["1"]}}}}, [rad("plan")], "uvisst", id="kanskje"
        ),
        pytest.param(
            {"finnes": [{"tabell": "plan"}, {"tabell": "vedtak"}]}, [rad("plan")], "ute", id="begge må finnes"
        ),
        pytest.param(
            {"minst_en": [{"finnes": {"tabell": "plan"}}, {"finnes": {"tabell": "vedtak"}}]},
            [rad("plan")],
            "inne",
            id="én av to",
        ),
        pytest.param(
            {"kode": {"en_av": ["1"]}, "finnes": {"tabell": "plan"}}, [rad("plan")], "uvisst", id="rader og eget felt"
        ),
    ],
)
def test_filters_that_look_at_other_rows(der: dict[str, Any], rader: list[Rad], ventet: str) -> None:
    assert under_test(der, rad("tiltak", start_dato=LENGE), *rader) == ventet


# --- which rows belong ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("objekt", "tabell", "ventet"),
    [
        pytest.param("sak", "plan", {"sak-000000": True}, id="saken har alt i saken"),
        pytest.param("tiltak", "tiltak_evaluering", {"t1": True, "t2": False}, id="under objektet"),
        pytest.param("tiltak", "plan", {"t1": True, "t2": True}, id="i samme sak"),
        pytest.param("tiltak", "plan_evaluering", {"t1": True, "t2": True}, id="under noe annet i samme sak"),
        pytest.param("henvendelse", "melder", {"h1": True, "h2": False}, id="delt tabell, riktig eier"),
        pytest.param("undersokelse", "melder", {"u1": False}, id="delt tabell, samme nummer, annen eier"),
    ],
)
def test_rows_that_belong_to_the_object(objekt: str, tabell: str, ventet: dict[str, bool]) -> None:
    sak = en_sak(
        rad("tiltak", rad("tiltak_evaluering", gjennomfort_dato=LENGE), id="t1", start_dato=LENGE),
        rad("tiltak", id="t2", start_dato=LENGE),
        rad("henvendelse", rad("melder", kode="1"), id="h1", start_dato=LENGE),
        rad("henvendelse", id="h2", start_dato=LENGE),
        rad("undersokelse", id="u1", start_dato=LENGE),
        rad("plan", rad("plan_evaluering", utfort_dato=LENGE), start_dato=LENGE),
    )
    answers = judge_all({"finnes": {"rader": {"tabell": tabell}}}, [sak], objekt=objekt)
    assert {a.objekt_id: a.utfall == OPPFYLT for a in answers} == ventet


def test_a_relation_only_reaches_rows_of_its_own_kind() -> None:
    """Rows are numbered from one in every table; number one of another table is something else."""
    rader = {"tabell": "henvendelse", "via": "relasjon"}
    sak = [rad("henvendelse", id="h"), rad("tiltak", id="t"), rad("undersokelse", id="u")]
    krav = {"finnes": {"rader": rader}}
    assert utfall(krav, *sak, kobling("t", "u"), objekt="undersokelse") == IKKE_OPPFYLT
    assert utfall(krav, *sak, kobling("h", "t"), objekt="undersokelse") == IKKE_OPPFYLT
    assert utfall(krav, *sak, kobling("h", "u"), objekt="undersokelse") == OPPFYLT


@pytest.mark.parametrize(
    ("rader", "finnes"),
    [
        pytest.param([rad("tiltak", start_dato=PER)], True, id="starter i dag"),
        pytest.param([rad("tiltak", start_dato=PER + DAG)], False, id="starter i morgen"),
        pytest.param([rad("tiltak", start_dato=None)], True, id="uten startdato"),
        pytest.param([rad("tiltak", start_dato=LENGE, er_slettet=True)], False, id="slettet"),
        pytest.param([rad("tiltak", start_dato=LENGE, er_slettet=False)], True, id="ikke slettet"),
    ],
)
def test_which_objects_exist(rader: list[Rad], finnes: bool) -> None:
    assert bool(judge_all(FYLT, [en_sak(*rader)], objekt="tiltak")) == finnes


def test_a_case_opened_late_hides_nothing() -> None:
    assert judge_all(FYLT, [en_sak(rad("tiltak", start_dato=LENGE), start_dato=PER + DAG)], objekt="tiltak")


# --- always --------------------------------------------------------------------------------------------------------

BLANDET = {
    "alle": [
        {"innen_frist": {"start": {"tidligste": {"tabell": "plan"}}, "slutt": "slutt_dato", "lengde": "P3M"}},
        {"finnes": {"rader": {"tabell": "plan", "der": {"i_kraft": "objekt.start_dato"}}}},
    ]
}


def tilfeldige_saker(antall: int) -> list[list[Rad]]:
    random = Random("alltid")

    def one() -> list[Rad]:
        return [
            rad(tabell, id=f"{tabell}{n}", start_dato=some_day(random), slutt_dato=some_day(random, missing=0.5))
            for tabell in ("tiltak", "plan")
            for n in range(random.randint(1, 3))
        ]

    return [one() for _ in range(antall)]


def test_a_part_is_judged_as_it_is_in_the_whole() -> None:
    rows = tilfeldige_saker(60)
    whole = judge_all(BLANDET, [en_sak(*r) for r in rows], objekt="tiltak")
    for chosen in (range(0, 60, 7), range(30, 31), range(59, -1, -5)):
        part = judge_all(BLANDET, [en_sak(*rows[n]) for n in chosen], objekt="tiltak")
        wanted = [(a.objekt_id, a.utfall, a.frist_dato) for n in chosen for a in whole if a.sak == n]
        assert [(a.objekt_id, a.utfall, a.frist_dato) for a in part] == wanted


def test_the_order_of_the_rows_does_not_matter() -> None:
    for rows in tilfeldige_saker(12):
        orders = list(permutations(rows))[:: max(1, len(rows) * 3)]
        answers = judge_all(BLANDET, [en_sak(*order) for order in orders], objekt="tiltak")
        per_case = {
            n: [(a.objekt_id, a.utfall, a.start_dato, a.frist_dato, a.forklaring) for a in answers if a.sak == n]
            for n in by_case(answers)
        }
        assert len({tuple(sorted(found, key=str)) for found in per_case.values()}) <= 1


def test_the_query_is_the_same_every_time() -> None:
    rule = en_regel(objekt="tiltak", versjoner=(en_versjon(BLANDET),))
    assert sql_of(rule) == sql_of(rule)


# --- rows under a row ----------------------------------------------------------------------------------------------

ANDRE_LEDD = {
    "lov": {"en_av": ["BVL"]},
    "finnes": {"tabell": "lovhjemmel", "der": {"rolle": {"en_av": ["hoved"]}, "ledd": {"har_en_av": ["2"]}}},
}


def vedtak_med(*ledd: str | None, lov: str = "BVL", **felt: object) -> Rad:
    return rad("vedtak", *(rad("lovhjemmel", rolle="hoved", ledd=one) for one in ledd), lov=lov, **felt)


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([vedtak_med("2")], Utfall.OPPFYLT, id="har leddet"),
        pytest.param([vedtak_med("1,2")], Utfall.OPPFYLT, id="leddet blant flere"),
        pytest.param([vedtak_med("1")], Utfall.IKKE_OPPFYLT, id="et annet ledd"),
        pytest.param([vedtak_med("12")], Utfall.IKKE_OPPFYLT, id="ledd 12 er ikke ledd 2"),
        pytest.param([vedtak_med(None)], Utfall.UAVKLART, id="leddet mangler"),
        pytest.param([vedtak_med()], Utfall.IKKE_OPPFYLT, id="ingen hjemmel under vedtaket"),
        pytest.param([vedtak_med("2", lov="BVL2021")], Utfall.IKKE_OPPFYLT, id="feil lov på raden selv"),
        pytest.param([vedtak_med("1"), vedtak_med("2", lov="BVL2021")], Utfall.IKKE_OPPFYLT, id="delt på to rader"),
        pytest.param([vedtak_med("1"), vedtak_med("2")], Utfall.OPPFYLT, id="én av to rader"),
        pytest.param([vedtak_med("2", er_slettet=True)], Utfall.IKKE_OPPFYLT, id="raden er slettet"),
        pytest.param(
            [rad("tiltak", rad("lovhjemmel", rolle="hoved", ledd="2")), vedtak_med("1")],
            Utfall.IKKE_OPPFYLT,
            id="leddet hører til noe annet",
        ),
    ],
)
def test_a_row_that_lies_under_another_row(rader: list[Rad], ventet: Utfall) -> None:
    krav = {"finnes": {"rader": {"tabell": "vedtak", "der": ANDRE_LEDD}}}
    assert utfall(krav, rad("plan", start_dato=PER), *rader, objekt="plan") == ventet


def test_rows_that_must_not_have_another_under_them() -> None:
    krav = {"finnes": {"rader": {"tabell": "vedtak", "der": {"ikke": ANDRE_LEDD}}}}
    assert utfall(krav, rad("plan", start_dato=PER), vedtak_med("1"), objekt="plan") == Utfall.OPPFYLT
    assert utfall(krav, rad("plan", start_dato=PER), vedtak_med("2"), objekt="plan") == Utfall.IKKE_OPPFYLT


def test_rows_under_a_row_cannot_name_the_object() -> None:
    under = {"tabell": "lovhjemmel", "der": {"lov": {"lik": "objekt.kode"}}}
    with pytest.raises(RuleFault, match="bare se på radens egne felt"):
        judge_all({"finnes": {"rader": {"tabell": "vedtak", "der": {"finnes": under}}}}, [], objekt="plan")
