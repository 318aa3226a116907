"""What lies in the folder's ``uttrekk/``: snapshots by date, and sources nobody has imported yet."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.disk.work import OUR_OWN, work_folder
from bvaudit.errors import BvauditError, UsageError
from bvaudit.extract.file_kinds import SHEETS, FileKind, kind_of_name
from bvaudit.extract.normalise.snapshot import is_snapshot, read_manifest
from bvaudit.extract.sources import is_hidden
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.texts import text
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, import_to

# What a snapshot was made of, by the name of the snapshot: also files that turned out to be no part of it, which would
# otherwise look as if nobody had read them.
_SEEN = f"{OUR_OWN}lest.json"
_NO_DATE = "uten-dato"
_NOTES = (".txt", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uttrekk:
    """A snapshot that can be used."""

    mappe: Path
    manifest: Manifest

    @property
    def age(self) -> tuple[date, datetime, str]:
        """Sorts the newest extract last; of two from one day the one that was imported last."""
        return (self.manifest.uttrekksdato or date.min, self.manifest.importert, self.mappe.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """``uttrekk`` has the newest first. ``uleste`` are files and folders to be imported together, ``leste`` those that
    were. ``ubrukelige`` are snapshots that cannot be used, with the reason, and ``andre`` files of a kind that is never
    read."""

    uttrekk: tuple[Uttrekk, ...]
    uleste: tuple[Path, ...]
    leste: tuple[Path, ...]
    ubrukelige: tuple[tuple[Path, BvauditError], ...]
    andre: tuple[Path, ...]

    @property
    def nyeste(self) -> Uttrekk | None:
        return self.uttrekk[0] if self.uttrekk else None


def lying_in(folder: Path) -> Lying:
    """What is in the folder now; nothing when it is not there."""
    found: list[Uttrekk] = []
    broken: list[tuple[Path, BvauditError]] = []
    sources: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_hidden(path.name):
            continue
        if path.is_dir() and is_snapshot(path):
            try:
                found.append(Uttrekk(mappe=path, manifest=read_manifest(path)))
            except BvauditError as error:
                broken.append((path, error))
        elif any(_files(path)):
            sources.append(path)
        elif path.is_file() and path.suffix.lower() not in _NOTES:
            others.append(path)
    known = {fil.sha256 for one in found for fil in one.manifest.filer} | _seen(folder, found)
    unread = _together(sources, [path for path in sources if _is_unread(path, known)])
    return Lying(
        uttrekk=tuple(sorted(found, key=lambda one: one.age, reverse=True)),
        uleste=tuple(unread),
        leste=tuple(path for path in sources if path not in unread),
        ubrukelige=tuple(broken),
        andre=tuple(others),
    )


def are_sheets(sources: Iterable[Path]) -> bool:
    """Whether the sources are read through a map. Documents beside sheets make them documents."""
    kinds = {file.suffix.lower() in SHEETS for path in sources for file in _files(path)}
    return kinds == {True}


def import_into(
    folder: Path, inputs: ImportInputs, koder: Kodelister, *, now: datetime, home: Path, progress: Progress | None
) -> Prepared:
    """Import to a snapshot in ``folder`` named after the day of the extract. The same extract once more is the one that
    is there already."""
    if inputs.behold_id:
        raise UsageError(text("uttrekk.behold_id"), hint=text("uttrekk.behold_id_hint"))
    folder.mkdir(parents=True, exist_ok=True)
    with work_folder(folder) as work:
        made = import_to(inputs, work / "uttrekk", koder, now=now, home=home, progress=progress)
        known = next((one for one in lying_in(folder).uttrekk if one.manifest.avtrykk == made.avtrykk), None)
        target = known.mappe if known else _free(folder, made.manifest)
        if known is None:
            made.mappe.rename(target)
    _remember(folder, target.name, inputs.kilder, {fil.sha256 for fil in made.manifest.filer})
    return replace(made, mappe=target)


def _free(folder: Path, manifest: Manifest) -> Path:
    name = manifest.uttrekksdato.isoformat() if manifest.uttrekksdato else _NO_DATE
    number, path = 1, folder / name
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path


def _together(sources: Iterable[Path], unread: list[Path]) -> list[Path]:
    """Sheets are parts of one extract, so one that is unread takes the others with it."""
    if not any(are_sheets([path]) for path in unread):
        return unread
    return [path for path in sources if path in unread or are_sheets([path])]


def _is_unread(path: Path, known: set[str]) -> bool:
    return any(_sha256(file) not in known for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    """The files under ``path`` that can hold cases."""
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


def _sha256(file: Path) -> str:
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def _seen(folder: Path, found: Iterable[Uttrekk]) -> set[str]:
    written = _read_seen(folder)
    return {sha256 for one in found for sha256 in written.get(one.mappe.name, ())}


def _read_seen(folder: Path) -> dict[str, list[str]]:
    """Nothing when it is gone or damaged: then everything is imported once more, and found to be there already."""
    with suppress(OSError, ValueError):
        facts = json.loads((folder / _SEEN).read_text(encoding="utf-8"))
        if isinstance(facts, dict):
            return {str(name): [str(one) for one in each] for name, each in facts.items() if isinstance(each, list)}
    return {}


def _remember(folder: Path, name: str, sources: Iterable[Path], told: AbstractSet[str]) -> None:
    """``told``: those that the manifest of the snapshot tells of already."""
    new = {_sha256(file) for path in sources for file in _files(path)} - told - {""}
    if new:
        seen = _read_seen(folder)
        seen[name] = sorted(new.union(seen.get(name, ())))
        (folder / _SEEN).write_text(json.dumps(seen, indent=1, sort_keys=True) + "\n", encoding="utf-8")
