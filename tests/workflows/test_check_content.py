"""`bvaudit sjekk`: the shipped content, a municipality's own folder with its tests, and single files."""

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
    assert outcome.fulgte_med["rule"] >= 25
    assert outcome.fulgte_med["manuell"] >= 10
    assert outcome.egne == {} and outcome.ubrukt == ()


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
    assert (outcome.tester, outcome.egne) == (1, {"rule": 1, "regeltest": 1})
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


@pytest.mark.helt
@pytest.mark.parametrize(
    ("fil", "egen", "endring", "kode"),
    [
        pytest.param(
            MEL_01, ("id: MEL-01", "id: FJ-01"), ("alvorlighetsgrad: hoy", "alvorlighetsgrad: veldig"),
            "verdi-valg", id="regel",
        ),
        pytest.param(
            shipped().sjekklister[0] / "arshjul.yaml", ("id: arshjul", "id: fj-01"), ("eier:", "eigar:"),
            "ukjent-nokkel", id="årshjul",
        ),
        pytest.param(
            shipped().eksempler / "enheter.yaml", ("", ""), ("navn:", "namn:"), "ukjent-nokkel", id="enheter"
        ),
    ],
)  # fmt: skip
def test_a_single_file_is_checked_as_what_it_is(
    tmp_path: Path, fil: Path, egen: tuple[str, str], endring: tuple[str, str], kode: str
) -> None:
    text = fil.read_text(encoding="utf-8").replace(*egen)
    name = egen[1].removeprefix("id: ") or fil.stem
    whole = tmp_path / f"{name}.yaml"
    whole.write_text(text, encoding="utf-8")
    assert check_content((whole,), tester=False).problems == ()
    whole.write_text(text.replace(*endring), encoding="utf-8")
    assert kode in {p.kode for p in check_content((whole,), tester=False).problems}


def test_a_file_that_came_with_the_program_is_not_its_own_double() -> None:
    outcome = check_content((MEL_01,), tester=False)
    assert outcome.problems == () and outcome.egne == {}


LISTE = """\
id: {id}
tittel: Vår liste
formal: Å se etter
versjon: "1"
gjelder_fra: 2026-01-01
utvalg: {{per_enhet: 10, beskrivelse: Alle}}
punkter: [{{regel: {regel}}}]
"""


def municipality(folder: Path) -> Path:
    mappe = folder / "Fjordvik kommune"
    files = {
        "kommune.yaml": 'navn: Fjordvik\nkommunenummer: "9999"\nbrevmal: maler/borte.docx\n',
        "enheter.yaml": "enheter: []\n",
        "sjekklister/god.yaml": LISTE.format(id="god", regel="FJ-01"),
        "sjekklister/feil.yaml": LISTE.format(id="feil", regel="FJ-99"),
        "sjekklister/notat.docx": "",
        "uttrekk/a.xml": "<a/>",
    }
    for name, text in files.items():
        (mappe / name).parent.mkdir(parents=True, exist_ok=True)
        (mappe / name).write_text(text, encoding="utf-8")
    own_rule(mappe / "regler")
    return mappe


def test_a_municipality_is_checked_whole_and_a_faulty_file_stops_no_other(tmp_path: Path) -> None:
    outcome = check_content((municipality(tmp_path),), tester=False)
    assert [(p.sted.fil.removeprefix("Fjordvik kommune/"), p.kode) for p in outcome.problems] == [
        ("enheter.yaml", "verdi-antall"),
        ("kommune.yaml", "mangler-fil"),
        ("sjekklister/feil.yaml", "ukjent-regel"),
    ]
    assert outcome.egne == {"rule": 1, "sjekkliste": 1}
    assert [one.fil.removeprefix("Fjordvik kommune/") for one in outcome.ubrukt] == [
        "uttrekk",
        "sjekklister/notat.docx",
        "sjekklister/feil.yaml",
        "kommune.yaml",
        "enheter.yaml",
    ]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        pytest.param("sjekklister/god.yaml", [], id="en fil som bruker kommunens egen regel"),
        pytest.param("sjekklister/feil.yaml", ["ukjent-regel"], id="en fil med feil"),
        pytest.param("sjekklister", ["ukjent-regel"], id="en mappe i mappen"),
        pytest.param("regler", [], id="en mappe uten feil"),
    ],
)
def test_a_part_of_a_municipality_is_checked_with_the_rest_and_only_its_faults_are_told(
    tmp_path: Path, named: str, found: list[str]
) -> None:
    outcome = check_content((municipality(tmp_path) / named,), tester=False)
    assert [p.kode for p in outcome.problems] == found


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = check_content((tmp_path / "borte",), tester=False).problems
    assert problem.kode == "mangler-fil"
