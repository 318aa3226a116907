"""One cell becomes one value of the column's type, or a fault that says what is wrong without showing a person."""

import re
from datetime import date, datetime, time, timedelta

from bvaudit.diagnostics import Grad
from bvaudit.extract.sheets.columns import ERROR_CELL, GARBLED, UNCOUNTED, CellFault, Field, Value
from bvaudit.extract.sheets.dates import (
    YEARS,
    day_in_year,
    day_of,
    is_day_number,
    order_is_unknown,
    plain_number,
    without_clock,
)
from bvaudit.extract.sheets.texts import (
    LISTS,
    has_lost_letters,
    heading_key,
    is_garbled,
    is_rounded_number,
    listed,
    means_nothing,
    names_no_unit,
    one_line,
    unwrapped,
)
from bvaudit.model.tables import Type

_SHOWABLE_DATE = re.compile(r"[0-9]{1,4}[./\- ]{1,2}[0-9]{1,2}[./\- ]{1,2}[0-9]{1,4}")
_SHOWABLE_CODE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}")
_ERROR_TEXT = re.compile(
    r"#(N/A|I/T|REF!|REFERANSE!|VALUE!|VERDI!|NAME\?|NAVN\?|DIV/0!|NULL!|NUM!|TALL!|SPILL!|OVERFLYT!|CALC!|BEREGN!|"
    r"GETTING_DATA|FIELD!|FELT!|#+)|Err:[0-9]{3}",
    re.IGNORECASE,
)
_ZEROS = re.compile(r"[0./-]+|[0-9./-]*(?:0000|9999)[0-9./-]*")
_DAY_NOUGHT = ("00.01.1900", "1900-01-00")  # what Excel shows for 0 in a date cell, and the reader gives as midnight
_YES = frozenset({"ja", "j", "x", "sant", "sann", "true", "1"})
_NO = frozenset({"nei", "n", "usant", "usann", "false", "0"})
_UNIT_COLUMNS = frozenset({"enhet", "bydelsnavn"})
_MOST_NAMED = 12  # codes in a hint


def is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not str(unwrapped(cell)))


def is_blank(cell: object, field: Field) -> bool:
    """Whether the cell is empty, or holds a text that the kart says is empty."""
    return is_empty(cell) or bool(field.tomme and _said(cell) & field.tomme)


def is_error(cell: object) -> bool:
    return isinstance(cell, str) and bool(_ERROR_TEXT.fullmatch(cell.strip()))


def convert(cell: object, field: Field) -> Value | CellFault:
    """The cell as the column's type; None when it is empty, or holds a text that the kart says is empty."""
    cell = unwrapped(cell)
    if is_blank(cell, field):
        return None
    if is_error(cell):
        return ERROR_CELL
    translated = field.oversatt.get(heading_key(plain(cell)))
    if translated is None and not field.is_free_text and isinstance(cell, str) and (fault := not_data(cell, field)):
        return fault
    cell = cell if translated is None else translated
    return _is_filled_in(cell, is_translated=translated is not None) if field.is_free_text else _of_type(cell, field)


def _is_filled_in(cell: object, *, is_translated: bool) -> bool:
    """Whether a free text says anything. The text itself goes no further."""
    text = plain(cell)
    return heading_key(text) not in _NO and (is_translated or not means_nothing(text))


def _of_type(cell: object, field: Field) -> Value | CellFault:
    match field.type:
        case Type.DATO:
            return _date(cell, field)
        case Type.BOOL:
            return _yes_or_no(cell)
        case Type.HELTALL:
            return _whole_number(cell, field.desimal)
        case _:
            if field.koder:
                return _code(cell, field)
            return _list(cell, field.kolonne) if field.kolonne in LISTS else _text(cell)


def _said(cell: object) -> set[str]:
    """The ways a person would write what stands in the cell."""
    if isinstance(cell, date):
        return {f"{cell:%d.%m.}{cell.year:04}", f"{cell.year:04}-{cell:%m-%d}"}
    if cell == time(0):
        return {"0", "00:00:00", *_DAY_NOUGHT}
    text = plain(cell)
    return {heading_key(text), heading_key(without_clock(text))}


def not_data(text: str, field: Field) -> CellFault | None:
    """The fault of a text that only fills the cell, or cannot be what was typed."""
    if is_garbled(text) or (field.kolonne in _UNIT_COLUMNS and has_lost_letters(text)):
        return GARBLED
    if text.startswith("="):
        return UNCOUNTED
    unit = field.kolonne in _UNIT_COLUMNS
    if means_nothing(text) or (unit and names_no_unit(text)):
        shown = "(null)" if len(text) > 20 else text.replace('"', "")
        if unit:
            return CellFault(
                kode="plassholder",
                tekst=f"«{shown}» i «{{felt}}» er ikke navnet på en enhet; saken er uten enhet",
                hint=f'er det ment slik, skriv dette øverst i kartet: tomme: ["{shown}"]',
                flere=f"har «{shown}», som ikke er navnet på en enhet; sakene er uten enhet",
                grad=Grad.ADVARSEL,
            )
        return CellFault(
            kode="plassholder",
            tekst=f"«{shown}» i «{{felt}}» er ikke en verdi",
            hint=f'betyr det at feltet er tomt, skriv dette øverst i kartet: tomme: ["{shown}"]',
            flere=f"har «{shown}», som ikke er en verdi",
        )
    return None


def plain(cell: object) -> str:
    """Numbers without a needless decimal and truth in Norwegian, as a person would have typed them."""
    if isinstance(cell, bool):
        return "sant" if cell else "usant"
    return plain_number(cell)


def _date(cell: object, field: Field) -> date | CellFault:
    found = day_of(cell, field.datoformat, field.day_zero)
    if found is None and field.ar and isinstance(cell, str):
        found = day_in_year(cell.strip(), field.ar)
    if found is not None and found.year in YEARS:
        return found
    text = f"{found.day:02}.{found.month:02}.{found.year:04}" if isinstance(cell, date) and found else plain(cell)
    text = _DAY_NOUGHT[0] if cell == time(0) else text.strip()
    shown = f"«{text}»" if _SHOWABLE_DATE.fullmatch(text) and not field.is_private else "verdien i «{felt}»"
    return _wrong_date(
        cell, text, shown, field, nothing=found is not None or text in _DAY_NOUGHT or bool(_ZEROS.fullmatch(text))
    )


def _wrong_date(cell: object, text: str, shown: str, field: Field, *, nothing: bool) -> CellFault:
    if order_is_unknown(cell, field.datoformat):
        return CellFault(
            kode="ukjent-datoform",
            tekst=f"{shown} kan bety to ulike dager",
            hint="skriv dette øverst i kartet når dagen står først: datoformat: [iso, norsk, excel, britisk]; "
            "står måneden først, skriv amerikansk i stedet for britisk",
            flere="kan bety to ulike dager",
        )
    if field.day_zero is None and is_day_number(cell):
        return CellFault(
            kode="dagnummer",
            tekst="«{felt}» har et dagnummer, og filen sier ikke sikkert hvilken dag det telles fra",
            hint="formater kolonnen som dato og lagre som .xlsx",
            flere="er dagnumre uten kjent første dag",
        )
    hint = "skriv datoen som dd.mm.åååå"
    if nothing and not field.is_private:
        hint += f'; betyr den at datoen mangler, skriv dette øverst i kartet: tomme: ["{text}"]'
    return CellFault(kode="ugyldig-dato", tekst=f"{shown} er ikke en dato", hint=hint, flere="er ikke datoer")


def _yes_or_no(cell: object) -> bool | CellFault:
    text = heading_key(plain(cell))
    if text in _YES:
        return True
    if text in _NO:
        return False
    return CellFault(
        kode="ugyldig-ja-nei",
        tekst="verdien i «{felt}» er verken ja eller nei",
        hint="skriv ja eller nei, eller legg verdien til under «koder» i kartet",
        flere="er verken ja eller nei",
    )


def _whole_number(cell: object, desimal: str) -> int | CellFault:
    text = re.sub(r"\s", "", plain(cell))
    if isinstance(cell, str):
        text = re.sub(r",0+$" if desimal == "komma" else r"\.0+$", "", text)
    if isinstance(cell, bool) or not re.fullmatch(r"[0-9]{1,9}", text):
        return CellFault(
            kode="ugyldig-tall",
            tekst="verdien i «{felt}» er ikke et helt tall",
            hint="skriv et helt tall, som 4",
            flere="er ikke hele tall",
        )
    return int(text)


def _text(cell: object) -> str | CellFault:
    if isinstance(cell, date | datetime | time | timedelta):
        return CellFault(
            kode="tekst-som-dato",
            tekst="regnearket har gjort verdien i «{felt}» om til en dato",
            hint="formater kolonnen som tekst og skriv verdien på nytt",
            flere="er gjort om til datoer av regnearket",
        )
    if (isinstance(cell, float) and not cell.is_integer()) or (isinstance(cell, str) and is_rounded_number(cell)):
        return CellFault(
            kode="tekst-som-tall",
            tekst="regnearket har gjort verdien i «{felt}» om til et desimaltall",
            hint="formater kolonnen som tekst og skriv verdien på nytt",
            flere="er gjort om til desimaltall av regnearket",
        )
    return one_line(plain(cell))


def _list(cell: object, kolonne: str) -> str | CellFault:
    """Several in one cell, however they are kept apart: rules look for each of them."""
    text = _text(cell)
    if isinstance(text, CellFault):
        return text
    wrong, hint = f"kan ikke leses som {kolonne}", f"skriv {LISTS[kolonne]}, med komma mellom"
    return listed(text, kolonne) or CellFault(
        kode="ugyldig-liste", tekst=f"verdien i «{{felt}}» {wrong}", hint=hint, flere=wrong
    )


def _code(cell: object, field: Field) -> str | CellFault:
    """A code of the list. A number can only stand for a code when no other code is the same number (3.1 and 3.10)."""
    if isinstance(cell, date | time | timedelta):
        return _text(cell)
    text = plain(cell).strip()
    known = field.koder.get(heading_key(text))
    as_number = isinstance(cell, float) or (known is None and "," in text)
    if not as_number and known is not None:
        return known
    if as_number and (same := [kode for kode in field.koder.values() if _same_number(kode, text)]):
        if len(same) == 1:
            return same[0]
        return CellFault(
            kode="kode-som-tall",
            tekst=f"koden i «{{felt}}» er lagret som tall, og {' og '.join(same)} kan da ikke skilles",
            hint="formater kolonnen som tekst og skriv koden på nytt",
            flere="er lagret som tall, og to koder kan da ikke skilles",
        )
    shown = f"koden «{text}»" if _SHOWABLE_CODE.fullmatch(text) else "verdien i «{felt}»"
    return CellFault(
        kode="ukjent-kode",
        tekst=f"{shown} finnes ikke i kodelisten {field.kodeliste}",
        hint=f"legg verdien til under «koder» i kartet; gyldige: {_named(field)}",
        flere=f"er ikke koder i kodelisten {field.kodeliste}",
    )


def _named(field: Field) -> str:
    """The codes with their names, as many as one reads: «1 Henlagt, 2 Undersøkes»."""
    codes = [f"{kode} {tittel}" if tittel not in ("", kode) else kode for kode, tittel in field.titler.items()]
    if len(codes) > _MOST_NAMED:
        return f"{', '.join(codes[:_MOST_NAMED])} og {len(codes) - _MOST_NAMED} til (se docs/kart.md)"
    return ", ".join(codes)


def _same_number(kode: str, text: str) -> bool:
    try:
        return float(kode) == float(text.replace(",", "."))
    except ValueError:
        return False
