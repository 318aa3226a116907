"""Periods as people write them: 2024, 2024-03, mars 2024, 1. kvartal 2024, uke 36 2023, 31.12.2024."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
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
    said = " ".join(written.replace("–", "-").split()).casefold()
    first, dots, last = said.partition("..")
    if dots:
        begin, end = _one(first.strip()), _one(last.strip())
        return Periode(begin.fra, end.til) if begin and end and begin.fra <= end.til else None
    return _one(said)


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
        if found is not None:
            try:
                periode = made(found)
            except ValueError:
                return None
            return periode if periode is not None and periode.fra.year in _YEARS else None
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
    number = next((n for n, name in enumerate(_MONTHS, 1) if word.startswith(name)), 0)
    return _month(int(year), number) if number else None


_Made = Callable[[re.Match[str]], Periode | None]
_FORMS: tuple[tuple[re.Pattern[str], _Made], ...] = (
    (re.compile(r"(\d{4})"), lambda m: _year(int(m[1]))),
    (re.compile(r"(\d{4})-(\d{1,2})"), lambda m: _month(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{1,2})[./](\d{4})"), lambda m: _month(int(m[2]), int(m[1]))),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), lambda m: _day(m[1], m[2], m[3])),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), lambda m: _day(m[3], m[2], m[1])),
    (re.compile(r"(\d{4})[- ]?[kq]([1-4])"), lambda m: _part(m[1], m[2], 3)),
    (re.compile(r"[kq]([1-4])[- ](\d{4})"), lambda m: _part(m[2], m[1], 3)),
    (re.compile(r"([1-4])\. ?(?:kvartal|kv\.?) (\d{4})"), lambda m: _part(m[2], m[1], 3)),
    (re.compile(r"(\d{4})[- ]?h([12])"), lambda m: _part(m[1], m[2], 6)),
    (re.compile(r"([12])\. ?halvår (\d{4})"), lambda m: _part(m[2], m[1], 6)),
    (re.compile(r"(\d{4})[- ]?t([1-3])"), lambda m: _part(m[1], m[2], 4)),
    (re.compile(r"([1-3])\. ?tertial (\d{4})"), lambda m: _part(m[2], m[1], 4)),
    (re.compile(r"(\d{4})[- ]?[uvw](\d{1,2})"), lambda m: _week(m[1], m[2])),
    (re.compile(r"uke (\d{1,2}),? (\d{4})"), lambda m: _week(m[2], m[1])),
    (re.compile(r"([a-zæøå]{3,9})\.?,? (\d{4})"), lambda m: _named_month(m[1], m[2])),
)
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
