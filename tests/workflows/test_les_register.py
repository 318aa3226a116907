"""``les`` of the register: shown by cell, then written at once, all of it or nothing; conflicts put to a person."""

import contextlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import FeltSatt, KonfliktAvgjort
from bvaudit.model.registeret.logg import Logget, Ny
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.register_folder import read_log, write
from tests.register.merge_example import EN, LEDER, NORD, TO, kontekst, log
from tests.register.register_desk import TID, cell, made, typed

AVVIK = "Avvik"
ENHETER = """enheter:
  - {id: nord, navn: Barnevern nord, kilder: [{kommunenummer: "9999", bydelsnummer: "01"}]}
  - {id: sor, navn: Barnevern sør, kilder: [{kommunenummer: "9999", bydelsnummer: "02"}]}
"""


pytestmark = pytest.mark.lang  # whole roads from a workbook to the log


@pytest.fixture(scope="session")
def shipped() -> Content:
    """Read once: the example has no content of its own."""
    return content_or_stop()


@pytest.fixture
def folder(tmp_path: Path, shipped: Content, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A municipality with the register of the example, and the person standing in it."""
    rot = tmp_path / "prove"
    (rot / "register").mkdir(parents=True)
    (rot / "kommune.yaml").write_text('navn: Prøve\nkommunenummer: "9999"\n', encoding="utf-8")
    (rot / "enheter.yaml").write_text(ENHETER, encoding="utf-8")
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(rot)
    for part in ("les_register", "form_commands"):
        monkeypatch.setattr(f"bvaudit.cli.{part}.now", lambda: TID + timedelta(days=1))
    monkeypatch.setattr("bvaudit.cli.form_commands.read_own", lambda _: shipped)
    new = [Ny(hvem=one.hvem, hendelse=one.hendelse) for one in log()]
    write(mappe(rot), new, kontekst=kontekst(), tid=TID, expected=None)
    return rot


def mappe(rot: Path) -> Mappe:
    return Mappe(rot=rot, kommune=Kommune(navn="Prøve", kommunenummer="9999"), enheter=rot / "enheter.yaml")


def events(rot: Path) -> tuple[Logget, ...]:
    return read_log(mappe(rot)) or ()


def book(rot: Path, enhet: str = NORD, navn: str = "") -> Path:
    return made(rot / (navn or f"{enhet or 'hele'}.xlsx"), enhet, events(rot))


def les(*argv: object) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(["les", *map(str, argv)])
    return code, out.getvalue()


def test_what_was_changed_is_shown_by_cell_and_written_when_somebody_says_so(folder: Path) -> None:
    path = typed(book(folder), [(AVVIK, EN, "Årsak", "Manglende kompetanse"), (AVVIK, TO, "Ny kommentar", "Purret")])
    before = len(events(folder))
    code, said = les(path)
    at = cell(load_workbook(path), AVVIK, EN, "Årsak").coordinate
    assert code == 0
    lines = said.splitlines()[1:]  # the first says which folder
    assert lines[0].startswith("nord.xlsx, laget for Barnevernleder, Barnevern nord: 1 felt endret, 1 kommentar,")
    assert lines[1] == f"  {EN}, årsak: For lite kapasitet → Manglende kompetanse (Avvik!{at})"
    assert "Neste: bvaudit les" in said and "--skriv" in said
    assert len(events(folder)) == before, "nothing is written before somebody has seen it"

    code, said = les(path, "--skriv")
    assert code == 0 and "Skrevet i registeret: 2 hendelser" in said
    new = events(folder)[before:]
    assert [(one.hvem, type(one.hendelse).__name__) for one in new] == [(LEDER, "FeltSatt"), (LEDER, "Kommentert")]

    code, said = les(path, "--skriv")
    assert code == 0 and "Ingenting nytt i" in said
    assert len(events(folder)) == before + 2, "the same file once more gives nothing"


def test_a_conflict_waits_for_a_person_and_is_chosen_in_a_workbook(folder: Path) -> None:
    path = typed(
        book(folder), [(AVVIK, EN, "Plan lovet til", "20.3.2026"), (AVVIK, EN, "Hvorfor det skjedde", "To er syke")]
    )
    write(
        mappe(folder),
        [Ny(hvem="stab", hendelse=FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-18"))],
        kontekst=kontekst(),
        tid=TID,
        expected=None,
    )
    code, said = les(path)
    assert code == 0
    assert "sto som 16.03.2026, er 18.03.2026 i registeret og 20.03.2026 i dokumentet" in said
    code, said = les(path, "--skriv")
    asked = folder / "register" / "konflikter.xlsx"
    assert code == 0 and asked.is_file() and "konflikter.xlsx" in said
    assert [one.hendelse.felt for one in events(folder)[-1:] if isinstance(one.hendelse, FeltSatt)] == ["hvorfor"]

    code, said = les(asked, "--skriv")
    assert "Ingenting er valgt" in said
    answers = load_workbook(asked)
    sheet = answers["Velg"]
    head = next(row for row in sheet.iter_rows() if any(one.value == "Hva skal gjelde" for one in row))
    at = next(one.column for one in head if one.value == "Hva skal gjelde")
    assert [one.value for one in sheet[head[0].row + 1] if one.value][1:4] == [EN, "frist for planen", "16.03.2026"]
    sheet.cell(head[0].row + 1, at).value = "Dokumentet"
    answers.save(asked)
    before = len(events(folder))
    code, said = les(asked, "--skriv", "--som", "stab")
    assert code == 0
    decided, written = (one.hendelse for one in events(folder)[before:])
    assert isinstance(decided, KonfliktAvgjort) and (decided.valgt, decided.forkastet) == ("dokument", "2026-03-18")
    assert isinstance(written, FeltSatt) and written.verdi == "2026-03-20"
    code, said = les(asked, path, "--skriv")
    assert len(events(folder)) == before + 2


@pytest.mark.parametrize(("choice", "is_"), [("register", "2026-03-18"), ("dokument", "2026-03-20")])
def test_one_choice_for_all_conflicts_of_a_call(choice: str, is_: str, folder: Path) -> None:
    path = typed(book(folder), [(AVVIK, EN, "Plan lovet til", "20.3.2026")])
    new = Ny(hvem="stab", hendelse=FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-18"))
    write(mappe(folder), [new], kontekst=kontekst(), tid=TID, expected=None)
    assert les(path, "--skriv", "--behold", choice)[0] == 0
    values = [one.hendelse.verdi for one in events(folder) if isinstance(one.hendelse, FeltSatt) and one.hendelse.verdi]
    assert values[-1] == is_
    before = len(events(folder))
    assert les(path, "--skriv")[0] == 0
    assert len(events(folder)) == before, "decided once and for all"
    assert les(path, "--behold", "begge")[0] == 2


def test_two_workbooks_in_one_call_meet_each_other(folder: Path) -> None:
    one = typed(book(folder, navn="a.xlsx"), [(AVVIK, EN, "Årsak", "Manglende kompetanse")])
    other = typed(
        book(folder, navn="b.xlsx"), [(AVVIK, EN, "Årsak", "Ikke avklart"), (AVVIK, TO, "Årsak", "Registrering")]
    )
    whole = typed(book(folder, ""), [(AVVIK, TO, "Årsak", "Registrering")])
    before = len(events(folder))
    code, said = les(one, other, whole, "--skriv")
    assert code == 0 and said.count("Konflikt i") == 1
    found = [event.hendelse for event in events(folder)[before:]]
    assert found == [
        FeltSatt(nr=EN, felt="arsak", verdi="kompetanse", fil="a.xlsx"),
        FeltSatt(nr=TO, felt="arsak", verdi="registrering", fil="b.xlsx"),
    ]


def test_text_about_a_person_stops_the_writing_until_somebody_says_it_may_stand(folder: Path) -> None:
    path = typed(book(folder), [(AVVIK, EN, "Hvorfor det skjedde", "Mor heter Kari Hansen, f. 30108299939")])
    before = len(events(folder))
    code, said = les(path, "--skriv")
    at = cell(load_workbook(path), AVVIK, EN, "Hvorfor det skjedde").coordinate
    assert code != 0 and f"Avvik!{at}" in said
    assert len(events(folder)) == before
    assert les(path, "--skriv", "--godta-tekst")[0] == 0
    assert len(events(folder)) == before + 1


def test_a_workbook_of_another_register_is_refused_whole_and_so_is_the_call(folder: Path) -> None:
    good = typed(book(folder, navn="god.xlsx"), [(AVVIK, EN, "Årsak", "Manglende kompetanse")])
    bad = made(folder / "fremmed.xlsx", NORD)  # another log has other prints
    before = len(events(folder))
    code, said = les(good, bad, "--skriv")
    assert code != 0 and "annet register" in said
    assert len(events(folder)) == before


def test_somebody_wrote_between_reading_and_writing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bvaudit.workflows import read_register

    path = typed(book(folder), [(AVVIK, EN, "Årsak", "Manglende kompetanse")])
    real = read_register.write

    def late(place: Mappe, new: list[Ny], **more: object) -> object:
        other = Ny(hvem="stab", hendelse=FeltSatt(nr=TO, felt="arsak", verdi="ukjent"))
        real(place, [other], kontekst=kontekst(), tid=TID, expected=None)
        return real(place, new, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(read_register, "write", late)
    before = len(events(folder))
    code, _ = les(path, "--skriv")
    assert code != 0
    assert len(events(folder)) == before + 1, "only what the other wrote"


def test_who_wrote_is_the_one_it_was_made_for_or_the_one_who_is_named(folder: Path) -> None:
    path = typed(book(folder), [(AVVIK, EN, "Årsak", "Manglende kompetanse")])
    assert les(path, "--skriv", "--som", "teamleder@nord")[0] == 0
    assert events(folder)[-1].hvem == "teamleder@nord"


def test_outside_a_folder_it_says_where_the_register_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(folder)
    monkeypatch.chdir(folder.parent)
    code, said = les(path)
    assert code == 2 and "kommunens mappe" in said
