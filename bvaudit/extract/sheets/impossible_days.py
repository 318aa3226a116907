"""Days that no case can have, such as 1 January of the year 1, in what was read from sheets.

Documents are done while they are read (``unknown_days.py``), where the field can be named as the format names it.
"""

from collections.abc import Mapping

import duckdb

from bvaudit.extract.normalise.staging import STAGED, nokkel
from bvaudit.model.tables import FIRST_YEAR, LAST_YEAR, TABLES, UKJENT_DATO, Table, Type

_BIRTHDAYS = {"fyller_15_dato": 15, "fyller_18_dato": 18, "fyller_25_dato": 25}


def without_impossible_days(con: duckdb.DuckDBPyConnection) -> int:
    """Make the days that no case can have unknown in what is loaded, and name each in the table of unknown dates.

    An end in force that lies beyond all years stands for «not ended», and becomes that. Tells how many those were.
    """
    open_ends = 0
    for table in TABLES:
        days = [c.navn for c in STAGED[table.navn] if c.type is Type.DATO and c.navn != "dato_uttrekk_lokal"]
        # Most tables have none of either: one question a table tells, and asking column by column takes far longer.
        beyond = _counted(con, table.navn, {name: _after(name) for name in days if name == table.slutt})
        outside = _counted(con, table.navn, {name: _impossible(table, name) for name in days})
        for name, count in beyond.items():
            open_ends += count
            _empty(con, table.navn, name, _after(name))
        for name in outside:
            _name_unknown(con, table.navn, name, _impossible(table, name))
            _empty(con, table.navn, name, _impossible(table, name))
    return open_ends


def _after(column: str) -> str:
    return f"{column} >= DATE '{_outside(column)[1]}'"


def _impossible(table: Table, column: str) -> str:
    """The end in force may lie beyond all years; every other day may not."""
    early = f"{column} < DATE '{_outside(column)[0]}'"
    return early if column == table.slutt else f"({early} OR {_after(column)})"


def _counted(con: duckdb.DuckDBPyConnection, table: str, conditions: Mapping[str, str]) -> dict[str, int]:
    """How many rows each condition holds for, without those that hold for none."""
    if not conditions:
        return {}
    counts = ", ".join(f"count(*) FILTER (WHERE {where})" for where in conditions.values())
    row = con.execute(f"SELECT {counts} FROM inn_{table}").fetchone() or ()
    return {name: int(count) for name, count in zip(conditions, row, strict=True) if count}


def _empty(con: duckdb.DuckDBPyConnection, table: str, column: str, where: str) -> None:
    con.execute(f"UPDATE inn_{table} SET {column} = NULL WHERE {where}")


def _name_unknown(con: duckdb.DuckDBPyConnection, table: str, column: str, where: str) -> None:
    own = nokkel(table) or "NULL"
    named = [(table, own), ("sak", "NULL")] if column in _BIRTHDAYS else [(table, own)]
    for navn, objekt in named:
        con.execute(
            f"INSERT INTO inn_{UKJENT_DATO} BY NAME SELECT dok, 0 AS rad, '{navn}' AS tabell, '{column}' AS kolonne, "
            f"{objekt} AS objekt_id, '{table}.{column}' AS felt FROM inn_{table} WHERE {where}"
        )


def _outside(column: str) -> tuple[str, str]:
    """The first day that can be, and the first that cannot be again. Birthdays are known by the day of turning 18."""
    years = _BIRTHDAYS.get(column, 0)
    return f"{FIRST_YEAR + years}-01-01", f"{LAST_YEAR + 1 + years}-01-01"
