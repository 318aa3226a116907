"""How a number, a period and a sentence with numbers in it are written in a report."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from bvaudit.figures.series_words import period_words
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serieperiode import Periode
from bvaudit.model.trykk import Talldel, Trykktall
from bvaudit.reports.figure_words import tall, vist
from bvaudit.texts import counted, text

Part = str | Trykktall
Said = tuple[Part, ...]
SHARES = ("andel",)
_PLACE = re.compile("\ue000(\\d+)\ue001")  # stands in a sentence where a number comes


def shown(row: Nokkelrad, del_: Talldel = Talldel.VERDI) -> str:
    """«13,3 %», «1 234», «10,55»; in words where there is no number."""
    value = getattr(row, del_.value)
    if row.tilstand is not Tilstand.VERDI and (del_ is Talldel.VERDI or value is None):
        return text(f"rapport.tilstand.{row.tilstand.name.lower()}")
    if value is None:
        return text("rapport.tilstand.ingen")
    if del_ is Talldel.VERDI and row.storrelse in SHARES:
        return vist(row)
    return amount(value)


def amount(value: float) -> str:
    """Two decimals at most, none for a whole number; a thousand is «1 000»."""
    return tall(value, 2, faste=False)


def number(row: Nokkelrad, del_: Talldel = Talldel.VERDI) -> Trykktall:
    return Trykktall(vist=shown(row, del_), celle=row.celle, del_=del_)


def cell(row: Nokkelrad) -> Said:
    """What stands in a cell of a table: a share with what it is of."""
    if row.tilstand is not Tilstand.VERDI:
        return (shown(row),)
    if row.storrelse in SHARES and row.teller is not None and row.nevner is not None:
        of = {"teller": number(row, Talldel.TELLER), "nevner": number(row, Talldel.NEVNER)}
        return told("rapport.andel_av", verdi=number(row), **of)
    return (number(row),)


def told(key: str, **values: Part) -> Said:
    """The text with this key, parted where its numbers stand."""
    given = list(values.items())
    whole = text(key, **{name: _mark(at, value) for at, (name, value) in enumerate(given)})
    return _parted(whole, [value for _, value in given])


def told_counted(key: str, row: Nokkelrad, **values: Part) -> Said:
    """As ``counted``: the number is that of the row."""
    given: list[tuple[str, Part]] = [("n", number(row)), *values.items()]
    marked = {name: _mark(at, value) for at, (name, value) in enumerate(given)}
    n = int(row.verdi) if row.verdi is not None and row.tilstand is Tilstand.VERDI else 2
    return _parted(counted(key, n, **marked), [value for _, value in given])


def _mark(at: int, value: Part) -> str:
    return value if isinstance(value, str) else f"\ue000{at}\ue001"


def _parted(whole: str, values: list[Part]) -> Said:
    parts: list[Part] = []
    for number_, part in enumerate(_PLACE.split(whole)):
        parts.append(values[int(part)] if number_ % 2 else part)
    return tuple(part for part in parts if part != "")


def joined(lines: Iterable[Said], between: str = " ") -> Said:
    found: list[Part] = []
    for line in lines:
        found += [*([between] if found else []), *line]
    return tuple(found)


def period(fra: date, til: date) -> str:
    """«2025», «1. kvartal 2025», «mars 2025», «31.12.2025», or the first and last day."""
    return period_words(Periode(fra, til))


def plain(said: Said, names: Mapping[str, str] | None = None) -> str:
    """As a reader sees it."""
    return "".join(part if isinstance(part, str) else part.vist for part in said)
