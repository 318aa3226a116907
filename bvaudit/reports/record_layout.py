"""Any kind of content as sheets: what stands alone is a question, what there are many of is a table of its own.

Made from the marks on the record, so that a new kind of list costs no code. A set of keys inside the record is a group
of questions; a list inside a row is a table whose rows say which row they belong to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from bvaudit.model.fields import FileField, file_fields
from bvaudit.model.rule import Hjemmel
from bvaudit.model.shapes import FILE_ID, RULE_ID
from bvaudit.model.uttrykk import Betingelse
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text

BELONGS_TO = "horer-til"  # the key of the column that says which row a row lies within


class Way(Enum):
    """How a value is written in a cell."""

    TEKST = "tekst"
    TEKSTER = "flere tekster"
    TALL = "tall"
    TALLENE = "flere tall"
    DATO = "dato"
    VALG = "valg"
    JA_NEI = text("reports.record_layout.ja_eller_nei")
    PUNKT = text("reports.record_layout.et_sjekkpunkt")
    PUNKTER = "flere sjekkpunkter"
    HJEMLER = "hjemler"
    VISER_TIL = text("reports.record_layout.en_annen_rad")
    VISER_TIL_FLERE = "flere andre rader"
    VILKAR = text("reports.record_layout.et_vilkar")
    KODE = text("reports.record_layout.en_kode")
    VARIGHET = text("reports.record_layout.en_varighet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One value. ``sti`` is where it stands in the record or the row; ``til`` the table whose rows it names."""

    sti: tuple[str, ...]
    felt: FileField
    way: Way
    til: str = ""

    @property
    def key(self) -> str:
        return ".".join(self.sti)

    @property
    def choices(self) -> tuple[str, ...]:
        hint = self.felt.hint
        if get_origin(hint) is Literal:
            return tuple(map(str, get_args(hint)))
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return tuple(one.value for one in hint)
        return self.felt.marks.shape.choices


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """A list of records. ``over`` is the table its rows lie within, empty at the top."""

    sti: tuple[str, ...]
    kind: Any
    felt: FileField
    slots: tuple[Slot, ...]
    over: str = ""

    @property
    def key(self) -> str:
        return ".".join(self.sti)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLayout:
    slots: tuple[Slot, ...]
    tabeller: tuple[RecordTable, ...]

    def tables_within(self, over: str) -> tuple[RecordTable, ...]:
        return tuple(table for table in self.tabeller if table.over == over)


@cache
def layout_of(kind: Any) -> RecordLayout:
    """TypeError when the record holds something that has no place in a sheet."""
    slots, tables = _parts(kind, (), "")
    known = tuple(table.key for table in tables)
    return RecordLayout(
        slots=tuple(_referring(slot, known) for slot in slots),
        tabeller=tuple(
            RecordTable(
                sti=table.sti,
                kind=table.kind,
                felt=table.felt,
                over=table.over,
                slots=tuple(_referring(slot, known) for slot in table.slots),
            )
            for table in tables
        ),
    )


def _parts(kind: Any, at: tuple[str, ...], over: str) -> tuple[list[Slot], list[RecordTable]]:
    slots: list[Slot] = []
    tables: list[RecordTable] = []
    for field in file_fields(kind):
        here = (*at, *([field.marks.inside] if field.marks.inside else []), field.key)
        item = get_args(field.hint)[0] if get_origin(field.hint) is tuple else None
        if item is not None and is_dataclass(item) and item is not Hjemmel:
            tables += _table(field, item, here, over)
        elif field.hint is Betingelse:
            slots.append(Slot(sti=here, felt=field, way=Way.VILKAR))
        elif is_dataclass(field.hint) and field.hint is not Varighet:
            inner, more = _parts(field.hint, here, over)
            # Of a set of keys that may be left out, none must be filled in.
            slots += inner if field.required else [_may_be_empty(slot) for slot in inner]
            tables += more
        else:
            slots.append(Slot(sti=here, felt=field, way=_way(field, item)))
    return slots, tables


def _may_be_empty(slot: Slot) -> Slot:
    return replace(slot, felt=replace(slot.felt, required=False))


def _table(field: FileField, kind: Any, at: tuple[str, ...], over: str) -> Iterator[RecordTable]:
    slots, inner = _parts(kind, (), ".".join(at))
    yield RecordTable(sti=at, kind=kind, felt=field, slots=tuple(slots), over=over)
    for table in inner:
        yield RecordTable(sti=(*at, *table.sti), kind=table.kind, felt=table.felt, slots=table.slots, over=table.over)


_ONE: Mapping[Any, Way] = {int: Way.TALL, bool: Way.JA_NEI, date: Way.DATO, str: Way.TEKST}
_MANY: Mapping[Any, Way] = {int: Way.TALLENE, str: Way.TEKSTER, Hjemmel: Way.HJEMLER}


def _way(field: FileField, item: Any) -> Way:
    if item is not None:
        return Way.PUNKTER if field.marks.each.pattern == RULE_ID.pattern else _known(_MANY, item, field)
    if field.marks.shape.kodeverk:
        return Way.KODE
    if field.hint is Varighet:
        return Way.VARIGHET
    if get_origin(field.hint) is Literal or field.marks.shape.choices:
        return Way.VALG
    if isinstance(field.hint, type) and issubclass(field.hint, StrEnum):
        return Way.VALG
    return Way.PUNKT if field.marks.shape.pattern == RULE_ID.pattern else _known(_ONE, field.hint, field)


def _known(ways: Mapping[Any, Way], hint: Any, field: FileField) -> Way:
    if hint not in ways:
        raise TypeError(f"no way to write {field.navn} in a sheet")
    return ways[hint]


def _referring(slot: Slot, tables: tuple[str, ...]) -> Slot:
    """A short name that is not the row's own names a row of the table that is called nearly so: «gruppe» is one of
    «grupper»."""
    name = slot.sti[-1]
    shape = slot.felt.marks.each if slot.way is Way.TEKSTER else slot.felt.marks.shape
    meant = [key for key in tables if name in key.rpartition(".")[2]]
    if name == "id" or shape.pattern != FILE_ID.pattern or len(meant) != 1:
        return slot
    way = Way.VISER_TIL_FLERE if slot.way is Way.TEKSTER else Way.VISER_TIL
    return Slot(sti=slot.sti, felt=slot.felt, way=way, til=meant[0])
