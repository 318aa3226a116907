"""What a person must read over before a paper goes out, and twenty texts nobody should be stopped by."""

import os
from pathlib import Path

import pytest

from bvaudit.findings.text_signs import Tegn, text_to_read
from bvaudit.intake.free_text import known_names


def seen(tekst: str) -> list[tuple[str, str]]:
    return [(one.tegn.value, one.utdrag) for one in text_to_read(tekst)]


@pytest.mark.parametrize(
    ("tekst", "tegn", "utdrag"),
    [
        pytest.param("Pilot: 5 barn, 4 bor der ennå.", Tegn.FA_BARN, "5 barn", id="få barn i tall"),
        pytest.param(
            "4 av de 5 barna bor fremdeles i fosterhjemmet.", Tegn.FA_BARN, "4 av de 5 barna", id="fire av fem"
        ),
        pytest.param("Det var åtte ungdommer på institusjon.", Tegn.FA_BARN, "åtte ungdommer", id="få barn i ord"),
        pytest.param("Tre av dem var søsken. Én gutt på 14 år flyttet.", Tegn.ETT_BARN, "Én gutt på 14 år", id="alder"),
        pytest.param("15-åringen rømte.", Tegn.ETT_BARN, "15-åringen", id="femtenåringen"),
        pytest.param(
            "I mars ble det stille. En ungdom ble flyttet.", Tegn.ETT_BARN, "En ungdom ble", id="det som skjedde"
        ),
        pytest.param("Kommunen hadde to akuttvedtak.", Tegn.SMATALL, "to akuttvedtak", id="to vedtak"),
        pytest.param("Vi har 3 menn i tjenesten.", Tegn.FA_ANSATTE, "3 menn", id="tre menn"),
        pytest.param("4 med utenlandsk opprinnelse", Tegn.FA_ANSATTE, "4 med utenlandsk", id="opprinnelse"),
        pytest.param("Har 3 på arbeidstrening", Tegn.FA_ANSATTE, "3 på arbeidstrening", id="arbeidstrening"),
        pytest.param("Den eneste mannlige ansatte slutter.", Tegn.FA_ANSATTE, "eneste mannlige", id="den eneste"),
        pytest.param("Leder har vært sykmeldt.", Tegn.HELSE_ANSATT, "Leder har vært sykmeldt", id="leder sykmeldt"),
        pytest.param("Barnevernleder er delvis sykmeldt", Tegn.HELSE_ANSATT, None, id="delvis"),
        pytest.param("Sykefraværet hos teamleder er langt.", Tegn.HELSE_ANSATT, None, id="fraværet hos"),
        pytest.param("Årsaken er enhetslederens sykdom.", Tegn.HELSE_ANSATT, None, id="lederens sykdom"),
        pytest.param("To ansatte er langtidssykmeldt.", Tegn.HELSE_ANSATT, None, id="to ansatte"),
        pytest.param("Leiar har vore sjukmeldt.", Tegn.HELSE_ANSATT, None, id="nynorsk"),
        pytest.param("Gjelder 020110 00100.", Tegn.PERSONNUMMER, None, id="fødselsnummer"),
        pytest.param("Ring 73 00 00 00.", Tegn.KONTAKT, None, id="telefon"),
    ],
)
def test_what_is_seen(tekst: str, tegn: Tegn, utdrag: str | None) -> None:
    found = text_to_read(tekst)
    assert tegn in {one.tegn for one in found}
    assert utdrag is None or utdrag in {one.utdrag for one in found}


def test_the_leader_and_one_team_leader_are_both_in_the_words_marked() -> None:
    """S2: the memo to kontrollutvalget."""
    tekst = (
        "Det har vært noe «turnover». \nLeder og en teamleder har vært sykmeldt, samt flere ansatte har vært sykmeldt."
    )
    assert seen(tekst) == [("helse_ansatt", "Leder og en teamleder har vært sykmeldt")]


def test_the_small_facts_about_staff() -> None:
    """S4: 19 årsverk."""
    tekst = (
        "• Har 3 på arbeidstrening, og de fleste kommer i ordinært arbeid i etterkant\n\n"
        "• Mange kompetente ansatte med mye erfaring, 4 med utenlandsk opprinnelse, og 3 menn ☺"
    )
    assert [what for _, what in seen(tekst)] == ["3 på arbeidstrening", "4 med utenlandsk", "3 menn"]


def test_one_of_these_is_a_child_only_after_children() -> None:
    barn = "Det var åtte ungdommer på institusjon uten eget samtykke. En av disse var plassert på grunn av rus."
    rutiner = "Det er laget åtte rutiner. En av disse var ferdig i mars."
    assert ("ett_barn", "En av disse var") in seen(barn)
    assert not seen(rutiner)


def test_a_place_is_where_the_words_stand() -> None:
    tekst = "Se pr. 31.12.2024. Vi har 3 menn her."
    (one,) = text_to_read(tekst)
    assert tekst[one.start : one.slutt] == one.utdrag == "3 menn"


def test_names_are_looked_for_when_they_are_given() -> None:
    tekst = "Saken til Kari er ferdig."
    assert not text_to_read(tekst)
    assert [one.tegn for one in text_to_read(tekst, known_names())] == [Tegn.NAVN]


def test_every_sign_is_told_in_words() -> None:
    assert all(tegn.vist for tegn in Tegn)


RENE = [
    "Barneverntjenesten har tre teamledere og én barnevernleder.",
    "Når en familie trenger hjelp, skal barnet få medvirke.",
    "Leder følger opp ansatte som er sykmeldt, sammen med bedriftshelsetjenesten.",
    "Sykefraværet var 12,4 % i 2024, mot 10,9 % i 2023.",
    "To av tre barn får hjelp hjemme.",
    "Av 100 undersøkelser avsluttes 2 undersøkelser på grunn av flytting.",
    "Et fosterhjem skal ha minst 4 besøk i året, og et barn skal ha samtale alene.",
    "Loven gjelder for barn mellom 0 og 18 år, og etter samtykke til 25 år.",
    "Fristen er sju dager for meldinger og 3 måneder for undersøkelser.",
    "Vi fikk 412 meldinger i 1. halvår, 37 flere enn i samme tid året før.",
    "Det er ansatt to familierådskoordinatorer, og tjenesten har 19 årsverk.",
    "Se graf 3.6.1 og 3.6.2; tallene er hentet pr. 31.12.2024.",
    "Etter barnevernloven § 4-2 barnet kan flyttes akutt når vilkårene er oppfylt.",
    "Kontaktperson følger opp 2 barn i gjennomsnitt; målet er 1 til 2 barn per fosterhjem.",
    "Ansatte opplever arbeidspress, og flere har vært sykmeldt over tid.",
    "Enhetsleder har ansvar for at helse, miljø og sikkerhet følges opp.",
    "Tjenesten har hatt to tilsyn og ett internt avvik om rutinen for arkiv.",
    "En av disse rutinene er revidert, den andre gjelder fra høsten.",
    "Teamleder har permisjonssøknader til behandling i mars hvert år.",
    "Barn og unge har medvirket i fem workshoper sammen med fire kommuner.",
    "Fem av fem enheter har risikovurdert rutinene sine i år.",
    "Barnet har rett til én trygghetsperson, og foreldre har rett til advokat.",
]


@pytest.mark.parametrize("tekst", RENE)
def test_nobody_is_stopped_by_a_clean_text(tekst: str) -> None:
    assert seen(tekst) == []


@pytest.mark.skipif("BVAUDIT_REFERANSE" not in os.environ, reason="trenger kildene S0–S4")
def test_what_the_five_sources_tell_of_single_persons() -> None:
    """Both that all of it is seen, and how few places it is in five long texts."""
    kilder = sorted((Path(os.environ["BVAUDIT_REFERANSE"]).parent / "kilder").glob("S*.txt"))
    found = {path.name[:2]: [what for _, what in seen(path.read_text(encoding="utf-8"))] for path in kilder}
    assert found["S2"] == ["Leder og en teamleder har vært sykmeldt"]
    assert found["S4"] == ["3 på arbeidstrening", "4 med utenlandsk", "3 menn"]
    assert {"4 av de 5 barna", "åtte ungdommer", "En av disse var", "ni ungdommer", "hvor en var"} <= set(found["S1"])
    assert len(found["S1"]) <= 7 and not found["S0"] and not found["S3"]
