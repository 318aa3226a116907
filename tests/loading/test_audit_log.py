"""The log of an audit is only added to, and every way of changing it is found at its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.model.revisjonslogg import Frosset, Hendelse, Logglinje, Utdelt, frosset, utdelt
from bvaudit.reports.revisjonslogg_file import append, head_bytes, line_bytes


def lines(*texts: str) -> list[Logglinje]:
    found: list[Logglinje] = []
    for number, tekst in enumerate(texts, start=1):
        before = found[-1].avtrykk if found else ""
        tid = datetime(2026, 1, number, 9, tzinfo=UTC).isoformat(timespec="minutes")[:16]
        line = Logglinje(nr=number, tid=tid, rolle="stab", hva=Hendelse.MERKNADER, tekst=tekst, forrige=before)
        found.append(line)
    return found


@pytest.fixture
def logg(tmp_path: Path) -> Path:
    path = tmp_path / "logg.csv"
    for line in lines("en", 'to; med "tegn"\nog linje', "=3+4", "'fire"):
        append(path, line)
    return path


def test_what_is_written_is_read_back(logg: Path) -> None:
    found, problems = read_log(logg)
    assert problems == []
    assert list(found) == lines("en", 'to; med "tegn"\nog linje', "=3+4", "'fire")


def test_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_log(tmp_path / "logg.csv") == ((), [])


def test_adding_a_line_touches_no_other(logg: Path) -> None:
    before = logg.read_bytes()
    append(logg, lines("en", 'to; med "tegn"\nog linje', "=3+4", "'fire", "fem")[-1])
    assert logg.read_bytes().startswith(before)


def told(logg: Path) -> list[tuple[str, int | None]]:
    return [(problem.kode, problem.sted.linje) for problem in read_log(logg)[1]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda rows: [r.replace("fire", "fem") for r in rows], [("logg-endret", 5)], id="en tekst"),
        pytest.param(lambda rows: rows[:2] + rows[4:], [("logg-brutt", 3)], id="linjer tatt ut"),
        pytest.param(lambda rows: [rows[0], *rows[2:]], [("logg-brutt", 2)], id="den første tatt ut"),
        pytest.param(lambda rows: [*rows, rows[-1]], [("logg-brutt", 6)], id="en linje to ganger"),
        pytest.param(lambda rows: [*rows[:-1], "5;x\n"], [("logg-linje", 5)], id="halv linje"),
        pytest.param(lambda rows: [rows[0].replace("rolle", "navn"), *rows[1:]], [("logg-kolonner", 1)], id="hodet"),
        pytest.param(
            lambda rows: [r.replace("stab;merknader;;;;;en", "leder;merknader;;;;;en") for r in rows],
            [("logg-endret", 2)],
            id="hvem",
        ),
    ],
)
def test_every_change_is_found_at_its_line(logg: Path, change: object, expected: list[tuple[str, int]]) -> None:
    text = logg.read_bytes().decode("utf-8")
    head, *rest = text.split("\n")
    rows = [f"{head}\n", *(f"{row}\n" for row in "\n".join(rest).replace("\nog linje", "§").split("\n") if row)]
    changed = "".join(change(rows)).replace("§", "\nog linje")  # type: ignore[operator]
    logg.write_bytes(changed.encode("utf-8"))
    assert told(logg) == expected


def test_a_line_rewritten_with_a_print_of_its_own_breaks_the_next(tmp_path: Path) -> None:
    path = tmp_path / "logg.csv"
    one, two = lines("en", "to")
    forged = Logglinje(nr=1, tid=one.tid, rolle="stab", hva=one.hva, tekst="noe annet")
    path.write_bytes(head_bytes() + line_bytes(forged) + line_bytes(two))
    assert told(path) == [("logg-brutt", 3)]


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "logg.csv"
        for line in lines(*texts):
            append(path, line)
        assert [line.tekst for line in read_log(path)[0]] == texts


def test_what_went_out_and_what_was_locked_are_told_in_words_that_are_read_back() -> None:
    held = Utdelt(lesing="2", plasser={1: 20, 12: 3}, reserve={}, enhet=4)
    frozen = Frosset(svar="a" * 64, lest=9, av=12, uferdig="to saker = lånt ut")
    out = Logglinje(nr=1, tid="", rolle="", hva=Hendelse.SKJEMA_UT, tekst=held.skrevet)
    locked = Logglinje(nr=1, tid="", rolle="", hva=Hendelse.LAST, tekst=frozen.skrevet)
    assert (utdelt(out), frosset(locked)) == (held, frozen)
    assert (utdelt(locked), frosset(out)) == (None, None)
