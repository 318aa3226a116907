"""The demo's papers as they come back from the units: cells of a workbook and blanks of a plan that somebody has typed
in, with everything else as it was when it was sent."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from string import ascii_uppercase
from xml.sax.saxutils import escape

from bvaudit.intake.register_back import Registerbok

Typed = str | date
_EXCEL_DAY = date(1899, 12, 30)
_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="(\d+)"')


def place_of(bok: Registerbok, nr: str, felt: str) -> tuple[str, str]:
    """(sheet, cell) where the field of a thing is typed."""
    assert bok.dokument is not None
    cells = {one.felt: one.sted for one in bok.dokument.celler if one.nr == nr}
    found = cells.get(felt) or next(iter(cells.values()))
    assert found.ark is not None and found.celle is not None, "a field of a workbook stands in a cell"
    if felt in cells:
        return found.ark, found.celle
    # A choice that is as it was made is no answer, and is not read: its cell is on the row of the others.
    sheet = next(id for id, ark in bok.meta.ark.items() if ark == found.ark)
    letter = next(one.bokstav for one in bok.meta.kolonner if (one.ark, one.felt) == (sheet, felt))
    return found.ark, letter + found.celle.lstrip(ascii_uppercase)


def word_of(bok: Registerbok, liste: str, kode: str) -> str:
    """What a code is called in the lists of this workbook."""
    return bok.meta.valg[liste][kode]


def new_row(bok: Registerbok, ark: str, rad: int, values: Mapping[str, Typed]) -> dict[tuple[str, str], Typed]:
    """The cells of a new thing on row ``rad`` of a sheet, by the keys a new thing has."""
    letters = {one.ny: one.bokstav for one in bok.meta.kolonner if one.ark == ark and one.ny}
    return {(bok.meta.ark[ark], f"{letters[key]}{rad}"): value for key, value in values.items()}


def typed_in(workbook: bytes, cells: Mapping[tuple[str, str], Typed]) -> bytes:
    """The workbook when these have been typed into (sheet, cell)."""
    names = {name: f"xl/worksheets/sheet{number}.xml" for name, number in _SHEET.findall(_part(workbook, "workbook"))}
    by_part: dict[str, dict[str, Typed]] = {}
    for (ark, celle), value in cells.items():
        by_part.setdefault(names[escape(ark)], {})[celle] = value

    def change(name: str, xml: str) -> str:
        for celle, value in by_part.get(name, {}).items():
            xml = _with_cell(xml, celle, value)
        return xml

    return _changed(workbook, change)


def _part(workbook: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return package.read(f"xl/{name}.xml").decode("utf-8")


def _with_cell(xml: str, celle: str, value: Typed) -> str:
    cell = re.compile(rf'<c r="{celle}"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)', re.DOTALL)
    style = cell.search(xml)
    assert style is not None, "what may be typed in has a cell"
    kept = style[1] or ""
    if isinstance(value, date):
        made = f'<c r="{celle}"{kept}><v>{(value - _EXCEL_DAY).days}</v></c>'
    else:
        made = f'<c r="{celle}"{kept} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"{xml[: style.start()]}{made}{xml[style.end() :]}"


def filled_in_word(plan: bytes, blanks: Mapping[str, str]) -> bytes:
    """The plan when these have been written in its blanks, each by the name of the bookmark around it."""

    def change(name: str, xml: str) -> str:
        if name != "word/document.xml":
            return xml
        for key, value in blanks.items():
            xml = _with_blank(xml, key, value)
        return xml

    return _changed(plan, change)


def _with_blank(xml: str, key: str, value: str) -> str:
    start = xml.index(f'w:name="{key}"')
    end = xml.index("<w:bookmarkEnd", start)
    blank = xml[start:end].replace("<w:showingPlcHdr/>", "")
    filled = re.sub(r"<w:t(?: [^>]*)?>[^<]*</w:t>", lambda _: f"<w:t>{escape(value)}</w:t>", blank, count=1)
    assert filled != blank, "the blank holds a text"
    return f"{xml[:start]}{filled}{xml[end:]}"


def _changed(package: bytes, change: Callable[[str, str], str]) -> bytes:
    """The same package, with the parts that are XML as ``change`` makes them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename.endswith(".xml"):
                content = change(info.filename, content.decode("utf-8")).encode("utf-8")
            after.writestr(info, content)
    return packed.getvalue()
