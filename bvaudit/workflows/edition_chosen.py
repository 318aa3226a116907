"""What a person wants to send: a file of their own, or the papers of a report that lie ready."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.texts import text
from bvaudit.workflows.report import FOLDER

_ANNEX = "-vedlegg.xlsx"
_PAPER = ".docx"
_NAMED = re.compile(rf"(?P<id>.+?)-(?P<malgruppe>{'|'.join(Malgruppe)})-(?P<dag>\d{{4}}-\d{{2}}-\d{{2}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """``malgruppe`` None: the names do not say."""

    id: str
    filer: tuple[Path, ...]
    malgruppe: Malgruppe | None = None


def chosen(mappe: Mappe, typed: tuple[str, ...], malgruppe: Malgruppe | None) -> Chosen:
    """``typed``: files, or the id of a report, which is its newest papers. UsageError when nothing is found, or the
    files are not for the same readers."""
    files = [path for word in typed for path in (_file(word) or _papers(mappe, word, malgruppe))]
    every = tuple(dict.fromkeys(part for path in files for part in _with_annex(path)))
    said = {name["malgruppe"] for path in every if (name := _name(path))}
    if len(said) > 1 or (malgruppe is not None and said - {malgruppe.value}):
        raise UsageError(
            text("utgaver.ulike_lesere", fant=", ".join(sorted(said))), hint=text("utgaver.ulike_lesere_hint")
        )
    _with_numbers(every)
    first = _name(files[0])
    return Chosen(
        id=first["id"] if first else files[0].stem,
        filer=every,
        malgruppe=malgruppe or (Malgruppe(said.pop()) if said else None),
    )


def _with_numbers(files: tuple[Path, ...]) -> None:
    """The numbers of a public paper stand in the workbook beside it: without it no later edition knows of them."""
    names = {path.name.casefold() for path in files}
    for path in files:
        name = _name(path) if path.suffix.casefold() == _PAPER else None
        if name and name["malgruppe"] == Malgruppe.OFFENTLIG and f"{path.stem}{_ANNEX}".casefold() not in names:
            raise UsageError(
                text("utgaver.uten_vedlegg", fil=path.name), hint=text("utgaver.uten_vedlegg_hint", id=name["id"])
            )


def _file(word: str) -> list[Path]:
    path = Path(word)
    return [path] if path.is_file() else []


def _papers(mappe: Mappe, id_: str, malgruppe: Malgruppe | None) -> list[Path]:
    """Those of the newest day. Where there are some for several kinds of readers, the person must say which."""
    found = list(_lying(mappe, id_))
    if malgruppe is not None:
        found = [(day, readers, path) for day, readers, path in found if readers == malgruppe.value]
    if not found:
        raise UsageError(text("utgaver.fant_ikke", hva=id_), hint=text("utgaver.fant_ikke_hint", hva=id_))
    newest = max(day for day, _, _ in found)
    kept = [(readers, path) for day, readers, path in found if day == newest]
    readers = sorted({one for one, _ in kept})
    if len(readers) > 1:
        raise UsageError(text("utgaver.flere_lesere", fant=", ".join(readers)), hint=text("utgaver.flere_lesere_hint"))
    return sorted(path for _, path in kept)


def _lying(mappe: Mappe, id_: str) -> Iterator[tuple[str, str, Path]]:
    """Day, readers and paper of every one of the report that lies in the folder; also those of one unit each."""
    for path in mappe.revisjoner.glob(f"*/{FOLDER}/{glob_safe(id_)}-*{_PAPER}"):
        name = _name(path)
        if name is not None and not path.name.startswith("~$"):
            yield name["dag"], name["malgruppe"], path


def glob_safe(word: str) -> str:
    return re.sub(r"[^\w.-]", "?", word)


def _name(path: Path) -> re.Match[str] | None:
    return _NAMED.fullmatch(path.name.removesuffix(_ANNEX).removesuffix(_PAPER))


def _with_annex(path: Path) -> Iterator[Path]:
    yield path
    annex = path.with_name(f"{path.stem}{_ANNEX}")
    if path.suffix.casefold() == _PAPER and annex.is_file():
        yield annex
