"""A list laid out: blocks for Word, a table for Excel, plain values for other programs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit import __version__
from bvaudit.model.kalender import vis
from bvaudit.reports.docx.blocks import Block, Bold, Heading, KeepTogether, Line, Quiet, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.lists.list_view import Fact, Grid, ListView, Part, Point
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

_PAGE = 190  # characters; more than this on one page can hardly be read
_WIDE = {"veiledning", "hvordan", "regler", "begrunnelse", "konsekvens", "males_med", "lukkes"}
_WIDE |= {"effekt", "hypotese", "koblet", "varsel", "tiltak", "virkning", "mangler", "svarer_pa"}
_FIRST = ("varsel", "mangler", "endring", "status", "eier")
_DAY = 12


def list_blocks(view: ListView, niva: int = 1) -> Iterator[Block]:
    """``niva`` is that of the title: the list may be a section of another document."""
    yield Heading(niva=niva, tekst=view.tittel)
    for number, line in enumerate(view.om):
        yield Text(tekst=line, ingress=number == 0)
    for part in view.deler:
        yield KeepTogether(blokker=(Heading(niva=niva + 1, tekst=part.tittel),))
        yield _table(part, view.slag)
    for grid in view.ruter:
        table = Table(
            tittel=grid.tittel,
            beskrivelse=grid.om,
            hode=grid.hode,
            rader=grid.rader,
            bredder=(grid.bred, *(1 for _ in grid.hode[1:])),
        )
        yield KeepTogether(blokker=(Heading(niva=niva + 1, tekst=grid.tittel), Text(tekst=grid.om), table))


def list_report(per: date) -> WordReport[ListView]:
    """``per``: the day it is printed, for the foot of every page."""

    def document(view: ListView) -> Dokument:
        made = text("lister.grunnlag", dag=vis(per))
        return Dokument(tittel=view.tittel, avsender=text("lister.avsender_dokument"), grunnlag=made)

    return WordReport(navn="liste", view=ListView, felt="tittel", liste="deler", dokument=document, blocks=list_blocks)


def list_book(view: ListView, avsender: str, per: date) -> TablesView:
    every = [fact for part in view.deler for point in part.punkter for fact in point.fakta]
    ids = sorted(dict.fromkeys(fact.id for fact in every), key=lambda id_: _FIRST.index(id_) if id_ in _FIRST else 99)
    days = {id_ for id_ in ids if all(fact.iso for fact in every if fact.id == id_)}
    numbered = any(point.nr for part in view.deler for point in part.punkter)
    columns = [SheetColumn(id="del", navn=text("lister.excel.del"), bredde=16)]
    if numbered:
        columns.append(SheetColumn(id="punkt", navn=text("lister.excel.punkt"), bredde=10))
    columns.append(SheetColumn(id="tekst", navn=text(f"lister.punkt.{view.slag}"), bredde=44))
    columns += [_column(id_, day=id_ in days) for id_ in ids]
    table = SheetTable(
        ark=text(f"lister.slag.{view.slag}"),
        id=view.slag,
        navn="Liste",
        beskrivelse=text("lister.excel.om"),
        kolonner=tuple(_folded(columns)),
        rader=tuple(_row(part, point, ids, days, numbered=numbered) for part in view.deler for point in part.punkter),
        tomt=text("lister.excel.tomt"),
        frys=2 if numbered else 1,
    )
    return TablesView(
        tittel=view.tittel,
        avsender=avsender,
        programversjon=__version__,
        per=per,
        om=view.om,
        tabeller=(table, *(_grid(grid) for grid in view.ruter)),
    )


def _column(id_: str, *, day: bool) -> SheetColumn:
    name = Fact(id=id_, verdi="").navn
    if day:
        return SheetColumn(id=id_, navn=name, bredde=_DAY, kind=CellKind.DATO)
    return SheetColumn(id=id_, navn=name, bredde=46 if id_ in _WIDE else 20)


def _grid(grid: Grid) -> SheetTable:
    return SheetTable(
        ark=grid.tittel,
        id=grid.id,
        navn=f"Matrise_{grid.id}",
        beskrivelse=grid.om,
        kolonner=tuple(
            SheetColumn(id=f"k{number}", navn=name, bredde=22 * grid.bred if number == 0 else 22)
            for number, name in enumerate(grid.hode)
        ),
        rader=grid.rader,
        tomt=text("lister.excel.tomt"),
    )


def list_plain(view: ListView) -> dict[str, object]:
    """What ``--json`` prints."""
    return {
        "id": view.id,
        "slag": view.slag,
        "tittel": view.tittel,
        "om": list(view.om),
        "deler": [
            {
                "tittel": part.tittel,
                "punkter": [
                    {
                        "nr": point.nr,
                        "tekst": point.tekst,
                        "inni": len(point.inni),
                        **{fact.id: fact.verdi for fact in point.fakta},
                    }
                    for point in part.punkter
                ],
            }
            for part in view.deler
        ],
        "matriser": [
            {"id": grid.id, "tittel": grid.tittel, "hode": list(grid.hode), "rader": [list(row) for row in grid.rader]}
            for grid in view.ruter
        ],
        "varsler": {one.kode: int(one.antall) for one in view.varsler},
    }


def _folded(columns: Sequence[SheetColumn]) -> Iterator[SheetColumn]:
    """What does not fit on a page across is folded away."""
    width = 0.0
    for column in columns:
        width += column.bredde
        yield column if width <= _PAGE else replace(column, foldet=True)


def indented(point: Point) -> str:
    return f"{point.inni} {point.tekst}" if point.inni else point.tekst


def _row(part: Part, point: Point, ids: list[str], days: set[str], *, numbered: bool) -> tuple[Verdi, ...]:
    known: dict[str, Verdi] = {
        fact.id: date.fromisoformat(fact.iso) if fact.id in days else fact.verdi for fact in point.fakta
    }
    return (part.tittel, *((point.nr,) if numbered else ()), indented(point), *(known.get(id_) for id_ in ids))


def _table(part: Part, slag: str) -> Table:
    numbered = any(point.nr for point in part.punkter)
    head = text(f"lister.punkt.{slag}")
    heads = (text("lister.excel.punkt"), head) if numbered else (head,)
    rows = [(*((point.nr,) if numbered else ()), _told(point)) for point in part.punkter]
    return Table(
        tittel=part.tittel,
        beskrivelse=text("lister.excel.om"),
        hode=heads,
        rader=tuple(rows),
        bredder=(1, 6) if numbered else (1,),
    )


def _told(point: Point) -> Line:
    """The text in bold, and each fact on a line of its own."""
    pieces: list[Bold | Quiet | str] = [Bold(tekst=indented(point))]
    for fact in point.fakta:
        pieces += ["\n", Quiet(tekst=f"{fact.navn}: {fact.verdi}")]
    return tuple(pieces)
