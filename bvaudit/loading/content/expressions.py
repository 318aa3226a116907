"""Dates, conditions and demands from YAML that has kept to its schema."""

from collections.abc import Mapping
from typing import Any

from bvaudit.loading.schema.read import read_krav, read_value
from bvaudit.model.uttrykk import Betingelse, Dato

__all__ = ["read_betingelse", "read_dato", "read_krav"]


def read_dato(data: Any) -> Dato:
    return read_value(data, Dato)


def read_betingelse(data: Mapping[str, Any]) -> Betingelse:
    return read_value(data, Betingelse)
