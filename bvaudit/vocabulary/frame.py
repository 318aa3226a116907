"""What a query is made of while it is written: tables under an alias, and joins that give a value per object."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bvaudit.model.kilde import Trenger
from bvaudit.model.tables import Table
from bvaudit.vocabulary.sql import TRUE, Extreme, Sql


class RuleFault(Exception):
    """A rule says something its tables cannot mean. The text is for the rule's author. ``navn`` is the word in the file
    that means nothing there, where it is one, and ``kjente`` what could have stood there."""

    def __init__(self, tekst: str, navn: str = "", kjente: Iterable[str] = ()) -> None:
        super().__init__(tekst)
        self.navn, self.kjente = navn, tuple(kjente)


@dataclass(slots=True)
class Frame:
    """A table in the query under an alias, with the parents it has been joined to."""

    alias: str
    table: Table
    outer: "Frame | None" = None
    parents: dict[str, str] = field(default_factory=dict)  # parent table → alias
    beneath: dict[Sql, str] = field(default_factory=dict)  # rows under the row, told of each → alias
    correlated: bool = False  # the value names columns of the object


@dataclass(slots=True)
class Joined:
    """Values per object over some rows, found by the object's own number or its case's.

    (SELECT r.tiltak_nr AS nr, MAX(r.utfort_dato) AS "a1#1" FROM levende_x r WHERE … GROUP BY r.tiltak_nr) a1
    """

    alias: str
    on: str  # nr or sak_nr
    group: Sql
    source: Sql  # FROM
    keep: Sql  # WHERE
    values: dict[Sql | Extreme, Sql] = field(default_factory=dict)  # expression → column

    @property
    def rows(self) -> tuple[str, Sql, Sql]:
        """What two must have in common to be read together."""
        return self.on, self.group, self.source


def written(together: Sequence[Joined]) -> str:
    """The sub-query of one join, or of several over the same rows: see ``read_together``."""
    first = together[0]
    if len(together) == 1:
        columns = [(_value(value), name) for value, name in first.values.items()]
        where = f" WHERE {first.keep}" if first.keep != TRUE else ""
    else:
        columns = [(_value(value, one.keep), name) for one in together for value, name in one.values.items()]
        where = ""
    listed = ", ".join(f"{expression} AS {name}" for expression, name in columns)
    return f"(SELECT {first.group} AS nr, {listed} FROM {first.source}{where} GROUP BY {first.group}) {first.alias}"


def _value(value: Sql | Extreme, keep: Sql = TRUE) -> Sql:
    return value.among(keep) if isinstance(value, Extreme) else value


def read_together(joins: Iterable[Joined]) -> list[list[Joined]]:
    """Joins over the same rows with different conditions, as one: reading them once is quicker to plan.

    Only where all values are the least or greatest of something. Such a value is null where no row is left by its own
    condition, just as it is when the join finds nothing; a count would be 0 instead.
    """
    found: dict[object, list[Joined]] = {}
    for joined in joins:
        alone = not all(isinstance(value, Extreme) for value in joined.values)
        found.setdefault(joined.alias if alone else joined.rows, []).append(joined)
    return list(found.values())


@dataclass(slots=True)
class Reads:
    """What a part of a rule reads.

    ``direct``: its answer rests on all of it. ``rows``: what it looks for among rows, where the answer already says
    «unknown» when the source does not have them. ``unknown``: truth values that some source does not have, with the
    SQL that says for which cases. ``unseen``: SQL for the cases where what is found is not enough, and more may be
    missing because the source does not reach that far. ``cut``: what may be missing, and SQL for where. ``before``: the
    table and sentence of rows that may be older than any the source has, and SQL for where: a breach is then none.
    """

    direct: list[Trenger] = field(default_factory=list)
    rows: list[Trenger] = field(default_factory=list)
    unknown: dict[tuple[str, str], Sql] = field(default_factory=dict)
    unseen: list[Sql] = field(default_factory=list)
    cut: dict[str, Sql] = field(default_factory=dict)
    before: dict[tuple[str, str], list[Sql]] = field(default_factory=dict)

    def add(self, other: "Reads") -> None:
        self.direct += other.direct
        self.rows += other.rows
        self.unknown |= other.unknown
        self.unseen += other.unseen
        self.cut |= other.cut
        for key, places in other.before.items():
            self.before[key] = list(dict.fromkeys((*self.before.get(key, ()), *places)))
