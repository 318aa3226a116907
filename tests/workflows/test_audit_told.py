"""What the commands of an audit say when something is lacking, and which step they point to then, in a real folder."""

import pytest

from bvaudit.model.utvalg import Bruk
from tests.workflows.an_audit import LISTE, Desk, yes

pytestmark = pytest.mark.lang
UNIT, OTHER = "Østbyen", "Midtbyen"
NY = ("revisjon", "ny", "host", "--sjekkliste", "kort", "--enhet", UNIT)


def case_of(desk: Desk, enhet: str) -> str:
    """A case of the unit that nothing has been drawn from."""
    desk.done("revisjon", "ny", "annen", "--sjekkliste", "kort", "--enhet", enhet)
    return desk.audit("annen").plasser[0].sak


def test_a_case_nobody_reads_is_not_pointed_at(desk: Desk) -> None:
    sak = case_of(desk, OTHER)
    desk.done(*NY)
    before = desk.audit("host").logg
    said = desk.refused("revisjon", "malrett", "host", sak, "--grunn", "klage i mars")
    assert f"ingen leser er satt opp for {OTHER}" in said and "revisjon.yaml under lesere" in said
    assert desk.audit("host").logg == before
    fil = desk.audit("host").folder / "revisjon.yaml"
    fil.write_text(
        fil.read_text("utf-8").replace("lesere:\n", f"lesere:\n  - {{kode: l7, rolle: stab, enheter: [{OTHER}]}}\n", 1),
        "utf-8",
    )
    desk.done("revisjon", "malrett", "host", sak, "--grunn", "klage i mars")
    assert "midtbyen-l7.xlsx" in desk.done("skjema", "host")


def test_the_road_points_to_the_file_while_a_unit_has_no_reader(desk: Desk) -> None:
    desk.done(*NY, "--leser", f"l1:stab:{UNIT}", "--andre-lesing", "0")
    fil = desk.audit("host").folder / "revisjon.yaml"
    mine = fil.read_text("utf-8")
    fil.write_text(mine.replace(f"    enheter: [{UNIT}]", f"    enheter: [{OTHER}]"), "utf-8")
    assert fil.read_text("utf-8") != mine
    desk.refused("skjema", "host")
    for command in (("status",), ("revisjon",), ("revisjon", "skjemaer", "host")):
        said = " ".join(desk.done(*command).split())
        assert f"ingen leser er satt opp for {UNIT}" in said and "bvaudit skjema host" not in said
    fil.write_text(mine, "utf-8")
    assert "Neste: bvaudit skjema host" in desk.done("revisjon")


def test_an_audit_that_falls_short_says_so_when_it_begins(desk: Desk) -> None:
    liste = ("--sjekkliste", "egenkontroll-undersokelser-runde-1")
    said = desk.done("revisjon", "ny", "kvoter", *liste, "--enhet", "Omsorgsenheten")
    assert "Omsorgsenheten: 1 sak mangler til kvoten «Minst én som endte med" in said
    said = desk.done("revisjon", "ny", "vekt", *liste, "--enhet", UNIT, "--per-enhet", "1")
    assert "Det gis ingen vektet andel for enheten." in said
    akutt = ("--sjekkliste", "saksgjennomgang-akutt", "--enhet", OTHER, "--enhet", "Omsorgsenheten")
    said = desk.done("revisjon", "ny", "akutt", *akutt)
    assert "Omsorgsenheten: 0 saker i rammen" in said and f"{OTHER}: 0 saker" not in said


def test_nothing_can_be_locked_before_something_is_read(desk: Desk) -> None:
    steps = [
        (*NY, "--uten-trekning", "--andre-lesing", "0"),
        ("revisjon", "trekk", "host"),
        ("revisjon", "merknader", "host", "--enhet", UNIT, "--tekst", "Ingen merknader"),
        ("skjema", "host"),
    ]
    for step in steps:
        desk.done(*step)
        said = desk.done("status") + desk.done("revisjon")
        assert "kan låses" not in said and "revisjon las" not in said
    (form,) = desk.sheets("host")
    desk.fill("host", form, yes)
    assert "kan låses" in desk.done("status")


def test_forms_of_a_unit_that_is_not_in_the_audit(desk: Desk) -> None:
    desk.done(*NY)
    said = desk.refused("skjema", "host", "--enhet", OTHER)
    assert f"enheten «{OTHER}» er ikke med i revisjonen" in said and f"velg blant: {UNIT}" in said
    assert not list(desk.audit("host").skjema.glob("*.xlsx"))


def test_an_extension_by_the_own_checklists_plan_is_tried_again(desk: Desk) -> None:
    plan = LISTE.replace("id: kort", "id: plan").replace("  reserve: 2\n", "  reserve: 1\n  utvides_til: 5\n")
    (desk.mappe.rot / "sjekklister" / "plan.yaml").write_text(plan, "utf-8")
    desk.done("revisjon", "ny", "host", "--sjekkliste", "plan", "--enhet", UNIT)
    reserve = [one.sak for one in desk.audit("host").plasser if one.bruk is Bruk.RESERVE]
    assert f"2 saker til leses i {UNIT}" in desk.done("revisjon", "utvid", "host", "--enhet", UNIT, "--antall", "2")
    places = {one.sak: one.bruk for one in desk.audit("host").plasser}
    assert [places[sak] for sak in reserve] == [Bruk.LESES, Bruk.LESES, Bruk.RESERVE]
    desk.refused("revisjon", "utvid", "host", "--enhet", UNIT, "--antall", "1")  # once

    again = ("utvalg", "--etterprov", "revisjoner/host/utvalg/utvalg.yaml", "--uttrekk", "uttrekk/2025-12-31")
    said = desk.done(*again)
    assert "Loggen stemmer: 3 linjer" in said and "rammen" not in said
    minutes = desk.audit("host").logg[-1].avtrykk
    assert "er loggens, slik den var ved linje 3" in desk.done(*again, "--avtrykk", minutes)
    utvalg = desk.audit("host").folder / "utvalg" / "utvalg.yaml"
    utvalg.write_text(utvalg.read_text("utf-8").replace("utvides_til: 5", "utvides_til: 4"), "utf-8")
    code, said = desk.do(*again)
    assert code != 0 and "endret etter at sakene ble trukket" in said
