"""An audit from the first command to the last, in a real folder: every state of the road is told, and the command that
is told is the one that works."""

import shlex
from datetime import date

import pytest

from bvaudit.model.leseark import Leseark
from bvaudit.model.lesesvar import Lesing
from bvaudit.reports.settle_form import settle_form
from bvaudit.reports.xlsx.form import write_form
from bvaudit.workflows.audits_forms import settle_sheet
from tests.workflows.an_audit import Desk, yes

pytestmark = pytest.mark.lang
UNIT = "Østbyen"


def typed(command: str) -> list[str]:
    return shlex.split(command)[1:]


def of(desk: Desk, lesing: Lesing) -> dict[str, Leseark]:
    return {name: ark for name, ark in desk.sheets("host").items() if ark.lesing is lesing}


def test_the_whole_road(desk: Desk) -> None:
    desk.done("vurder")
    assert desk.next().startswith("bvaudit revisjon ny gjennomgang-")
    said = desk.done(
        *("revisjon", "ny", "host", "--sjekkliste", "kort", "--enhet", UNIT, "--uten-trekning"),
        *("--leser", "l1:stab", "--leser", "l2:teamleder"),
    )
    assert " trukket av " not in said
    assert desk.next() == "bvaudit revisjon trekk host"
    assert f"{UNIT}: 3 saker trukket av " in desk.done(*typed(desk.next()))
    assert desk.next() == "bvaudit skjema host"
    desk.done(*typed(desk.next()))

    forms = list(of(desk, Lesing.FORSTE))
    assert forms == ["ostbyen-l1.xlsx", "ostbyen-l2.xlsx"]
    assert desk.next() == f"bvaudit les revisjoner/host/skjema/{forms[0]}"
    assert "Revisjon host: 0 av " in desk.done("status")
    assert "ikke inne, 0 av" in desk.done("revisjon", "skjemaer", "host")
    desk.fill("host", forms[0], lambda punkt: "" if punkt.gjelder.regel == "MED-01" else yes(punkt))
    assert ": MED-01" in desk.done("revisjon", "skjemaer", "host")
    assert forms[0] in desk.next()
    for form in forms:
        desk.fill("host", form, yes)
    assert "ikke inne" not in desk.done("revisjon", "skjemaer", "host")
    assert "er ikke sendt ut" in desk.refused("revisjon", "kontrollert", "host", "x.xlsx", "--som", "barnevernleder")
    desk.done("revisjon", "kontrollert", "host", forms[0], "--som", "barnevernleder")
    assert ", kontrollert " in desk.done("revisjon", "skjemaer", "host")

    assert desk.next() == "bvaudit skjema host --andre"
    assert "skjema for andre lesing mangler" in desk.refused("revisjon", "las", "host", "--som", "stab")
    desk.done(*typed(desk.next()))
    second = of(desk, Lesing.ANDRE)
    assert desk.next() == f"bvaudit les revisjoner/host/skjema/{next(iter(second))}"
    differ = {next(ark.punkter).id for ark in second.values()}
    for form in second:
        desk.fill("host", form, lambda punkt: "nei" if punkt.id in differ else yes(punkt))

    assert desk.next() == "bvaudit skjema host --enighet"
    unsettled = desk.refused("revisjon", "las", "host", "--som", "stab", "--uferdig", "ferie")
    assert "ingen har avgjort" in unsettled
    desk.done(*typed(desk.next()))
    assert desk.next() == "bvaudit les revisjoner/host/skjema/enighet.xlsx"
    settle(desk)

    assert desk.next() == f'bvaudit revisjon merknader host --enhet {UNIT} --tekst "Ingen merknader"'
    desk.done("revisjon", "merknader", "host", "--enhet", UNIT, "--dato", "2026-01-07", "--tekst", "Vi er enige.")
    assert desk.next() == "bvaudit revisjon las host --som stab"
    assert "finnes ikke" in desk.refused("revisjon", "las", "host", "--som", "sjef")
    assert "er låst" in desk.done(*typed(desk.next()))
    assert "er låst" in desk.refused("skjema", "host")
    assert desk.do("les", f"revisjoner/host/skjema/{forms[0]}", "--skriv")[0] == 3
    assert desk.next() == "bvaudit revisjon resultat host"
    desk.done(*typed(desk.next()))
    assert desk.next() == "bvaudit vurder --per 2025-12-31 --overskriv"
    desk.done(*typed(desk.next()))
    assert desk.next() == "bvaudit frister"

    path = desk.mappe.revisjoner / "host" / "svar" / "svar.csv"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b" i notatet", b" i et notat", 1))
    assert path.read_bytes() != kept
    assert "er endret etter at revisjonen ble låst" in desk.done("status")
    path.write_bytes(kept)
    desk.done("revisjon", "apne", "host", "--grunn", "feil sak", "--som", "stab")
    assert desk.next() == "bvaudit revisjon las host --som stab"


def settle(desk: Desk) -> None:
    audit = desk.audit("host")
    sheet = settle_sheet(audit)
    assert sheet is not None
    said = {"svar": "ja", "begrunnelse": "Lest på nytt.", "avgjort_av": "stab", "dato": date(2026, 1, 7)}
    path = audit.skjema / "enighet.xlsx"
    path.unlink()
    write_form(settle_form(sheet, date(2026, 1, 7), {one.punkt.id: said for one in sheet.uenige}), path)
    desk.done("les", str(path), "--skriv", "--godta-tekst")


def test_a_case_struck_in_a_form_gives_way_there_and_in_the_list(desk: Desk) -> None:
    desk.done("revisjon", "ny", "host", "--sjekkliste", "kort", "--enhet", UNIT, "--andre-lesing", "0")
    desk.done("skjema", "host")
    (form,) = desk.sheets("host")
    audit = desk.audit("host")
    grunn = audit.content.kodeverk.utgattgrunner[0].kode  # type: ignore[union-attr]
    first, *_, reserve = audit.plasser[0], audit.plasser[3]
    desk.fill(
        "host",
        form,
        lambda punkt: "" if punkt.gjelder.sak == first.sak else yes(punkt),
        use={reserve.sak},
        strike={first.sak: grunn},
    )
    now = {one.sak: one.bruk.value for one in desk.audit("host").plasser}
    assert (now[first.sak], now[reserve.sak]) == ("utgatt", "leses")
    assert "ingen skjemaer mangler" in desk.done("skjema", "host").lower()  # the new one was shown in the form itself
    assert "ikke inne" not in desk.done("revisjon", "skjemaer", "host")
