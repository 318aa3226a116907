"""The numbers of a workbook beside a report, read back as rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.texts import LANGUAGES, branch, language, text

_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)
_UNLIKE: tuple[type[Exception], ...] = (*_DAMAGED, ValueError, KeyError)
_WORDS = ("tall", "variant", "storrelse", "enhet", "kommune_nr", "gruppe", "kilde", "merknad")
_NUMBERS = ("verdi", "teller", "nevner", "n_saker")


def read_annex_rows(path: Path) -> tuple[Nokkelrad, ...] | None:
    """None when the file is no such workbook."""
    from openpyxl import load_workbook  # slow to import

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except _DAMAGED:
        return None
    try:
        name = next((one for one in _names() if one in book.sheetnames), None)
        return None if name is None else tuple(_read(list(book[name].iter_rows(values_only=True))))
    except _UNLIKE:
        return None
    finally:
        book.close()


def _names() -> Iterator[str]:
    """What the sheet is called, whichever language the paper was in."""
    for code in LANGUAGES:
        with language(code):
            yield text("rapport.vedlegg.ark.tall")


def _read(rows: Sequence[Sequence[Any]]) -> Iterator[Nokkelrad]:
    names: dict[str, str] = {}
    for code in LANGUAGES:  # whichever the paper was in
        with language(code):
            names |= {said: id_ for id_, said in branch("rapport.vedlegg.kol").items()}
    head = [names.get(str(value), "") for value in rows[0]]
    for row in rows[1:]:
        yield _row(dict(zip(head, row, strict=False)))


def _row(said: Mapping[str, Any]) -> Nokkelrad:
    words = {name: str(said.get(name) or "") for name in _WORDS}
    numbers = {name: said.get(name) for name in _NUMBERS}
    return Nokkelrad(
        tall=words["tall"],
        variant=words["variant"],
        storrelse=words["storrelse"],
        periode_fra=_day(said["periode_fra"]),
        periode_til=_day(said["periode_til"]),
        enhet=words["enhet"],
        kommune=words["kommune_nr"],
        gruppe=words["gruppe"],
        verdi=numbers["verdi"],
        teller=numbers["teller"],
        nevner=numbers["nevner"],
        n_saker=None if numbers["n_saker"] is None else int(numbers["n_saker"]),
        tilstand=Tilstand(str(said["tilstand"])),
        kilde=words["kilde"],
        merknad=words["merknad"],
    )


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
