"""What a result table says, in one number a rule: equal sums mean the same rows in the same order."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

COLUMNS = (
    *("regel", "regelversjon", "variant", "enhet", "sak", "objekt", "objekt_id", "utfall", "start_dato", "frist_dato"),
    *("faktisk_dato", "dager_over", "krav", "funnet", "forklaring"),
)
_DATES = ("regelversjon", "start_dato", "frist_dato", "faktisk_dato")
_NUMBERS = ("dager_over", "krav", "funnet")

Sums = dict[str, tuple[int, int]]


def sums(connection: duckdb.DuckDBPyConnection, table: str = "resultat") -> Sums:
    """Rule → (rows, sum of a hash of all columns and the row's place within its rule), from ``table``."""
    rows = connection.execute(
        f"SELECT regel, COUNT(*), SUM(hash(rowid - foran, {', '.join(COLUMNS)})) FROM {table} "
        f"JOIN (SELECT regel, MIN(rowid) AS foran FROM {table} GROUP BY regel) USING (regel) "
        "GROUP BY regel ORDER BY regel"
    ).fetchall()
    return {regel: (antall, int(total)) for regel, antall, total in rows}


def table_of(rows: Iterable[tuple[Any, ...]], scratch: Path) -> duckdb.DuckDBPyConnection:
    """The rows of a plain loop as a table like the others. ``scratch`` is a file that may be written and removed."""
    with scratch.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    types = {c: "DATE" if c in _DATES else "INTEGER" if c in _NUMBERS else "VARCHAR" for c in COLUMNS}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    connection = duckdb.connect(":memory:")
    connection.execute(
        f"CREATE TABLE resultat AS SELECT * FROM read_csv('{scratch}', header = false, auto_detect = false, "
        f"delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}})"
    )
    scratch.unlink()
    return connection
