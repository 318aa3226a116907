"""How the cells of each mapped column are read: its type, its codes, and what the map says of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.documents.formats.record import BEGREP
from bvaudit.extract.sheets.cells import convert
from bvaudit.extract.sheets.columns import CellFault, Field, Value
from bvaudit.extract.sheets.files import Sheet
from bvaudit.extract.sheets.reading import SheetReading
from bvaudit.extract.sheets.split import kind_of
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.kart import NO_DAY, TabellKart, mappable_columns
from bvaudit.model.koder import CODE_LISTS, Kodeliste
from bvaudit.model.navnemonster import AR, taken_from
from bvaudit.model.tables import Type
from bvaudit.texts import text


def field_of(
    tabell: TabellKart, kolonne: str, heading: str, reading: SheetReading, *, day_zero: date | None, ar: int | None
) -> Field:
    liste = reading.koder.get(CODE_LISTS.get((tabell.tabell, kolonne), ""))
    types = mappable_columns(tabell.tabell)
    beside = {k for k, said in tabell.kolonner.items() if heading_key(said) == heading_key(heading)}
    beside |= {k for k, said in tabell.rader.items() if heading_key(heading) in map(heading_key, said)}
    shared = heading_key(heading) in map(heading_key, tabell.deles)
    return Field(
        kolonne=kolonne,
        overskrift=heading,
        type=types.get(kolonne, Type.DATO),
        kodeliste=liste.tittel if liste else "",
        koder=_known_as(liste) if liste else {},
        oversatt={heading_key(said): kode for said, kode in tabell.koder.get(kolonne, {}).items()},
        tomme=frozenset(map(heading_key, (*reading.kart.tomme, *tabell.tomme.get(kolonne, ())))),
        titler={kode.kode: kode.tittel for kode in liste.koder} if liste else {},
        datoformat=reading.kart.datoformat,
        desimal=reading.kart.desimal,
        day_zero=day_zero,
        ar=ar,
        deler=frozenset(kind_of(k, types[k]) for k in beside if k in types) if shared else frozenset(),
    )


def _known_as(liste: Kodeliste) -> dict[str, str]:
    """The codes by what a sheet may say: the code, and for a kind of object also what the kart calls its table."""
    known = {heading_key(kode.kode): kode.kode for kode in liste.koder}
    if liste.id == "begrep":
        known |= {table: word for word, table in BEGREP.items() if heading_key(word) in known and table not in known}
    return known


def fixed_values(tabell: TabellKart, reading: SheetReading) -> dict[str, Value]:
    """The values every row gets, read as if they stood in a cell."""
    values: dict[str, Value] = {}
    for kolonne, said in tabell.faste.items():
        if said.casefold() == NO_DAY and mappable_columns(tabell.tabell)[kolonne] is Type.DATO:
            values[kolonne] = None
            continue
        place = f"tabeller.{tabell.tabell}.faste.{kolonne}"
        value = _read_as_cell(tabell, kolonne, said, place, Sted(fil=reading.kart.fil), reading)
        if value is not None:
            values[kolonne] = value
    return values


def named_values(tabell: TabellKart, sheet: Sheet, reading: SheetReading) -> tuple[dict[str, Value], int | None] | None:
    """What the names of the sheet and its file say, and the year among it; None when one of them says nothing."""
    found: dict[str, str] = {}
    for pattern, name, key in (
        (tabell.arknavn, sheet.ark, "kart_lesing.arknavn"),
        (tabell.filnavn, Path(sheet.fil).stem, "kart_lesing.filnavn"),
    ):
        taken = taken_from(pattern, name) if pattern else {}
        if taken is None:
            hint = text("kart_lesing.navn_hint")
            tekst = text(key, monster=pattern)
            reading.tell(Problem(sted=sheet.whole, kode="navn-passer-ikke", tekst=tekst, hint=hint, forst=True))
            return None
        found |= taken
    ar = int(found.pop(AR)) if AR in found else None
    values = {k: _read_as_cell(tabell, k, said, k, sheet.whole, reading) for k, said in found.items()}
    return None if None in values.values() else (values, ar)


def _read_as_cell(
    tabell: TabellKart, kolonne: str, said: str, place: str, sted: Sted, reading: SheetReading
) -> Value | None:
    reader = field_of(tabell, kolonne, kolonne, reading, day_zero=None, ar=None)
    value = convert(said, replace(reader, datoformat=("iso", "norsk")))
    if not isinstance(value, CellFault):
        return value
    tekst = value.tekst.replace("{felt}", place)
    reading.tell(Problem(sted=sted, kode=value.kode, tekst=tekst, hint=value.hint))
    return None
