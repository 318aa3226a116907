"""A snapshot vouches for itself: what was lost, cut, swapped, edited or added since is named, never judged."""

import contextlib
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bvaudit.cli.run import run
from bvaudit.engine.database import Database
from bvaudit.errors import SurroundingsError
from bvaudit.extract.normalise.snapshot import open_snapshot

pytestmark = pytest.mark.lang

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uttrekk")
    argv = ["importer", str(EXAMPLES / "regneark"), "--til", str(folder / "hel"), "--kart", str(EXAMPLES / "kart.yaml")]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run([*argv, "--nokkel", str(folder / "hos-eieren" / "nokkel.txt")]) == 0
    return folder / "hel"


def facts_of(folder: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return facts


def forge(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """A manifest someone has changed and given a new sum, as only one who has read the program could."""
    facts = facts_of(folder)
    facts.pop("kontrollsum")
    change(facts)
    plain = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    facts["kontrollsum"] = hashlib.sha256(plain.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")


def rewrite(folder: Path, table: str, select: str) -> None:
    """Another table, with the sum the manifest wants."""
    path = folder / f"{table}.parquet"
    duckdb.execute(f"COPY ({select.format(path)}) TO '{folder}/ny.parquet' (FORMAT parquet)")
    (folder / "ny.parquet").replace(path)
    new = hashlib.sha256(path.read_bytes()).hexdigest()

    def change(facts: dict[str, Any]) -> None:
        next(t for t in facts["tabellfiler"] if t["navn"] == table)["sha256"] = new

    forge(folder, change)


def cut(folder: Path) -> None:
    path = folder / "sak.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def swap(folder: Path) -> None:
    shutil.copy(folder / "plan.parquet", folder / "tiltak.parquet")


def edit_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-12-31", "2025-06-30"), encoding="utf-8")


def old(folder: Path) -> None:
    facts = facts_of(folder)
    del facts["kontrollsum"], facts["tabellfiler"]
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")


def wrong_type(facts: dict[str, Any]) -> None:
    facts["tabeller"] = 5


def unknown_key(facts: dict[str, Any]) -> None:
    facts["noe"] = 1


DEEP = "[" * 100_000 + "]" * 100_000
FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "en tabell er borte": (lambda f: (f / "undersokelse.parquet").unlink(), "«undersokelse.parquet» mangler"),
    "sak er borte": (lambda f: (f / "sak.parquet").unlink(), "«sak.parquet» mangler"),
    "manifestet er borte": (lambda f: (f / "manifest.json").unlink(), "«manifest.json» mangler"),
    "en tabell er kuttet": (cut, "«sak.parquet» er endret, ombyttet eller ikke hel"),
    "to tabeller er byttet": (swap, "«tiltak.parquet» er endret"),
    "en tabell er med to ganger": (
        lambda f: shutil.copy(f / "plan.parquet", f / "plan (1).parquet"),
        "«plan (1).parquet» hører ikke til",
    ),
    "manifestet er endret": (edit_manifest, "«manifest.json» er endret"),
    "manifestet er kuttet": (
        lambda f: (f / "manifest.json").write_bytes((f / "manifest.json").read_bytes()[:200]),
        "«manifest.json» er skadet",
    ),
    "manifestet er 100 000 nivåer dypt": (
        lambda f: (f / "manifest.json").write_text(DEEP),
        "«manifest.json» er skadet",
    ),
    "manifestet er ikke tekst": (lambda f: (f / "manifest.json").write_bytes(b"\xff\xfe\x00{"), "er skadet"),
    "feil type med ny sum": (lambda f: forge(f, wrong_type), "«manifest.json» er skadet"),
    "ukjent opplysning med ny sum": (lambda f: forge(f, unknown_key), "«manifest.json» er skadet"),
    "færre rader med ny sum": (
        lambda f: rewrite(f, "henvendelse", "SELECT * FROM '{}' LIMIT 1"),
        "«henvendelse.parquet» har ikke de radene",
    ),
    "feil kolonne med ny sum": (
        lambda f: rewrite(f, "henvendelse", "SELECT 1 AS a FROM '{}'"),
        "«henvendelse.parquet» har ikke kolonnene",
    ),
    "ikke Parquet med ny sum": (
        lambda f: (
            (f / "plan.parquet").write_bytes(b"PAR1 ikke noe mer PAR1"),
            forge(
                f,
                lambda facts: next(t for t in facts["tabellfiler"] if t["navn"] == "plan").update(
                    sha256=hashlib.sha256(b"PAR1 ikke noe mer PAR1").hexdigest()
                ),
            ),
        ),
        "«plan.parquet» lar seg ikke lese",
    ),
    "fra versjon 0.1.0": (old, "importert med en eldre versjon"),
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_what_is_not_as_it_was_is_refused(
    fault: str, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, told = FAULTS[fault]
    shutil.copytree(whole, tmp_path / "u")
    spoil(tmp_path / "u")
    code = run(["utvalg", "--uttrekk", str(tmp_path / "u"), "--ut", str(tmp_path / "ut")])
    said = capsys.readouterr().err
    assert code == 4
    assert told in said
    assert "hint: " in said
    assert not (tmp_path / "ut").exists()


def test_a_whole_one_is_opened_wherever_it_is_moved(whole: Path, tmp_path: Path) -> None:
    moved = tmp_path / "flyttet [2025] 'hos oss'"
    shutil.copytree(whole, moved)
    path = moved / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # line ends may change on the way
    (moved / "Thumbs.db").write_bytes(b"x")
    manifest, files = open_snapshot(moved)
    with Database() as database:
        database.attach(moved)
        database.lock((moved,))
        assert database.run("SELECT count(*) FROM sak") == [(manifest.tabeller["sak"],)]
    assert files["sak"].is_file()


def test_the_database_never_reads_a_missing_table_as_none(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "u")
    (tmp_path / "u" / "tiltak.parquet").unlink()
    with Database() as database, pytest.raises(SurroundingsError, match="«tiltak"):
        database.attach(tmp_path / "u")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{0}')",
        "COPY (SELECT 1) TO '{0}'",
        "ATTACH '{0}' AS andre",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
    ],
)
def test_a_locked_database_reaches_nothing_else(query: str, whole: Path, tmp_path: Path) -> None:
    other = tmp_path / "andre.csv"
    other.write_text("a\n1\n")
    with Database() as database:
        database.attach(whole)
        database.lock((whole,))
        with pytest.raises(duckdb.Error):
            database.run(query.format(other))


def test_the_print_is_the_same_for_the_same_extract(whole: Path, tmp_path: Path) -> None:
    argv = ["importer", str(EXAMPLES / "regneark"), "--kart", str(EXAMPLES / "kart.yaml")]
    key = str(whole.parent / "hos-eieren" / "nokkel.txt")
    assert run([*argv, "--til", str(tmp_path / "igjen"), "--nokkel", key]) == 0
    assert run([*argv, "--til", str(tmp_path / "andre"), "--nokkel", str(tmp_path / "annen.txt")]) == 0
    first, again, other = (open_snapshot(f)[0].avtrykk for f in (whole, tmp_path / "igjen", tmp_path / "andre"))
    assert first == again != other


@pytest.mark.skipif(os.name != "posix", reason="rettigheter arves fra mappen i Windows")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_may_open_what_is_made(mask: int, whole: Path, tmp_path: Path) -> None:
    argv = ["importer", str(EXAMPLES / "regneark"), "--kart", str(EXAMPLES / "kart.yaml")]
    before = os.umask(mask)
    try:
        assert run([*argv, "--til", str(tmp_path / "u"), "--nokkel", str(tmp_path / "k" / "nokkel.txt")]) == 0
        assert run(["utvalg", "--uttrekk", str(tmp_path / "u"), "--ut", str(tmp_path / "ut")]) == 0
    finally:
        os.umask(before)
    for folder in ("u", "ut", "k"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700
        files = list((tmp_path / folder).iterdir())
        assert files
        assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
