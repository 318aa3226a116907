"""Spark behind the methods judging needs of a database: see ``engine/sql_engine.py``.

Tables are data frames with a name in our own session. Nothing is written to the cluster's catalogue, and nothing to disk
but what Spark itself lays in its own local folders while a run lasts.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bvaudit.engine.working_days import CALENDAR, CALENDAR_COLUMNS, CALENDAR_YEARS, non_working_days
from bvaudit.spark.dialect import SPARK_SQL

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {"VARCHAR": "STRING"}  # the others have the same name


class SparkDatabase:
    """Use as a context manager: what was kept in the cluster's memory is let go when it closes."""

    dialect = SPARK_SQL

    def __init__(self, session: "SparkSession") -> None:
        self._session = session
        self._schemas: dict[str, str] = {}
        self._parts: dict[str, list[DataFrame]] = {}  # of the tables that rows are added to
        self._changed: set[str] = set()  # those whose name does not yet stand for all their parts
        self._kept: dict[str, DataFrame] = {}  # of the tables that were made in one go

    def __enter__(self) -> "SparkDatabase":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for frame in (*self._kept.values(), *(part for parts in self._parts.values() for part in parts)):
            frame.unpersist()

    def attach(self, tables: Mapping[str, str]) -> None:
        """Name → where Spark finds the Parquet file."""
        for navn, place in tables.items():
            self._session.read.parquet(place).createOrReplaceTempView(navn)

    def run(self, sql: str, values: Any = None) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._query(sql, values).collect()]

    def create(self, navn: str, columns: Sequence[tuple[str, str]]) -> None:
        self._schemas[navn] = ", ".join(f"{name} {_TYPES.get(kind, kind)}" for name, kind in columns)
        for part in self._parts.pop(navn, []):
            part.unpersist()
        self._add(navn, self._session.createDataFrame([], self._schemas[navn]))

    def insert(self, navn: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """The columns must be all of the table's, in its order."""
        self._add(navn, self._session.createDataFrame([tuple(row) for row in rows], self._schemas[navn]))

    def make(self, navn: str, sql: str) -> None:
        frame = self._query(sql).persist()
        frame.count()  # read now: what it is made of may be replaced
        self.drop(navn)
        frame.createOrReplaceTempView(navn)
        self._kept[navn] = frame

    def append(self, navn: str, sql: str) -> None:
        names = self._parts[navn][0].columns
        frame = self._query(sql).select(*names).persist()
        frame.count()
        self._add(navn, frame)

    def show(self, navn: str, sql: str) -> None:
        self._query(sql).createOrReplaceTempView(navn)

    def drop(self, navn: str) -> None:
        if navn in self._kept:
            self._session.catalog.dropTempView(navn)
            self._kept.pop(navn).unpersist()

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

    def _query(self, sql: str, values: Any = None) -> "DataFrame":
        for navn in [name for name in self._changed if name in sql]:
            whole = reduce(lambda one, other: one.unionAll(other), self._parts[navn])
            whole.createOrReplaceTempView(navn)
            self._changed.discard(navn)
        return self._session.sql(sql, args=values) if values else self._session.sql(sql)

    def _add(self, navn: str, frame: "DataFrame") -> None:
        self._parts.setdefault(navn, []).append(frame)
        self._changed.add(navn)
