"""A disk that is full, or that cannot be written on: told as it is, and the log is as it was."""

import errno
import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bvaudit.errors import SurroundingsError
from bvaudit.model.registeret.hendelser import Kommentert
from bvaudit.model.registeret.logg import Del
from bvaudit.register import copies, store_file
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import copies_of, rows_of
from bvaudit.register.store import create, open_log
from bvaudit.workflows.check_register import check_register
from bvaudit.workflows.register_strike import strike
from tests.register.a_folder import AV, LEDER, TID, a_mappe, a_register, by, written
from tests.register.a_log import SECRET, events, make, ny, write
from tests.register.an_register import a_context

LONG = ny(Kommentert(nr=AV, tekst="x" * 200_000))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("logg"))


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made.parent, tmp_path / "register")
    return tmp_path / "register" / "register.sqlite"


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def test_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(store_file, "_SETTINGS", (*store_file._SETTINGS, f"max_page_count={len(before) // 4096 + 2}"))
    with pytest.raises(SurroundingsError) as raised:
        write(path, LONG)
    assert raised.value.problem == "disken er full"
    assert path.read_bytes() == before
    assert not [p.name for p in path.parent.iterdir() if p.name.startswith(".") or "journal" in p.name]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="trenger fork")
@pytest.mark.parametrize("room", [0, 100, 5_000, 60_000, 150_000])
def test_a_disk_that_ends_in_the_middle_of_a_write(path: Path, room: int) -> None:
    """The machine refuses every byte beyond a size, wherever the database or the copies have come to."""
    before = [row.sum for row in rows_of(path)]

    def work() -> int:
        import resource  # not on every machine

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            write(path, LONG)
        except (SurroundingsError, OSError):
            return 4
        return 0

    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4
    assert [row.sum for row in rows_of(path)] == before
    assert len(write(path, LONG)) == 1
    assert faults(rows_of(path)) == ()
    assert [p.name for p in path.parent.rglob(".*")] == []


def test_a_new_log_on_a_full_disk_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "_SETTINGS", (*store_file._SETTINGS, "max_page_count=3"))
    path = tmp_path / "register" / "register.sqlite"
    with pytest.raises(SurroundingsError):
        create(path, events(), TID)
    assert not path.exists()
    monkeypatch.undo()
    create(path, events(), TID)
    assert sorted(p.name for p in path.parent.iterdir()) == ["kopier", "register.sqlite"]


def test_a_file_nobody_may_write_in_can_be_read_and_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "_SETTINGS", (*store_file._SETTINGS, "query_only=ON"))
    with open_log(path) as log:
        assert len(log.events()) == 6
    with pytest.raises(SurroundingsError, match="har ikke tilgang"):
        write(path, LONG)


def test_a_copy_that_could_not_be_made_is_no_reason_to_say_that_nothing_was_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "seal", no_room)
    assert len(write(path, LONG)) == 1
    assert len(rows_of(path)) == 7
    assert [copy.nr for copy in copies_of(path)][-1] == 6
    monkeypatch.undo()
    write(path, LONG)
    assert [copy.nr for copy in copies_of(path)][-2:] == [6, 8]


def test_that_a_copy_lacks_is_told_when_somebody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mappe = a_register(tmp_path)
    monkeypatch.setattr(copies, "seal", no_room)
    written(mappe, by(LEDER, Kommentert(nr=AV, tekst="en")), by(LEDER, Kommentert(nr=AV, tekst="to")))
    found = check_register(mappe, [])
    assert found.hel
    assert found.uten_kopi == 2


def test_a_strike_that_did_not_reach_the_copies_is_told_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mappe = a_register(tmp_path)
    monkeypatch.setattr(copies, "seal", no_room)
    with pytest.raises(SurroundingsError, match="kopiene"):
        strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())
    monkeypatch.undo()
    strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())
    left = b"".join(file.read_bytes() for file in mappe.register.rglob("*") if file.is_file())
    assert SECRET.encode() not in left
    assert check_register(a_mappe(tmp_path), []).hel


def test_a_database_fault_nobody_knows_is_a_bug_and_no_message(path: Path) -> None:
    with open_log(path) as log, closing(sqlite3.connect(path)), pytest.raises(sqlite3.ProgrammingError):
        log.close()
        log.head()
