"""What judging needs of a database that speaks SQL. ``Database`` (DuckDB) is one; Spark can be another.

The tables of case data are there under their own names before judging starts. Everything else is made by these methods,
and no row is ever changed or taken out again.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bvaudit.vocabulary.dialect import Dialect

Columns = Sequence[tuple[str, str]]  # name and SQL type


class SqlEngine(Protocol):
    """Names of tables and columns are ASCII words and need no quotes."""

    @property
    def dialect(self) -> Dialect:
        """How rules are written as SQL for this engine."""

    def run(self, sql: str, values: Any = None) -> list[tuple[Any, ...]]:
        """The rows of a query, in its order. ``values``: a list for its ``?``, or by name for its ``$name``."""

    def create(self, navn: str, columns: Columns) -> None:
        """An empty table, in place of any with that name."""

    def insert(self, navn: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Some rows told by Python, into a table that ``create`` made."""

    def make(self, navn: str, sql: str) -> None:
        """A table with the rows of a query, read once, in place of any with that name."""

    def append(self, navn: str, sql: str) -> None:
        """The rows of a query into a table that ``create`` made, column by name and never by position."""

    def show(self, navn: str, sql: str) -> None:
        """A view of a query, in place of any with that name."""

    def drop(self, navn: str) -> None:
        """A table that ``make`` made is not needed more."""

    def need_calendar(self) -> None:
        """See to it that ``fristkalender`` is there: see ``working_days``."""

    def save_parquet(self, sql: str, path: Path, notes: dict[str, str]) -> None:
        """The rows of a query as a Parquet file, in its order, with ``notes`` among the facts about the file."""

    def save_csv(self, parquet: Path, path: Path) -> None:
        """A file ``save_parquet`` has made, as UTF-8 with commas and a header, in the same order."""
