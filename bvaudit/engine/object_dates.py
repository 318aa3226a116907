"""The dates of the objects in a sample of cases: when each began and ended, and the days that choose the law."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.tables import BY_NAME, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectDates:
    """``felt`` are those that were asked for, of the object's own columns, that are filled in; what was done, only when
    it was done by the judging day."""

    sak: str
    objekt_id: str
    start: date | None = None
    slutt: date | None = None
    felt: dict[str, date] = field(default_factory=dict)


def object_dates(
    database: SqlEngine, tabell: str, felt: Collection[str], saker: Collection[str], *, per: date
) -> dict[str, ObjectDates]:
    """Object → its dates, of the living rows of a table in these cases."""
    table = BY_NAME[tabell]
    known = [name for name in sorted(set(felt)) if table.column(name) is not None]
    quoted = database.dialect.identifier
    wanted = [table.start, table.slutt, *known]
    columns = [f"t.{quoted(name)}" if name else "NULL" for name in wanted]
    marks = ", ".join("?" for _ in saker)
    rows = database.run(
        f"SELECT k.sak_id, t.{quoted(str(table.nokkel))}, {', '.join(columns)} FROM {quoted(table.navn)} t "
        f"JOIN sak k ON k.sak_nr = t.sak_nr WHERE NOT COALESCE(t.er_slettet, FALSE) AND k.sak_id IN ({marks}) "
        "ORDER BY 1, 2",
        sorted(saker),
    )
    return {
        objekt_id: ObjectDates(
            sak=sak,
            objekt_id=objekt_id,
            start=_by(start, per),
            slutt=_by(slutt, per),
            felt={name: day for name, day in zip(known, dates, strict=True) if _counts(table, name, day, per)},
        )
        for sak, objekt_id, start, slutt, *dates in rows
    }


def _counts(table: Table, navn: str, day: date | None, per: date) -> bool:
    column = table.column(navn)
    done = column is not None and column.hendt is not None
    return day is not None and (not done or day <= per)


def _by(day: date | None, per: date) -> date | None:
    """The date, if what it tells has happened."""
    return day if day is not None and day <= per else None
