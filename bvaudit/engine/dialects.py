"""The SQL databases the rules can be judged in. One today; the second differs in these few places only."""

from bvaudit.vocabulary.dialect import Dialect


class DuckDB(Dialect):
    """The embedded default."""

    name = "duckdb"

    def days_between(self, fra: str, til: str) -> str:
        return f"DATE_DIFF('day', {fra}, {til})"

    def show_date(self, expression: str) -> str:
        return f"STRFTIME({expression}, '%d.%m.%Y')"

    def sorted_text(self, expression: str) -> str:
        return f"ARRAY_TO_STRING(LIST_SORT(LIST({expression})), ';')"


DUCKDB = DuckDB()
