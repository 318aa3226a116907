"""The forms after the reading: where two readers differ, and what readers have asked the list's owner."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.intake.forms import read_form
from bvaudit.model.leseark import Enighetsark, Lesepunkt, Lesesporsmal, Sporsmalsark, Uenighet
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.reports.forms import Form, TableSheet
from bvaudit.reports.question_form import question_form
from bvaudit.reports.settle_form import settle_form
from bvaudit.reports.xlsx.form import form_bytes, write_form
from bvaudit.reports.xlsx.page import pixels
from tests.reports import reading_example as example

DAG = date(2026, 6, 9)
LAPTOP = 1366 - 30 - 20


def answer(punkt: Lesepunkt, leser: str, lesing: Lesing, svar: Svarvalg, **more: str) -> Lesesvar:
    one = punkt.gjelder
    assert svar.utfall is not None
    return Lesesvar(
        revisjon="r",
        regel=one.regel,
        regelversjon=punkt.regelversjon,
        ordlyd=punkt.ordlyd,
        enhet=one.enhet,
        sak=one.sak,
        objekt=one.objekt,
        objekt_id=one.objekt_id,
        leser=leser,
        lesing=lesing,
        svar=svar,
        utfall=svar.utfall,
        **more,
    )


def differ(number: int = 3) -> Enighetsark:
    saker = example.ark(cases=number).saker[:number]
    return Enighetsark(
        revisjon="undersokelse-2026-v",
        tittel="Saksgjennomgang",
        kommune="Eksempel kommune",
        utgave=1,
        per=date(2026, 6, 1),
        program="bvaudit 0.2",
        uenige=tuple(
            Uenighet(
                punkt=sak.punkter[0],
                kort=sak.kort,
                om=sak.om,
                forste=answer(
                    sak.punkter[0],
                    "l1",
                    Lesing.FORSTE,
                    Svarvalg.NEI,
                    begrunnelse="Det står ikke.",
                    feiltype="dokumentasjon",
                    belegg="Notat 6",
                ),
                andre=answer(sak.punkter[0], "l2", Lesing.ANDRE, Svarvalg.JA),
            )
            for sak in saker
        ),
        roller=(("teamleder", "Teamleder"), ("stab", "Stab")),
        feiltyper=example.FEILTYPER,
    )


def rows_of(form: Form) -> TableSheet:
    sheet = form.ark[0]
    assert isinstance(sheet, TableSheet)
    return sheet


def test_both_answers_stand_side_by_side() -> None:
    row = rows_of(settle_form(differ(), DAG)).rader[0].verdier
    assert row["forste"] == "l1: Nei.\nDet står ikke.\nManglende dokumentasjon\nStår i: Notat 6"
    assert row["andre"] == "l2: Ja."


def test_what_is_settled_is_read_back(tmp_path: Path) -> None:
    ark = differ()
    day = date(2026, 6, 9)
    settled = {"svar": "delvis", "begrunnelse": "Enige.", "feiltype": "reell", "avgjort_av": "stab", "dato": day}
    form = settle_form(ark, DAG, {ark.uenige[1].punkt.id: settled})
    write_form(form, tmp_path / "enighet.xlsx")
    found, problems = read_form(tmp_path / "enighet.xlsx")
    assert found is not None
    assert (found.skjema, problems) == ("enighet", [])
    rows = {row.id: {key: cell.verdi for key, cell in row.celler.items()} for row in found.tabeller["enighet"].rader}
    assert list(rows) == [one.punkt.id for one in ark.uenige]
    assert rows[ark.uenige[1].punkt.id] == settled
    assert set(rows[ark.uenige[0].punkt.id].values()) == {None}


CHECKS: list[tuple[str, dict[str, str], str]] = [
    ("nothing yet", {}, ""),
    ("only why", {"begrunnelse": "x"}, "mangler svar"),
    ("only the answer", {"svar": "ja"}, "mangler begrunnelse"),
    ("nobody has settled it", {"svar": "ja", "begrunnelse": "x"}, "mangler hvem som avgjorde"),
    ("settled", {"svar": "ja", "begrunnelse": "x", "avgjort_av": "stab"}, "avgjort"),
]


@pytest.mark.parametrize(("given", "wanted"), [pytest.param(*one[1:], id=one[0]) for one in CHECKS])
def test_the_check_says_what_is_lacking(given: dict[str, str], wanted: str) -> None:
    ark = differ()
    sheet = rows_of(settle_form(ark, DAG, {ark.uenige[0].punkt.id: given}))
    assert sheet.rader[0].verdier["sjekk"].verdi == wanted  # type: ignore[union-attr]


def test_it_is_settled_by_an_answer() -> None:
    lists = settle_form(differ(), DAG).layout.lister
    assert [choice.kode for choice in lists["Svar"]] == ["ja", "delvis", "nei", "ikke aktuelt"]


def asked() -> Sporsmalsark:
    return Sporsmalsark(
        revisjon="undersokelse-2026-v",
        tittel="Saksgjennomgang",
        kommune="Eksempel kommune",
        utgave=1,
        per=date(2026, 6, 1),
        program="bvaudit 0.2",
        sporsmal=(
            Lesesporsmal(id="q-1", regel="MED-01", sporsmal="Også spedbarn?", leser="l1", enhet="Nordre", stilt=DAG),
            Lesesporsmal(
                id="q-2", regel="UND-03", sporsmal="Hva er dag én?", leser="l2", enhet="Søndre", svar="Mandag."
            ),
        ),
        punkter=(("MED-01", "Barnet har fått informasjon"),),
    )


def test_questions_are_answered_and_closed(tmp_path: Path) -> None:
    form = question_form(asked(), DAG, {"q-1": {"svar": "Nei.", "lukket": "ja"}})
    assert rows_of(form).rader[0].verdier["fra"] == "l1, Nordre, 09.06.2026"
    write_form(form, tmp_path / "sporsmal.xlsx")
    found, problems = read_form(tmp_path / "sporsmal.xlsx")
    assert found is not None
    assert (found.skjema, problems) == ("sporsmal", [])
    rows = [(row.id, row.celler["svar"].verdi, row.celler["lukket"].kode) for row in found.tabeller["sporsmal"].rader]
    assert rows == [("q-1", "Nei.", "ja"), ("q-2", "Mandag.", "")]


def test_same_bytes_twice_and_room_on_a_laptop() -> None:
    for one, two in (
        (settle_form(differ(), DAG), settle_form(differ(), DAG)),
        (question_form(asked(), DAG), question_form(asked(), DAG)),
    ):
        assert form_bytes(one) == form_bytes(two)
        assert sum(pixels(c.bredde) for c in rows_of(one).kolonner if not c.skjult) <= LAPTOP


def test_a_point_with_other_answers_has_its_own_list(tmp_path: Path) -> None:
    ark = differ()
    odd = replace(ark.uenige[0], punkt=replace(ark.uenige[0].punkt, svar=("ja", "nei"), krever=("nei",)))
    ark = replace(ark, uenige=(odd, *ark.uenige[1:]))
    write_form(settle_form(ark, DAG, {odd.punkt.id: {"svar": "delvis"}}), tmp_path / "enighet.xlsx")
    _, problems = read_form(tmp_path / "enighet.xlsx")
    assert [one.kode for one in problems] == ["skjema-ikke-valg"]
