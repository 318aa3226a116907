"""The formats that are read. A new version of the register's format is a new record here."""

from collections.abc import Iterable, Mapping

from bvaudit.extract.documents.formats.record import Format
from bvaudit.extract.documents.formats.v1_v4 import V1_V4
from bvaudit.extract.documents.formats.v5 import V5

FORMATS = (V1_V4, V5)


def by_root(formats: Iterable[Format]) -> Mapping[str, Format]:
    """``{"Barnevern": V1_V4, …}``"""
    return {each.rot.navn: each for each in formats}


def format_of(versjon: str) -> Format:
    """The format a version belongs to: ``v4`` → V1_V4. Raises KeyError for none of them."""
    for each in FORMATS:
        if versjon in each.versjoner:
            return each
    raise KeyError(versjon)
