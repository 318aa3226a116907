"""The sheet «Alle tall» of a register the program has written, read back: each rule in each unit as it is counted in
the papers, and what readers found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.texts import LANGUAGES, language, text

_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)
_COLUMNS = ("regel", "enhet", "mate", "kontrollert", "delvis", "ikke_oppfylt", "uavklart", "merknad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallinje:
    """``enhet`` empty = all units. ``n`` None: not examined, and ``grunn`` says why. ``lest``: readers found it;
    ``standard``: it is counted the way the papers use."""

    regel: str
    enhet: str
    n: int | None
    brudd: int | None
    delvis: int
    uavklart: int
    lest: bool
    standard: bool
    grunn: str


def read_figures(path: Path) -> tuple[Tallinje, ...] | None:
    """None when the file is no such workbook, or has no such sheet. The file is not changed."""
    from openpyxl import load_workbook  # slow to import, and there may be no workbook at all

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except _DAMAGED:
        return None
    try:
        for code in LANGUAGES:  # the register may have been made in another than the folder has now
            with language(code):
                name = text("register.ark.alle_tall")
                if name in book.sheetnames:
                    return tuple(_lines(list(book[name].iter_rows(values_only=True))))
        return None
    except _DAMAGED:
        return None
    finally:
        book.close()


def _lines(rows: Sequence[Sequence[object]]) -> Iterator[Tallinje]:
    headings = {id: text(f"register.kolonne.{id}") for id in _COLUMNS}
    at: dict[str, int] = {}
    for row in rows:
        if not at:
            places = {str(value): place for place, value in enumerate(row) if value is not None}
            if headings["regel"] in places and headings["kontrollert"] in places:
                at = {id: places[navn] for id, navn in headings.items() if navn in places}
        elif (line := _line(row, at)) is not None:
            yield line


def _line(row: Sequence[object], at: Mapping[str, int]) -> Tallinje | None:
    """None for a count of a unit, and for a way of counting that no paper uses."""
    said = {id: row[place] if place < len(row) else None for id, place in at.items()}
    if not said["regel"]:
        return None
    way, used, read = str(said.get("mate") or ""), text("register.brukes", mate=""), text("tellemater.lest")
    n, enhet = _whole(said["kontrollert"]), str(said["enhet"] or "")
    standard, lest = way.endswith(used), way.removesuffix(used) == read
    if n is not None and not (standard or lest):
        return None
    return Tallinje(
        regel=str(said["regel"]),
        enhet="" if enhet == text("register.alle") else enhet,
        n=n,
        brudd=_whole(said.get("ikke_oppfylt")) if n is not None else None,
        delvis=_whole(said.get("delvis")) or 0,
        uavklart=_whole(said.get("uavklart")) or 0,
        lest=lest,
        standard=standard,
        grunn=str(said.get("merknad") or ""),
    )


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
