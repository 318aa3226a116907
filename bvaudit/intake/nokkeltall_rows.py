"""``nokkeltall.csv`` read back, each row checked against the contract: for comparisons, and for what was sent."""

import csv
import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from io import StringIO
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.texts import text

_COLUMNS = tuple(field.name for field in fields(Nokkelrad))
_MUST = ("tall", "storrelse")
_DAYS = ("periode_fra", "periode_til")
_NUMBERS = ("verdi", "teller", "nevner")


def read_figures(path: Path) -> tuple[tuple[Nokkelrad, ...], list[Problem]]:
    """Every row in the order of the file, and all that is wrong with it. Nothing is read of a file with a fault that
    concerns all of it."""
    fil = str(path)
    try:
        tekst = path.read_bytes().decode("utf-8-sig")
        lines = list(_lines(tekst))
    except FileNotFoundError:
        return (), [_problem(Sted(fil=fil), "mangler")]
    except (OSError, UnicodeDecodeError, csv.Error):
        return (), [_problem(Sted(fil=fil), "ikke_tekst")]
    if not lines or tuple(lines[0][1]) != _COLUMNS:
        return (), [_problem(Sted(fil=fil, linje=1), "overskrifter")]
    return _rows(lines[1:], fil)


def _lines(tekst: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on: a remark can have many."""
    rows, first = csv.reader(StringIO(tekst, newline=""), strict=True), 1
    for row in rows:
        if row:
            yield first, row
        first = rows.line_num + 1


def _rows(lines: list[tuple[int, list[str]]], fil: str) -> tuple[tuple[Nokkelrad, ...], list[Problem]]:
    found: list[Nokkelrad] = []
    problems: list[Problem] = []
    first_at: dict[Celle, int] = {}
    for linje, values in lines:
        sted = Sted(fil=fil, linje=linje)
        rad, wrong = _row(values, sted)
        problems += wrong
        if rad is None:
            continue
        if first_at.setdefault(rad.celle, linje) != linje:
            problems.append(_problem(sted, "dobbelt", linje=first_at[rad.celle]))
            continue
        found.append(rad)
    return tuple(found), problems


def _row(values: list[str], sted: Sted) -> tuple[Nokkelrad | None, list[Problem]]:
    if len(values) != len(_COLUMNS):
        return None, [_problem(sted, "kolonner", fant=len(values), skal=len(_COLUMNS))]
    told = dict(zip(_COLUMNS, values, strict=True))
    days = {name: _day(told[name]) for name in _DAYS}
    numbers = {name: _number(told[name]) for name in _NUMBERS}
    cases = _whole(told["n_saker"])
    wrong = [name for name in _MUST if not told[name]]
    wrong += [name for name in _DAYS if days[name] is None]
    wrong += [name for name in _NUMBERS if told[name] and numbers[name] is None]
    wrong += ["n_saker"] if told["n_saker"] and cases is None else []
    wrong += ["tilstand"] if told["tilstand"] not in list(Tilstand) else []
    wrong += ["gruppe"] if not all("=" in part for part in told["gruppe"].split(";") if part) else []
    fra, til = days["periode_fra"], days["periode_til"]
    if wrong or fra is None or til is None:
        return None, [_problem(sted, "verdi", kolonne=name, fant=told[name]) for name in wrong]
    if problem := _contradiction(sted, (fra, til), Tilstand(told["tilstand"]), numbers["verdi"]):
        return None, [problem]
    return Nokkelrad(
        tall=told["tall"],
        variant=told["variant"],
        storrelse=told["storrelse"],
        periode_fra=fra,
        periode_til=til,
        enhet=told["enhet"],
        kommune=told["kommune"],
        gruppe=told["gruppe"],
        verdi=numbers["verdi"],
        teller=numbers["teller"],
        nevner=numbers["nevner"],
        n_saker=cases,
        tilstand=Tilstand(told["tilstand"]),
        kilde=told["kilde"],
        merknad=told["merknad"],
    ), []


def _contradiction(sted: Sted, periode: tuple[date, date], tilstand: Tilstand, verdi: float | None) -> Problem | None:
    if periode[0] > periode[1]:
        return _problem(sted, "snudd", fra=periode[0], til=periode[1])
    if (tilstand is Tilstand.VERDI) != (verdi is not None):
        return _problem(sted, "tilstand_og_verdi", tilstand=tilstand.value)
    return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None


def _number(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) and written.isascii() and "_" not in written else None


def _whole(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() else None


def _problem(sted: Sted, key: str, **values: object) -> Problem:
    return Problem(
        sted=sted,
        kode=f"nokkeltall-{key.replace('_', '-')}",
        tekst=text(f"nokkeltall.fil.{key}", **values),
        hint=text("nokkeltall.fil.hint"),
    )
