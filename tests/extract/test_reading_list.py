"""The readers' list: written for Excel, and read back whatever Excel has made of it."""

import csv
import io
import stat
from pathlib import Path

import openpyxl
import pytest

from bvaudit.errors import ContentError
from bvaudit.extract.people.reading_list import COLUMNS, ReadingRow, read_reading_list, write_reading_list

CASES = [f"S-{n:02d}a1b2c3d4e5f6071829" for n in range(4)]


def rows(*codes: str) -> list[ReadingRow]:
    return [
        ReadingRow(
            enhet="Østbyen",
            plass=str(n),
            rolle="trukket",
            dekknavn=f"S-{n}",
            saksnokkel=CASES[n - 1],
            journalnummer="=2024/1",
            saksbehandler=code,
        )
        for n, code in enumerate(codes, start=1)
    ]


def as_cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_what_was_filled_in_comes_back(tmp_path: Path) -> None:
    path = write_reading_list(tmp_path / "leseliste-x.csv", rows("AB", "", "12"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(as_cells(path)[0]) == len(COLUMNS)
    assert as_cells(path)[1][5] == "'=2024/1"
    assert read_reading_list(path) == {CASES[0]: "AB", CASES[2]: "12"}


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    first = write_reading_list(tmp_path / "leseliste-x.csv", rows("AB"))
    assert write_reading_list(tmp_path / "leseliste-x.csv", rows("AB")) == first
    assert write_reading_list(tmp_path / "leseliste-x.csv", rows("CD")).name == "leseliste-x (2).csv"


@pytest.mark.parametrize(
    "remade",
    [
        pytest.param(lambda t: t.encode("cp1252"), id="lagret som CSV uten mer"),
        pytest.param(lambda t: t.encode("utf-16"), id="lagret som Unicode-tekst"),
        pytest.param(lambda t: t.replace(";", "\t").encode("utf-8-sig"), id="med tabulator"),
        pytest.param(lambda t: t.replace("\r\n", ";;\r\n").encode("utf-8-sig"), id="tomme kolonner bak"),
        pytest.param(lambda t: (t + "\r\n;;;\r\n").encode("utf-8-sig"), id="tomme linjer under"),
        pytest.param(lambda t: "\r\n".join([*t.splitlines()[:1], *t.splitlines()[:0:-1]]).encode(), id="sortert om"),
        pytest.param(lambda t: ("Våren 2026\r\n" + t).encode("utf-8-sig"), id="tittel over"),
    ],
)
def test_it_is_read_whatever_excel_made_of_it(tmp_path: Path, remade: object) -> None:
    path = write_reading_list(tmp_path / "leseliste-x.csv", rows("AB", "CØ"))
    path.write_bytes(remade(path.read_bytes().decode("utf-8-sig")))  # type: ignore[operator]
    assert read_reading_list(path) == {CASES[0]: "AB", CASES[1]: "CØ"}


def test_a_workbook_will_do(tmp_path: Path) -> None:
    path = write_reading_list(tmp_path / "leseliste-x.csv", rows("", "CØ"))
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in as_cells(path):
        book.active.append([cells[-1], *cells[:-1]])  # the columns moved as well
    book.active.cell(2, 9).value = 12
    book.save(tmp_path / "leseliste-x.xlsx")
    assert read_reading_list(tmp_path / "leseliste-x.xlsx") == {CASES[0]: "12", CASES[1]: "CØ"}


def test_what_cannot_be_right_is_told_with_its_line(tmp_path: Path) -> None:
    path = write_reading_list(tmp_path / "leseliste-x.csv", [*rows("AB", "Kari Nordmann"), *rows("CD")])
    with path.open("ab") as file:
        file.write(b";;;;;;;EF;\r\n")
    with pytest.raises(ContentError) as caught:
        read_reading_list(path)
    assert [(p.sted.linje, p.tekst) for p in caught.value.problems] == [
        (3, "det som er skrevet, er ikke en kort kode"),
        (4, "saken har fått to forskjellige koder"),
        (5, "koden står på en linje uten saksnøkkel"),
    ]
    assert "Nordmann" not in str(caught.value.problems)


def test_another_file_is_none(tmp_path: Path) -> None:
    other = tmp_path / "leseliste-x.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(ContentError, match="er ikke en leseliste"):
        read_reading_list(other)
    (tmp_path / "leseliste-x.xlsx").write_bytes(b"PK")
    with pytest.raises(ContentError, match="er ikke en leseliste"):
        read_reading_list(tmp_path / "leseliste-x.xlsx")
