"""The files among a municipality's own: which may be content, and why each of the others is not."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bvaudit.loading.content.place import shown_path
from bvaudit.model.innhold import EgenFil, Ubrukt
from bvaudit.model.mappe import ARBEID
from bvaudit.texts import counted, text

_YAML = (".yaml", ".yml")
_EMPTY = "-"  # a closed folder with nothing in it, which nobody needs to hear of
_STARTERS = (".sh", ".cmd", ".bat", ".command", ".ps1")
_GUIDES = ("les meg", "les-meg", "lesmeg", "readme")


def own_files(own: Sequence[Path]) -> tuple[list[EgenFil], list[Ubrukt]]:
    """Every YAML file in the folders, each once whatever folders it is met in, and everything else with its reason.

    What lies in the folders for extracts, audits, the register and editions is named with the folder, as one.
    """
    files: dict[Path, EgenFil] = {}
    unused: dict[Path, Ubrukt] = {}
    for root in own:
        for path, reason in _walk(root):
            vist = shown_path(path, root).removeprefix("/") if path != root else path.as_posix()
            if reason:
                unused.setdefault(path.absolute(), Ubrukt(fil=vist, grunn=reason))
            else:
                files.setdefault(path.resolve(), EgenFil(path=path, vist=vist))
    return list(files.values()), list(unused.values())


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file and the reason it is not content; empty for one that may be. A folder that is not gone into stands
    for all that is in it."""
    if root.is_file():
        yield root, _reason(root)
        return
    closed_to_us: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=closed_to_us.append):
        here = Path(folder)
        closed = {name: reason for name in names if (reason := _closed(here / name, root))}
        names[:] = sorted(set(names) - closed.keys())
        yield from sorted((here / name, reason) for name, reason in closed.items() if reason != _EMPTY)
        yield from ((here / name, _reason(here / name)) for name in sorted(files))
    yield from ((Path(error.filename), text("innhold.ubrukt.ulesbar")) for error in closed_to_us)


def _closed(folder: Path, root: Path) -> str:
    if folder.name.startswith("."):
        return text("innhold.ubrukt.skjult")
    if folder.is_symlink():
        return text("innhold.ubrukt.lenke")
    if folder.parent != root or folder.name not in ARBEID:
        return ""
    inside = sum(len(files) for *_, files in os.walk(folder))
    return counted(f"innhold.ubrukt.{folder.name}", inside) if inside else _EMPTY


def _reason(path: Path) -> str:
    name = path.name.casefold()
    if name.startswith(".") or name.startswith("~$"):
        return text("innhold.ubrukt.skjult")
    if name.endswith(_YAML):
        return ""
    if name.startswith(_GUIDES):
        return text("innhold.ubrukt.veiledning")
    if path.stem.casefold().endswith(_YAML):
        return text("innhold.ubrukt.to_endelser", endelse=path.suffix, navn=path.stem)
    ending = path.suffix.casefold()
    kinds = {".xlsx": "excel", ".docx": "word", ".dotx": "word", **dict.fromkeys(_STARTERS, "start")}
    return text(f"innhold.ubrukt.{kinds.get(ending, 'endelse')}", endelse=path.suffix or path.name)
