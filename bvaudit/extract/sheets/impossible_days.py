"""Days that no case can have, such as 1 January of the year 1, in what was read from sheets.

Documents are done while they are read (``unknown_days.py``), where the field can be named as the format names it.
"""

import duckdb

from bvaudit.extract.normalise.staging import STAGED, nokkel
from bvaudit.model.tables import FIRST_YEAR, LAST_YEAR, TABLES, UKJENT_DATO, Type

_BIRTHDAYS = {"fyller_15_dato": 15, "fyller_18_dato": 18, "fyller_25_dato": 25}


def without_impossible_days(con: duckdb.DuckDBPyConnection) -> int:
    """Make the days that no case can have unknown in what is loaded, and name each in the table of unknown dates.

    An end in force that lies beyond all years stands for «not ended», and becomes that. Tells how many those were.
    """
    open_ends = 0
    for table in TABLES:
        for column in STAGED[table.navn]:
            if column.type is not Type.DATO or column.navn == "dato_uttrekk_lokal":
                continue
            name = column.navn
            early, late = _outside(name)
            where = f"({name} < DATE '{early}' OR {name} >= DATE '{late}')"
            if name == table.slutt:
                open_ends += _emptied(con, table.navn, name, f"{name} >= DATE '{late}'")
                where = f"{name} < DATE '{early}'"
            _name_unknown(con, table.navn, name, where)
            _emptied(con, table.navn, name, where)
    return open_ends


def _emptied(con: duckdb.DuckDBPyConnection, table: str, column: str, where: str) -> int:
    row = con.execute(f"SELECT count(*) FROM inn_{table} WHERE {where}").fetchone()
    count = int(row[0]) if row else 0
    if count:
        con.execute(f"UPDATE inn_{table} SET {column} = NULL WHERE {where}")
    return count


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
