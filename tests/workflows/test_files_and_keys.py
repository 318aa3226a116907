"""When the machine says no, and the names, numbers and keys that only their owner may have."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.extract.normalise.rows import may_be_kept
from bvaudit.extract.people.links import Link, read_links, write_links
from bvaudit.extract.people.pseudonyms import create_key
from bvaudit.model.safe_text import holds_person_number, is_name, without_person_numbers
from bvaudit.workflows.run_demo import DEMO_KEY
from tests.workflows.example_sheets import CHILD, EXAMPLES, NUMBER, READING, ROOT

pytestmark = pytest.mark.lang


@pytest.mark.skipif(os.name != "posix", reason="grensen for filer settes slik bare i Unix")
@pytest.mark.parametrize("kilobytes", [1, 8, 24])
def test_a_full_disk_is_said_to_be_full(kilobytes: int, imported: Path, home: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "bvaudit", "vurder", "--uttrekk", str(imported), "--ut", str(tmp_path / "ut")]
    script = (
        "import resource, sys; from bvaudit.cli.run import run;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, {kilobytes * 1024}));"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [argv[0], "-c", script, *argv[3:]],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert "full" in done.stderr
    assert not (tmp_path / "ut").exists()


@pytest.mark.skipif(os.name != "posix", reason="strømmer lukkes på en annen måte i Windows")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| head -1"])
def test_nobody_to_speak_to_is_no_fault(closed: str, imported: Path, home: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m bvaudit utvalg --uttrekk "{imported}" --ut ut --per-enhet 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} {closed}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert len(list((tmp_path / "ut").iterdir())) == 3


# --- names, numbers and keys ---------------------------------------------------------------------------------


def everything_in(folder: Path) -> str:
    """Every byte of every file, packed or not, and every name."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(path.name)
        if path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join(found)


@pytest.mark.parametrize("kept", [[], ["--behold-id"]], ids=["pseudonymer", "behold-id"])
def test_names_of_files_get_into_nothing_that_is_made(
    kept: list[str], home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / f"Mappen til {CHILD}"
    source.mkdir()
    sys.path.insert(0, str(EXAMPLES))
    from lag_eksempel import write_example

    write_example(source, cases=27)
    good = sorted(source.iterdir())
    good[0].rename(source / f"{NUMBER}_{CHILD}.xml")
    (source / f"{CHILD} skadet.xml").write_text("<Barnevern>", encoding="utf-8")
    (source / f"Notat om {CHILD}.txt").write_text("x", encoding="utf-8")
    with zipfile.ZipFile(source / f"Sakene til {CHILD}.zip", "w") as archive:
        archive.writestr(f"{CHILD} inni.xml", "<Barnevern>")
        archive.writestr(f"{CHILD}.pdf", "x")
    for command in (
        ["importer", source.name, "--til", "ut/uttrekk", *kept],
        ["vurder", "--uttrekk", source.name, "--ut", "ut/rapport", "--per", "2025-12-31", "--json", *kept],
    ):
        capsys.readouterr()
        assert run(command) == 0
        shown = capsys.readouterr()
    assert CHILD in shown.err  # whoever runs it is told which file
    (tmp_path / "ut" / "svar.json").write_text(shown.out, encoding="utf-8")
    made = everything_in(tmp_path / "ut")
    for secret in (CHILD, "Nordli", NUMBER, str(tmp_path)):
        assert secret not in made, secret
    assert re.search(r"fil [0-9]+ \([0-9a-f]{8}\)", json.loads(shown.out)["problemer"][0]["sted"])
    links = {link.pseudonym: link.kilde_id for link in read_links(home / "koblingsliste.csv") if link.type == "fil"}
    label = re.search(r"fil [0-9]+ \([0-9a-f]{8}\)", shown.out)
    assert label is not None
    assert any(CHILD in name for name in links.values())
    if kept:
        return  # the key of such a run is forgotten with it, so what it called the files cannot be looked up
    capsys.readouterr()
    assert run(["sla-opp", label.group(0), "--nokkel", str(home / "nokkel.txt")]) == 0
    assert CHILD in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "020110 00100",
        "02.01.10-00100",
        "Bydel 02011000100 nord",
        "02 01 10 00100",
        "０２０１１０００１００",
        "0201\u200b1000100",
    ],
)
def test_a_person_number_is_seen_however_it_is_written(text: str) -> None:
    assert holds_person_number(text)
    assert not is_name(text)
    assert not holds_person_number(without_person_numbers(text))


@pytest.mark.parametrize("text", ["Nordre Ås", "Bydel 12", "999999999", "Team 3-4", "2025-12-31", "Kommune 5001"])
def test_a_name_is_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        pytest.param("3f2504e0-4f89-41d3-9a0c-0305e82c3301", True, id="uuid"),
        pytest.param("3f2504e0-4f89-41d3-9a0c-0305e82c3301/tilsyn_utfort/2025-01-02/1", True, id="laget av uuid"),
        pytest.param(NUMBER, False, id="fødselsnummer"),
        pytest.param("sak 24/1173", False, id="saksnummer"),
        pytest.param(CHILD, False, id="navn"),
        pytest.param(f"3f2504e0-4f89-41d3-9a0c-{NUMBER}a", False, id="fødselsnummer i en uuid"),
    ],
)
def test_only_an_id_that_says_nothing_is_kept(source: str, kept: bool) -> None:
    assert may_be_kept(source) is kept


def test_the_examples_key_hides_nobody_else(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "n.txt").write_text(DEMO_KEY, encoding="utf-8")
    (tmp_path / "kart.yaml").write_text(
        (EXAMPLES / "kart.yaml").read_text(encoding="utf-8").replace('"9999"', '"5001"'), encoding="utf-8"
    )
    argv = ["importer", str(EXAMPLES / "regneark"), "--til", "u", "--nokkel", "n.txt", "--kart"]
    assert run([*argv, "kart.yaml"]) == 2
    assert "eksempelkommunen" in capsys.readouterr().err
    assert {p.name for p in tmp_path.iterdir()} == {"n.txt", "kart.yaml"}
    assert run([*argv, str(EXAMPLES / "kart.yaml")]) == 0


def test_a_key_does_not_lie_with_what_is_sent_on(
    imported: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["importer", str(EXAMPLES / "regneark"), "--til", "u", *READING]
    assert run([*argv, "--nokkel", "u/nokkel.txt"]) == 2
    assert "ligger i mappen resultatet legges i" in capsys.readouterr().err
    (tmp_path / "ut").mkdir()
    create_key(tmp_path / "ut" / "min.txt")
    assert run(["vurder", "--uttrekk", str(imported), "--ut", "ut", "--per", "2025-12-31"]) == 0
    assert "«min.txt» ligger i mappen med resultatet" in capsys.readouterr().err


def test_what_people_open_is_guarded(home: Path, tmp_path: Path) -> None:
    links = [Link(pseudonym="S-1", type="sak", kilde_id="=cmd|'/C calc'!A0", journalnummer="@x")]
    write_links(tmp_path / "koblingsliste.csv", links)
    raw = (tmp_path / "koblingsliste.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (_, row) = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    assert row[2:] == ["'=cmd|'/C calc'!A0", "'@x"]
