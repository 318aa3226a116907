"""The long table of key figures as Parquet, beside the same as text."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.model.nokkelrad import Nokkelrad

_TYPES = {
    "periode_fra": "DATE",
    "periode_til": "DATE",
    "verdi": "DOUBLE",
    "teller": "DOUBLE",
    "nevner": "DOUBLE",
    "n_saker": "BIGINT",
}


def write_figures(rader: Iterable[Nokkelrad], out: Path) -> None:
    """In the order they are given. Nothing is an empty cell, and no text is NULL."""
    names = [field.name for field in fields(Nokkelrad)]
    columns = [(name, _TYPES.get(name, "VARCHAR")) for name in names]
    with Database() as database:
        database.create("nokkeltall", [("rekke", "BIGINT"), *columns])
        rows = ((n, *(getattr(rad, name) for name in names)) for n, rad in enumerate(rader))
        told = ((*row[:-3], row[-3].value, *row[-2:]) for row in rows)  # tilstand, kilde, merknad are last
        database.insert("nokkeltall", ["rekke", *names], told)
        database.save_parquet(f"SELECT {', '.join(names)} FROM nokkeltall ORDER BY rekke", out, {})
