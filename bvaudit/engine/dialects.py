"""The SQL of the embedded database. ``spark/dialect.py`` is the other; they differ in these few places only."""

from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.sql import Sql, sql


class DuckDB(Dialect):
    """The embedded default."""

    name = "duckdb"

    def days_between(self, fra: Sql, til: Sql) -> Sql:
        return sql("DATE_DIFF('day', {}, {})", fra, til)

    def show_date(self, expression: Sql) -> Sql:
        return sql("STRFTIME({}, '%d.%m.%Y')", expression)

    def sorted_text(self, expression: Sql) -> Sql:
        return sql("ARRAY_TO_STRING(LIST_SORT(LIST({})), ';')", expression)


DUCKDB = DuckDB()
