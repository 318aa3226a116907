"""What is gathered for a supervision, and two rounds beside each other, on the whole made-up municipality."""

import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.intake.figures_sheet import read_figures
from bvaudit.intake.workbook_facts import facts_in
from bvaudit.loading.folder import read_folder
from bvaudit.model.enhet import name_key
from bvaudit.model.kortid import short_ids
from bvaudit.model.mappe import Mappe
from bvaudit.model.samling import Har
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.content import Content
from bvaudit.workflows.demo_audits import ROUNDS
from bvaudit.workflows.gather_supervision import Gathered, GatherRequest, gather_supervision
from bvaudit.workflows.register_folder import context_of, state_of
from bvaudit.workflows.self_control import course_of
from bvaudit.workflows.supervised import numbers_of
from tests.conftest import Demo
from tests.texts.internal_words import internal_words, texts_of_document, texts_of_workbook
from tests.workflows.a_supervised_folder import EGENKONTROLL, OWN_CHECK, content_of

pytestmark = pytest.mark.lang
OTHERS = ("Vestbyen", "Østbyen", "Nordre Ås", "Sørlia")
DAG = date(2026, 6, 10)
TILSYN = "tilsyn-fjordvik-2025"


@pytest.fixture(scope="module")
def mappe(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    rot = tmp_path_factory.mktemp("samlet-demo") / "kommunen"
    shutil.copytree(made_demo.ut, rot)
    (rot / "tilsyn" / f"{EGENKONTROLL}.yaml").write_text(OWN_CHECK.replace("Sjøvik", "Fjordvik"), encoding="utf-8")
    found, problems = read_folder(rot)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_of(mappe)


@pytest.fixture(scope="module")
def gathered(mappe: Mappe, content: Content) -> Gathered:
    return gather_supervision(GatherRequest(mappe=mappe, content=content, tilsyn=TILSYN, dag=DAG))


@pytest.fixture(scope="module")
def with_cases(mappe: Mappe, content: Content, gathered: Gathered) -> Gathered:
    assert gathered.filer
    return gather_supervision(GatherRequest(mappe=mappe, content=content, tilsyn=TILSYN, dag=DAG, med_saker=True))


def cases_known(mappe: Mappe) -> set[str]:
    """Every case the register or an audit has a word of, as it is stored and as it is shown."""
    stored = {one.sak for avvik in state_of(mappe).avvik.values() for one in avvik.bevis if one.sak}
    for file in mappe.revisjoner.glob("*/utvalg/utvalg.csv"):
        stored |= {part for part in file.read_text("utf-8-sig").replace(";", ",").split(",") if part.startswith("S-")}
    return stored | set(short_ids(stored).values())


def whole(path: Path) -> str:
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_case_is_in_any_part_of_any_file(gathered: Gathered, mappe: Mappe) -> None:
    known = cases_known(mappe)
    assert len(known) > 100
    for path in gathered.filer:
        said = whole(path)
        assert not [case for case in known if case.removeprefix("S-") in said], path.name


def test_with_cases_only_those_of_its_units_are_there(with_cases: Gathered, mappe: Mappe) -> None:
    fakta = with_cases.samling.fakta
    names = {path.name for path in with_cases.filer}
    assert {"kopi-handlingsplan-midtbyen.docx", "kopi-handlingsplan-omsorgsenheten.docx"} <= names
    assert not any("vestbyen" in name or "ostbyen" in name for name in names)
    reg = state_of(mappe)
    others = {
        one.sak
        for avvik in reg.avvik.values()
        if avvik.enhet not in ("", *fakta.enheter)
        for one in avvik.bevis
        if one.sak
    }
    mine = {one.sak for avvik in fakta.avvik for one in avvik.bevis if one.sak}
    book = whole(with_cases.ut / "oversikt.xlsx") + whole(
        next(path for path in with_cases.filer if path.name.startswith("gjennomgang-"))
    )
    assert mine and not [sak for sak in others - mine if sak.removeprefix("S-") in book]
    assert with_cases.samling.med(Har.UTELATT) == ()


def test_the_last_locked_audit_is_there_for_its_units_alone(gathered: Gathered) -> None:
    (book,) = [path for path in gathered.filer if path.name.startswith("gjennomgang-")]
    assert book.name == f"gjennomgang-{ROUNDS[1].navn}.xlsx"
    said = [name_key(one) for one in texts_of_workbook(book)]
    assert name_key("Midtbyen") in said
    assert not [one for one in said for other in OTHERS if name_key(other) in one]


def test_with_cases_the_audit_says_nothing_of_what_was_drawn_in_other_units(with_cases: Gathered) -> None:
    (book,) = [path for path in with_cases.filer if path.name.startswith("gjennomgang-")]
    assert not [one for one in texts_of_workbook(book) for other in OTHERS if name_key(other) in name_key(one)]


def test_no_paper_has_a_word_of_the_machine(gathered: Gathered) -> None:
    for path in gathered.filer:
        if path.suffix == ".docx":
            said = [one for one in texts_of_document(path) if "bvaudit " not in one]
        elif path.name == "oversikt.xlsx":
            said = [one for one in texts_of_workbook(path) if "bvaudit " not in one]
        else:
            continue
        assert not internal_words(said), path.name


def test_two_rounds_beside_each_other_say_what_the_audit_says(mappe: Mappe, content: Content) -> None:
    course = course_of(mappe, content, EGENKONTROLL, DAG).egenkontroll
    assert [one.revisjon for one in course.runder] == [one.navn for one in ROUNDS]
    assert [one.saker for one in course.runder] == [18, 18], "six in each of three units, and none in reserve"
    (pair,) = course.par
    own = results_of_audit(mappe, ROUNDS[1].navn, content)
    assert {(one.regel.id, one.enhet): (one.nei_for, one.nei_na, one.setning) for one in pair.rader} == {
        (one.regel.id, one.enhet): (one.nei_for, one.nei_na, one.setning) for one in own.to_runder
    }
    assert any(one.sammenlignbar for one in pair.rader)
    assert all(one.setning for one in pair.rader if not one.sammenlignbar), "why not is said on the line"


def test_what_another_municipality_answers_for_is_no_breach_of_ours(mappe: Mappe, content: Content) -> None:
    """The rows of a run do not tell whose they are; its register does, and the figures of a supervision are those."""
    register = mappe.revisjoner / "2025-12-31" / "resultat" / "avviksregister.xlsx"
    printed = {
        (one.regel, name_key(one.enhet)): (one.n, one.brudd)
        for one in read_figures(register) or ()
        if one.enhet and one.standard and not one.lest and one.n is not None
    }
    run = (facts_in(register) or {})["kjoring"]
    reg = state_of(mappe)
    first = replace(reg, kjoringer=tuple(one for one in reg.kjoringer if one.kjoring == run))
    kontekst = context_of(mappe, content)
    found = {
        (regel, name_key(kontekst.enhet(enhet))): (one.n, one.brudd)
        for (regel, enhet), one in numbers_of(mappe, first, kontekst).items()
        if not one.lest
    }
    assert first.kjoringer and len(found) > 50
    assert {key: found[key] for key in printed if key in found} == {
        key: printed[key] for key in printed if key in found
    }
    assert found["TIL-02", name_key("Midtbyen")] == printed["TIL-02", name_key("Midtbyen")]
