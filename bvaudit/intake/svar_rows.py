"""``svar.csv`` read back: the answers people have given, each checked against the contract."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.model.lesesvar import SVAR_KOLONNER, Gjenstand, Lesesvar, Lesing, Svarvalg
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

_MUST = ("revisjon", "regel", "ordlyd", "enhet", "objekt", "objekt_id", "leser")
_DAYS = ("regelversjon", "dato")
_LONGEST = 1_000_000  # a begrunnelse of a full cell and more

Key = tuple[Gjenstand, Lesing, str]


def answer_key(row: Lesesvar) -> Key:
    """What there is one answer for: the object and the point, the reading, and the reader."""
    return (row.gjelder, row.lesing, row.leser)


def read_svar(path: Path) -> tuple[tuple[Lesesvar, ...], list[Problem]]:
    """Every row in the order of the file, and what is wrong with its line. Nothing is read of a file with a fault
    that concerns all of it."""
    fil = str(path)
    try:
        tekst = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return (), [_problem(Sted(fil=fil), "mangler")]
    except (OSError, UnicodeDecodeError):
        return (), [_problem(Sted(fil=fil), "ikke_tekst", hint="ikke_tekst_hint")]
    before = csv.field_size_limit(_LONGEST)
    try:
        lines = list(_lines(tekst))
    except csv.Error:
        return (), [_problem(Sted(fil=fil), "ikke_tekst", hint="ikke_tekst_hint")]
    finally:
        csv.field_size_limit(before)
    if not lines or tuple(lines[0][1]) != SVAR_KOLONNER:
        return (), [_problem(Sted(fil=fil, linje=1), "overskrifter", hint="overskrifter_hint")]
    return _rows(lines[1:], fil)


def _lines(tekst: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on: a text can have many."""
    rows = csv.reader(StringIO(tekst, newline=""), strict=True)
    first = 1
    for row in rows:
        if row:
            yield first, row
        first = rows.line_num + 1


def _rows(lines: list[tuple[int, list[str]]], fil: str) -> tuple[tuple[Lesesvar, ...], list[Problem]]:
    found: list[Lesesvar] = []
    problems: list[Problem] = []
    first_at: dict[Key, int] = {}
    for linje, values in lines:
        sted = Sted(fil=fil, linje=linje)
        row, wrong = _row(values, sted)
        problems += wrong
        if row is None:
            continue
        if first_at.setdefault(answer_key(row), linje) != linje:
            problems.append(_problem(sted, "dobbelt", hint="rad_hint", linje=first_at[answer_key(row)]))
        found.append(row)
    return tuple(found), problems


def _row(values: list[str], sted: Sted) -> tuple[Lesesvar | None, list[Problem]]:
    if len(values) != len(SVAR_KOLONNER):
        said = {"fant": len(values), "skal": len(SVAR_KOLONNER)}
        return None, [_problem(sted, "kolonner", hint="rad_hint", **said)]
    told = dict(zip(SVAR_KOLONNER, values, strict=True))
    wrong = [name for name in _MUST if not told[name]]
    days = {name: _day(told[name]) for name in _DAYS}
    wrong += [name for name in _DAYS if told[name] and days[name] is None]
    wrong += [name for name, kind in _CHOICES.items() if told[name] not in list(kind)]
    if told["maskinens_utfall"] and told["maskinens_utfall"] not in list(Utfall):
        wrong.append("maskinens_utfall")
    if told["svar"] == Svarvalg.IKKE_VURDERT:
        wrong.append("svar")
    if wrong:
        return None, [_problem(sted, "verdi", hint="rad_hint", kolonne=name) for name in dict.fromkeys(wrong)]
    svar = Svarvalg(told["svar"])
    if svar.utfall is not Utfall(told["utfall"]):
        return None, [_problem(sted, "utfall", hint="rad_hint")]
    machine = told["maskinens_utfall"]
    kept = {name: told[name] for name in SVAR_KOLONNER if name not in (*_DAYS, *_CHOICES, "maskinens_utfall")}
    return Lesesvar(
        **kept,
        regelversjon=days["regelversjon"],
        dato=days["dato"],
        lesing=Lesing(told["lesing"]),
        svar=svar,
        utfall=Utfall(told["utfall"]),
        maskinens_utfall=Utfall(machine) if machine else None,
    ), []


_CHOICES = {"lesing": Lesing, "svar": Svarvalg, "utfall": Utfall}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None


def _problem(sted: Sted, key: str, *, hint: str = "", **values: object) -> Problem:
    return Problem(
        sted=sted,
        kode=f"svar-{key.replace('_', '-')}",
        tekst=text(f"lesesvar.svarfil.{key}", **values),
        hint=text(f"lesesvar.svarfil.{hint}") if hint else "",
    )
