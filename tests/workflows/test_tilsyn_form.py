"""The road of a unit leader with six findings: a form, filled in, read, and judged, without YAML."""

import contextlib
import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.loading.content.files import read_file
from bvaudit.model.tilsyn import Tilsyn

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))
from form_example import answer_to, as_saved_by_libreoffice, cell_under, changed

pytestmark = pytest.mark.lang  # whole roads from a form to a file, a second each

FUNN = (
    {
        "Nr": "1",
        "Hva ble funnet": "Undersøkelsene blir liggende og gjøres ikke så raskt som loven krever.",
        "Hjemmel": "bvl. § 2-2 første ledd",
        "Punkt 1": "und-3, UND 08",
        "Frist": "1. mars 2025",
    },
    {"Nr": "1.1", "Hva ble funnet": "I 6 av 15 saker var det uker uten aktivitet.", "Slag": "merknad"},
    {"Nr": "2", "Hva ble funnet": "Barn blir ikke snakket med i undersøkelsen.", "Hjemmel": "bvl. § 1-4"},
    {
        "Nr": "3",
        "Hva ble funnet": "Barn i fosterhjem får færre besøk enn de skal.",
        "Hjemmel": "bvl. § 9-9",
        "Punkt 1": "OMS-01",
        "Enheter": "østre fjordvik",
        "Eget mål": "8 av 10, ellers 16 av 20",
    },
    {"Nr": "4", "Hva ble funnet": "Ledelsen følger ikke med på fristene.", "Punkt 1": "Må leses"},
    {"Nr": "5", "Hva ble funnet": "Vurderinger blir ikke skrevet ned.", "Hjemmel": "bvl § 12-4"},
)
OM = {"Hva tilsynet gjaldt": "Tilsyn med undersøkelser i Fjordvik", "Endelig rapport": "3. mai 2024"}
ID = "tilsyn-med-undersokelser-i-fjordvik-2024"


def fill(book: Any, om: dict[str, Any] | None = None, funn: tuple[dict[str, Any], ...] = FUNN) -> None:
    for question, answer in (OM if om is None else om).items():
        answer_to(book["Om tilsynet"], question).value = answer
    for number, row in enumerate(funn, start=1):
        for heading, value in row.items():
            cell_under(book["Funn"], heading, number).value = value


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality's folder with a form that is made and not filled in."""
    rot = tmp_path_factory.mktemp("laget") / "fjordvik"
    enheter = ["--enhet", "Nordre Fjordvik 01", "--enhet", "Østre Fjordvik 02"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["start", str(rot), "--navn", "Fjordvik", "--kommunenummer", "9999", "--sprak", "nb", *enheter]) == 0
        assert run(["tilsyn", "ny", "--mappe", str(rot), "--til", str(rot / "tilsyn.xlsx")]) == 0
    return rot


@pytest.fixture
def folder(made: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As it was made, and the person standing in it."""
    rot = home.parent / "fjordvik"
    shutil.copytree(made, rot)
    monkeypatch.chdir(rot)
    return rot


def read(*argv: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["les", *argv])
    return code, out.getvalue() + err.getvalue()


def written(rot: Path) -> Tilsyn:
    loaded, problems = read_file(rot / "tilsyn" / f"{ID}.yaml", None, Tilsyn)
    assert loaded is not None, problems
    return loaded.record


def test_what_is_found_is_shown_and_nothing_is_written(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    before = sorted(path.name for path in folder.rglob("*"))
    code, said = read("tilsyn.xlsx")
    assert code == 0
    assert "Tilsyn: Tilsyn med undersøkelser i Fjordvik (2024), 6 funn" in said
    assert "Måles av programmet: UND-03" in said
    assert "Besvares ved å lese saker: UND-08" in said
    assert said.count("Ingen sjekkpunkter er valgt. Forslag:") == 3
    assert f"Ny fil: {Path('tilsyn') / ID}.yaml" in said
    assert "Neste: bvaudit les tilsyn.xlsx --skriv" in said
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_the_file_says_what_the_form_says(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 0, said
    tilsyn = written(folder)
    assert (tilsyn.kommune, tilsyn.kommunenummer, tilsyn.ar) == ("Fjordvik", "9999", "2024")
    first, second, third, fourth, fifth = tilsyn.funn
    assert (first.regler, first.manuelle) == (("UND-03",), ("UND-08",))
    assert [(h.lov, h.paragraf, h.ledd) for h in first.hjemmel] == [("bvl2021", "2-2", "1")]
    assert str(first.frist) == "2025-03-01"
    assert [(one.id, one.slag.value) for one in first.funn] == [("funn-1-1", "merknad")]
    assert (third.enheter, third.lukkes_nar.minst, third.lukkes_nar.minst_utvidet) == (("ostre-fjordvik",), 8, 16)
    assert all(not one.regler and not one.manuelle for one in (second, fourth, fifth))


def test_proposals_are_choices_in_a_new_edition_and_nothing_is_chosen(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    _, said = read("tilsyn.xlsx", "--skriv")
    assert 'Neste: bvaudit les "tilsyn med forslag.xlsx" --skriv' in said
    book = load_workbook(folder / "tilsyn med forslag.xlsx")
    lists = {name: book.defined_names[name].attr_text for name in book.defined_names}
    assert lists["Valg_Punkter_funn_2"] != lists["Valg_Punkter"]
    assert lists["Valg_Punkter_funn_4"] == lists["Valg_Punkter"]  # said to be read: nothing is proposed
    column = lists["Valg_Punkter_funn_2"].split("$")[1]
    choices = [cell.value for cell in book["_lister"][column][1:] if cell.value]
    assert len(choices) == 6
    assert choices[-1] == "Må leses i sakene"
    assert cell_under(book["Funn"], "Punkt 1", 3).value is None
    assert cell_under(book["Funn"], "Gjør dette", 3).value == "Velg i Punkt 1: 5 forslag"
    assert cell_under(book["Funn"], "Gjør dette", 4).value is None
    told = {row[3].value for row in book["Forslag"].iter_rows(min_row=4)}
    assert set(choices[:-1]) <= told


def test_chosen_in_the_new_edition_they_are_written_and_what_changes_is_told(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")

    picked: list[str] = []

    def choose(book: Any) -> None:
        column = book.defined_names["Valg_Punkter_funn_2"].attr_text.split("$")[1]
        sheet = book["Funn"]
        row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "funn-2")
        head = cell_under(sheet, "Punkt 1", 0)
        sheet.cell(row, head.column).value = book["_lister"][column][1].value
        picked.append(book["_lister"][column][1].value.split()[0])

    changed(folder / "tilsyn med forslag.xlsx", choose)
    code, said = read("tilsyn med forslag.xlsx", "--skriv")
    assert code == 0
    assert "  funn-2, sjekkpunkter" in said
    assert f"nytt, «{picked[0]}»" in said
    kept = [path.name for path in (folder / "tilsyn").iterdir() if path.suffix == ".txt"]
    assert len(kept) == 1
    chosen = next(one for one in written(folder).funn if one.id == "funn-2")
    assert [*chosen.regler, *chosen.manuelle] == picked
    # The first form is read again: it says nothing of points, and takes none away.
    _, said = read("tilsyn.xlsx", "--skriv")
    assert "Sjekkpunktene fra før er beholdt" in said
    assert "Ingenting nytt" in said
    assert next(one for one in written(folder).funn if one.id == "funn-2") == chosen


def test_read_twice_gives_nothing_new(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 0
    assert "Ingenting nytt" in said
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_saved_by_libreoffice_sorted_and_renamed_it_says_the_same(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    first = written(folder)

    def turned(book: Any) -> None:
        sheet = book["Funn"]
        head = cell_under(sheet, "Nr", 0).row
        rows = [[cell.value for cell in sheet[row]] for row in range(head + 1, head + 7)]
        for row, values in zip(range(head + 1, head + 7), reversed(rows), strict=True):
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column).value = value
        sheet.title = "Våre funn"
        book["Om tilsynet"].insert_rows(3)

    changed(folder / "tilsyn.xlsx", turned)
    saved = as_saved_by_libreoffice(folder / "tilsyn.xlsx", folder.parent)
    code, said = read(str(saved), "--skriv")
    assert code == 0, said
    assert "Ingenting nytt" in said
    assert written(folder) == first
    # The choices of each row are asked for by its hidden id, so they are its own wherever it is sorted.
    proposals = as_saved_by_libreoffice(folder / "tilsyn med forslag.xlsx", folder.parent)
    rules = load_workbook(proposals)["Funn"].data_validations.dataValidation
    assert any("INDIRECT" in str(rule.formula1) and "SUBSTITUTE" in str(rule.formula1) for rule in rules)


def test_a_written_supervision_comes_back_in_a_form_and_is_the_same(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    assert run(["tilsyn", "ny", ID]) == 0
    _, said = read(f"{ID}.xlsx", "--skriv")
    assert "Ingenting nytt" in said


def test_an_edition_somebody_has_begun_to_choose_in_is_left_alone(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    edition = changed(
        folder / "tilsyn med forslag.xlsx",
        lambda book: cell_under(book["Funn"], "Punkt 1", 3).__setattr__("value", "UND-10"),
    )
    before = edition.read_bytes()
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 0
    assert 'Neste: bvaudit les "tilsyn med forslag.xlsx" --skriv' in said
    assert edition.read_bytes() == before
    assert sorted(path.name for path in folder.glob("*.xlsx")) == ["tilsyn med forslag.xlsx", "tilsyn.xlsx"]


def test_a_letter_that_only_tells_of_it_is_enough_and_no_finding_is_lost_later(folder: Path) -> None:
    told = {**OM, "Varslet": "3. mars 2024", "Endelig rapport": None, "Året rapporten kom": 2024}
    changed(folder / "tilsyn.xlsx", lambda book: fill(book, told, ()))
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 0 and "ingen funn ennå" in said, said
    assert (written(folder).funn, str(written(folder).datoer.varsel)) == ((), "2024-03-03")

    changed(folder / "tilsyn.xlsx", lambda book: fill(book, {}, FUNN[:1]))
    assert read("tilsyn.xlsx", "--skriv")[0] == 0
    assert len(written(folder).funn) == 1
    changed(folder / "tilsyn.xlsx", lambda book: fill(book, {}, (dict.fromkeys(FUNN[0]),)))
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code != 0 and "har ingen funn, og tilsynet som ligger der, har" in said, said
    assert len(written(folder).funn) == 1, "an empty sheet takes nothing away"


def test_a_finding_taken_out_of_the_form_is_told_and_goes(folder: Path) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    run(["tilsyn", "ny", ID])
    changed(folder / f"{ID}.xlsx", lambda book: book["Funn"].delete_rows(cell_under(book["Funn"], "Nr", 4).row))
    _, said = read(f"{ID}.xlsx")
    assert "  funn-3 tas bort" in said
    read(f"{ID}.xlsx", "--skriv")
    assert [one.id for one in written(folder).funn] == ["funn-1", "funn-2", "funn-4", "funn-5"]


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        pytest.param(("1", "1a", "2"), ["funn-1", "funn-1-a", "funn-2"], id="bokstav bak"),
        pytest.param(("a)", "b)", "b.1"), ["funn-a", "funn-b", "funn-b-1"], id="bokstaver"),
        pytest.param(("2", None, "Funn 10."), ["funn-2", "funn-10", "funn-11"], id="uten nummer kommer sist"),
        pytest.param((1, 1.1, 2.0), ["funn-1", "funn-1-1", "funn-2"], id="gjort om til tall"),
    ],
)
def test_numbers_as_people_write_them(numbers: tuple[Any, ...], ids: list[str], folder: Path) -> None:
    rows = tuple({"Nr": nr, "Hva ble funnet": f"Funn {n}", "Punkt 1": "les"} for n, nr in enumerate(numbers))
    changed(folder / "tilsyn.xlsx", lambda book: fill(book, funn=rows))
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 0, said
    assert [one.id for funn in written(folder).funn for one in funn.within()] == ids


def test_the_next_run_has_those_findings_and_no_others(
    folder: Path, imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(folder / "tilsyn.xlsx", fill)
    read("tilsyn.xlsx", "--skriv")
    assert run(["sjekk", str(folder)]) == 0
    assert run(["vurder", "--uttrekk", str(imported), "--ut", str(folder / "rapport"), "--per", "2025-12-31"]) == 0
    capsys.readouterr()
    book = load_workbook(folder / "rapport" / "avviksregister.xlsx", read_only=True)
    texts = {str(cell) for row in book["Tilsyn"].iter_rows(values_only=True) for cell in row if cell}
    assert any(row["Hva ble funnet"][:30] in text for row in FUNN for text in texts)
    assert not any("Lerkendal" in text for text in texts)


def without(heading: str, row: int) -> Callable[[Any], None]:
    return put(heading, row, None)


def put(heading: str, row: int, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        cell_under(book["Funn"], heading, row).value = value

    return change


def answer(question: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        answer_to(book["Om tilsynet"], question).value = value

    return change


def no_year(book: Any) -> None:
    answer_to(book["Om tilsynet"], "Endelig rapport").value = None


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        pytest.param(put("Punkt 1", 1, "UND-99"), "Funn!H5", "«UND-99» er ikke et sjekkpunkt", id="ukjent punkt"),
        pytest.param(put("Punkt 1", 1, "tull"), "Funn!H5", "velg fra listen", id="ikke et punkt"),
        pytest.param(put("Punkt 2", 1, "Må leses"), "Funn!H5", "enten «Må leses i sakene» eller", id="begge deler"),
        pytest.param(put("Nr", 3, "1"), "Funn!B7", "nummer 1 er brukt to ganger, også i B5", id="samme nummer"),
        pytest.param(put("Nr", 2, "7.1"), "Funn!B6", "hører under funn 7, som ikke finnes", id="uten funnet over"),
        pytest.param(put("Nr", 2, "første"), "Funn!B6", "skriv 1, 2 eller 1.1", id="ikke et nummer"),
        pytest.param(put("Enheter", 1, "Nordre Fjordvk"), "Funn!F5", "mente du «Nordre Fjordvik»?", id="ukjent enhet"),
        pytest.param(put("Eget mål", 1, "ti av ti"), "Funn!K5", "9 av 10, ellers 18 av 20", id="ikke et mål"),
        pytest.param(put("Frist", 1, "snarest"), "Funn!G5", "«snarest» i «Frist» er ikke en dato", id="ikke en dato"),
        pytest.param(put("Slag", 1, "brudd"), "Funn!D5", "mente du «Lovbrudd»?", id="ikke et slag"),
        pytest.param(without("Hva ble funnet", 1), "Funn!C5", "må fylles ut", id="uten tekst"),
        pytest.param(answer("Kommunenummer", "99"), "Om tilsynet!C21", "skriv fire sifre", id="kommunenummer"),
        pytest.param(answer("Hva tilsynet gjaldt", None), "Om tilsynet!C6", "må fylles ut", id="uten tittel"),
        pytest.param(
            put("Hva ble funnet", 1, "Barnet 02011000100"), "Funn!C5", "ligner et fødselsnummer", id="fødselsnummer"
        ),
        pytest.param(no_year, "Om tilsynet!C12", "året er ikke kjent", id="uten år"),
        pytest.param(no_year, "Funn!E5", "bvl. § 2-2» kan være", id="hvilken lov, når året ikke er kjent"),
    ],
)
def test_every_fault_has_its_cell_and_nothing_is_written(
    change: Callable[[Any], None], place: str, words: str, folder: Path
) -> None:
    changed(changed(folder / "tilsyn.xlsx", fill), change)
    code, said = read("tilsyn.xlsx", "--skriv")
    assert code == 3
    assert f"tilsyn.xlsx:{place}" in said
    assert words in said
    assert not list((folder / "tilsyn").iterdir())


def test_without_a_folder_it_must_be_said_where(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tilsyn", "ny", "--til", "t.xlsx"]) == 0
    changed(home.parent / "t.xlsx", lambda book: fill(book, {**OM, "Kommune": "Fjordvik"}))
    capsys.readouterr()
    code, said = read("t.xlsx", "--skriv")
    assert code == 2
    assert "--til MAPPE" in said
    code, said = read("t.xlsx", "--skriv", "--til", "her")
    assert code == 0, said
    assert (home.parent / "her" / f"{ID}.yaml").is_file()


def test_a_form_is_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tilsyn", "ny"]) == 2
    assert "finnes fra før" in capsys.readouterr().err
