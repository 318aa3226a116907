"""Which files have been read into which snapshot. A note beside them says it, so that a folder with a file for each
case need not be read through once more to know."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bvaudit.disk.work import OUR_OWN
from bvaudit.extract.file_kinds import SHEETS, FileKind, kind_of_name
from bvaudit.extract.sources import is_hidden

_NOTE = f"{OUR_OWN}lest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lest:
    """``filer`` are path from the folder, size and time of change; a file that is as noted is not opened."""

    sha256: AbstractSet[str]
    filer: AbstractSet[tuple[str, int, int]]

    def has_all(self, path: Path, folder: Path) -> bool:
        """Whether every file at ``path`` that can hold cases has been read."""
        return all(_look(file, folder) in self.filer or _sha256(file) in self.sha256 for file in case_files(path))


def noted(folder: Path, snapshots: Iterable[str], told: AbstractSet[str]) -> Lest:
    """What has been read into ``snapshots``, which are names; ``told`` is what their manifests tell."""
    facts = _read(folder)
    rows = [row for name in snapshots for row in facts.get(name, ())]
    return Lest(
        sha256=told | {str(row[3]) for row in rows},
        filer=frozenset((str(row[0]), int(row[1]), int(row[2])) for row in rows),
    )


def note(folder: Path, snapshot: str, sources: Iterable[Path], told: AbstractSet[str]) -> None:
    """Note that the sources were read. What lies elsewhere, and is told of by the manifest, needs no note."""
    rows = [list(row) for path in sources for file in case_files(path) if (row := _row(file, folder, told))]
    if rows:
        facts = dict(_read(folder))
        changed = {row[0] for row in rows}
        facts[snapshot] = sorted([*rows, *(row for row in facts.get(snapshot, ()) if row[0] not in changed)])
        (folder / _NOTE).write_text(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def case_files(path: Path) -> Iterator[Path]:
    """The files at ``path`` that can hold cases."""
    if not path.is_dir():
        if _can_hold_cases(path):
            yield path
        return
    for here, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(here, name) for name in sorted(names) if not is_hidden(name) and _can_hold_cases(Path(name)))


def _can_hold_cases(path: Path) -> bool:
    kind = kind_of_name(path.name)
    return kind in (FileKind.DOKUMENT, FileKind.ZIP, FileKind.GZIP) or path.suffix.lower() in SHEETS


def _row(file: Path, folder: Path, told: AbstractSet[str]) -> tuple[str, int, int, str] | None:
    look, sha256 = _look(file, folder), _sha256(file)
    if not look[0] and sha256 in told:
        return None
    return (*look, sha256)


def _look(file: Path, folder: Path) -> tuple[str, int, int]:
    """Path, size and time of change; an empty path for a file elsewhere, and nothing for one that is gone."""
    with suppress(OSError):
        facts, where, root = file.stat(), file.absolute(), folder.absolute()
        inside = where.relative_to(root).as_posix() if where.is_relative_to(root) else ""
        return (inside, facts.st_size, facts.st_mtime_ns)
    return ("", -1, -1)


def _sha256(file: Path) -> str:
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def _read(folder: Path) -> Mapping[str, list[list[Any]]]:
    """Nothing when it is gone or damaged: then files are known by what the manifests tell, or are imported once more
    and found to be there already."""
    with suppress(OSError, ValueError):
        facts = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        if isinstance(facts, dict):
            return {str(name): [row for row in rows if _is_row(row)] for name, rows in facts.items()}
    return {}


def _is_row(row: object) -> bool:
    return isinstance(row, list) and len(row) == 4 and all(isinstance(n, int) for n in row[1:3])
