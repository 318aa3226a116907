"""A cell that holds several things, «ja 12.1.24» or «§ 5-1 første ledd»: each column of it takes its own part.

What is left when every part is taken must mean something to one of the columns. When it does not, nothing is guessed:
the field is unknown, and the cell is told.
"""

import re
from datetime import date

from bvaudit.diagnostics import Grad
from bvaudit.extract.sheets.cells import convert, is_blank, not_data, plain
from bvaudit.extract.sheets.columns import CellFault, Field, Value
from bvaudit.extract.sheets.dates import YEARS, day_in_year, day_of
from bvaudit.extract.sheets.texts import ORDINALS, heading_key, unwrapped
from bvaudit.model.tables import Type
from bvaudit.texts import text

DATO, HJEMMEL, RESTEN = "dato", "hjemmel", "resten"
ONLY_DATE = text("extract.split.bare_dato")  # what the map's codes call a cell with a day and no word

_OF_LAW = ("kapittel", "paragraf", "ledd", "bokstav", "punktum")
_MONTH = r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-z]*"
_DAY = re.compile(
    rf"(?<![0-9])(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}[./-] ?[0-9]{{1,2}}[./-] ?(?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|[0-9]{{1,2}}\.? ?{_MONTH}\.? ?(?:[0-9]{{4}}|[0-9]{{2}}))(?![0-9])",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(rf"(?<![0-9])[0-9]{{1,2}}\.(?: ?[0-9]{{1,2}}\.?| ?{_MONTH})(?![0-9])", re.IGNORECASE)
_ORDINAL = "|".join(ORDINALS)
_PARAGRAPH = re.compile(r"(?:§+ ?)?(?P<kapittel>[0-9]{1,2}) ?- ?(?P<paragraf>[0-9]{1,2})(?![0-9])", re.IGNORECASE)
_UNDER = {
    "ledd": re.compile(
        rf"(?:(?P<ord>{_ORDINAL}) ledd|(?P<nr>[0-9]{{1,2}})\.? ?ledd|ledd (?P<etter>[0-9]{{1,2}}))", re.I
    ),
    "punktum": re.compile(
        rf"(?:(?P<ord>{_ORDINAL}) punktum|(?P<nr>[0-9]{{1,2}})\.? ?punktum|punktum (?P<etter>[0-9]{{1,2}}))", re.I
    ),
    "bokstav": re.compile(r"(?:bokstav|bokst\.?|litra) ?(?P<etter>[a-z])\b", re.I),
}
_FILLING = re.compile(r"\b(?:den|dato)\b|[.,;:()/–-]", re.IGNORECASE)
_ACT = re.compile(r"\b(?:bvl|barnevernsloven|barnevernloven)\b\.?", re.IGNORECASE)


def kind_of(kolonne: str, type: Type) -> str:
    """Which part of a cell a column takes."""
    if type is Type.DATO:
        return DATO
    return HJEMMEL if kolonne in _OF_LAW else RESTEN


def part_of(cell: object, field: Field) -> Value | CellFault:
    """The column's own part of the cell; None where the cell has nothing for it."""
    cell = unwrapped(cell)
    if is_blank(cell, field):
        return None
    if isinstance(cell, date):
        return _part(field, cell, "", {})
    written = plain(cell).strip()
    if heading_key(written) in field.oversatt:
        return _part(field, None, written, {})
    if (fault := not_data(written, field)) is not None:
        return fault
    day, rest = _day(written, field) if DATO in field.deler else (None, written)
    law, rest = _law(rest) if HJEMMEL in field.deler else ({}, rest)
    rest = " ".join(_FILLING.sub(" ", rest).split())
    if day == _SEVERAL or law is None or (rest and RESTEN not in field.deler):
        return _unread(field)
    return _part(field, day if isinstance(day, date) else None, rest, law)


def days_in(written: str) -> tuple[int, str]:
    """How many days a text names, with a year or without, and the text without them."""
    for pattern in (_DAY, _DAY_OF_YEAR):
        if found := pattern.findall(written):
            return len(found), " ".join(_FILLING.sub(" ", pattern.sub(" ", written)).split())
    return 0, " ".join(_FILLING.sub(" ", written).split())


_SEVERAL = "several"


def _day(written: str, field: Field) -> tuple[date | str | None, str]:
    """The day in the text and the text without it; ``_SEVERAL`` when there are more, or it is none."""
    found = _DAY.findall(written)
    pattern = _DAY
    if not found and field.ar:
        found, pattern = _DAY_OF_YEAR.findall(written), _DAY_OF_YEAR
    if not found:
        return None, written
    said = found[0].strip()
    day = day_of(said, field.datoformat, None) or (day_in_year(said, field.ar) if field.ar else None)
    sole = len(found) == 1 and day is not None and day.year in YEARS
    return (day if sole else _SEVERAL), pattern.sub(" ", written)


def _law(written: str) -> tuple[dict[str, str] | None, str]:
    """Chapter, paragraph and what is under it; None when there are several paragraphs."""
    found = list(_PARAGRAPH.finditer(written))
    if len(found) > 1:
        return None, written
    if not found:
        return {}, written
    parts = {"kapittel": found[0]["kapittel"], "paragraf": found[0]["paragraf"]}
    rest = _ACT.sub(" ", written.replace(found[0][0], " ", 1)).replace("§", " ")
    for name, pattern in _UNDER.items():
        hits = list(pattern.finditer(rest))
        if len(hits) > 1:
            return None, rest
        for hit in hits:
            given = {key: value for key, value in hit.groupdict().items() if value}
            word = next(iter(given.values())).casefold()
            parts[name] = ORDINALS.get(word, word)
            rest = rest.replace(hit[0], " ", 1)
    return parts, rest


def _part(field: Field, day: date | None, rest: str, law: dict[str, str]) -> Value | CellFault:
    match kind_of(field.kolonne, field.type):
        case "dato":
            return day
        case "hjemmel":
            return law.get(field.kolonne)
        case _:
            said = rest or (ONLY_DATE if day else "")
            if not said:
                return None
            if not rest and heading_key(ONLY_DATE) not in field.oversatt:
                return _unread(field)
            value = convert(said, field)
            return _unread(field) if isinstance(value, CellFault) else value


def _unread(field: Field) -> CellFault:
    key = "delt_hint" if field.deler - {DATO} else "delt_dato_hint"
    return CellFault(
        kode="celle-delt",
        tekst=text("kart_lesing.delt", felt="{felt}"),
        hint=text(f"kart_lesing.{key}"),
        flere=text("kart_lesing.delt_flere"),
        grad=Grad.ADVARSEL,
        ukjent=True,
    )
