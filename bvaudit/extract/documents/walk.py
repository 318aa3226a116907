"""The walk through one document: every field checked against the blueprint, every row given its place and its ids.

This runs once for each element of the municipality's whole history, so it is written for speed: few calls, names
bound once, and everything that can be known beforehand in the blueprint.
"""

from typing import Any

from bvaudit.extract.documents.blueprint import Entry, Node
from bvaudit.extract.documents.faults import Faults
from bvaudit.extract.documents.fields import Felt
from bvaudit.extract.documents.formats.record import Format
from bvaudit.extract.documents.unknown_days import UnknownDay, unknown_rows
from bvaudit.extract.documents.values import UNKNOWN_DAY
from bvaudit.extract.normalise.rows import CaseContext, Finisher
from bvaudit.extract.normalise.staging import NOT_SAID, Row, positions
from bvaudit.model.tables import UKJENT_DATO

Owner = tuple[str, str, str]  # the row an element lies in: its number, its id, and its id at the source
Later = list[tuple[Any, Node]]  # elements to be read when the row around them has its id

NOBODY: Owner = ("0", "", "")
_JOURNALNUMMER = positions("sak")["journalnummer"]
_UTFORT = {table: positions(table)["utfort_dato"] for table in ("tilsyn_utfort", "oppfolging_utfort")}
_SCHEMA_HINTS = "{http://www.w3.org/2001/XMLSchema-instance}"


class Walk:
    """One document on its way to staged rows. ``rows`` are right only when no fault was found."""

    def __init__(self, finish: Finisher, form: Format, marks: set[str], *, fil: str, dok: int, tolerant: bool) -> None:
        self._finish = finish
        self._finishers = finish.by_table
        self._dok = str(dok)
        self._marks = marks
        self._tolerant = tolerant
        self._seen: set[tuple[str, Any]] = set()
        self._nth: dict[Any, int] = {}
        self.faults = Faults(fil)
        self._found = self.faults.found
        self.rows: dict[str, list[Row]] = {}
        self.links: list[Row] = []
        self.repeated_relations = False
        self._unknown: list[UnknownDay] = []
        self.context = CaseContext(dok=self._dok, form=form, rows=self.rows)

    def root(self, root: Any, node: Node, organisasjonsnummer: int) -> Row:
        """The whole document; gives back the row of the submission itself.

        The case comes last, because the service it is in, in column ``organisasjonsnummer``, is part of its pseudonyms.
        """
        row = node.row.copy()
        row[0] = self._dok
        later = self._fill(root, node, row)
        self._children([pair for pair in later if pair[1].table != "sak"], row, NOBODY)
        self.context.organisasjonsnummer = row[organisasjonsnummer]
        self._children([pair for pair in later if pair[1].table == "sak"], row, NOBODY)
        self.rows["innsending"] = [row]
        if self._unknown and not self._found:
            self.rows[UKJENT_DATO] = unknown_rows(self._unknown, self.rows, self._dok)
        return row

    def _children(self, later: Later, row: Row, owner: Owner) -> None:
        counts: dict[Node, int] = {}
        for child, node in later:
            if node.flat is not None and child.items():
                node = node.flat
            counts[node] = number = counts.get(node, 0) + 1
            if number > node.most:
                self.faults.too_many(child, node.most)
            if node.mark:
                self._marks.add(node.mark)
            if node.table:
                self._row(child, node, row, owner, number)
            else:
                under = self._fill(child, node, row)
                if under:
                    self._children(under, row, owner)

    def _row(self, element: Any, node: Node, around: Row, owner: Owner, number: int) -> None:
        """An element that is a row of its own, and all under it. ``around`` is the row it lies in."""
        table = node.table
        rows = self.rows.get(table)
        if rows is None:
            rows = self.rows[table] = []
        row = node.row.copy()
        row[0] = self._dok
        row[1] = str(len(rows))
        rows.append(row)
        under = self._fill(element, node, row)
        if node.identity is not None:
            self._only_once(element, node, row)
        if not self._found:  # else there will be no rows of the document, only what is wrong with it
            owner = self._place(node, row, owner, number)
        if under:
            self._children(under, row, owner)
        if not self._found:
            for own, above in node.lift:
                around[above] = row[own]
            finish = self._finishers.get(table)
            if finish is not None:
                finish(row, self.context)

    def _fill(self, element: Any, node: Node, row: Row) -> Later:
        """The fields of an element into its row, and every check that can be made of it alone."""
        attributes = element.items()
        if attributes:
            self._attributes(attributes, element, node, row)
        if node.text is not None:
            self._text(element, node, row)
        elif (text := element.text) is not None and not text.isspace():
            self.faults.stray_text(element)
        for at in node.presence_flags:
            if row[at] is NOT_SAID:
                row[at] = "False"
        later = self._inside(element, node, row) if len(element) else []
        for at, felt in node.required:
            if row[at] is NOT_SAID:
                self.faults.missing_field(element, felt)
        if node.checks_children:
            self._check_children(element, node, later)
        return later

    def _attributes(self, attributes: list[tuple[str, str]], element: Any, node: Node, row: Row) -> None:
        known = node.attributes
        for name, value in attributes:
            entry = known.get(name)
            if entry is not None:
                read, at, felt = entry
                found = read(value)
                if found is None:
                    self.faults.wrong_value(element, felt, value)
                else:
                    row[at] = found
                    if found is UNKNOWN_DAY:
                        self._unknown.append(UnknownDay(element=element.tag, felt=felt, row=row))
            elif not name.startswith(_SCHEMA_HINTS):
                self.faults.unknown_attribute(element, name)

    def _text(self, element: Any, node: Node, row: Row) -> None:
        """The element's own text, when it is a field."""
        assert node.text is not None  # the caller asks only for such elements
        read, at, felt = node.text
        value = element.text or ""
        found = read(value)
        if found is None:
            self.faults.wrong_value(element, felt, value)
        else:
            self._keep(found, element, at, felt, row)

    def _keep(self, found: str, element: Any, at: int, felt: Felt, row: Row) -> None:
        """Puts a value in its column, and remembers a day that nobody can have."""
        row[at] = found
        if found is UNKNOWN_DAY:
            self._unknown.append(UnknownDay(element=element.tag, felt=felt, row=row))

    def _inside(self, element: Any, node: Node, row: Row) -> Later:
        """The fields written as elements into the row; gives back the elements that are more than fields."""
        leaves = node.leaves
        children = node.children
        later = []
        for child in element:
            tag = child.tag
            if tag in children:
                later.append((child, children[tag]))
            elif tag in leaves:
                self._leaf(child, element, leaves[tag], row)
            else:
                self.faults.unknown_element(child)
            tail = child.tail
            if tail is not None and not tail.isspace():
                self.faults.stray_text(element)
        return later

    def _leaf(self, leaf: Any, element: Any, entry: Entry, row: Row) -> None:
        read, at, felt = entry
        value = leaf.text or ""
        found = read(value)
        if found is None:
            self.faults.wrong_value(element, felt, value)
        elif row[at] is NOT_SAID:
            self._keep(found, element, at, felt, row)
        elif felt.flere:
            row[at] = f"{row[at]},{found}"
        else:
            self.faults.too_many(leaf, 1)
        if len(leaf) or leaf.items():
            self._inside_leaf(leaf)

    def _inside_leaf(self, leaf: Any) -> None:
        for child in leaf:
            self.faults.unknown_element(child)
        for name, _ in leaf.items():
            if not name.startswith(_SCHEMA_HINTS):
                self.faults.unknown_attribute(leaf, name)

    def _check_children(self, element: Any, node: Node, later: Later) -> None:
        there = {sub.element.navn for _, sub in later}
        for name in node.required_children:
            if name not in there:
                self.faults.missing_element(element, name)
        if node.element.en_av:
            kinds = {child.tag for child in element} & set(node.element.en_av)
            if len(kinds) != 1:
                self.faults.not_one_of(element, node.element.en_av)

    def _place(self, node: Node, row: Row, owner: Owner, number: int) -> Owner:
        """Ties the row to the one it lies in and gives it its own pseudonym; gives back the owner of what lies in it.

        ``number`` is its place among its like in the same parent.
        """
        if node.lopenr is not None:
            row[node.lopenr] = str(number)
        if node.owner is not None:
            row[node.owner] = owner[0]
            if node.owner_id is not None:
                row[node.owner_id] = owner[1]
        at = node.own_id
        if at is None:
            return owner
        table = node.table
        source = row[at] or made_id(table, row, owner, self._nth)
        if table == "sak":
            own = self._finish.begin_case(source, row[_JOURNALNUMMER], self.context)
        else:
            own = self.context.id_of(node.prefix, source)
        if table != "relasjon":
            self.links.append([self._dok, own, table, source, self.context.journalnummer])
        row[at] = own
        if node.migrert is not None and row[node.migrert] is not NOT_SAID:
            row[node.migrert] = self._finish.migrert(row[node.migrert], self.context)
        return row[1], own, source

    def _only_once(self, element: Any, node: Node, row: Row) -> None:
        assert node.identity is not None  # the caller asks only for rows with one
        identity = node.identity(row)
        if (node.table, identity) not in self._seen:
            self._seen.add((node.table, identity))
        elif self._tolerant and node.table == "relasjon":
            self.repeated_relations = True
        elif all(identity) if isinstance(identity, tuple) else identity:
            self.faults.repeated_id(element)


def made_id(table: str, row: Row, owner: Owner, numbers: dict[Any, int]) -> str:
    """An id for what the format gives none, the same in every submission of the case.

    ``numbers`` counts what is done on the same day in the document.
    """
    if table not in _UTFORT:
        return f"{owner[2]}/{table}"
    day = row[_UTFORT[table]]
    key = (table, owner[0], day)
    number = numbers[key] = numbers.get(key, 0) + 1
    return f"{owner[2]}/{table}/{day}/{number}"
