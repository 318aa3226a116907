"""What is written in a blank, as the register keeps it: days in ISO, choices by their code, roles with their unit."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.intake.form_dates import day_of
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.felter import REGISTERFELT, Felt, Felttype
from bvaudit.model.registeret.plannokler import NY, RETTET, SAK, TITTEL, row_of
from bvaudit.model.registeret.redigering import SLETTES, erases
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import LANGUAGES, branch, language, text

# What Word writes itself in a control somebody has emptied.
_OF_WORD = re.compile(
    r"(klikk|trykk|velg|skriv|click|tap|choose|enter|klicka|välj|ange)\b.*", re.IGNORECASE | re.DOTALL
)
_WEEKDAY = re.compile(r"^(den |(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag|\.)?,?\s+(?:den )?)+")
_SHORT = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?\s+(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordliste:
    """The words codes are found by. ``enheter``: id → name; ``enhet`` is the id of the unit whose plan it is."""

    kodeverk: Kodeverk
    enheter: Mapping[str, str]
    enhet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdi:
    """``verdi`` is canonical text, empty = blank. ``galt`` is a key of the texts when it cannot be read."""

    verdi: str = ""
    galt: str = ""


def field_of(nr: str, navn: str) -> Felt | None:
    """What kind of field a blank is; None when the register has none of that name there."""
    if nr.startswith(f"{SAK}-"):
        return Felt(navn=RETTET, type=Felttype.DATO) if navn == RETTET else None
    if row_of(nr)[0] and navn == TITTEL:
        return Felt(navn=TITTEL)
    return next((felt for felt in REGISTERFELT[_kind(nr)] if felt.navn == navn), None)


def _kind(nr: str) -> Slag:
    if row_of(nr)[0] or nr.startswith("TI-"):
        return Slag.TILTAK
    if "/" in nr:
        return Slag.KOBLING
    return Slag.PLAN if nr.startswith("PLAN-") else Slag.AVVIK


def is_spare(nr: str) -> bool:
    return row_of(nr)[0] == NY


def written(said: str, *, placeholder: bool) -> str:
    """The text without what stood there until somebody wrote; empty when nobody has. ``placeholder``: the program that
    saved it says that nobody has."""
    said = unicodedata.normalize("NFC", said).replace("\u00a0", " ")
    for waiting in _waiting():
        said = said.replace(f"[{waiting}]", "")
    said = "\n".join(line.rstrip() for line in said.strip().split("\n"))
    if placeholder and _OF_WORD.fullmatch(said):
        return ""
    return "" if said in ("[", "]", "[]") else said


def value_of(felt: Felt, said: str, words: Ordliste, own: Mapping[str, str]) -> Verdi:
    """``said`` is not blank, ``own`` are the words of the list in the document itself, with their codes."""
    if erases(said.strip("[].")):
        return Verdi(verdi=SLETTES)
    if felt.type is Felttype.TEKST:
        return Verdi(verdi=said)
    bare = " ".join(said.strip("[] \n").split())
    if felt.type is Felttype.DATO:
        day = norwegian_day(bare)
        return Verdi(verdi=day.isoformat()) if day else Verdi(verdi=bare, galt="dato")
    found = _role(bare, words, own) if felt.type is Felttype.ROLLE else _choice(felt.liste, bare, words, own)
    return Verdi(verdi=found) if found else Verdi(verdi=bare, galt="rolle" if felt.type is Felttype.ROLLE else "valg")


def norwegian_day(said: str) -> date | None:
    """A day in any of the forms people write: 1.12.2026, 1/12-26, tirsdag den 1. desember 2026, 2026-12-01."""
    plain = _WEEKDAY.sub("", " ".join(said.casefold().split()).rstrip("."))
    if found := _SHORT.fullmatch(plain):
        plain = ".".join(found.groups())
    return day_of(plain)


def _choice(liste: str, said: str, words: Ordliste, own: Mapping[str, str]) -> str:
    listed = {one.kode: one.tekst for one in words.kodeverk.liste(liste)}
    return _code(said, listed, own)


def _role(said: str, words: Ordliste, own: Mapping[str, str]) -> str:
    listed = {one.kode: one.tekst for one in words.kodeverk.roller}
    if code := _code(said, listed, own):
        return code
    rolle, _, unit = said.rpartition(",") if "," in said else said.rpartition("@")
    code, unit = _code(rolle.strip(), listed, {}), unit.strip().casefold()
    where = [id_ for id_, navn in words.enheter.items() if unit in (id_.casefold(), navn.casefold())]
    if not code or len(where) != 1:
        return ""
    return code if where[0] == words.enhet else f"{code}@{where[0]}"


def _code(said: str, listed: Mapping[str, str], own: Mapping[str, str]) -> str:
    """By the word in the list of the document, which may have been another when it was made; else by word or code."""
    wanted = said.casefold()
    for word, code in own.items():
        if word.casefold() == wanted and code:
            return code
    return next((code for code, word in listed.items() if wanted in (word.casefold(), code)), "")


def _waiting() -> frozenset[str]:
    """What stands in a field nobody has written in, in every language a plan may be in."""
    found: set[str] = set()
    for code in LANGUAGES:
        with language(code):
            found |= set(branch("registeret_plan.plass").values())
    return frozenset(found)


def fault(kind: str) -> str:
    return text(f"registeret_plan.lest.galt.{kind}")
