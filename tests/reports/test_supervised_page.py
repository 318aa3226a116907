"""The page «Hva vil Statsforvalteren ha av oss nå», with seven findings in six units: what they want on the first page,
each finding in each unit after it, and every number in the workbook."""

from datetime import date
from itertools import takewhile

import pytest

from bvaudit.reports.docx.blocks import Block, Heading, KeepTogether, Note, PageBreak, Table, Text, plain_text
from bvaudit.reports.supervised_outputs import supervised_blocks, supervised_book, supervised_plain
from tests.register.an_register import NORD, SOR
from tests.reports.a_supervision import DAG, a_course, a_view

UNITS, FINDINGS = 6, 7


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    flat: list[Block] = []
    for one in supervised_blocks(a_view()):
        flat += one.blokker if isinstance(one, KeepTogether) else (one,)
    return flat


@pytest.fixture(scope="module")
def first_page(blocks: list[Block]) -> list[Block]:
    return list(takewhile(lambda one: not isinstance(one, PageBreak), blocks))


def tables(blocks: list[Block]) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table)]


def test_the_first_page_says_what_they_want_first(first_page: list[Block]) -> None:
    note = next(one for one in first_page if isinstance(one, Note))
    assert note.tittel == "Det neste er: Send redegjørelse, innen 07.12.2026 (7 dager igjen)."
    assert note.tekster == ("Saken er åpen hos Statsforvalteren, og vi er ikke ferdige.",)
    waits = tables(first_page)[0]
    assert [tuple(map(plain_text, row)) for row in waits.rader] == [
        ("Send redegjørelse", "07.12.2026", "7 dager igjen", "Pålegg varslet 16.11.2026"),
        (
            "Send plan for retting",
            "11.12.2026",
            "11 dager igjen",
            "Svar fra myndigheten 06.10.2026. Flyttet fra 15.10.2026",
        ),
        ("Funnene 1, 2, 3, 4, 5, 6 og 7 skal være rettet", "01.03.2027", "91 dager igjen", "Står i rapporten"),
    ]


def test_the_first_page_has_room_for_an_ordinary_supervision(first_page: list[Block]) -> None:
    """Lines of nine points: a page has about sixty with its headings."""
    lines = sum(2 for one in first_page if isinstance(one, Heading | Note | Text))
    for table in tables(first_page):
        share = [width / sum(table.bredder) for width in table.bredder]
        for row in table.rader:
            lines += max(-(-len(plain_text(cell)) // int(100 * part)) for cell, part in zip(row, share, strict=True))
    assert lines < 60


def test_each_finding_stands_in_each_unit_after_it(blocks: list[Block], first_page: list[Block]) -> None:
    details = tables(blocks)[len(tables(first_page)) :]
    assert [len(one.rader) for one in details] == [UNITS] * FINDINGS
    first = [plain_text(cell) for cell in details[0].rader[0]]
    assert first[0].startswith("Nordvåg\n")
    assert first[1] == "0 av 20 ikke i orden i uttrekket per 31.10.2026"
    assert "Myndigheten: 01.03.2027" in first[4]
    unread = [plain_text(row[1]) for row in details[-1].rader]
    assert unread == ["Ikke undersøkt: UND-14"] * UNITS


def test_nothing_of_what_nobody_has_looked_at_is_a_nought() -> None:
    last = a_view().talt[-1]
    assert last.samlet == "Ikke undersøkt"
    assert all("Ingen har undersøkt det" in one.gjenstar for one in last.enheter if one.status != "Avsluttet hos oss")


def test_the_workbook_has_every_number_of_the_page() -> None:
    _, _, _, stand = a_course()
    waits, findings, course = supervised_book(a_view(), stand, "Fjordvik", DAG).tabeller
    assert [row[1] for row in waits.rader] == [date(2026, 12, 7), date(2026, 12, 11), date(2027, 3, 1)]
    assert len(findings.rader) == UNITS * FINDINGS
    at = {column.id: place for place, column in enumerate(findings.kolonner)}
    by = {(row[at["nr"]], row[at["enhet"]]): row for row in findings.rader}
    assert (by["1", "Sørlia"][at["n"]], by["1", "Sørlia"][at["brudd"]]) == (23, 1)
    assert (by["7", "Sørlia"][at["n"]], by["7", "Sørlia"][at["brudd"]]) == (None, None)
    assert {row[at["alder"]] for row in findings.rader} == {105}
    assert len(course.rader) == len(stand.skritt)


def test_the_plain_values_are_the_record_and_the_sentences() -> None:
    _, _, _, stand = a_course()
    plain = supervised_plain(a_view(), stand)
    assert plain["svar"] == a_view().svar
    assert len(plain["funn"]) == UNITS * FINDINGS  # type: ignore[arg-type]
    assert {one["enhet"] for one in plain["funn"]} >= {NORD, SOR}  # type: ignore[attr-defined]
