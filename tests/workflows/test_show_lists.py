"""Every list of the content can be read on the screen, in Excel and in Word."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.model.innhold import Innhold
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.lists.list_outputs import list_book, list_plain, list_report
from bvaudit.reports.xlsx.tables_book import tables_book
from bvaudit.workflows.show_lists import Listed, find_list, lists

DAG = date(2026, 1, 12)
KOMMUNER = sorted((Path(__file__).resolve().parents[2] / "examples" / "kommuner").iterdir())


@pytest.fixture(scope="module")
def known() -> tuple[Listed, ...]:
    return lists(None, (), DAG)


def of(known: tuple[Listed, ...], slag: str) -> list[Listed]:
    return [one for one in known if one.view.slag == slag]


def test_every_list_of_the_content_is_there(known: tuple[Listed, ...], innhold: Innhold) -> None:
    numbers = {plan.id for plan in (*innhold.planer.nokkeltall, *innhold.planer.rapporter, *innhold.planer.serier)}
    assert {one.view.id for one in known} == {plan.id for plan in innhold.planer.alle} - numbers
    assert all(one.view.antall for one in known)


def test_a_checklist_says_what_is_asked_and_how_it_is_answered(known: tuple[Listed, ...], innhold: Innhold) -> None:
    for listed, plan in zip(of(known, "sjekkliste"), innhold.planer.sjekklister, strict=True):
        points = [point for part in listed.view.deler for point in part.punkter]
        assert [point.nr for point in points] == [punkt.regel for punkt in plan.punkter]
        for point in points:
            rule = innhold.regler[point.nr]
            told = {fact.id: fact.verdi for fact in point.fakta}
            assert point.tekst == " ".join(rule.sporsmal.split())
            assert told["hjemmel"]
            assert told["besvares"]
            assert told["veiledning"] == " ".join(rule.veiledning.split())


def test_the_year_has_each_task_in_each_of_its_months(known: tuple[Listed, ...], innhold: Innhold) -> None:
    for listed, plan in zip(of(known, "arshjul"), innhold.planer.arshjul, strict=True):
        months = [part.tittel for part in listed.view.deler]
        assert months[:3] == ["Januar", "Februar", "Mars"]
        rows = sum(len(part.punkter) for part in listed.view.deler)
        assert rows == sum(len(task.maneder) for task in plan.oppgaver)


@pytest.mark.lang
def test_each_list_becomes_a_workbook_and_a_document(known: tuple[Listed, ...]) -> None:
    template = open_template(list_report(DAG), None)
    for one in known:
        view = one.view
        book = load_workbook(BytesIO(tables_book(list_book(view, "", DAG))), read_only=True)
        cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
        document = docx.Document(BytesIO(template.fill(view, DAG)))
        words = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
        for part in view.deler:
            for point in part.punkter:
                assert any(point.tekst in cell for cell in cells), (view.id, point.tekst)
                assert point.tekst in words, (view.id, point.tekst)


def test_the_same_list_gives_the_same_bytes(known: tuple[Listed, ...]) -> None:
    view = known[0].view
    assert tables_book(list_book(view, "", DAG)) == tables_book(list_book(view, "", DAG))
    fill = open_template(list_report(DAG), None).fill
    assert fill(view, DAG) == fill(view, DAG)


@pytest.mark.parametrize("rot", KOMMUNER, ids=lambda path: path.name)
def test_a_municipality_has_its_own_lists_and_nobody_elses(rot: Path, known: tuple[Listed, ...]) -> None:
    here = lists(None, (rot,), DAG)
    own = {one.view.id for one in here if one.egen}
    others = {one.view.id for other in KOMMUNER if other != rot for one in lists(None, (other,), DAG) if one.egen}
    assert own
    assert not own & others
    assert {one.view.id for one in here} == own | {one.view.id for one in known}


def test_findings_inside_findings_are_told_under_them() -> None:
    rot = next(path for path in KOMMUNER if path.name == "trondheim")
    view = next(one.view for one in lists(None, (rot,), DAG) if one.view.slag == "tilsyn")
    depths = [len(point.inni) for part in view.deler for point in part.punkter]
    assert depths[0] == 0
    assert max(depths) >= 1


@pytest.mark.parametrize(
    ("argv", "kode"),
    [
        pytest.param(["liste"], 0, id="alle"),
        pytest.param(["sjekkliste"], 0, id="sjekklistene"),
        pytest.param(["arshjul"], 0, id="årshjulene"),
        pytest.param(["arshjul", "vis"], 0, id="det eneste årshjulet"),
        pytest.param(["sjekkliste", "vis", "saksgjennomgang-melding"], 0, id="én sjekkliste"),
        pytest.param(["sjekkliste", "vis", "saksgjennomgang-meldin"], 2, id="skrevet feil"),
        pytest.param(["sjekkliste", "vis", "arshjul"], 2, id="et årshjul er ingen sjekkliste"),
        pytest.param(["liste", "vis", "arshjul", "--ut", "arshjul.pdf"], 2, id="verken Excel eller Word"),
    ],
)
def test_words_on_the_command_line(argv: list[str], kode: int, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert home
    assert run(argv) == kode
    shown = capsys.readouterr()
    assert shown.out if kode == 0 else "hint:" in shown.err


def test_paper_and_json(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert home
    for name in ("liste.xlsx", "liste.docx"):
        assert run(["liste", "vis", "saksgjennomgang-akutt", "--ut", str(tmp_path / name)]) == 0
        assert (tmp_path / name).is_file()
    capsys.readouterr()
    assert run(["liste", "vis", "saksgjennomgang-akutt", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    wanted = list_plain(find_list("saksgjennomgang-akutt", lists(None, (), DAG), "liste"))
    assert [printed[key] for key in ("id", "slag", "tittel", "om")] == [
        wanted[key] for key in ("id", "slag", "tittel", "om")
    ]
    assert run(["liste", "--json"]) == 0
    assert {"slag", "id", "tittel", "antall", "egen", "fil", "varsler"} == set(json.loads(capsys.readouterr().out)[0])
