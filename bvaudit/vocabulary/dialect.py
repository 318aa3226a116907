"""The few places where two SQL databases spell the same thing differently, and all quoting."""

from abc import ABC, abstractmethod
from datetime import date

from bvaudit.model.varighet import Varighet

_INTERVAL = {"D": "DAY", "W": "DAY", "M": "MONTH", "Y": "MONTH"}


class Dialect(ABC):
    """SQL that DuckDB and Spark read alike. What differs is left to the dialects in ``engine/``."""

    name = "ansi"
    quote = '"'

    def identifier(self, name: str) -> str:
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def text(self, value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    def date(self, value: date) -> str:
        return f"DATE '{value.isoformat()}'"

    def add(self, expression: str, lengde: Varighet) -> str:
        return self._shift(expression, lengde, "+")

    def subtract(self, expression: str, lengde: Varighet) -> str:
        return self._shift(expression, lengde, "-")

    @abstractmethod
    def days_between(self, fra: str, til: str) -> str:
        """Whole days from ``fra`` to ``til``."""

    @abstractmethod
    def show_date(self, expression: str) -> str:
        """A date as text: dd.mm.yyyy."""

    @abstractmethod
    def sorted_text(self, expression: str) -> str:
        """The texts of all rows in a group as one, in code point order; null when there are none."""

    @staticmethod
    def _shift(expression: str, lengde: Varighet, sign: str) -> str:
        antall = lengde.antall * {"W": 7, "Y": 12}.get(lengde.enhet, 1)
        return f"CAST({expression} {sign} INTERVAL {antall} {_INTERVAL[lengde.enhet]} AS DATE)"
