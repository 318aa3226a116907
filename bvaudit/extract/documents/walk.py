"""The walk through one document: every field checked against the blueprint, every row given its place and its ids.

This runs once for each element of the municipality's whole history, so it is written for speed: few calls, names
bound once, and everything that can be known beforehand in the blueprint.
"""

from collections.abc import Sequence
from typing import Any

from bvaudit.extract.documents.blueprint import Node, positions
from bvaudit.extract.documents.faults import Faults
from bvaudit.extract.documents.unknown_days import UKJENT_DATO, UnknownDay, unknown_rows
from bvaudit.extract.documents.values import UNKNOWN_DAY
from bvaudit.extract.normalise.rows import CaseContext, Finisher, Row

Owner = tuple[int | str, str, str]  # the row an element lies in: its number, its id, and its id at the source
Link = tuple[int, str, str, str, str]

NOBODY: Owner = (0, "", "")
_JOURNALNUMMER = positions("sak")["journalnummer"]
_UTFORT = {table: positions(table)["utfort_dato"] for table in ("tilsyn_utfort", "oppfolging_utfort")}
_SCHEMA_HINTS = "{http://www.w3.org/2001/XMLSchema-instance}"


class Walk:
    """One document on its way to rows. ``rows`` are right only when no fault was found."""

    def __init__(self, finish: Finisher, fil: str, dok: int, *, marks: set[str], v5: bool, tolerant: bool) -> None:
        self._finish = finish
        self._finishers = finish.by_table
        self._dok = dok
        self._marks = marks
        self._tolerant = tolerant
        self._seen: set[tuple[Any, ...]] = set()
        self._nth: dict[Any, int] = {}
        self.faults = Faults(fil)
        self._found = self.faults.found
        self.rows: dict[str, list[Row]] = {}
        self.links: list[Link] = []
        self.repeated_relations = False
        self._unknown: list[UnknownDay] = []
        self.context = CaseContext(dok=dok, v5=v5, rows=self.rows)

    def root(self, root: Any, form: Node, organisasjonsnummer: int) -> Row:
        """The whole document; gives back the row of the submission itself.

        The case comes last, because the service it is in, in column ``organisasjonsnummer``, is part of its pseudonyms.
        """
        row = form.row.copy()
        row[0] = self._dok
        later = self._fill(root, form, row)
        self._check_children(root, form, later)
        self._children([pair for pair in later if pair[1].table != "sak"], row, NOBODY)
        self.context.organisasjonsnummer = row[organisasjonsnummer] or ""
        self._children([pair for pair in later if pair[1].table == "sak"], row, NOBODY)
        self.rows["innsending"] = [row]
        if self._unknown and not self._found:
            self.rows[UKJENT_DATO] = unknown_rows(self._unknown, self.rows, self._dok)
        return row

    def _element(self, element: Any, node: Node, row: Row, owner: Owner) -> None:
        """One element and all under it. ``row`` is the row it lies in, which is also its own when it has no table."""
        table = node.table
        around = row
        if table:
            rows = self.rows.get(table)
            if rows is None:
                rows = self.rows[table] = []
            row = node.row.copy()
            row[0] = self._dok
            row[1] = len(rows)
            rows.append(row)
        later = self._fill(element, node, row)
        if node.checks:
            self._check_children(element, node, later)
        if node.mark:
            self._marks.add(node.mark)
        if table:
            if node.unique:
                self._only_once(element, node, row)
            if not self._found:
                if node.owner is not None:
                    row[node.owner] = owner[0]
                    if node.owner_id is not None:
                        row[node.owner_id] = owner[1]
                if node.own_id is not None:
                    owner = self._identify(node, row, owner)
        if later:
            self._children(later, row, owner)
        if table and not self._found:
            for own, above in node.lift:
                around[above] = row[own]
            finish = self._finishers.get(table)
            if finish is not None:
                finish(row, self.context)

    def _fill(self, element: Any, node: Node, row: Row) -> list[tuple[Any, Node]]:
        """The fields of an element into its row.

        What lies under it is given back, to be read when the row has its id.
        """
        attributes = node.attributes
        for name, value in element.items():
            entry = attributes.get(name)
            if entry is None:
                if not name.startswith(_SCHEMA_HINTS):
                    self.faults.unknown_attribute(element, name)
                continue
            read, at, felt = entry
            found = read(value)
            if found is None:
                self.faults.wrong_value(element, felt, value)
            else:
                row[at] = found
                if found is UNKNOWN_DAY:
                    self._unknown.append(UnknownDay(element=element.tag, felt=felt, row=row))
        text = element.text
        if node.text is not None:
            read, at, felt = node.text
            row[at] = read(text or "")
            if row[at] is None:
                self.faults.wrong_value(element, felt, text or "")
            elif row[at] is UNKNOWN_DAY:
                self._unknown.append(UnknownDay(element=element.tag, felt=felt, row=row))
        elif text is not None and not text.isspace():
            self.faults.stray_text(element)
        for at in node.unfilled:
            if row[at] is None:
                row[at] = False
        later = self._leaves(element, node, row) if len(element) else []
        for at, felt in node.required:
            if row[at] is None:
                self.faults.missing_field(element, felt)
        return later

    def _leaves(self, element: Any, node: Node, row: Row) -> list[tuple[Any, Node]]:
        leaves = node.leaves
        children = node.children
        later = []
        for child in element:
            tag = child.tag
            entry = leaves.get(tag)
            if entry is not None:
                read, at, felt = entry
                value = child.text or ""
                found = read(value)
                if found is None:
                    self.faults.wrong_value(element, felt, value)
                elif row[at] is None:
                    row[at] = found
                    if found is UNKNOWN_DAY:
                        self._unknown.append(UnknownDay(element=element.tag, felt=felt, row=row))
                elif felt.flere:
                    row[at] = f"{row[at]},{found}"
                else:
                    self.faults.too_many(child, 1)
                if len(child) or child.items():
                    self._inside_leaf(child)
            elif tag in children:
                later.append((child, children[tag]))
            else:
                self.faults.unknown_element(child)
            tail = child.tail
            if tail is not None and not tail.isspace():
                self.faults.stray_text(element)
        return later

    def _inside_leaf(self, leaf: Any) -> None:
        for child in leaf:
            self.faults.unknown_element(child)
        for name, _ in leaf.items():
            if not name.startswith(_SCHEMA_HINTS):
                self.faults.unknown_attribute(leaf, name)

    def _children(self, later: Sequence[tuple[Any, Node]], row: Row, owner: Owner) -> None:
        counts: dict[Node, int] = {}
        for child, node in later:
            if node.flat is not None and child.items():
                node = node.flat
            counts[node] = number = counts.get(node, 0) + 1
            if number > node.most:
                self.faults.too_many(child, node.most)
            self._element(child, node, row, owner)
            if node.lopenr is not None:
                self.rows[node.table][-1][node.lopenr] = number

    def _check_children(self, element: Any, node: Node, later: Sequence[tuple[Any, Node]]) -> None:
        there = {sub.element.navn for _, sub in later}
        for name in node.required_children:
            if name not in there:
                self.faults.missing_element(element, name)
        if node.element.en_av:
            kinds = {child.tag for child in element} & set(node.element.en_av)
            if len(kinds) != 1:
                self.faults.not_one_of(element, node.element.en_av)

    def _identify(self, node: Node, row: Row, owner: Owner) -> Owner:
        """The row's own pseudonym; gives back the row as an owner of what lies under it."""
        at = node.own_id
        assert at is not None  # the caller asks only for rows with an id
        table = node.table
        source: str = row[at] or made_id(table, row, owner, self._nth)
        if table == "sak":
            own = self._finish.begin_case(source, row[_JOURNALNUMMER], self.context)
        else:
            own = self.context.id_of(node.prefix, source)
        if table != "relasjon":
            self.links.append((self._dok, own, table, source, self.context.journalnummer))
        row[at] = own
        if node.migrert is not None and row[node.migrert] is not None:
            row[node.migrert] = self._finish.migrert(row[node.migrert], self.context)
        return row[1], own, source

    def _only_once(self, element: Any, node: Node, row: Row) -> None:
        key = (node.table, *[row[at] for at in node.unique])
        if key not in self._seen:
            self._seen.add(key)
        elif self._tolerant and node.table == "relasjon":
            self.repeated_relations = True
        elif None not in key:
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
