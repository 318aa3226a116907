"""What falls due in a municipality's folder: a register and no extract, an årshjul and no register, real lists."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.loading.folder import read_folder
from bvaudit.model.fulgt import Fulgt
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Varsel
from bvaudit.reports.due_view import due_rows, due_view, for_reader
from bvaudit.reports.week import Week, week_view
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.deadlines import DeadlineOutcome
from bvaudit.workflows.due import followed
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.week import week_of, write_week
from tests.register.a_folder import a_register
from tests.register.an_register import ENHETER, NORD, SOR

VAERNES = Path(__file__).parents[2] / "examples" / "kommuner" / "vaernesregionen"
DAG = date(2026, 3, 1)
_UNIT = '  - id: "{id}"\n    navn: {navn}\n    kilder: [{{bydelsnummer: "{number:02d}"}}]\n'


def units(rot: Path) -> Path:
    lines = "".join(_UNIT.format(id=id, navn=navn, number=n) for n, (id, navn) in enumerate(ENHETER.items(), 1))
    path = rot / "enheter.yaml"
    path.write_text(f"enheter:\n{lines}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    """A folder with a register and nothing else."""
    made = a_register(tmp_path_factory.mktemp("frist") / "kommunen")
    return Mappe(rot=made.rot, kommune=made.kommune, enheter=units(made.rot))


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_or_stop(own_content(mappe, ()))


@pytest.fixture(scope="module")
def fulgt(mappe: Mappe, content: Content) -> Fulgt:
    return followed(mappe, content, DAG)


WARNED = [
    (date(2020, 4, 30), None),
    (date(2020, 5, 1), Varsel.TRETTI),
    (date(2020, 5, 24), Varsel.SJU),
    (date(2020, 5, 30), Varsel.EN),
    (date(2020, 5, 31), Varsel.I_DAG),
    (date(2020, 6, 1), Varsel.OVER),
]


def test_the_capacity_agreement_of_vaernesregionen_is_warned_of_once() -> None:
    """As it lies in the example folder: the agreement, the risk and the measure all know of it."""
    found, _ = read_folder(VAERNES)
    assert found is not None
    own = content_or_stop(own_content(found, ()))
    for dag, ventet in WARNED:
        rows = [one for one in followed(found, own, dag).forfall if one.dag == date(2020, 5, 31)]
        rows = [one for one in rows if one.slag is Forfallslag.LISTE]
        assert [one.varsel for one in rows] == ([ventet] if ventet else []), dag
        assert [one.nr for one in rows] in ([], ["LP-avtaler-vaernesregionen-2020:a01-innleid-saksbehandling"])


def test_a_register_and_no_extract(
    mappe: Mappe, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(mappe.rot)
    assert run(["frister", "--per", "2026-03-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["frister"] == []
    assert {one["slag"] for one in told["folges"]} == {"avvik", "oppgave"}
    assert run(["frister", "--per", "2026-03-01"]) == 0
    out = capsys.readouterr()
    assert "Det som følges opp, per 01.03.2026" in out.out
    assert "Ingen saker er lest inn" in out.err


def test_a_calendar_and_no_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The controls of the month that comes are warned of; nothing is over, for nobody could have said it was done."""
    (tmp_path / "kommune.yaml").write_text('navn: Vik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    units(tmp_path)
    assert run(["frister", "--mappe", str(tmp_path), "--per", "2026-03-10", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["folges"]
    assert told
    assert {one["slag"] for one in told} == {"oppgave"}
    assert {one["varsel"] for one in told} == {"30"}
    assert not (tmp_path / "register").exists()


def test_outside_a_folder_there_is_nothing_to_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["frister", "--uttrekk", "saker", "--uten-saker"]) == 2
    assert "gjelder det som følges opp i kommunens mappe" in capsys.readouterr().err


@pytest.mark.parametrize("enhet", [NORD, SOR])
def test_a_units_list_names_no_other_unit(mappe: Mappe, fulgt: Fulgt, enhet: str, tmp_path: Path) -> None:
    """Neither in the values, nor on the page."""
    outcome = DeadlineOutcome(liste=None, fulgt=fulgt)
    week = week_of(outcome, ENHETER[enhet], "", DAG)
    assert week.fulgt is not None
    assert week.fulgt.forfall
    others = {id for id in ENHETER if id != enhet}
    for one in week.fulgt.forfall:
        assert not others & {one.enhet, one.eier.partition("@")[2], *one.enheter}
    write_week(week, tmp_path / "uke.docx", mappe=mappe, today=DAG)
    shown = "\n".join(words(tmp_path / "uke.docx"))
    assert ENHETER[enhet] in shown
    assert not [ENHETER[id] for id in others if ENHETER[id] in shown]


def words(path: Path) -> list[str]:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in document.paragraphs), *cells]


def test_a_role_has_its_own_and_stab_what_is_for_all(fulgt: Fulgt) -> None:
    leder = for_reader(fulgt, NORD, "barnevernleder").forfall
    assert leder
    assert {one.eier for one in leder} == {f"barnevernleder@{NORD}"}
    assert all(not one.enhet or one.eier == "stab" for one in for_reader(fulgt, "", "stab").forfall)


def test_what_nobody_knows_is_asked_about(fulgt: Fulgt) -> None:
    outcome = DeadlineOutcome(liste=None, fulgt=fulgt)
    with pytest.raises(UsageError, match="ukjent enhet «Langtvekk»"):
        week_of(outcome, "Langtvekk", "", DAG)
    with pytest.raises(UsageError, match="ukjent rolle «sjef»"):
        week_of(outcome, "", "sjef", DAG)
    assert week_of(outcome, ENHETER[NORD][:6].upper(), "", DAG).enhet == ENHETER[NORD]


def some(n: int, varsel: Varsel, slag: Forfallslag = Forfallslag.TILTAK) -> Sequence[Forfall]:
    days = {Varsel.OVER: -3, Varsel.I_DAG: 0, Varsel.EN: 1, Varsel.SJU: 5, Varsel.TRETTI: 20}[varsel]
    return [
        Forfall(
            slag=slag,
            nr=f"TI-2026-{k:04d}",
            hva=f"Tiltak {k}",
            gjor="Ta tiltaket i bruk",
            enhet=NORD,
            eier=f"barnevernleder@{NORD}",
            dag=DAG + timedelta(days=days),
            dager=days,
            varsel=varsel,
        )
        for k in range(n)
    ]


def test_the_page_has_room_for_a_hundred_of_each_and_says_how_many_more(fulgt: Fulgt) -> None:
    many = replace(fulgt, forfall=tuple(one for mark in Varsel for one in some(100, mark)))
    view = week_view(Week(dag=DAG, liste=None, fulgt=for_reader(many, NORD), enhet="Nord"), DAG)
    assert sum(len(part.rader) for part in view.deler) <= 16
    left = [int(part.flere.split()[2]) for part in view.deler]
    assert sum(left) + sum(len(part.rader) for part in view.deler) == 500


def test_plans_that_are_owed_together_are_one_line_and_every_one_is_counted(fulgt: Fulgt) -> None:
    rows = some(12, Varsel.OVER, Forfallslag.AVVIK)
    (line,) = due_rows(rows, fulgt)
    assert (line[0].hva, line[1]) == ("12 avvik: Tiltak 0, og 11 til", 12)
    assert len(due_rows(rows[:2], fulgt)) == 2
    for whole in (True, False):
        view = due_view(replace(fulgt, forfall=tuple(rows)), whole=whole)
        assert [group.tittel for group in view.grupper] == ["Over fristen (12)"]
        assert [group.flere for group in view.grupper] == [""]


def controls(*months: int, units: Sequence[str] = (NORD,), varsel: Varsel = Varsel.OVER) -> list[Forfall]:
    return [
        replace(
            some(1, varsel, Forfallslag.OPPGAVE)[0],
            nr=f"OP-2026-{month:02}:frister:{unit}",
            hva=f"Frister (måned {month})",
            enhet=unit,
            eier=f"teamleder@{unit}",
        )
        for month in months
        for unit in units
    ]


CONTROLS = [
    ("month after month, one unit", controls(1, 2, 3), "3 ganger, sist: Frister (måned 3)"),
    ("the same month in two units", controls(2, units=(NORD, SOR)), "Frister (måned 2)"),
    ("still to come, in two units", controls(3, units=(NORD, SOR), varsel=Varsel.SJU), "Frister (måned 3)"),
    ("one", controls(1), "Frister (måned 1)"),
]


@pytest.mark.parametrize(("rows", "said"), [row[1:] for row in CONTROLS], ids=[row[0] for row in CONTROLS])
def test_a_control_is_one_line(fulgt: Fulgt, rows: list[Forfall], said: str) -> None:
    ((line, n),) = due_rows(rows, fulgt)
    assert (line.hva, n) == (said, len(rows))
    assert line.hvor == (ENHETER[NORD] if len({one.enhet for one in rows}) == 1 else "2 enheter")


def test_nothing_is_on_the_list_twice(fulgt: Fulgt) -> None:
    said = [(one.nr, one.gjor, one.enhet) for one in fulgt.forfall]
    assert len(said) == len(set(said))
    assert list(fulgt.forfall) == sorted(fulgt.forfall, key=lambda one: one.dag)
