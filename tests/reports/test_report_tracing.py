"""Every number in a report stands in a cell of the workbook beside it, and nothing else in it is a number.

What is looked for is looked for here: the marks in the document are read with nothing of the program, and so are the
numbers that have none.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.report_view import word_report
from bvaudit.reports.xlsx.tables_book import tables_book
from bvaudit.texts import language
from bvaudit.workflows.report import documents_of

from .report_cases import content, editions, facts

REPORTS = sorted(one.id for one in content().planer.rapporter)
QUICK = {("kontrollutvalget", "leder")}
EVERY = [
    pytest.param(id_, audience, id=f"{id_}-{audience}", marks=() if (id_, audience) in QUICK else pytest.mark.lang)
    for id_ in REPORTS
    for audience in Malgruppe
]
MARK = re.compile(r"_bvt_([A-Za-z]+)_([A-Z]+\d+)_\d+")
# Days, years, quarters, paragraphs of the law, ids: numbers that are names.
KNOWN = re.compile(
    r"\b\d\d\.\d\d\.\d{4}\b|\b[1-4]\. (?:kvartal|halvår) 20\d\d\b|(?<![\d,.])20\d\d(?![\d,.]*\d|\s?%)"
    r"|§ ?\d+-\d+(?: [a-z]\b)?|\b[A-ZÆØÅ]{1,4}(?:-[0-9A-Z]{2,16})+\b"
)
Cells = dict[str, Any]
Traces = list[tuple[str, str]]


@cache
def made(id_: str, audience: Malgruppe) -> tuple[Any, Cells, Any]:
    """The document, its annex by cell, and the workbook of the annex."""
    known = facts(id_)
    (paper,) = documents_of(known, editions(id_, audience), content())
    template = open_template(word_report(paper.dokument, known), None)
    document = docx.Document(BytesIO(template.fill(paper.dokument.visning, known.dag)))
    book = openpyxl.load_workbook(BytesIO(tables_book(paper.dokument.bok)))
    cells = {
        f"{sheet.title}!{cell.coordinate}": cell.value for sheet in book for row in sheet.iter_rows() for cell in row
    }
    return document, cells, book


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u2011", "-")


def leaves(element: Any) -> str:
    told = {qn("w:t"): lambda one: one.text or "", qn("w:noBreakHyphen"): lambda one: "-", qn("w:br"): lambda one: " "}
    return "".join(told[one.tag](one) for one in element.iter() if one.tag in told)


def parts(paragraph: Any) -> Iterator[tuple[str, str]]:
    """(place, words) of each part of the paragraph; no place where there is no mark."""
    place, end = "", ""
    for child in paragraph:
        if child.tag == qn("w:bookmarkStart") and (found := MARK.fullmatch(child.get(qn("w:name")) or "")):
            place, end = f"{found[1]}!{found[2]}", child.get(qn("w:id"))
        elif child.tag == qn("w:bookmarkEnd") and child.get(qn("w:id")) == end:
            place, end = "", ""
        elif child.tag != qn("w:pPr") and leaves(child):
            yield place, plain(leaves(child))


def traces(document: Any) -> Traces:
    found = [part for one in document.element.body.iter(qn("w:p")) for part in parts(one) if part[0]]
    return [*found, *charted(document)]


def charted(document: Any) -> Iterator[tuple[str, str]]:
    """The numbers of each chart, in the order of the places that its own workbook gives for them."""
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/charts/"):
            values = re.findall(r"<c:numCache>(.*?)</c:numCache>", part.blob.decode())
            numbers = [value for cache in values for value in re.findall(r"<c:v>([^<]+)</c:v>", cache)]
            (inside,) = (rel.target_part for rel in part.rels.values())
            sheet = openpyxl.load_workbook(BytesIO(inside.blob)).worksheets[0]
            places = [cell for row in sheet.iter_rows(values_only=True) for cell in row if "!" in str(cell)]
            yield from ((place, f"={value}") for place, value in zip(places, numbers, strict=True))


def expected(place: str, cells: Cells, head: dict[str, str]) -> str:
    """What the cell says, as people write it."""
    value = cells.get(place)
    sheet, cell = place.split("!")
    if sheet == "Tekster" or value is None:
        return plain(str(value))
    row = re.sub(r"\D", "", cell)
    size = cells[f"Tall!{head['storrelse']}{row}"]
    if cell.startswith(head["verdi"]) and size == "andel":
        return percent(cells[f"Tall!{head['teller']}{row}"], cells[f"Tall!{head['nevner']}{row}"], value)
    return number(value)


def percent(part: float, whole: float, value: float) -> str:
    """From the parts where they say the same as the value, which is what is held against the paper."""
    exact = part / whole if whole and abs(part / whole - value) < 1e-9 else value
    tenths = int(exact * 1000 + 0.5 + 1e-9)
    return "under 0,1 %" if part and not tenths else f"{tenths // 10},{tenths % 10} %"


def number(value: float) -> str:
    halves_up = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{halves_up:,}".replace(",", " ").replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def faults(found: Traces, cells: Cells) -> list[str]:
    names = {"Verdi": "verdi", "Teller": "teller", "Nevner": "nevner", "Størrelse": "storrelse", "Tilstand": "tilstand"}
    top = {cells[key]: key for key in cells if re.fullmatch(r"Tall!([A-Z]+)1", key)}
    head = {id_: top[name][5:-1] for name, id_ in names.items()}
    wrong = []
    for place, said in found:
        if said.startswith("="):
            same = isinstance(cells.get(place), int | float) and abs(cells[place] - float(said[1:])) < 1e-12
        else:
            same = said == expected(place, cells, head)
        if not same:
            wrong.append(f"{place}: {said!r} i rapporten, {cells.get(place)!r} i vedlegget")
    return wrong


def untraced(document: Any) -> list[str]:
    """What has digits in it, stands in no cell, and is no name of anything."""
    bodies = [document.element.body, *(part._element for s in document.sections for part in (s.header, s.footer))]
    found = []
    for body in bodies:
        for paragraph in body.iter(qn("w:p")):
            if any(True for _ in paragraph.iter(qn("w:instrText"))):  # the number of the page
                continue
            said = "".join(words if not place else "#" for place, words in parts(paragraph))
            if re.search(r"\d", KNOWN.sub("", said)):
                found.append(said)
    for about in document.element.body.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ):
        if re.search(r"\d", KNOWN.sub("", about.get("descr") or "")):
            found.append(about.get("descr"))
    return found


@pytest.mark.parametrize(("id_", "audience"), EVERY)
def test_every_number_is_found_in_its_cell_and_none_is_without_one(id_: str, audience: Malgruppe) -> None:
    document, cells, _ = made(id_, audience)
    found = traces(document)
    assert len(found) > 8
    assert faults(found, cells) == []
    assert untraced(document) == []


@pytest.mark.parametrize(("id_", "audience"), EVERY)
def test_one_more_in_any_cell_that_is_printed_is_seen(id_: str, audience: Malgruppe) -> None:
    document, cells, _ = made(id_, audience)
    found = traces(document)
    for place in sorted({place for place, _ in found}):
        mine = [one for one in found if one[0] == place]
        value = cells[place]
        other = (
            value + 1 if isinstance(value, int | float) else re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), value)
        )
        assert faults(mine, {**cells, place: other}), place


def test_a_number_that_lost_its_mark_is_seen() -> None:
    document, _, _ = made.__wrapped__("kontrollutvalget", Malgruppe.LEDER)
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"))):
        if (mark.get(qn("w:name")) or "").startswith("_bvt_Tall_C"):
            mark.getparent().remove(mark)
            break
    assert untraced(document)


@pytest.mark.parametrize("said", ["13,3 %", "89 meldinger", "6 av 45", "1 234", "sak 17/26", "17,6 prosent"])
def test_the_search_for_numbers_sees_a_number(said: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"Det er {said} i kvartalet.")
    assert untraced(document)


@pytest.mark.parametrize(
    "said", ["31.12.2025", "1. kvartal 2020", "2024", "§ 2-1", "AV-2026-0041", "MEL-01", "S-7K2M9QXA"]
)
def test_the_search_for_numbers_knows_names(said: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"Det gjelder {said} her.")
    assert not untraced(document)


def test_a_paper_in_nynorsk_is_traced_too_and_says_what_is_in_bokmal() -> None:
    with language("nn"):
        document, cells, _ = made.__wrapped__("nokkeltall-kommune", Malgruppe.LEDER)
    assert untraced(document) == []
    assert all(place in cells for place, _ in traces(document))
    assert any("bokmål" in one.text for one in document.paragraphs)


def test_two_papers_of_the_same_facts_are_the_same_bytes() -> None:
    known = facts("nokkeltall-kommune")
    made_ = []
    for _ in range(2):
        (paper,) = documents_of(known, editions("nokkeltall-kommune", Malgruppe.LEDER), content())
        word = open_template(word_report(paper.dokument, known), None).fill(paper.dokument.visning, known.dag)
        made_.append((word, tables_book(paper.dokument.bok)))
    assert made_[0] == made_[1]
