"""Every attack on the file of the log, by one who has it in hand and takes its guards away: found by «register
etterprov», by itself or by any paper that is left."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from bvaudit.cli.run import run
from bvaudit.intake.printed_head import heads_in
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.etterprovd import Etterprovd
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.logg import Del, Hode, Logget, Ny
from bvaudit.register.copies import copies_of
from bvaudit.register.store import create
from bvaudit.register.store_schema import TRIGGERS
from bvaudit.workflows.check_register import check_register
from bvaudit.workflows.register_folder import read_log, register_path
from bvaudit.workflows.register_strike import strike
from tests.register.a_folder import AV, LEDER, TID, a_mappe, a_register, by, written
from tests.register.an_register import a_context

LAST = 8
Attack = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_register(tmp_path_factory.mktemp("fjordvik") / "m").rot


@pytest.fixture
def mappe(made: Path, tmp_path: Path) -> Mappe:
    shutil.copytree(made, tmp_path / "m")
    return a_mappe(tmp_path / "m")


@pytest.fixture(scope="module")
def heads(made: Path) -> dict[int, Hode]:
    """The head of the log as every paper of the year may have it."""
    events = read_log(a_mappe(made))
    assert events is not None
    return {one.nr: Hode(nr=one.nr, sum=one.sum) for one in events}


def attacked(mappe: Mappe, attack: Attack) -> None:
    """The guards are taken away, and put back when it is done."""
    with closing(sqlite3.connect(register_path(mappe), isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA journal_mode=MEMORY").fetchall()
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            db.execute(f"DROP TRIGGER {name}")
        attack(db)
        for trigger in TRIGGERS:
            db.execute(trigger)


def delete(which: str) -> Attack:
    return lambda db: [db.execute(f"DELETE FROM {table} WHERE {which}") for table in ("innhold", "hendelse")]


def without_copies(mappe: Mappe) -> None:
    shutil.rmtree(mappe.register / "kopier")


def codes(found: Etterprovd) -> set[str]:
    return {one.kode for one in found.funn}


def about(found: Etterprovd) -> set[int]:
    return {nr for one in found.funn for nr in range(one.nr, max(one.nr, one.til) + 1)}


def test_a_whole_log_is_told_so(mappe: Mappe, heads: dict[int, Hode]) -> None:
    found = check_register(mappe, [head.vist for head in heads.values()])
    assert found.hel
    assert (found.antall, found.hode) == (LAST, heads[LAST])
    assert len(found.papirer) == LAST
    assert [one.hel for one in found.kopier] == [True] * 5


@pytest.mark.parametrize("nr", [1, 4, 7, 8])
@pytest.mark.parametrize("column", ["tid", "hvem", "kode", "om", "fakta", "tekst", "nokler", "forrige", "sum"])
def test_every_column_of_an_event(mappe: Mappe, nr: int, column: str) -> None:
    without_copies(mappe)
    attacked(mappe, lambda db: db.execute(f"UPDATE hendelse SET {column} = 'x' WHERE nr = ?", (nr,)))
    found = check_register(mappe, [])
    assert codes(found) == {"endret"}
    assert about(found) == {nr}


@pytest.mark.parametrize(("nr", "part"), [(1, "fakta"), (4, "nokler"), (5, "tekst"), (8, "tekst"), (8, "fakta")])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("salt = 'x'", "endret"),
        ("tekst = '{}'", "endret"),
        ("tekst = ''", "endret"),
        ("tekst = '', salt = ''", "tomt"),
        ("del = 'annet'", "tomt"),
        ("nr = 99", "tomt"),
    ],
)
def test_every_column_of_a_part(mappe: Mappe, nr: int, part: str, change: str, code: str) -> None:
    without_copies(mappe)
    attacked(mappe, lambda db: db.execute(f"UPDATE innhold SET {change} WHERE nr = ? AND del = ?", (nr, part)))
    found = check_register(mappe, [])
    assert codes(found) == {code}
    assert about(found) == {nr}


@pytest.mark.parametrize("nr", range(1, LAST))
def test_an_event_that_is_taken_out(mappe: Mappe, nr: int) -> None:
    without_copies(mappe)
    attacked(mappe, delete(f"nr = {nr}"))
    found = check_register(mappe, [])
    assert codes(found) == {"fjernet"}
    assert about(found) == {nr}


def swap(db: sqlite3.Connection) -> None:
    for table in ("innhold", "hendelse"):
        for old, new in ((5, 99), (7, 5), (99, 7)):
            db.execute(f"UPDATE {table} SET nr = {new} WHERE nr = {old}")


def push_in(db: sqlite3.Connection) -> None:
    """A copy of event 7 as a new 6, those after it one further down."""
    for nr in range(LAST, 5, -1):
        for table in ("innhold", "hendelse"):
            db.execute(f"UPDATE {table} SET nr = {nr + 1} WHERE nr = {nr}")
    rest = "kode, om, fakta, tekst, nokler, forrige, sum"
    db.execute(f"INSERT INTO hendelse SELECT 6, tid, 'stab', {rest} FROM hendelse WHERE nr = 8")
    db.execute("INSERT INTO innhold SELECT 6, del, salt, tekst FROM innhold WHERE nr = 8")


@pytest.mark.parametrize(("attack", "where"), [(swap, {5, 7}), (push_in, {6, 7, 8, 9})])
def test_events_that_are_moved_or_put_in(mappe: Mappe, attack: Attack, where: set[int]) -> None:
    without_copies(mappe)
    attacked(mappe, attack)
    found = check_register(mappe, [])
    assert not found.hel
    assert codes(found) & {"flyttet", "innsatt", "endret"}
    assert about(found) == where


@pytest.mark.parametrize("left", [1, 4, LAST - 1])
def test_a_cut_tail_by_every_paper_after_the_cut_and_by_the_copies(
    mappe: Mappe, heads: dict[int, Hode], left: int
) -> None:
    attacked(mappe, delete(f"nr > {left}"))
    by_copies = check_register(mappe, [])
    assert not by_copies.hel
    assert not by_copies.funn  # the chain itself is whole
    without_copies(mappe)
    assert check_register(mappe, []).hel
    for nr, head in heads.items():
        found = check_register(mappe, [head.vist])
        assert found.hel is (nr <= left)
        if nr > left:
            assert "kuttet" in found.papirer[0].tekst


def test_the_whole_file_put_back_to_an_older_copy(mappe: Mappe, heads: dict[int, Hode]) -> None:
    older = next(copy for copy in copies_of(register_path(mappe)) if copy.nr == 6)
    shutil.copyfile(older.fil, register_path(mappe))
    assert [one.hel for one in check_register(mappe, []).kopier] == [True, True, True, False, False]
    for copy in copies_of(register_path(mappe)):
        if copy.nr > 6:
            copy.fil.unlink()
    assert check_register(mappe, []).hel
    assert not check_register(mappe, [heads[8].vist]).hel
    assert check_register(mappe, [heads[6].vist]).hel


def other_words(events: list[Logget]) -> list[Logget]:
    return [replace(one, hendelse=Kommentert(nr=AV, tekst="alt er i orden")) if one.nr == 7 else one for one in events]


REBUILT: dict[str, tuple[int, Callable[[list[Logget]], list[Logget]]]] = {
    "andre ord": (7, other_words),
    "en annen skrev det": (6, lambda events: [replace(one, hvem="stab") if one.nr == 6 else one for one in events]),
    "en annen dato": (
        6,
        lambda events: [
            replace(one, hendelse=FeltSatt(nr=AV, felt="frist_plan", verdi="2026-09-01")) if one.nr == 6 else one
            for one in events
        ],
    ),
    "tatt bort": (5, lambda events: [one for one in events if one.nr != 5]),
    "byttet om": (6, lambda events: [*events[:5], events[6], events[5], events[7]]),
    "satt inn": (4, lambda events: [*events[:3], events[6], *events[3:]]),
    "ingenting, men nytt salt": (1, lambda events: events),
}


@pytest.mark.parametrize("way", REBUILT)
def test_a_chain_reckoned_anew_by_one_who_knows_the_program(mappe: Mappe, heads: dict[int, Hode], way: str) -> None:
    """With the program itself, and copies of the false log beside it: only papers are left to tell."""
    first, change = REBUILT[way]
    events = list(read_log(mappe) or ())
    shutil.rmtree(mappe.register)
    create(register_path(mappe), [Ny(hvem=one.hvem, hendelse=one.hendelse) for one in change(events)], TID)
    assert check_register(mappe, []).hel
    for nr in range(first, LAST + 1):
        found = check_register(mappe, [heads[nr].vist])
        assert not found.hel
        assert found.papirer[0].tekst.startswith(("loggen er skrevet om", "slutten er kuttet"))


def test_the_log_of_another_municipality(mappe: Mappe, heads: dict[int, Hode], tmp_path: Path) -> None:
    other = a_register(tmp_path / "annen")
    shutil.copyfile(register_path(other), register_path(mappe))
    found = check_register(mappe, [heads[3].vist])
    assert not any(one.hel for one in (*found.kopier, *found.papirer))


def test_the_file_itself_gone(mappe: Mappe, heads: dict[int, Hode]) -> None:
    register_path(mappe).unlink()
    found = check_register(mappe, [heads[3].vist])
    assert codes(found) == {"skadet"}
    assert "borte" in found.funn[0].tekst
    assert found.nyeste_hele.endswith("register-000008.sqlite")


def test_guards_taken_away_and_not_put_back(mappe: Mappe) -> None:
    with closing(sqlite3.connect(register_path(mappe))) as db:
        db.execute("DROP TRIGGER innhold_ikke_slettes")
    found = check_register(mappe, [])
    assert codes(found) == {"skadet"}
    assert found.antall == LAST


def test_struck_text_breaks_nothing_and_old_papers_still_agree(mappe: Mappe, heads: dict[int, Hode]) -> None:
    strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())
    found = check_register(mappe, [head.vist for head in heads.values()])
    assert found.hel
    assert found.antall == LAST + 1


def test_a_copy_that_still_has_what_was_struck_is_told(mappe: Mappe, tmp_path: Path) -> None:
    old = copies_of(register_path(mappe))[-1].fil
    shutil.copyfile(old, tmp_path / "gjemt")
    strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())
    shutil.copyfile(tmp_path / "gjemt", old)
    found = check_register(mappe, [])
    assert not found.hel
    assert "sladdet" in next(one.tekst for one in found.kopier if not one.hel)
    written(mappe, by(LEDER, Kommentert(nr=AV, tekst="en til")))
    assert check_register(mappe, []).hel


# --- papers -----------------------------------------------------------------------------------------------------------


def a_workbook(path: Path, head: Hode) -> Path:
    book = Workbook()
    meta = book.create_sheet("_meta")
    meta.append(["skjema", "register"])
    meta.append(["hode", f"{head.nr} {head.sum}"])
    book.save(path)
    return path


def a_plan(path: Path, head: Hode) -> Path:
    document = Document()
    document.add_paragraph("Plan fra 2026")
    document.sections[0].footer.paragraphs[0].add_run(f"Registerets hode: {head.vist[:9]}")
    document.sections[0].footer.paragraphs[0].add_run(head.vist[9:])
    document.save(str(path))
    return path


def a_property(path: Path, head: Hode) -> Path:
    Document().save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        kept = f"<Properties><property><vt:lpwstr>{head.vist}</vt:lpwstr></property></Properties>"
        archive.writestr("docProps/custom.xml", kept)
    return path


def a_text(path: Path, head: Hode) -> Path:
    path.write_text(f"Kjørt 12.01.2026\nRegisterets hode: {head.vist}\n", encoding="utf-8")
    return path


PAPERS = {"bok.xlsx": a_workbook, "plan.docx": a_plan, "plan2.docx": a_property, "rapport.txt": a_text}


@pytest.mark.parametrize("name", PAPERS)
def test_the_head_is_found_in_every_kind_of_paper(
    mappe: Mappe, heads: dict[int, Hode], name: str, tmp_path: Path
) -> None:
    paper = PAPERS[name](tmp_path / name, heads[6])
    assert [head.vist for head in heads_in(paper)] == [heads[6].vist]
    assert check_register(mappe, [str(paper)]).hel
    attacked(mappe, delete("nr > 5"))
    without_copies(mappe)
    found = check_register(mappe, [str(paper)])
    assert [(one.navn, one.hel) for one in found.papirer] == [(name, False)]


def test_papers_that_lie_in_the_folder_are_always_looked_at(mappe: Mappe, heads: dict[int, Hode]) -> None:
    (mappe.utgaver / "2026-01").mkdir(parents=True)
    a_plan(mappe.utgaver / "2026-01" / "plan.docx", heads[8])
    Document().save(str(mappe.utgaver / "uten.docx"))
    (mappe.revisjoner / "host" / "resultat").mkdir(parents=True)
    a_workbook(mappe.revisjoner / "host" / "resultat" / "bok.xlsx", heads[5])
    assert [one.navn for one in check_register(mappe, []).papirer] == [
        "revisjoner/host/resultat/bok.xlsx",
        "utgaver/2026-01/plan.docx",
    ]
    register_path(mappe).unlink()
    without_copies(mappe)
    assert not check_register(mappe, []).hel


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 halv", b"\xff\xfe\x00", "Kjørt 12.01.2026".encode()])
def test_a_paper_without_a_head_cannot_be_used(mappe: Mappe, tmp_path: Path, content: bytes) -> None:
    paper = tmp_path / "papir.docx"
    paper.write_bytes(content)
    found = check_register(mappe, [str(paper)])
    assert not found.hel
    assert "ikke noe hode" in found.papirer[0].tekst


# --- as it is typed ---------------------------------------------------------------------------------------------------


def typed(*argv: str) -> tuple[int, str]:
    with redirect_stdout(StringIO()) as out:
        code = run([*argv])
    return code, out.getvalue()


@pytest.fixture
def asked(mappe: Mappe) -> Iterator[Callable[..., tuple[int, str]]]:
    yield lambda *argv: typed("register", "etterprov", *argv, "--mappe", str(mappe.rot))


def test_what_is_said_of_a_whole_log(asked: Callable[..., tuple[int, str]], heads: dict[int, Hode]) -> None:
    code, out = asked(heads[3].vist)
    assert code == 0
    assert out.splitlines()[:3] == [
        f"Loggen er hel: 8 hendelser, hode {heads[8].vist}",
        "Papirer:",
        f"  {heads[3].vist}: stemmer: loggen har fortsatt {heads[3].vist}",
    ]


def test_what_is_said_of_one_that_is_not(
    asked: Callable[..., tuple[int, str]], mappe: Mappe, heads: dict[int, Hode]
) -> None:
    attacked(mappe, lambda db: db.execute("UPDATE hendelse SET hvem = 'x' WHERE nr = 4"))
    code, out = asked()
    assert code == 3
    assert out.splitlines()[:2] == ["Loggen er ikke hel:", "  hendelse 4 er endret etter at den ble skrevet"]
    assert out.splitlines()[-1].startswith("Nyeste kopi som er hel: ")
    code, out = asked("--json")
    told = json.loads(out)
    assert code == 3
    assert told["hel"] is False
    assert told["funn"] == [
        {"kode": "endret", "tekst": "hendelse 4 er endret etter at den ble skrevet", "nr": 4, "til": 0}
    ]


def test_what_is_neither_a_paper_nor_a_head(asked: Callable[..., tuple[int, str]]) -> None:
    assert asked("finnes-ikke.docx")[0] == 2


def test_no_register_yet(tmp_path: Path) -> None:
    (tmp_path / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', encoding="utf-8")
    assert typed("register", "etterprov", "--mappe", str(tmp_path))[0] == 2
