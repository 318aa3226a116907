"""A list laid out: blocks for Word, a table for Excel, plain values for other programs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit import __version__
from bvaudit.model.kalender import vis
from bvaudit.reports.docx.blocks import Block, Bold, Heading, KeepTogether, Line, Quiet, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.lists.list_view import Fact, ListView, Part, Point
from bvaudit.reports.register_sheets import SheetColumn, SheetTable
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

_PAGE = 190  # characters; more than this on one page can hardly be read
_WIDE = {"veiledning", "hvordan", "regler", "begrunnelse", "konsekvens", "males_med", "lukkes"}


def list_blocks(view: ListView) -> Iterator[Block]:
    yield Heading(niva=1, tekst=view.tittel)
    for number, line in enumerate(view.om):
        yield Text(tekst=line, ingress=number == 0)
    for part in view.deler:
        yield KeepTogether(blokker=(Heading(niva=2, tekst=part.tittel),))
        yield _table(part, view.slag)


def list_report(per: date) -> WordReport[ListView]:
    """``per``: the day it is printed, for the foot of every page."""

    def document(view: ListView) -> Dokument:
        made = text("lister.grunnlag", dag=vis(per))
        return Dokument(tittel=view.tittel, avsender=text("lister.avsender_dokument"), grunnlag=made)

    return WordReport(navn="liste", view=ListView, felt="tittel", liste="deler", dokument=document, blocks=list_blocks)


def list_book(view: ListView, avsender: str, per: date) -> TablesView:
    ids = list(dict.fromkeys(fact.id for part in view.deler for point in part.punkter for fact in point.fakta))
    numbered = any(point.nr for part in view.deler for point in part.punkter)
    columns = [SheetColumn(id="del", navn=text("lister.excel.del"), bredde=16)]
    if numbered:
        columns.append(SheetColumn(id="punkt", navn=text("lister.excel.punkt"), bredde=10))
    columns.append(SheetColumn(id="tekst", navn=text(f"lister.punkt.{view.slag}"), bredde=44))
    columns += [SheetColumn(id=id_, navn=Fact(id=id_, verdi="").navn, bredde=46 if id_ in _WIDE else 20) for id_ in ids]
    table = SheetTable(
        ark=text(f"lister.slag.{view.slag}"),
        id=view.slag,
        navn="Liste",
        beskrivelse=text("lister.excel.om"),
        kolonner=tuple(_folded(columns)),
        rader=tuple(_row(part, point, ids, numbered=numbered) for part in view.deler for point in part.punkter),
        tomt=text("lister.excel.tomt"),
        frys=2 if numbered else 1,
    )
    return TablesView(
        tittel=view.tittel,
        avsender=avsender,
        programversjon=__version__,
        per=per,
        om=view.om,
        tabeller=(table,),
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
    }


def _folded(columns: Sequence[SheetColumn]) -> Iterator[SheetColumn]:
    """What does not fit on a page across is folded away."""
    width = 0.0
    for column in columns:
        width += column.bredde
        yield column if width <= _PAGE else replace(column, foldet=True)


def indented(point: Point) -> str:
    return f"{point.inni} {point.tekst}" if point.inni else point.tekst


def _row(part: Part, point: Point, ids: list[str], *, numbered: bool) -> tuple[str, ...]:
    known = {fact.id: fact.verdi for fact in point.fakta}
    return (part.tittel, *((point.nr,) if numbered else ()), indented(point), *(known.get(id_, "") for id_ in ids))


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
