"""The commands that write in the register, killed at any change of the file system: nothing is lost, doubled or left
that cannot be read, and the same command typed again does what is not done."""

import contextlib
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import copies_of, rows_of
from bvaudit.workflows.register_folder import read_log, register_path, state_of
from tests.register.event_desk import Desk
from tests.register.killing import Note, kills
from tests.register.logs import AV, TI, D, attempt
from tests.register.register_desk import made, typed

pytestmark = [pytest.mark.lang, pytest.mark.skipif(not hasattr(os, "fork"), reason="trenger fork")]
EACH = bool(os.environ.get("BVAUDIT_ALLE_PUNKT"))  # every change; else some of what is the same in them all
LINK = f"{AV}/{TI}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "kommune", monkeypatch, capsys).begun()


def killed_anywhere(
    mappe: Mappe, words: list[str], more: int, note: Note, repeats: Callable[[int], bool] | None
) -> None:
    """``more`` are the events one run of the command writes. ``repeats`` says whether the exit code of a second run is
    right when the first had written; None for what can be done twice, which nobody types again then."""
    kept = mappe.rot.parent / "for"
    shutil.copytree(mappe.register, kept)
    was = [row.sum for row in rows_of(register_path(mappe))]

    def command() -> None:
        assert _typed(words)[0] == 0

    def again() -> None:
        shutil.rmtree(mappe.register)
        shutil.copytree(kept, mappe.register)

    for stop in kills(command, again, note, " ".join(words[:2]), 1 if EACH else 5):
        left = read_log(mappe) or ()
        assert len(left) in (len(was), len(was) + more), stop
        written = len(left) > len(was)
        if not written or repeats is not None:
            code, said = _typed(words)
            assert repeats(code) if written and repeats is not None else code == 0, (stop, said)
        left = read_log(mappe) or ()
        assert [one.sum for one in left[: len(was)]] == was, stop
        assert len(left) == len(was) + more, stop
        assert all(not faults(rows_of(copy.fil)) for copy in copies_of(register_path(mappe))), stop


def _typed(words: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(words)
    return code, out.getvalue()


def test_register_hendelse(desk: Desk, record_testsuite_property: Note) -> None:
    words = ["register", "hendelse", AV, "varslet", "--verdi", "Sagt i møte", "--som", "stab"]
    killed_anywhere(desk.mappe, words, 1, record_testsuite_property, None)


def test_register_lukk(desk: Desk, record_testsuite_property: Note) -> None:
    desk.acts(AV, "varslet", "--verdi", "Sagt i møte", som="stab")
    desk.dag = D(2, 2)
    for felt, verdi in (("arsak", "kapasitet"), ("frist_plan", "2026-02-09")):
        desk.acts(AV, "felt", "--felt", felt, "--verdi", verdi)
    desk.acts(AV, "tiltak", "--verdi", "Fast fristmøte", "--rolle", "teamleder")
    for felt, verdi in (("tiltaksstatus", "i-bruk"), ("i_bruk", "2026-02-01"), ("belegg", "Møteplanen")):
        desk.acts(LINK, "felt", "--felt", felt, "--verdi", verdi)
    desk.acts(AV, "avgjorende", "--tiltak", TI)
    desk.settled()
    desk.dag = D(11, 30)
    begun = attempt(desk.avvik, state_of(desk.mappe), 1, desk.dag)
    done = replace(begun, ferdig=True, n=10, brudd=1, utfall=Forsoksutfall.NADD, siste_start=D(5, 1))
    desk.measured(ForsokBegynt(nr=AV, forsok=begun, dag=desk.dag), ForsokFerdig(nr=AV, forsok=done, dag=desk.dag))
    words = ["register", "lukk", AV, "--som", "stab"]
    killed_anywhere(desk.mappe, words, 1, record_testsuite_property, lambda code: code == 3)


def test_les_skriv(desk: Desk, record_testsuite_property: Note) -> None:
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.register_folder import context_of

    mappe = desk.mappe
    world = context_of(mappe, content_or_stop())
    book = made(desk.rot / "nord.xlsx", "nord", read_log(mappe), world, desk.dag)
    typed(book, [("Avvik", AV, "Ny kommentar", "Purret"), ("Avvik", AV, "Hvorfor det skjedde", "To er syke")])
    words = ["les", str(book), "--skriv"]
    killed_anywhere(mappe, words, 2, record_testsuite_property, lambda code: code == 0)
