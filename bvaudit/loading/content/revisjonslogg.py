"""Reads what has happened in an audit, ``logg.csv``, and says which line is not as it was written."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.model.revisjonslogg import LOGG_AVTRYKK, LOGG_KOLONNER, Hendelse, Logglinje
from bvaudit.texts import text


def read_log(path: Path) -> tuple[tuple[Logglinje, ...], list[Problem]]:
    """The lines in order, and every line that was changed, moved or taken out; nothing where there is no log yet."""
    try:
        written = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";", strict=True))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError, csv.Error):
        return (), [_problem(path, None, "ulesbar")]
    if not rows or tuple(rows[0]) != (*LOGG_KOLONNER, LOGG_AVTRYKK):
        return (), [_problem(path, 1, "kolonner")]
    lines: list[Logglinje] = []
    problems: list[Problem] = []
    told = ""  # the print the line before says it has, which is what the next was written after
    for number, row in enumerate(rows[1:], start=2):
        line = _line(row)
        fault = "linje" if line is None else _fault(line, row[-1], lines, told)
        if fault:
            problems.append(_problem(path, number, fault))
        if line is not None:
            lines.append(line)
            told = row[-1]
    return tuple(lines), problems


def plain(cell: str) -> str:
    """The text without the apostrophe that keeps Excel from reading it as a formula."""
    return cell.removeprefix("'")


def _line(row: Sequence[str]) -> Logglinje | None:
    if len(row) != len(LOGG_KOLONNER) + 1:
        return None
    facts = dict(zip(LOGG_KOLONNER, map(plain, row[:-1]), strict=True))
    nr, hva = facts.pop("nr"), facts.pop("hva")
    if not (nr.isascii() and nr.isdigit()) or hva not in list(Hendelse):
        return None
    return Logglinje(nr=int(nr), hva=Hendelse(hva), **facts)


def _fault(line: Logglinje, avtrykk: str, before: Sequence[Logglinje], told: str) -> str:
    """What is wrong with a line that can be read: itself, or that the one before it is another than it was."""
    if line.avtrykk != avtrykk:
        return "endret"
    follows = line.nr == (before[-1].nr + 1 if before else 1) and line.forrige == told
    return "" if follows else "brutt"


def _problem(path: Path, line: int | None, key: str) -> Problem:
    return Problem(
        sted=Sted(fil=str(path), linje=line),
        kode=f"logg-{key}",
        tekst=text(f"revisjonen.logg.{key}"),
        hint=text("revisjonen.logg.hint"),
    )
