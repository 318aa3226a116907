"""The results of a run that lie in a folder, counted again: which run they are of, and how many had each outcome."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from bvaudit.engine.database import Database, quoted_file
from bvaudit.model.utfall import Utfall

RESULTS = "resultater.parquet"
Counts = Mapping[tuple[str, str, str], Mapping[Utfall, int]]  # (rule, way of counting, unit's name) → outcomes


def run_of(folder: Path) -> str:
    """The print of the run whose results lie there; empty when there are none, or none that say it."""
    with Database() as database:
        found = _asked(database, f"SELECT value FROM parquet_kv_metadata({quoted_file(folder / RESULTS)}) WHERE {_KEY}")
    return bytes(found[0][0]).decode() if found else ""


def counts_of(folder: Path) -> Counts:
    """Empty when the file is gone, or is not the results of a run."""
    rows = f"SELECT regel, variant, enhet, utfall, COUNT(*) FROM read_parquet({quoted_file(folder / RESULTS)})"
    counted: dict[tuple[str, str, str], dict[Utfall, int]] = {}
    with Database() as database:
        for regel, variant, enhet, utfall, count in _asked(database, f"{rows} GROUP BY ALL ORDER BY ALL"):
            counted.setdefault((regel, variant, enhet), {})[Utfall(utfall)] = count
    return counted


_KEY = "key = 'kjoring'::BLOB"


def _asked(database: Database, sql: str) -> list[tuple[Any, ...]]:
    try:
        return database.run(sql)
    except (duckdb.Error, UnicodeError):
        return []
