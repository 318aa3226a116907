"""One cell becomes one value of the column's type, or a fault that says what is wrong without showing a person."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bvaudit.model.tables import Type

_SPACES = re.compile(r"\s+")  # no-break spaces too
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+)?")
_NORSK = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})")
_SHOWABLE_DATE = re.compile(r"[0-9]{1,4}[./\- ]{1,2}[0-9]{1,2}[./\- ]{1,2}[0-9]{1,4}")
_SHOWABLE_CODE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}")
_SERIAL = re.compile(r"[0-9]{5}")
_ERROR_TEXT = re.compile(r"#(N/A|I/T|REF!|VALUE!|VERDI!|NAME\?|NAVN\?|DIV/0!|NULL!|NUM!|TALL!|SPILL!|#+)|Err:[0-9]{3}")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_001)  # 1954 to 2119
_YEARS = range(1900, 2101)
_PIVOT = 70  # 69 is 2069, 70 is 1970
_YES = frozenset({"ja", "j", "x", "sant", "sann", "true", "1"})
_NO = frozenset({"nei", "n", "usant", "usann", "false", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a cell. ``tekst`` may have ``{felt}``, the column's heading."""

    kode: str
    tekst: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """How the cells of one column are read.

    ``oversatt`` has the kart's translations and ``koder`` the register's codes, both by ``heading_key`` of what a sheet
    would say. A column without a code list has no ``koder``.
    """

    kolonne: str
    overskrift: str
    type: Type
    kodeliste: str
    koder: Mapping[str, str]
    oversatt: Mapping[str, str]
    datoformat: Sequence[str]
    desimal: str

    @property
    def is_private(self) -> bool:
        return self.kolonne == "fodselsdato"


Value = str | int | bool | date | None


def heading_key(text: object) -> str:
    """A heading as it is compared: without case, double spaces, no-break spaces or composed accents."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", str(text))).strip().casefold()


def is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_error(cell: object) -> bool:
    return isinstance(cell, str) and bool(_ERROR_TEXT.fullmatch(cell.strip()))


def convert(cell: object, field: Field) -> Value | Fault:
    """The cell as the column's type; None when it is empty."""
    if is_empty(cell):
        return None
    if is_error(cell):
        return Fault(
            kode="feilcelle", tekst="cellen i «{felt}» viser en feil", hint="rett formelen eller skriv verdien inn"
        )
    if field.oversatt:
        cell = field.oversatt.get(heading_key(_plain(cell)), cell)
    if field.kolonne.endswith("presisering_utfylt"):
        return heading_key(_plain(cell)) not in _NO  # the text itself goes no further
    match field.type:
        case Type.DATO:
            return _date(cell, field)
        case Type.BOOL:
            return _yes_or_no(cell)
        case Type.HELTALL:
            return _whole_number(cell, field.desimal)
        case _:
            return _code(cell, field) if field.koder else _text(cell)


def _plain(cell: object) -> str:
    """Numbers without a needless decimal and truth in Norwegian, as a person would have typed them."""
    if isinstance(cell, bool):
        return "sant" if cell else "usant"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _date(cell: object, field: Field) -> date | Fault:
    found = _as_date(cell, field.datoformat)
    if found is not None and found.year in _YEARS:
        return found
    text = _plain(cell).strip()
    shown = f"«{text}»" if _SHOWABLE_DATE.fullmatch(text) and not field.is_private else "verdien i «{felt}»"
    return Fault(kode="ugyldig-dato", tekst=f"{shown} er ikke en dato", hint="skriv datoen som dd.mm.åååå")


def _as_date(cell: object, formats: Sequence[str]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _plain(cell).strip()
    if isinstance(cell, float) and not cell.is_integer():
        text = text.split(".")[0]  # a day with a time of day
    if "iso" in formats and (iso := _ISO.fullmatch(text)):
        return _real_day(int(iso[1]), int(iso[2]), int(iso[3]))
    if "norsk" in formats and (norsk := _NORSK.fullmatch(text)):
        return _real_day(_full_year(norsk[3]), int(norsk[2]), int(norsk[1]))
    if "excel" in formats and not isinstance(cell, bool) and _SERIAL.fullmatch(text) and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text))
    return None


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _PIVOT else 1900)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yes_or_no(cell: object) -> bool | Fault:
    text = heading_key(_plain(cell))
    if text in _YES:
        return True
    if text in _NO:
        return False
    return Fault(
        kode="ugyldig-ja-nei",
        tekst="verdien i «{felt}» er verken ja eller nei",
        hint="skriv ja eller nei, eller legg verdien til under «koder» i kartet",
    )


def _whole_number(cell: object, desimal: str) -> int | Fault:
    text = _SPACES.sub("", _plain(cell))
    if isinstance(cell, str):
        text = re.sub(r",0+$" if desimal == "komma" else r"\.0+$", "", text)
    if isinstance(cell, bool) or not re.fullmatch(r"[0-9]{1,9}", text):
        return Fault(
            kode="ugyldig-tall", tekst="verdien i «{felt}» er ikke et helt tall", hint="skriv et helt tall, som 4"
        )
    return int(text)


def _text(cell: object) -> str | Fault:
    if isinstance(cell, date | time | timedelta):
        return Fault(
            kode="tekst-som-dato",
            tekst="regnearket har gjort verdien i «{felt}» om til en dato",
            hint="formater kolonnen som tekst og skriv verdien på nytt",
        )
    if isinstance(cell, float) and not cell.is_integer():
        return Fault(
            kode="tekst-som-tall",
            tekst="regnearket har gjort verdien i «{felt}» om til et desimaltall",
            hint="formater kolonnen som tekst og skriv verdien på nytt",
        )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _plain(cell))).strip()


def _code(cell: object, field: Field) -> str | Fault:
    """A code of the list. A number can only stand for a code when no other code is the same number (3.1 and 3.10)."""
    if isinstance(cell, date | time | timedelta):
        return _text(cell)
    text = _plain(cell).strip()
    known = field.koder.get(heading_key(text))
    as_number = isinstance(cell, float) or (known is None and "," in text)
    if not as_number and known is not None:
        return known
    if as_number and (same := [kode for kode in field.koder.values() if _same_number(kode, text)]):
        if len(same) == 1:
            return same[0]
        return Fault(
            kode="kode-som-tall",
            tekst=f"koden i «{{felt}}» er lagret som tall, og {' og '.join(same)} kan da ikke skilles",
            hint="formater kolonnen som tekst og skriv koden på nytt",
        )
    shown = f"koden «{text}»" if _SHOWABLE_CODE.fullmatch(text) else "verdien i «{felt}»"
    return Fault(
        kode="ukjent-kode",
        tekst=f"{shown} finnes ikke i kodelisten {field.kodeliste}",
        hint="legg verdien til under «koder» i kartet",
    )


def _same_number(kode: str, text: str) -> bool:
    try:
        return float(kode) == float(text.replace(",", "."))
    except ValueError:
        return False
