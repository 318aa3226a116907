"""What is followed and has a day, as two tables of the workbook of deadlines."""

from bvaudit import __version__
from bvaudit.model.fulgt import Fulgt
from bvaudit.model.registeret.planlagt import Varsel
from bvaudit.reports.due_view import due_counts, left, said, where
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text


def due_book(fulgt: Fulgt) -> TablesView:
    """Where there are no cases to list beside it."""
    return TablesView(
        tittel=text("forfall.excel.tittel"),
        avsender=fulgt.kommune,
        programversjon=__version__,
        per=fulgt.dag,
        om=(text("forfall.excel.om_oversikt"), *said(fulgt)),
        tabeller=due_tables(fulgt),
    )


def due_tables(fulgt: Fulgt) -> tuple[SheetTable, SheetTable]:
    """Counts for each unit, and every row."""
    return (_overview(fulgt), _rows(fulgt))


def _overview(fulgt: Fulgt) -> SheetTable:
    columns = [_column("enhet", 30)]
    columns += [
        SheetColumn(id=f"m{mark.value}", navn=text(f"forfall.varsel.m{mark.value}"), bredde=15, kind=CellKind.HELTALL)
        for mark in Varsel
    ]
    columns.append(_column("sum", 12, CellKind.HELTALL))
    return SheetTable(
        ark=text("forfall.excel.oversikt"),
        id="oppfolging",
        navn="Oppfolging",
        beskrivelse=text("forfall.excel.om_oversikt"),
        kolonner=tuple(columns),
        rader=tuple((navn, *tall, sum(tall)) for navn, tall in due_counts(fulgt)),
        tomt=text("forfall.tomt"),
    )


def _rows(fulgt: Fulgt) -> SheetTable:
    return SheetTable(
        ark=text("forfall.excel.rader"),
        id="folges",
        navn="Folges",
        beskrivelse=text("forfall.excel.om_rader"),
        kolonner=(
            _column("varsel", 15),
            _column("frist", 11, CellKind.DATO),
            _column("dager", 14),
            _column("hva", 44),
            _column("gjor", 36),
            _column("enhet", 18),
            _column("eier", 22),
            _column("slag", 10),
            _column("nr", 20),
        ),
        rader=tuple(
            (
                text(f"forfall.varsel.m{one.varsel.value}"),
                one.dag,
                left(one),
                one.hva,
                one.gjor,
                where(one, fulgt),
                fulgt.eier(one),
                text(f"forfall.slag.{one.slag.value}"),
                one.nr,
            )
            for one in fulgt.forfall
        ),
        tomt=text("forfall.tomt"),
        frys=3,
    )


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"forfall.excel.kol_{id}"), bredde=bredde, kind=kind)
