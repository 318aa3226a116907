"""Reports from a municipality's folder: what is made, where it lies, and what is refused."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Tilstand
from bvaudit.workflows.report import documents_of, editions, find_report
from tests.conftest import Demo
from tests.reports.report_cases import ENHETER, KOMMUNER, content, facts
from tests.reports.report_cases import editions as papers

INTERN, LEDER, OFFENTLIG = Malgruppe


def folder(made_demo: Demo, tmp_path: Path) -> Path:
    copy = tmp_path / "kommunen"
    shutil.copytree(made_demo.ut, copy, ignore=shutil.ignore_patterns("undersokelser-runde-*", "kopier"))
    return copy


@pytest.mark.lang
def test_a_report_lies_under_its_day_with_its_workbook(
    made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kommunen = folder(made_demo, tmp_path)
    assert run(["rapport", "kontrollutvalget", "--per", "2026-06-15", "--mappe", str(kommunen)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) <= 25
    made = kommunen / "revisjoner" / "2026-06-15" / "rapporter"
    names = sorted(path.name for path in made.iterdir())
    assert names == ["kontrollutvalget-leder-2026-06-15-vedlegg.xlsx", "kontrollutvalget-leder-2026-06-15.docx"]
    document = docx.Document(str(made / names[1]))
    assert document.paragraphs[0].text == "Svar til kontrollutvalget"
    rows = read_annex_rows(made / names[0])
    assert rows is not None
    asked = {row.tall for row in rows}
    assert {"meldinger", "undersokelser", "fristbrudd_undersokelse", "register.apne"} <= asked
    spans = {(row.periode_fra, row.periode_til) for row in rows if row.tall == "meldinger"}
    assert max(spans) == (date(2026, 1, 1), date(2026, 3, 31)), "the last whole quarter the extract covers"


@pytest.mark.lang
def test_without_an_id_the_reports_are_listed(made_demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rapport", "--mappe", str(made_demo.ut)]) == 0
    told = capsys.readouterr().out
    assert all(one.id in told for one in content().planer.rapporter)
    assert len(told.splitlines()) <= 25


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rapport", "bystyr"], "mente du «bystyre»"),
        (["rapport", "bystyre", "--malgruppe", "presse"], "intern, leder, offentlig"),
        (["rapport", "bystyre", "--enhet", "Midtbyen"], "kan ikke lages for én enhet"),
        (["rapport", "internrevisjon-enhet", "--enhet", "Nordbyen"], "Midtbyen"),
    ],
)
@pytest.mark.lang
def test_what_cannot_be_made_is_told_with_what_can(
    words: list[str], said: str, made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--ut", str(tmp_path / "ut"), "--mappe", str(made_demo.ut)]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


def test_one_paper_for_each_unit_or_municipality_or_one_that_is_named() -> None:
    known = facts("internrevisjon-enhet")
    (whole,) = papers("internrevisjon-enhet", LEDER)
    whole = replace(whole, enhet="")
    assert [one.enhet for one in editions(whole, known, "", "")] == list(ENHETER.values())
    assert [one.enhet for one in editions(whole, known, "sørlia", "")] == ["Sørlia"]
    (each,) = papers("nokkeltall-kommune", LEDER)
    each = replace(each, kommune="")
    assert [one.kommune for one in editions(each, known, "", "")] == list(KOMMUNER)
    assert [one.kommune for one in editions(each, known, "", "Tydal")] == ["5033"]
    with pytest.raises(UsageError):
        list(editions(each, known, "", "Oslo"))


def test_papers_for_each_unit_are_hidden_together() -> None:
    """What one of them prints is held against what the others print."""
    known = facts("internrevisjon-enhet")
    (whole,) = papers("internrevisjon-enhet", OFFENTLIG)
    every = tuple(editions(replace(whole, enhet=""), known, "", ""))[:3]
    made = documents_of(known, every, content())
    hidden = {row.celle for paper in made for row in paper.dokument.brukt if row.tilstand is Tilstand.SKJULT}
    shown = {row.celle for paper in made for row in paper.dokument.brukt if row.tilstand is Tilstand.VERDI}
    assert not hidden & shown


def test_a_report_is_found_by_its_id_alone() -> None:
    assert find_report(content(), "bystyre").id == "bystyre"
    with pytest.raises(UsageError):
        find_report(content(), "Bystyre")
