"""What people typed, the key, the list, and the names only the owner may know: none is lost and none gets out."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import docx
import duckdb
import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.disk.lock import locked
from bvaudit.disk.work import claimed, work_folder
from bvaudit.errors import SurroundingsError
from bvaudit.extract.people.links import Link, read_links, write_links
from bvaudit.extract.people.pseudonyms import KeyIsThere, create_key, read_key
from tests.workflows.example_sheets import EXAMPLES, READING, ROOT

pytestmark = pytest.mark.lang


# --- what people typed ---------------------------------------------------------------------------------------


def comment(register: Path, rows: tuple[int, ...]) -> None:
    book = load_workbook(register)
    sheet = book["Avvik"]
    column = [cell.value for cell in sheet[1]].index("Kommentar") + 1
    for row in rows:
        sheet.cell(row, column).value = "Tatt opp i møte"
    book.save(register)


def test_overwriting_keeps_what_was_typed_and_names_it(
    imported: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["vurder", "--uttrekk", str(imported), "--ut", "ut", "--per", "2025-12-31"]
    assert run(again) == 0
    ut = tmp_path / "ut"
    register = ut / "avviksregister.xlsx"
    plans = sorted(ut.glob("handlingsplan-*.docx"))
    assert len(plans) == 2
    load_workbook(register).save(register)  # opened and saved, nothing typed
    assert run([*again, "--overskriv"]) == 0
    assert not list(ut.glob("* 20*"))  # so nothing was kept
    comment(register, (2, 3))
    document = docx.Document(str(plans[0]))
    document.add_paragraph("Vi har snakket med teamet.")
    document.save(str(plans[0]))
    typed = {p.name: p.read_bytes() for p in (register, plans[0])}
    os.utime(register, (1768388400, 1768388400))
    capsys.readouterr()

    assert run(again) == 4
    told = capsys.readouterr().err
    assert "2 rader i avviksregister.xlsx er fylt ut (sist endret 14.01.2026)" in told
    assert "blir da beholdt med dato i navnet" in told

    assert run([*again, "--overskriv"]) == 0
    told = capsys.readouterr().err
    assert "2 rader i avviksregister.xlsx er fylt ut" in told
    assert f"{plans[0].name} er endret etter at den ble skrevet" in told
    assert (ut / "avviksregister 2026-01-14.xlsx").read_bytes() == typed["avviksregister.xlsx"]
    (kept,) = ut.glob(f"{plans[0].stem} 20*.docx")
    assert kept.read_bytes() == typed[plans[0].name]

    comment(register, (2,))
    os.utime(register, (1768388400, 1768388400))
    assert run([*again, "--overskriv"]) == 0
    assert (ut / "avviksregister 2026-01-14.xlsx").read_bytes() == typed["avviksregister.xlsx"]
    assert (ut / "avviksregister 2026-01-14 (2).xlsx").exists()


def test_every_paper_of_a_run_has_its_print(imported: Path, home: Path, tmp_path: Path) -> None:
    assert run(["vurder", "--uttrekk", str(imported), "--ut", "ut", "--per", "2025-12-31"]) == 0
    sheet = load_workbook(tmp_path / "ut" / "avviksregister.xlsx")["_meta"]
    meta = {row[0].value: row[1].value for row in sheet.iter_rows()}
    mark = meta["kjoring"]
    assert re.fullmatch("[0-9a-f]{16}", mark)
    assert meta["uttrekk_avtrykk"]
    for plan in (tmp_path / "ut").glob("*.docx"):
        assert docx.Document(str(plan)).core_properties.identifier.split()[1] == mark
    parquet = str(tmp_path / "ut" / "resultater.parquet")
    told = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [parquet]).fetchall()
    assert (b"kjoring", mark.encode()) in told


# --- two at once, and one that is stopped --------------------------------------------------------------------


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        claimed(tmp_path / "ut"),
        pytest.raises(SurroundingsError, match="en annen kjøring av bvaudit skriver i"),
        claimed(tmp_path / "ut"),
    ):
        pass
    assert not (tmp_path / "ut").exists()


def test_a_lock_left_by_the_dead_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "las").write_text("4711")
    with locked(tmp_path / "las", busy="opptatt", hint=""):
        pass
    assert not (tmp_path / "las").exists()


def test_what_the_dead_left_is_swept_and_the_living_left_alone(tmp_path: Path) -> None:
    dead = tmp_path / ".bvaudit-arbeid-abc"
    dead.mkdir()
    (dead / "kobling.csv").write_text("journalnummer")
    (dead / "i-bruk").write_text("4711")
    with work_folder(tmp_path) as alive:
        assert not dead.exists()
        with work_folder(tmp_path) as another:
            assert alive.exists()
            assert another != alive
    assert list(tmp_path.iterdir()) == []


def together(jobs: list[Callable[[], object]]) -> None:
    start = threading.Barrier(len(jobs))

    def begin(job: Callable[[], object]) -> None:
        start.wait()
        job()

    threads = [threading.Thread(target=begin, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_imports_at_once_all_get_their_links_in(tmp_path: Path) -> None:
    path = tmp_path / "koblingsliste.csv"

    def adding(n: int) -> Callable[[], object]:
        links = [Link(pseudonym=f"S-{n}-{k}", type="sak", kilde_id=f"{n}", journalnummer="") for k in range(50)]
        return lambda: write_links(path, links)

    together([adding(n) for n in range(6)])
    assert len(list(read_links(path))) == 300
    assert [p.name for p in tmp_path.iterdir()] == ["koblingsliste.csv"]


def test_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    found: list[str] = []

    def first() -> None:
        try:
            found.append(create_key(tmp_path / "nokkel.txt").avtrykk)
        except KeyIsThere:
            found.append(read_key(tmp_path / "nokkel.txt").avtrykk)

    together([first] * 6)
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_key_that_was_never_written_is_no_key(home: Path, tmp_path: Path) -> None:
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "nokkel.txt").touch()
    argv = ["importer", str(EXAMPLES / "regneark"), *READING, "--nokkel", "n/nokkel.txt"]
    assert run([*argv, "--til", "en"]) == 0
    key = (tmp_path / "n" / "nokkel.txt").read_bytes()
    (tmp_path / "n" / "nokkel.txt").write_bytes(b"")  # with a list beside it, it is a key that was lost
    assert run([*argv, "--til", "to"]) == 4
    (tmp_path / "n" / "nokkel.txt").write_bytes(key)
    assert run([*argv, "--til", "to"]) == 0


@pytest.mark.skipif(os.name != "posix", reason="signaler er annerledes i Windows")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_told_to_end_leaves_nothing(number: signal.Signals, imported: Path, home: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "bvaudit", "vurder", "--uttrekk", str(imported), "--ut", str(tmp_path / "ut")]
    process = subprocess.Popen(
        argv,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        # A shell without a person starts its background jobs deaf to Ctrl+C, and what they start inherits it.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    last = time.monotonic() + 120
    while not list(tmp_path.glob("ut/.bvaudit-arbeid-*/ny")) and time.monotonic() < last:
        time.sleep(0.01)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "Avbrutt\n")
    assert not (tmp_path / "ut").exists()
