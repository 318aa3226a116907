"""A cell as a day: every way of writing one that can only mean that day."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from bvaudit.extract.documents.document import OSLO
from bvaudit.model.tables import FIRST_YEAR, LAST_YEAR

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

_CLOCK = (
    r"(?:(?:T|,? )(?:kl\.? ?)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
)
_HALF = r"(?: ?[AaPp]\.?[Mm]\.?)?"
_ISO = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<sep>[-./]?)(?P<month>[0-9]{{2}})(?P=sep)(?P<day>[0-9]{{2}}){_CLOCK}"
    r"(?P<zone> ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_NORSK = re.compile(rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})\.\s?(?P<year>[0-9]{{4}}|[0-9]{{2}}){_CLOCK}")
_NAMED = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:\. ?| |-)(?P<name>[a-z]{{3,9}})(?:\. ?| |-)(?P<year>[0-9]{{4}}|[0-9]{{2}}){_CLOCK}",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    rf"(?P<first>[0-9]{{1,2}})(?P<sep>[/-])(?P<next>[0-9]{{1,2}})(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}){_CLOCK}{_HALF}"
)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_SERIALS = range(20_000, 80_001)  # 1954 to 2119, or four years later
_PIVOT = 70  # 69 is 2069, 70 is 1970
_DAY_OF_YEAR = re.compile(
    r"(?P<day>[0-9]{1,2})\.?(?:(?<=\.)\s?(?P<month>[0-9]{1,2})\.?|\s?(?P<name>[a-z]{3,9})\.?)", re.I
)
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_ENGLISH = {"may": 5, "oct": 10, "dec": 12}
_ANY_CLOCK = re.compile(r"(?:T|,? )(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}.*")


def day_of(cell: object, formats: Sequence[str], day_zero: date | None) -> date | None:
    """The day a cell says, or None. ``day_zero`` is what day numbers count from.

    With a time of day it is the day written; with a zone too, it is the day it then was in Norway.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return None
    text = plain_number(cell).strip()
    for name, read in _READERS.items():
        if name in formats and (found := read(text)) is not None:
            return found
    if "excel" in formats and (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
        return day_zero + timedelta(days=int(serial[1])) if day_zero else None
    return None


def day_in_year(text: str, year: int) -> date | None:
    """The day that a text without a year says, «12.3.» or «12. mars»."""
    found = _DAY_OF_YEAR.fullmatch(text)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else _month(found["name"])
    return _real_day(year, month, int(found["day"])) if month else None


def is_day_number(cell: object) -> bool:
    return not isinstance(cell, bool | date) and bool(_SERIAL.fullmatch(plain_number(cell).strip()))


def order_is_unknown(cell: object, formats: Sequence[str]) -> bool:
    """Whether this is a day where nothing tells which number is the month."""
    declared = "amerikansk" in formats or "britisk" in formats
    return isinstance(cell, str) and not declared and bool(_SLASHED.fullmatch(cell.strip()))


def without_clock(text: str) -> str:
    return _ANY_CLOCK.sub("", text)


def plain_number(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    day = _real_day(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None or not _is_clock(found):
        return None
    if not found["zone"] or not found["hour"]:
        return day
    written = f"{day.isoformat()}T{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}"
    try:
        return datetime.fromisoformat(written + found["zone"].strip()).astimezone(OSLO).date()
    except ValueError:
        return None


def _norsk(text: str) -> date | None:
    if found := _NORSK.fullmatch(text):
        day = _real_day(_full_year(found["year"]), int(found["month"]), int(found["day"]))
        return day if _is_clock(found) else None
    if (found := _NAMED.fullmatch(text)) and (month := _month(found["name"])):
        day = _real_day(_full_year(found["year"]), month, int(found["day"]))
        return day if _is_clock(found) else None
    return None


def _slashed(text: str, *, month_first: bool) -> date | None:
    found = _SLASHED.fullmatch(text)
    if found is None or not _is_clock(found):
        return None
    first, second = int(found["first"]), int(found["next"])
    month, day = (first, second) if month_first else (second, first)
    return _real_day(_full_year(found["year"]), month, day)


_READERS: dict[str, Callable[[str], date | None]] = {
    "iso": _iso,
    "norsk": _norsk,
    "amerikansk": lambda text: _slashed(text, month_first=True),
    "britisk": lambda text: _slashed(text, month_first=False),
}


def _is_clock(found: re.Match[str]) -> bool:
    if not found["hour"]:
        return True
    return int(found["hour"]) < 24 and int(found["minute"]) < 60 and int(found["second"] or 0) < 60


def _month(name: str) -> int:
    start = name.casefold()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _ENGLISH.get(start, 0)


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _PIVOT else 1900)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
