"""The file of the log: made, opened, looked over, and its rows read.

Rollback journal, never WAL: the file lies on a file share. Everything is written through to the disk, and what is
struck is written over.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from bvaudit.model.registeret.logg import FORMAT, Del
from bvaudit.register.chain import Innhold, Rad
from bvaudit.register.faults import RegisterFault
from bvaudit.register.store_faults import told
from bvaudit.register.store_schema import APPLICATION_ID, SCHEMAS, TABLES, TRIGGERS
from bvaudit.texts import text

_PARTS = {part.value: part for part in Del}
_PATIENCE_SECONDS = 5.0  # somebody else is writing; that takes an instant
_SETTINGS = ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "foreign_keys=ON")


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that must be there, without having looked at what is in it."""
    db = sqlite3.connect(address(path.absolute()), uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        for setting in _SETTINGS:
            db.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def address(path: PurePath) -> str:
    """The file as SQLite wants it named, to be opened and never made. A file share (``//server/felles``) has no server
    in the place an address has one: SQLite refuses that."""
    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?mode=rw"


def opened(path: Path) -> sqlite3.Connection:
    """A connection to a log that has been looked over: whole, ours, of a format this program knows, with its guards.
    RegisterFault when it is not; Busy when another holds it."""
    with told(path):
        db = connect(path)
        try:
            _look_over(db, path)
        except BaseException:
            db.close()
            raise
        return db


def lay_out(db: sqlite3.Connection) -> None:
    """The tables and what guards them, in a file that is empty. Within a transaction."""
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={FORMAT}")
    for statement in (*TABLES, *TRIGGERS):
        db.execute(statement)


@contextmanager
def exclusive(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction that nobody else reads or writes in; undone when the block fails."""
    db.execute("BEGIN EXCLUSIVE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def read_rows(db: sqlite3.Connection) -> tuple[Rad, ...]:
    """Every row as it stands, in the order of the numbers."""
    parts: dict[int, dict[Del, Innhold]] = {}
    rows = []
    db.execute("BEGIN")
    try:
        for nr, part, salt, tekst in db.execute("SELECT nr, del, salt, tekst FROM innhold"):
            if part in _PARTS:
                parts.setdefault(nr, {})[_PARTS[part]] = Innhold(salt=salt, tekst=tekst)
        for each in db.execute(
            "SELECT nr, tid, hvem, kode, om, fakta, tekst, nokler, forrige, sum FROM hendelse ORDER BY nr"
        ):
            rows.append(_row(each, parts.get(each[0], {})))
    finally:
        db.execute("COMMIT")
    return tuple(rows)


def add_row(db: sqlite3.Connection, row: Rad) -> None:
    prints = [row.avtrykk.get(part, "") for part in Del]
    db.execute(
        "INSERT INTO hendelse VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.nr, row.tid, row.hvem, row.kode, row.om, *prints, row.forrige, row.sum),
    )
    for part, held in row.deler.items():
        db.execute("INSERT INTO innhold VALUES (?, ?, ?, ?)", (row.nr, part.value, held.salt, held.tekst))


def empty_part(db: sqlite3.Connection, nr: int, part: Del) -> None:
    db.execute("UPDATE innhold SET salt = '', tekst = '' WHERE nr = ? AND del = ?", (nr, part.value))


def _row(each: tuple[object, ...], parts: dict[Del, Innhold]) -> Rad:
    nr, tid, hvem, kode, om, fakta, tekst, nokler, forrige, sum_ = each
    assert isinstance(nr, int)
    prints = {part: str(found) for part, found in zip(Del, (fakta, tekst, nokler), strict=True) if found}
    return Rad(
        nr=nr,
        tid=str(tid),
        hvem=str(hvem),
        kode=str(kode),
        om=str(om),
        avtrykk=prints,
        forrige=str(forrige),
        sum=str(sum_),
        deler=parts,
    )


def _look_over(db: sqlite3.Connection, path: Path) -> None:
    (ours,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if ours != APPLICATION_ID:
        raise RegisterFault(text("registeret_logg.ikke_register", fil=path))
    if version > FORMAT:
        raise RegisterFault(text("registeret_logg.nyere_format", fil=path), hint=text("registeret_logg.nyere_program"))
    if [line for (line,) in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise RegisterFault(text("registeret_logg.skadet", fil=path))
    found = {sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if frozenset(found) != SCHEMAS.get(version):
        raise RegisterFault(text("registeret_logg.uten_vern", fil=path))
