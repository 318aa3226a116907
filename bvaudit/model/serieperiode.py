"""Periods as people write them: 2024, 2024-03, mars 2024, 1. kvartal 2024, uke 36 2023, 31.12.2024."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    ("januar", "january"),
    ("februar", "february"),
    ("mars", "march"),
    ("april",),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("desember", "december"),
)
_BEFORE = re.compile(r"^(?:året |år |pr\.? ?|per |hele |heile |i )(?=\d|[hkqtuw]\d)")
_ORDINALS = ("første", "andre", "tredje", "fjerde")
_LETTERS = {"K": "kvartal", "H": "halvar", "T": "tertial", "U": "uke"}
_YEARS = range(1950, 2101)


class Periode(NamedTuple):
    """First and last day, both inside."""

    fra: date
    til: date

    @property
    def er_dag(self) -> bool:
        return self.fra == self.til


def parse_periode(written: str) -> Periode | None:
    """None for what is no period, and for one that ends before it begins."""
    said = _plain(written)
    found = _one(said)
    if found is not None:
        return found
    for between in ("..", " - ", " til ", "-"):
        first, there, last = said.partition(between)
        if there and (span := _span(first.strip(), last.strip(), strict=between == "-")):
            return span
    return None


def of_year(written: str, year: int, length: str = "") -> Periode | None:
    """A part of a year that does not say which: «mars», «1. kvartal», or the bare number of a part whose ``length``
    is said elsewhere."""
    said = _plain(written)
    if said.isdigit():
        form = _NUMBERED.get(length)
        return _one(form.format(year, int(said))) if form else None
    return parse_periode(f"{said} {year}") if not re.search(r"\d{4}", said) else None


def _plain(written: str) -> str:
    said = " ".join(re.sub("[‐-―−]", "-", written).split()).casefold().rstrip("*")
    for number, word in enumerate(_ORDINALS, 1):
        said = said.replace(f"{word} ", f"{number}. ", 1) if said.startswith(f"{word} ") else said
    return _BEFORE.sub("", said)


def _span(first: str, last: str, *, strict: bool) -> Periode | None:
    """From the one to the other. The first may leave its year to the last: «jan–aug 2024». ``strict``: both are months
    or days, for 2023-2024 may be a year of schools."""
    end = _one(last)
    if end is None or (strict and re.fullmatch(r"\d{4}", last)):
        return None
    year = end.fra.year
    begin = _one(first) or (None if first.isdigit() else _one(f"{first} {year}") or _one(f"{first}{year}"))
    return Periode(begin.fra, end.til) if begin and begin.fra <= end.til else None


def vist(periode: Periode) -> str:
    """As short as it can be said and be read back: 2024, 2024-03, 2024-K1, 2024-12-31."""
    fra, til = periode
    if fra == til:
        return fra.isoformat()
    for made, word in _WHOLE:
        if (found := made(fra)) == periode:
            return word(found.fra)
    if fra.day == 1 and til == _month(til.year, til.month).til:
        return f"{fra:%Y-%m}..{til:%Y-%m}"
    return f"{fra.isoformat()}..{til.isoformat()}"


def parts_of(periode: Periode) -> tuple[str, int, int]:
    """The kind, its number in the year, and the year: («kvartal», 1, 2024). «annet» for what is none of them."""
    word = vist(periode)
    if found := re.fullmatch(r"(\d{4})-([KHTU])(\d{1,2})", word):
        return _LETTERS[found[2]], int(found[3]), int(found[1])
    if found := re.fullmatch(r"(\d{4})-(\d{2})", word):
        return "maned", int(found[2]), int(found[1])
    kind = "dag" if periode.er_dag else "ar" if word.isdecimal() else "annet"
    return kind, 0, periode.fra.year


def aret_av(periode: Periode) -> Periode | None:
    """The calendar year a shorter period lies in; None for a year, and for what lies in two."""
    year = _year(periode.fra.year)
    return year if periode != year and year.fra <= periode.fra and periode.til <= year.til else None


def _one(said: str) -> Periode | None:
    for pattern, made in _FORMS:
        found = pattern.fullmatch(said)
        try:
            periode = made(found) if found is not None else None
        except ValueError:
            continue
        if periode is not None:
            return periode if periode.fra.year in _YEARS else None
    return None


def _year(year: int) -> Periode:
    return Periode(date(year, 1, 1), date(year, 12, 31))


def _months(year: int, first: int, count: int) -> Periode:
    last = first + count - 1
    return Periode(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _month(year: int, month: int) -> Periode:
    return _months(year, month, 1)


def _part(year: str, number: str, months: int) -> Periode | None:
    part = int(number)
    return _months(int(year), (part - 1) * months + 1, months) if 1 <= part <= 12 // months else None


def _week(year: str, number: str) -> Periode:
    first = date.fromisocalendar(int(year), int(number), 1)
    return Periode(first, first + timedelta(days=6))


def _day(year: str, month: str, day: str) -> Periode:
    found = date(int(year), int(month), int(day))
    return Periode(found, found)


def _named_month(word: str, year: str) -> Periode | None:
    number = next((n for n, names in enumerate(_MONTHS, 1) if any(one.startswith(word) for one in names)), 0)
    number = 9 if word == "sept" else number
    return _month(int(year) + (2000 if len(year) == 2 else 0), number) if number else None


def _day_of_month(day: str, word: str, year: str) -> Periode | None:
    month = _named_month(word, year)
    return _day(year, str(month.fra.month), day) if month else None


def _weeks(first: str, last: str, year: str) -> Periode | None:
    begin, end = _week(year, first), _week(year, last)
    return Periode(begin.fra, end.til) if begin.fra <= end.til else None


_Made = Callable[[re.Match[str]], Periode | None]
_BETWEEN = r"[-/,. ]{0,2}"
_PARTS = (  # what a part of a year is called, by its letters, and how many months it has
    (r"(?:[kq]|kv\.?|kvartal)", r"\.? ?(?:kvartal|kvart\.?|kv\.?)", "1-4", 3),
    (r"(?:h|halvår)", r"\.? ?(?:halvår|halvt år|h)", "12", 6),
    (r"(?:t|tertial)", r"\.? ?(?:tertial|tert\.?)", "1-3", 4),
)


def _parts_of_year() -> tuple[tuple[re.Pattern[str], _Made], ...]:
    def made(months: int, year: int, number: int) -> _Made:
        return lambda m: _part(m[year], m[number], months)

    found: list[tuple[re.Pattern[str], _Made]] = []
    for before, after, numbers, months in _PARTS:
        found += [
            (re.compile(rf"(\d{{4}}){_BETWEEN}{before} ?([{numbers}])"), made(months, 1, 2)),
            (re.compile(rf"{before} ?([{numbers}]){_BETWEEN}(\d{{4}})"), made(months, 2, 1)),
            (re.compile(rf"([{numbers}]){after}{_BETWEEN}(\d{{4}})"), made(months, 2, 1)),
            (re.compile(rf"(\d{{4}}){_BETWEEN}([{numbers}]){after}"), made(months, 1, 2)),
        ]
    return tuple(found)


_WEEK_WORD = r"(?:uke|veke|u|w|v)\.? ?"
_FORMS: tuple[tuple[re.Pattern[str], _Made], ...] = (
    (re.compile(r"(\d{4})"), lambda m: _year(int(m[1]))),
    (re.compile(r"(\d{4})[-/m](\d{1,2})"), lambda m: _month(int(m[1]), int(m[2]))),
    (re.compile(r"((?:19|20)\d\d)(\d\d)"), lambda m: _month(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{1,2})[-./](\d{4})"), lambda m: _month(int(m[2]), int(m[1]))),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?"), lambda m: _day(m[1], m[2], m[3])),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), lambda m: _day(m[3], m[2], m[1])),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})"), lambda m: _day(f"20{m[3]}", m[2], m[1])),
    (re.compile(r"(\d{1,2})\. ?([a-zæøå]{3,9})\.?,? (\d{4})"), lambda m: _day_of_month(m[1], m[2], m[3])),
    *_parts_of_year(),
    (re.compile(rf"(\d{{4}}){_BETWEEN}{_WEEK_WORD}(\d{{1,2}})"), lambda m: _week(m[1], m[2])),
    (re.compile(rf"{_WEEK_WORD}(\d{{1,2}}){_BETWEEN}(\d{{4}})"), lambda m: _week(m[2], m[1])),
    (re.compile(rf"{_WEEK_WORD}(\d{{1,2}}) ?- ?(\d{{1,2}}),? (\d{{4}})"), lambda m: _weeks(m[1], m[2], m[3])),
    (re.compile(r"([a-zæøå]{3,9})[-.,/ ]{0,2} ?['’]?(\d{4}|\d{2})"), lambda m: _named_month(m[1], m[2])),
    (re.compile(r"(\d{4})[-.,/ ]{0,2} ?([a-zæøå]{3,9})\.?"), lambda m: _named_month(m[2], m[1])),
)
_NUMBERED = {"maned": "{}-{:02}", "kvartal": "{}-k{}", "tertial": "{}-t{}", "halvar": "{}-h{}", "uke": "{}-u{}"}
_WHOLE: tuple[tuple[Callable[[date], Periode], Callable[[date], str]], ...] = (
    (lambda day: _year(day.year), lambda day: f"{day:%Y}"),
    (lambda day: _month(day.year, day.month), lambda day: f"{day:%Y-%m}"),
    (lambda day: _months(day.year, (day.month - 1) // 3 * 3 + 1, 3), lambda day: f"{day:%Y}-K{(day.month + 2) // 3}"),
    (lambda day: _months(day.year, (day.month - 1) // 6 * 6 + 1, 6), lambda day: f"{day:%Y}-H{(day.month + 5) // 6}"),
    (lambda day: _months(day.year, (day.month - 1) // 4 * 4 + 1, 4), lambda day: f"{day:%Y}-T{(day.month + 3) // 4}"),
    (
        lambda day: _week(*map(str, day.isocalendar()[:2])),
        lambda day: "{}-U{:02}".format(*day.isocalendar()[:2]),
    ),
)
