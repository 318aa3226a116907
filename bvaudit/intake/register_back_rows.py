"""The rows of a sheet of the register: what stands in each field of each thing, and the rows that are new."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_layout import plain
from bvaudit.intake.form_values import is_empty, written
from bvaudit.intake.register_back_long import Whole
from bvaudit.intake.register_back_sheets import FoundSheet
from bvaudit.intake.register_back_values import Wanted, value_of, wanted
from bvaudit.model.registeret.bokmeta import ID, INGEN, KOMMENTAR, NUMRE, SAK, TITTEL, Bokkolonne, Bokmeta
from bvaudit.model.registeret.redigering import Celle, NyTing
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import text

_BESIDE = (TITTEL, NUMRE)  # what a new thing is born with; in a row that has its number they are cells too


@dataclass(frozen=True, slots=True, kw_only=True)
class Bokrad:
    """A row the program wrote, as it stands now. ``sum`` is what was written for it then; ``verdier`` are the columns
    the sum is made of. ``skrives`` says which of them are typed in: the place, the number of the thing, the field, the
    list and the column. ``ark`` is the id of its sheet."""

    id: str
    sum: str
    sted: Sted
    ark: str
    verdier: tuple[object, ...]
    skrives: tuple[tuple[int, str, str, str, str], ...]


@dataclass(slots=True, kw_only=True)
class Read:
    """What is found in the rows, sheet by sheet."""

    celler: list[Celle] = field(default_factory=list)
    kommentarer: list[Celle] = field(default_factory=list)
    rettet: list[Celle] = field(default_factory=list)
    nye: list[NyTing] = field(default_factory=list)
    rader: list[Bokrad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    beside: list[Sted] = field(default_factory=list)  # texts in columns and rows that are nobody's
    forste: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)  # where an id was met first


def read_rows(sheet: FoundSheet, meta: Bokmeta, whole: Whole, found: Read) -> None:
    wants = _Wants(columns=_columns(sheet, meta), summed=_summed(sheet), vist=meta.vist, whole=whole)
    slag = meta.nye.get(sheet.ark, "")
    for number in range(sheet.hode + 1, len(sheet.cells.rader)):
        row_id = _id(sheet, number)
        if row_id in (ID, INGEN):
            continue  # the headings, pasted once more, and the line that says that there are no rows
        if row_id:
            _known(sheet, number, row_id, wants, found)
        else:
            _new(sheet, number, wants.columns, slag, found)
        _beside(sheet, number, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column that was found: where, and what it asks for of a thing that is there, and of a new one."""

    kolonne: Bokkolonne
    plass: int
    her: Wanted
    ny: Wanted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wants:
    """What is asked of every row of a sheet. ``summed``: place in the sheet → place in what its sum is made of."""

    columns: list[_Column]
    summed: Mapping[int, int]
    vist: Mapping[tuple[str, str, str], str]
    whole: Whole


def _columns(sheet: FoundSheet, meta: Bokmeta) -> list[_Column]:
    slag = meta.nye.get(sheet.ark, "")
    return [
        _Column(
            kolonne=one,
            plass=sheet.kolonner[one.id],
            her=wanted(one, meta.valg),
            ny=wanted(one, meta.valg, ny=slag) if slag and one.ny else None,
        )
        for one in meta.kolonner
        if one.ark == sheet.ark and one.id in sheet.kolonner
    ]


def _summed(sheet: FoundSheet) -> dict[int, int]:
    """Place in the sheet → place in what the sum of a row is made of; empty when a column of it is gone."""
    places = [at for at in sheet.vist if at is not None]
    return {at: place for place, at in enumerate(places)} if len(places) == len(sheet.vist) else {}


def _id(sheet: FoundSheet, number: int) -> str:
    cell = sheet.cells.value(number, sheet.rad_id) if sheet.rad_id is not None else None
    return "" if is_empty(cell) else written(cell)


def _known(sheet: FoundSheet, number: int, row_id: str, wants: _Wants, found: Read) -> None:
    summed, typed = wants.summed, []
    for column in wants.columns:
        on, felt = _field(row_id, column.kolonne)
        if not on:
            continue
        place = number, column.plass
        typed.append((place[1], on, felt, column.kolonne.liste, column.kolonne.id))
        shown = wants.vist.get((sheet.ark, row_id, column.kolonne.id))
        if shown is not None and plain(str(sheet.cells.value(*place) or "")) == plain(shown):
            continue  # stands in place of what the field holds, and nobody has typed in it
        verdi, told = value_of(sheet.cells, place, column.her)
        if shown is not None and verdi == shown:
            continue  # a day
        found.problems += told
        sted = sheet.cells.sted(*place)
        verdi, cut = wants.whole.of(verdi, sted)
        found.problems += cut
        _kind_of(found, column.kolonne, felt).append(Celle(nr=on, felt=felt, verdi=verdi, sted=sted, forvalg=shown))
    _seen_before(sheet, number, row_id, found)
    if sheet.rad_sum is not None and summed:
        found.rader.append(
            Bokrad(
                id=row_id,
                sum=str(sheet.cells.value(number, sheet.rad_sum) or ""),
                sted=sheet.cells.sted(number, next(iter(summed))),
                ark=sheet.ark,
                verdier=tuple(sheet.cells.value(number, at) for at in summed),
                skrives=tuple((summed[one[0]], *one[1:]) for one in typed if one[0] in summed),
            )
        )


def _kind_of(found: Read, column: Bokkolonne, felt: str) -> list[Celle]:
    if felt == KOMMENTAR:
        return found.kommentarer
    return found.rettet if column.slag == SAK else found.celler


def _field(row_id: str, column: Bokkolonne) -> tuple[str, str]:
    """The thing and the field; no thing where the column has nothing to say of this row. A field of a measure belongs
    to the part of a link after the slash."""
    if not column.felt:
        return (row_id, column.ny) if column.ny in _BESIDE else ("", "")
    if column.slag == Slag.TILTAK.value:
        return row_id.rpartition("/")[2], column.felt
    if column.slag == Slag.KOBLING.value and "/" not in row_id:
        return f"/{row_id}", column.felt  # a link that is not there; told if anything is written
    return row_id, column.felt


def _seen_before(sheet: FoundSheet, number: int, row_id: str, found: Read) -> None:
    key = (sheet.ark, row_id)
    if key not in found.forste:
        found.forste[key] = (sheet.cells.navn, number)
        return
    ark, first = found.forste[key]
    if ark != sheet.cells.navn:
        return  # a copy of the whole sheet
    sted = sheet.cells.sted(number, next(iter(sheet.kolonner.values()), 0))
    said, hint = text("registeret_les.bok.kopi", rad=first + 1), text("registeret_les.bok.kopi_hint")
    found.problems.append(Problem(sted=sted, kode="register-kopi", tekst=said, hint=hint, grad=Grad.ADVARSEL))


def _new(sheet: FoundSheet, number: int, columns: list[_Column], slag: str, found: Read) -> None:
    felt: dict[str, str] = {}
    steder: dict[str, Sted] = {}
    unread: list[Problem] = []
    others: list[Sted] = []
    for column in columns:
        place = number, column.plass
        if is_empty(sheet.cells.value(*place)) and place not in sheet.cells.uten_svar:
            continue
        sted = sheet.cells.sted(*place)
        if column.ny is None:
            others.append(sted)
            continue
        verdi, told = value_of(sheet.cells, place, column.ny)
        unread += told
        steder[column.kolonne.ny] = sted
        if verdi:
            felt[column.kolonne.ny] = verdi
    found.problems += unread
    if not steder:
        found.problems += [_lost(others[0])] if others else []
        return
    found.beside += others
    first = min(steder.values(), key=lambda sted: sted.sort_key)
    found.nye.append(NyTing(slag=Slag(slag), felt=felt, steder=steder, sted=first))


def _lost(sted: Sted) -> Problem:
    said, hint = text("registeret_les.bok.uten_nummer"), text("registeret_les.bok.uten_nummer_hint")
    return Problem(sted=sted, kode="register-uten-nummer", tekst=said, hint=hint, grad=Grad.ADVARSEL)


def _beside(sheet: FoundSheet, number: int, found: Read) -> None:
    """Text in columns of one's own. What a formula gives is nobody's."""
    known = sheet.kjente | set(sheet.kolonner.values())
    row = sheet.cells.rader[number]
    for at in range(len(row)):
        if at not in known and not is_empty(row[at]) and (number, at) not in sheet.cells.regnet:
            found.beside.append(sheet.cells.sted(number, at))
