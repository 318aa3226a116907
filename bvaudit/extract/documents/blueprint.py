"""The field map made ready for speed: names looked up once, columns as positions in a staged row."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bvaudit.extract.documents.fields import Element, Felt, Slag
from bvaudit.extract.documents.values import Read, reader_for
from bvaudit.extract.normalise.staging import STAGED, nokkel
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME

# Facts read from a document that no table keeps; they lie after the staged columns until the row is finished.
HIDDEN = {
    "sak": ("journalnummer", "fodselsnummer", "fodselsdato", "kjonn", "duf_nummer"),
    "personalia": ("fodselsnummer", "fodselsdato", "duf_nummer"),
    "melder": ("privat", "offentlig"),
}

_UNIQUE = {"slettet": ("element_id", "type")}
_NO_LIMIT = sys.maxsize

Entry = tuple[Read, int, Felt]


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """One element of the field map, as the reader wants it. ``row`` is the new row to copy, empty when it has none."""

    element: Element
    table: str
    row: list[Any]
    attributes: Mapping[str, Entry]
    leaves: Mapping[str, Entry]
    text: Entry | None
    required: tuple[tuple[int, Felt], ...]
    unfilled: tuple[int, ...]  # false when the element is there without its free text
    own_id: int | None
    prefix: str
    owner: int | None  # where the row number of the row it lies in goes
    owner_id: int | None
    lopenr: int | None
    migrert: int | None
    unique: tuple[int, ...]  # the columns that may not be repeated in the case
    most: int  # how many may lie in the same parent
    mark: str  # the version that is the only one to have it
    lift: tuple[tuple[int, int], ...]
    children: dict[str, "Node"] = field(default_factory=dict)
    required_children: tuple[str, ...] = ()
    checks: bool = False  # whether there is anything to check about the children as a group
    flat: "Node | None" = None


def positions(table: str) -> dict[str, int]:
    """Where each column of ``table`` lies in a row that is being read."""
    names = [*(column.navn for column in STAGED[table]), *HIDDEN.get(table, ())]
    return {name: index for index, name in enumerate(names)}


def build(element: Element, koder: Kodelister, *, v5: bool, marks: set[str]) -> Node:
    """The blueprint of a whole format. ``marks`` is where what tells the versions apart will be left."""
    return _Builder(koder, v5, marks).node(element, "")


class _Builder:
    def __init__(self, koder: Kodelister, v5: bool, marks: set[str]) -> None:
        self._koder = koder
        self._v5 = v5
        self._marks = marks

    def node(self, element: Element, around: str) -> Node:
        """``around`` is the table of the row the element lies in."""
        table = element.tabell or around
        where = positions(table)
        own = element.tabell != ""
        node = Node(
            element=element,
            table=element.tabell,
            row=[element.faste.get(name) for name in where] if own else [],
            attributes={f.navn[1:]: self._entry(f, where) for f in element.felt if f.navn.startswith("@")},
            leaves={f.navn: self._entry(f, where) for f in element.felt if f.navn and not f.navn.startswith("@")},
            text=next((self._entry(f, where) for f in element.felt if not f.navn), None),
            required=tuple((where[f.kolonne], f) for f in element.felt if f.krav),
            unfilled=tuple(where[f.kolonne] for f in element.felt if f.slag is Slag.UTFYLT),
            own_id=where.get(nokkel(table)) if own and nokkel(table) else None,
            prefix=BY_NAME[table].prefiks,
            owner=where.get("forelder_rad", where.get("eier_rad")) if own else None,
            owner_id=where.get("eier_id") if own else None,
            lopenr=where.get("lopenr") if own else None,
            migrert=where.get("migrert_id") if own else None,
            unique=tuple(where[name] for name in _UNIQUE.get(table, (nokkel(table),))) if element.unik else (),
            most=element.hoyst or _NO_LIMIT,
            mark=element.kjennetegn,
            lift=tuple((where[name], positions(around)[name]) for name in element.opp if name in positions(around)),
            required_children=tuple(child.navn for child in element.barn if child.minst),
            checks=bool(element.en_av or any(child.minst for child in element.barn)),
            flat=self.node(element.flat, around) if element.flat else None,
        )
        for child in element.barn:
            node.children[child.navn] = self.node(child, table)
        return node

    def _entry(self, felt: Felt, where: Mapping[str, int]) -> Entry:
        return reader_for(felt, self._koder, v5=self._v5, marks=self._marks), where[felt.kolonne], felt
