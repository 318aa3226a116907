"""What a query is made of while it is written: tables under an alias, and joins that give a value per object."""

from dataclasses import dataclass, field

from bvaudit.model.kilde import Trenger
from bvaudit.model.tables import Table
from bvaudit.vocabulary.sql import Sql


class RuleFault(Exception):
    """A rule says something its tables cannot mean. The text is for the rule's author."""


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

    LEFT JOIN (SELECT r.tiltak_nr AS nr, MAX(r.utfort_dato) AS "a1#1" FROM levende_x r GROUP BY r.tiltak_nr) a1
    """

    alias: str
    on: str  # nr or sak_nr
    group: Sql
    source: Sql  # FROM and WHERE
    values: dict[Sql, Sql] = field(default_factory=dict)  # expression → column

    @property
    def sql(self) -> str:
        columns = ", ".join(f"{expression} AS {name}" for expression, name in self.values.items())
        return f"SELECT {self.group} AS nr, {columns} FROM {self.source} GROUP BY {self.group}"


@dataclass(slots=True)
class Reads:
    """What a part of a rule reads.

    ``direct``: its answer rests on all of it. ``rows``: what it looks for among rows, where the answer already says
    «unknown» when the source does not have them. ``unknown``: truth values that some source does not have, with the
    SQL that says for which cases. ``unseen``: SQL for the cases where what is found is not enough, and more may be
    missing because the source does not reach that far. ``cut``: what may be missing, and SQL for where.
    """

    direct: list[Trenger] = field(default_factory=list)
    rows: list[Trenger] = field(default_factory=list)
    unknown: dict[tuple[str, str], Sql] = field(default_factory=dict)
    unseen: list[Sql] = field(default_factory=list)
    cut: dict[str, Sql] = field(default_factory=dict)

    def add(self, other: "Reads") -> None:
        self.direct += other.direct
        self.rows += other.rows
        self.unknown |= other.unknown
        self.unseen += other.unseen
        self.cut |= other.cut
