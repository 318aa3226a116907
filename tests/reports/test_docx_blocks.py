"""Blocks in a letterhead: as wide as its text, in its own styles, with nothing that must be whole broken."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bvaudit.reports.docx.blocks import (
    Blank,
    Block,
    Bold,
    Bullet,
    Heading,
    KeepTogether,
    Link,
    Note,
    PageBreak,
    Table,
    TableOfContents,
    Text,
)
from bvaudit.reports.docx.build import insert_blocks
from bvaudit.reports.docx.own_sum import identifier

from .word_files import W

Prepare = Callable[[Any], None]


def bygd(*blocks: Block, prepare: Prepare | None = None) -> Any:
    document = docx.Document()
    if prepare:
        prepare(document)
    marker = document.paragraphs[-1] if document.paragraphs else document.add_paragraph()
    insert_blocks(document, marker._p, blocks)
    return document


def tabell(*rader: Sequence[str], bredder: tuple[int, ...] = (10, 80, 10)) -> Table:
    hode = ("Sak", "Hva som er galt", "Alvorlighetsgrad")
    return Table(tittel="T", beskrivelse="B", hode=hode, rader=tuple(map(tuple, rader)), bredder=bredder)


def marger(venstre: float, hoyre: float) -> Prepare:
    def prepare(document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.left_margin, section.right_margin = Cm(21), Cm(venstre), Cm(hoyre)

    return prepare


def liggende_etter_staende(document: Any) -> None:
    """The marker in a page lying down; the page that follows stands, and is narrower."""
    marger(2, 2)(document)
    document.add_paragraph("Forside")
    lying = document.add_section(WD_SECTION.NEW_PAGE)
    lying.orientation, lying.page_width, lying.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    document.add_paragraph("[[INNHOLD]]")
    standing = document.add_section(WD_SECTION.NEW_PAGE)
    standing.orientation, standing.page_width, standing.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)


def i_celle(document: Any) -> None:
    marger(2, 2)(document)
    grid = document.add_table(rows=1, cols=2)
    for cell, width in zip(grid.rows[0].cells, (5, 12), strict=True):
        cell.width = Cm(width)


@pytest.mark.parametrize(
    ("prepare", "ventet"),
    [
        pytest.param(marger(2, 2), 17.0, id="vanlig A4"),
        pytest.param(marger(5, 4), 12.0, id="brede marger"),
        pytest.param(liggende_etter_staende, 25.7, id="liggende side"),
    ],
)
def test_a_table_is_as_wide_as_the_text_where_the_marker_stands(prepare: Prepare, ventet: float) -> None:
    document = docx.Document()
    prepare(document)
    marker = next((p for p in document.paragraphs if p.text == "[[INNHOLD]]"), None) or document.add_paragraph()
    insert_blocks(document, marker._p, [tabell(("S-7K2M9QXA", "Noe", "høy"))])
    (made,) = document.tables
    assert sum(column.width for column in made.columns) / 360_000 == pytest.approx(ventet, abs=0.05)
    for row in made.rows:
        assert [cell.width for cell in row.cells] == [column.width for column in made.columns]


def test_a_table_in_a_cell_is_no_wider_than_the_cell() -> None:
    document = docx.Document()
    i_celle(document)
    cell = document.tables[0].rows[0].cells[1]
    insert_blocks(document, cell.paragraphs[0]._p, [tabell(("S-7K2M9QXA", "Noe", "høy"))])
    (made,) = cell.tables
    assert sum(column.width for column in made.columns) < Cm(12)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    made = bygd(tabell(("S-7K2M9QXA", "Noe " * 40, "høy"), bredder=(1, 98, 1)), prepare=marger(4, 4)).tables[0]
    first, _, last = (column.width for column in made.columns)
    # At 9.5 pt a sign is about half of that wide.
    assert first > len("S-7K2M9QXA") * Pt(9.5) * 0.5
    assert last > len("Alvorlighetsgrad") * Pt(9.5) * 0.5


@pytest.mark.parametrize("ident", ["S-7K2M9QXA", "MEL-01", "AV-2026-0041", "§ 15-2"])
def test_ids_and_paragraphs_are_never_parted(ident: str) -> None:
    document = bygd(Text(tekst=f"Se {ident} nå, og side 3-4."))
    run_texts = [t.text for t in document.element.body.iter(qn("w:t"))]
    assert not [text for text in run_texts if re.search(r"[A-Z]-|\d-\d", (text or "").replace("3-4", ""))]
    assert document.element.body.findall(f".//{qn('w:noBreakHyphen')}")
    assert document.paragraphs[0].text.replace("\u00a0", " ") == f"Se {ident} nå, og side 3-4."


def test_a_program_that_writes_the_hyphen_its_own_way_changes_no_word() -> None:
    document = bygd(Text(tekst="Se S-7K2M9QXA."))
    before = identifier(document.element.body, "ab")
    for hyphen in list(document.element.body.iter(qn("w:noBreakHyphen"))):
        sign = hyphen.makeelement(qn("w:t"), {})
        sign.text = "\u2011"
        hyphen.getparent().replace(hyphen, sign)
    assert identifier(document.element.body, "ab") == before


def test_a_blank_is_seen_without_its_colour() -> None:
    document = bygd(Text(tekst=("Frist: ", Blank(tekst="dato"))), tabell(("S-1", "x", "y")))
    assert document.paragraphs[0].text == "Frist: [dato]"


def test_the_contents_list_has_its_entries_before_word_has_updated_it() -> None:
    blocks = (
        Heading(niva=1, tekst="Plan"),
        TableOfContents(fra=2, til=3),
        Heading(niva=2, tekst="Funn"),
        Heading(niva=3, tekst="Besøkt for sjelden: 8 av 19"),
        Heading(niva=2, tekst="Funn"),
    )
    document = bygd(*blocks)
    texts = [p.text for p in document.paragraphs]
    assert texts == [
        "Plan",
        "Funn",
        "Besøkt for sjelden: 8 av 19",
        "Funn",
        "Funn",
        "Besøkt for sjelden: 8 av 19",
        "Funn",
    ]
    xml = document.element.body.xml
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == 1
    assert 'TOC \\o "2-3"' in xml
    linked = re.findall(r'w:hyperlink w:anchor="(\w+)"', xml)
    named = re.findall(r'bookmarkStart[^>]* w:name="(\w+)"', xml)
    assert len(set(named)) == 4 and set(linked) < set(named) and len(linked) == 3


def test_a_link_leads_to_its_heading_or_is_only_text() -> None:
    document = bygd(
        Text(tekst=(Link(tekst="der", anker="der"), " og ", Link(tekst="ingensteds", anker="borte"))),
        Heading(niva=2, tekst="Her", anker="der"),
        Heading(niva=2, tekst="Her også", anker="der"),
    )
    assert document.paragraphs[0].text == "der og ingensteds"
    (link,) = document.element.body.iter(qn("w:hyperlink"))
    (heading,) = [p for p in document.paragraphs if p.text == "Her"]
    assert heading._p.find(qn("w:bookmarkStart")).get(qn("w:name")) == link.get(qn("w:anchor"))


def test_a_page_break_stands_on_what_follows() -> None:
    document = bygd(Text(tekst="a"), PageBreak(), Heading(niva=2, tekst="b"), PageBreak(), tabell(("S-1", "x", "y")))
    broken = [
        p.text for p in document.element.body.iter(f"{{{W}}}p") if p.find(f".//{qn('w:pageBreakBefore')}") is not None
    ]
    assert len(broken) == 2
    assert not document.element.body.findall(f".//{qn('w:br')}")


def test_what_is_kept_together_is_tied_but_for_the_last() -> None:
    together = KeepTogether(blokker=(Text(tekst="a"), tabell(("S-1", "x", "y")), Text(tekst="b")))
    document = bygd(together, Text(tekst="c"))
    tied = {p.text: bool(p.paragraph_format.keep_with_next) for p in document.paragraphs if p.text}
    assert tied == {"a": True, "b": False, "c": False}
    assert all(p.paragraph_format.keep_with_next for cell in document.tables[0]._cells for p in cell.paragraphs)


def test_a_note_is_framed_and_whole() -> None:
    document = bygd(Note(tittel="Kan sendes", tekster=("Ett.", ("To ", Bold(tekst="og"), " tre."))))
    framed = [p for p in document.paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None]
    assert [p.text for p in framed] == ["Kan sendes", "Ett.", "To og tre."]
    assert [bool(p.paragraph_format.keep_with_next) for p in framed] == [True, True, False]
    for p in framed:
        names = [child.tag for child in p._p.pPr]
        order = [qn(f"w:{n}") for n in ("keepNext", "keepLines", "pBdr", "shd", "spacing", "ind")]
        places = [order.index(name) for name in names if name in order]
        assert all(one < other for one, other in pairwise(places)), "Word refuses another order"


def test_a_heading_is_one_also_where_the_letterhead_has_no_style_for_it(tmp_path: Path) -> None:
    def bare(document: Any) -> None:
        for name in ("Heading 2", "Table Grid"):
            document.styles[name].delete()

    document = bygd(Heading(niva=2, tekst="Funn"), tabell(("S-1", "x", "y")), prepare=bare)
    assert document.paragraphs[0]._p.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == "1"
    names = [child.tag for child in document.tables[0]._tbl.tblPr]
    wanted = ("tblW", "tblBorders", "tblLayout", "tblLook", "tblCaption", "tblDescription")
    assert [name for name in names if name in {qn(f"w:{n}") for n in wanted}] == [qn(f"w:{n}") for n in wanted]
    document.save(str(tmp_path / "ut.docx"))


@pytest.mark.parametrize(
    ("samlet", "rows", "kept"),
    [
        pytest.param(True, 1, [True, False], id="samlet, én rad"),
        pytest.param(True, 10, [True] * 10 + [False], id="samlet, kort: på en side"),
        pytest.param(
            True,
            20,
            [True] * 3 + [False] * 15 + [True] * 2 + [False],
            id="samlet, lang: ingen rad alene øverst eller nederst",
        ),
        pytest.param(False, 10, [True] + [False] * 10, id="ellers: bare hodet følger første rad"),
    ],
)
def test_no_row_of_a_table_is_left_alone(samlet: bool, rows: int, kept: list[bool]) -> None:
    block = Table(tittel="T", beskrivelse="B", hode=("A",), rader=(("x",),) * rows, bredder=(1,), samlet=samlet)
    document = docx.Document()
    insert_blocks(document, document.add_paragraph()._p, [block])
    table = document.tables[0]
    assert [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows] == kept


def test_what_belongs_to_what_follows_stays_with_it() -> None:
    document = docx.Document()
    insert_blocks(document, document.add_paragraph()._p, [Text(tekst="Listen:", henger=True), Bullet(tekst="en")])
    assert [one.paragraph_format.keep_with_next for one in document.paragraphs[:2]] == [True, None]
