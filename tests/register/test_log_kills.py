"""A writer that is killed at any change of the file system, the database's own among them, loses nothing, doubles
nothing, leaves nothing that cannot be read, and is in nobody's way."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.logg import Del, Logget
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import copies_of, rows_of
from bvaudit.workflows.register_folder import read_log, register_path
from bvaudit.workflows.register_strike import strike
from tests.register.a_folder import AV, LEDER, TID, a_folder, a_mappe, a_register, by, run_with_one_avvik, written
from tests.register.a_log import SECRET
from tests.register.an_register import a_context
from tests.register.killing import Note, kills

pytestmark = [pytest.mark.lang, pytest.mark.skipif(not hasattr(os, "fork"), reason="trenger fork")]
Command = Callable[[Mappe], object]


def first(mappe: Mappe) -> object:
    return written(mappe, *run_with_one_avvik())


def several(mappe: Mappe) -> object:
    return written(
        mappe,
        by(LEDER, Kommentert(nr=AV, tekst="en")),
        by(LEDER, FeltSatt(nr=AV, felt="frist_plan", verdi="2026-05-01")),
        by(LEDER, Kommentert(nr=AV, tekst="to " + "x" * 9_000)),
    )


def struck(mappe: Mappe) -> object:
    return strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())


STEP = 1 if os.environ.get("BVAUDIT_ALLE_PUNKT") else 2
COMMANDS: dict[str, tuple[Command, int, int]] = {  # with how many events there are before and after
    "den første kjøringen": (first, 0, 4),
    "tre hendelser": (several, 8, 11),
    "en tekst sladdet": (struck, 8, 9),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_writer_is_killed_anywhere(name: str, tmp_path: Path, record_testsuite_property: Note) -> None:
    command, before, after = COMMANDS[name]
    base = a_register(tmp_path / "for") if before else a_folder(tmp_path / "for")
    was = read_log(base) or ()
    mappe = a_mappe(tmp_path / "m")

    def again() -> None:
        shutil.rmtree(mappe.rot, ignore_errors=True)
        shutil.copytree(base.rot, mappe.rot)

    seen = set()
    for stop in kills(lambda: command(mappe), again, record_testsuite_property, name, STEP):
        left = read_log(mappe) or ()
        seen.add(len(left))
        assert len(left) in (before, after), stop  # all of them or none
        assert_whole(mappe, was, left)
        if len(left) == before:
            command(mappe)  # nothing is in its way
            left = read_log(mappe) or ()
            assert len(left) == after, stop
            assert_whole(mappe, was, left)
        written(mappe, by(LEDER, Kommentert(nr=AV, tekst="den neste")))
        assert len(read_log(mappe) or ()) == after + 1, stop
        assert sorted(p.name for p in mappe.register.iterdir()) == ["kopier", "register.sqlite"], stop
        assert all(p.suffix == ".sqlite" for p in (mappe.register / "kopier").iterdir()), stop
        if command is struck:
            assert SECRET not in "".join(p.read_text("latin-1") for p in mappe.register.rglob("*.sqlite")), stop
    assert seen == {before, after}


def assert_whole(mappe: Mappe, was: tuple[Logget, ...], left: tuple[Logget, ...]) -> None:
    """What was there is there as it was, what is new stands once, and every copy is a log that can be read."""
    assert [one.sum for one in left[: len(was)]] == [one.sum for one in was]
    assert [one.nr for one in left] == list(range(1, len(left) + 1))
    for copy in copies_of(register_path(mappe)):
        assert faults(rows_of(copy.fil)) == ()
