"""One cell of a register workbook as the canonical text of its field, or a problem with its place."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_dates import day_may_be_month, day_of
from bvaudit.intake.form_layout import plain
from bvaudit.intake.form_values import is_empty, written
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.model.registeret.bokmeta import KOBLING_, RETTET, SAK, Bokkolonne
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.redigering import SLETTES, erases
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import text

ROLLER = "RolleValg"
_ERROR = re.compile(r"#(?:[A-ZÆØÅ]{1,12}[A-Z/0]*[!?]?|N/A|I/T|DIV/0!)|Err:[0-9]{3}")
_PARTS = re.compile(r" eller | og |[/,]")
_SHOWN, _MOST_NAMED = 40, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a column asks for: its heading, the type, and the choices by code."""

    navn: str
    type: Felttype
    valg: Mapping[str, str]


def wanted(column: Bokkolonne, valg: Mapping[str, Mapping[str, str]], *, ny: str = "") -> Wanted:
    """Of the field that is typed there; with ``ny`` of its key in a new thing of that kind."""
    kind, felt = (ny, column.ny) if ny else (column.slag, column.felt)
    return Wanted(navn=column.overskrift, type=_type(kind, felt, column.liste), valg=valg.get(column.liste, {}))


def _type(kind: str, felt: str, liste: str) -> Felttype:
    if felt.startswith(KOBLING_):
        kind, felt = Slag.KOBLING.value, felt.removeprefix(KOBLING_)
    if kind == SAK:
        return Felttype.DATO if felt == RETTET else Felttype.TEKST
    found = felt_av(Slag(kind), felt) if kind in set(Slag) else None
    if found is not None and found.type is not Felttype.TEKST:
        return found.type
    return Felttype.TEKST if not liste else Felttype.ROLLE if liste == ROLLER else Felttype.VALG


def value_of(cells: SheetCells, place: tuple[int, int], asked: Wanted) -> tuple[str, list[Problem]]:
    """The canonical text; empty for a blank cell, and for one that cannot be read, with the problem."""
    sted = cells.sted(*place)
    if place in cells.dekket:
        over = cells.sted(*cells.dekket[place]).celle
        return "", [problem(sted, "sammenslatt", felt=asked.navn, celle=over)]
    if place in cells.uten_svar:
        return "", [problem(sted, "formel", felt=asked.navn)]
    cell = cells.value(*place)
    if is_empty(cell):
        return "", []
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        return "", [problem(sted, "feilcelle", felt=asked.navn, verdi=cell.strip())]
    if isinstance(cell, str) and erases(plain(cell)):
        return SLETTES, []
    return _READ[asked.type](cell, asked, sted)


def _text(cell: object, asked: Wanted, sted: Sted) -> tuple[str, list[Problem]]:
    if isinstance(cell, date | time | timedelta):
        return "", [problem(sted, "er_dato", felt=asked.navn)]
    return written(cell), []


def _date(cell: object, asked: Wanted, sted: Sted) -> tuple[str, list[Problem]]:
    day = day_of(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    shown = f"{cell:%d.%m.%Y}" if isinstance(cell, datetime) else short(written(cell))
    if day is None:
        return "", [problem(sted, "ikke_dato", felt=asked.navn, verdi=shown)]
    if not day_may_be_month(cell):
        return day.isoformat(), []
    said = text("skjema.les.dag_forst", verdi=shown, felt=asked.navn, dag=f"{day:%d.%m.%Y}")
    return day.isoformat(), [Problem(sted=sted, kode="register-dag-forst", tekst=said, grad=Grad.MERKNAD)]


def _choice(cell: object, asked: Wanted, sted: Sted) -> tuple[str, list[Problem]]:
    if isinstance(cell, date | time | timedelta):
        return "", [problem(sted, "er_dato", felt=asked.navn)]
    return _one_of(codes_of(written(cell), asked.valg), written(cell), asked, sted)


def _role(cell: object, asked: Wanted, sted: Sted) -> tuple[str, list[Problem]]:
    if isinstance(cell, date | time | timedelta):
        return "", [problem(sted, "er_dato", felt=asked.navn)]
    said = written(cell)
    rolle, at, _ = said.partition("@")
    if at and rolle in asked.valg:
        return said, []
    return _one_of(codes_of(said, asked.valg) or _part_of(said, asked.valg), said, asked, sted)


def _one_of(codes: list[str], said: str, asked: Wanted, sted: Sted) -> tuple[str, list[Problem]]:
    if len(codes) == 1:
        return codes[0], []
    if codes:
        return "", [_ours(sted, "to_valg", felt=asked.navn, verdi=short(said))]
    found = problem(sted, "ikke_valg", hint=_hint(said, asked.valg), felt=asked.navn, verdi=short(said))
    return "", [found]


def codes_of(said: str, valg: Mapping[str, str]) -> list[str]:
    """The codes whose word is what is written, or the code itself."""
    by_word = [kode for kode, ord in valg.items() if plain(ord) == plain(said)]
    return by_word or [kode for kode in valg if kode == said]


def _part_of(said: str, valg: Mapping[str, str]) -> list[str]:
    """«Teamleder» where the list has «Teamleder eller fagleder»."""
    alone = {kode: ord for kode, ord in valg.items() if "@" not in kode}
    return [kode for kode, ord in alone.items() if plain(said) in {plain(part) for part in _PARTS.split(ord)}]


def _hint(said: str, valg: Mapping[str, str]) -> str:
    shown = {plain(ord): ord for ord in valg.values()}
    if near := difflib.get_close_matches(plain(said), list(shown), n=1, cutoff=0.7):
        return text("felles.mente_du", naer=shown[near[0]])
    if len(shown) <= _MOST_NAMED:
        return text("skjema.les.ikke_valg_hint", valg=", ".join(shown.values()))
    return text("skjema.les.ikke_valg_lang")


_READ = {Felttype.TEKST: _text, Felttype.DATO: _date, Felttype.VALG: _choice, Felttype.ROLLE: _role}


def short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def problem(sted: Sted, key: str, *, hint: str = "", **values: object) -> Problem:
    """In the words of every form; here it stops its own cell, and nothing else."""
    return Problem(
        sted=sted,
        kode=f"register-{key.replace('_', '-')}",
        tekst=text(f"skjema.les.{key}", **values),
        hint=hint or text(f"skjema.les.{key}_hint"),
        grad=Grad.ADVARSEL,
    )


def _ours(sted: Sted, key: str, **values: object) -> Problem:
    said, hint = text(f"registeret_les.bok.{key}", **values), text(f"registeret_les.bok.{key}_hint")
    return Problem(sted=sted, kode=f"register-{key.replace('_', '-')}", tekst=said, hint=hint, grad=Grad.ADVARSEL)
