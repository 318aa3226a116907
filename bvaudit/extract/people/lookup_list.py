"""The list of cases somebody has asked for: short ids with what the journal system calls them. For its owner alone."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.disk.private import make_folder, place_new, write_private
from bvaudit.disk.work import work_folder
from bvaudit.extract.people.links import guarded
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupRow:
    """``kort`` is what paper shows. Empty ids are of one that the list of links does not have."""

    kort: str
    pseudonym: str
    type: str
    journalnummer: str
    kilde_id: str
    enhet: str = ""
    regler: tuple[str, ...] = ()


def write_lookup(wanted: Path, rows: Sequence[LookupRow]) -> Path:
    """As Norwegian Excel opens it. Nothing that is there is written over: it gets a number in its name, unless it is
    the very same list. Returns where it is."""
    return write_owned(wanted, _content(rows))


def write_owned(wanted: Path, content: bytes) -> Path:
    """A file for its owner alone. Nothing that is there is written over: it gets a number in its name, unless it is the
    very same. Returns where it is."""
    make_folder(wanted.parent)
    with work_folder(wanted.parent) as work:
        made = work / wanted.name
        write_private(made, content)
        for path in _names(wanted):
            if path.exists() and path.read_bytes() == content:
                return path
            if not path.exists():
                place_new(made, path)
                return path
    raise AssertionError("there is always one more name")


def _names(wanted: Path) -> Iterator[Path]:
    yield wanted
    number = 2
    while True:
        yield wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        number += 1


def _content(rows: Sequence[LookupRow]) -> bytes:
    output = io.StringIO(newline="")
    lines = csv.writer(output, delimiter=";", lineterminator="\r\n")
    lines.writerow(
        [text(f"oppslag.kol.{name}") for name in ("dekknavn", "journalnummer", "kilde_id", "enhet", "regler")]
    )
    for row in rows:
        cells = (row.kort, row.journalnummer, row.kilde_id, row.enhet, ", ".join(row.regler))
        lines.writerow([guarded(cell) for cell in cells])
    return output.getvalue().encode("utf-8-sig", "backslashreplace")
