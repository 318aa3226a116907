"""An audit from the first command to the last, in a real folder: every state of the road is told, and the command that
is told is the one that works."""

import shlex
from pathlib import Path

import pytest

from bvaudit.model.leseark import Lesepunkt
from bvaudit.model.lesesvar import Lesing
from tests.workflows.an_audit import Desk, folder_with, yes

pytestmark = pytest.mark.lang


@pytest.fixture
def desk(
    imported: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    mappe = folder_with(imported, tmp_path / "kommunen")
    monkeypatch.chdir(mappe.rot)
    capsys.readouterr()
    return Desk(mappe=mappe, capsys=capsys)


def test_the_whole_road(desk: Desk) -> None:
    desk.done("vurder")
    assert desk.next().startswith("bvaudit revisjon ny gjennomgang-")
    units = sorted(
        {
            line.split(":")[0]
            for line in desk.done("revisjon", "ny", "host", "--sjekkliste", "kort", "--uten-trekning").splitlines()
            if "trukket" in line
        }
    )
    assert not units
    assert desk.next() == "bvaudit revisjon trekk host"
    said = desk.done(*typed(desk.next()))
    assert "i reserve" in said
    assert desk.next() == "bvaudit skjema host"
    desk.done(*typed(desk.next()))
    forms = [name for name, ark in desk.sheets("host").items()]
    assert desk.next() == f"bvaudit les revisjoner/host/skjema/{forms[0]}"
    assert "ikke inne, 0 av" in desk.done("revisjon", "skjemaer", "host")

    for form in forms:
        desk.fill("host", form, yes)
    listed = desk.done("revisjon", "skjemaer", "host")
    assert "ikke inne" not in listed
    assert desk.next() == "bvaudit skjema host --andre"
    assert "skjema for andre lesing mangler" in desk.refused("revisjon", "las", "host", "--som", "stab")

    desk.done(*typed(desk.next()))
    second = {name: ark for name, ark in desk.sheets("host").items() if ark.lesing is Lesing.ANDRE}
    assert desk.next() == f"bvaudit les revisjoner/host/skjema/{next(iter(second))}"
    differ = {ark.punkter.__next__().id for ark in second.values()}
    for form in second:
        desk.fill("host", form, lambda punkt: "nei" if punkt.id in differ else yes(punkt))
    assert desk.next() == "bvaudit skjema host --enighet"
    assert "ingen har avgjort" in desk.refused("revisjon", "las", "host", "--som", "stab", "--uferdig", "ferie")
    desk.done(*typed(desk.next()))
    assert desk.next() == "bvaudit les revisjoner/host/skjema/enighet.xlsx"


def test_marks_of_the_road_that_need_no_settling(desk: Desk) -> None:
    desk.done("vurder")
    desk.done("revisjon", "ny", "host", "--sjekkliste", "kort", "--andre-lesing", "0", "--enhet", first_unit(desk))
    desk.done("skjema", "host")
    (form,) = desk.sheets("host")
    forgotten = "MED-01"
    desk.fill("host", form, lambda punkt: "" if punkt.gjelder.regel == forgotten else yes(punkt))
    assert f": {forgotten}" in desk.done("revisjon", "skjemaer", "host")
    assert "besvart" in desk.refused("revisjon", "las", "host", "--som", "stab")
    desk.done("revisjon", "kontrollert", "host", form, "--som", "barnevernleder")
    assert "kontrollert" in desk.done("revisjon", "skjemaer", "host")
    desk.fill("host", form, yes)
    enhet = first_unit(desk)
    assert desk.next() == f'bvaudit revisjon merknader host --enhet {quoted(enhet)} --tekst "Ingen merknader"'
    desk.done("revisjon", "merknader", "host", "--enhet", enhet, "--dato", "2026-01-07", "--tekst", "Vi er enige.")
    assert desk.next() == "bvaudit revisjon las host --som stab"
    assert "er låst" in desk.done("revisjon", "las", "host", "--som", "stab")
    assert "er låst" in desk.refused("skjema", "host")
    assert desk.do("les", f"revisjoner/host/skjema/{form}", "--skriv")[0] == 3
    assert desk.next() == "bvaudit revisjon resultat host"
    desk.done("revisjon", "apne", "host", "--grunn", "feil sak", "--som", "stab")
    assert desk.next() == "bvaudit revisjon las host --som stab"


def first_unit(desk: Desk) -> str:
    said = desk.done("revisjon", "ny", "leter", "--sjekkliste", "kort")
    import shutil

    shutil.rmtree(desk.mappe.revisjoner / "leter")
    return next(line.split(":")[0] for line in said.splitlines() if " trukket av " in line)


def quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def typed(command: str) -> list[str]:
    return shlex.split(command)[1:]


def never(punkt: Lesepunkt) -> str:
    return ""
