"""What a variant is called never changes what it answers, whatever else in the query could have the same name."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import permutations
from random import Random
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.loading.schema.read import read_krav, read_value
from bvaudit.model.rule import Rule, Variant
from bvaudit.model.tables import BY_NAME, TABLES, Table, Type
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse
from bvaudit.vocabulary.frame import RuleFault
from tests.vocabulary.judging import (
    ROT,
    Rad,
    Sak,
    Svar,
    en_regel,
    en_sak,
    en_versjon,
    judge_rule,
    judge_rules,
    kobling,
    rad,
    some_day,
)
from tests.vocabulary.test_dialect import shipped_rules

FINNES = {"finnes": {"rader": {"tabell": "undersokelse"}}}
OBJECTS = tuple(t for t in TABLES if t.nr is not None and t.navn not in ("innsending", "undersokelse"))


def facts(svar: Svar) -> Svar:
    return replace(svar, variant="")


def with_variants(rule: Rule, varianter: Iterable[Variant]) -> Rule:
    found = tuple(varianter)
    return replace(rule, versjoner=tuple(replace(v, varianter=found) for v in rule.versjoner))


def renamed(rule: Rule, *names: str) -> Rule:
    """The same rule with its variants called this, in order."""
    pairs = zip(names, rule.versjoner[0].varianter, strict=True)
    return with_variants(rule, (replace(variant, navn=navn) for navn, variant in pairs))


def answers(rule: Rule, saker: Sequence[Sak]) -> dict[str, list[Svar]]:
    """Variant → its answers, in the order of cases and objects."""
    (found,) = all_answers([rule], saker)
    return found


def all_answers(rules: Iterable[Rule], saker: Sequence[Sak]) -> list[dict[str, list[Svar]]]:
    """As ``answers`` for each rule, in one run."""
    listed = [replace(rule, id=f"TST-{n:03d}") for n, rule in enumerate(rules)]
    found = []
    for rule, judged in zip(listed, judge_rules(listed, saker), strict=True):
        by_variant: dict[str, list[Svar]] = {navn: [] for navn in rule.variantnavn}
        for svar in judged:
            by_variant[svar.variant].append(facts(svar))
        found.append(by_variant)
    return found


# --- columns of tables ---------------------------------------------------------------------------------------------


@cache
def words() -> frozenset[str]:
    """Every word that an operator or the engine gives a value: the first argument of each ``let`` in the program."""
    files = [file for folder in ("vocabulary", "engine") for file in (ROT / "bvaudit" / folder).glob("*.py")]
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    lets = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "let"]
    given = [call.args[0] for call in lets if isinstance(call.args[0], ast.Constant)]
    return frozenset(str(word.value) for word in given)


def splits(table: Table) -> list[tuple[str, str]]:
    """Each way a column of the object or of its parents is a variant's name and then a word a value can have.

    ``start_dato`` → («start», «dato»); ``konklusjon_slutt_dato`` → («konklusjon-slutt», «dato»).
    """
    parents = [BY_NAME[navn] for navn in (table.forelder, "sak", "innsending") if navn]
    columns = {column.navn for one in (table, *parents) for column in one.all_columns}
    columns |= {f"{one.navn}__{column.navn}" for one in parents for column in one.all_columns}
    halves = {(c[:i].replace("_", "-"), c[i + 1 :]) for c in columns for i, sign in enumerate(c) if sign == "_"}
    return sorted((navn, word) for navn, word in halves if word in words())


def a_case(table: Table) -> Sak:
    """One object with a different day in each of its dates, and the row that is asked for on a day of its own."""
    dates = [column.navn for column in table.kolonner if column.type is Type.DATO]
    ends = {"fra": "", "til": ""} if table.navn == "relasjon" else {}
    own = rad(table.navn, **ends, **{navn: date(2025, 1, n) for n, navn in enumerate(dates, start=1)})
    parent = table.forelder if table.forelder not in (None, "sak") else ""
    inside = rad(parent, own, **dict.fromkeys([str(BY_NAME[parent].start)], date(2024, 12, 1))) if parent else own
    return en_sak(inside, rad("undersokelse", start_dato=date(2025, 2, 1)))


def test_the_pairs_that_could_be_alike_are_the_ones_we_know() -> None:
    """Were they none, the test below would say nothing."""
    alike = {(table.navn, navn, word) for table in OBJECTS for navn, word in splits(table)}
    assert {word for _, _, word in alike} >= {"dato"}
    assert ("henvendelse", "start", "dato") in alike
    assert ("henvendelse", "konklusjon-slutt", "dato") in alike


@pytest.mark.parametrize("table", OBJECTS, ids=lambda table: table.navn)
def test_a_variant_may_be_called_as_a_column_begins(table: Table) -> None:
    saker = [a_case(table)] if table.navn != "sak" else [en_sak(rad("undersokelse", start_dato=date(2025, 2, 1)))]
    # The dates of the object are read too, so that they are columns of the query.
    dates = [column.navn for column in table.kolonner if column.type is Type.DATO]
    krav = {"alle": [FINNES, {"utfylt": {"felt": dates}}]} if dates else FINNES
    for demand in (krav, FINNES):
        rule = en_regel(demand, table.navn, telles_etter=tuple(dates))
        (wanted,) = answers(rule, saker)["lov"]
        assert wanted.faktisk_dato == date(2025, 2, 1)
        names = sorted({navn for navn, _ in splits(table)})
        assert all_answers((renamed(rule, navn) for navn in names), saker) == [{navn: [wanted]} for navn in names]


def test_the_rule_that_was_wrong() -> None:
    """MEL-01 with a variant called «start», whose «dato» was taken for the object's own ``start_dato``."""
    (mel01,) = (rule for rule in shipped_rules() if rule.id == "MEL-01")
    rule = with_variants(mel01, [Variant(navn="start", krav=read_krav(FINNES))])
    sak = en_sak(rad("henvendelse", start_dato=date(2025, 1, 1)), rad("undersokelse", start_dato=date(2025, 2, 1)))
    (svar,) = judge_rule(rule, [sak])
    assert (svar.utfall, svar.faktisk_dato) == (Utfall.OPPFYLT, date(2025, 2, 1))


# --- everything else that has a name in the query ------------------------------------------------------------------

_ENGINE = """
    o r t u m m1 m2 nr kilde rel p1 a1 b1 k1 saksrekke fristkalender
    versjon gjelder gjelder-rader verdi-1 telles tell tell-start-dato steg steg-lov-0
    forklaring objekt-id sak-nr variant start-dato krav levende-plan tiltak ikke unntak-1 v1 v2 1 deltutfall
    uten-tvil endelig ut-frist-dato select null
"""
NAMES = tuple(dict.fromkeys(_ENGINE.split()))
SAMMENSATT = {
    "med_unntak": {
        "krav": {
            "alle": [
                {
                    "innen_frist": {
                        "start": {
                            "tidligste": {"tabell": "plan", "der": {"start_dato": {"tidligst": "objekt.start_dato"}}}
                        },
                        "slutt": "slutt_dato",
                        "lengde": "P3M",
                    }
                },
                {
                    "innen_frist": {
                        "start": "start_dato",
                        "slutt": "slutt_dato",
                        "lengde": "P6M",
                        "forlenges": "virkedag",
                    }
                },
                {"ikke": {"finnes": {"rader": {"tabell": "vedtak", "der": {"finnes": {"tabell": "lovhjemmel"}}}}}},
                {"relasjon": {"fra": "plan"}},
            ]
        },
        "unntak": [{"der": {"sak.fyller_18_dato": {"senest": "per"}}, "sier": "Fylt 18 år.", "svar": "uavklart"}],
    }
}


def everything_at_once() -> Rule:
    """Versions chosen by a date, doubt about whom the rule is about, joins of every kind, and the calendar."""
    old = replace(
        en_versjon(FINNES, velges_etter=["start_dato"]),
        gjelder_til_og_med=date(2025, 6, 30),
    )
    new = replace(en_versjon(SAMMENSATT, velges_etter=["start_dato"]), gjelder_fra=date(2025, 7, 1))
    rule = en_regel(objekt="tiltak", versjoner=(old, new), telles_etter=("slutt_dato", "frist_dato"))
    der = read_value(
        {"kode": {"en_av": ["1"]}, "finnes": {"tabell": "plan", "der": {"kode": {"en_av": ["1"]}}}}, Betingelse
    )
    return replace(rule, gjelder=replace(rule.gjelder, der=der), avvikstekst="Frist {frist_dato}, {krav}.")


def some_cases(antall: int) -> list[Sak]:
    random = Random("navn")

    def rows(n: int) -> list[Rad]:
        tiltak = [
            rad(
                "tiltak",
                id=f"t{n}-{i}",
                kode=random.choice(["1", "1", "2", None]),
                start_dato=some_day(random),
                slutt_dato=some_day(random, missing=0.4),
            )
            for i in range(random.randint(1, 2))
        ]
        plan = rad("plan", id=f"p{n}", kode=random.choice(["1", "1", None]), start_dato=some_day(random))
        vedtak = rad("vedtak", rad("lovhjemmel", rolle="hoved"), id=f"v{n}")
        rest = [
            one for one in (plan, vedtak, rad("undersokelse", start_dato=some_day(random))) if random.random() < 0.8
        ]
        linked = [kobling(f"p{n}", f"t{n}-0")] if plan in rest and random.random() < 0.7 else []
        return [*tiltak, *rest, *linked]

    return [en_sak(*rows(n), fyller_18_dato=some_day(random, missing=0.3)) for n in range(antall)]


def split_by_version(rule: Rule, navn: str) -> Rule:
    return replace(
        rule,
        versjoner=tuple(
            replace(v, varianter=tuple(replace(x, navn=navn) for x in v.varianter)) for v in rule.versjoner
        ),
    )


def test_a_variant_may_be_called_as_anything_else_in_the_query() -> None:
    rule, saker = everything_at_once(), some_cases(30)
    wanted = answers(rule, saker)["lov"]
    assert {svar.utfall for svar in wanted} >= {Utfall.IKKE_OPPFYLT, Utfall.UAVKLART}
    assert len({(svar.start_dato, svar.frist_dato, svar.faktisk_dato) for svar in wanted}) > 8
    assert len({svar.forklaring for svar in wanted}) > 3
    found = all_answers((split_by_version(rule, navn) for navn in NAMES), saker)
    assert [navn for navn, one in zip(NAMES, found, strict=True) if one != {navn: wanted}] == []


ENKLE = (
    FINNES,
    {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P6M"}},
    {"alle": [FINNES, {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P3M"}}]},
    {"ikke": {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1Y"}}},
)
NESTEN_LIKE = ("lov", "lov-1", "lov-2", "lov-ikke", "1", "lov_1")


def apart(krav: dict[str, Any], saker: Sequence[Sak]) -> list[Svar]:
    return answers(en_regel(krav, "tiltak"), saker)["lov"]


def test_variants_whose_names_are_nearly_alike() -> None:
    """«lov» with parts and «lov-1» were once said to use the same name twice."""
    saker = some_cases(8)
    wanted = [apart(krav, saker) for krav in ENKLE]
    tried = [(*names, *which) for names in permutations(NESTEN_LIKE, 2) for which in ((2, 1), (3, 1))]
    rules = [
        with_variants(
            en_regel(ENKLE[0], "tiltak"),
            [Variant(navn=a, krav=read_krav(ENKLE[x])), Variant(navn=b, krav=read_krav(ENKLE[y]))],
        )
        for a, b, x, y in tried
    ]
    assert all_answers(rules, saker) == [{a: wanted[x], b: wanted[y]} for a, b, x, y in tried]


ORD = st.one_of(st.sampled_from(NAMES), st.from_regex(r"[a-z][a-z0-9-]{1,20}", fullmatch=True))
SAKER = some_cases(6)
HVER = [apart(krav, SAKER) for krav in ENKLE]


@pytest.mark.parametrize("navn", ["lov/1", "lov/2", "lov/ikke", "LOV"])
def test_a_name_no_rule_file_can_have_is_right_or_refused(navn: str) -> None:
    varianter = [Variant(navn="lov", krav=read_krav(ENKLE[2])), Variant(navn=navn, krav=read_krav(ENKLE[1]))]
    try:
        found = answers(with_variants(en_regel(ENKLE[0], "tiltak"), varianter), SAKER)
    except (RuleFault, duckdb.Error):
        return
    assert found == {"lov": HVER[2], navn: HVER[1]}


@settings(max_examples=25, deadline=None)
@given(st.lists(ORD, min_size=4, max_size=4, unique_by=str.lower))
def test_any_names_at_all(names: list[str]) -> None:
    varianter = (Variant(navn=navn, krav=read_krav(krav)) for navn, krav in zip(names, ENKLE, strict=True))
    found = answers(with_variants(en_regel(ENKLE[0], "tiltak"), varianter), SAKER)
    assert [found[navn] for navn in names] == HVER


# --- names the program gives itself --------------------------------------------------------------------------------


def test_no_table_has_a_name_the_query_uses_for_something_else() -> None:
    """What these are called is ours to choose, and no rule's: so a test is enough."""
    aliases = {"o", "r", "t", "h", "u", "m", "s", "f", "d", "p", "e", "rel", "nr", "kilde", "funn", "saker"}
    made = {"saksrekke", "sakskilde", "fristkalender", "utvalg", "flyttet", "resultat"}
    for table in TABLES:
        assert table.navn not in aliases | made
        assert not table.navn.startswith("levende_")
        for column in table.all_columns:
            assert column.navn not in {"nr", "kilde"}
            assert column.navn.replace("_", "").isalnum()
            assert column.navn == column.navn.lower()
