"""Rows on their way in: one private CSV file per table, laid out for the normalising that follows.

A staged row is a list of text in the order of ``STAGED``: ``2025-01-06`` for a date, ``True`` for yes, ``2`` for a
number, and ``NOT_SAID`` for a column nothing was said of. ``dok`` numbers the document in the run and ``rad`` the row
in its table and document; together they are the key rows point to each other with, so ids need not be unique here.
"""

import csv
import io
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import TracebackType

from bvaudit.model.tables import BY_NAME, TABLES, Column, Table, Type

Row = list[str]

# Worked out when every document has been read, so never staged.
_LATER = {
    "innsending": {"gjeldende"},
    "sak": {"enhet", "enhet_id", "kommunenummer", "bydelsnummer", "format_versjon", "dato_uttrekk_lokal"}
    | {"fyller_15_dato", "fyller_18_dato", "fyller_25_dato"},
    "personalia": {"gjeldende"},
    "relasjon": {"fra_nr", "til_nr"},
    "slettet": {"funnet"},
}
_DOK = Column(navn="dok", type=Type.HELTALL)
_RAD = Column(navn="rad", type=Type.HELTALL)

SEPARATOR = "\x1f"  # never in a document, so what comes from one needs no quotes
LINKS = "kobling"  # staged apart from the tables, never part of the snapshot


def _staged(table: Table) -> tuple[Column, ...]:
    own = [c for c in table.kolonner if c.navn not in _LATER.get(table.navn, ())]
    if table.navn == "innsending":
        # The unit belongs to the case; ``innhold`` tells two submissions made at the same time apart, and ``helhet``
        # knows a submission again that was written with other line endings.
        extra = [Column(navn=n) for n in ("enhet_id", "enhet", "innhold", "helhet")]
        return (_DOK, Column(navn="innsending_id"), Column(navn="sak_id"), *own, *extra)
    columns = [_DOK, _RAD]
    if table.forelder not in (None, "sak"):
        columns.append(Column(navn="forelder_rad", type=Type.HELTALL))
    if table.eid:
        columns += [Column(navn="eier_type"), Column(navn="eier_rad", type=Type.HELTALL)]
    if table.nokkel:
        columns.append(Column(navn=table.nokkel))
    return (*columns, *own, Column(navn="er_slettet", type=Type.BOOL))


STAGED: dict[str, tuple[Column, ...]] = {table.navn: _staged(table) for table in TABLES} | {
    LINKS: (_DOK, *(Column(navn=n) for n in ("pseudonym", "type", "kilde_id", "journalnummer")))
}


# Facts read from a document that no table keeps; they lie after the staged columns until the row is finished.
_HIDDEN = {
    "sak": ("journalnummer", "fodselsnummer", "fodselsdato", "kjonn", "duf_nummer"),
    "personalia": ("fodselsnummer", "fodselsdato", "duf_nummer"),
    "melder": ("privat", "offentlig"),
}


@cache
def positions(table: str) -> Mapping[str, int]:
    """Where each column of ``table`` lies in a row that is being read."""
    names = [*(column.navn for column in STAGED[table]), *_HIDDEN.get(table, ())]
    return {name: index for index, name in enumerate(names)}


class _NotSaid(str):
    """Empty text that can be told from an empty text somebody wrote: compare with ``is``."""

    __slots__ = ()


NOT_SAID = _NotSaid()
_SAID = {"True": True, "False": False}


def staged_row(table: str, values: Mapping[str, object]) -> Row:
    """One row of ``table`` in staged order. Columns that are not in ``values``, or are None there, are not said."""
    return [as_text(values.get(column.navn)) for column in STAGED[table]]


def as_text(value: object) -> str:
    """``date(2025, 1, 6)`` → ``2025-01-06``, ``True`` → ``True``, ``None`` → ``NOT_SAID``."""
    return NOT_SAID if value is None else str(value)


def said(text: str) -> bool | None:
    """The other way for a yes or no: ``True`` → True, ``False`` → False, nothing said → None."""
    return _SAID.get(text)


class RowSink:
    """Takes staged rows and keeps them on disk in ``folder``, which must be private.

    Links hold ids and journal numbers, and go to ``links``, inside the key's own folder; without it they are dropped.
    """

    def __init__(self, folder: Path, links: Path | None = None) -> None:
        self._open = ExitStack()
        self._file = {}
        for table in STAGED:
            place = Path(os.devnull) if table == LINKS else staged_file(folder, table)
            if table == LINKS and links is not None:
                place = staged_file(links, table)
            self._file[table] = self._open.enter_context(place.open("w", encoding="utf-8", newline=""))

    def __enter__(self) -> "RowSink":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, table: str, rows: Sequence[Row]) -> None:
        text = "".join([f"{SEPARATOR.join(row)}\n" for row in rows])
        is_plain = (
            '"' not in text
            and text.count("\n") == len(rows)
            and text.count(SEPARATOR) == len(rows) * (len(STAGED[table]) - 1)
        )
        self._file[table].write(text if is_plain else _quoted(rows))


def _quoted(rows: Sequence[Row]) -> str:
    """The same, when a text holds what a reader of CSV would take for its own."""
    text = io.StringIO()
    csv.writer(text, delimiter=SEPARATOR, lineterminator="\n").writerows(rows)
    return text.getvalue()


def staged_links(files: Iterable[Path], documents: Container[int]) -> Iterator[tuple[str, str, str, str]]:
    """Pseudonym, type, id at the source and journalnummer, of the ``documents`` that count."""
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for dok, pseudonym, kind, kilde_id, journalnummer in csv.reader(file, delimiter=SEPARATOR):
                if int(dok) in documents:
                    yield pseudonym, kind, kilde_id, journalnummer


def staged_file(folder: Path, table: str) -> Path:
    return folder / f"{table}.csv"


def nokkel(table: str) -> str:
    """The id column of ``table``; empty when it has none."""
    return BY_NAME[table].nokkel or ""
