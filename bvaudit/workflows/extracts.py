"""What lies in the folder's ``uttrekk/``: snapshots by date, and sources nobody has imported yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.disk.work import work_folder
from bvaudit.errors import BvauditError, UsageError
from bvaudit.extract.file_kinds import SHEETS
from bvaudit.extract.normalise.snapshot import is_snapshot, read_manifest
from bvaudit.extract.sources import is_hidden
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.texts import text
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, import_to
from bvaudit.workflows.sources_read import case_files, note, noted

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
    found, broken = _snapshots(folder)
    snapshots = {one.mappe for one in found} | {path for path, _ in broken}
    rest = [path for path in _visible(folder) if path not in snapshots]
    sources = [path for path in rest if any(case_files(path))]
    read = noted(folder, [one.mappe.name for one in found], {fil.sha256 for one in found for fil in one.manifest.filer})
    unread = _together(sources, [path for path in sources if not read.has_all(path, folder)])
    return Lying(
        uttrekk=tuple(sorted(found, key=lambda one: one.age, reverse=True)),
        uleste=tuple(unread),
        leste=tuple(path for path in sources if path not in unread),
        ubrukelige=tuple(broken),
        andre=tuple(p for p in rest if p not in sources and p.is_file() and p.suffix.lower() not in _NOTES),
    )


def _visible(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not is_hidden(path.name)] if folder.is_dir() else []


def _snapshots(folder: Path) -> tuple[list[Uttrekk], list[tuple[Path, BvauditError]]]:
    """Those that can be used, and those that cannot with the reason."""
    found: list[Uttrekk] = []
    broken: list[tuple[Path, BvauditError]] = []
    for path in _visible(folder):
        if path.is_dir() and is_snapshot(path):
            try:
                found.append(Uttrekk(mappe=path, manifest=read_manifest(path)))
            except BvauditError as error:
                broken.append((path, error))
    return found, broken


def are_sheets(sources: Iterable[Path]) -> bool:
    """Whether the sources are read through a map. Documents beside sheets make them documents."""
    kinds = {file.suffix.lower() in SHEETS for path in sources for file in case_files(path)}
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
        known = next((one for one in _snapshots(folder)[0] if one.manifest.avtrykk == made.avtrykk), None)
        target = known.mappe if known else _free(folder, made.manifest)
        if known is None:
            made.mappe.rename(target)
    note(folder, target.name, inputs.kilder, {fil.sha256 for fil in made.manifest.filer})
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
