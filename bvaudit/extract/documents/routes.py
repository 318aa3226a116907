"""Where the next value goes, known from the markup before it.

A journal system writes all its documents alike, so the same few pieces of markup come again and again. What a piece
means where it stands is worked out once, with every check the field map asks for, and remembered as a step: what must
be done, and where the value after it goes. Anything the map does not allow is ``Unusual``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bvaudit.extract.documents import acts
from bvaudit.extract.documents.acts import ORGANISASJONSNUMMER, Act
from bvaudit.extract.documents.blueprint import Entry, Node
from bvaudit.extract.documents.markup import Unusual, tokens
from bvaudit.extract.documents.values import Read
from bvaudit.extract.normalise.rows import Finish, Finisher

_MOST_STEPS = 20_000  # of a few thousand at most; more means that the markup does not repeat itself

# The acts, the reading of the value, the depth and column it goes to, and where the document stands after it.
Step = tuple[tuple[Act, ...], Read, int, int, "Place"]


@dataclass(slots=True, kw_only=True)
class _Open:
    """An open element. ``filled`` are the columns its row has values in, shared with elements that have no row."""

    node: Node
    depth: int
    filled: set[int]
    count: dict[str, int] = field(default_factory=dict)  # of the children there are rules about
    named: bool = False

    def key(self) -> tuple[Any, ...]:
        return id(self.node), self.depth, frozenset(self.filled), frozenset(self.count.items()), self.named


class Place(dict[str, Step]):
    """A point in a document, just after a value, and the steps known from there by the markup that comes next."""

    def __init__(self, routes: "Routes", stack: list[_Open], leaf: str, repeated: tuple[int, int] | None) -> None:
        super().__init__()
        self._routes = routes
        self.stack = stack
        self.leaf = leaf  # the element whose text the value was; empty when it was an attribute
        self.repeated = repeated  # the field to be put together, when it was said before

    def __missing__(self, markup: str) -> Step:
        return self._routes.learn(self, markup)


class Routes:
    """The steps of one form. ``readers`` gives the reading of a field as text; ``finish`` what ends a row."""

    def __init__(
        self,
        form: Node,
        finish: Finisher,
        finishers: Mapping[str, Finish],
        marks: set[str],
        text_reader: Callable[[Entry], Read],
    ) -> None:
        self.form = form
        self.finish = finish
        self.finishers = finishers
        self.marks = marks
        self.text_reader = text_reader
        self._places: dict[tuple[Any, ...], Place] = {}
        self._ends: dict[tuple[int, str], tuple[Act, ...]] = {}
        self._steps = 0
        self.start = Place(self, [], "", None)

    def learn(self, place: Place, markup: str) -> Step:
        way = _Way(self, place)
        entry, leaf = way.follow(markup)
        self._steps += 1
        if entry is None or self._steps > _MOST_STEPS:
            raise Unusual
        at, depth = entry[1], way.stack[-1].depth
        repeated = way.fill(entry)
        step = tuple(way.acts), self.text_reader(entry), depth, at, self._place(way.stack, leaf, repeated)
        place[markup] = step
        return step

    def end(self, place: Place, markup: str) -> tuple[Act, ...]:
        """The acts after the last value of a document."""
        key = id(place), markup
        found = self._ends.get(key)
        if found is None:
            way = _Way(self, place)
            entry, _ = way.follow(markup)
            if entry is not None or way.stack:
                raise Unusual
            found = tuple(way.acts)
            if len(self._ends) < _MOST_STEPS:
                self._ends[key] = found
        return found

    def _place(self, stack: list[_Open], leaf: str, repeated: tuple[int, int] | None) -> Place:
        key = (*[element.key() for element in stack], leaf, repeated)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = Place(self, stack, leaf, repeated)
        return place


class _Way:
    """One piece of markup on its way to be understood, from where the document stands."""

    def __init__(self, routes: Routes, place: Place) -> None:
        self._routes = routes
        self._leaf = place.leaf
        self.stack = _copied(place.stack)
        self.acts: list[Act] = [acts.join(*place.repeated)] if place.repeated else []
        self._begun = bool(self.stack)
        self._in_tag = self._begun and not place.leaf

    def follow(self, markup: str) -> tuple[Entry | None, str]:
        """The field that awaits its value, and its element when the value is the text of one. None at the end."""
        seen = list(tokens(markup))
        entry: Entry | None = None
        leaf = ""
        for number, (kind, name) in enumerate(seen):
            last = number == len(seen) - 1
            if self._leaf:  # the value was the text of an element, which ends here
                if (kind, name) != ("end", self._leaf):
                    raise Unusual
                self._leaf = ""
                if self.stack[-1].node.text is not None and self.stack[-1].node.element.navn == name:
                    self._close()
            elif kind == "start" and not self._in_tag:
                entry, leaf = self._start(name, last)
            elif kind == "attribute" and self._in_tag and last:
                entry = self.stack[-1].node.attributes.get(name)
                if entry is None:
                    raise Unusual
            elif kind == "inside" and self._in_tag:
                self._in_tag = False
            elif kind == "empty" and self._in_tag:
                self._in_tag = False
                self._close()
            elif kind == "end" and not self._in_tag and self.stack and self.stack[-1].node.element.navn == name:
                self._close()
            else:
                raise Unusual
        return entry, leaf

    def fill(self, entry: Entry) -> tuple[int, int] | None:
        """The field will have a value; gives back its place when it had one before and may be repeated."""
        _, at, felt = entry
        row = next(o for o in reversed(self.stack) if o.node.table)
        if row.named and row.depth and at in (row.node.own_id, row.node.migrert):
            raise Unusual  # too late: it is part of what lies in it already
        if at not in row.filled:
            row.filled.add(at)
            return None
        if not felt.flere:
            raise Unusual
        self.acts.append(acts.keep(row.depth, at))
        return row.depth, at

    def _start(self, name: str, last: bool) -> tuple[Entry | None, str]:
        """An element begins. ``last``: its text is the value."""
        around = self.stack[-1] if self.stack else None
        if around is not None and name in around.node.leaves:
            if not last:
                raise Unusual
            return around.node.leaves[name], name
        self._open(name, around)
        if not last:
            self._in_tag = True
            return None, ""
        text = self.stack[-1].node.text
        if text is None:
            raise Unusual
        return text, name

    def _open(self, name: str, around: _Open | None) -> None:
        if around is None:
            if name != self._routes.form.element.navn or self._begun:
                raise Unusual
            self._begun = True
            self.stack.append(_Open(node=self._routes.form, depth=0, filled=set(), named=True))
            return
        node = around.node.children.get(name)
        if node is None or node.mark == "v1":
            raise Unusual
        self._count(around, node)
        if node.mark:
            self.acts.append(acts.mark(self._routes.marks, node.mark))
        if node.table:
            self._begin_row(node, around)
        else:
            if node.unfilled:
                self.acts.append(acts.write(around.depth, node.unfilled, "False"))
            self.stack.append(_Open(node=node, depth=around.depth, filled=around.filled))

    def _count(self, around: _Open, node: Node) -> None:
        rules = around.node
        name = node.element.navn
        number = around.count.get(name, 0) + 1
        if number > node.most:
            raise Unusual
        if node.element.hoyst is not None:
            around.count[name] = number
        elif name in rules.required_children or name in rules.element.en_av:
            around.count[name] = 1
        if node.lopenr is not None and not rules.table and rules.element.hoyst != 1:
            raise Unusual  # counted in the row around, which must then be the one element

    def _begin_row(self, node: Node, around: _Open) -> None:
        depth = around.depth + 1
        if depth >= acts.DEEPEST:
            raise Unusual
        owner = self._name_row_around()
        if node.table == "sak":
            if ORGANISASJONSNUMMER not in around.filled:
                raise Unusual
            self.acts.append(acts.begin_case)
        self.acts.append(acts.begin(node, depth, owner))
        filled = {at for at, value in enumerate(node.row) if value is not None}
        self.stack.append(_Open(node=node, depth=depth, filled=filled))

    def _name_row_around(self) -> int:
        """The row around gets its id before anything is put in it; gives back the depth of the nearest with one."""
        for element in reversed(self.stack):
            if element.node.table and element.node.own_id is not None:
                if not element.named:
                    self._name(element)
                return element.depth
        raise Unusual

    def _name(self, element: _Open) -> None:
        node = element.node
        needed = {at for at, _ in node.required}
        if not element.filled.issuperset(needed if node.table == "sak" else needed & {node.own_id}):
            raise Unusual
        element.named = True
        if node.table == "sak":
            self.acts.append(acts.name_case(node, element.depth, self._routes.finish))
        else:
            self.acts.append(acts.name(node, element.depth, self._owner_of(element), self._routes.finish))

    def _owner_of(self, element: _Open) -> int:
        return next(
            (o.depth for o in reversed(self.stack) if o.depth < element.depth and o.node.table and o.node.own_id), 0
        )

    def _close(self) -> None:
        element = self.stack[-1]
        node = element.node
        if not element.filled.issuperset(at for at, _ in node.required):
            raise Unusual
        if node.checks and not _has_its_children(element):
            raise Unusual
        if node.table and element.depth:
            if node.own_id is not None:
                if not element.named:
                    self._name(element)
            elif node.unique:
                self.acts.append(acts.only_once(node, element.depth))
            finished = acts.finish(node, element.depth, self._routes.finishers.get(node.table))
            if finished is not None:
                self.acts.append(finished)
        self.stack.pop()


def _has_its_children(element: _Open) -> bool:
    node = element.node
    if any(name not in element.count for name in node.required_children):
        return False
    kinds = [name for name in node.element.en_av if name in element.count or _is_filled(element, node.leaves, name)]
    return not node.element.en_av or len(kinds) == 1


def _is_filled(element: _Open, leaves: Mapping[str, Entry], name: str) -> bool:
    return name in leaves and leaves[name][1] in element.filled


def _copied(stack: list[_Open]) -> list[_Open]:
    """Elements that share a row go on sharing it."""
    filled: dict[int, set[int]] = {}
    return [
        _Open(
            node=o.node,
            depth=o.depth,
            filled=filled.setdefault(o.depth, set(o.filled)),
            count=dict(o.count),
            named=o.named,
        )
        for o in stack
    ]
