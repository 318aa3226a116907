"""The few places where two SQL databases spell the same thing differently, and all quoting."""

from abc import ABC, abstractmethod
from datetime import date

from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.sql import Sql, sql

_INTERVAL = {"D": "DAY", "W": "DAY", "M": "MONTH", "Y": "MONTH"}


class Dialect(ABC):
    """SQL that DuckDB and Spark read alike. What differs is left to the dialects in ``engine/``."""

    name = "ansi"
    quote = '"'
    mark = "$"  # before the name of a value that is given when the statement is run

    def identifier(self, name: str) -> str:
        """The quoted name of a table or column: ``"start_dato"``."""
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def column(self, alias: str, name: str) -> Sql:
        """``r."start_dato"``."""
        return Sql(f"{alias}.{self.identifier(name)}")

    def value(self, name: str) -> Sql:
        """The use of a named value: ``"lov/frist"``, which then knows that it uses it."""
        return Sql(self.identifier(name), frozenset((name,)))

    def text(self, value: str) -> Sql:
        """``'O''Hara'``."""
        return Sql("'" + value.replace("'", "''") + "'")

    def date(self, value: date) -> Sql:
        """``DATE '2025-12-31'``."""
        return Sql(f"DATE '{value.isoformat()}'")

    def add(self, expression: Sql, lengde: Varighet) -> Sql:
        return self._shift(expression, lengde, "+")

    def subtract(self, expression: Sql, lengde: Varighet) -> Sql:
        return self._shift(expression, lengde, "-")

    @abstractmethod
    def days_between(self, fra: Sql, til: Sql) -> Sql:
        """Whole days from ``fra`` to ``til``."""

    @abstractmethod
    def show_date(self, expression: Sql) -> Sql:
        """A date as text: dd.mm.yyyy."""

    @abstractmethod
    def sorted_text(self, expression: Sql) -> Sql:
        """The texts of all rows in a group as one, in code point order; null when there are none."""

    @staticmethod
    def _shift(expression: Sql, lengde: Varighet, sign: str) -> Sql:
        antall = lengde.antall * {"W": 7, "Y": 12}.get(lengde.enhet, 1)
        return sql(f"CAST({{}} {sign} INTERVAL {antall} {_INTERVAL[lengde.enhet]} AS DATE)", expression)
