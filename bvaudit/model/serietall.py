"""Numbers as people write them in Norwegian: «19,69 %», «13 300», «342,2». What cannot be read is never 0."""

import re
from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_PLAIN = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?")
_MINUS_LAST = re.compile(r"(?:\(\s*([\d.,\s\u00a0\u202f\u2009']+)\)|([\d.,\s\u00a0\u202f\u2009']*\d)-)")
_MOST_DECIMALS = 6  # a worked-out number of Excel has fifteen, and the last of them is noise
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[\s\u00a0\u202f\u2009'.]\d{3})+(?:,\d+)?")
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_SPACED = re.compile(r"\d[\s\u00a0\u202f\u2009']+\d")
_PER_CENT = re.compile(r"\s*(%|prosent)$")


class Tallfeil(StrEnum):
    """Why a text is no number. The codes are keys of the texts."""

    IKKE_TALL = "ikke_tall"
    TO_MATER = "to_mater"
    PROSENT = "prosent"
    UTEN_PROSENT = "uten_prosent"


class Uten(StrEnum):
    """Why there is no number, where the file says so in words. The codes are states of key figures."""

    IKKE_UNDERSOKT = "ikke_undersokt"
    MANGLER_SYSTEM = "mangler_system"
    SKJULT = "skjult"


_FEW = re.compile(r"(?:<|≤|færre enn|mindre enn|under) ?\d{1,2}")
_WITHOUT = (
    (
        Uten.MANGLER_SYSTEM,
        re.compile(r"(mangler|manglar|ikke|ikkje|uten|utan) system(støtte)?|(har )?(ikke|ikkje|ingen|inkje) system"),
    ),
    (
        Uten.IKKE_UNDERSOKT,
        re.compile(
            r"\.{1,3}|…|i\.?a\.?|n/a|n\.a\.|mangler|manglar|ingen (data|tall|tal)|"
            r"(ikke|ikkje) (aktuel(t|le)|målt|tall|tal|oppgitt|oppgjeve|registrert|tilgjengelig|tilgjengeleg)"
        ),
    ),
    (Uten.SKJULT, re.compile(r":|skjult|skjermet|skjerma|(vises|blir|vert) (ikke|ikkje)( vist)?")),
)


def uten_tall(written: str, tomme: Collection[str] = ()) -> Uten | None:
    """Why a cell has no number, where what stands there can mean nothing else, or somebody has said that it does."""
    said = " ".join(written.split()).casefold()
    if said in {" ".join(one.split()).casefold() for one in tomme}:
        return Uten.IKKE_UNDERSOKT
    if _FEW.fullmatch(said):
        return Uten.SKJULT
    return next((reason for reason, pattern in _WITHOUT if pattern.fullmatch(said)), None)


class Lest(NamedTuple):
    """``tall`` as it is kept: a share between 0 and 1. ``desimaler`` as it was written."""

    tall: Decimal
    desimaler: int
    prosent: bool


def parse_tall(written: str, *, andel: bool) -> Lest | Tallfeil:
    """``andel``: the number is a share, told in per cent; the sign may be left out. Others may not have it."""
    said = re.sub(r"^[‐-―−](?=\s?\d)", "-", written.strip())
    bare = _PER_CENT.sub("", said.casefold())
    below = _MINUS_LAST.fullmatch(bare)  # as accounts are printed
    prosent = bare != said.casefold()
    if prosent and not andel:
        return Tallfeil.PROSENT
    if below is not None:
        bare = f"-{(below[1] or below[2]).strip()}"
    if _TWO_WAYS.fullmatch(bare):
        return Tallfeil.TO_MATER
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif _SPACED.search(bare):
        return Tallfeil.IKKE_TALL
    found = _PLAIN.fullmatch(_SPACES.sub("", bare))
    if found is None:
        return Tallfeil.IKKE_TALL
    tall = Decimal(f"{found[1]}{found[2]}.{found[3]}" if found[3] else f"{found[1]}{found[2]}")
    if andel and not prosent and _may_be_a_part_of_one(tall):
        return Tallfeil.UTEN_PROSENT
    return Lest(_kept(tall, andel), len(found[3] or ""), prosent)


def _may_be_a_part_of_one(tall: Decimal) -> bool:
    """0,1969 without the sign: 19,69 %, or a fifth of one per cent."""
    return 0 < abs(tall) < 1


def from_cell(number: float | int, *, andel: bool, prosentformat: bool, prosenttegn: bool = False) -> Lest | Tallfeil:
    """A number of a workbook. With the format of per cent 0,1969 is 19,69 %. ``prosenttegn``: only the sign is shown
    after it, and 19,69 is 19,69 %."""
    tall = Decimal(f"{number:.15g}" if isinstance(number, float) else number)
    if andel and prosenttegn and not prosentformat:
        return Lest(_kept(tall, andel), _decimals(tall), True)
    if andel and not prosentformat:
        if _may_be_a_part_of_one(tall):
            return Tallfeil.UTEN_PROSENT
        return Lest(_kept(tall, andel), _decimals(tall), False)
    return Lest(tall, max(_decimals(tall) - 2, 0) if andel else _decimals(tall), prosentformat)


def _decimals(tall: Decimal) -> int:
    exponent = tall.normalize().as_tuple().exponent
    return min(max(0, -exponent), _MOST_DECIMALS) if isinstance(exponent, int) else 0


def _kept(tall: Decimal, andel: bool) -> Decimal:
    return tall / 100 if andel else tall


def vist_tall(tall: Decimal, *, andel: bool, desimaler: int = 1) -> str:
    """As it is told: 13,56 %, 13 300, 342,2."""
    shown = f"{tall * 100 if andel else tall:,.{desimaler}f}"
    if not andel and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    shown = shown.replace(",", "\u00a0").replace(".", ",").replace("-", "−")
    return f"{shown}\u00a0%" if andel else shown
