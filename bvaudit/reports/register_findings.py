"""The cases behind the figures: «Funn» holds what is broken, «Må leses» what nobody knows yet; neither both."""

from bvaudit.model.funn import Funn
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import nothing_found, without_empty
from bvaudit.reports.told_under import breach, way_name
from bvaudit.texts import text

INDIKASJON, UAVKLART, ANDRE = "indikasjon", "uavklart", "andre_mater"  # in the order they are listed


def findings_table(revisjon: Revisjon, names: Names) -> SheetTable:
    """Every breach behind an avvik, avvik by avvik, so that a number leads to all its cases in a row."""
    found = [
        ((names.number(svar, funn) or 0, funn.hos, funn.sak, svar.regel.id, funn.objekt_id), svar, funn)
        for svar in revisjon.svar
        if not svar.regel.indikasjon
        for funn in svar.funn
    ]
    rows = tuple(_finding(svar, funn, names) for _, svar, funn in sorted(found, key=lambda each: each[0]))
    return SheetTable(
        ark=text("register.ark.funn"),
        id="funn",
        navn="Funn",
        beskrivelse=text("register.om.funn"),
        kolonner=without_empty(columns.funn(), rows),
        rader=rows,
        tomt=nothing_found(revisjon),
        frys=3,
    )


def _finding(svar: RegelSvar, funn: Funn, names: Names) -> tuple[Verdi, ...]:
    number = names.number(svar, funn)
    return (
        number,
        names.kort[funn.sak],
        funn.hos,
        breach(svar.regel),
        svar.regel.id,
        gjelder(svar.teller),
        _object(funn, names),
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        funn.dager_over,
        funn.krav,
        funn.funnet,
        funn.forklaring,
        funn.under,
        funn.oppstatt_i or None,
        _other_ways(funn),
        "\n".join(funn.hjemmel),
        funn.regelversjon,
        number,
        funn.sak,
        names.kort[funn.sak],
        funn.objekt_id,
    )


def _object(funn: Funn, names: Names) -> str | None:
    return None if funn.objekt_id == funn.sak else names.kort[funn.objekt_id]


def _other_ways(funn: Funn) -> str:
    return "\n".join(
        text("register.andre_mater", mate=way_name(navn), tall=utfall.value) for navn, utfall in funn.andre
    )


def to_read_table(revisjon: Revisjon, names: Names) -> SheetTable:
    """First what the extract only suggests, then what could not be settled, and last what is broken only when it is
    counted in another way."""
    order = {enhet.navn: number for number, enhet in enumerate(revisjon.enheter)}
    found = [
        ((slag, order.get(funn.hos, len(order)), funn.hos, svar.regel.id, funn.sak, funn.objekt_id), kind, svar, funn)
        for svar in revisjon.svar
        for slag, (kind, funns) in enumerate(
            (
                (INDIKASJON, svar.funn if svar.er_indikasjon else ()),
                (UAVKLART, svar.uavklarte),
                (ANDRE, svar.andre_funn),
            )
        )
        for funn in funns
    ]
    rows = tuple(_to_read(kind, svar, funn, names) for _, kind, svar, funn in sorted(found, key=lambda each: each[0]))
    return SheetTable(
        ark=text("register.ark.ma_leses"),
        id="ma_leses",
        navn="MaLeses",
        beskrivelse=text("register.om.ma_leses"),
        kolonner=without_empty(columns.ma_leses(), rows),
        rader=rows,
        tomt=text("register.tomt.ma_leses"),
        frys=3,
    )


def _to_read(kind: str, svar: RegelSvar, funn: Funn, names: Names) -> tuple[Verdi, ...]:
    return (
        text(f"register.slag.{kind}"),
        funn.hos,
        names.kort[funn.sak],
        svar.regel.id,
        breach(svar.regel),
        funn.forklaring,
        svar.regel.sporsmal,
        gjelder(svar.teller),
        _object(funn, names),
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        _other_ways(funn),
        funn.oppstatt_i or None,
        f"{names.unit(funn.hos)}/{kind}",
        funn.sak,
        funn.objekt_id,
    )
