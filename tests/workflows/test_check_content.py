"""`bvaudit sjekk`: the shipped content, a municipality's own folder with its tests, and single files."""

import shutil
from pathlib import Path

import pytest

from bvaudit.loading.content.place import shipped
from bvaudit.workflows.check_content import check_content

pytestmark = pytest.mark.lang

MEL_01 = shipped().regler[0] / "melding" / "MEL-01.yaml"


def own_rule(folder: Path, **changes: str) -> Path:
    text = MEL_01.read_text(encoding="utf-8").replace("id: MEL-01", "id: FJ-01")
    for old, new in changes.items():
        text = text.replace(old, new)
    path = folder / "melding" / "FJ-01.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_content_is_whole() -> None:
    outcome = check_content((), tester=False)
    assert outcome.problems == ()
    assert outcome.antall["regler"] >= 25
    assert outcome.antall["manuelle"] >= 10


def test_own_rules_and_their_tests_are_read(tmp_path: Path) -> None:
    own_rule(tmp_path)
    tests = tmp_path / "tester"
    tests.mkdir()
    (tests / "FJ-01.yaml").write_text(
        "- navn: sju dager er for lenge\n"
        "  gitt: {henvendelse: [{start_dato: 2025-01-01, konklusjon_slutt_dato: 2025-01-08}]}\n"
        "  per: 2025-02-01\n"
        "  forventet: {lov: ikke oppfylt}\n",
        encoding="utf-8",
    )
    outcome = check_content((tmp_path,), tester=True)
    assert outcome.problems == ()
    assert outcome.antall["tester"] == 1
    assert [line.split(": ", 1)[1] for line in outcome.brudd] == [
        "FJ-01 lov: «sju dager er for lenge»: ventet utfall ikke oppfylt, fikk utfall oppfylt"
    ]


@pytest.mark.parametrize(
    ("changes", "kode"),
    [
        pytest.param({"P1W": "en uke"}, "verdi-varighet", id="varighet"),
        pytest.param({"tittel:": "titel:"}, "ukjent-nokkel", id="skrivefeil i nøkkel"),
        pytest.param(
            {"slutt: konklusjon_slutt_dato": "slutt: konklusjon_kode"}, "regel-mening", id="kode der det skal være dato"
        ),
        pytest.param({"slutt: konklusjon_slutt_dato": "slutt: konkludert"}, "regel-mening", id="felt som ikke finnes"),
    ],
)
def test_a_fault_in_an_own_rule_is_told(tmp_path: Path, changes: dict[str, str], kode: str) -> None:
    own_rule(tmp_path, **changes)
    assert kode in {p.kode for p in check_content((tmp_path,), tester=False).problems}


@pytest.mark.parametrize(
    ("fil", "endring", "kode"),
    [
        pytest.param(MEL_01, ("alvorlighetsgrad: hoy", "alvorlighetsgrad: veldig"), "verdi-valg", id="regel"),
        pytest.param(shipped().sjekklister[0] / "arshjul.yaml", ("eier:", "eigar:"), "ukjent-nokkel", id="årshjul"),
        pytest.param(shipped().eksempler / "enheter.yaml", ("navn:", "namn:"), "ukjent-nokkel", id="enheter"),
    ],
)
def test_a_single_file_is_checked_as_what_it_says_it_is(
    tmp_path: Path, fil: Path, endring: tuple[str, str], kode: str
) -> None:
    whole = Path(shutil.copy(fil, tmp_path / fil.name))
    assert check_content((whole,), tester=False).problems == ()
    whole.write_text(whole.read_text(encoding="utf-8").replace(*endring), encoding="utf-8")
    assert kode in {p.kode for p in check_content((whole,), tester=False).problems}


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = check_content((tmp_path / "borte",), tester=False).problems
    assert problem.kode == "mangler-fil"
