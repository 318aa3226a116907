"""What belongs to one municipality is never in what another is given: every byte of every paper is looked through."""

import contextlib
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bvaudit.cli.run import run
from bvaudit.loading.content.place import shipped, yaml_files
from bvaudit.loading.find_folder import is_folder
from bvaudit.loading.folder import read_folder
from bvaudit.loading.yaml.reader import read_yaml
from tests.conftest import Demo
from tests.workflows.one_rule_judged import LATE, at

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

EKSEMPLER = shipped().eksempler
MAPPER = {
    mappe.name: mappe for mappe in sorted((*(EKSEMPLER / "kommuner").iterdir(), EKSEMPLER / "demo")) if is_folder(mappe)
}
# What people would know the municipality by, besides every sentence and id in its folder.
NAVN = {
    "bergen": ("Bergen", "Deloitte"),
    "melhus-skaun": ("Melhus", "Skaun"),
    "trondheim": ("Trondheim", "Lerkendal"),
    "vaernesregionen": ("Stjørdal", "Værnes", "vaernes", "Frosta", "Meråker", "Selbu", "Tydal"),
    "demo": ("Fjordvik",),
}
WHOLE = (pytest.mark.lang, pytest.mark.helt)
LONG_ENOUGH = 25  # characters: a sentence of its own, not a word anybody may use


def sentences(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield " ".join(data.split())
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from sentences(part)


def written_in(folders: list[Path]) -> set[str]:
    documents = [read_yaml(path)[0] for folder in folders for path in yaml_files(folder)]
    return {text for document in documents if document for text in sentences(document.data)}


def telling(navn: str, mine: str = "") -> set[str]:
    """What only ``navn`` has of all that came with the program and what ``mine`` has."""
    shared = written_in([*shipped().regler, *shipped().sjekklister, *([MAPPER[mine]] if mine else [])])
    own = {text for text in written_in([MAPPER[navn]]) if len(text) >= LONG_ENOUGH or "-20" in text}
    return {*NAVN[navn], *(own - shared)}


def everything_in(ut: Path) -> str:
    """Every part of every file as text, tags and all, with single spaces; what stands in many files is here once."""
    parts = []
    for path in sorted(p for p in ut.rglob("*") if p.is_file()):
        parts.append(path.name)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts += archive.namelist()
                parts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        elif path.suffix == ".parquet":
            parts += [str(row) for row in duckdb.read_parquet(str(path)).fetchall()]
        elif path.suffix == ".sqlite":
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as log:
                parts += list(log.iterdump())
        else:
            parts.append(path.read_text(encoding="utf-8"))
    text = " ".join(" ".join(dict.fromkeys(parts)).split())
    return text.replace("&amp;", "&").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")


def judged(mappe: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that «vurder» makes and says in a copy of the municipality's folder, for two cases of its own."""
    rot = Path(shutil.copytree(mappe, folder / "mappen"))
    found, _ = read_folder(rot)
    assert found is not None
    kommune = found.kommune
    enhet = "Lerkendal" if mappe.name == "trondheim" else ""
    inn = folder / "inn"
    inn.mkdir()
    for sak in (1, 2):
        document = en_sak(melding(**LATE), sak=sak, innsending=sak, bydel="03" if enhet else "")
        own = at(document, kommune.kommunenummer, kommune.navn, enhet)
        (inn / f"{sak}.xml").write_text(own, encoding="utf-8")
    key = folder / "hos-eieren" / "nokkel.txt"
    said = ""
    for form in ([], ["--json"]):
        argv = ["vurder", "--mappe", rot, "--uttrekk", inn, "--nokkel", key, "--per", "2025-12-31", "--periode", "alle"]
        assert run([*map(str, argv), "--ut", str(folder / f"ut{len(form)}"), *form]) == 0
        shown = capsys.readouterr()
        said += shown.out + shown.err
    return " ".join((everything_in(folder / "ut0") + everything_in(folder / "ut1") + said).split())


@pytest.mark.parametrize("navn", [navn if navn == "trondheim" else pytest.param(navn, marks=WHOLE) for navn in MAPPER])
def test_nothing_of_the_others_is_in_what_a_municipality_gets(
    navn: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)
    text = judged(MAPPER[navn], tmp_path, capsys)
    found = {other: sorted(word for word in telling(other, navn) if word in text) for other in MAPPER if other != navn}
    assert not any(found.values()), found
    own = "Undersøkelsene blir liggende og gjøres ikke så raskt som loven krever." if navn == "trondheim" else ""
    assert NAVN[navn][0] in text and own in text, "its own is there, so what is looked through is what was written"


@pytest.mark.lang
def test_nothing_of_any_is_in_the_demo(made_demo: Demo) -> None:
    text = everything_in(made_demo.ut).encode()
    found = {navn: sorted(word for word in telling(navn) if word.encode() in text) for navn in MAPPER if navn != "demo"}
    assert not any(found.values()), found
