"""The form people read cases with: what is asked, what is hidden, what it comes to, and that it can be read back."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bvaudit.intake.forms import FilledForm, read_form
from bvaudit.model.leseark import Leseark, Lesesporsmal, Oppsett
from bvaudit.model.utfall import Utfall
from bvaudit.reports.forms import Form, TableSheet
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.reading_form_words import machine_text
from bvaudit.reports.xlsx.form import form_bytes, write_form
from bvaudit.reports.xlsx.page import pixels
from tests.reports import reading_example as example

DAG = date(2026, 6, 1)
LAPTOP = 1366 - 30 - 20  # less the row numbers and the bar at the side
BOTH = pytest.mark.parametrize("oppsett", list(Oppsett))


def written(form: Form, folder: Path, name: str = "skjema.xlsx") -> Path:
    write_form(form, folder / name)
    return folder / name


def read(form: Form, folder: Path) -> FilledForm:
    found, problems = read_form(written(form, folder))
    assert found is not None
    assert problems == []
    return found


def sheets_of(form: Form) -> dict[str, TableSheet]:
    return {sheet.key: sheet for sheet in form.ark if isinstance(sheet, TableSheet)}


def codes(ark: Leseark) -> dict[str, dict[str, Any]]:
    """Every way of answering, once."""
    one, two, *_ = ark.saker
    p = one.punkter
    return {
        p[0].id: {"svar": "ja", "begrunnelse": "Notat om samtalen", "belegg": "Notat 6"},
        p[1].id: {"svar": "nei"},
        p[2].id: {"svar": "delvis", "begrunnelse": "Bare muntlig.", "feiltype": "dokumentasjon"},
        p[3].id: {"begrunnelse": "Se notat"},
        p[4].id: {"svar": "ikke vurdert"},
        p[5].id: {"svar": "ikke aktuelt"},
        two.sak: {"utgar": "flyttet", "utgar_tekst": "Flyttet i mars"},
    }


def test_a_sheet_for_each_case() -> None:
    form = reading_form(example.ark(cases=2, reserve=1, points=3), DAG)
    assert [sheet.navn for sheet in form.ark] == [
        *("Forside", "Sak 01", "Sak 02", "Reserve 03", "Enheten", "Spørsmål", "Veiledning")
    ]
    assert list(sheets_of(form))[1:4] == ["sak-01", "sak-02", "sak-03"]


def test_a_row_for_each_case() -> None:
    form = reading_form(example.ark(cases=80, reserve=10, points=4, oppsett=Oppsett.RAD), DAG)
    assert [sheet.navn for sheet in form.ark] == ["Forside", "Saker", "Enheten", "Spørsmål", "Veiledning"]
    assert len(sheets_of(form)["saker"].rader) == 90


def test_the_hidden_ids_and_facts(tmp_path: Path) -> None:
    ark = example.ark(cases=2, reserve=1, points=3)
    found = read(reading_form(ark, DAG), tmp_path)
    assert found.skjema == "lesing"
    assert {
        key: found.opplysninger[key] for key in ("revisjon", "enhet_id", "leser", "lesing", "oppsett", "utgave")
    } == {
        "revisjon": "undersokelse-2026-v",
        "enhet_id": "E-nordre",
        "leser": "l1",
        "lesing": "1",
        "oppsett": "ark",
        "utgave": "1",
    }
    assert [row.id for row in found.tabeller["forside"].rader] == [sak.sak for sak in ark.saker]
    assert [row.id for row in found.tabeller["sak-02"].rader] == [one.id for one in ark.saker[1].punkter]
    assert [row.id for row in found.tabeller["enhet"].rader] == [one.id for one in ark.enhetspunkter]


def test_another_edition_is_another_form() -> None:
    ark = example.ark()
    known = [reading_form(one, DAG).opplysninger["kjennetegn"] for one in (ark, ark, replace(ark, utgave=2))]
    assert known[0] == known[1] != known[2]


def test_what_was_answered_before_is_in_it(tmp_path: Path) -> None:
    ark = example.ark()
    found = read(reading_form(ark, DAG, codes(ark)), tmp_path)
    rows = {row.id: row.celler for row in found.tabeller["sak-01"].rader}
    for row_id, given_ in codes(ark).items():
        if row_id in rows:
            assert {k: c.verdi for k, c in rows[row_id].items() if c.verdi is not None} == given_
    two = found.tabeller["forside"].rader[1].celler
    assert (two["utgar"].verdi, two["utgar_tekst"].verdi) == ("flyttet", "Flyttet i mars")


def test_what_was_answered_before_by_rows(tmp_path: Path) -> None:
    ark = example.ark(oppsett=Oppsett.RAD)
    found = read(reading_form(ark, DAG, codes(ark)), tmp_path)
    row = found.tabeller["saker"].rader[0]
    cells = row.celler
    for n, punkt in enumerate(ark.saker[0].punkter, start=1):
        assert row.faste[f"id:{n}"] == punkt.id
        keys = ("svar", "begrunnelse", "feiltype", "belegg")
        assert {k: v for k in keys if (v := cells[f"{k}:{n}"].verdi) is not None} == codes(ark).get(punkt.id, {})


def test_only_the_answers_allowed_can_be_given(tmp_path: Path) -> None:
    """Where one point has other answers than the rest, its list follows the row, also when it is sorted."""
    ark = example.ark(cases=1, reserve=0, points=3)
    first, *rest = ark.saker[0].punkter
    odd = replace(first, svar=("ja", "nei"), krever=("nei",))
    ark = replace(ark, saker=(replace(ark.saker[0], punkter=(odd, *rest)),))
    form = reading_form(ark, DAG, {odd.id: {"svar": "delvis", "begrunnelse": "x"}, rest[0].id: {"svar": "delvis"}})
    found, problems = read_form(written(form, tmp_path))
    assert found is not None
    assert [(one.kode, str(one.sted).split(":")[-1]) for one in problems] == [("skjema-ikke-valg", "Sak 01!E5")]
    sheet = load_workbook(tmp_path / "skjema.xlsx")["Sak 01"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if "E5" in str(rule.sqref)]
    assert lists == ['INDIRECT("Valg_"&$K5)']


def test_what_the_machine_says_stands_beside_the_question() -> None:
    form = reading_form(example.ark(cases=1, reserve=0, points=4), DAG)
    said = [row.verdier["uttrekk"] for row in sheets_of(form)["sak-01"].rader]
    assert said[0] == "Står bare i saken."
    assert said[2] == "Ikke oppfylt. Frist 15.01.2026, ferdig 29.01.2026."


CHECKS = [
    ("nothing is written", {}, ""),
    ("yes", {"svar": "ja"}, "besvart"),
    ("no without a reason", {"svar": "nei"}, "mangler begrunnelse"),
    ("partly without a reason", {"svar": "delvis"}, "mangler begrunnelse"),
    ("no with a reason", {"svar": "nei", "begrunnelse": "x"}, "besvart"),
    ("a reason without an answer", {"begrunnelse": "x"}, "mangler svar"),
    ("where it stands without an answer", {"belegg": "x"}, "mangler svar"),
    ("not assessed", {"svar": "ikke vurdert"}, "ikke vurdert"),
]
OVER = [
    ("the machine says no, the reader yes", Utfall.IKKE_OPPFYLT, "ja", "mangler begrunnelse: annet svar enn uttrekket"),
    ("the machine says yes, the reader no", Utfall.OPPFYLT, "nei", "mangler begrunnelse"),
    (
        "the machine says yes, the reader not relevant",
        Utfall.OPPFYLT,
        "ikke aktuelt",
        "mangler begrunnelse: annet svar enn uttrekket",
    ),
    ("the machine says yes, the reader too", Utfall.OPPFYLT, "ja", "besvart"),
    ("the machine cannot tell", Utfall.UAVKLART, "ja", "besvart"),
]


@pytest.mark.parametrize(("given_", "wanted"), [pytest.param(*one[1:], id=one[0]) for one in CHECKS])
def test_the_check_says_what_is_lacking(given_: dict[str, str], wanted: str) -> None:
    ark = example.ark(cases=1, reserve=0, points=1)
    form = reading_form(ark, DAG, {ark.saker[0].punkter[0].id: given_})
    assert sheets_of(form)["sak-01"].rader[0].verdier["sjekk"].verdi == wanted  # type: ignore[union-attr]


@pytest.mark.parametrize(("utfall", "svar", "wanted"), [pytest.param(*one[1:], id=one[0]) for one in OVER])
def test_an_answer_over_the_machine_needs_a_reason(utfall: Utfall, svar: str, wanted: str) -> None:
    ark = example.ark(cases=1, reserve=0, points=3)
    punkt = ark.saker[0].punkter[2]
    assert punkt.maskin is not None
    punkt = replace(punkt, maskin=replace(punkt.maskin, utfall=utfall))
    ark = replace(ark, saker=(replace(ark.saker[0], punkter=(punkt,)),))
    form = reading_form(ark, DAG, {punkt.id: {"svar": svar}})
    assert sheets_of(form)["sak-01"].rader[0].verdier["sjekk"].verdi == wanted  # type: ignore[union-attr]


def parts(form: Form) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(form_bytes(form))) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


MACHINE = re.compile(r"uttrekket sier|svar enn uttrekket|_uttrekk|ferdig \d|frist \d|funnet \d", re.I)


@BOTH
def test_nothing_of_the_machine_in_a_blind_form(oppsett: Oppsett) -> None:
    """Every part of the file: sheets that are hidden too, stored results, names, comments and properties."""
    open_, blind = (reading_form(example.ark(blind=one, oppsett=oppsett), DAG) for one in (False, True))
    assert any(MACHINE.search(part) for part in parts(open_).values())
    assert {name: found[0] for name, part in parts(blind).items() if (found := MACHINE.search(part))} == {}
    said = {machine_text(one.maskin) for one in example.ark().punkter if one.maskin}
    assert len(said) > 8
    assert not [name for name, part in parts(blind).items() for one in said if one in part]
    days = {dato for sak in example.ark().saker for one in sak.punkter if one.maskin for dato in _days(one.maskin)}
    assert not [name for name, part in parts(blind).items() for day in days if day in part]


def _days(maskin: Any) -> list[str]:
    said = [day for day in (maskin.frist_dato, maskin.faktisk_dato) if day is not None]
    serial = [str((day - date(1899, 12, 30)).days) for day in said]
    return [f"{day:%d.%m.%Y}" for day in said] + [day.isoformat() for day in said] + [f">{one}<" for one in serial]


def test_a_blind_form_with_the_machine_in_it_is_refused() -> None:
    open_ = example.ark()
    with pytest.raises(ValueError, match="machine"):
        reading_form(replace(example.ark(blind=True), saker=open_.saker), DAG)


@BOTH
@pytest.mark.parametrize("blind", [False, True])
def test_same_bytes_twice(oppsett: Oppsett, blind: bool) -> None:
    one, two = (example.ark(oppsett=oppsett, blind=blind) for _ in range(2))
    assert form_bytes(reading_form(one, DAG)) == form_bytes(reading_form(two, DAG))


@pytest.mark.parametrize("blind", [False, True])
def test_a_case_is_filled_in_without_scrolling_sideways(blind: bool) -> None:
    for key, sheet in sheets_of(reading_form(example.ark(blind=blind), DAG)).items():
        wide = sum(pixels(one.bredde) for one in sheet.kolonner if not (one.skjult or one.foldet))
        assert wide <= LAPTOP, key


def test_the_case_stays_in_sight_by_rows() -> None:
    sheet = sheets_of(reading_form(example.ark(oppsett=Oppsett.RAD), DAG))["saker"]
    kept = sum(pixels(one.bredde) for one in sheet.kolonner[: sheet.frys])
    group = [one for one in sheet.kolonner if one.spurt.key.endswith(":3") and not (one.skjult or one.foldet)]
    assert kept + sum(pixels(one.bredde) for one in group) <= LAPTOP
    assert [one.spurt.key for one in sheet.kolonner if one.foldet][:2] == ["feiltype:1", "belegg:1"]


def test_nothing_is_locked_and_all_can_be_sorted(tmp_path: Path) -> None:
    book = load_workbook(written(reading_form(example.ark(), DAG), tmp_path))
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert not [sheet.title for sheet in book if sheet.protection.sheet]
    assert all(sheet.tables for sheet in shown)
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["_lister", "_meta"]


def test_rows_grow_as_people_write(tmp_path: Path) -> None:
    inside = parts(reading_form(example.ark(cases=1, reserve=0), DAG))["xl/worksheets/sheet2.xml"]
    rows = re.findall(r"<row r=\"(\d+)\"[^>]*>", inside)
    chosen = [
        number for number, tag in zip(rows, re.findall(r"<row [^>]*>", inside), strict=True) if "customHeight" in tag
    ]
    assert chosen == ["1", "2", "3", "4"]


def test_the_class_of_the_document_is_on_every_page(tmp_path: Path) -> None:
    ark = replace(example.ark(), dokumentklasse="Unntatt offentlighet")
    book = load_workbook(written(reading_form(ark, DAG), tmp_path))
    assert {
        "Unntatt offentlighet" in str(sheet.oddFooter.left.text) for sheet in book if not sheet.title.startswith("_")
    } == {True}


def test_earlier_questions_come_with_their_answers(tmp_path: Path) -> None:
    asked = Lesesporsmal(
        id="q-1", regel="MED-01", sporsmal="Gjelder det spedbarn?", leser="l1", enhet="Nordre", svar="Nei.", lukket=True
    )
    form = reading_form(replace(example.ark(), sporsmal=(asked,)), DAG)
    found = read(form, tmp_path).tabeller["sporsmal"]
    assert [(row.id, row.celler["punkt"].kode, row.celler["sporsmal"].verdi) for row in found.rader] == [
        ("q-1", "MED-01", "Gjelder det spedbarn?")
    ]
    assert sheets_of(form)["sporsmal"].rader[0].verdier["svar"] == "Nei."


def test_guidance_is_at_hand_for_every_point() -> None:
    ark = example.ark(cases=2, reserve=0, points=5)
    form = reading_form(ark, DAG)
    rows = {row.id: row.verdier for row in sheets_of(form)["veiledning"].rader}
    assert list(rows) == [*(one.gjelder.regel for one in ark.saker[0].punkter), *example.UNIT_POINTS]
    assert "Se etter hva barnet fikk vite" in str(rows["MED-01"]["se_etter"])
    assert "«Delvis. Barnet på 9 år" in str(rows["MED-01"]["godt"])
    names = load_workbook(io.BytesIO(form_bytes(form))).defined_names
    assert names["Ark_veiledning_MED_01"].attr_text == "Veiledning!$B$4"


def test_several_objects_of_one_case_are_told_apart(tmp_path: Path) -> None:
    one = example.point("OMS-01", "S-1", om="Tiltak fra 01.02.2025", objekt_id="t1")
    two = example.point("OMS-01", "S-1", om="Tiltak fra 01.09.2025", objekt_id="t2")
    for oppsett in Oppsett:
        ark = example.ark(cases=1, reserve=0, points=1, oppsett=oppsett)
        ark = replace(ark, saker=(replace(ark.saker[0], sak="S-1", punkter=(one, two)),))
        found = read(reading_form(ark, DAG, {two.id: {"svar": "ja"}}), tmp_path)
        if oppsett is Oppsett.ARK:
            assert [row.celler["svar"].verdi for row in found.tabeller["sak-01"].rader] == [None, "ja"]
        else:
            row = found.tabeller["saker"].rader[0]
            given_ = (row.celler["svar:1"].verdi, row.celler["svar:2"].verdi, row.faste["id:2"])
            assert given_ == (None, "ja", two.id)


HARD = 'En «"sak"» & <b> [svar] {x} =1+1'


def test_any_text_can_stand_in_it(tmp_path: Path) -> None:
    for oppsett in Oppsett:
        ark = example.ark(cases=1, reserve=1, points=2, oppsett=oppsett)
        saker = tuple(
            replace(sak, om=HARD, punkter=tuple(replace(one, sporsmal=HARD) for one in sak.punkter))
            for sak in ark.saker
        )
        ark = replace(ark, tittel=HARD, enhet=HARD, saker=saker, grunner=(("a", HARD),))
        found = read(reading_form(ark, DAG, {ark.saker[0].sak: {"utgar": "a"}}), tmp_path)
        assert found.opplysninger["enhet"] == HARD
        assert found.tabeller["forside"].rader[0].celler["utgar"].verdi == "a"


@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    cases=st.integers(0, 6) | st.just(40),
    reserve=st.integers(0, 3),
    points=st.integers(1, 8) | st.just(50),
    blind=st.booleans(),
    oppsett=st.sampled_from(Oppsett),
    unit=st.booleans(),
)
@pytest.mark.lang
@pytest.mark.helt
def test_every_size_is_read_back_whole(
    cases: int, reserve: int, points: int, blind: bool, oppsett: Oppsett, unit: bool, tmp_path: Path
) -> None:
    ark = example.ark(cases=cases, reserve=reserve, points=points, blind=blind, oppsett=oppsett, unit=unit)
    form = reading_form(ark, DAG)
    names = [sheet.navn for sheet in form.ark]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(len(name) for name in names) <= 31
    found = read(form, tmp_path)
    if oppsett is Oppsett.ARK:
        ids = [row.id for sak in ark.saker for row in found.tabeller[f"sak-{sak.plass:02d}"].rader]
    else:
        rows = found.tabeller["saker"].rader if ark.saker else ()
        ids = [str(said) for row in rows for key, said in row.faste.items() if key.startswith("id:")]
    ids += [row.id for row in found.tabeller["enhet"].rader] if unit else []
    assert sorted(ids) == sorted(one.id for one in ark.punkter)


@BOTH
def test_no_formula_is_longer_than_excel_takes(oppsett: Oppsett) -> None:
    ark = example.ark(cases=2, reserve=1, points=50, oppsett=oppsett)
    book = load_workbook(io.BytesIO(form_bytes(reading_form(ark, DAG))))
    said = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert max(map(len, said)) <= 8192
    assert max(len(word) for one in said for word in re.findall(r'"([^"]*)"', one)) <= 255


@BOTH
def test_every_link_leads_to_a_name_that_follows_its_sheet(oppsett: Oppsett) -> None:
    book = load_workbook(io.BytesIO(form_bytes(reading_form(example.ark(oppsett=oppsett), DAG))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    led_to = {way for cell in cells for way in re.findall(r'HYPERLINK\("#(\w+)"', str(cell.value))}
    assert {"Ark_forside", "Ark_enhet", "Ark_veiledning_MED_01"} <= led_to
    assert led_to <= set(book.defined_names)


def test_one_begins_at_the_first_answer(tmp_path: Path) -> None:
    book = load_workbook(written(reading_form(example.ark(), DAG), tmp_path))
    sheet = book["Sak 01"]
    assert [one.activeCell for one in sheet.sheet_view.selection if one.pane == "bottomRight"] == ["E5"]
    assert book.active.title == "Forside"


def test_what_the_program_wrote_is_not_typed_over(tmp_path: Path) -> None:
    sheet = load_workbook(written(reading_form(example.ark(), DAG), tmp_path))["Sak 01"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert {area: rules[area].formula1 for area in ("B5:B12", "C5:C12", "D5:D12", "G5:G12")} == dict.fromkeys(
        ("B5:B12", "C5:C12", "D5:D12", "G5:G12"), "FALSE"
    )
    assert rules["E5:E12"].type == "list"
    assert rules["J5:J12"].type == "date"


def test_what_is_folded_can_be_opened(tmp_path: Path) -> None:
    """The sign stands over the column after, also after the last, and none of those is hidden."""
    written(reading_form(example.ark(points=2, oppsett=Oppsett.RAD), DAG), tmp_path)
    with zipfile.ZipFile(tmp_path / "skjema.xlsx") as package:
        inside = package.read("xl/worksheets/sheet2.xml").decode()
    areas = re.findall(r'<col min="(\d+)" max="(\d+)"([^>]*)/>', inside)
    columns = {at: more for first, last, more in areas for at in range(int(first), int(last) + 1)}
    folded = [at for at, more in columns.items() if "outlineLevel" in more]
    opens = [at for at, more in columns.items() if "collapsed" in more]
    assert len(folded) == 6
    assert opens == [folded[2] + 1, folded[5] + 1]
    assert not [at for at in opens if "hidden" in columns[at]]
