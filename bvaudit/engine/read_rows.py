"""What a run knows of objects people have read: the machine's rows, whether they are still there, and their print.

``lestrader`` holds the settled answers as rows of the contract, beside the kept rows and never among them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.resultat import CONTRACT, CONTRACT_NAMES
from bvaudit.model.tables import BY_NAME, Table

READ = "lestrader"
_KEY = ("regel", "variant", "enhet", "sak", "objekt_id")  # the order of the contract, by code point


def keep(database: SqlEngine, rows: Iterable[Sequence[object]]) -> None:
    """``rows`` have a value for each column of the contract, in its order."""
    database.create(READ, [(column.navn, column.type.value) for column in CONTRACT])
    database.insert(READ, CONTRACT_NAMES, rows)


def with_read(machine: str) -> str:
    """The query of the machine's rows as text, with the read ones in their places."""
    columns = ", ".join(CONTRACT_NAMES)
    body = f"SELECT {columns} FROM (\n{machine}\n) m\nUNION ALL\nSELECT {columns} FROM {READ}"
    return f"SELECT {columns} FROM (\n{body}\n) r\nORDER BY {', '.join(_KEY)}"


def living_objects(
    database: SqlEngine, objekt: str, ids: Collection[str], per: date, within: tuple[Sequence[str], date, date] | None
) -> frozenset[str]:
    """Those of ``ids`` that are rows of the table, not deleted, and begun by ``per``. ``within``: the dates that place
    an object in a period, the first that is filled in, and the period's first and last day."""
    table = BY_NAME[objekt]
    where = "NOT COALESCE(er_slettet, FALSE)"
    values: list[object] = []
    if table.start:
        where, values = f"{where} AND COALESCE({table.start} <= ?, TRUE)", [per]
    if within is not None:
        when = f"COALESCE({', '.join([*(name for name in within[0] if table.column(name)), 'NULL'])})"
        where, values = f"{where} AND {when} BETWEEN ? AND ?", [*values, *within[1:]]
    _wanted(database, ids)
    rows = database.run(
        f"SELECT {table.nokkel} FROM {objekt} JOIN leseliste ON id = {table.nokkel} WHERE {where}", values
    )
    return frozenset(id_ for (id_,) in rows)


def cases_now(database: SqlEngine, saker: Collection[str]) -> Mapping[str, str]:
    """Living case → the unit that has it now."""
    _wanted(database, saker)
    sql = "SELECT sak_id, enhet FROM sak JOIN leseliste ON id = sak_id WHERE NOT COALESCE(er_slettet, FALSE)"
    return dict(database.run(sql))


_OF_THE_DOCUMENT = ("innsending_id", "format_versjon", "dato_uttrekk_lokal")


def row_prints(database: SqlEngine, objekt: str) -> Mapping[str, str]:
    """Object → what the columns of its row hold, but for numbers that are given anew at each import, and what is of
    the document the row came in and not of the object."""
    table = BY_NAME[objekt]
    held = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in _told(table))
    return dict(database.run(f"SELECT {table.nokkel}, MD5(CONCAT_WS(CHR(31), {held})) FROM {objekt}"))


def _told(table: Table) -> Iterator[str]:
    for column in table.all_columns:
        if column.navn not in (*_OF_THE_DOCUMENT, "sak_id", table.nr) and not column.navn.endswith("_nr"):
            yield column.navn


def _wanted(database: SqlEngine, ids: Collection[str]) -> None:
    database.create("leseliste", [("id", "VARCHAR")])
    database.insert("leseliste", ["id"], [(one,) for one in sorted(ids)])
