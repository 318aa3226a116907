"""Days that no case can have, such as 1 January of the year 1, in what has been read."""

import duckdb

from bvaudit.extract.staging import STAGED
from bvaudit.model.tables import FIRST_YEAR, LAST_YEAR, TABLES, Type


def without_impossible_days(con: duckdb.DuckDBPyConnection) -> int:
    """Make the days that no case can have unknown in what is loaded, and tell how many there were.

    A start becomes empty, and an end that lies beyond all years too: it stands for «not ended». The day something was
    concluded becomes one before it began, which every rule takes as not known: left empty it would look undone.
    """
    found = 0
    for table in TABLES:
        for column in STAGED[table.navn]:
            if column.type is not Type.DATO or column.navn == "dato_uttrekk_lokal":
                continue
            name = column.navn
            early, late = _outside(name)
            impossible = f"({name} < DATE '{early}' OR {name} >= DATE '{late}')"
            row = con.execute(f"SELECT count(*) FROM inn_{table.navn} WHERE {impossible}").fetchone()
            count = int(row[0]) if row else 0
            if not count:
                continue
            found += count
            if name == "konklusjon_slutt_dato":
                con.execute(f"UPDATE inn_{table.navn} SET {name} = DATE '0001-01-01' WHERE {impossible}")
            else:
                keep = f" AND {name} >= DATE '{late}'" if name == table.slutt else ""
                con.execute(f"UPDATE inn_{table.navn} SET {name} = NULL WHERE {impossible}{keep}")
    return found


def _outside(column: str) -> tuple[str, str]:
    """The first day that can be, and the first that cannot be again. Birthdays are known by the day of turning 18."""
    years = {"fyller_15_dato": 15, "fyller_18_dato": 18, "fyller_25_dato": 25}.get(column, 0)
    return f"{FIRST_YEAR + years}-01-01", f"{LAST_YEAR + 1 + years}-01-01"
