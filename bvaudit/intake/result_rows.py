"""``resultater.csv`` read back, for those who ask which cases a finding is about."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import ContentError
from bvaudit.model.lesesvar import LEST
from bvaudit.model.resultat import RESULT
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

RESULTS = "resultater.csv"
COLUMNS = tuple(column.navn for column in RESULT if column.kontrakt)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row that is ikke oppfylt, by one way of counting."""

    regel: str
    variant: str
    enhet: str
    sak: str


def read_broken(path: Path) -> Iterator[BrokenRow]:
    """In the order of the file. Where a person has read the object, the answer has decided: no other way of counting is
    told of it. Raises ContentError when the file is not the results of a run."""
    read = {(row["regel"], row["objekt_id"]) for row in _rows(path) if row["variant"] == LEST}
    for row in _rows(path):
        decides = row["variant"] == LEST or (row["regel"], row["objekt_id"]) not in read
        if row["utfall"] == Utfall.IKKE_OPPFYLT.value and decides and row["sak"]:
            yield BrokenRow(regel=row["regel"], variant=row["variant"], enhet=row["enhet"], sak=row["sak"])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise _not_results(path)
            yield from rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise _not_results(path) from error


def _not_results(path: Path) -> ContentError:
    return ContentError(text("oppslag.ikke_resultater", fil=path), hint=text("oppslag.ikke_resultater_hint"))
