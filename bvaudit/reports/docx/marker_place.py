"""Checks where the marker stands: a report has many pages and wide tables, which cannot be read in a frame or a narrow
cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.docx.places import Paragraph, place
from bvaudit.reports.docx.tags import MARKER
from bvaudit.texts import text

_ALMOST = re.compile(r"[\[［〚]{1,2}\s*innhold\s*[\]］〛]{1,2}", re.IGNORECASE)
_TWIPS_PER_CM = 567
_NARROW = 10 * _TWIPS_PER_CM  # tables are not readable in less
_CELL_MARGINS = 216


def almost_markers(paragraphs: Iterable[Paragraph], shown: str) -> Iterator[Problem]:
    """Text that was probably meant as the marker, such as «[[ Innhold ]]»: where it stands, and what to write
    instead."""
    for each in paragraphs:
        for found in _ALMOST.findall(each.tekst):
            if found != MARKER:
                yield Problem(
                    sted=place(shown, each),
                    kode="mal-merke-skrivemate",
                    tekst=text("mal.merke_nesten", funnet=" ".join(found.split()), avsnitt=each.nummer),
                    hint=text("mal.merke_skriv", merke=MARKER),
                )


def marker_places(marked: Iterable[Paragraph], parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    """Refuses a place a report cannot be read in, and warns of a narrow one. ``marked`` are paragraphs of the body."""
    frames = _framed_styles(parts)
    for each in marked:
        if refused := _unreadable(each.element, frames):
            tekst = text("mal.merke_uleselig", merke=MARKER, sted=refused)
            yield Problem(
                sted=place(shown, each),
                kode="mal-merke-sted",
                tekst=tekst,
                hint=text("reports.marker_place.flytt_ut_pa_en_egen_linje", marker=MARKER),
            )
        elif narrow := _narrow(each.element):
            yield Problem(
                sted=place(shown, each),
                kode="mal-merke-smalt",
                tekst=text("mal.merke_smalt", merke=MARKER, sted=narrow),
                hint=text("reports.marker_place.flytt_ut_pa_en_egen_linje", marker=MARKER),
                grad=Grad.ADVARSEL,
            )


def _unreadable(paragraph: Any, frames: set[str]) -> str:
    if any(True for _ in paragraph.iterancestors(qn("w:txbxContent"))):
        return text("reports.marker_place.i_en_tekstboks")
    if _has_frame(paragraph, frames):
        return text("reports.marker_place.i_en_ramme")
    for control in paragraph.iterancestors(qn("w:sdt")):
        about = control.find(qn("w:sdtPr"))
        kinds = ("w:text", "w:dataBinding", "w:dropDownList", "w:comboBox", "w:date", "w:picture")
        if about is not None and any(about.find(qn(kind)) is not None for kind in kinds):
            return text("reports.marker_place.i_et_innholdsfelt_for_kort_tekst")
    for row in paragraph.iterancestors(qn("w:tr")):
        heights = row.iterfind(f"{qn('w:trPr')}/{qn('w:trHeight')}")
        if any(height.get(qn("w:hRule")) == "exact" for height in heights):
            return text("reports.marker_place.i_en_tabellrad_med_fast_hoyde")
    for cell in paragraph.iterancestors(qn("w:tc")):
        turned = cell.find(f"{qn('w:tcPr')}/{qn('w:textDirection')}")
        if turned is not None and turned.get(qn("w:val")) not in ("lrTb", "lr"):
            return text("reports.marker_place.i_en_tabellcelle_med_dreid_tekst")
    return ""


def _has_frame(paragraph: Any, frames: set[str]) -> bool:
    about = paragraph.find(qn("w:pPr"))
    if about is None:
        return False
    style = about.find(qn("w:pStyle"))
    own = about.find(qn("w:framePr"))
    # A drop cap is written with the same word, and is no frame.
    return (own is not None and own.get(qn("w:dropCap")) in (None, "none")) or (
        style is not None and style.get(qn("w:val")) in frames
    )


def _framed_styles(parts: Mapping[str, bytes]) -> set[str]:
    """Styles that put their paragraphs in a frame, by themselves or by the style they build on."""
    if "word/styles.xml" not in parts:
        return set()
    based: dict[str, str] = {}
    framed: set[str] = set()
    for style in parse_xml(parts["word/styles.xml"]).iter(qn("w:style")):
        name, on = str(style.get(qn("w:styleId"))), style.find(qn("w:basedOn"))
        based[name] = str(on.get(qn("w:val"))) if on is not None else ""
        if style.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None:
            framed.add(name)
    for _ in range(10):  # deeper than Word builds them
        framed |= {name for name, on in based.items() if on in framed}
    return framed


def _narrow(paragraph: Any) -> str:
    section = _section_of(paragraph)
    columns = section.find(qn("w:cols")) if section is not None else None
    if columns is not None and (_number(columns.get(qn("w:num"))) or 1) > 1:
        return text("reports.marker_place.pa_en_side_med_spalter", antall=columns.get(qn("w:num")))
    width = _text_width(section)
    if width and width < _NARROW:
        return text("reports.marker_place.pa_en_side_der_teksten_er", width=_cm(width))
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is not None and (cell_width := _cell_width(cell)) and cell_width < _NARROW:
        return text("reports.marker_place.i_en_tabellcelle_som_er_bred", cell_width=_cm(cell_width))
    return ""


def width_at(paragraph: Any) -> int:
    """Twips of text where the paragraph stands: its cell, else its column of the page. 0 when the file does not say."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is not None and (cell_width := _cell_width(cell)):
        return max(cell_width - _CELL_MARGINS, 0)
    section = _section_of(paragraph)
    columns = section.find(qn("w:cols")) if section is not None else None
    number = (_number(columns.get(qn("w:num"))) or 1) if columns is not None else 1
    between = (_number(columns.get(qn("w:space"))) or 0) if columns is not None else 0
    return max(_text_width(section) - between * (number - 1), 0) // number


def _section_of(paragraph: Any) -> Any:
    """The settings of the page: they stand in the last paragraph of a section, or last in the body."""
    body = next(paragraph.iterancestors(qn("w:body")), None)
    if body is None:
        return None
    top = paragraph
    while top.getparent() is not body:
        top = top.getparent()
    for element in (top, *top.itersiblings()):
        found = element if element.tag == qn("w:sectPr") else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found
    return None


def _text_width(section: Any) -> int:
    page = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    if page is None or margins is None:
        return 0
    sides = [_number(margins.get(qn(f"w:{side}"))) or 0 for side in ("left", "right", "gutter")]
    return max((_number(page.get(qn("w:w"))) or 0) - sum(sides), 0)


def _cell_width(cell: Any) -> int:
    """From the cell itself, else from the grid; 0 when the file does not say it in lengths."""
    about = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if about is not None and about.get(qn("w:type")) in (None, "dxa") and (own := _number(about.get(qn("w:w")))):
        return own
    table: Any = next(cell.iterancestors(qn("w:tbl")), cell)
    grid = [_number(column.get(qn("w:w"))) or 0 for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    at = sum(_span(each) for each in cell.itersiblings(qn("w:tc"), preceding=True))
    return sum(grid[at : at + _span(cell)])


def _span(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return (_number(span.get(qn("w:val"))) or 1) if span is not None else 1


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isdecimal() and len(said) < 8 else None


def _cm(twips: int) -> str:
    return f"{twips / _TWIPS_PER_CM:.1f} cm".replace(".", ",")
