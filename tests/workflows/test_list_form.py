"""Any flat kind of content can be written in Excel, and what is written already comes back in a form as it was."""

import contextlib
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bvaudit.cli.run import run
from bvaudit.diagnostics import has_errors
from bvaudit.intake.forms import read_form
from bvaudit.loading.content.files import read_file
from bvaudit.loading.find_folder import find_folder
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.enhet import Enheter
from bvaudit.model.forbedring import Anbefalinger, Risikoliste
from bvaudit.model.lister import Liste
from bvaudit.reports.list_form import ListForm, list_form
from bvaudit.reports.record_layout import layout_of
from bvaudit.reports.xlsx.form import write_form
from bvaudit.workflows.author_list import KINDS, kind_named, list_form_for
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.read_list import read_list
from bvaudit.workflows.year_next import NextYear, next_year_form

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))
from form_example import answer_to, cell_under, changed

pytestmark = pytest.mark.lang  # whole roads from a form to a file, a second each

ROOT = Path(__file__).resolve().parents[2]
DAG = date(2026, 1, 2)


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop()


def files() -> list[Any]:
    found = []
    for path in sorted([*(ROOT / "checklists").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]):
        schema = path.read_text(encoding="utf-8").split("\n", 1)[0].rpartition("/")[2].removesuffix(".schema.json")
        found += [pytest.param(path, slag, id=path.stem) for slag, kind in KINDS.items() if kind.skjema == schema]
    return found


@pytest.mark.parametrize(("path", "slag"), files())
def test_every_file_we_have_comes_back_as_it_was(path: Path, slag: str, content: Content, tmp_path: Path) -> None:
    kind, home = KINDS[slag], find_folder(path.parent)
    if home is not None:  # a list of one municipality may ask about rules of its own
        content = content_or_stop((home,))
    loaded, problems = read_file(path, None, kind.record)
    assert loaded is not None, problems
    form = list_form(
        ListForm(
            slag=slag,
            kind=kind.record,
            program="bvaudit",
            dag=DAG,
            regler=content.regler,
            lover=content.lover,
            data=as_data(loaded.record),
            kodeverk=content.kodeverk,
        )
    )
    write_form(form, tmp_path / "skjema.xlsx")
    filled, problems = read_form(tmp_path / "skjema.xlsx")
    assert filled is not None
    assert problems == []
    name = "enheter" if kind.record is Enheter else path.stem
    (tmp_path / f"{name}.yaml").write_bytes(path.read_bytes())
    reading = Reading(
        skjema=tmp_path / "skjema.xlsx", content=content, mappe=None, til=tmp_path, dag=DAG, program="bvaudit"
    )
    result = read_list(filled, reading)
    assert not has_errors(result.problems), result.problems
    assert [file.endringer for file in result.filer] == []
    assert result.uendret == (tmp_path / f"{name}.yaml",)


@pytest.mark.parametrize("slag", KINDS)
def test_the_record_alone_makes_the_form(slag: str) -> None:
    layout = layout_of(KINDS[slag].record)
    assert layout.tabeller
    for table in layout.tabeller:
        assert table.slots


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    rot = home.parent / "fjordvik"
    enhet = ["--enhet", "Nordre Fjordvik 01"]
    assert run(["start", str(rot), "--navn", "Fjordvik", "--kommunenummer", "9999", "--sprak", "nb", *enhet]) == 0
    monkeypatch.chdir(rot)
    return rot


def les(*argv: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["les", *argv])
    return code, out.getvalue() + err.getvalue()


RISIKOER = (
    {"Gruppe": "fag og kvalitet", "Tekst": "Undersøkelser tar for lang tid", "Sjekkpunkter": "und 3, UND-08"},
    {"Gruppe": "bemanning", "Tekst": "Mange slutter"},
)


def fill(book: Any) -> None:
    for question, answer in (("Tittel", "Risikoer i Fjordvik"), ("År", 2026), ("Kilde", "Ledermøtet i januar")):
        answer_to(book["Om listen"], question).value = answer
    for number, title in enumerate(("Fag og kvalitet", "Bemanning"), start=1):
        cell_under(book["Grupper"], "Tittel", number).value = title
    for number, row in enumerate(RISIKOER, start=1):
        for heading, value in row.items():
            cell_under(book["Risikoer"], heading, number).value = value


def test_a_list_from_nothing(folder: Path) -> None:
    assert run(["liste", "ny", "Risikoliste"]) == 0
    changed(folder / "risikoliste.xlsx", fill)
    code, said = les("risikoliste.xlsx", "--skriv")
    assert code == 0, said
    loaded, problems = read_file(folder / "lister" / "risikoer-i-fjordvik-2026.yaml", None, Risikoliste)
    assert loaded is not None, problems
    liste = loaded.record
    assert (liste.kommune, liste.ar) == ("Fjordvik", "2026")
    assert [one.id for one in liste.grupper] == ["fag-og-kvalitet", "bemanning"]
    assert [(one.gruppe, one.regler) for one in liste.risikoer] == [
        ("fag-og-kvalitet", ("UND-03", "UND-08")),
        ("bemanning", ()),
    ]
    code, said = les("risikoliste.xlsx", "--skriv")
    assert code == 0
    assert "Ingenting nytt" in said


def test_a_list_is_changed_in_a_form_and_its_ids_stay(folder: Path) -> None:
    run(["liste", "ny", "risikoliste"])
    changed(folder / "risikoliste.xlsx", fill)
    les("risikoliste.xlsx", "--skriv")
    assert run(["liste", "ny", "risikoliste", "risikoer-i-fjordvik-2026"]) == 0

    def change(book: Any) -> None:
        cell_under(book["Risikoer"], "Tekst", 2).value = "Mange slutter, og det tar tid å få nye"
        cell_under(book["Risikoer"], "Id", 2).value = None

    changed(folder / "risikoer-i-fjordvik-2026.xlsx", change)
    code, said = les("risikoer-i-fjordvik-2026.xlsx", "--skriv")
    assert code == 0, said
    assert "mange-slutter, tekst: «Mange slutter» blir «Mange slutter, og det tar tid å få nye»" in said
    kept = [path.name for path in (folder / "lister").iterdir() if path.suffix == ".txt"]
    assert len(kept) == 1
    assert run(["sjekk", str(folder)]) == 0


def test_what_came_with_the_program_is_replaced_with_a_reason(folder: Path) -> None:
    assert run(["liste", "ny", "sjekkliste", "saksgjennomgang-melding"]) == 0
    code, said = les("saksgjennomgang-melding.xlsx", "--skriv")
    assert code == 3
    assert "det står ikke hvorfor" in said
    changed(
        folder / "saksgjennomgang-melding.xlsx",
        lambda book: answer_to(book["Om listen"], "Grunn").__setattr__("value", "Vi ser på færre saker"),
    )
    code, said = les("saksgjennomgang-melding.xlsx", "--skriv")
    assert code == 0, said
    assert (folder / "sjekklister" / "saksgjennomgang-melding.yaml").is_file()


def test_units_have_their_sources_on_a_sheet_of_their_own(folder: Path) -> None:
    assert run(["liste", "ny", "enheter"]) == 0

    def add(book: Any) -> None:
        cell_under(book["Enheter"], "Navn", 2).value = "Østre Fjordvik"
        cell_under(book["Kilder"], "Hører til", 2).value = "østre fjordvik"
        cell_under(book["Kilder"], "Bydelsnummer", 2).value = "02"

    changed(folder / "enheter.xlsx", add)
    code, said = les("enheter.xlsx", "--skriv")
    assert code == 0, said
    loaded, problems = read_file(folder / "enheter.yaml", None, Enheter)
    assert loaded is not None, problems
    assert [(one.id, one.kilder[0].bydelsnummer) for one in loaded.record.enheter] == [
        ("nordre-fjordvik", "01"),
        ("ostre-fjordvik", "02"),
    ]


def put(sheet: str, heading: str, row: int, value: object) -> Callable[[Any], None]:
    return lambda book: cell_under(book[sheet], heading, row).__setattr__("value", value)


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        pytest.param(put("Risikoer", "Gruppe", 2, "Bemaning"), "Risikoer!B6", "mente du «bemanning»?", id="skrivefeil"),
        pytest.param(put("Risikoer", "Gruppe", 2, None), "Risikoer!B6", "«Gruppe» må fylles ut", id="uten gruppe"),
        pytest.param(put("Risikoer", "Sjekkpunkter", 1, "UND-99"), "Risikoer!D5", "er ikke et sjekkpunkt", id="punkt"),
        pytest.param(put("Grupper", "Id", 1, "Fag!"), "Grupper!C5", "små bokstaver, tall og bindestrek", id="id"),
        pytest.param(put("Grupper", "Tittel", 2, "Fag og kvalitet"), "Risikoer!B5", "flere rader", id="to like"),
    ],
)
def test_every_fault_has_its_cell(change: Callable[[Any], None], place: str, words: str, folder: Path) -> None:
    run(["liste", "ny", "risikoliste"])
    changed(changed(folder / "risikoliste.xlsx", fill), change)
    code, said = les("risikoliste.xlsx", "--skriv")
    assert code == 3
    assert f"risikoliste.xlsx:{place}" in said
    assert words in said
    assert not list((folder / "lister").iterdir())


def test_who_works_with_what_refers_to_the_other_sheets(folder: Path) -> None:
    run(["liste", "ny", "anbefalinger"])

    def answer(book: Any) -> None:
        for question in ("Tittel", "Kilde", "Avsender"):
            answer_to(book["Om listen"], question).value = f"{question} i Fjordvik"
        answer_to(book["Om listen"], "År").value = "2026"
        cell_under(book["Arbeidsgrupper"], "Tittel", 1).value = "Fag"
        cell_under(book["Arbeidsgrupper"], "Tittel", 2).value = "Ledelse"
        cell_under(book["Anbefalinger"], "Tekst", 1).value = "Gå gjennom rutinene"
        cell_under(book["Hvem arbeider med hva"], "Anbefaling", 1).value = "Gå gjennom rutinene"
        cell_under(book["Hvem arbeider med hva"], "Grupper", 1).value = "Fag, ledelse"

    changed(folder / "anbefalinger.xlsx", answer)
    code, said = les("anbefalinger.xlsx", "--skriv")
    assert code == 0, said
    loaded, problems = read_file(folder / "lister" / "tittel-i-fjordvik-2026.yaml", None, Anbefalinger)
    assert loaded is not None, problems
    assert loaded.record.kobling[0].grupper == ("fag", "ledelse")


@pytest.mark.parametrize(
    "argv", [["liste", "ny", "budsjett"], ["liste", "ny", "risikoliste", "finnes-ikke"]], ids=" ".join
)
def test_what_cannot_be_made_is_told(argv: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(argv) == 2
    assert "hint:" in capsys.readouterr().err


@pytest.mark.parametrize(("word", "slag"), [("tiltak", "forbedringstiltak"), ("risikoer", "risikoliste")])
def test_measures_and_risks_have_forms_of_their_own(word: str, slag: str) -> None:
    assert kind_named(word) == kind_named(slag) == (slag, None)


def test_a_general_list_from_nothing_and_one_that_would_stop_the_folder(folder: Path) -> None:
    assert run(["liste", "ny", "liste"]) == 0

    def fill_ros(book: Any) -> None:
        about = book["Om listen"]
        for question, answer in (
            ("Tittel", "ROS"),
            ("Hva listen er", "Risiko- og sårbarhetsanalyse"),
            ("År", 2026),
            ("Kilde", "Ledermøtet"),
        ):
            answer_to(about, question).value = answer
        for heading, value in (
            ("Tekst", "Vakten svarer ikke"),
            ("Status", "Pågår"),
            ("Gås gjennom hvert", "6 måneder"),
        ):
            cell_under(book["Punkter"], heading, 1).value = value
        cell_under(book["Punkter"], "Hvor sannsynlig, 1–5", 1).value = 2

    changed(folder / "liste.xlsx", fill_ros)
    code, said = les("liste.xlsx", "--skriv")
    assert code != 0
    assert "må si hvor alvorlig det er" in said
    assert not (folder / "lister" / "ros-2026.yaml").exists()

    def grade(book: Any) -> None:
        cell_under(book["Punkter"], "Hvor alvorlig, 1–5", 1).value = 5

    changed(folder / "liste.xlsx", grade)
    code, said = les("liste.xlsx", "--skriv")
    assert code == 0, said
    loaded, problems = read_file(folder / "lister" / "ros-2026.yaml", None, Liste)
    assert loaded is not None, problems
    (punkt,) = loaded.record.innhold
    assert (punkt.status, str(punkt.hvert), punkt.sannsynlighet, punkt.konsekvensgrad) == ("pagar", "P6M", 2, 5)


def test_their_own_årshjul_begins_when_it_is_written_and_not_when_the_shipped_one_did(content: Content) -> None:
    """Else all it plans in the years behind would be over its deadline the day it is read in."""
    (shipped,) = content.planer.arshjul
    made = NextYear(ar=2027, forslag=(), arshjul=shipped)
    for form, first in (
        (next_year_form(made, content, program="bvaudit", dag=DAG), "2027-01-01"),
        (list_form_for("arshjul", content, None, shipped.id, program="bvaudit", dag=DAG), DAG.isoformat()),
    ):
        assert repr(first) in repr(form)
        assert repr(shipped.gjelder_fra.isoformat()) not in repr(form)
        assert repr(shipped.gjelder_fra) not in repr(form)
