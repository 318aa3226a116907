"""Writes one more line to what has happened in an audit. The lines that are there are never touched."""

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from bvaudit.disk.faults import no_room
from bvaudit.disk.private import FILE_RIGHTS
from bvaudit.errors import SurroundingsError
from bvaudit.model.revisjonslogg import LOGG_AVTRYKK, LOGG_KOLONNER, Logglinje
from bvaudit.texts import text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def head_bytes() -> bytes:
    """The first line, for Excel: UTF-8 with a mark."""
    return _csv((*LOGG_KOLONNER, LOGG_AVTRYKK)).encode("utf-8-sig")


def line_bytes(line: Logglinje) -> bytes:
    cells = [_cell(str(getattr(line, field.name))) for field in fields(line)]
    return _csv((*cells, line.avtrykk)).encode()


def append(path: Path, line: Logglinje) -> None:
    """The line at the end of the file, which is made when it is not there. SurroundingsError when it cannot be."""
    content = line_bytes(line) if path.exists() else head_bytes() + line_bytes(line)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), FILE_RIGHTS)
        with os.fdopen(descriptor, "ab") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        full = no_room(error)
        if full is not None:
            raise full from error
        raise SurroundingsError(
            text("revisjonen.logg.laast", fil=path), hint=text("revisjonen.logg.laast_hint")
        ) from error


def _csv(cells: Sequence[str]) -> str:
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=";", lineterminator="\n").writerow(cells)
    return output.getvalue()


def _cell(value: str) -> str:
    # Excel runs such texts as formulas. The reader takes one apostrophe off, so texts that have one get another.
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) or value.startswith("'") else value
