"""One door into the register: what the guards refuse is not written, and nothing else writes."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

import bvaudit
from bvaudit.errors import UsageError
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, Sladdet
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.logg import Del, Hode
from bvaudit.register.copies import copies_of
from bvaudit.register.faults import HeadMoved
from bvaudit.register.fold import fold
from bvaudit.workflows.register_folder import Refused, context_of, read_log, register_path, state_of, write
from bvaudit.workflows.register_strike import may_be_struck, strike, strike_after_watch
from tests.register.a_folder import AV, DAG, LEDER, TID, a_folder, a_mappe, a_register, by, run_with_one_avvik, written
from tests.register.a_log import SECRET
from tests.register.an_register import NORD, a_context

ROOT = Path(bvaudit.__file__).parent
DOOR = "workflows/register_folder.py"
INTO = {"store": {"create", "open_log", "Log"}, "copies": {"keep"}, "store_file": {"add_row", "empty_part", "connect"}}
MAY_OPEN = {DOOR, "workflows/check_register.py"}


@cache
def imported() -> dict[str, set[tuple[str, str]]]:
    """File → (module, name) of everything it takes from the register; of a whole module, every name."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        written = path.read_text(encoding="utf-8")
        if "bvaudit.register" in written:
            found[path.relative_to(ROOT).as_posix()] = set(_imports(ast.parse(written)))
    return found


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "*") for alias in node.names)


def writes(module: str, name: str) -> bool:
    """Whether one who takes this can write in a log."""
    place = module.removeprefix("bvaudit.register.")
    whole = module == "bvaudit.register" and name in INTO
    return whole or (place in INTO and place != module and (name == "*" or name in INTO[place]))


def test_nothing_but_the_door_writes_in_the_log() -> None:
    own = {f"register/{name}.py" for name in ("store", "copies")}
    users = {file for file, taken in imported().items() if any(writes(*one) for one in taken)}
    assert users - own == {DOOR}


def test_only_the_door_and_the_check_know_the_store() -> None:
    of_store = {f"bvaudit.register.store{rest}" for rest in ("", "_file", "_lock", "_schema")}
    users = {file for file, taken in imported().items() if any(module in of_store for module, _ in taken)}
    assert {user for user in users if not user.startswith("register/")} == MAY_OPEN


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("bvaudit.register.store", "open_log"),
        ("bvaudit.register.store", "*"),
        ("bvaudit.register", "store"),
        ("bvaudit.register.copies", "keep"),
    ],
)
def test_the_check_sees(module: str, name: str) -> None:
    assert writes(module, name)


def test_chance_is_turned_off_in_nothing_but_the_demo() -> None:
    users = {file for file, taken in imported().items() if ("bvaudit.register.store_salt", "seeded") in taken}
    assert all("demo" in user for user in users)


def test_there_is_no_register_before_something_is_written(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    assert read_log(mappe) is None
    assert state_of(mappe) == Registeret()
    assert written(mappe) == ()
    assert not mappe.register.exists()


def test_the_log_begins_with_whose_it_is(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    told = written(mappe, *run_with_one_avvik()[1:])
    assert [one.nr for one in told] == [1, 2, 3, 4]
    assert told[0].hendelse == RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", dag=DAG)
    assert read_log(mappe) == told
    assert state_of(mappe) == fold(told)


def test_what_is_refused_is_told_with_every_reason_and_nothing_is_written(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    before = register_path(mappe).read_bytes()
    good = by(LEDER, Kommentert(nr=AV, tekst="i orden"))
    with pytest.raises(Refused) as raised:
        written(mappe, good, by("ukjent-rolle", Kommentert(nr="AV-2026-0099", tekst="ikke i orden")))
    assert raised.value.mangler
    assert raised.value.problem.startswith("registeret er ikke endret: ")
    assert raised.value.exit_code == 3
    assert register_path(mappe).read_bytes() == before


def test_a_log_that_is_refused_from_the_start_is_not_made(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    with pytest.raises(Refused):
        written(mappe, by(LEDER, Kommentert(nr=AV, tekst="om ingenting")))
    assert not mappe.register.exists()


def test_each_event_is_held_against_those_before_it(tmp_path: Path) -> None:
    """The second is about what the first opened."""
    mappe = a_folder(tmp_path)
    told = written(mappe, *run_with_one_avvik(), by(LEDER, Kommentert(nr=AV, tekst="sett")))
    assert [one.hendelse.kode for one in told][-1] == "kommentar"


def test_the_head_it_was_thought_out_from_must_still_be_there(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    old = state_of(mappe).hode
    new = by(LEDER, Kommentert(nr=AV, tekst="en"))
    written(mappe, new)
    before = register_path(mappe).read_bytes()
    for expected in (old, Hode(), Hode(nr=old.nr + 1, sum=old.sum)):
        with pytest.raises(HeadMoved):
            write(mappe, [new], kontekst=a_context(), tid=TID, expected=expected)
    assert register_path(mappe).read_bytes() == before
    assert len(write(mappe, [new], kontekst=a_context(), tid=TID, expected=state_of(mappe).hode)) == 1
    with pytest.raises(HeadMoved):
        write(a_folder(tmp_path / "ny"), [new], kontekst=a_context(), tid=TID, expected=old)


# --- struck -----------------------------------------------------------------------------------------------------------


def test_text_is_struck_in_the_log_and_the_copies_and_told(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    (told,) = strike(mappe, 7, Del.TEKST, "navn i teksten", "stab", TID, kontekst=a_context())
    assert told.hendelse == Sladdet(hendelse=7, del_="tekst", grunn="navn i teksten", nr=AV)
    events = read_log(mappe) or ()
    assert events[6].sladdet == (Del.TEKST,)
    assert isinstance(events[6].hendelse, Kommentert)
    assert events[6].hendelse.tekst == ""
    assert all(SECRET.encode() not in file.read_bytes() for file in mappe.register.rglob("*") if file.is_file())
    assert [comment.tekst for comment in state_of(mappe).avvik[AV].ting.kommentarer] == ["", "planen er sendt"]


@pytest.mark.parametrize(
    ("nr", "part"), [(99, Del.TEKST), (0, Del.TEKST), (7, Del.FAKTA), (7, Del.NOKLER), (6, Del.TEKST)]
)
def test_what_is_not_there_cannot_be_struck(tmp_path: Path, nr: int, part: Del) -> None:
    mappe = a_register(tmp_path)
    before = register_path(mappe).read_bytes()
    with pytest.raises((UsageError, Refused)):
        strike(mappe, nr, part, "navn i teksten", "stab", TID, kontekst=a_context())
    assert register_path(mappe).read_bytes() == before


def test_nothing_is_struck_without_a_reason_or_in_the_same_breath_as_it_is_written(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    with pytest.raises(Refused):
        strike(mappe, 7, Del.TEKST, "", "stab", TID, kontekst=a_context())
    new = Kommentert(nr=AV, tekst="en")
    with pytest.raises((UsageError, Refused)):
        written(mappe, by(LEDER, new), by("stab", Sladdet(hendelse=9, del_="tekst", grunn="angret", nr=AV)))


def test_keys_of_an_open_avvik_are_not_struck(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    with pytest.raises(Refused):
        strike(mappe, 4, Del.NOKLER, "etter ønske", "stab", TID, kontekst=a_context())
    assert may_be_struck(mappe, date(2099, 1, 1)) == ()
    assert strike_after_watch(mappe, "stab", TID, kontekst=a_context()) == ()


def test_an_older_head_is_no_bar_to_what_a_second_command_writes(tmp_path: Path) -> None:
    mappe = a_register(tmp_path)
    later = TID + timedelta(days=3)
    (told,) = written(mappe, by(LEDER, FeltSatt(nr=AV, felt="arsak", verdi="")), tid=later)
    assert told.tid == later
    assert copies_of(register_path(mappe))[-1].nr == told.nr


def test_the_world_around_is_the_folder_s_own(tmp_path: Path) -> None:
    from bvaudit.workflows.content import content_or_stop

    mappe = a_folder(tmp_path)
    enheter = tmp_path / "enheter.yaml"
    enheter.write_text(
        "enheter:\n"
        "  - id: gamle-vest\n"
        "    navn: Vest\n"
        "    gjelder_til_og_med: 2025-12-31\n"
        "    etterfolger: vest\n"
        "    kilder: [{bydelsnummer: '01'}]\n"
        "  - {id: vest, navn: Vest, gjelder_fra: 2026-01-01, kilder: [{bydelsnummer: '02'}]}\n",
        encoding="utf-8",
    )
    kontekst = context_of(replace(mappe, enheter=enheter), content_or_stop())
    assert kontekst.enheter == {"gamle-vest": "Vest (gamle-vest)", "vest": "Vest (vest)"}
    assert kontekst.etterfolgere == {"gamle-vest": "vest"}
    assert kontekst.opphort == {"gamle-vest": date(2025, 12, 31)}
    assert "MEL-01" in kontekst.regler
    assert context_of(a_mappe(tmp_path), content_or_stop()).enheter == {}
    assert kontekst.enhet(NORD) == NORD
