"""The municipality's folder: found from below, read whole, and every fault told with its place."""

import os
from pathlib import Path

import pytest

from bvaudit.loading.find_folder import find_folder
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import ARBEID, INNHOLD, Mappe

NAVN_OG_NUMMER = 'navn: Fjordvik kommune\nkommunenummer: "9999"\n'


def a_folder(rot: Path, text: str = NAVN_OG_NUMMER) -> Path:
    rot.mkdir(parents=True, exist_ok=True)
    (rot / "kommune.yaml").write_text(text, encoding="utf-8")
    return rot


def whole(rot: Path) -> Mappe:
    mappe, problems = read_folder(rot)
    assert problems == []
    assert mappe is not None
    return mappe


@pytest.mark.parametrize("under", ["", "uttrekk", "revisjoner/vår 2026/skjema", "tilsyn/æøå med mellomrom"])
def test_found_from_wherever_a_person_stands(under: str, tmp_path: Path) -> None:
    rot = a_folder(tmp_path / "Barnevern – internkontroll Ål")
    (rot / under).mkdir(parents=True, exist_ok=True)
    assert find_folder(rot / under) == rot


def test_the_nearest_one_counts(tmp_path: Path) -> None:
    outer = a_folder(tmp_path / "ytre")
    inner = a_folder(outer / "prøve" / "indre")
    (inner / "uttrekk").mkdir()
    assert find_folder(inner / "uttrekk") == inner
    assert find_folder(inner.parent) == outer


def test_none_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "kommune.yaml").mkdir()  # a folder of that name is no file
    assert find_folder(tmp_path) is None


def test_the_usual_files_are_used_when_they_are_there(tmp_path: Path) -> None:
    rot = a_folder(tmp_path)
    assert (whole(rot).enheter, whole(rot).kart, whole(rot).brevmal) == (None, None, None)
    (rot / "enheter.yaml").write_text("", encoding="utf-8")
    (rot / "kart.yaml").write_text("", encoding="utf-8")
    assert (whole(rot).enheter, whole(rot).kart) == (rot / "enheter.yaml", rot / "kart.yaml")


@pytest.mark.parametrize("skrevet", ["maler/brev æ.docx", '"maler\\\\brev æ.docx"'], ids=["/", "omvendt"])
def test_paths_are_from_the_folder(skrevet: str, tmp_path: Path) -> None:
    rot = a_folder(tmp_path, f"{NAVN_OG_NUMMER}brevmal: {skrevet}\n")
    (rot / "maler").mkdir()
    (rot / "maler" / "brev æ.docx").write_bytes(b"")
    assert whole(rot).brevmal == rot / "maler" / "brev æ.docx"


def test_every_key(tmp_path: Path) -> None:
    text = (
        f"{NAVN_OG_NUMMER}partnere: [{{navn: Vik, kommunenummer: '9998'}}]\nenheter: enheter.yaml\n"
        "dokumentklasse: Intern\nsprak: nb\nroller: [{kode: jurist, tekst: Jurist, forklaring: Når loven er i tvil}]\n"
    )
    (tmp_path / "enheter.yaml").write_text("", encoding="utf-8")
    kommune = whole(a_folder(tmp_path, text)).kommune
    assert (kommune.navn, kommune.kommunenummer, kommune.dokumentklasse) == ("Fjordvik kommune", "9999", "Intern")
    assert [(p.navn, p.kommunenummer) for p in kommune.partnere] == [("Vik", "9998")]
    assert [r.kode for r in kommune.roller] == ["jurist"]


def test_every_subfolder_has_a_place(tmp_path: Path) -> None:
    mappe = whole(a_folder(tmp_path))
    assert [getattr(mappe, navn) for navn in (*INNHOLD, *ARBEID)] == [tmp_path / navn for navn in (*INNHOLD, *ARBEID)]


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param(
            "navn: Vik\n",
            "kommune.yaml:1:1: feil [mangler-nokkel]: filen mangler nøkkelen «kommunenummer»",
            id="nummer",
        ),
        pytest.param(
            "navn: Vik\nkommunenummer: 9999\n",
            "kommune.yaml:2:16: feil [verdi-type]: «kommunenummer» skal være tekst, fant tallet 9999",
            id="nummer uten anførselstegn",
        ),
        pytest.param(
            f"{NAVN_OG_NUMMER}brevmal: maler/borte.docx\n",
            "kommune.yaml:3:10: feil [mangler-fil]: «brevmal» viser til «maler/borte.docx», som ikke finnes",
            id="brevmalen er borte",
        ),
        pytest.param(
            f"{NAVN_OG_NUMMER}kart: kartet.yaml\n",
            "kommune.yaml:3:7: feil [mangler-fil]: «kart» viser til «kartet.yaml», som ikke finnes",
            id="kartet er borte",
        ),
        pytest.param(
            'navn: =HYPERLINK("x")\nkommunenummer: "9999"\n',
            "kommune.yaml:1:7: feil [ikke-navn]: navnet begynner som en formel i Excel, eller er et fødselsnummer",
            id="formel",
        ),
        pytest.param(
            f"{NAVN_OG_NUMMER}partnere: [{{navn: Vik, kommunenummer: '9999'}}]\n",
            "kommune.yaml:3:39: feil [dobbel-id]: «9999» står to ganger",
            id="seg selv som partner",
        ),
    ],
)
def test_what_is_told(text: str, ventet: str, tmp_path: Path) -> None:
    mappe, problems = read_folder(a_folder(tmp_path, text))
    assert [str(p).replace(f"{tmp_path}{os.sep}", "").splitlines()[0] for p in problems] == [ventet]
    assert (mappe is None) == ("feil" in ventet)


def test_a_folder_without_the_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    mappe, problems = read_folder(tmp_path / "finnes ikke")
    assert mappe is None
    assert len(problems) == 1
