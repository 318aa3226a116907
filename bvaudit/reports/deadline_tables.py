"""The list of deadlines as a workbook: counts for each unit, what to do, and what nobody can reckon."""

from dataclasses import replace
from datetime import date

from bvaudit import __version__
from bvaudit.model.frist import Fristgruppe, Fristliste
from bvaudit.model.kortid import short_ids
from bvaudit.model.mengdeord import gjelder
from bvaudit.reports.deadline_view import about, counts, days_left, remark
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text


def deadline_book(liste: Fristliste, *, today: date, more: tuple[SheetTable, ...] = ()) -> TablesView:
    """``more`` are the tables of what is followed beside the cases."""
    return TablesView(
        tittel=text("frister.excel.tittel"),
        avsender=liste.kommune,
        programversjon=__version__,
        per=liste.per,
        om=(text("frister.excel.om_oversikt"), *about(liste, today)),
        tabeller=(_overview(liste), _what_to_do(liste), *more, _unknown(liste)),
    )


def _overview(liste: Fristliste) -> SheetTable:
    columns = [_column("enhet", 30)]
    columns += [
        SheetColumn(id=gruppe.value, navn=text(f"frister.gruppe.{gruppe}"), bredde=14, kind=CellKind.HELTALL)
        for gruppe in Fristgruppe
    ]
    columns.append(_column("sum", 12, CellKind.HELTALL))
    return SheetTable(
        ark=text("frister.excel.oversikt"),
        id="oversikt",
        navn="Fristoversikt",
        beskrivelse=text("frister.excel.om_oversikt"),
        kolonner=tuple(columns),
        rader=tuple((navn, *tall, sum(tall)) for navn, tall in counts(liste)),
        tomt=text("frister.tomt_kort"),
    )


def _what_to_do(liste: Fristliste) -> SheetTable:
    short = short_ids(one.sak for one in liste.frister)
    return SheetTable(
        ark=text("frister.excel.frister"),
        id="frister",
        navn="Fristliste",
        beskrivelse=text("frister.excel.om_frister"),
        kolonner=(
            _column("gruppe", 13),
            _column("frist", 11, CellKind.DATO),
            _column("dager", 15),
            _column("gjor", 30),
            _column("sak", 14),
            _column("enhet", 18),
            _column("merknad", 34),
            _folded("slag", 13),
            _folded("sist", 11, CellKind.DATO),
            _folded("telling", 9),
            _folded("objekt", 14),
            _folded("hjemmel", 28),
            _folded("malestokk", 16),
            _folded("sikkerhet", 10),
            _folded("regel", 11),
        ),
        rader=tuple(
            (
                text(f"frister.gruppe.{one.gruppe}"),
                one.frist,
                days_left(one),
                one.gjor,
                short[one.sak],
                one.enhet,
                remark(one),
                text(f"frister.slag.{one.slag}"),
                one.sist,
                _of(one.funnet, one.krav),
                gjelder(one.objekt),
                "; ".join(one.hjemmel),
                one.malestokk.vist,
                one.sikkerhet.vist,
                one.regel,
            )
            for one in liste.frister
        ),
        tomt=text("frister.tomt"),
        frys=4,
    )


def _unknown(liste: Fristliste) -> SheetTable:
    short = short_ids(one.sak for one in liste.ukjente if one.sak)
    return SheetTable(
        ark=text("frister.excel.ukjente"),
        id="ukjente",
        navn="UkjenteFrister",
        beskrivelse=text("frister.excel.om_ukjente"),
        kolonner=(
            _column("gjor", 34),
            _column("grunn", 60),
            _column("sak", 14),
            _column("enhet", 20),
            _column("regel", 11),
        ),
        rader=tuple((one.gjor, one.grunn, short.get(one.sak, ""), one.enhet, one.regel) for one in liste.ukjente),
        tomt=text("frister.ukjent_tomt"),
    )


def _of(funnet: int | None, krav: int | None) -> str:
    return "" if funnet is None or krav is None else text("frister.dager.telling", funnet=funnet, krav=krav)


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"frister.excel.kol_{id}"), bredde=bredde, kind=kind)


def _folded(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return replace(_column(id, bredde, kind), foldet=True)
