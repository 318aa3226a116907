"""What is done with a case between two values: rows begun, named and finished. An act is made once and run often.

The rows here are text, ready to be written; empty means not said.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bvaudit.extract.documents.blueprint import Node, positions
from bvaudit.extract.documents.markup import Unusual
from bvaudit.extract.documents.walk import NOBODY, Owner, made_id
from bvaudit.extract.normalise.rows import CaseContext, Finish, Finisher, Row
from bvaudit.extract.normalise.staging import SEPARATOR

DEEPEST = 8  # rows inside rows; the formats have four

_JOURNALNUMMER = positions("sak")["journalnummer"]
ORGANISASJONSNUMMER = positions("innsending")["organisasjonsnummer"]


@dataclass(slots=True, kw_only=True)
class Run:
    """One document under way. ``stack`` has the open row at each depth, and ``owners`` its number and ids."""

    dok: str
    context: CaseContext
    stack: list[Row] = field(default_factory=lambda: [[]] * DEEPEST)
    owners: list[Owner] = field(default_factory=lambda: [NOBODY] * DEEPEST)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    numbers: dict[Any, int] = field(default_factory=dict)
    kept: str = ""


Act = Callable[[Run], None]


def text_row(node: Node) -> Row:
    """The new row of an element, with «no» where a free text could stand."""
    row = ["" if value is None else str(value) for value in node.row]
    for at in node.unfilled:
        row[at] = "False"
    return row


def begin(node: Node, depth: int, owner: int) -> Act:
    """A row is begun at ``depth``, in the one at ``owner``."""
    table, copy = node.table, text_row(node).copy
    owner_at, owner_id_at, lopenr_at = node.owner, node.owner_id, node.lopenr

    def act(run: Run) -> None:
        rows = run.rows.get(table)
        if rows is None:
            rows = run.rows[table] = []
        row = copy()
        row[0] = run.dok
        row[1] = str(len(rows))
        rows.append(row)
        run.stack[depth] = row
        if owner_at is not None:
            above = run.owners[owner]
            row[owner_at] = above[0]
            if owner_id_at is not None:
                row[owner_id_at] = above[1]
        if lopenr_at is not None:
            key = node, run.stack[depth - 1][1]
            nth = run.numbers[key] = run.numbers.get(key, 0) + 1
            row[lopenr_at] = str(nth)

    return act


def begin_case(run: Run) -> None:
    """From here on the service is known, which is part of the pseudonyms."""
    run.context.organisasjonsnummer = run.stack[0][ORGANISASJONSNUMMER]


def name_case(node: Node, depth: int, finish: Finisher) -> Act:
    own_at, migrert_at = node.own_id, node.migrert
    assert own_at is not None and migrert_at is not None

    def act(run: Run) -> None:
        row, context = run.stack[depth], run.context
        source = row[own_at]
        own = row[own_at] = finish.begin_case(source, row[_JOURNALNUMMER], context)
        run.owners[depth] = row[1], own, source
        run.links.append(SEPARATOR.join((run.dok, own, "sak", source, context.journalnummer)))
        if row[migrert_at]:
            row[migrert_at] = finish.migrert(row[migrert_at], context)

    return act


def name(node: Node, depth: int, owner: int, finish: Finisher) -> Act:
    """The row gets its pseudonym and can own others."""
    table, prefix, migrert_at = node.table, node.prefix, node.migrert
    own_at, unique, linked = node.own_id, bool(node.unique), table != "relasjon"
    assert own_at is not None
    tail = f"{SEPARATOR}{table}{SEPARATOR}"

    def act(run: Run) -> None:
        row, context = run.stack[depth], run.context
        source = row[own_at] or made_id(table, row, run.owners[owner], run.numbers)
        if unique:
            if (table, source) in run.seen:
                raise Unusual
            run.seen.add((table, source))
        own = row[own_at] = context.id_of(prefix, source)
        run.owners[depth] = row[1], own, source
        if linked:
            run.links.append(f"{run.dok}{SEPARATOR}{own}{tail}{source}{SEPARATOR}{context.journalnummer}")
        if migrert_at is not None and row[migrert_at]:
            row[migrert_at] = finish.migrert(row[migrert_at], context)

    return act


def only_once(node: Node, depth: int) -> Act:
    """For what has no id of its own but may not be repeated."""
    table, unique = node.table, node.unique

    def act(run: Run) -> None:
        row = run.stack[depth]
        key = (table, *[row[at] for at in unique])
        if key in run.seen:
            raise Unusual
        run.seen.add(key)

    return act


def finish(node: Node, depth: int, finisher: Finish | None) -> Act | None:
    """The row is whole: what it gives to the one around it, and what only the whole row can tell."""
    lift = node.lift
    if not lift and finisher is None:
        return None

    def act(run: Run) -> None:
        row = run.stack[depth]
        if lift:
            around = run.stack[depth - 1]
            for own, above in lift:
                around[above] = row[own]
        if finisher is not None:
            finisher(row, run.context)

    return act


def write(depth: int, places: Iterable[int], value: str) -> Act:
    def act(run: Run) -> None:
        row = run.stack[depth]
        for at in places:
            row[at] = value

    return act


def keep(depth: int, at: int) -> Act:
    """Puts aside what a field that may be repeated already says; see ``join``."""

    def act(run: Run) -> None:
        run.kept = run.stack[depth][at]

    return act


def join(depth: int, at: int) -> Act:
    def act(run: Run) -> None:
        row = run.stack[depth]
        row[at] = f"{run.kept},{row[at]}"

    return act


def mark(marks: set[str], version: str) -> Act:
    return lambda run: marks.add(version)
