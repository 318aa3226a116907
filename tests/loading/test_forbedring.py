"""Recommendations, risks, measures and maps: every item accounted for, and every fault said with its place."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.loading.content.plans import read_plans
from bvaudit.model.forbedring import (
    Anbefaling,
    Avviksart,
    Forbedringstiltak,
    Gruppe,
    Risiko,
    Risikoliste,
)
from bvaudit.model.koder import Kode, Kodeliste
from bvaudit.model.lister import Liste, Listeendring, compare
from bvaudit.model.listevisning import som_liste
from bvaudit.model.plans import Kvote, Plans
from bvaudit.model.rule import Lov, Rule
from bvaudit.model.sammenligning import Forhold, Kodepar, Punktpar, Versjonspar
from bvaudit.workflows.content import content_or_stop

HODE = "id: {id}\ntittel: En prøve\nkommune: Oppdiktet\nar: '2024'\nkilde: Oppdiktet\n"
ANBEFALINGER = (
    HODE.format(id="prove")
    + """\
avsender: En revisor
arbeidsgrupper:
  - {id: fag, tittel: Fag}
  - {id: ledelse, tittel: Ledelse}
anbefalinger:
  - {id: a1, tekst: Lag en plan, regler: [MEL-01]}
  - {id: a2, tekst: Følg den}
kobling:
  - {anbefaling: a1, grupper: [fag, ledelse]}
  - {anbefaling: a2, grupper: [fag]}
"""
)
RISIKOER = (
    HODE.format(id="prove")
    + """\
grupper:
  - {id: fag, tittel: Fag}
risikoer:
  - {id: r1, gruppe: fag, tekst: Det går for sakte, regler: [UND-03]}
"""
)
TILTAK = (
    HODE.format(id="prove")
    + """\
konsekvenser: [Det koster]
tiltak:
  - id: t1
    tittel: Et tiltak
    beskrivelse: Noe gjøres
    status: planlagt
    eier: Stab
    start: Høsten 2020
    konsekvens: Det tar tid
    regler: [MEL-01]
"""
)
SJEKKLISTE = """\
id: {id}
tittel: En prøve
formal: Å prøve
versjon: "1"
gjelder_fra: 2026-01-01
utvalg: {{per_enhet: 10, beskrivelse: Alle saker}}
punkter: [{punkter}]
"""
PUNKTPAR = """\
id: prove
tittel: En prøve
kilde: Oppdiktet
sjekklister: {fra: gammel, til: nyere}
punktpar:
  - {fra: MEL-01, til: MEL-01, forhold: lik}
  - {fra: UND-03, til: UND-14, forhold: smalere, begrunnelse: Spør om mindre}
  - {fra: UND-08, forhold: borte}
  - {til: UND-18, forhold: ny}
"""
VERSJONSPAR = """\
id: prove
tittel: En prøve
kilde: Oppdiktet
versjonspar:
  - {regel: MEL-01, fra: 1993-01-01, til: 2023-01-01, forhold: lik, begrunnelse: Samme uke}
"""
OLD, GONE, NEW = date(2013, 1, 1), date(2025, 12, 31), date(2026, 1, 1)
FARGER = {
    "farger": Kodeliste(
        id="farger",
        tittel="Farger",
        koder=(
            Kode(kode="1", tittel="Rød", gyldig_fra=OLD, gyldig_til_og_med=GONE, deles_i=("1.1", "1.2")),
            Kode(kode="2", tittel="Blå", gyldig_fra=OLD),
            Kode(kode="3", tittel="Hvit", gyldig_fra=OLD, gyldig_til_og_med=GONE),
            Kode(kode="4", tittel="Brun", gyldig_fra=OLD, gyldig_til_og_med=date(2020, 12, 31)),
            Kode(kode="1.1", tittel="Lyserød", gyldig_fra=NEW),
            Kode(kode="1.2", tittel="Mørkerød", gyldig_fra=NEW),
            Kode(kode="2.1", tittel="Turkis"),
            Kode(kode="5.1", tittel="Sølv", gyldig_fra=NEW),
        ),
    )
}
KODEPAR = """\
id: prove
tittel: En prøve
kilde: Oppdiktet
koder: {liste: farger, dag: 2026-01-01}
kodepar:
  - {fra: ["1"], til: ["1.1", "1.2"], forhold: lik}
  - {fra: ["2"], til: ["2", "2.1"], forhold: videre, begrunnelse: Turkis er med}
  - {fra: ["1", "2"], til: ["1.1", "2"], forhold: smalere, begrunnelse: Mørkerød er ikke med}
  - {fra: ["3"], forhold: borte, begrunnelse: Ingen er hvite}
  - {til: ["5.1"], forhold: ny, begrunnelse: Fantes ikke}
"""
KVOTER = SJEKKLISTE.format(id="prove", punkter="{regel: MEL-01}").replace(
    "per_enhet: 10", "per_enhet: 10, runde: 2, kilde: Oppdiktet, kvoter: [{id: halv, KVOTE}]"
)
GOD_KVOTE = 'slag: tiltak, tekst: Halvparten, koder: ["1"], minst_prosent: 50'

Read = Callable[..., tuple[Plans, list[str]]]


@pytest.fixture(scope="module")
def lover() -> Mapping[str, Lov]:
    return content_or_stop().lover


@pytest.fixture(scope="module")
def regler(lover: Mapping[str, Lov]) -> Mapping[str, Rule]:
    return content_or_stop().regler


@pytest.fixture
def read(tmp_path: Path, regler: Mapping[str, Rule], lover: Mapping[str, Lov]) -> Read:
    """Write the files, read the folder; problems as a user sees them, without the folder."""

    def write_and_read(**filer: str) -> tuple[Plans, list[str]]:
        sti = tmp_path / "checklists"
        sti.mkdir(exist_ok=True)
        for navn, tekst in filer.items():
            (sti / f"{navn}.yaml").write_text(tekst, encoding="utf-8")
        plans, problems = read_plans((sti,), regler, lover, FARGER)
        return plans, [str(problem).removeprefix("checklists/") for problem in problems]

    return write_and_read


@pytest.fixture
def compared(read: Read) -> Read:
    """As ``read``, with the two checklists that the map is about already in the folder."""
    old = ", ".join(f"{{regel: {regel}}}" for regel in ("MEL-01", "UND-03", "UND-08"))
    new = ", ".join(f"{{regel: {regel}}}" for regel in ("MEL-01", "UND-14", "UND-18"))
    read(
        gammel=SJEKKLISTE.format(id="gammel", punkter=old),
        nyere=SJEKKLISTE.format(id="nyere", punkter=new),
    )
    return read


def test_recommendations_are_read_as_they_were_written(read: Read) -> None:
    plans, problems = read(prove=ANBEFALINGER)
    assert problems == []
    (liste,) = plans.anbefalinger
    assert liste.arbeidsgrupper == (Gruppe(id="fag", tittel="Fag"), Gruppe(id="ledelse", tittel="Ledelse"))
    assert liste.anbefalinger[0] == Anbefaling(id="a1", tekst="Lag en plan", regler=("MEL-01",))
    assert [(row.anbefaling, row.grupper) for row in liste.kobling] == [("a1", ("fag", "ledelse")), ("a2", ("fag",))]
    assert [[a.id for a in liste.for_group(g)] for g in ("fag", "ledelse")] == [["a1", "a2"], ["a1"]]


def test_risks_are_read_as_they_were_written(read: Read) -> None:
    plans, problems = read(prove=RISIKOER)
    assert problems == []
    (liste,) = plans.risikolister
    assert (liste.ar, liste.forrige) == ("2024", "")
    assert liste.risikoer == (Risiko(id="r1", gruppe="fag", tekst="Det går for sakte", regler=("UND-03",)),)


def test_measures_are_read_as_they_were_written(read: Read) -> None:
    plans, problems = read(prove=TILTAK)
    assert problems == []
    (liste,) = plans.forbedringstiltak
    assert liste.konsekvenser == ("Det koster",)
    assert liste.tiltak == (
        Forbedringstiltak(
            id="t1",
            tittel="Et tiltak",
            beskrivelse="Noe gjøres",
            status="planlagt",
            eier="Stab",
            start="Høsten 2020",
            konsekvens="Det tar tid",
            regler=("MEL-01",),
        ),
    )


@pytest.mark.parametrize(
    ("linje", "ventet"),
    [
        pytest.param("avvik: okonomi\n", Avviksart.OKONOMI, id="budsjettet"),
        pytest.param("avvik: lov\n", Avviksart.LOV, id="loven"),
        pytest.param("", Avviksart.LOV, id="ikke sagt"),
    ],
)
def test_what_the_measures_are_meant_for(read: Read, linje: str, ventet: Avviksart) -> None:
    plans, problems = read(prove=linje + TILTAK)
    assert problems == []
    assert plans.forbedringstiltak[0].avvik is ventet


def test_a_measure_is_meant_for_the_law_or_the_budget(read: Read) -> None:
    _, problems = read(prove="avvik: budsjett\n" + TILTAK)
    assert len(problems) == 1
    assert "avvik" in problems[0] and "okonomi" in problems[0]


def test_a_map_between_checklists_is_read_as_it_was_written(compared: Read) -> None:
    plans, problems = compared(prove=PUNKTPAR)
    assert problems == []
    (kart,) = plans.sammenligninger
    assert (kart.fra, kart.til) == ("gammel", "nyere")
    assert kart.punktpar == (
        Punktpar(fra="MEL-01", til="MEL-01", forhold=Forhold.LIK),
        Punktpar(fra="UND-03", til="UND-14", forhold=Forhold.SMALERE, begrunnelse="Spør om mindre"),
        Punktpar(fra="UND-08", til="", forhold=Forhold.BORTE),
        Punktpar(fra="", til="UND-18", forhold=Forhold.NY),
    )


def test_a_map_between_versions_is_read_as_it_was_written(read: Read) -> None:
    plans, problems = read(prove=VERSJONSPAR)
    assert problems == []
    (par,) = plans.sammenligninger[0].versjonspar
    assert par == Versjonspar(
        regel="MEL-01",
        fra=date(1993, 1, 1),
        til=date(2023, 1, 1),
        forhold=Forhold.LIK,
        begrunnelse="Samme uke",
    )


def test_a_map_between_codes_is_read_as_it_was_written(read: Read) -> None:
    plans, problems = read(prove=KODEPAR)
    assert problems == []
    (kart,) = plans.sammenligninger
    assert (kart.liste, kart.dag) == ("farger", date(2026, 1, 1))
    assert kart.kodepar == (
        Kodepar(fra=("1",), til=("1.1", "1.2"), forhold=Forhold.LIK),
        Kodepar(fra=("2",), til=("2", "2.1"), forhold=Forhold.VIDERE, begrunnelse="Turkis er med"),
        Kodepar(fra=("1", "2"), til=("1.1", "2"), forhold=Forhold.SMALERE, begrunnelse="Mørkerød er ikke med"),
        Kodepar(fra=("3",), forhold=Forhold.BORTE, begrunnelse="Ingen er hvite"),
        Kodepar(til=("5.1",), forhold=Forhold.NY, begrunnelse="Fantes ikke"),
    )


def test_a_map_can_be_of_codes_and_of_versions(read: Read) -> None:
    plans, problems = read(prove=KODEPAR + VERSJONSPAR[VERSJONSPAR.index("versjonspar:") :])
    assert problems == []
    (kart,) = plans.sammenligninger
    assert (len(kart.kodepar), len(kart.versjonspar)) == (5, 1)


def test_quotas_are_read_as_they_were_written(read: Read) -> None:
    plans, problems = read(prove=KVOTER.replace("KVOTE", GOD_KVOTE))
    assert problems == []
    utvalg = plans.sjekklister[0].utvalg
    assert (utvalg.runde, utvalg.kilde) == (2, "Oppdiktet")
    assert utvalg.kvoter == (Kvote(id="halv", slag="tiltak", tekst="Halvparten", koder=("1",), minst_prosent=50),)


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        pytest.param(
            ANBEFALINGER.replace("anbefaling: a2", "anbefaling: a3"),
            [
                "12:10: feil [ikke-koblet]: ingen arbeidsgruppe har anbefalingen «a2»\n"
                "  hint: legg den til under «kobling»",
                "15:18: feil [ukjent-anbefaling]: anbefalingen «a3» finnes ikke i listen\n  hint: velg blant: a1, a2",
            ],
            id="koblingen peker på en anbefaling som ikke finnes",
        ),
        pytest.param(
            ANBEFALINGER.replace("[fag]", "[fog]"),
            ["15:32: feil [ukjent-gruppe]: gruppen «fog» finnes ikke i listen\n  hint: velg blant: fag, ledelse"],
            id="gruppen er skrevet feil",
        ),
        pytest.param(
            ANBEFALINGER.replace("[fag, ledelse]", "[fag]"),
            ["9:10: feil [tom-gruppe]: gruppen «ledelse» er tom\n  hint: gi den noe å arbeide med, eller ta den bort"],
            id="en arbeidsgruppe uten anbefaling",
        ),
        pytest.param(
            ANBEFALINGER + "  - {anbefaling: a2, grupper: [ledelse]}\n",
            ["16:18: feil [dobbel-id]: «a2» står to ganger\n  hint: samle gruppene på én linje"],
            id="to linjer for samme anbefaling",
        ),
        pytest.param(
            ANBEFALINGER.replace("[MEL-01]", "[MELD-01]"),
            ["11:43: feil [ukjent-regel]: regelen «MELD-01» finnes ikke\n  hint: mente du «MEL-01»?"],
            id="regelen i en anbefaling finnes ikke",
        ),
        pytest.param(
            RISIKOER.replace("gruppe: fag", "gruppe: fog"),
            [
                "7:10: feil [tom-gruppe]: gruppen «fag» er tom\n  hint: gi den noe å arbeide med, eller ta den bort",
                "9:22: feil [ukjent-gruppe]: gruppen «fog» finnes ikke i listen\n  hint: velg blant: fag",
            ],
            id="risikoen står under en gruppe som ikke finnes",
        ),
        pytest.param(
            RISIKOER.replace("grupper:", "forrige: i-fjor\ngrupper:", 1),
            ["6:10: feil [ukjent-risikoliste]: risikolisten «i-fjor» finnes ikke"],
            id="den forrige listen finnes ikke",
        ),
        pytest.param(
            TILTAK + TILTAK[TILTAK.index("  - id: t1") :],
            ["16:9: feil [dobbel-id]: «t1» står to ganger\n  hint: gi den en id som ikke er brukt"],
            id="to tiltak med samme id",
        ),
        pytest.param(
            VERSJONSPAR.replace("til: 2023-01-01", "til: 2022-01-01"),
            [
                "5:3: feil [ikke-koblet]: «MEL-01» ble endret 2023-01-01 uten at det er med her\n"
                "  hint: legg til et par for endringen",
                "5:5: feil [ukjent-versjon]: «MEL-01» har ikke to versjoner etter hverandre fra disse dagene\n"
                "  hint: 1993-01-01 → 2023-01-01",
            ],
            id="versjonen finnes ikke",
        ),
        pytest.param(
            VERSJONSPAR.replace("regel: MEL-01", "regel: MELD-01"),
            ["5:13: feil [ukjent-regel]: regelen «MELD-01» finnes ikke\n  hint: mente du «MEL-01»?"],
            id="regelen i et kart finnes ikke",
        ),
        pytest.param(
            KVOTER.replace("KVOTE", GOD_KVOTE + ", minst: 1"),
            ["feil-kvote", "en kvote har enten «minst» eller «minst_prosent»"],
            id="kvoten har både antall og prosent",
        ),
        pytest.param(
            KVOTER.replace("KVOTE", "slag: kommune, tekst: Hver kommune, minst: 11"),
            ["feil-kvote", "kvoten er 11, men det trekkes bare 10"],
            id="kvoten er større enn utvalget",
        ),
        pytest.param(
            KVOTER.replace("KVOTE", "slag: utfall, tekst: Henlagt, minst: 1"),
            ["feil-kvote", "en kvote av slag «utfall» må ha «koder»"],
            id="kvoten sier ikke hvilke konklusjoner",
        ),
        pytest.param(
            KVOTER.replace("KVOTE", 'slag: kommune, tekst: Hver kommune, minst: 1, koder: ["1"]'),
            ["feil-kvote", "en kvote for kommuner har ikke «koder»"],
            id="kommunekvote med konklusjoner",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(read: Read, tekst: str, ventet: list[str]) -> None:
    plans, problems = read(prove=tekst)
    if ventet[0] == "feil-kvote":
        (problem,) = problems
        assert all(part in problem for part in ("prove.yaml:6:", *ventet))
    else:
        assert problems == [f"prove.yaml:{text}" for text in ventet]
    assert plans == Plans()


@pytest.mark.parametrize(
    ("tekst", "kode", "sagt"),
    [
        pytest.param(
            PUNKTPAR.replace("  - {fra: UND-08, forhold: borte}\n", ""),
            "ikke-koblet",
            "«UND-08» i «gammel» er ikke med",
            id="et punkt i den gamle listen mangler",
        ),
        pytest.param(
            PUNKTPAR.replace("  - {til: UND-18, forhold: ny}\n", ""),
            "ikke-koblet",
            "«UND-18» i «nyere» er ikke med",
            id="et punkt i den nye listen mangler",
        ),
        pytest.param(
            PUNKTPAR + "  - {til: UND-19, forhold: ny}\n",
            "ukjent-punkt",
            "«UND-19» står ikke i sjekklisten «nyere»",
            id="et punkt listen ikke har",
        ),
        pytest.param(
            PUNKTPAR.replace("fra: UND-08, forhold", "fra: UND-08, til: UND-18, forhold"),
            "feil-par",
            "et par som er «borte», skal ha bare «fra»",
            id="borte, men likevel der",
        ),
        pytest.param(
            PUNKTPAR.replace("fra: MEL-01, til", "til"),
            "feil-par",
            "et par som er «lik», skal ha bare «fra» og «til»",
            id="lik med ingenting",
        ),
        pytest.param(
            PUNKTPAR.replace(", begrunnelse: Spør om mindre", ""),
            "feil-par",
            "et par som er «smalere», må ha «begrunnelse»",
            id="smalere uten begrunnelse",
        ),
        pytest.param(
            PUNKTPAR.replace("til: nyere", "til: nyest"),
            "ukjent-sjekkliste",
            "sjekklisten «nyest» finnes ikke",
            id="sjekklisten finnes ikke",
        ),
        pytest.param(
            PUNKTPAR.replace("sjekklister: {fra: gammel, til: nyere}\n", ""),
            "mangler-nokkel",
            "her er «punktpar», men ikke «sjekklister»",
            id="par uten sjekklister",
        ),
    ],
)
def test_a_map_accounts_for_every_point(compared: Read, tekst: str, kode: str, sagt: str) -> None:
    plans, (problem,) = compared(prove=tekst)
    assert f"feil [{kode}]: {sagt}" in problem
    assert plans.sammenligninger == ()


BORTE = '  - {fra: ["3"], forhold: borte, begrunnelse: Ingen er hvite}\n'


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        pytest.param(
            KODEPAR.replace("liste: farger", "liste: farge"),
            "4:16: feil [ukjent-kodeliste]: kodelisten «farge» finnes ikke\n  hint: mente du «farger»?",
            id="kodelisten finnes ikke",
        ),
        pytest.param(
            KODEPAR.replace("2026-01-01", "2025-01-01"),
            "4:29: feil [feil-dag]: ingen kode i «farger» gikk ut eller kom til 2025-01-01\n"
            "  hint: koder kom til disse dagene: 2013-01-01, 2026-01-01",
            id="listen ble ikke endret den dagen",
        ),
        pytest.param(
            KODEPAR.replace("2026-01-01", "0001-01-01"),
            "4:29: feil [feil-dag]: ingen kode i «farger» gikk ut eller kom til 0001-01-01\n"
            "  hint: koder kom til disse dagene: 2013-01-01, 2026-01-01",
            id="dagen er kalenderens første",
        ),
        pytest.param(
            KODEPAR.replace('"2.1"]', '"2.11"]'),
            "7:29: feil [ukjent-kode]: «2.11» står ikke i kodelisten «farger»\n  hint: mente du «2.1»?",
            id="koden finnes ikke",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["2"]', 'fra: ["2", "4"]'),
            "7:17: feil [feil-par]: «4» var ikke i bruk 2025-12-31, dagen før skiftet\n"
            "  hint: den gjelder fra 2013-01-01 til og med 2020-12-31",
            id="den gamle koden gikk ut lenge før",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["2"]', 'fra: ["2", "2.1"]'),
            "7:17: feil [feil-par]: «2.1» var ikke i bruk 2025-12-31, dagen før skiftet\n"
            "  hint: kodelisten sier ikke når den begynte",
            id="ingen vet om koden fantes før",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["2"]', 'fra: ["2", "1.1"]'),
            "7:17: feil [feil-par]: «1.1» var ikke i bruk 2025-12-31, dagen før skiftet\n"
            "  hint: den gjelder fra 2026-01-01",
            id="en ny kode på den gamle siden",
        ),
        pytest.param(
            KODEPAR.replace('"2.1"]', '"3"]'),
            "7:29: feil [feil-par]: «3» er ikke i bruk 2026-01-01\n"
            "  hint: den gjelder fra 2013-01-01 til og med 2025-12-31",
            id="en gammel kode på den nye siden",
        ),
        pytest.param(
            KODEPAR.replace(BORTE, ""),
            "6:3: feil [ikke-koblet]: «3» (Hvit) gikk ut, men er ikke med\n  hint: legg til et par for koden",
            id="en kode som gikk ut, mangler",
        ),
        pytest.param(
            KODEPAR.replace('  - {til: ["5.1"], forhold: ny, begrunnelse: Fantes ikke}\n', ""),
            "6:3: feil [ikke-koblet]: «5.1» (Sølv) kom til, men er ikke med\n  hint: legg til et par for koden",
            id="en kode som kom til, mangler",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["1"], til: ["1.1", "1.2"]', 'fra: ["1"], til: ["1.1"]').replace("5.1", '5.1", "1.2'),
            "6:3: feil [ikke-koblet]: registeret deler «1» også i «1.2»\n"
            "  hint: ta med alle kodene registeret deler den i",
            id="en del av registerets egen deling mangler",
        ),
        pytest.param(
            KODEPAR.replace('["3"], forhold: borte', '["3"], til: ["2"], forhold: borte'),
            "9:5: feil [feil-par]: et par som er «borte», skal ha bare «fra»",
            id="borte, men likevel der",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["1"], til: ["1.1", "1.2"]', 'til: ["1.1", "1.2"]'),
            "6:5: feil [feil-par]: et par som er «lik», skal ha bare «fra» og «til»\n  hint: ta med begge",
            id="lik med ingenting",
        ),
        pytest.param(
            KODEPAR.replace(", begrunnelse: Ingen er hvite", ""),
            "9:5: feil [feil-par]: et par som er «borte», må ha «begrunnelse»\n  hint: skriv hva som er endret",
            id="borte uten begrunnelse",
        ),
        pytest.param(
            KODEPAR.replace('fra: ["3"]', 'fra: ["3", "2"]'),
            "9:17: feil [feil-par]: «2» er «borte», men står også i et annet par\n  hint: velg ett av dem",
            id="borte her, men ikke der",
        ),
        pytest.param(
            KODEPAR.replace('til: ["5.1"]', 'til: ["1.2", "5.1"]'),
            "10:12: feil [feil-par]: «1.2» er «ny», men står også i et annet par\n  hint: velg ett av dem",
            id="ny her, men ikke der",
        ),
        pytest.param(
            KODEPAR + '  - {fra: ["1"], til: ["1.2", "1.1"], forhold: videre, begrunnelse: Likevel ikke}\n',
            "11:5: feil [feil-par]: de samme kodene er satt mot hverandre før\n  hint: ta bort det ene paret",
            id="to svar på det samme",
        ),
        pytest.param(
            KODEPAR.replace("koder: {liste: farger, dag: 2026-01-01}\n", ""),
            "5:3: feil [mangler-nokkel]: her er «kodepar», men ikke «koder»\n  hint: de to hører sammen",
            id="par uten kodeliste",
        ),
        pytest.param(
            KODEPAR[: KODEPAR.index("kodepar:")] + VERSJONSPAR[VERSJONSPAR.index("versjonspar:") :],
            "4:8: feil [mangler-nokkel]: her er «koder», men ikke «kodepar»\n  hint: de to hører sammen",
            id="kodeliste uten par",
        ),
    ],
)
def test_a_map_accounts_for_every_code_that_ended_or_began(read: Read, tekst: str, ventet: str) -> None:
    plans, problems = read(prove=tekst)
    assert problems == [f"prove.yaml:{ventet}"]
    assert plans.sammenligninger == ()


def test_a_map_of_nothing_is_a_problem(read: Read) -> None:
    first_line = "# yaml-language-server: $schema=../bvaudit/schemas/sammenlign.schema.json\n"
    _, (problem,) = read(prove=first_line + "id: prove\ntittel: En prøve\nkilde: Oppdiktet\n")
    assert "feil [mangler-nokkel]: ingenting blir sammenlignet" in problem


def _list_of(id_: str, ar: str, risiko: str, forrige: str = "") -> str:
    tekst = RISIKOER.replace("id: prove", f"id: {id_}").replace("2024", ar).replace("id: r1", f"id: {risiko}")
    return tekst.replace("grupper:", f"forrige: {forrige}\ngrupper:", 1) if forrige else tekst


def test_a_risk_keeps_its_id_from_year_to_year(read: Read) -> None:
    _, (problem,) = read(i2023=_list_of("i2023", "2023", "r1"), i2024=_list_of("i2024", "2024", "r2", "i2023"))
    assert "i2024.yaml:10:10: feil [byttet-id]: den samme risikoen het «r1» i «i2023»" in problem


def test_the_earlier_list_is_from_an_earlier_year(read: Read) -> None:
    _, (problem,) = read(i2023=_list_of("i2023", "2023", "r1", "i2024"), i2024=_list_of("i2024", "2024", "r1"))
    assert "i2023.yaml:6:10: feil [feil-rekkefolge]: «i2024» er fra 2024 og kan ikke være den forrige" in problem


# --- risks from year to year -----------------------------------------------------------------------------------------

TEXTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["en", "to", "tre"]), min_size=1)


def _risks(texts: Mapping[str, str]) -> Liste:
    liste = Risikoliste(
        id="x",
        tittel="x",
        kommune="x",
        ar="2024",
        kilde="x",
        grupper=(),
        risikoer=tuple(Risiko(id=id_, gruppe="fag", tekst=tekst) for id_, tekst in texts.items()),
        fil="x",
    )
    return som_liste(liste)


def test_a_risk_is_the_same_reworded_new_or_gone() -> None:
    fra = _risks({"a": "uendret", "b": "før", "c": "borte"})
    til = _risks({"d": "ny", "b": "etter", "a": "uendret"})
    assert list(compare(fra, til).items()) == [
        ("d", Listeendring.NY),
        ("b", Listeendring.OMFORMULERT),
        ("a", Listeendring.SAMME),
        ("c", Listeendring.BORTE),
    ]


@given(TEXTS, TEXTS)
def test_every_risk_has_one_change_and_the_other_way_mirrors_it(fra: dict[str, str], til: dict[str, str]) -> None:
    there = compare(_risks(fra), _risks(til))
    back = compare(_risks(til), _risks(fra))
    mirror = {Listeendring.NY: Listeendring.BORTE, Listeendring.BORTE: Listeendring.NY}
    assert set(there) == fra.keys() | til.keys()
    assert back == {id_: mirror.get(change, change) for id_, change in there.items()}
