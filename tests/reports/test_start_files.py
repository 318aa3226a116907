"""The files of a new folder: kommune.yaml that is read back as it was answered, and scripts the systems can run."""

import os
import subprocess
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from bvaudit.loading.content.enheter import load_enheter
from bvaudit.loading.content.kommune import load_kommune
from bvaudit.model.enhet import Enhet, Kilde
from bvaudit.model.kommune import Partner
from bvaudit.model.mappe import ARBEID, INNHOLD
from bvaudit.reports.start_files import NewFolder, enheter_yaml, kommune_yaml, les_meg, script_name, start_script

ODD = ["Å: «sted» # 1", 'Vik "gamle" \\ by', "ja", "0301", "- strek", "Nord'sør", "{a}", "%s & co"]


@pytest.mark.parametrize("navn", ODD)
def test_kommune_yaml_is_read_back_as_it_was_answered(navn: str, tmp_path: Path) -> None:
    new = NewFolder(
        navn=navn,
        kommunenummer="0301",
        partnere=(Partner(navn=navn, kommunenummer="9998"),),
        brevmal=f"maler/{navn}.docx",
        dokumentklasse=navn,
    )
    (tmp_path / "kommune.yaml").write_text(kommune_yaml(new, "x/kommune.schema.json"), encoding="utf-8")
    kommune, _, problems = load_kommune(tmp_path / "kommune.yaml")
    if navn.startswith("-"):
        assert {p.kode for p in problems} == {"ikke-navn"}
        return
    assert problems == []
    assert kommune is not None
    assert (kommune.navn, kommune.kommunenummer, kommune.dokumentklasse) == (navn, "0301", navn)
    assert (kommune.partnere, kommune.brevmal) == (new.partnere, new.brevmal)


def test_the_commented_lines_can_be_used_as_they_stand(tmp_path: Path) -> None:
    text = kommune_yaml(NewFolder(navn="Vik", kommunenummer="9999"), "x/kommune.schema.json")
    for key in ("partnere", "brevmal", "dokumentklasse", "enheter", "kart", "roller"):
        text = text.replace(f"# {key}: ", f"{key}: ")
    (tmp_path / "kommune.yaml").write_text(text.replace("partnere: []\n", ""), encoding="utf-8")
    kommune, _, problems = load_kommune(tmp_path / "kommune.yaml")
    assert problems == []
    assert kommune is not None
    assert [rolle.kode for rolle in kommune.roller] == ["jurist"]


def test_units_are_read_back(tmp_path: Path) -> None:
    units = (
        Enhet(id="ost", navn='Øst: "nye"', kilder=(Kilde(bydelsnummer="01"),)),
        Enhet(id="vik", navn="Vik", kilder=(Kilde(kommunenummer="0301"), Kilde(organisasjonsnummer="012345678"))),
    )
    (tmp_path / "enheter.yaml").write_text(enheter_yaml(units, "x/enheter.schema.json"), encoding="utf-8")
    loaded, problems = load_enheter(tmp_path / "enheter.yaml")
    assert problems == []
    assert loaded is not None
    assert loaded.enheter == units


def test_the_page_explains_every_folder() -> None:
    page = les_meg("Vik", "Start bvaudit.cmd")
    for navn in (*INNHOLD, *ARBEID):
        assert f"\n  {navn} " in page
    for never in ("nokkel.txt", "koblingsliste.csv", "fødselsnummer"):
        assert never in page
    assert max(map(len, page.splitlines())) <= 125


@pytest.mark.parametrize(
    ("tolk", "hjem", "ventet"),
    [
        pytest.param(
            "C:\\Users\\Bjørn\\venv\\Scripts\\python.exe",
            "C:\\Users\\Bjørn",
            "%USERPROFILE%\\venv\\Scripts\\python.exe",
            id="i brukerens egen mappe",
        ),
        pytest.param("D:\\bvaudit\\python.exe", "C:\\Users\\Bjørn", "D:\\bvaudit\\python.exe", id="et annet sted"),
        pytest.param("D:\\100% vår\\python.exe", "C:\\Users\\b", "D:\\100%% vår\\python.exe", id="prosenttegn"),
    ],
)
def test_the_windows_script(tolk: str, hjem: str, ventet: str) -> None:
    script = start_script("win32", PureWindowsPath(tolk), PureWindowsPath(hjem))
    assert f'set "BVAUDIT={ventet}"\r\n' in script
    assert script.count("\n") == script.count("\r\n")
    lines = script.replace(ventet, "").splitlines()
    assert all(line.isascii() for line in lines), "cmd reads the file in the code page of the machine"
    assert lines[1] == "chcp 65001 >nul"
    assert not [line for line in lines if line.startswith("echo ") and set(line) & set("<>|&%^")]
    assert script_name("win32") == "Start bvaudit.cmd"


@pytest.mark.skipif(os.name != "posix", reason="skriptet er for bash")
@pytest.mark.parametrize("tolk", ["/opt/py thon", '/opt/a$HOME"b`c`', "/home/ola/venv/bin/python"])
def test_the_script_for_the_others_is_bash(tolk: str) -> None:
    script = start_script("linux", PurePosixPath(tolk), PurePosixPath("/home/ola"))
    assert subprocess.run(["bash", "-n"], input=script, text=True, encoding="utf-8").returncode == 0
    (line,) = (line for line in script.splitlines() if line.startswith("export BVAUDIT="))
    said = subprocess.run(
        ["bash", "-c", f'HOME=/home/ola; {line}; printf %s "$BVAUDIT"'],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert said.stdout == tolk
