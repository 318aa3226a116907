"""``nokkeltall.csv``: the long table of key figures, as the contract has it."""

import math
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.svar_file import csv_line

NOKKELTALL_CSV, NOKKELTALL_PARQUET = "nokkeltall.csv", "nokkeltall.parquet"
KOLONNER = tuple(field.name for field in fields(Nokkelrad))


def in_order(rader: Iterable[Nokkelrad]) -> tuple[Nokkelrad, ...]:
    """By what the row is about, by code point: the same rows give the same bytes whatever order they come in."""
    return tuple(sorted(rader, key=lambda rad: tuple(map(_written, rad.celle))))


def nokkeltall_csv(rader: Iterable[Nokkelrad]) -> bytes:
    """UTF-8, commas, a header, sorted, ISO dates; numbers as Python writes them, whole ones without decimals."""
    lines = (KOLONNER, *(csv_values(rad) for rad in in_order(rader)))
    return "".join(map(csv_line, lines)).encode()


def csv_values(rad: Nokkelrad) -> tuple[str, ...]:
    return tuple(_written(getattr(rad, name)) for name in KOLONNER)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Tilstand):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no number of a key figure")
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
