"""The sheet «Funn»: every breach behind an avvik, with the days that decided. What only may be one is not here."""

from bvaudit.model.funn import Funn
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports import register_columns as columns
from bvaudit.reports.read_words import fault_kind, read_mark
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import nothing_found, without_empty
from bvaudit.reports.told_under import breach, way_name
from bvaudit.texts import text


def findings_table(revisjon: Revisjon, names: Names, kodeverk: Kodeverk) -> SheetTable:
    """Every breach behind an avvik, avvik by avvik, so that a number leads to all its cases in a row."""
    found = [
        ((names.number(svar, funn) or 0, funn.hos, funn.sak, svar.regel.id, funn.objekt_id), svar, funn)
        for svar in revisjon.svar
        for funn in svar.brudd
    ]
    read = kodeverk if revisjon.lest else None
    rows = tuple(_finding(svar, funn, names, read) for _, svar, funn in sorted(found, key=lambda each: each[0]))
    return SheetTable(
        ark=text("register.ark.funn"),
        id="funn",
        navn="Funn",
        beskrivelse=text("register.om.funn"),
        kolonner=without_empty(columns.funn(lest=revisjon.lest is not None), rows),
        rader=rows,
        tomt=nothing_found(revisjon),
        frys=3,
    )


def _finding(svar: RegelSvar, funn: Funn, names: Names, read: Kodeverk | None) -> tuple[Verdi, ...]:
    """``read``: the words for what readers said, None when nobody has read."""
    number = names.number(svar, funn)
    sak = names.kort.get(funn.sak)
    return (
        number,
        sak,
        funn.hos,
        breach(svar.regel),
        svar.regel.id,
        gjelder(svar.teller),
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        funn.dager_over,
        funn.krav,
        funn.funnet,
        funn.forklaring,
        funn.under,
        funn.oppstatt_i or None,
        *([read_mark(funn), fault_kind(funn.lest, read) if funn.lest else "", _audit(funn)] if read else []),
        _object(funn, names),
        _other_ways(funn),
        "; ".join(funn.hjemmel),
        funn.regelversjon,
        number,
        funn.sak,
        sak,
        funn.objekt_id,
    )


def _audit(funn: Funn) -> str:
    return funn.lest.revisjon if funn.lest else ""


def _object(funn: Funn, names: Names) -> str | None:
    return None if funn.objekt_id == funn.sak else names.kort.get(funn.objekt_id)


def _other_ways(funn: Funn) -> str:
    return "; ".join(
        text("register.andre_mater", mate=way_name(navn), tall=utfall.value) for navn, utfall in funn.andre
    )
