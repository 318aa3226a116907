"""The file of the log: only added to, written whole or not at all, by one at a time, and told when it is damaged."""

import json
import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from random import Random

import pytest

from bvaudit.errors import SurroundingsError
from bvaudit.model.registeret.hendelser import Kommentert, Sladdet
from bvaudit.model.registeret.logg import FORMAT, Del, Hode, Ny
from bvaudit.register import store, store_file, store_lock
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import ANTALL, copies_of, newest_good, rows_of
from bvaudit.register.faults import HeadMoved, RegisterFault
from bvaudit.register.store import create, open_log, rows_anyway
from bvaudit.register.store_salt import seeded
from bvaudit.register.store_schema import APPLICATION_ID, TRIGGERS
from tests.register.a_log import AV, KEY, SECRET, TID, events, make, ny, strike, write
from tests.register.random_events import any_event

COLUMNS = "tid, hvem, kode, om, fakta, tekst, nokler"
COMMENT = ny(Kommentert(nr=AV, tekst="en til"))


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def refused(path: Path, statement: str) -> bool:
    with closing(raw(path)) as db:
        try:
            db.execute(statement)
        except sqlite3.IntegrityError:
            return True
    return False


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be written in."""
    return make(tmp_path_factory.mktemp("logg"))


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A log of one's own to write in."""
    shutil.copytree(made.parent, tmp_path / "register")
    return tmp_path / "register" / "register.sqlite"


def test_what_is_written_comes_back_in_order(made: Path) -> None:
    with open_log(made) as log:
        told = log.events()
        head = log.head()
    assert [(one.hvem, one.hendelse) for one in told] == [(one.hvem, one.hendelse) for one in events()]
    assert [one.nr for one in told] == [1, 2, 3, 4, 5, 6]
    assert {one.tid for one in told} == {TID}
    assert head == Hode(nr=6, sum=told[-1].sum)
    assert faults(rows_of(made), head) == ()


def test_the_file_says_what_it_is_and_has_no_journal_left(made: Path) -> None:
    with closing(raw(made)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert sorted(p.name for p in made.parent.iterdir()) == ["kopier", "register.sqlite"]
    if os.name == "posix":
        files = [made, *(copy.fil for copy in copies_of(made))]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_the_program_waits_for_the_disk() -> None:
    """These tests do not; so it is read in the program itself."""
    read = Path(store_file.__file__).read_text(encoding="utf-8")
    assert '"journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON"' in read


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hendelse SET hvem = 'stab' WHERE nr = 4",
        "UPDATE hendelse SET nr = 40 WHERE nr = 6",
        "UPDATE OR REPLACE hendelse SET nr = 5 WHERE nr = 6",
        "DELETE FROM hendelse WHERE nr = 6",
        "DELETE FROM hendelse",
        f"INSERT INTO hendelse SELECT nr + 2, {COLUMNS}, sum, 'x' FROM hendelse WHERE nr = 6",
        f"INSERT INTO hendelse SELECT nr + 1, {COLUMNS}, forrige, 'x' FROM hendelse WHERE nr = 6",
        "INSERT OR REPLACE INTO hendelse SELECT * FROM hendelse WHERE nr = 6",
        "INSERT OR REPLACE INTO hendelse SELECT * FROM hendelse WHERE nr = 2",
        "UPDATE innhold SET tekst = '{}' WHERE nr = 4 AND del = 'tekst'",
        "UPDATE innhold SET tekst = '', salt = '' WHERE nr = 4 AND del = 'tekst'",
        "UPDATE innhold SET tekst = '' WHERE nr = 4 AND del = 'tekst'",
        "UPDATE innhold SET salt = '' WHERE nr = 4 AND del = 'fakta'",
        "UPDATE innhold SET nr = 5 WHERE nr = 4 AND del = 'tekst'",
        "DELETE FROM innhold WHERE nr = 4",
        "DELETE FROM innhold",
        "INSERT INTO innhold VALUES (4, 'nokler', 'a', '{}')",
        "INSERT OR REPLACE INTO innhold VALUES (4, 'tekst', 'a', '{}')",
        "INSERT OR REPLACE INTO innhold VALUES (6, 'tekst', 'a', '{}')",
    ],
)
def test_the_file_itself_refuses_to_be_changed(made: Path, statement: str) -> None:
    before = made.read_bytes()
    assert refused(made, statement)
    assert made.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "is_refused"),
    [
        (
            "UPDATE innhold SET tekst = '', salt = '' WHERE nr = 4 AND del = 'tekst'",
            False,
        ),  # that one is struck already
        ("UPDATE innhold SET tekst = 'ny', salt = '' WHERE nr = 4 AND del = 'tekst'", True),
        ("UPDATE innhold SET tekst = '', salt = '' WHERE nr = 4 AND del = 'fakta'", True),
        ("UPDATE innhold SET tekst = '', salt = '' WHERE nr = 6 AND del = 'tekst'", True),
        ("UPDATE innhold SET tekst = '', salt = '' WHERE nr = 2 AND del = 'nokler'", True),
    ],
)
def test_after_a_strike_only_that_part_may_be_empty(path: Path, statement: str, is_refused: bool) -> None:
    strike(path)
    assert refused(path, statement) is is_refused


def test_no_reason_anyone_writes_opens_another_part(path: Path) -> None:
    trick = Sladdet(
        hendelse=4, del_="tekst", grunn='","hendelse":6,"del_":"tekst","hendelse": 6, {"hendelse":6}', nr=AV
    )
    write(path, ny(trick))
    assert refused(path, "UPDATE innhold SET tekst = '', salt = '' WHERE nr = 6 AND del = 'tekst'")


@pytest.mark.parametrize(("nr", "part", "secret"), [(4, Del.TEKST, SECRET), (2, Del.NOKLER, KEY)])
def test_what_is_struck_is_gone_from_the_file_and_the_copies(path: Path, nr: int, part: Del, secret: str) -> None:
    before = [row.sum for row in rows_of(path)]
    assert secret.encode() in path.read_bytes()
    assert all(secret.encode() in copy.fil.read_bytes() for copy in copies_of(path) if copy.nr >= nr)
    strike(path, nr, part)
    for file in (path, *path.parent.rglob("*.sqlite")):
        assert secret.encode() not in file.read_bytes()
        assert secret[4:12].encode() not in file.read_bytes()
        assert faults(rows_of(file)) == ()
    assert [row.sum for row in rows_of(path)][:6] == before
    with open_log(path) as log:
        assert log.events()[nr - 1].sladdet == (part,)
    assert [copy.nr for copy in copies_of(path)] == [7]


def test_struck_text_leaves_no_trace_whatever_lies_around_it(path: Path) -> None:
    """Rows that have been moved between pages as the file grew may leave their old bytes behind."""
    random = Random(7)
    words = [f"hemmelig-{random.getrandbits(64):016x}" for _ in range(120)]
    new = [ny(Kommentert(nr=AV, tekst=f"{word} {'x' * random.randrange(3000)}")) for word in words]
    with open_log(path) as log:
        log.append(new[:60], TID, log.head())
        log.append(new[60:], TID, log.head())
        for at in random.sample(range(120), 12):
            struck = Sladdet(hendelse=7 + at, del_="tekst", grunn="navn", nr=AV)
            log.append((ny(struck),), TID, log.head())
            words[at] = f"!{words[at]}"
    left = path.read_bytes()
    assert [word.lstrip("!").encode() in left for word in words] == [word[0] != "!" for word in words]


def test_events_go_in_all_together_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, count = path.read_bytes(), store.add_row, iter(range(3))

    def fails_at_the_third(db: sqlite3.Connection, row: object) -> None:
        if next(count) == 2:
            raise RuntimeError
        real(db, row)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "add_row", fails_at_the_third)
    with open_log(path) as log, pytest.raises(RuntimeError):
        log.append((COMMENT,) * 3, TID, log.head())
    assert path.read_bytes() == before


def test_another_head_than_expected_writes_nothing(path: Path) -> None:
    with open_log(path) as log:
        old = log.head()
        write(path, COMMENT)
        before = path.read_bytes()
        with pytest.raises(HeadMoved) as raised:
            log.append((COMMENT,), TID, old)
    assert "på nytt" in raised.value.hint
    assert raised.value.exit_code == 4
    assert path.read_bytes() == before


def test_a_log_is_made_once(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(HeadMoved):
        create(path, events()[:1], TID)
    assert path.read_bytes() == before


def test_nothing_to_write_touches_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert write(path) == ()
    assert path.read_bytes() == before


# --- one at a time ----------------------------------------------------------------------------------------------------


def test_who_holds_the_lock_is_told_with_who_and_when(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_lock, "_PATIENCE_SECONDS", 0.0)
    before = path.read_bytes()
    held = store_lock.writing(path.parent, "leder@ostbyen", datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    with held, pytest.raises(SurroundingsError) as raised:
        write(path, COMMENT)
    assert raised.value.problem == "leder@ostbyen skriver i registeret nå, siden 02.03.2026 09:30"
    assert path.read_bytes() == before
    write(path, COMMENT)
    assert sorted(p.name for p in path.parent.iterdir()) == ["kopier", "register.sqlite"]


def test_the_note_of_a_writer_who_died_misleads_nobody(path: Path) -> None:
    (path.parent / store_lock.NOTE).write_text(json.dumps({"hvem": "stab", "tid": "2020-01-01T00:00:00+00:00"}))
    (path.parent / store_lock.LOCK).write_text("99999")
    assert len(write(path, COMMENT)) == 1
    assert sorted(p.name for p in path.parent.iterdir()) == ["kopier", "register.sqlite"]


def test_a_database_another_program_holds_is_told_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "_PATIENCE_SECONDS", 0.0)
    with open_log(path) as log, closing(raw(path)) as other:
        head = log.head()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SurroundingsError, match="noen andre skriver"):
            log.append((COMMENT,), TID, head)
        with pytest.raises(SurroundingsError, match="noen andre skriver"):
            log.rows()
        with pytest.raises(SurroundingsError, match="noen andre skriver"):
            open_log(path)
    assert [one.nr for one in write(path, COMMENT)] == [7]


def _add(path: Path, who: str, times: int) -> None:
    for at in range(times):
        while True:
            try:
                with open_log(path) as log:
                    log.append((ny(Kommentert(nr=AV, tekst=f"{who} {at}"), who),), TID, log.head())
                break
            except HeadMoved:
                continue


@pytest.mark.lang
def test_two_writers_at_once_lose_nothing_and_double_nothing(path: Path) -> None:
    started = multiprocessing.get_context("spawn")
    writers = [started.Process(target=_add, args=(path, who, 12)) for who in ("stab", "leder@ost")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_log(path) as log:
        told = [one.hendelse.tekst for one in log.events()[6:] if isinstance(one.hendelse, Kommentert)]
    assert sorted(told) == sorted(f"{who} {at}" for who in ("stab", "leder@ost") for at in range(12))
    for who in ("stab", "leder@ost"):
        assert [one for one in told if one.startswith(who)] == [f"{who} {at}" for at in range(12)]


# --- copies -----------------------------------------------------------------------------------------------------------


def test_the_last_copies_are_kept_and_each_is_a_whole_log(path: Path) -> None:
    for _ in range(ANTALL):
        write(path, COMMENT)
    assert [copy.nr for copy in copies_of(path)] == list(range(7, 7 + ANTALL))
    for copy in copies_of(path):
        with open_log(copy.fil) as log:
            assert log.head().nr == copy.nr == len(log.events())
    assert rows_of(copies_of(path)[-1].fil) == rows_of(path)
    assert newest_good(path) == copies_of(path)[-1].fil


def test_what_a_copy_that_was_never_finished_left_behind_is_taken_away(path: Path) -> None:
    left = path.parent / "kopier" / ".bvaudit-kopi-0123456789ab"
    left.write_bytes(b"halv")
    write(path, COMMENT)
    assert not left.exists()


# --- damage -----------------------------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _noise(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(Random(1).randbytes(4096))
    path.write_bytes(content)


def _text(path: Path) -> None:
    path.write_bytes(b"dette er ikke en database, men en tekst som noen har lagt her i stedet" * 100)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other(path: Path) -> None:
    path.unlink()
    with closing(raw(path)) as db:
        db.execute("CREATE TABLE noe (a)")


def _newer(path: Path) -> None:
    with closing(raw(path)) as db:
        db.execute(f"PRAGMA user_version={FORMAT + 1}")


def _without_guard(path: Path) -> None:
    with closing(raw(path)) as db:
        db.execute("DROP TRIGGER hendelse_ikke_endres")


def _edited(path: Path) -> None:
    with closing(raw(path)) as db:
        db.execute("DROP TRIGGER hendelse_ikke_endres")
        db.execute("UPDATE hendelse SET hvem = 'stab' WHERE nr = 4")
        db.execute(next(sql for sql in TRIGGERS if "hendelse_ikke_endres" in sql))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_cut, "skadet"),
        (_noise, "skadet"),
        (_text, "skadet"),
        (_empty, "ikke et register"),
        (_other, "ikke et register"),
        (_newer, "nyere bvaudit"),
        (_without_guard, "vernet mot endringer er borte"),
        (_edited, "endret utenfor bvaudit, ved hendelse 4"),
    ],
    ids=lambda harm: harm.__name__[1:] if callable(harm) else "",
)
def test_damage_is_told_with_the_newest_good_copy_and_nothing_is_mended(
    path: Path, harm: Callable[[Path], None], told: str
) -> None:
    harm(path)
    _cut(copies_of(path)[-1].fil)
    before = path.read_bytes()
    with pytest.raises(RegisterFault) as raised, open_log(path) as log:
        log.events()
    assert told in raised.value.problem
    assert ("register-000005.sqlite" in raised.value.hint) or "oppgrader" in raised.value.hint
    assert path.read_bytes() == before
    assert raised.value.exit_code == 3
    rows, wrong = rows_anyway(path)
    assert wrong or faults(rows)


def test_no_copy_left_is_told(path: Path) -> None:
    _text(path)
    for copy in copies_of(path):
        copy.fil.unlink()
    with pytest.raises(RegisterFault) as raised:
        open_log(path)
    assert "ingen hel kopi" in raised.value.hint


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (PurePosixPath("/srv/felles/Nord øst #1?/r.sqlite"), "/srv/felles/Nord%20%C3%B8st%20%231%3F/r.sqlite"),
        (PureWindowsPath("C:/Felles/100 %/r.sqlite"), "/C:/Felles/100%20%25/r.sqlite"),
        (PureWindowsPath("//server/felles/barnevern/r.sqlite"), "//server/felles/barnevern/r.sqlite"),
    ],
)
def test_the_file_is_found_wherever_it_lies(path: PurePath, named: str) -> None:
    assert store_file.address(path) == f"file://{named}?mode=rw"


def test_a_folder_with_any_name_can_hold_it(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Nord øst #1? 100 % 50%20" / "register"
    shutil.copytree(made.parent, folder)
    assert len(write(folder / "register.sqlite", COMMENT)) == 1
    assert len(rows_of(copies_of(folder / "register.sqlite")[-1].fil)) == 7


def test_a_log_another_program_has_set_to_wal_is_set_back(path: Path) -> None:
    with closing(raw(path)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
    write(path, COMMENT)
    with closing(raw(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


# --- the same, byte for byte ------------------------------------------------------------------------------------------


def _random_log(folder: Path, seed: int) -> tuple[Path, list[Ny]]:
    random = Random(seed)
    path, all_new = folder / "register" / "register.sqlite", []
    with seeded("prøve"):
        first = any_event(random)
        create(path, (first,), TID)
        all_new.append(first)
        for _ in range(random.randrange(1, 5)):
            new = [any_event(random) for _ in range(random.randrange(1, 6))]
            write(path, *new)
            all_new += new
    return path, all_new


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(seed, marks=pytest.mark.lang) for seed in range(5, 60))])
def test_any_events_come_back_byte_for_byte(tmp_path: Path, seed: int) -> None:
    path, new = _random_log(tmp_path / "a", seed)
    with open_log(path) as log:
        told = log.events()
    assert [(one.hvem, one.hendelse) for one in told] == [(one.hvem, one.hendelse) for one in new]
    again = tmp_path / "b" / "register" / "register.sqlite"
    with seeded("prøve"):
        create(again, [Ny(hvem=one.hvem, hendelse=one.hendelse) for one in told], TID)
    assert rows_of(again) == rows_of(path)


def test_the_same_events_with_given_salt_make_the_same_file(tmp_path: Path) -> None:
    (one, _), (two, _) = _random_log(tmp_path / "a", 3), _random_log(tmp_path / "b", 3)
    assert one.read_bytes() == two.read_bytes()


def test_salt_is_chance_where_nobody_has_said_otherwise(tmp_path: Path) -> None:
    one, two = make(tmp_path / "a"), make(tmp_path / "b")
    assert rows_of(one)[-1].sum != rows_of(two)[-1].sum
    salts = [held.salt for row in rows_of(one) for held in row.deler.values()]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {32}
