"""Every object of some rules whatever the period, with its start and its outcome: what an effect is measured on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from bvaudit.engine.results import Results
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.funn import Funn
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall


def effect_rows(
    results: Results,
    database: SqlEngine,
    rules: Iterable[Rule],
    ids: Mapping[str, str],
    own_start: Iterable[str],
    begun: Collection[str] = (),
) -> dict[str, tuple[Objektrad, ...]]:
    """Rule → its objects by the standard way of counting. The run must have been made without a period.

    ``ids``: what a unit is called → its id. ``own_start`` are the rules that give no time: the day an object of theirs
    started is its own, and not the one a limit runs from. A breach another municipality answers for is left out: it is
    counted nowhere as ours. ``begun`` are the sentences about rows that begin too late.
    """
    alone = frozenset(own_start)
    found = {rule.id: _rows(results, database, rule, ids, rule.id in alone) for rule in rules}
    return {id_: tuple(replace(row, apnet=_opened(row, begun)) for row in rows) for id_, rows in found.items()}


def _opened(row: Objektrad, begun: Iterable[str]) -> bool:
    return row.utfall is Utfall.UAVKLART and any(sentence in row.grunn for sentence in begun)


def _rows(
    results: Results, database: SqlEngine, rule: Rule, ids: Mapping[str, str], alone: bool
) -> Iterable[Objektrad]:
    started = _own_starts(database, rule.gjelder.objekt)
    for funn, theirs in results.every(rule.id, rule.variantnavn[0]):
        if theirs and funn.utfall is Utfall.IKKE_OPPFYLT:
            continue
        own = started.get(funn.objekt_id)
        yield _row(funn, own if alone else funn.start_dato or own, ids)


def _row(funn: Funn, start: date | None, ids: Mapping[str, str]) -> Objektrad:
    return Objektrad(
        regel=funn.regel,
        variant=funn.variant,
        enhet=ids.get(funn.enhet, funn.enhet),
        hos=ids.get(funn.hos, funn.hos),
        sak=funn.sak,
        objekt=funn.objekt,
        objekt_id=funn.objekt_id,
        utfall=funn.utfall,
        start=start,
        frist=funn.frist_dato,
        utfort=funn.faktisk_dato,
        grunn=funn.forklaring,
    )


def _own_starts(database: SqlEngine, objekt: str) -> dict[str, date]:
    """Object → the day it came to be, by its own row."""
    table = BY_NAME[objekt]
    if not table.start:
        return {}
    quoted = database.dialect.identifier
    sql = f"SELECT {quoted(str(table.nokkel))}, {quoted(table.start)} FROM {quoted(table.navn)}"
    return dict(database.run(f"{sql} WHERE NOT COALESCE(er_slettet, FALSE)"))
