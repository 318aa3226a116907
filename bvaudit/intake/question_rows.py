"""``sporsmal.csv``: what readers have asked about the points, with the answers and the day each was closed."""

import csv
import hashlib
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.intake.form_layout import plain
from bvaudit.model.leseark import Lesesporsmal
from bvaudit.texts import text

SPORSMAL_CSV = "sporsmal.csv"
_DAYS = ("stilt", "lukket")
_MUST = ("id", "leser", "sporsmal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sporsmalsrad:
    """``kilde`` is «file!sheet!cell». ``lukket`` is the day it was closed; None while somebody waits for an answer."""

    id: str
    regel: str
    leser: str
    enhet: str
    sporsmal: str
    kilde: str
    stilt: date | None = None
    svar: str = ""
    lukket: date | None = None

    @property
    def vist(self) -> Lesesporsmal:
        """As the forms show it."""
        return Lesesporsmal(
            id=self.id,
            regel=self.regel,
            sporsmal=self.sporsmal,
            leser=self.leser,
            enhet=self.enhet,
            stilt=self.stilt,
            svar=self.svar,
            lukket=self.lukket is not None,
        )


SPORSMAL_KOLONNER = tuple(field.name for field in fields(Sporsmalsrad))


def question_id(leser: str, enhet: str, regel: str, sporsmal: str) -> str:
    """The same question by the same reader has the same id, however many copies of the form it stands in."""
    told = "\x1f".join((leser, enhet, regel, plain(sporsmal)))
    return f"q-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def read_questions(path: Path, content: bytes | None = None) -> tuple[tuple[Sporsmalsrad, ...], list[Problem]]:
    """Nothing where nobody has asked anything yet. ``content``: what is to lie there, read in place of what does."""
    try:
        found = path.read_bytes() if content is None else content
        rows = list(csv.reader(StringIO(found.decode("utf-8-sig"), newline=""), strict=True))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError, csv.Error):
        return (), [_problem(path, None)]
    if not rows or tuple(rows[0]) != SPORSMAL_KOLONNER:
        return (), [_problem(path, 1)]
    read = [(number, _row(row)) for number, row in enumerate(rows[1:], start=2)]
    return tuple(row for _, row in read if row is not None), [_problem(path, at) for at, row in read if row is None]


def _row(values: list[str]) -> Sporsmalsrad | None:
    if len(values) != len(SPORSMAL_KOLONNER):
        return None
    told = dict(zip(SPORSMAL_KOLONNER, values, strict=True))
    try:
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in _DAYS}
    except ValueError:
        return None
    if not all(told[name] for name in _MUST):
        return None
    kept = {name: said for name, said in told.items() if name not in _DAYS}
    return Sporsmalsrad(**kept, stilt=days["stilt"], lukket=days["lukket"])


def _problem(path: Path, line: int | None) -> Problem:
    return Problem(
        sted=Sted(fil=str(path), linje=line),
        kode="sporsmal-fil",
        tekst=text("lesesvar.sporsmalsfil.feil"),
        hint=text("lesesvar.sporsmalsfil.hint"),
    )
