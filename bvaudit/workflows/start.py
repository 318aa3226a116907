"""Make a municipality's folder. What is there already is never touched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.find_folder import find_folder, is_folder
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import ARBEID, ENHETER, INNHOLD, KOMMUNE, Mappe
from bvaudit.reports.start_files import (
    LES_MEG,
    NewFolder,
    enheter_yaml,
    kommune_yaml,
    les_meg,
    script_name,
    start_script,
)
from bvaudit.texts import text
from bvaudit.workflows.check_template import check_template

_SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
_BOM = "\ufeff"  # or Notepad on older machines reads æøå as something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where the folder is to be used: the operating system's name, the Python that has bvaudit, and the user's own
    folder."""

    system: str
    tolk: Path
    hjem: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOutcome:
    """``laget`` are the files and folders that were made, as seen from the folder. ``utenfor`` is the folder of a
    municipality that this one lies inside."""

    mappe: Mappe
    laget: tuple[str, ...]
    les_meg: Path
    utenfor: Path | None
    problems: tuple[Problem, ...]


def make_folder_for(
    rot: Path, new: NewFolder | None, machine: Machine, *, brevmal: Path | None = None, fyll_ut: bool = False
) -> StartOutcome:
    """The folder, with everything it is to have. ``brevmal`` is a letterhead to be copied into it.

    ``new`` is not needed where kommune.yaml lies already. Nothing is written in a folder that holds anything, unless it
    is to be filled in with what it lacks (``fyll_ut``).
    """
    refuse_if_used(rot, fyll_ut=fyll_ut)
    if brevmal is not None and new is not None:
        _check(brevmal)
        new = replace(new, brevmal=f"maler/{brevmal.name}")
    outside = find_folder(rot.absolute().parent)
    navn = new.navn if new is not None else _name_in(rot)
    made = fill_in(rot, navn, machine)
    if brevmal is not None and write_new(rot / "maler" / brevmal.name, brevmal.read_bytes()):
        made.append(f"maler/{brevmal.name}")
    if new is not None:
        made += [name for name, content in _own_files(new) if write_new(rot / name, content)]
    mappe, problems = read_folder(rot)
    if mappe is None:
        raise ContentError(text("mappe.kan_ikke_brukes", mappe=rot), problems=problems)
    return StartOutcome(
        mappe=mappe, laget=tuple(made), les_meg=rot / LES_MEG, utenfor=outside, problems=tuple(problems)
    )


def refuse_if_used(rot: Path, *, fyll_ut: bool) -> None:
    """Stop where there is something already, and say what to do instead."""
    if rot.exists() and not rot.is_dir():
        raise UsageError(text("start.er_fil", mappe=rot), hint=text("start.er_fil_hint"))
    if fyll_ut or not rot.is_dir():
        return
    if is_folder(rot):
        status, start = text("workflows.start.bvaudit_status_mappe", rot=rot), f'bvaudit start "{rot}" --fyll-ut'
        hint = text("start.finnes_hint", status=status, start=start)
        raise UsageError(text("start.finnes", mappe=rot, kommune=_name_in(rot)), hint=hint)
    if any(rot.iterdir()):
        raise UsageError(text("start.ikke_tom", mappe=rot), hint=text("start.ikke_tom_hint"))


def _name_in(rot: Path) -> str:
    mappe, problems = read_folder(rot)
    if mappe is None:
        raise ContentError(text("mappe.kan_ikke_brukes", mappe=rot), problems=problems)
    return mappe.kommune.navn


def _check(brevmal: Path) -> None:
    problems = check_template(brevmal)
    if has_errors(problems):
        raise ContentError(text("start.brevmal_feil"), hint=text("start.brevmal_hint"), problems=problems)


def fill_in(rot: Path, kommune: str, machine: Machine) -> list[str]:
    """What every such folder has besides its own: the folders, the page that explains them, and the start script.
    Gives back what was made."""
    made = []
    for name in ("", *ARBEID, *INNHOLD):
        folder = rot / name
        if not folder.is_dir():
            folder.mkdir(parents=True)
            made += [f"{name}/"] if name else []
    script = script_name(machine.system)
    page = _BOM + les_meg(kommune, script).replace("\n", "\r\n")
    if write_new(rot / LES_MEG, page.encode()):
        made.append(LES_MEG)
    if write_new(rot / script, start_script(machine.system, machine.tolk, machine.hjem).encode()):
        (rot / script).chmod(0o755)
        made.append(script)
    return made


def _own_files(new: NewFolder) -> Iterator[tuple[str, bytes]]:
    """kommune.yaml last: without it the folder is nobody's yet, and ``start`` can be run again."""
    if new.enheter:
        yield ENHETER, enheter_yaml(new.enheter, schema_uri("enheter")).encode()
    yield KOMMUNE, kommune_yaml(new, schema_uri("kommune")).encode()


def schema_uri(kind: str) -> str:
    """Where an editor on this machine finds the schema."""
    return (_SCHEMAS / f"{kind}.schema.json").as_uri()


def write_new(path: Path, content: bytes) -> bool:
    """Whether it was written: a file that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
