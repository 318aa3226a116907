"""The form of a supervision holds its course: what was written before comes back as it was, and new steps are read."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.diagnostics import Grad
from bvaudit.intake.forms import read_form
from bvaudit.loading.content.files import read_file
from bvaudit.loading.content.kodeverk_skritt import faults_in_steps
from bvaudit.loading.content.tilsyn import faults_against_others, faults_in_supervision
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn, Tilsynsskritt
from bvaudit.reports.xlsx.form import form_bytes
from bvaudit.workflows.author_tilsyn import tilsyn_form_for
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.filled import ReadBack, Reading
from bvaudit.workflows.read_tilsyn import read_tilsyn
from bvaudit.workflows.tilsyn_answers import Problems
from bvaudit.workflows.tilsyn_course import course_of

ID = "tilsyn-med-undersokelser-2026"
DAG = date(2026, 3, 1)
MADE = Tilsyn(
    id=ID,
    tittel="Tilsyn med undersøkelser",
    ar="2026",
    kommune="Sjøvik",
    kommunenummer="9999",
    forlop="egenkontroll",
    runder=("tema-undersokelse",),
    saksnummer="2026/17",
    datoer=Tilsynsdatoer(varsel=date(2026, 1, 5), endelig_rapport=date(2026, 2, 2), planfrist=date(2026, 4, 1)),
    skritt=(
        Tilsynsskritt(skritt="runde-1-gjort", dag=date(2026, 2, 10), tekst="Ti saker"),
        Tilsynsskritt(
            skritt="varsel",
            dag=date(2026, 2, 20),
            frist=date(2026, 5, 1),
            frist_for="resultat-sendt",
            funn=("funn-1-1",),
        ),
    ),
    funn=(
        Tilsynsfunn(
            id="funn-1", tekst="Ledelsen", funn=(Tilsynsfunn(id="funn-1-1", tekst="Frister", regler=("UND-03",)),)
        ),
    ),
    fil="",
)


@cache
def content() -> Content:
    shipped = content_or_stop()
    return replace(shipped, planer=replace(shipped.planer, tilsyn=(MADE,)))


def form(tmp_path: Path, **typed: Any) -> Path:
    """Filled in with the supervision; ``typed`` is cell → value on the sheet of the steps."""
    path = tmp_path / "tilsyn.xlsx"
    path.write_bytes(form_bytes(tilsyn_form_for(content(), None, ID, program="1", dag=DAG)))
    if typed:
        book = load_workbook(path)
        sheet: Any = book["Skritt"]
        head = next(row[0].row for row in sheet.iter_rows() if "Skritt *" in [c.value for c in row] or _heads(row))
        for name, value in typed.items():
            column = next(cell.column for cell in sheet[head] if str(cell.value or "").rstrip(" *") == name)
            sheet.cell(row=head + 3, column=column).value = value
        book.save(path)
    return path


def _heads(row: Any) -> bool:
    said = [str(cell.value or "").rstrip(" *") for cell in row]
    return "Dato" in said and "Frist" in said


def read(path: Path, til: Path) -> ReadBack:
    filled, _ = read_form(path)
    assert filled is not None
    return read_tilsyn(filled, Reading(skjema=path, content=content(), mappe=None, til=til, dag=DAG, program="1"))


def written(tmp_path: Path, **typed: Any) -> Tilsyn:
    back = read(form(tmp_path, **typed), tmp_path)
    wrong = [one.tekst for one in back.problems if one.grad is Grad.FEIL]
    assert not wrong
    path = next(one for one in back.filer if one.fil.suffix == ".yaml")
    path.fil.write_bytes(path.innhold)
    loaded, problems = read_file(path.fil, None, Tilsyn)
    assert loaded is not None, problems
    return loaded.record


@pytest.mark.lang
def test_everything_of_the_course_comes_back(tmp_path: Path) -> None:
    got = written(tmp_path)
    for key in ("forlop", "runder", "saksnummer", "datoer", "skritt"):
        assert getattr(got, key) == getattr(MADE, key), key


@pytest.mark.lang
def test_a_new_step_is_put_among_the_others_by_its_day(tmp_path: Path) -> None:
    typed = {"Skritt": "Resultatene sendt", "Dato": date(2026, 2, 15), "Hva det gikk ut på": "I brev"}
    got = written(tmp_path, **typed)
    assert [one.skritt for one in got.skritt] == ["runde-1-gjort", "resultat-sendt", "varsel"]


@pytest.mark.lang
def test_a_finding_nobody_has_is_said(tmp_path: Path) -> None:
    path = form(tmp_path, Skritt="Resultatene sendt", Dato=date(2026, 2, 15), Funn="1.7")
    assert any("1.7" in one.tekst for one in read(path, tmp_path).problems)


def test_a_form_made_before_it_asked_leaves_what_the_file_has(tmp_path: Path) -> None:
    filled, _ = read_form(form(tmp_path))
    assert filled is not None
    om = {key: cell for key, cell in filled.felt["om"].items() if key not in ("forlop", "runder", "saksnummer")}
    older = replace(filled, felt={**filled.felt, "om": om}, tabeller={"funn": filled.tabeller["funn"]})
    kept = course_of(older, (), MADE, Problems())
    assert kept == {key: getattr(MADE, key) for key in ("forlop", "runder", "saksnummer", "skritt")}
    assert course_of(older, (), None, Problems())["forlop"] == "tilsyn"


WRONG = [
    ("an unknown step", "skritt: kaffe, dag: 2026-01-05", "ukjent-kode"),
    ("a step of another course", "skritt: runde-1-gjort, dag: 2026-01-05", "ukjent-kode"),
    ("an unknown finding", "skritt: svar, dag: 2026-01-05, funn: [nei]", "ukjent-funn"),
    ("a deadline before the day", "skritt: svar, dag: 2026-01-05, frist: 2026-01-04", "dato-rekkefolge"),
    ("a deadline for nothing", "skritt: funn-rettet, dag: 2026-01-05, frist: 2026-02-04", "frist-uten-krav"),
    (
        "a deadline for what they do",
        "skritt: svar, dag: 2026-01-05, frist: 2026-02-04, frist_for: besok",
        "ukjent-kode",
    ),
]
FILE = """id: tilsyn-prove
tittel: Prøve
ar: "2026"
kommune: Sjøvik
skritt:
  - {{{step}}}
funn:
  - {{id: styring, tekst: Noe}}
"""


@pytest.mark.parametrize(("step", "kode"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_with_a_step_is_found_where_it_stands(tmp_path: Path, step: str, kode: str) -> None:
    path = tmp_path / "tilsyn-prove.yaml"
    path.write_text(FILE.format(step=step), encoding="utf-8")
    loaded, problems = read_file(path, None, Tilsyn)
    assert loaded is not None, problems
    record, document = loaded.record, loaded.document
    found = [*faults_in_supervision(record, document), *faults_against_others(record, document, content().kodeverk, ())]
    assert [one.kode for one in found] == [kode]
    assert found[0].sted.linje == 6


STEPS = """tilsynsskritt:
  - {kode: dialog, tekst: Dialogmøte, forklaring: x, av: myndighet, etter: I dialog, krever: %s, avloser: [%s]}
  - {kode: notat, tekst: Notat sendt, forklaring: x, av: kommune, etter: Notat er sendt}
erstatter: [tilsynsskritt]
grunn: Vedtatt
"""
KNOWN = [
    ("known", "notat", "notat", []),
    ("theirs", "dialog", "notat", ["krever"]),
    ("gone", "notat", "svar", ["avloser"]),
]


@pytest.mark.parametrize(("krever", "avloser", "wrong"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_a_step_of_the_municipalitys_own_awaits_what_we_do(
    tmp_path: Path, krever: str, avloser: str, wrong: list[str]
) -> None:
    path = tmp_path / "avvik.yaml"
    path.write_text(STEPS % (krever, avloser), encoding="utf-8")
    loaded, problems = read_file(path, None, Kodeverk)
    assert loaded is not None, problems
    found = list(faults_in_steps(loaded.record, loaded.document))
    assert [one.kode for one in found] == ["ukjent-kode"] * len(wrong)
    assert all(one.sted.linje == 2 for one in found)
