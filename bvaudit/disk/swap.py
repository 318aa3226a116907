"""Several files put in place together: a journal tells the next run what one that died had begun, and it is undone.

Each file is the old one or the new one at every moment, under its own name. While they may be of two runs, a file that
anyone can see says so.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bvaudit.disk.private import copy_beside, seal, settle, write_private
from bvaudit.errors import SurroundingsError
from bvaudit.texts import text

UNFINISHED = "UFERDIG.txt"
_JOURNAL = "journal.json"
_OLD = "gammel"
_WARNING = text("disk.swap.en_kjoring_av_bvaudit_ble_avbrutt")


def put_all(stage: Path, folder: Path, work: Path, *, last: Sequence[str] = ()) -> None:
    """Move every file in ``stage`` to ``folder``: all of them, or none when one cannot be moved.

    ``work`` is a private folder on the same disk. ``last`` are names that must not be there before the others are.
    """
    names = sorted((p.name for p in stage.iterdir()), key=lambda name: (name in last, name))
    for name in names:
        seal(stage / name)
    old = work / _OLD
    old.mkdir()
    journal: dict[str, dict[str, str]] = {}
    for name in names:
        journal[name] = {"ny": _sha256(stage / name)}
        if (folder / name).exists():
            _refuse_if_held(folder / name)
            copy_beside(folder / name, old / name)
            journal[name]["gammel"] = _sha256(old / name)
    _write_journal(work, journal)
    name = ""
    try:
        if len(names) > 1:
            (folder / UNFINISHED).unlink(missing_ok=True)
            write_private(folder / UNFINISHED, _WARNING.encode("utf-8-sig"))
        for name in names:
            (stage / name).replace(folder / name)
        settle(folder)
    except OSError as error:
        undo(work, folder)
        raise SurroundingsError(
            text("disk.swap.fikk_ikke_skrevet", folder=folder / name),
            hint=text("disk.swap.lukk_filen_i_excel_eller_word"),
        ) from error
    (folder / UNFINISHED).unlink(missing_ok=True)
    (work / _JOURNAL).unlink()


def is_pending(work: Path) -> bool:
    """Whether a run that worked in ``work`` has begun to put files in place and is neither done nor undone."""
    return (work / _JOURNAL).exists()


def undo(work: Path, folder: Path) -> None:
    """Give ``folder`` back what it had before the run that worked in ``work``, unless that run got all in place.

    A file somebody has changed since is theirs, and is left alone.
    """
    journal = _read_journal(work)
    if journal is None:
        return
    there = {name: _sha256(folder / name) for name in journal}
    if any(there[name] != facts["ny"] for name, facts in journal.items()):
        for name, facts in reversed(journal.items()):
            if there[name] == facts["ny"]:
                _give_back(name, facts, work, folder)
    (folder / UNFINISHED).unlink(missing_ok=True)
    settle(folder)
    (work / _JOURNAL).unlink()


def _give_back(name: str, facts: dict[str, str], work: Path, folder: Path) -> None:
    if "gammel" not in facts:
        (folder / name).unlink()
        return
    again = work / f"{name}.tilbake"
    again.unlink(missing_ok=True)
    copy_beside(work / _OLD / name, again)
    again.replace(folder / name)


def _write_journal(work: Path, journal: dict[str, dict[str, str]]) -> None:
    part = work / f"{_JOURNAL}.del"
    write_private(part, json.dumps(journal).encode())
    part.replace(work / _JOURNAL)
    settle(work)


def _read_journal(work: Path) -> dict[str, dict[str, str]] | None:
    try:
        journal: Any = json.loads((work / _JOURNAL).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return dict(journal)


def _refuse_if_held(file: Path) -> None:
    """Windows lets nobody replace a file a program holds open. That must be met before anything is changed."""
    if os.name != "nt":
        return
    try:
        with file.open("r+b"):
            return
    except PermissionError as error:
        raise SurroundingsError(
            text("disk.swap.fikk_ikke_skrevet_2", file=file), hint=text("disk.swap.lukk_filen_i_excel_eller_word")
        ) from error


def _sha256(file: Path) -> str:
    """Empty when the file is not there."""
    with suppress(FileNotFoundError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""
