"""The month's page laid out: blocks for Word, tables for Excel."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit import __version__
from bvaudit.model.kalender import vis
from bvaudit.reports.docx.blocks import Block, Bold, Bullet, Heading, KeepTogether, Line, Quiet, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.reports.year.month_view import MonthRow, MonthView
from bvaudit.texts import text

_MOST_SIDE_BY_SIDE = 9  # columns of units that can be read across a page


def month_blocks(view: MonthView) -> Iterator[Block]:
    yield Heading(niva=1, tekst=view.tittel)
    for number, line in enumerate(view.om):
        yield Text(tekst=line, ingress=number == 0)
    if view.forsomt:
        yield from _part(text("sider.maned.forsomt"), [_late(view)])
    if view.na:
        yield from _part(text("sider.maned.na", maned=view.maned), _now(view))
    if view.avvik:
        yield from _part(text("sider.maned.avvik"), [_avvik(view)])
    if view.neste:
        yield from _part(text("sider.maned.neste", maned=view.neste_maned), list(_next(view)))


def month_report() -> WordReport[MonthView]:
    def document(view: MonthView) -> Dokument:
        return Dokument(tittel=view.tittel, avsender=view.avsender, grunnlag=view.grunnlag)

    return WordReport(navn="maned", view=MonthView, felt="tittel", liste="na", dokument=document, blocks=month_blocks)


def _part(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    yield Heading(niva=2, tekst=title)
    yield from blocks


def _now(view: MonthView) -> list[Block]:
    """Side by side where there are several units: who lacks what is seen at a glance. Else one by one."""
    if not 0 < len(view.enheter) <= _MOST_SIDE_BY_SIDE:
        return [_table(view, view.na)]
    heads = (text("sider.kol.kontroll"), *view.enheter)
    table = Table(
        tittel=text("sider.maned.na", maned=view.maned),
        beskrivelse=text("sider.maned.om_matrise"),
        hode=heads,
        rader=view.matrise,
        bredder=(3, *(1 for _ in view.enheter)),
    )
    return [table]


def _late(view: MonthView) -> Table:
    """The months of each task together: who lacks what, and for how long."""
    heads = (text("sider.kol.kontroll"), text("sider.kol.ikke_gjort"), text("sider.kol.ansvarlig"))
    rows = tuple(
        (_titled(row.kontroll, row.merknad), "\n".join(row.maneder), row.ansvarlig) for row in view.forsomt_kort
    )
    return Table(
        tittel=text("sider.maned.forsomt"),
        beskrivelse=text("sider.maned.om_forsomt"),
        hode=heads,
        rader=rows,
        bredder=(5, 5, 2),
    )


def _table(view: MonthView, rows: Sequence[MonthRow]) -> Table:
    heads = [text("sider.kol.kontroll"), text("sider.kol.frist"), text("sider.kol.ansvarlig"), text("sider.kol.status")]
    widths = [6, 2, 2, 2]
    if view.enhetskolonne:
        heads.insert(1, text("sider.kol.enhet"))
        widths.insert(1, 2)
    return Table(
        tittel=text("sider.maned.na", maned=view.maned),
        beskrivelse=text("sider.maned.om_tabell"),
        hode=tuple(heads),
        rader=tuple(_cells(view, row) for row in rows),
        bredder=tuple(widths),
    )


def _cells(view: MonthView, row: MonthRow) -> tuple[Line, ...]:
    where = (row.enhet,) if view.enhetskolonne else ()
    return (_told(row), *where, row.fristtekst, row.ansvarlig, row.status)


def _told(row: MonthRow) -> Line:
    """The control, and under it what it leaves behind or where that lies, and what has become of it."""
    left = text("sider.skal_ligge", dokumentasjon=row.dokumentasjon) if row.dokumentasjon else ""
    return _titled(row.kontroll, text("sider.ligger", belegg=row.belegg) if row.belegg else left, row.merknad)


def _titled(title: str, *lines: str) -> Line:
    found: list[Bold | Quiet | str] = [Bold(tekst=title)]
    for line in filter(None, lines):
        found += ["\n", Quiet(tekst=line)]
    return tuple(found)


def _avvik(view: MonthView) -> Table:
    heads = [text("sider.kol.avvik"), text("sider.kol.brudd")]
    widths = [2, 7]
    if view.enhetskolonne:
        heads.append(text("sider.kol.enhet"))
        widths.append(2)
    return Table(
        tittel=text("sider.maned.avvik"),
        beskrivelse=text("sider.maned.om_avvik"),
        hode=tuple(heads),
        rader=tuple(row if view.enhetskolonne else row[:2] for row in view.avvik),
        bredder=tuple(widths),
    )


def _next(view: MonthView) -> Iterator[Block]:
    """Each control once, with its deadline, and how many units it is for."""
    by_task: dict[str, list[MonthRow]] = {}
    for row in view.neste:
        by_task.setdefault(row.kontroll, []).append(row)
    lines = []
    for title, rows in by_task.items():
        first = date.fromisoformat(min(row.frist for row in rows))
        lines.append(Bullet(tekst=text("sider.maned.neste_linje", kontroll=title, dag=vis(first))))
    yield KeepTogether(blokker=tuple(lines))


def month_book(view: MonthView, per: date) -> TablesView:
    tables = [_sheet(view, "na", view.na)]
    if view.forsomt:
        tables.append(_sheet(view, "forsomt", view.forsomt))
    tables.append(_sheet(view, "neste", view.neste))
    if view.avvik:
        tables.append(_avvik_sheet(view))
    return TablesView(
        tittel=view.tittel,
        avsender=view.avsender,
        programversjon=__version__,
        per=per,
        om=(*view.om, view.grunnlag),
        tabeller=tuple(tables),
    )


def _sheet(view: MonthView, id_: str, rows: Sequence[MonthRow]) -> SheetTable:
    columns = [
        _column("kontroll", 34),
        *([_column("enhet", 16)] if view.enhetskolonne else []),
        _column("frist", 11, CellKind.DATO),
        _column("ansvarlig", 18),
        _column("status", 18),
        _column("merknad", 30 if view.enhetskolonne else 38),
        _column("dokumentasjon", 36 if view.enhetskolonne else 40),
        replace(_column("maned", 15), foldet=True),
        replace(_column("belegg", 30), foldet=True),
        replace(_column("hjemmel", 40), foldet=True),
        replace(_column("nr", 34), foldet=True),
    ]
    return SheetTable(
        ark=text(f"sider.ark.{id_}"),
        id=id_,
        navn=f"Kontroller_{id_}",
        beskrivelse=text("sider.maned.om_tabell"),
        kolonner=tuple(columns),
        rader=tuple(tuple(_value(row, column.id) for column in columns) for row in rows),
        tomt=text("sider.maned.ingen"),
        frys=1,
    )


def _value(row: MonthRow, id_: str) -> Verdi:
    value: str = getattr(row, id_)
    return date.fromisoformat(value) if id_ == "frist" else value


def _avvik_sheet(view: MonthView) -> SheetTable:
    columns = (_column("avvik", 16), _column("brudd", 70), _column("enhet", 20))
    return SheetTable(
        ark=text("sider.ark.avvik"),
        id="avvik",
        navn="Avvik_kontroller",
        beskrivelse=text("sider.maned.om_avvik"),
        kolonner=columns,
        rader=tuple(tuple(row) for row in view.avvik),
        tomt=text("sider.maned.ingen"),
    )


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"sider.kol.{id}"), bredde=bredde, kind=kind)
