"""The embedded database: in process, closed to the network, reading a snapshot's Parquet files."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from bvaudit.engine.dialects import DUCKDB
from bvaudit.engine.sql_engine import Columns
from bvaudit.engine.working_days import CALENDAR, CALENDAR_COLUMNS, CALENDAR_YEARS, non_working_days
from bvaudit.errors import SurroundingsError
from bvaudit.model.tables import TABLES
from bvaudit.texts import text

# Up to this many cases planning a query costs more than running it. CPU seconds of a run's 138 statements, planned
# simply and in full: 2.3 and 2.8 with 842 cases, 2.9 and 3.2 with 5,000, 6.1 and 7.4 with 20,000; but in one thread.
FEW_CASES = 5000
# What is left of the optimizer then. Without the first, a Parquet file would not say which columns are always filled.
_CHEAP = {"statistics_propagation", "unused_columns", "filter_pushdown", "column_lifetime"}
_CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Database:
    """A private DuckDB, and the only place that knows it is one. Use as a context manager; nothing is kept when it
    closes.

    ``memory_limit``: what it may hold in memory, as "2GB" or "50%" of the machine's; empty = DuckDB's own, 80 %. What
    does not fit is laid in ``temp_folder``, which must be private. Without one nothing of the cases is ever laid on the
    disk, and a query that needs more room fails.
    """

    dialect = DUCKDB

    def __init__(self, *, memory_limit: str = "", temp_folder: Path | None = None) -> None:
        config: dict[str, Any] = {**_CLOSED, "temp_directory": str(temp_folder) if temp_folder is not None else ""}
        if memory_limit:
            config["memory_limit"] = memory_limit
        self.connection = duckdb.connect(":memory:", config=config)
        self.connection.execute("SET TimeZone = 'UTC'")
        self._calendar = False

    def __enter__(self) -> "Database":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def attach(self, folder: Path) -> None:
        """Make every table of a snapshot readable under its own name. A missing file is never read as «none»:
        SurroundingsError says which. Must come before ``lock``."""
        for table in TABLES:
            file = folder.absolute() / f"{table.navn}.parquet"
            source = f"read_parquet({_text(_literally(str(file)))})"
            try:
                self.run(f'CREATE OR REPLACE VIEW "{table.navn}" AS SELECT * FROM {source}')
            except (duckdb.Error, UnicodeError) as error:
                raise SurroundingsError(
                    text("engine.database.uttrekket_i_kan_ikke_brukes_mangler", folder=folder, name=file.name),
                    hint=text("engine.database.importer_kildefilene_pa_nytt_til_en"),
                ) from error
        if self.run("SELECT COUNT(*) FROM sak")[0][0] <= FEW_CASES:
            self.expect_few_rows()

    def expect_few_rows(self) -> None:
        """Plan queries simply, and run them in one thread. The rows are the same; only the time is not."""
        left_out = (name for (name,) in self.run("SELECT name FROM duckdb_optimizers()") if name not in _CHEAP)
        self.run(f"SET disabled_optimizers = '{','.join(left_out)}'")
        self.run("SET threads = 1")

    def lock(self, folders: Iterable[Path]) -> None:
        """From here on no query reads or writes outside ``folders``, and no query can change that."""
        names = [str(folder.absolute()) for folder in folders]
        places = ", ".join(_text(name) for name in sorted({*names, *map(_literally, names)}))
        self.run(f"SET allowed_directories = [{places}]")
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def empty(self, navn: str) -> None:
        table = next(t for t in TABLES if t.navn == navn)
        columns = ", ".join(f'"{c.navn}" {c.type.value}' for c in table.all_columns)
        self.run(f'CREATE OR REPLACE TABLE "{navn}" ({columns})')

    def insert(self, navn: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A few rows at a time: for tests of rules and small extracts."""
        ready = [tuple(row) for row in rows]
        if ready:
            names = ", ".join(f'"{c}"' for c in columns)
            marks = ", ".join("UNNEST(?)" for _ in columns)
            # A list for each column in one call: row by row takes far longer.
            self.run(
                f'INSERT INTO "{navn}" ({names}) SELECT {marks}', [list(column) for column in zip(*ready, strict=True)]
            )

    def run(self, sql: str, values: object = None) -> list[tuple[Any, ...]]:
        result = self.connection.execute(sql, values) if values is not None else self.connection.execute(sql)
        return list(result.fetchall()) if result is not None else []

    def understands(self, sql: str) -> bool:
        """Whether every name and type of a query means something here. It is not planned, which is most of the work."""
        try:
            self.run(f"DESCRIBE {sql}")
        except duckdb.Error:
            return False
        return True

    def columns_and_rows(self, sql: str, values: object = None) -> tuple[list[str], list[tuple[Any, ...]]]:
        result = self.connection.execute(sql, values) if values is not None else self.connection.execute(sql)
        return [d[0] for d in result.description or []], list(result.fetchall())

    def create(self, navn: str, columns: Columns) -> None:
        self.run(f"CREATE OR REPLACE TEMP TABLE {navn} ({', '.join(f'{name} {kind}' for name, kind in columns)})")

    def make(self, navn: str, sql: str) -> None:
        self.run(f"CREATE OR REPLACE TEMP TABLE {navn} AS {sql}")

    def append(self, navn: str, sql: str) -> None:
        self.run(f"INSERT INTO {navn} BY NAME\n{sql}")

    def show(self, navn: str, sql: str) -> None:
        self.run(f"CREATE OR REPLACE TEMP VIEW {navn} AS {sql}")

    def drop(self, navn: str) -> None:
        self.run(f"DROP TABLE {navn}")

    def need_calendar(self) -> None:
        if not self._calendar:
            self.create(CALENDAR, CALENDAR_COLUMNS)
            self.insert(CALENDAR, [name for name, _ in CALENDAR_COLUMNS], non_working_days(*CALENDAR_YEARS))
            self._calendar = True

    def save_parquet(self, sql: str, path: Path, notes: dict[str, str]) -> None:
        told = ", ".join(f"{name}: {_text(value)}" for name, value in notes.items())
        options = f"FORMAT parquet, COMPRESSION zstd{f', KV_METADATA {{{told}}}' if told else ''}"
        self.run(f"COPY ({sql}) TO {_text(str(path))} ({options})")

    def save_csv(self, parquet: Path, path: Path) -> None:
        rows = f"SELECT * FROM read_parquet({_text(_literally(str(parquet)))})"
        self.run(f"COPY ({rows}) TO {_text(str(path))} (FORMAT csv, HEADER true)")


def quoted_file(path: Path) -> str:
    """A file as a query names it."""
    return _text(_literally(str(path.absolute())))


def _literally(path: str) -> str:
    """A path that means itself, where DuckDB would take some characters for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
