"""The golden case: 80 foster homes, 70 % visited by the register and 85 % by the folders, from real forms."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.model.lest import LestRevisjon, MotMappe
from bvaudit.workflows.audit_results import results_of_audit
from tests.examples import foster_audit as foster

pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> foster.Municipality:
    return foster.municipality(tmp_path_factory.mktemp("fosterhjem"))


@pytest.fixture(scope="module")
def result(here: foster.Municipality) -> LestRevisjon:
    audit, form = foster.begun(here, "fosterhjem-2024", "tema-fosterhjemsbesok")
    foster.fill(form, here, foster.visits)
    audit = foster.locked(foster.deliver(here, audit, form))
    return results_of_audit(here.mappe, audit.id, audit.content)


@pytest.fixture(scope="module")
def against(result: LestRevisjon) -> MotMappe:
    (found,) = (one for one in result.mot_mappe if one.regel.id == "OMS-01")
    return found


def test_the_whole_register_shows_seventy_of_a_hundred() -> None:
    rows = foster.rows_of(foster.EXAMPLE / "uttrekk" / "fosterhjem.csv")
    enough = sum(sum(bool(row[f"Besøk {n}"]) for n in range(1, 6)) >= 4 for row in rows)
    assert (enough, len(rows)) == (168, 240)


def test_the_80_that_are_drawn_are_those_the_example_says(here: foster.Municipality, result: LestRevisjon) -> None:
    read = {here.cases[one.gjeldende.sak] for one in result.avgjorte}
    assert read == set((foster.EXAMPLE / "trukket.txt").read_text(encoding="utf-8").split())
    assert len(read) == 80


def test_70_percent_in_the_register_and_85_found(against: MotMappe) -> None:
    assert (against.oppfylt_register, against.oppfylt_mappe, against.n) == (56, 68, 80)
    assert against.begge == 56
    assert against.register is not None and against.mappe is not None
    assert (against.register.andel, against.mappe.andel) == (0.7, 0.85)


def test_both_shares_have_an_interval_that_knows_there_are_240(against: MotMappe) -> None:
    """Narrower than where the frame has no end: 85 % of 80 is 75,3 to 92,0 by Clopper–Pearson."""
    for share in (against.register, against.mappe):
        assert share is not None and share.nedre is not None and share.ovre is not None
        assert share.nedre < share.andel < share.ovre
    assert against.mappe is not None
    assert float(against.mappe.nedre or 0) > 0.753 and float(against.mappe.ovre or 1) < 0.920


def test_the_four_kinds_of_fault_stand_apart(against: MotMappe) -> None:
    assert dict(against.feil) == {"registreringsfeil": 10, "tellemate": 2, "reell": 9, "dokumentasjon": 3}


def test_s1_17_supervision_has_an_own_control_in_the_same_cases(result: LestRevisjon) -> None:
    """The reader found what the register says of it; it is told apart from the visits all the same."""
    rows = {row["Saks-ID"]: row for row in foster.rows_of(foster.EXAMPLE / "uttrekk" / "fosterhjem.csv")}
    drawn = (foster.EXAMPLE / "trukket.txt").read_text(encoding="utf-8").split()
    enough = sum(sum(bool(rows[case][f"Tilsyn {n}"]) for n in range(1, 5)) == 4 for case in drawn)
    (found,) = (one for one in result.mot_mappe if one.regel.id == "TIL-02")
    assert (found.n, found.oppfylt_register, found.oppfylt_mappe) == (80, enough, enough)
    assert 0 < enough < 80


def test_the_form_is_a_workbook_with_a_row_for_each_case(here: foster.Municipality) -> None:
    audit, form = foster.begun(here, "fosterhjem-skjema", "tema-fosterhjemsbesok")
    book = load_workbook(form)
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == ["Forside", "Saker", "Spørsmål", "Veiledning"]
    rows = [row[0].value for row in book["Saker"].iter_rows() if str(row[0].value).startswith("S-")]
    assert len(rows) == len(set(rows)) == 90
    assert len(foster.drawn(here, audit)) == 80
    assert form.stat().st_size < 300_000


def test_the_answers_say_which_cell_they_are_from(here: foster.Municipality, result: LestRevisjon) -> None:
    """Each source is opened at its cell, and what stands there is the answer."""
    given = {one.gjeldende.kilde: one.gjeldende.svar for one in result.avgjorte if one.gjeldende.regel == "OMS-01"}
    assert len(given) == 80
    assert {kilde.rpartition("!")[0] for kilde in given} == {"omsorgsenheten-l1-nr-1.xlsx!Saker"}
    (kept,) = here.mappe.revisjoner.glob("fosterhjem-2024/svar/mottatt/omsorgsenheten-l1-nr-1.xlsx")
    sheet = load_workbook(kept)["Saker"]
    assert {kilde: str(sheet[kilde.rpartition("!")[2]].value).lower() for kilde in given} == given


def test_nothing_of_a_child_but_the_pseudonym_is_in_the_folder_of_the_audit(
    here: foster.Municipality, result: LestRevisjon
) -> None:
    made = b"".join(path.read_bytes() for path in Path(here.mappe.revisjoner).rglob("*.csv"))
    assert b"FH-0" not in made and b"J-FH" not in made
