"""What an eleven-digit person number says: its kind, its date, and whether its check digits hold."""

import re
from dataclasses import dataclass
from datetime import date
from operator import mul

FODSELSNUMMER = "fodselsnummer"
DNUMMER = "dnummer"
HJELPENUMMER = "hjelpenummer"
TERMINNUMMER = "terminnummer"
SYNTETISK = "syntetisk"  # made for tests: 40, 65 or 80 added to the month
UGYLDIG = "ugyldig"
INGEN = "ingen"

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
_AS_WRITTEN = re.compile(r"[0-9]{6}[\s.\-]?[0-9]{5}|[0-9]{2}[\s.][0-9]{2}[\s.][0-9]{2}[\s.\-]?[0-9]{5}")
_ELEVEN = re.compile(r"(?=([0-9]{11}))")
_ELEVEN_ALONE = re.compile(r"[0-9]{11}")
_SPACING = re.compile(r"[\s.\-]")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TEST_MONTHS = (80, 65, 40)  # the tax authority's, the health network's, NAV's


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNumber:
    """``ddmmaa`` is the date in the number with every addition taken away; empty when it is no date.

    ``kjonn`` is what the ninth digit says. ``ny_ordning`` marks check digits that only hold under the rule of 2032,
    where neither sex nor century can be read from the number.
    """

    ident_type: str
    ddmmaa: str = ""
    kjonn: str = ""
    ny_ordning: bool = False
    forelopig: bool = False  # a hjelpenummer, a term number or a d-number


def read_number(text: str, *, new_rule: bool) -> PersonNumber:
    """The number read as far as it can be. ``new_rule``: the day is such that numbers of 2032 and later can exist."""
    digits = without_spacing(text)
    if not _ELEVEN_ALONE.fullmatch(digits):
        return PersonNumber(ident_type=UGYLDIG)
    kjonn = "1" if int(digits[8]) % 2 else "2"
    temporary = {"00100": HJELPENUMMER, "00200": HJELPENUMMER, "99999": TERMINNUMMER}.get(digits[6:])
    if temporary and _is_date(digits[:6]):
        return PersonNumber(ident_type=temporary, ddmmaa=digits[:6], kjonn=kjonn, forelopig=True)
    ddmmaa, kind, dnumber = _decoded(digits[:6])
    old, new = _check_digits(digits)
    if not kind or not (old or (new and new_rule)):
        return PersonNumber(ident_type=UGYLDIG, ddmmaa=ddmmaa, kjonn=kjonn)
    return PersonNumber(ident_type=kind, ddmmaa=ddmmaa, kjonn=kjonn, ny_ordning=not old, forelopig=dnumber)


def birth_date(text: str, ddmmaa: str) -> date | None:
    """The birth date a number of the old kind stands for; ``None`` when its individual number leaves that open."""
    year, individual = int(ddmmaa[4:]), int(without_spacing(text)[6:9])
    if individual <= 499 or (individual >= 900 and year >= 40):
        century = 1900
    elif year <= 39:
        century = 2000
    else:
        return None  # 500–899 with a year of 40 or more: the nineteenth century, or nobody
    return _date(century + year, ddmmaa)


def duf_is_valid(text: str) -> bool:
    """Four digits of year, six of serial, two check digits: the weighted sum of the first ten, modulo 11."""
    digits = without_spacing(text)
    if not re.fullmatch(r"(19|20)[0-9]{10}", digits):
        return False
    return int(digits[10:]) == sum(w * int(d) for w, d in zip(_DUF, digits, strict=False)) % 11


def looks_like_number(text: str) -> bool:
    """Eleven digits as person numbers are written; or ten that are one without the zero a spreadsheet takes away."""
    if _AS_WRITTEN.fullmatch(text.strip()):
        return True
    if not re.fullmatch(r"[0-9]{10}", text.strip()):
        return False
    return read_number(f"0{text.strip()}", new_rule=False).ident_type not in (UGYLDIG, TERMINNUMMER)


def holds_valid_number(text: str) -> bool:
    """Whether eleven digits in a row anywhere in the text are a number with the right date and check digits."""
    return any(
        read_number(found.group(1), new_rule=False).ident_type not in (UGYLDIG,) for found in _ELEVEN.finditer(text)
    )


def without_spacing(text: str) -> str:
    return text if text.isalnum() else _SPACING.sub("", text)


def _decoded(six: str) -> tuple[str, str, bool]:
    """The date, the kind (empty when it is no date) and whether it is a d-number."""
    day, month, year = int(six[:2]), int(six[2:4]), six[4:]
    dnumber = 41 <= day <= 71
    day -= 40 if dnumber else 0
    added = next((a for a in _TEST_MONTHS if 1 <= month - a <= 12), 0)
    ddmmaa = f"{day:02d}{month - added:02d}{year}"
    if not _is_date(ddmmaa):
        return "", "", dnumber
    return ddmmaa, SYNTETISK if added else DNUMMER if dnumber else FODSELSNUMMER, dnumber


def _is_date(ddmmaa: str) -> bool:
    """A day that exists in some century: 29 February in 00 is the year 2000."""
    day, month, year = int(ddmmaa[:2]), int(ddmmaa[2:4]), int(ddmmaa[4:])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def _check_digits(digits: str) -> tuple[bool, bool]:
    """Whether they hold under the old rule, and under the rule of 2032, where the first may leave 0, 1, 2 or 3."""
    numbers = [int(d) for d in digits]
    first = sum(map(mul, _FIRST, numbers)) % 11
    second = sum(map(mul, _SECOND, numbers)) % 11
    return first == 0 and second == 0, first <= 3 and second == 0


def _date(year: int, ddmmaa: str) -> date | None:
    try:
        return date(year, int(ddmmaa[2:4]), int(ddmmaa[:2]))
    except ValueError:  # 29 February 1900
        return None
