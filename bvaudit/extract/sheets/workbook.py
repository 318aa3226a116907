"""One sheet of a workbook: which is chosen, what stands in its cells, and what must be known of it besides."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from xml.parsers import expat

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.sheets.ods_scan import scan_ods
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.extract.sheets.workbook_check import DAMAGED, not_a_workbook
from bvaudit.extract.sheets.workbook_parts import Parts
from bvaudit.extract.sheets.workbook_scan import Facts, letters, scan, without_blanks
from bvaudit.texts import text

T = TypeVar("T")
MAX_CELLS = 20_000_000  # the fast reader makes room for every cell of the used range
_SPARSE = 1_000_000  # above this, blank cells far out are worth taking away
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_XLS_1904 = b"\x22\x00\x02\x00\x01\x00"  # the record that says so, among much else that could look like it


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One sheet. ``day_zero`` is the day that the day numbers count from; None when the file does not tell."""

    ark: str
    rows: Sequence[Sequence[object]]
    facts: Facts = field(default_factory=Facts)
    day_zero: date | None = _DAY_ZERO


def read_workbook(path: Path, shown: str, ark: str, problems: list[Problem]) -> Workbook | None:
    """The sheet, or None and the reason in ``problems``. The file must have passed ``check_container``."""
    return _guarded(shown, problems, lambda: _read(path, shown, ark, problems))


def visible_sheets(path: Path, shown: str, problems: list[Problem]) -> tuple[str, ...] | None:
    """The names of the sheets people can see, in order, or None and the reason."""
    return _guarded(shown, problems, lambda: _visible(path, shown, problems))


def _visible(path: Path, shown: str, problems: list[Problem]) -> tuple[str, ...] | None:
    if _ods_facts(path, shown, problems) is None:
        return None
    with CalamineWorkbook.from_path(path) as book:
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        return tuple(s.name for s in sheets if s.visible == SheetVisibleEnum.Visible)


def _ods_facts(path: Path, shown: str, problems: list[Problem]) -> dict[str, Facts] | None:
    """For .ods: the fast reader makes room for all of its sheets when it opens the file."""
    if path.suffix.lower() != ".ods":
        return {}
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        facts = scan_ods(file)
    too_far = any(_reaches_too_far(found, shown, name, problems) for name, found in facts.items())
    return None if too_far else facts


def _read(path: Path, shown: str, ark: str, problems: list[Problem]) -> Workbook | None:
    facts = _ods_facts(path, shown, problems)
    if facts is None:
        return None
    with CalamineWorkbook.from_path(path) as book:
        name = _choose(book, ark, shown, problems)
    if name is None:
        return None
    match path.suffix.lower():
        case ".xls":
            return _from_xls(path, shown, name, problems)
        case ".ods":
            return _from_ods(path, name, facts.get(name, Facts()))
        case _:
            return _from_xlsx(path, shown, name, problems)


def _guarded(shown: str, problems: list[Problem], read: Callable[[], T | None]) -> T | None:
    """What ``read`` gives; None and the reason when the file cannot be opened."""
    try:
        return read()
    except PasswordError:
        tekst = text("extract.workbook.arbeidsboken_er_beskyttet_med_passord")
        problems.append(
            Problem(
                sted=Sted(fil=shown),
                kode="laast-arbeidsbok",
                tekst=tekst,
                hint=text("extract.workbook.lagre_den_uten_passord"),
            )
        )
    except (CalamineError, etree.XMLSyntaxError, expat.ExpatError, *DAMAGED):
        problems.append(not_a_workbook(shown))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the fast reader's own faults are called
            raise
        problems.append(not_a_workbook(shown))
    return None


def _from_xlsx(path: Path, shown: str, name: str, problems: list[Problem]) -> Workbook | None:
    source: Path | io.BytesIO = path
    with zipfile.ZipFile(path) as archive:
        parts = Parts(archive)
        part = parts.sheet(name)
        if not part:
            problems.append(not_a_workbook(shown))
            return None
        facts = scan(parts, part)
        day_zero = _DAY_ZERO_1904 if parts.starts_1904 else _DAY_ZERO
        if facts.area > _SPARSE and facts.area > 10 * facts.filled:
            data = without_blanks(parts, part)
            with zipfile.ZipFile(io.BytesIO(data)) as trimmed:
                rest = scan(Parts(trimmed), part)
            facts, source = replace(facts, last=rest.last, filled=rest.filled), io.BytesIO(data)
    if _reaches_too_far(facts, shown, name, problems):
        return None
    with _opened(source) as book:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Workbook(ark=name, rows=rows, facts=facts, day_zero=day_zero)


def _from_ods(path: Path, name: str, facts: Facts) -> Workbook:
    with _opened(path) as book:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or [])
    return Workbook(ark=name, rows=rows, facts=replace(facts, merged=merged))


def _from_xls(path: Path, shown: str, name: str, problems: list[Problem]) -> Workbook:
    with _opened(path) as book:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or [])
    # Empty is read as «not registered», so this may look like a deviation that is not there.
    tekst = text("extract.workbook.celler_med_feil_n_a_formler")
    problems.append(
        Problem(
            sted=Sted(fil=shown),
            kode="feilceller",
            tekst=tekst,
            hint=text("extract.workbook.lagre_som_xlsx_fra_excel"),
            grad=Grad.ADVARSEL,
        )
    )
    day_zero = None if _XLS_1904 in path.read_bytes() else _DAY_ZERO
    return Workbook(ark=name, rows=rows, facts=Facts(merged=merged), day_zero=day_zero)


def _opened(source: Path | io.BytesIO) -> CalamineWorkbook:
    return CalamineWorkbook.from_path(source) if isinstance(source, Path) else CalamineWorkbook.from_filelike(source)


def _reaches_too_far(facts: Facts, shown: str, name: str, problems: list[Problem]) -> bool:
    if facts.area <= MAX_CELLS:
        return False
    row, column = facts.last
    sted = Sted(fil=shown, ark=name, celle=f"{letters(column)}{row + 1}")
    tekst = text("extract.workbook.arket_er_i_bruk_helt_hit")
    hint = text("extract.workbook.slett_radene_under_og_kolonnene_til")
    problems.append(Problem(sted=sted, kode="for-stort-omrade", tekst=tekst, hint=hint, forst=True))
    return True


def _choose(book: CalamineWorkbook, ark: str, shown: str, problems: list[Problem]) -> str | None:
    """The sheet the kart names, else the only one people can see. A hidden sheet is not offered."""
    sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    visible = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
    offered = visible or [s.name for s in sheets]
    found = [s.name for s in sheets if heading_key(s.name) == heading_key(ark)] if ark else offered
    if len(found) == 1:
        if found[0] not in visible:
            tekst = text("extract.workbook.arket_er_skjult_i_arbeidsboken_og")
            problems.append(
                Problem(sted=Sted(fil=shown, ark=found[0]), kode="skjult-ark", tekst=tekst, grad=Grad.ADVARSEL)
            )
        elif not ark and len(sheets) > 1:
            tekst = text("extract.workbook.skjulte_ark_er_ikke_lest", antall_sheets=len(sheets) - 1)
            problems.append(Problem(sted=Sted(fil=shown), kode="skjult-ark", tekst=tekst, grad=Grad.MERKNAD))
        return found[0]
    tekst = (
        text("extract.workbook.fant_ikke_arket", ark=ark)
        if ark
        else text("extract.workbook.arbeidsboken_har_flere_ark_og_kartet")
    )
    hint = text("extract.workbook.skriv_ett_av_disse_under_ark", offered=", ".join(offered)) if offered else ""
    problems.append(Problem(sted=Sted(fil=shown), kode="ukjent-ark", tekst=tekst, hint=hint, forst=True))
    return None
