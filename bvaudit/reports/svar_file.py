"""``svar.csv``: the answers people have given, as the contract has them."""

from collections.abc import Iterable
from datetime import date

from bvaudit.model.lesesvar import SVAR_KOLONNER, Lesesvar

SVAR_CSV, SVAR_PARQUET = "svar.csv", "svar.parquet"
_MARKS = frozenset(',"\r\n')


def in_svar_order(rows: Iterable[Lesesvar]) -> tuple[Lesesvar, ...]:
    """By what it is about, then the reading and the reader; by code point."""
    return tuple(sorted(rows, key=_order))


def _order(row: Lesesvar) -> tuple[str, ...]:
    return (row.regel, row.enhet, row.sak, row.objekt, row.objekt_id, row.lesing.value, row.leser)


def svar_values(row: Lesesvar) -> tuple[str, ...]:
    """As they stand in the file: days as ISO, and nothing where there is none."""
    return tuple(written(getattr(row, name)) for name in SVAR_KOLONNER)


def written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def svar_csv(rows: Iterable[Lesesvar]) -> bytes:
    """UTF-8, commas, a header, sorted; the same rows give the same bytes whatever order they come in."""
    lines = (SVAR_KOLONNER, *(svar_values(row) for row in in_svar_order(rows)))
    return "".join(map(csv_line, lines)).encode()


def csv_line(values: Iterable[str]) -> str:
    return f"{','.join(map(_quoted, values))}\n"


def _quoted(value: str) -> str:
    """The csv module leaves a lone carriage return bare when lines end in a newline, and then cannot read it."""
    return '"' + value.replace('"', '""') + '"' if _MARKS & set(value) else value
