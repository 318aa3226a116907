"""A day as people write it in a form."""

import re
from datetime import date, datetime, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_YEARS = range(1990, 2100)
_PIVOT = 70  # 69 is 2069, 70 is 1970
_ISO = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag )?(\d{1,2})\.? ?([a-zæøå]{3,9})\.? (\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(?:[.,]0+)?")
_DAY_ZERO = date(1899, 12, 30)


def day_of(value: object) -> date | None:
    """The day a cell says; None when it says none, or one outside the years a form can be about."""
    found = _day_of(value)
    return found if found is not None and found.year in _YEARS else None


def _day_of(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip().rstrip(".").casefold()
    if found := _ISO.fullmatch(text):
        return _real_day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _real_day(found[4], found[3], found[1])
    if (found := _NAMED.fullmatch(text)) and found[2][:3] in _MONTHS:
        return _real_day(found[3], str(_MONTHS.index(found[2][:3]) + 1), found[1])
    return _DAY_ZERO + timedelta(days=int(text[:5])) if _SERIAL.fullmatch(text) else None


def day_may_be_month(value: object) -> bool:
    """Whether the day and the month could change places: 1/12/2026, which some write the other way round."""
    found = _NUMBERS.fullmatch(value.strip()) if isinstance(value, str) else None
    return found is not None and found[2] == "/" and int(found[1]) <= 12 and found[1] != found[3]


def _real_day(year: str, month: str, day: str) -> date | None:
    number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _PIVOT else 1900)
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
