"""A command with its reader gone, as after ``| head -1``: what was asked for is done, and nobody complains."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bvaudit.cli.run import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rør lukkes på en annen måte i Windows")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# One way of running each that needs no answer; the demo writes as vurder does. Help is printed by one function, so
# three stand for all of it.
TYPED = {
    "start": "start ny --navn Fjordvik --kommunenummer 9999 --enhet 'Østbyen 01'",
    "status": "status --mappe kommune",
    "importer": f"importer {EXAMPLES / 'regneark'} --kart {EXAMPLES / 'kart.yaml'} --til nytt --nokkel nokkel.txt",
    "vurder": "vurder --uttrekk uttrekk --ut ut",
    "utvalg": "utvalg --uttrekk uttrekk --ut utvalg --per-enhet 2",
    "frister": "frister --uttrekk uttrekk",
    "tilsyn ny": "tilsyn ny --til tilsyn.xlsx",
    "kart lag": f"kart lag {EXAMPLES / 'regneark'} --ut kart.xlsx",
    "forklar": "forklar UND-03",
    "sla-opp": "sla-opp S --koblingsliste en.csv",
    "regler": "regler",
    "endringer": "endringer 2021-12-31 2025-12-31",
    "sjekk": "sjekk",
    "mal sjekk": f"mal sjekk {EXAMPLES.parent / 'templates' / 'dokument.docx'}",
    "fullforing": "fullforing bash",
    "versjon": "versjon",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("her")
    kart = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
    key = ["--nokkel", str(here / "nokkel.txt")]
    assert run(["importer", str(EXAMPLES / "regneark"), "--til", str(here / "uttrekk"), *key, *kart]) == 0
    assert run(["start", str(here / "kommune"), "--navn", "F", "--kommunenummer", "9999", "--enhet", "A 01"]) == 0
    links = "pseudonym;type;kilde_id;journalnummer\nS-0a1b2c3d4e5f60718293;sak;id;J1\n"
    (here / "en.csv").write_text(links, encoding="utf-8-sig")
    return here


def unread(folder: Path, argv: list[str], stream: str) -> subprocess.CompletedProcess[str]:
    reader, writer = os.pipe()
    os.close(reader)
    other = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writer}
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent), "BVAUDIT_HJEM": str(folder / "hjem")}
    try:
        return subprocess.run(
            [sys.executable, "-m", "bvaudit", *argv], cwd=folder, env=environment, text=True, check=False, **other
        )
    finally:
        os.close(writer)


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("typed", [*TYPED.values(), "--hjelp", "register --hjelp", "rapport sett --hjelp"])
def test_the_reader_of_the_result_has_gone(typed: str, folder: Path) -> None:
    done = unread(folder, shlex.split(typed), "stdout")
    assert done.returncode == 0
    assert not re.search(r"^feil|Traceback|Error", done.stderr, re.M)


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("argv", ["vurdr", "regler --tema tull", "sjekk borte"])
def test_nobody_hears_the_complaint(argv: str, folder: Path) -> None:
    assert unread(folder, argv.split(), "stderr").returncode in (2, 3)
