"""The register's own words, as they are shipped and as they can be broken."""

from pathlib import Path

import pytest

from bvaudit.loading.content.kodeverk import read_kodeverk
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
    assert [valg.kode for valg in kodeverk.statuser if valg.avslutter] == ["lukket", "avvist", "slatt-sammen"]
    assert kodeverk.rolle(kodeverk.gradfrist(Alvorlighetsgrad.KRITISK).ansvarlig_rolle).tekst == "Barnevernleder"
    assert len(kodeverk.feiltyper) == 4


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
