"""Spark behind the methods judging needs of a database: see ``engine/sql_engine.py``.

Tables are data frames with a name in our own session. Nothing is written to the cluster's catalogue, and nothing to
disk but what Spark itself lays in its own local folders while a run lasts.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bvaudit.engine.working_days import CALENDAR, CALENDAR_COLUMNS, CALENDAR_YEARS, non_working_days
from bvaudit.spark.dialect import SPARK_SQL

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {"VARCHAR": "STRING"}  # the others have the same name


class SparkDatabase:
    """Rows that are kept lie with the executors: when one of them is lost, so is the run."""

    dialect = SPARK_SQL

    def __init__(self, session: "SparkSession") -> None:
        self._session = session
        self._schemas: dict[str, str] = {}
        self._parts: dict[str, list[DataFrame]] = {}  # of the tables that rows are added to
        self._changed: set[str] = set()  # those whose name does not yet stand for all their parts

    def attach(self, tables: Mapping[str, str]) -> None:
        """Name → where Spark finds the Parquet file."""
        for navn, place in tables.items():
            self._session.read.parquet(place).createOrReplaceTempView(navn)

    def run(self, sql: str, values: Any = None) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._query(sql, values).collect()]

    def create(self, navn: str, columns: Sequence[tuple[str, str]]) -> None:
        self._schemas[navn] = ", ".join(f"{name} {_TYPES.get(kind, kind)}" for name, kind in columns)
        self._parts.pop(navn, None)
        self._add(navn, self._session.createDataFrame([], self._schemas[navn]))

    def insert(self, navn: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """The columns must be all of the table's, in its order."""
        self._add(navn, self._session.createDataFrame([tuple(row) for row in rows], self._schemas[navn]))

    def make(self, navn: str, sql: str) -> None:
        self._read_now(sql).createOrReplaceTempView(navn)

    def append(self, navn: str, sql: str) -> None:
        names = ", ".join(self._parts[navn][0].columns)
        self._add(navn, self._read_now(f"SELECT {names} FROM (\n{sql}\n) ny"))

    def show(self, navn: str, sql: str) -> None:
        self._query(sql).createOrReplaceTempView(navn)

    def drop(self, navn: str) -> None:
        self._session.catalog.dropTempView(navn)

    def need_calendar(self) -> None:
        if CALENDAR not in self._parts:
            self.create(CALENDAR, CALENDAR_COLUMNS)
            self.insert(CALENDAR, [name for name, _ in CALENDAR_COLUMNS], non_working_days(*CALENDAR_YEARS))

    def save_parquet(self, sql: str, path: Path | str, notes: dict[str, str]) -> None:
        """A folder of Parquet files, whose names stand in the order of the rows. Spark has no place for ``notes``, so
        there must be none. Raises ``pyspark.errors.AnalysisException`` when ``path`` is there already."""
        if notes:
            raise ValueError("Spark cannot keep notes in a Parquet file")
        self._query(sql).write.option("compression", "zstd").parquet(str(path))

    def save_csv(self, parquet: Path, path: Path) -> None:
        raise NotImplementedError("Spark writes Parquet only")

    def _read_now(self, sql: str) -> "DataFrame":
        """The rows, and no memory of the query they came from. Kept in a cache instead, every later query would be
        compared with all the earlier ones, and planning would soon take longer than everything else."""
        return self._query(sql).localCheckpoint(eager=True)

    def _query(self, sql: str, values: Any = None) -> "DataFrame":
        for navn in [name for name in self._changed if name in sql]:
            whole = reduce(lambda one, other: one.unionAll(other), self._parts[navn])
            whole.createOrReplaceTempView(navn)
            self._changed.discard(navn)
        return self._session.sql(sql, args=values) if values else self._session.sql(sql)

    def _add(self, navn: str, frame: "DataFrame") -> None:
        self._parts.setdefault(navn, []).append(frame)
        self._changed.add(navn)
