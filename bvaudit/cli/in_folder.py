"""Which municipality's folder a command works in: the one that was named, or the one the person stands in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.cli.screen import tell, tell_problems
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import speak, text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe


def folder(mappe: Path | None) -> "Mappe | None":
    """The folder ``mappe``, or with None the nearest one from the working directory and up, if there is one.

    Says in one line which, in the language of the folder. A folder that cannot be used stops the run.
    """
    from bvaudit.loading.find_folder import find_folder, is_folder

    if mappe is not None and not is_folder(mappe):
        raise UsageError(text("mappe.ikke_mappe", mappe=mappe), hint=text("mappe.ikke_mappe_hint", mappe=mappe))
    rot = mappe if mappe is not None else find_folder(Path.cwd())
    if rot is None:
        return None
    from bvaudit.loading.folder import read_folder  # slow to import, and most commands are not in a folder

    found, problems = read_folder(rot if mappe is not None else Path(os.path.relpath(rot)))
    if found is None:
        raise ContentError(text("mappe.kan_ikke_brukes", mappe=rot), problems=problems)
    speak(found.kommune.sprak)  # the papers, and what is said on the screen, for the rest of the run
    tell_problems(problems)
    tell(text("mappe.brukes", kommune=found.kommune.navn, mappe=rot.absolute()))
    return found


def folder_or_stop(mappe: Path | None) -> "Mappe":
    """As ``folder``, for commands that are nothing without one."""
    found = folder(mappe)
    if found is None:
        raise UsageError(text("mappe.ingen"), hint=text("mappe.ingen_hint"))
    return found


def folder_here() -> tuple[Path, ...]:
    """Where the folder the person stands in lies, also when it is kommune.yaml that must be mended; nothing outside
    one."""
    from bvaudit.loading.find_folder import find_folder

    rot = find_folder(Path.cwd())
    if rot is None:
        return ()
    tell(text("innhold.sjekk.mappe", mappe=rot))
    return (rot,)
