"""What people typed, the key, the list, and the names only the owner may know: none is lost and none gets out."""

import contextlib
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
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
from bvaudit.extract.normalise.rows import may_be_kept
from bvaudit.extract.people.links import Link, read_links, write_links
from bvaudit.extract.people.pseudonyms import KeyIsThere, create_key, read_key
from bvaudit.model.safe_text import holds_person_number, is_name, without_person_numbers
from bvaudit.workflows.run_demo import DEMO_KEY

pytestmark = pytest.mark.lang

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
READING = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
CHILD = "Kari Nordli"
NUMBER = "02011000100"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fjordvik")
    argv = ["importer", str(EXAMPLES / "regneark"), "--til", str(folder / "uttrekk"), *READING]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run([*argv, "--nokkel", str(folder / "hos-eieren" / "nokkel.txt")]) == 0
    return folder / "uttrekk"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "hjem"


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


# --- the machine says no -------------------------------------------------------------------------------------


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
