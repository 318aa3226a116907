"""The embedded database: in process, closed to the network, reading a snapshot's Parquet files."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from bvaudit.errors import SurroundingsError
from bvaudit.model.tables import TABLES, Type

_CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_CALENDAR = (1993, 2045)  # every year a limit in these data can end in


class Database:
    """A private DuckDB. Use as a context manager; nothing is kept when it closes."""

    def __init__(self, *, memory_limit: str = "", temp_folder: Path | None = None) -> None:
        config: dict[str, Any] = dict(_CLOSED)
        if memory_limit:
            config["memory_limit"] = memory_limit
        if temp_folder is not None:
            config["temp_directory"] = str(temp_folder)
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
        SurroundingsError says which."""
        for table in TABLES:
            file = folder.absolute() / f"{table.navn}.parquet"
            source = f"read_parquet({_text(_literally(str(file)))})"
            try:
                self.run(f'CREATE OR REPLACE VIEW "{table.navn}" AS SELECT * FROM {source}')
            except (duckdb.Error, UnicodeError) as error:
                raise SurroundingsError(
                    f"uttrekket i «{folder}» kan ikke brukes: «{file.name}» mangler eller lar seg ikke lese",
                    hint="importer kildefilene på nytt til en ny mappe",
                ) from error

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

    def columns_and_rows(self, sql: str, values: object = None) -> tuple[list[str], list[tuple[Any, ...]]]:
        result = self.connection.execute(sql, values) if values is not None else self.connection.execute(sql)
        return [d[0] for d in result.description or []], list(result.fetchall())

    def need_calendar(self) -> None:
        """Load the days that are not working days, each with the next one that is."""
        if self._calendar:
            return
        self.run("CREATE TABLE fristkalender (dato DATE, neste_virkedag DATE)")
        days = non_working_days(*_CALENDAR)
        # Two lists in one call: thousands of single rows would take longer than judging the rules.
        self.run("INSERT INTO fristkalender SELECT UNNEST(?), UNNEST(?)", [[d for d, _ in days], [n for _, n in days]])
        self._calendar = True


def non_working_days(forste_ar: int, siste_ar: int) -> list[tuple[date, date]]:
    """Saturdays, Sundays and Norwegian public holidays, each with the next working day."""
    import holidays  # slow to import, and needed only when a rule moves its last day

    fri = holidays.country_holidays("NO", years=range(forste_ar, siste_ar + 2))
    day, end = date(forste_ar, 1, 1), date(siste_ar, 12, 31)
    found: list[tuple[date, date]] = []
    while day <= end:
        work = day
        while work.weekday() >= 5 or work in fri:
            work += timedelta(days=1)
        if work != day:
            found.append((day, work))
        day += timedelta(days=1)
    return found


def _literally(path: str) -> str:
    """A path that means itself, where DuckDB would take some characters for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def type_of(navn: str, column: str) -> Type:
    table = next(t for t in TABLES if t.navn == navn)
    found = table.column(column)
    if found is None:
        raise KeyError(column)
    return found.type
