"""Where a run does its work: inside the folder the result goes to, with a lock that tells the living from the dead."""

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from bvaudit.disk import swap
from bvaudit.disk.lock import let_go, locked, take
from bvaudit.disk.private import FOLDER_RIGHTS, make_folder, missing
from bvaudit.errors import SurroundingsError
from bvaudit.texts import text

OUR_OWN = ".bvaudit-"  # how the names of all that is here only while a run lasts begin
_PREFIX = ".bvaudit-arbeid-"
_ALIVE = "i-bruk"
_FOLDER_LOCK = ".bvaudit-las"
_START_LOCK = ".bvaudit-start"
_PATIENCE_SECONDS = 30.0  # starting takes an instant


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """``folder`` for this run alone, made if it is missing; yields a private folder to work in, inside it.

    What an earlier run left half done is undone first. A folder made here and left empty is gone afterwards. Raises
    SurroundingsError when another run has it.
    """
    folder = folder.absolute()
    busy = text("disk.work.en_annen_kjoring_av_bvaudit_skriver", folder=folder)
    with ExitStack() as stack:
        with _can_be_written(folder):
            stack.callback(_take_away_empty, missing(folder))
            make_folder(folder)
            stack.enter_context(
                locked(folder / _FOLDER_LOCK, busy=busy, hint=text("disk.work.vent_til_den_er_ferdig_eller"))
            )
        yield stack.enter_context(work_folder(folder))


def _take_away_empty(made: Sequence[Path]) -> None:
    for folder in made:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """A private folder in ``parent``, which must be there; gone afterwards. Those of runs that died are gone first."""
    folder = parent / f"{_PREFIX}{secrets.token_hex(6)}"  # known before it is made: the run may be stopped at any step
    handle: int | None = None
    try:
        with _can_be_written(parent), _starting(parent):
            _sweep(parent)
            folder.mkdir(mode=FOLDER_RIGHTS)
            handle = take(folder / _ALIVE)
        yield folder
    finally:
        with suppress(OSError):
            swap.undo(folder, parent)
        try:
            if handle is not None:
                let_go(handle, folder / _ALIVE)
        finally:
            _remove(folder)


def _starting(parent: Path) -> AbstractContextManager[None]:
    busy = text("disk.work.en_annen_kjoring_av_bvaudit_holder", parent=parent)
    return locked(
        parent / _START_LOCK, busy=busy, hint=text("disk.work.prov_igjen_om_litt"), patience=_PATIENCE_SECONDS
    )


def _sweep(parent: Path) -> None:
    """Take away what runs that died left, and undo what they had begun to put in place."""
    for old in sorted(parent.glob(f"{_PREFIX}*")):
        if not old.is_dir():
            continue
        with suppress(OSError):
            handle = take(old / _ALIVE)
            if handle is None:
                continue
            try:
                swap.undo(old, parent)
            finally:
                let_go(handle, old / _ALIVE)
            _remove(old)


def _remove(folder: Path) -> None:
    """Unless it still holds the only way back to what was there before."""
    if swap.is_pending(folder):
        return
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except BaseException:  # Ctrl+C while tidying: nothing personal may be left for that
        shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _can_be_written(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            text("disk.work.kan_ikke_skrive_i", folder=folder), hint=text("disk.work.velg_en_mappe_du_kan_skrive")
        ) from error
