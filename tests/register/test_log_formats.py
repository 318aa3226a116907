"""Logs of every released format: later programs open them, read every event, and write on."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.hendelser import Kommentert
from bvaudit.model.registeret.logg import FORMAT, Del, Ny
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import rows_of
from bvaudit.register.store import open_log
from tests.register.a_log import TID

LOGS = sorted((Path(__file__).parent / "logger").glob("*.sqlite"))
HEADS = {"v1.sqlite": "121·ce21-6d7f-cef9-6095"}


def test_every_format_has_its_log() -> None:
    assert [path.stem for path in LOGS] == [f"v{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("kept", LOGS, ids=lambda path: path.stem)
def test_a_log_that_was_kept_is_as_it_was_and_can_be_written_in(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "register" / "register.sqlite"
    path.parent.mkdir()
    shutil.copyfile(kept, path)
    with open_log(path) as log:
        told = log.events()
        assert log.head().vist == HEADS[kept.name]
        log.append((Ny(hvem="stab", hendelse=Kommentert(nr="AV-2026-0001", tekst="ny")),), TID, log.head())
        assert len(log.events()) == len(told) + 1
    assert faults(rows_of(path)) == ()
    assert [one.sladdet for one in told if one.sladdet] == [(Del.TEKST,)]


@pytest.mark.parametrize("kept", LOGS[-1:], ids=lambda path: path.stem)
def test_the_newest_has_every_kind_of_event_there_is(kept: Path) -> None:
    with closing(sqlite3.connect(f"{kept.as_uri()}?mode=ro", uri=True)) as db:
        kinds = {kode for (kode,) in db.execute("SELECT kode FROM hendelse")}
    assert kinds == set(HENDELSER)
