"""Each sign is found where it stands, and nothing else is said of the same text."""

import pytest

from bvaudit.model.lesemerke import Lesetegn
from tests.findings.lint_builders import marks, signs

FAULTS = [
    ("Kari, kan du sjekke dette tallet?", "notat"),
    ("Kan du sjekke kilden her, Ola?", "notat"),
    ("[NAVN], kan du sjekke dette?", "notat"),
    ("Setter du inn kilde her Berit?", "notat"),
    ("Andelen var 12 % (kilde?)", "notat"),
    ("kilde?", "notat"),
    ("Kilde: ???", "notat"),
    ("Kilde: xxx", "notat"),
    ("Det var xx meldinger i 2024.", "notat"),
    ("I alt XX prosent av sakene.", "notat"),
    ("TODO: oppdater tall", "notat"),
    ("[sett inn tall fra Heimdal]", "notat"),
    ("(Må sjekkes)", "notat"),
    ("Husk å oppdatere tabellen før møtet.", "notat"),
    ("Har du tallene for Heimdal, Marit?", "notat"),
    ("@Ola kan du se på dette", "notat"),
    ("Lise: kan du sette inn tallet her?", "notat"),
    ("Leder og en teamleder har vært sykmeldt.", "helse"),
    ("Barnevernlederen er langtidssykmeldt.", "helse"),
    ("På grunn av sykmelding hos teamleder har det vært forsinkelser.", "helse"),
    ("Teamleder i mottaket var sykmeldt i fire måneder.", "helse"),
    ("Avdelingsleder gikk ut i sykmelding i mars.", "helse"),
    ("Fagleder har hatt en langvarig sykdom.", "helse"),
    ("En av de to juristene har vært sykmeldt hele høsten.", "helse"),
    ("Enhetsleder sluttet på grunn av utbrenthet.", "helse"),
    ("Teamlederen er gravid og går ut i permisjon.", "helse"),
    ("Vi har hatt en sykmeldt teamleder.", "helse"),
    ("Leders sykefravær har påvirket driften.", "helse"),
    ("Den ene konsulenten har kreft.", "helse"),
    ("Tjenesten har 19 årsverk, 3 menn og 4 ansatte med utenlandsk opprinnelse.", "fa_ansatte"),
    ("Av 61 ungdommer var 44 under 18 år og 22 over 18 år.", "sum"),
    ("Det ble fulgt opp 61 barn, hvor 44 var under 18 år og 22 personer var over 18 år.", "sum"),
    (
        "Vi har 342,2 stillinger, fordelt på 148,9 i funksjon 244, 29,6 i støtte, 71,4 i tiltak og 91,3 i bolig.",
        "sum",
    ),
    ("Det var 44 gutter og 22 jenter, til sammen 61 barn.", "sum"),
    ("Meldingene fordeler seg med 40 % fra politi, 35 % fra skole og 20 % fra andre.", "sum"),
    ("Av 120 meldinger ble 70 henlagt og 55 gikk til undersøkelse.", "sum"),
    ("Vi har avtale med 17 kommuner. Samarbeidskommunene er Frøya, Heim, Hitra, Malvik, Melhus og Orkland.", "liste"),
    ("Kommunen har fem bydeler (Nord, Sør, Øst og Vest).", "liste"),
    ("Antall fristbrudd er redusert fra 10 til 14.", "retning"),
    ("Det har vært en nedgang i sykefraværet fra 10,9 % i 2023 til 12,4 % i 2024.", "retning"),
    ("Vi hadde 14 fristbrudd i 2024, en nedgang fra 10 i 2023.", "retning"),
    ("Tjenesten hadde 5 fristbrudd i 2023 og 8 i 2024. Det er en nedgang.", "retning"),
    ("I 2023 var det 10 fristbrudd, og i 2024 var det 14. Det er færre enn før.", "retning"),
    ("Sykefraværet var 10,9 % i 2023 og 12,4 % i 2024, altså lavere enn året før.", "retning"),
    ("Antall meldinger økte fra 120 i 2023 til 110 i 2024.", "retning"),
    ("Andelen økte fra 10 % til 15 %, en økning på 5 %.", "prosent"),
    ("Antallet økte fra 100 til 120, en økning på 25 %.", "prosent"),
    ("Det var 6 fristbrudd av 68 undersøkelser (9,8 %).", "andel"),
    ("33 av 40 saker, altså 85 %, var i orden.", "andel"),
    ("I 80 % av sakene (4 av 5) var barnet hørt.", "andel_av_fa"),
    ("4 av 5 (80 %) ble hørt.", "andel_av_fa"),
    ("Tjenesten mottok 412 meldinger i 2024.\n\nI 2024 mottok tjenesten 421 meldinger.", "ulikt"),
    ("Fødselsnummer 01019012345 står her.", "personnummer"),
    ("Ring 010190 12345.", "personnummer"),
    ("Emma ble akuttplassert i mars.", "navn_i_sak"),
    ("Saken til Jonas er vanskelig.", "navn_i_sak"),
    ("Regelverket er uendret i perioden. Som nevnt ble regelverket endret i perioden.", "motsatt"),
    ("Se graf 3.13 for utviklingen.", "henvisning"),
    ("Tabell 1: Meldinger\n\nSom vist i tabell 2 er det en økning.", "henvisning"),
    ("Graf 3.9.2: Akuttvedtak\n\nGraf 3.9.2: Akuttvedtak per enhet", "dobbel"),
    ("Korttidsfravær 2,8 %\n\nLangtidsfravær 14,8 %\n\nTotalt 18,6 %", "sum"),
    (
        "Figur 1: Sykefravær\n\nFigur 2: Meldinger per enhet\n\nSykefraværet er høyt, se figur 2.",
        "feil_figur",
    ),
    ("Det var til sammen 66 barn (44 gutter og 21 jenter).", "sum"),
    ("Sykefraværet var 2,8 % korttid og 14,8 % langtid, totalt 18,6 %.", "sum"),
    ("14 fristbrudd i 2024, ned fra 10 i 2023.", "retning"),
    ("Det var 14 fristbrudd i 2024, mot 10 i 2023. Det er en nedgang.", "retning"),
    ("Antallet fristbrudd har gått ned: 14 i 2024 mot 10 i 2023.", "retning"),
    ("Sykefraværet gikk ned til 12,4 % i 2024, fra 10,9 % i 2023.", "retning"),
    ("Sykefraværet er redusert til 12,4 % fra 10,9 % i 2023.", "retning"),
    ("I 2024 var det 14 fristbrudd, færre enn 10 i 2023.", "retning"),
    ("Vi hadde 8 fristbrudd i 2024, mot 10 året før. Det er en økning.", "retning"),
    (
        "# Sammendrag\n\nI 2024 kom det 412 meldinger, mot 389 i 2023.\n\n# 2\n\nDet kom 421 meldinger i 2024.",
        "ulikt",
    ),
    ("Leder og en av teamlederne har vært sykmeldt.", "helse"),
    ("Barnevernsleder er for tiden sykemeldt, og nestleder fungerer.", "helse"),
    ("Fungerende leder er sykmeldt 50 %.", "helse"),
    ("Teamleder for mottak har vært sykmeldt siden januar.", "helse"),
    ("Vår eneste jurist er langtidssykmeldt.", "helse"),
    ("To av teamlederne har vært sykmeldt store deler av året.", "helse"),
    ("Merkantil ansatt har vært sykmeldt.", "helse"),
    ("Barnevernleder har på grunn av sykdom vært borte i tre måneder.", "helse"),
    ("Psykologen sluttet etter en lang sykmelding.", "helse"),
    ("Kan noen sjekke om dette stemmer?", "notat"),
    ("Sjekk dette med Bjørn før vi sender.", "notat"),
    ("NN må legge inn tall her.", "notat"),
    ("Tall kommer.", "notat"),
    ("(tall mangler)", "notat"),
    ("Kilde mangler.", "notat"),
    ("OBS: Finn kilde!", "notat"),
    ("Hei Kari, kan du legge inn tallene fra Midtbyen?", "notat"),
    ("Kari: Er dette riktig?", "notat"),
    ("[Kilde?]", "notat"),
    ("[NAVN] kan du sjekke", "notat"),
    ("Må oppdateres!", "notat"),
    ("<sett inn graf>", "notat"),
    ("Er dette tallet riktig, Anne?", "notat"),
    ("Dette må du sjekke, Per.", "notat"),
    ("@Kari: sjekk", "notat"),
    ("(Spør Lise om kilde)", "notat"),
    ("Her mangler det kilde.", "notat"),
    ("Kilde: kommer", "notat"),
    ("Kilde: (sett inn)", "notat"),
    ("Meldingene er 120 i Nord, 130 i Sør og 140 i Øst, totalt 400.", "sum"),
    ("Barn i tiltak: 212 hjelpetiltak og 96 omsorgstiltak, i alt 318.", "sum"),
    ("Totalt 318 barn: 212 med hjelpetiltak og 96 under omsorg.", "sum"),
    ("Tjenesten har 36 ansatte, 20 kvinner og 17 menn.", "sum"),
    ("Fordelingen er 45 % politi, 30 % skole, 20 % helse og 10 % andre.", "sum"),
    ("Seks av åtte (80 %) ble hørt.", "andel"),
]


@pytest.mark.parametrize(("said", "tegn"), FAULTS, ids=[said[:60] for said, _ in FAULTS])
def test_a_sign_is_found(said: str, tegn: str) -> None:
    assert signs(said) == [tegn]


TABLES = [
    pytest.param(
        "| Kommune | Meldinger |\n|---|---|\n| Vik | 14 |\n| Dalen | 9 |\n| Totalt | 24 |",
        "I kolonnen «Meldinger» blir radene 23 til sammen, og summen er 24.",
        id="en kolonne",
    ),
    pytest.param(
        "| Enhet | Gutter | Jenter | Sum |\n|---|---|---|---|\n| Nord | 4 | 5 | 9 |\n| Sør | 6 | 7 | 14 |\n|"
        " Øst | 1 | 2 | 3 |",
        "I raden «Sør» blir tallene 13 til sammen, og summen er 14.",
        id="en rad",
    ),
    pytest.param(
        "| Funksjon | Årsverk |\n|---|---|\n| 244 | 148,9 |\n| 251 | 71,4 |\n| 252 | 91,3 |\n| Sum | 312,6 |",
        "I kolonnen «Årsverk» blir radene 311,6 til sammen, og summen er 312,6.",
        id="desimaler",
    ),
]


@pytest.mark.parametrize(("said", "tekst"), TABLES)
def test_a_table_that_does_not_add(said: str, tekst: str) -> None:
    assert [one.tekst for one in marks(said) if one.tegn is Lesetegn.SUM] == [tekst]


ADDS = [
    pytest.param("| A | N |\n|---|---|\n| Vik | 14 |\n| herav nye | 3 |\n| Dalen | 9 |\n| Totalt | 23 |", id="herav"),
    pytest.param("| A | N |\n|---|---|\n| Vik | 2,4 |\n| Dalen | 6,2 |\n| Totalt | 8,5 |", id="avrunding"),
    pytest.param("| A | Dager |\n|---|---|\n| Vik | 45 |\n| Dalen | 61 |\n| Totalt | 52 |", id="et gjennomsnitt"),
    pytest.param(
        "Et barn kan telles i begge kommuner.\n\n| A | Barn |\n|---|---|\n| Vik | 45 |\n| Dalen | 61 |\n|"
        " Totalt | 104 |",
        id="telles i begge",
    ),
    pytest.param(
        "| A | N |\n|---|---|\n| a | 1 |\n| b | 2 |\n| Sum nord | 3 |\n| c | 4 |\n| d | 5 |\n| Sum sør | 9 |\n|"
        " Totalt | 12 |",
        id="delsummer",
    ),
    pytest.param("| Risiko | S | K | Sum |\n|---|---|---|---|\n| a | 3 | 4 | 12 |\n| b | 2 | 2 | 4 |", id="et produkt"),
    pytest.param("| Svar | Nå |\n|---|---|\n| a | 33 |\n| b | 33 |\n| c | 33 |\n| Totalt | 100 |", id="uten tegn"),
]


@pytest.mark.parametrize("said", ADDS)
def test_a_table_that_adds_or_is_no_sum(said: str) -> None:
    assert signs(said) == []


def test_a_claim_is_held_against_the_table_it_cites() -> None:
    table = "Tabell 1: Fristbrudd\n\n| | 2023 | 2024 |\n|---|---|---|\n| Fristbrudd | 6 | 9 |\n\nKilde: Fagsystemet."
    assert signs(f"{table}\n\nDet er nedgang i fristbrudd, se tabell 1.") == ["retning"]
    assert signs(f"{table}\n\nDet er økning i fristbrudd, se tabell 1.") == []


def test_a_total_in_the_summary_and_in_its_chapter() -> None:
    report = "# Sammendrag\n\nVi mottok 412 meldinger i 2024.\n\n# Meldinger\n\nTjenesten mottok {} meldinger i 2024."
    assert signs(report.format(421)) == ["ulikt"]
    assert signs(report.format(412)) == []


SOURCES = [
    pytest.param("# A\n\nGraf 1: Meldinger\n\nDet har vært en økning.", 1, id="ingen kilde"),
    pytest.param("# A\n\nGraf 1: Meldinger\n\nKilde: SSB", 0, id="under grafen"),
    pytest.param("# A\n\nTallene er hentet fra fagsystemet.\n\nTabell 1: Meldinger", 0, id="i teksten"),
    pytest.param("# A\n\nTabell 1: Meldinger\n\n# Kilder\n\nSSB og Bufdir", 0, id="egen liste"),
    pytest.param("# A\n\nAlle tall er fra Barnevernsregisteret.\n\n# B\n\nGraf 2: Barn", 0, id="sagt om alle"),
    pytest.param("# A\n\nGraf 1: Barn\n\nKilde:\n\n# B\n\nMer.", 1, id="tom kilde"),
    pytest.param("# A\n\nGraf 1: Barn\n\nKilde: SSB\n\n# B\n\nGraf 2: Besøk\n\nDet har økt.", 1, id="den ene"),
]


@pytest.mark.parametrize(("said", "n"), SOURCES)
def test_a_figure_without_a_source(said: str, n: int) -> None:
    assert [one.tegn for one in marks(said)] == [Lesetegn.KILDE] * n


def test_a_number_of_a_person_or_a_name_is_never_repeated() -> None:
    said = "Emma ble akuttplassert. Fødselsnummeret er 010190 12345.\n\nSaken til Jonas."
    told = " ".join(f"{one.tekst} {one.utdrag}" for one in marks(said) if one.tegn.gruppe == "person")
    assert told
    assert not any(word in told for word in ("Emma", "Jonas", "010190", "12345"))


def test_each_mark_says_where() -> None:
    (one,) = marks("# Meldinger\n\nAlt er bra.\n\nDet var xx meldinger.")
    assert (one.avsnitt, one.overskrift, one.utdrag) == (3, "Meldinger", "Det var xx meldinger.")
