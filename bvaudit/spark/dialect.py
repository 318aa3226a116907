"""How Spark spells what DuckDB spells otherwise. Needs no Spark, so a rule can be written for it anywhere."""

from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.sql import Sql, sql


class SparkSql(Dialect):
    """Spark 4 and newer, with ``spark.sql.ansi.enabled``."""

    name = "spark"
    quote = "`"
    mark = ":"

    def text(self, value: str) -> Sql:
        """Spark reads ``\\`` as an escape inside quotes, and DuckDB does not."""
        return Sql("'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")

    def days_between(self, fra: Sql, til: Sql) -> Sql:
        return sql("DATEDIFF({}, {})", til, fra)

    def show_date(self, expression: Sql) -> Sql:
        return sql("DATE_FORMAT({}, 'dd.MM.yyyy')", expression)

    def sorted_text(self, expression: Sql) -> Sql:
        """Null when no row has a text, as in DuckDB; joining alone would give an empty text."""
        joined = sql("ARRAY_JOIN(SORT_ARRAY(COLLECT_LIST({})), ';')", expression)
        return sql("CASE WHEN COUNT({}) > 0 THEN {} END", expression, joined)


SPARK_SQL = SparkSql()
