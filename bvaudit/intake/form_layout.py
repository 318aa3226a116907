"""What a form workbook says of itself on its hidden sheet, so that it can be read back wherever its cells have gone."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from bvaudit.model.leseark import ENIGHET, SKJEMA, SPORSMAL

META = "_meta"
LISTS = "_lister"
ROW_MARK, FIELD_MARK = "_id:", "_felt:"  # before the key of the sheet, over the hidden column
_SUMS_IN_A_CELL = 3_000  # 27 000 characters; a cell holds 32 767
MUST = "*"  # after a heading that must be filled in


class Entry(StrEnum):
    """What is to be written in a cell."""

    TEKST = "tekst"
    DATO = "dato"
    HELTALL = "heltall"
    VALG = "valg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A line in a list: ``kode`` is what is meant, ``tekst`` what is shown and chosen."""

    kode: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing a form asks for. ``navn`` is the heading. ``liste`` are the choices; with ``etter_rad`` those of the
    row, where it has its own (``row_list``). ``fri``: other text than the choices is allowed. ``fast``: the program
    has filled it in, and what stands there is not read as an answer."""

    key: str
    navn: str
    entry: Entry = Entry.TEKST
    liste: str = ""
    etter_rad: bool = False
    fri: bool = False
    paakrevd: bool = False
    fast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """One sheet. ``rader`` are the ids the table was made with, and the sum of what the program wrote in each; ``svar``
    is the heading over the answers, where there is no table."""

    key: str
    navn: str
    tabell: bool
    spurt: tuple[Asked, ...]
    rader: Mapping[str, str] = field(default_factory=dict)
    svar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLayout:
    """The whole workbook. ``skjema`` is its kind; ``opplysninger`` are facts for the one who made it. ``tekster`` are
    the short sums of all texts it was made with, so that what people have typed beside the answers is known; none in a
    form made before there were any."""

    skjema: str
    versjon: str
    opplysninger: Mapping[str, str]
    ark: tuple[SheetLayout, ...]
    lister: Mapping[str, tuple[Choice, ...]]
    tekster: frozenset[str] = frozenset()

    def choices(self, asked: Asked, row_id: str) -> tuple[Choice, ...]:
        own = self.lister.get(row_list(asked.liste, row_id)) if asked.etter_rad and row_id else None
        return own if own is not None else self.lister.get(asked.liste, ())


def is_closed(layout: FormLayout, sheet: SheetLayout) -> bool:
    """Whether every row is a question the form was made with, and people may add none."""
    if layout.skjema == SPORSMAL:
        return sheet.tabell
    return layout.skjema in (SKJEMA, ENIGHET) and sheet.tabell and sheet.key != SPORSMAL


def row_list(liste: str, row_id: str) -> str:
    """The name of the list that one row has for itself; ``form`` in Excel asks for it by the hidden id."""
    return f"{liste}_{row_id.replace('-', '_')}"


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Two texts that look the same are the same: for headings and choices."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u00a0", " "))
    return re.sub(r"\s+", " ", text).strip().casefold()


def heading(text: str) -> str:
    return plain(text.rstrip().removesuffix(MUST))


def fixed_sum(values: Iterable[object]) -> str:
    """A short sum of the values the program wrote in a row, so that a row whose id has left it is found."""
    text = "\x1f".join(plain(_written(value)) for value in values)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _written(value: object) -> str:
    """As the value is written and as it is read back: a day has no hour, and 3.0 is 3."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def text_sum(text: str) -> str:
    return f"{zlib.crc32(plain(text).encode()):08x}"


def rows_of_texts(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """More rows for the hidden sheet: the sums of the texts, as many in each cell as it holds."""
    sums = sorted({text_sum(one) for one in texts})
    for first in range(0, len(sums), _SUMS_IN_A_CELL):
        yield ("tekster", " ".join(sums[first : first + _SUMS_IN_A_CELL]))


def to_rows(layout: FormLayout) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield ("skjema", layout.skjema)
    yield ("versjon", layout.versjon)
    for key, value in layout.opplysninger.items():
        yield ("opplysning", key, value)
    for sheet in layout.ark:
        yield ("ark", sheet.key, sheet.navn, "tabell" if sheet.tabell else "felt", sheet.svar)
        for asked in sheet.spurt:
            flags = " ".join(flag for flag in _FLAGS if getattr(asked, flag))
            yield ("spurt", sheet.key, asked.key, asked.navn, asked.entry, asked.liste, flags)
        for row_id, total in sheet.rader.items():
            yield ("rad", sheet.key, row_id, total)
    for liste, choices in layout.lister.items():
        for choice in choices:
            yield ("valg", liste, choice.kode, choice.tekst)


def from_rows(rows: Iterable[Sequence[object]]) -> FormLayout | None:
    """The layout on a hidden sheet; None when it is not one of ours."""
    said: dict[str, list[list[str]]] = {}
    for row in rows:
        word, *rest = ["" if value is None else str(value) for value in row] or [""]
        said.setdefault(word, []).append([*rest, *[""] * 6])
    if "skjema" not in said or "versjon" not in said:
        return None
    lists: dict[str, list[Choice]] = {}
    for liste, kode, tekst, *_ in said.get("valg", ()):
        lists.setdefault(liste, []).append(Choice(kode=kode, tekst=tekst))
    asked, made = _by_sheet(said.get("spurt", ())), _by_sheet(said.get("rad", ()))
    return FormLayout(
        skjema=said["skjema"][0][0],
        versjon=said["versjon"][0][0],
        opplysninger={key: value for key, value, *_ in said.get("opplysning", ())},
        ark=tuple(_sheet((key, navn, slag, svar), asked, made) for key, navn, slag, svar, *_ in said.get("ark", ())),
        lister={liste: tuple(choices) for liste, choices in lists.items()},
        tekster=frozenset(one for sums, *_ in said.get("tekster", ()) for one in sums.split()),
    )


_FLAGS = ("etter_rad", "fri", "paakrevd", "fast")


_ENTRIES = frozenset(Entry)


def _by_sheet(rows: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for sheet, *rest in rows:
        found.setdefault(sheet, []).append(rest)
    return found


def _sheet(
    facts: tuple[str, str, str, str], asked_in: Mapping[str, list[list[str]]], made: Mapping[str, list[list[str]]]
) -> SheetLayout:
    key, navn, slag, svar = facts
    return SheetLayout(
        key=key,
        navn=navn,
        tabell=slag == "tabell",
        spurt=tuple(
            Asked(
                key=asked,
                navn=label,
                entry=Entry(entry),
                liste=liste,
                **{flag: flag in flags.split() for flag in _FLAGS},
            )
            for asked, label, entry, liste, flags, *_ in asked_in.get(key, ())
            if entry in _ENTRIES
        ),
        rader={row_id: total for row_id, total, *_ in made.get(key, ())},
        svar=svar,
    )
