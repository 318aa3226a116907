"""The log of the register on disk: one SQLite file that is only added to. The one door to it is
``workflows/register_folder.py``; nothing else writes."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from bvaudit.disk.private import make_folder, place_new, seal, write_private
from bvaudit.errors import SurroundingsError
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Del, Hode, Logget, Ny
from bvaudit.register import copies
from bvaudit.register.chain import Rad, head_of, link, logged
from bvaudit.register.chain_faults import faults
from bvaudit.register.faults import HeadMoved, RegisterFault
from bvaudit.register.store_faults import Busy, told
from bvaudit.register.store_file import add_row, connect, empty_part, exclusive, lay_out, opened, read_rows
from bvaudit.register.store_lock import busy, writing
from bvaudit.register.store_salt import new_salt
from bvaudit.texts import text

_NEW = ".bvaudit-ny-logg-"


class Log:
    """An open log. Used as a block, so that the file is let go of."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    def __enter__(self) -> "Log":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def rows(self) -> tuple[Rad, ...]:
        """Every row as it stands, whatever is wrong with it."""
        with _reading(self.path):
            return read_rows(self._db)

    def events(self) -> tuple[Logget, ...]:
        """Every event, of a log whose chain is whole. RegisterFault when it is not, or holds what this program does not
        know."""
        rows = self.rows()
        wrong = faults(rows)
        if wrong:
            raise damaged(self.path, text("registeret_logg.endret_utenfor", nr=wrong[0].nr))
        return tuple(logged(row) for row in rows)

    def head(self) -> Hode:
        with _reading(self.path):
            found = self._db.execute("SELECT nr, sum FROM hendelse ORDER BY nr DESC LIMIT 1").fetchone()
        return Hode(nr=found[0], sum=found[1]) if found else Hode()

    def append(self, new: Sequence[Ny], tid: datetime, expected: Hode) -> tuple[Logget, ...]:
        """Write the events after ``expected``, all of them or none. HeadMoved when something else has been written
        since, SurroundingsError when another is writing now. What a ``sladdet`` among them names is emptied with it."""
        if not new:
            return ()
        rows = link(new, tid, expected, new_salt)
        with writing(self.path.parent, new[0].hvem, tid), told(self.path):
            _tidy(self.path.parent)
            with exclusive(self._db):
                _refuse_moved(self.head(), expected)
                for row in rows:
                    add_row(self._db, row)
                struck = _strike_all(self._db, new)
            _settle(self._db, self.path, head_of(rows), struck=struck)
        return tuple(logged(row) for row in rows)

    def strike(self, nr: int, del_: Del, ny: Ny, tid: datetime) -> tuple[Logget, ...]:
        """Empty a part of event ``nr``, by the ``sladdet`` in ``ny``; in the copies too."""
        assert isinstance(ny.hendelse, Sladdet)
        assert (ny.hendelse.hendelse, ny.hendelse.del_) == (nr, del_)
        return self.append((ny,), tid, self.head())


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        with told(path):
            yield
    except Busy as error:
        raise busy(path.parent) from error


def create(path: Path, first: Sequence[Ny], tid: datetime) -> tuple[Logget, ...]:
    """A new log that begins with ``first``. It is there with all of them, or not at all. HeadMoved when there is one
    already."""
    make_folder(path.parent)
    rows = link(first, tid, Hode(), new_salt)
    with writing(path.parent, first[0].hvem, tid), told(path):
        if path.exists():
            raise _moved()
        _tidy(path.parent)
        part = path.with_name(f"{_NEW}{secrets.token_hex(6)}")
        write_private(part, b"")
        with closing(connect(part)) as db, exclusive(db):
            lay_out(db)
            for row in rows:
                add_row(db, row)
        seal(part)
        place_new(part, path)
        with closing(connect(path)) as db:
            _settle(db, path, head_of(rows), struck=False)
    return tuple(logged(row) for row in rows)


def open_log(path: Path) -> Log:
    """The log, looked over. RegisterFault when it is damaged, with the newest copy that is whole; nothing is mended."""
    try:
        return Log(path, opened(path))
    except RegisterFault as fault:
        raise damaged(path, fault.problem, fault.hint) from fault
    except Busy as error:
        raise busy(path.parent) from error


def rows_anyway(path: Path) -> tuple[tuple[Rad, ...], str]:
    """Whatever rows can be read of a log that may be damaged or edited, and what is wrong with the file; empty when
    nothing is. SurroundingsError when it cannot be reached."""
    wrong = ""
    try:
        with told(path):
            try:
                opened(path).close()
            except RegisterFault as fault:
                wrong = fault.problem
            with closing(connect(path)) as db:
                return read_rows(db), wrong
    except Busy as error:
        raise busy(path.parent) from error
    except (RegisterFault, sqlite3.Error, ValueError, AssertionError):
        return (), wrong or text("registeret_logg.skadet", fil=path)


def damaged(path: Path, problem: str, hint: str = "") -> RegisterFault:
    """The fault, with the newest copy that is whole."""
    copy = copies.newest_good(path)
    way_out = text("registeret_logg.nyeste_kopi", kopi=copy) if copy else text("registeret_logg.ingen_kopi")
    return RegisterFault(problem, hint=hint or way_out)


def _settle(db: sqlite3.Connection, path: Path, head: Hode, *, struck: bool) -> None:
    """The copies, when the events are in the log. What is written is written: a copy that could not be made is no
    reason to say otherwise (``etterprov`` tells that it lacks), unless the old ones hold what was struck."""
    try:
        if struck:
            db.execute("VACUUM")  # what was struck may have left traces between the rows
        copies.keep(db, path, head)
    except (OSError, sqlite3.Error) as error:
        if struck:
            raise SurroundingsError(
                text("registeret_logg.kopier_ikke_sladdet"), hint=text("registeret_logg.kopier_ikke_sladdet_hint")
            ) from error


def _tidy(folder: Path) -> None:
    """Take away what one who died while making the log left; it may be a second name of the log itself."""
    for left in folder.glob(f"{_NEW}*"):
        with suppress(OSError):
            left.unlink()


def _strike_all(db: sqlite3.Connection, new: Sequence[Ny]) -> bool:
    struck = [ny.hendelse for ny in new if isinstance(ny.hendelse, Sladdet)]
    for one in struck:
        empty_part(db, one.hendelse, Del(one.del_))
    return bool(struck)


def _refuse_moved(head: Hode, expected: Hode) -> None:
    if head != expected:
        raise _moved()


def _moved() -> HeadMoved:
    return HeadMoved(text("registeret_logg.flyttet"), hint=text("registeret_logg.flyttet_hint"))
