"""The register's own words, as they are shipped and as they can be broken."""

from pathlib import Path

import pytest

from bvaudit.loading.content.kodeverk import read_kodeverk
from bvaudit.model.kodeverk import TILTAKSSTATUSER
from bvaudit.model.registeret.avvik import Kilde, Stilling
from bvaudit.model.utfall import Alvorlighetsgrad

FIL = Path(__file__).parents[2] / "rules" / "kodeverk" / "avvik.yaml"


def test_the_shipped_words_are_sound() -> None:
    kodeverk, problems = read_kodeverk(FIL)
    assert problems == []
    assert kodeverk is not None
    assert [(row.grad.value, row.frist and row.frist.vist) for row in kodeverk.grader] == [
        ("kritisk", "0 dager"),
        ("hoy", "1 uke"),
        ("middels", "4 uker"),
        ("lav", None),
    ]
    assert kodeverk.statuser[0].tekst == "Registrert"
    assert [valg.kode for valg in kodeverk.valgbare_statuser] == [
        "registrert",
        "vurdert",
        "tiltak-planlagt",
        "under-arbeid",
        "tiltak-gjennomfort",
        "til-effektkontroll",
    ]
    assert kodeverk.rolle(kodeverk.gradfrist(Alvorlighetsgrad.KRITISK).ansvarlig_rolle).tekst == "Barnevernleder"
    assert len(kodeverk.feiltyper) == 4


def test_how_an_avvik_stands_is_called_as_the_register_knows_it() -> None:
    """Every way it can stand but «åpent» is a status nobody can pick, and so is every act."""
    kodeverk, _ = read_kodeverk(FIL)
    assert kodeverk is not None
    shut = {status.kode for status in kodeverk.statuser if not status.valgbar}
    assert shut == {stilling.value for stilling in Stilling} - {"apent"} | {"gjenapnet", "overfort"}
    ending = {status.kode for status in kodeverk.statuser if status.avslutter}
    assert ending == {stilling.value for stilling in Stilling if not stilling.apen}


def test_the_sources_and_the_states_of_a_measure_are_those_the_register_goes_by() -> None:
    kodeverk, _ = read_kodeverk(FIL)
    assert kodeverk is not None
    assert {kilde.kode for kilde in kodeverk.kilder} == {kilde.value for kilde in Kilde}
    people = ["tilsyn", "klage", "ansattmelding", "hms", "forvaltningsrevisjon"]
    assert [kilde.kode for kilde in kodeverk.valgbare_kilder] == people
    assert tuple(valg.kode for valg in kodeverk.tiltaksstatuser) == TILTAKSSTATUSER
    assert kodeverk.tekst("tiltaksstatuser", "i-bruk") == "I bruk"
    assert kodeverk.tekst("kilder", "en som er borte") == "en som er borte"


def test_the_roles_stand_from_the_lowest_to_the_highest() -> None:
    """Who is above whom when an avvik ends without a measurement."""
    kodeverk, _ = read_kodeverk(FIL)
    assert kodeverk is not None
    assert [valg.kode for valg in kodeverk.roller] == [
        "saksbehandler",
        "teamleder",
        "barnevernleder",
        "enhetsleder",
        "stab",
        "kommunalsjef",
        "kommunedirektor",
    ]


def test_a_reopened_avvik_is_no_name_for_a_fault_that_came_back() -> None:
    kodeverk, _ = read_kodeverk(FIL)
    assert kodeverk is not None
    told = {status.kode: status.forklaring for status in kodeverk.statuser}
    assert told["gjenapnet"].startswith("Lukkingen var feil") and "nytt avvik" in told["gjenapnet"]


@pytest.mark.parametrize(
    ("bytt", "med", "kode"),
    [
        pytest.param("kode: vurdert", "kode: registrert", "dobbel-verdi", id="samme kode to ganger"),
        pytest.param("tekst: Vurdert", "tekst: REGISTRERT", "dobbel-verdi", id="samme tekst to ganger"),
        pytest.param("grad: lav", "grad: middels", "mangler-grad", id="en grad mangler"),
        pytest.param("rolle: barnevernleder", "rolle: konge", "ukjent-rolle", id="ukjent rolle"),
        pytest.param("avslutter: true", "avslutter: false", "mangler-avslutning", id="ingen status avslutter"),
        pytest.param("frist: P1W", "frist: en uke", "verdi-varighet", id="frist som ikke er en varighet"),
        pytest.param("arsaker:", "arsak:", "ukjent-nokkel", id="feilstavet liste"),
        pytest.param("kode: kapasitet", "kode: For lite", "verdi-form", id="kode med mellomrom"),
        pytest.param("kode: i-bruk", "kode: bruk", "mangler-tiltaksstatus", id="en status for tiltak mangler"),
        pytest.param("kode: hms", "kode: rykte", "ukjent-kilde", id="ukjent kilde"),
        pytest.param("kode: klage\n", "kode: klage\n    velges: ja\n", "verdi-type", id="velges som ikke er sant"),
        pytest.param("kode: registrert", "kode: registrert\n    velges: false", "avslutter-forst", id="første settes"),
    ],
)
def test_broken_words_are_told_with_their_place(tmp_path: Path, bytt: str, med: str, kode: str) -> None:
    fil = tmp_path / "avvik.yaml"
    fil.write_text(FIL.read_text(encoding="utf-8").replace(bytt, med), encoding="utf-8")
    kodeverk, problems = read_kodeverk(fil, "rules/kodeverk/avvik.yaml")
    assert kodeverk is None
    assert kode in [problem.kode for problem in problems]
    assert all(problem.sted.linje and problem.hint for problem in problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    kodeverk, problems = read_kodeverk(tmp_path / "borte.yaml")
    assert kodeverk is None
    assert problems
