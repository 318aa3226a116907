"""The readers' list of a draw: which case each place is in the journal system, and who has it. For its owner alone.

Stab fills in the caseworker's code, so that nobody reads a case of their own. It is read back whatever Excel has made
of it: another order of rows and columns, another coding, or a workbook.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from bvaudit.diagnostics import Problem, Sted
from bvaudit.errors import ContentError
from bvaudit.extract.people.links import guarded
from bvaudit.extract.people.lookup_list import write_owned
from bvaudit.texts import text

COLUMNS = (
    *("enhet", "plass", "rolle", "leser", "dekknavn", "journalnummer", "kilde_id", "saksbehandler", "saksnokkel"),
)
_CASE = re.compile(r"S-[0-9a-f]{20}")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """``saksbehandler`` is the code stab fills in, empty until then. ``saksnokkel`` is the whole pseudonym, which the
    list is read back by."""

    enhet: str
    plass: str
    rolle: str
    dekknavn: str
    saksnokkel: str
    leser: str = ""
    journalnummer: str = ""
    kilde_id: str = ""
    saksbehandler: str = ""


def write_reading_list(wanted: Path, rows: Sequence[ReadingRow]) -> Path:
    """As Norwegian Excel opens it; see ``write_owned``."""
    output = io.StringIO(newline="")
    lines = csv.writer(output, delimiter=";", lineterminator="\r\n")
    lines.writerow([text(f"trekning.leseliste.{name}") for name in COLUMNS])
    for row in rows:
        lines.writerow([guarded(getattr(row, name)) for name in COLUMNS])
    return write_owned(wanted, output.getvalue().encode("utf-8-sig", "backslashreplace"))


def read_reading_list(path: Path) -> Mapping[str, str]:
    """The pseudonym of each case → the code of its caseworker, where one is filled in. ContentError, with every problem
    and its place, when it is no such list or says two things of one case."""
    rows = _sheet(path) if path.suffix.lower() in _WORKBOOKS else _text(path)
    at = next((n for n, row in enumerate(rows) if _column(row) is not None), None)
    if at is None:
        raise _damaged(path)
    column = _column(rows[at])
    assert column is not None, "this row has it"
    codes: dict[str, str] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        code = _plain(row[column]) if column < len(row) else ""
        case = next((found for cell in row if (found := _plain(cell)) and _CASE.fullmatch(found)), "")
        if fault := _fault(case, code, codes):
            problems.append(Problem(sted=Sted(fil=path.name, linje=number), kode="leseliste", tekst=fault))
        elif code:
            codes[case] = code
    if problems:
        raise ContentError(text("trekning.leseliste.kan_ikke_leses", fil=path.name), problems=problems)
    return codes


def _fault(case: str, code: str, codes: Mapping[str, str]) -> str:
    if code and not case:
        return text("trekning.leseliste.uten_sak")
    if code and codes.get(case, code).casefold() != code.casefold():
        return text("trekning.leseliste.to_koder")
    if len(code) > _LONGEST or " " in code.strip():
        return text("trekning.leseliste.ikke_kode")
    return ""


def _column(row: Sequence[str]) -> int | None:
    wanted = text("trekning.leseliste.saksbehandler").casefold()
    return next((n for n, cell in enumerate(row) if _plain(cell).casefold() == wanted), None)


def _plain(cell: str) -> str:
    return cell.strip().removeprefix("'").strip()


def _text(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    try:
        written = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        written = content.decode("cp1252", "replace")  # what Excel calls CSV without saying more
    first = written.partition("\n")[0]
    divider = max(";\t,", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(written, newline=""), delimiter=divider)]
    except csv.Error as error:
        raise _damaged(path) from error


def _sheet(path: Path) -> list[list[str]]:
    try:
        return list(_cells(CalamineWorkbook.from_path(str(path))))
    except (CalamineError, OSError) as error:
        raise _damaged(path) from error


def _cells(book: CalamineWorkbook) -> Iterator[list[str]]:
    for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False):
        yield [_shown(cell) for cell in row]


def _shown(cell: object) -> str:
    """A code that is a number comes as one: 12.0 is «12»."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _damaged(path: Path) -> ContentError:
    return ContentError(
        text("trekning.leseliste.ikke_en_leseliste", fil=path.name), hint=text("trekning.leseliste.lag_pa_nytt")
    )
