"""tilsyn, tilsyn vis, tilsyn hendelse and tilsyn sett, typed in a folder: the whole course of a supervision of our own
making, without a line of YAML after the report."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.supervised import page_of, supervised

ID = "tilsyn-sjovik-2026"
UNITS = """enheter:
  - {id: nord, navn: Sjøvik nord, kilder: [{bydelsnummer: "01"}]}
  - {id: sor, navn: Sjøvik sør, kilder: [{bydelsnummer: "02"}]}
"""


@cache
def content() -> Content:
    """The shipped content and one supervision of the municipality: read once for all."""
    shipped = content_or_stop()
    inner = (
        Tilsynsfunn(id="framdrift", tekst="Undersøkelser går over fristen.", regler=("UND-03",)),
        Tilsynsfunn(
            id="vurderinger", tekst="Vurderinger er ikke skrevet ned.", manuelle=("UND-18",), enheter=("nord",)
        ),
    )
    made = Tilsyn(
        id=ID,
        tittel="Tilsyn med undersøkelser",
        ar="2026",
        kommune="Sjøvik",
        enheter=("nord", "sor"),
        datoer=Tilsynsdatoer(varsel=date(2026, 1, 5)),
        funn=(Tilsynsfunn(id="styring", tekst="Ledelsen følger ikke med.", funn=inner),),
        fil="tilsyn/tilsyn-sjovik-2026.yaml",
        egen=True,
    )
    return replace(shipped, planer=replace(shipped.planer, tilsyn=(made,)))


class Desk:
    def __init__(self, rot: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.rot, self.capsys, self.dag = rot, capsys, date(2026, 3, 1)
        self.out = ""
        rot.mkdir()
        (rot / "kommune.yaml").write_text('navn: Sjøvik\nkommunenummer: "9999"\n', encoding="utf-8")
        (rot / "enheter.yaml").write_text(UNITS, encoding="utf-8")
        patch.setenv("BVAUDIT_HJEM", str(rot.parent / "hjem"))
        patch.chdir(rot)
        patch.setattr("bvaudit.workflows.content.content_or_stop", lambda own=(): content())
        patch.setattr("bvaudit.cli.supervision_commands.now", self.now)

    def now(self) -> datetime:
        return datetime(self.dag.year, self.dag.month, self.dag.day, 9, tzinfo=UTC)

    @property
    def folder(self) -> Mappe:
        found, problems = read_folder(self.rot)
        assert found is not None, problems
        return found

    def type(self, *words: str) -> tuple[int, str]:
        code = run(["tilsyn", *words])
        said = self.capsys.readouterr()
        self.out = said.out
        return code, said.out + said.err

    def says(self, *words: str) -> str:
        code, said = self.type(*words)
        assert code == 0, said
        return said

    def plain(self, *words: str) -> Any:
        self.says(*words, "--json")
        return json.loads(self.out)

    def step(self, skritt: str, *words: str, dag: date | None = None) -> str:
        self.dag = dag or self.dag
        return self.says("hendelse", ID, skritt, "--som", "stab", *words)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    yield Desk(tmp_path / "kommune", monkeypatch, capsys)


@pytest.mark.lang
def test_from_the_letter_to_the_end(desk: Desk) -> None:
    assert "Varslet (05.01.2026)" in desk.says("vis")
    said = desk.step("besok", "--dato", "10.03.2026")
    assert f"TS-{ID}: «Tilsynsbesøk» er avtalt til 10.03.2026" in said
    assert "Tilsynsbesøk er avtalt til 10.03.2026" in desk.says("vis")
    desk.dag = date(2026, 3, 11)
    assert "var avtalt til 10.03.2026. Skriv om det ble slik" in desk.says("vis")
    number = next(line for line in desk.says("vis").splitlines() if "Tilsynsbesøk (avtalt)" in line)
    desk.step("besok", "--retter", number.rpartition("hendelse ")[2].rstrip(")"))
    assert "Besøkt (10.03.2026)" in desk.says("vis")
    desk.step("Endelig rapport", "--dato", "01.04.2026", "--frist", "15.05.2026", dag=date(2026, 4, 8))
    shown = desk.says("vis")
    assert "Det neste er: Send plan for retting, innen 15.05.2026 (37 dager igjen)." in shown
    desk.step("svar", "--dato", "2026-05-04", "--frist", "2026-06-15", "--gjelder", "plan-sendt", dag=date(2026, 5, 5))
    assert "15.06.2026, 41 dager igjen. Svar fra myndigheten 04.05.2026. Flyttet fra 15.05.2026" in desk.says("vis")
    desk.step("plan-sendt", "--dato", "2026-06-20", dag=date(2026, 6, 20))
    assert "venter ikke på noe fra oss nå" in desk.says("vis")
    desk.step("funn-rettet", "--dato", "2026-09-01", "--funn", "1.2", dag=date(2026, 9, 2))
    desk.step("avsluttet", "--dato", "2026-11-01", dag=date(2026, 11, 2))
    shown = desk.says("vis", ID)
    assert "Statsforvalteren avsluttet saken 01.11.2026" in shown
    code, said = desk.type("hendelse", ID, "svar", "--dato", "2026-11-02", "--som", "stab")
    assert code != 0
    assert "Saken ble avsluttet 01.11.2026" in said


def test_the_steps_of_the_file_are_written_with_the_first_one(desk: Desk) -> None:
    desk.step("besok", "--dato", "01.03.2026")
    found = desk.plain("vis")
    assert [(one["skritt"], one["dag"]) for one in found["skritt"]] == [
        ("varsel", "2026-01-05"),
        ("besok", "2026-03-01"),
    ]
    assert all(one["hendelse"] for one in found["skritt"])


def test_our_own_status_and_who_has_it(desk: Desk) -> None:
    said = desk.says("sett", ID, "--status", "Lager plan", "--eier", "barnevernleder@Sjøvik nord", "--som", "stab")
    assert "Status" in said and "Lager plan" in said
    desk.says("sett", f"TS-{ID}", "--saksnummer", "2026/17", "--som", "stab")
    shown = desk.says("vis")
    assert "Hos oss: Lager plan." in shown
    assert "Ansvarlig hos oss: barnevernleder i Sjøvik nord" in shown
    assert "Saksnummer: 2026/17" in shown
    assert "Varslet (05.01.2026)" in shown  # and nothing else has moved


WRONG = [
    ("a supervision nobody knows", ("vis", "tilsyn-nord"), "Det er ikke noe tilsyn «tilsyn-nord»"),
    ("a step nobody knows", ("hendelse", ID, "endelig-raport", "--dato", "1.4.2026"), "endelig-rapport"),
    ("no day", ("hendelse", ID, "svar"), "Det må stå hvilken dag det gjelder"),
    ("a finding nobody knows", ("hendelse", ID, "svar", "--dato", "1.2.2026", "--funn", "1.3"), "1.2 (vurderinger)"),
    ("a letter of tomorrow", ("hendelse", ID, "svar", "--dato", "2.3.2026"), "Dagen er ikke kommet ennå"),
    (
        "a deadline for nothing",
        ("hendelse", ID, "klage-avgjort", "--dato", "1.2.2026", "--frist", "1.4.2026"),
        "--gjelder",
    ),
    ("a number that is no step", ("hendelse", ID, "varsel", "--retter", "7", "--dato", "1.2.2026"), "Rett filen"),
    ("a status nobody knows", ("sett", ID, "--status", "straks"), "«straks» er ikke en status for tilsyn"),
    ("nothing to write", ("sett", ID), "Det er ikke sagt hva som skal skrives"),
    (
        "a person number",
        ("hendelse", ID, "svar", "--dato", "1.2.2026", "--grunn", "Gjaldt 010190 12345"),
        "fødselsnummer",
    ),
    ("a unit nobody knows", ("vis", "--enhet", "Sjøvik vest"), "Enheten «Sjøvik vest» er ikke kjent"),
    ("a paper nobody can make", ("vis", "--ut", "tilsyn.pdf"), "tilsyn.pdf"),
]


@pytest.mark.parametrize(("words", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_refused_says_what_to_do_and_writes_nothing(desk: Desk, words: tuple[str, ...], said: str) -> None:
    code, told = desk.type(*words, *(("--som", "stab") if words[0] != "vis" else ()))
    assert code != 0
    assert said in told
    assert not (desk.rot / "register").exists() or not list((desk.rot / "register").glob("*.sqlite"))


def test_nobody_writes_without_saying_who(desk: Desk) -> None:
    code, said = desk.type("hendelse", ID, "svar", "--dato", "1.2.2026")
    assert code != 0 and "--som" in said


def test_a_step_that_never_was_is_withdrawn_by_its_kind(desk: Desk) -> None:
    desk.step("forelopig-rapport", "--dato", "1.2.2026", "--frist", "1.4.2026")
    desk.step("endelig-rapport", "--dato", "2.2.2026", "--frist", "1.5.2026")
    desk.step("endelig-rapport", "--trukket", "--grunn", "Gjaldt en annen kommune")
    shown = desk.says("vis")
    assert "Uttal dere om den foreløpige rapporten: 01.04.2026" in shown
    assert "01.05.2026" not in shown


def test_the_overview_has_both_and_the_next_deadline(desk: Desk) -> None:
    desk.step("endelig-rapport", "--dato", "1.2.2026", "--frist", "1.4.2026")
    lines = desk.says().splitlines()
    assert any(f"Tilsyn med undersøkelser ({ID})" in line for line in lines)
    assert any("Venter på plan for retting" in line and "Hos oss: Ikke begynt" in line for line in lines)
    assert any("Send plan for retting, innen 01.04.2026 (31 dager igjen)" in line for line in lines)
    assert desk.plain()[0]["myndighet"] == "endelig-rapport"


def test_the_page_on_the_screen_is_one_screen(desk: Desk) -> None:
    desk.step("endelig-rapport", "--dato", "1.2.2026", "--frist", "1.4.2026")
    lines = [line for line in desk.says("vis").splitlines() if not line.startswith("Kommunens mappe")]
    assert len(lines) <= 30
    assert "Hva vil Statsforvalteren ha av oss nå" in lines
    assert "      Ikke i orden: Ikke undersøkt. Hos oss: 0 av 2 enheter ferdige" in lines


@pytest.mark.lang
def test_the_workbook_has_every_finding_in_every_unit_and_a_units_own_nothing_else(desk: Desk) -> None:
    desk.step("endelig-rapport", "--dato", "1.2.2026", "--frist", "1.4.2026")
    desk.says("vis", "--ut", "alle.xlsx")
    desk.says("vis", "--ut", "sor.xlsx", "--enhet", "sjøvik sør")
    book = load_workbook(desk.rot / "alle.xlsx", read_only=True)
    assert book.sheetnames[:3] == ["Nå", "Funn i enhetene", "Skrittene"]
    rows = [tuple(str(cell) for cell in row[:3]) for row in book["Funn i enhetene"].iter_rows(values_only=True)]
    assert [row[2] for row in rows[1:]] == ["Sjøvik nord", "Sjøvik sør", "Sjøvik nord"]
    text = str(
        [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(desk.rot / "sor.xlsx", read_only=True)]
    )
    assert "Sjøvik sør" in text and "Sjøvik nord" not in text


def test_a_unit_is_not_told_of_the_days_of_others_findings(desk: Desk) -> None:
    tilsyn = content().planer.tilsyn[0]
    dated = [replace(one, frist=date(2026, 9, 1)) for one in tilsyn.funn[0].funn]
    changed = replace(tilsyn, funn=(replace(tilsyn.funn[0], funn=tuple(dated)),))
    found = supervised(
        desk.folder, replace(content(), planer=replace(content().planer, tilsyn=(changed,))), ID, desk.dag
    )
    waits = [one.hva for one in page_of(found, desk.dag, "Sjøvik sør").venter]
    assert waits == ["Funn 1.1 skal være rettet"]
    assert [one.hva for one in page_of(found, desk.dag).venter] == ["Funnene 1.1 og 1.2 skal være rettet"]


def test_a_letter_that_moves_a_deadline_says_so_when_it_is_written(desk: Desk) -> None:
    assert "er nå flyttet" not in desk.step("svar", "--dato", "1.2.2026", "--frist", "8.3.2026", "--grunn", "Frister")
    said = desk.step("svar", "--dato", "10.2.2026", "--frist", "30.3.2026", "--grunn", "Rutiner")
    assert "«Send redegjørelse» 08.03.2026 er nå flyttet til 30.03.2026" in said
    number = said.partition("--retter ")[2].partition(",")[0]
    assert "er nå flyttet" not in desk.step("svar", "--retter", number, "--funn", "1.2")
    waits = [(one.dag, one.funn) for one in supervised(desk.folder, content(), ID, desk.dag).stand.frister]
    assert waits == [(date(2026, 3, 8), ()), (date(2026, 3, 30), ("vurderinger",))]


def test_nothing_awaited_is_not_said_where_nobody_has_written_what_is(desk: Desk) -> None:
    assert "Det er ikke skrevet hva Statsforvalteren venter på" in desk.says("vis")
    desk.step("Tilsynsbesøk", "--dato", "1.3.2026")
    assert "Besøkt (01.03.2026)" in desk.says("vis")
    number = next(line for line in desk.says("vis").splitlines() if "Tilsynsbesøk" in line)
    desk.step("besøk", "--retter", number.rpartition("hendelse ")[2].rstrip(")"), "--dato", "28.2.2026")


def test_a_day_of_theirs_is_not_over_once_they_have_ended_it(desk: Desk) -> None:
    tilsyn = content().planer.tilsyn[0]
    late = replace(tilsyn.funn[0], funn=tuple(replace(one, frist=date(2026, 2, 1)) for one in tilsyn.funn[0].funn))
    changed = replace(tilsyn, funn=(late,))
    there = replace(content(), planer=replace(content().planer, tilsyn=(changed,)))
    for over in (True, False):
        found = supervised(desk.folder, there, ID, desk.dag)
        days = {day for one in page_of(found, desk.dag).funn for unit in one.enheter for day in unit.innen}
        assert days == {"Myndigheten: 01.02.2026, over fristen" if over else "Myndigheten: 01.02.2026"}
        desk.step("avsluttet", "--dato", "1.3.2026") if over else None
