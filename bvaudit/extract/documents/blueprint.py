"""The field map of a format made ready for speed: names looked up once, columns as positions in a staged row."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from bvaudit.extract.documents.fields import Element, Felt, FieldKind
from bvaudit.extract.documents.formats.record import Format
from bvaudit.extract.documents.values import Read, reader_for
from bvaudit.extract.normalise.staging import NOT_SAID, Row, nokkel, positions
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME

_UNIQUE = {"slettet": ("element_id", "type")}
_NO_LIMIT = sys.maxsize

Entry = tuple[Read, int, Felt]  # how a field is read, the position of its column, and the field


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """One element of the field map, as the walk wants it. ``row`` is the new row to copy, empty when it has none.

    ``presence_flags``: columns that say whether a free text was there, False unless it was.
    ``owner``, ``owner_id``: where the number and the id of the row it lies in go. ``identity`` gives what may not be
    repeated in the case; None when anything may. ``most``: how many may lie in the same parent. ``mark``: the only
    version that has it. ``lift``: (own column, column of the row it lies in) to copy. ``flat``: what it is instead when
    it has attributes.
    """

    element: Element
    table: str
    row: Row
    attributes: Mapping[str, Entry]
    leaves: Mapping[str, Entry]
    text: Entry | None
    required: tuple[tuple[int, Felt], ...]
    presence_flags: tuple[int, ...]
    own_id: int | None
    prefix: str
    owner: int | None
    owner_id: int | None
    lopenr: int | None
    migrert: int | None
    identity: Callable[[Row], Any] | None
    most: int
    mark: str
    lift: tuple[tuple[int, int], ...]
    children: dict[str, "Node"] = field(default_factory=dict)
    required_children: tuple[str, ...] = ()
    checks_children: bool = False
    flat: "Node | None" = None


def build(element: Element, form: Format, koder: Kodelister, marks: set[str]) -> Node:
    """The blueprint of a document whose root is ``element``. ``marks`` is where what tells the versions apart is left
    by the reading of one."""
    return _Builder(form, koder, marks).node(element, "")


class _Builder:
    def __init__(self, form: Format, koder: Kodelister, marks: set[str]) -> None:
        self._form = form
        self._koder = koder
        self._marks = marks

    def node(self, element: Element, around: str) -> Node:
        """``around`` is the table of the row the element lies in."""
        table = element.tabell or around
        where = positions(table)
        own = _Own(element, where)
        return Node(
            element=element,
            table=element.tabell,
            row=own.row,
            attributes=self._entries((f for f in element.felt if f.navn.startswith("@")), where),
            leaves=self._entries((f for f in element.felt if f.navn and not f.navn.startswith("@")), where),
            text=self._entries((f for f in element.felt if not f.navn), where).get(""),
            required=tuple((where[f.kolonne], f) for f in element.felt if f.krav),
            presence_flags=tuple(where[f.kolonne] for f in element.felt if f.slag is FieldKind.UTFYLT),
            own_id=own.at(nokkel(table)),
            prefix=BY_NAME[table].prefiks,
            owner=own.at("forelder_rad", "eier_rad"),
            owner_id=own.at("eier_id"),
            lopenr=own.at("lopenr"),
            migrert=own.at("migrert_id"),
            identity=itemgetter(*(where[n] for n in _UNIQUE.get(table, (nokkel(table),)))) if element.unik else None,
            most=element.hoyst or _NO_LIMIT,
            mark=element.kjennetegn,
            lift=_lift(element, where, positions(around)) if around else (),
            children={child.navn: self.node(child, table) for child in element.barn},
            required_children=tuple(child.navn for child in element.barn if child.minst),
            checks_children=bool(element.en_av or any(child.minst for child in element.barn)),
            flat=self.node(element.flat, around) if element.flat else None,
        )

    def _entries(self, fields: Iterable[Felt], where: Mapping[str, int]) -> dict[str, Entry]:
        return {f.navn.removeprefix("@"): self._entry(f, where) for f in fields}

    def _entry(self, felt: Felt, where: Mapping[str, int]) -> Entry:
        return reader_for(felt, self._koder, self._form, self._marks), where[felt.kolonne], felt


class _Own:
    """What only an element with a row of its own has."""

    def __init__(self, element: Element, where: Mapping[str, int]) -> None:
        self._where = where if element.tabell else {}
        self.row: Row = [element.faste.get(name, NOT_SAID) for name in self._where]

    def at(self, *names: str) -> int | None:
        """The position of the first of these columns that the row has."""
        return next((self._where[name] for name in names if name in self._where), None)


def _lift(element: Element, where: Mapping[str, int], above: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((where[name], above[name]) for name in element.opp if name in above)
