"""What a run takes from the municipality's folder, and what it is warned of."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.loading.folder import read_folder
from bvaudit.model.kommune import Kommune, Partner
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.extracts import are_sheets, lying_in
from bvaudit.workflows.from_folder import another_municipality, as_known, results_in, unread_sources
from tests.findings.small import et_manifest

KOMMUNE = Kommune(navn="Vik kommune", kommunenummer="9999", partnere=(Partner(navn="Øy", kommunenummer="9998"),))


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    (tmp_path / "kommune.yaml").write_text('navn: Vik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    (tmp_path / "uttrekk").mkdir()
    found, problems = read_folder(tmp_path)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("kommunenavn", "varslet"),
    [
        pytest.param({}, False, id="uttrekket sier ikke noe"),
        pytest.param({"": "Vik"}, False, id="uttrekket har bare navnet"),
        pytest.param({"9999": "Vik"}, False, id="den samme"),
        pytest.param({"9998": "Øy", "0301": "Oslo"}, False, id="en partner er med"),
        pytest.param({"0301": "Oslo"}, True, id="en helt annen"),
    ],
)
def test_an_extract_from_somewhere_else(kommunenavn: dict[str, str], varslet: bool) -> None:
    told = another_municipality(et_manifest(kommunenavn=kommunenavn), KOMMUNE)
    assert bool(told) == varslet
    if varslet:
        assert "Uttrekket er fra Oslo (0301), men mappen er til Vik kommune (9999)" in told[0]
    assert another_municipality(et_manifest(kommunenavn=kommunenavn), None) == ()


def test_the_folders_name_is_used_only_where_the_extract_has_none() -> None:
    nameless = et_manifest(kommuner=(), kommunenavn={})
    assert as_known(nameless, KOMMUNE).kommuner == ("Vik kommune",)
    assert as_known(nameless, KOMMUNE).kommunenavn == {"9999": "Vik kommune"}
    assert as_known(nameless, None) == nameless
    named = et_manifest(kommuner=("Oslo",), kommunenavn={"0301": "Oslo"})
    assert as_known(named, KOMMUNE) == named


def test_where_the_papers_go(mappe: Mappe, tmp_path: Path) -> None:
    day = date(2025, 12, 31)
    assert results_in(mappe, day, None) == mappe.revisjoner / "2025-12-31" / "resultat"
    drawn = mappe.revisjoner / "var-2026" / "utvalg" / "utvalg.yaml"
    assert results_in(mappe, day, drawn) == mappe.revisjoner / "var-2026" / "resultat"
    assert results_in(mappe, day, tmp_path / "utvalg" / "utvalg.yaml") == mappe.revisjoner / "2025-12-31" / "resultat"


@pytest.mark.parametrize(
    ("files", "uleste", "andre"),
    [
        pytest.param({}, [], [], id="ingenting"),
        pytest.param({"a.XML": b"<x/>", "b.zip": b"PK"}, ["a.XML", "b.zip"], [], id="dokumenter"),
        pytest.param({"mappe/år/a.xml": b"<x/>"}, ["mappe"], [], id="en mappe med dokumenter"),
        pytest.param({"mappe/a.pdf": b"%PDF"}, [], [], id="en mappe uten"),
        pytest.param({"saker.xlsx": b"PK", "b.csv": b"a;b"}, ["b.csv", "saker.xlsx"], [], id="regneark"),
        pytest.param({"a.7z": b"7z", "LES.txt": b"x"}, [], ["a.7z"], id="det som ikke leses"),
        pytest.param({"~$saker.xlsx": b"x", ".x.xml": b"x", "Thumbs.db": b"x"}, [], [], id="det som ligger igjen"),
    ],
)
def test_what_lies_in_the_folder(files: dict[str, bytes], uleste: list[str], andre: list[str], mappe: Mappe) -> None:
    for name, content in files.items():
        path = mappe.uttrekk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    lying = lying_in(mappe.uttrekk)
    assert [path.name for path in lying.uleste] == uleste
    assert [path.name for path in lying.andre] == andre
    assert lying.nyeste is None


def test_documents_and_sheets_are_not_one_extract(mappe: Mappe) -> None:
    for name in ("a.xml", "saker.csv"):
        (mappe.uttrekk / name).write_bytes(b"x")
    with pytest.raises(UsageError, match="er ikke ett uttrekk"):
        unread_sources(mappe, lying_in(mappe.uttrekk))


@pytest.mark.parametrize(
    ("names", "ventet"),
    [
        pytest.param(["saker.csv"], True, id="bare regneark"),
        pytest.param(["a.xml"], False, id="bare dokumenter"),
        pytest.param(["a.xml", "oversikt.xlsx"], False, id="et regneark ved siden av dokumentene"),
        pytest.param(["a.pdf"], False, id="noe annet"),
    ],
)
def test_which_sources_need_a_map(names: list[str], ventet: bool, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_bytes(gzip.compress(b"x"))
    assert are_sheets([tmp_path]) is ventet
