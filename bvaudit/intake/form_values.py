"""One cell of a form becomes the value that was asked for, or a problem with its place."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_dates import day_may_be_month, day_of
from bvaudit.intake.form_layout import Asked, Choice, Entry, plain
from bvaudit.texts import text

Value = str | int | date | None
_ERROR = re.compile(r"#(?:[A-Z]{1,12}[A-Z/0]*[!?]?|N/A|I/T|DIV/0!)|Err:[0-9]{3}")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]0+)?")
_SPACES = re.compile(r"[ \t\u00a0\u202f\u200b]+")
_TO_CLEAN = re.compile(r"[\r\n\t\u00a0\u202f\u200b]|  |_x000D_")
_SHOWN = 40
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCell:
    """What was filled in, and where. For a choice ``verdi`` is its code, and ``kode`` too; where other text is allowed
    ``kode`` is empty and ``verdi`` is the text as it stands. ``feil``: something stands there that cannot be used."""

    verdi: Value
    sted: Sted
    kode: str = ""
    feil: bool = False

    @property
    def tekst(self) -> str:
        return self.verdi if isinstance(self.verdi, str) else "" if self.verdi is None else str(self.verdi)


def is_empty(cell: object) -> bool:
    if not isinstance(cell, str):
        return cell is None
    return not cell[:1].isalnum() and not _clean(cell)


def read_value(cell: object, asked: Asked, choices: Sequence[Choice], sted: Sted) -> tuple[FilledCell, list[Problem]]:
    """The value, and what is wrong with it; an empty cell is an empty value, not a problem."""
    if is_empty(cell):
        return FilledCell(verdi=None, sted=sted), []
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        return _refused(sted, "feilcelle", felt=asked.navn, verdi=cell.strip())
    if asked.liste:
        return _choice(cell, asked, choices, sted)
    if asked.entry is Entry.DATO:
        return _date(cell, asked, sted)
    if asked.entry is Entry.HELTALL:
        return _whole_number(cell, asked, sted)
    return _text(cell, asked, sted)


def _text(cell: object, asked: Asked, sted: Sted) -> tuple[FilledCell, list[Problem]]:
    if isinstance(cell, date | time | timedelta):
        return _refused(sted, "er_dato", felt=asked.navn)
    return FilledCell(verdi=written(cell), sted=sted), []


def _choice(cell: object, asked: Asked, choices: Sequence[Choice], sted: Sted) -> tuple[FilledCell, list[Problem]]:
    if isinstance(cell, date | time | timedelta):
        return _refused(sted, "er_dato", felt=asked.navn)
    found = written(cell)
    codes = [choice.kode for choice in choices if plain(choice.tekst) == plain(found)]
    if len(codes) == 1:
        return FilledCell(verdi=codes[0], kode=codes[0], sted=sted), []
    if asked.fri:
        return FilledCell(verdi=found, sted=sted), []
    return FilledCell(verdi=None, sted=sted, feil=True), [
        _problem(sted, "ikke_valg", hint=_choice_hint(found, choices), verdi=_short(found), felt=asked.navn)
    ]


def _choice_hint(found: str, choices: Sequence[Choice]) -> str:
    shown = {plain(choice.tekst): choice.tekst for choice in choices}
    near = difflib.get_close_matches(plain(found), list(shown), n=1, cutoff=0.7)
    if near:
        return text("felles.mente_du", naer=shown[near[0]])
    if len(choices) <= _MOST_NAMED:
        return text("skjema.les.ikke_valg_hint", valg=", ".join(choice.tekst for choice in choices))
    return text("skjema.les.ikke_valg_lang")


def _date(cell: object, asked: Asked, sted: Sted) -> tuple[FilledCell, list[Problem]]:
    day = day_of(cell)
    shown = f"{cell:%d.%m.%Y}" if isinstance(cell, datetime) else _short(written(cell))
    if day is None:
        return _refused(sted, "ikke_dato", verdi=shown, felt=asked.navn)
    filled = FilledCell(verdi=day, sted=sted)
    if not day_may_be_month(cell):
        return filled, []
    said = text("skjema.les.dag_forst", verdi=shown, felt=asked.navn, dag=f"{day:%d.%m.%Y}")
    return filled, [Problem(sted=sted, kode="skjema-dag-forst", tekst=said, grad=Grad.MERKNAD)]


def _whole_number(cell: object, asked: Asked, sted: Sted) -> tuple[FilledCell, list[Problem]]:
    found = written(cell).replace("\u2212", "-").replace(" ", "")
    if not _NUMBER.fullmatch(found):
        return _refused(sted, "ikke_tall", verdi=_short(found), felt=asked.navn)
    return FilledCell(verdi=int(re.split("[.,]", found)[0]), sted=sted), []


def written(cell: object) -> str:
    """A cell as the text a person wrote: without spaces around, one kind of line break, numbers without «.0»."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    return _clean(str(cell))


def _clean(found: str) -> str:
    if not _TO_CLEAN.search(found) and (found.isascii() or unicodedata.is_normalized("NFC", found)):
        return found.strip()
    found = unicodedata.normalize("NFC", found.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_\n", "\n"))
    lines = (_SPACES.sub(" ", line).strip() for line in found.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _short(found: str) -> str:
    line = " ".join(found.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _refused(sted: Sted, key: str, **values: object) -> tuple[FilledCell, list[Problem]]:
    hint = text(f"skjema.les.{key}_hint")
    return FilledCell(verdi=None, sted=sted, feil=True), [_problem(sted, key, hint=hint, **values)]


def _problem(sted: Sted, key: str, *, hint: str, **values: object) -> Problem:
    kode = f"skjema-{key.replace('_', '-')}"
    return Problem(sted=sted, kode=kode, tekst=text(f"skjema.les.{key}", **values), hint=hint)
