"""What a person writes of a point of a list, what hangs together, and that it is seen wherever the list is shown."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.loading.folder import read_folder
from bvaudit.model.forbedring import Risikoliste
from bvaudit.model.lister import Liste
from bvaudit.model.mappe import Mappe
from bvaudit.register.listed import standing
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.listed_acts import PointTyped, set_point
from bvaudit.workflows.register_events import ActRequest, act
from bvaudit.workflows.register_folder import context_of, state_of
from bvaudit.workflows.show_lists import lists
from bvaudit.workflows.status import status_of

VAERNES = Path(__file__).resolve().parents[2] / "examples" / "kommuner" / "vaernesregionen"
AVTALER = "avtaler-vaernesregionen-2020"
TID = datetime(2026, 6, 5, 9, tzinfo=UTC)


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert home
    rot = tmp_path / "vaernes"
    shutil.copytree(VAERNES, rot)
    monkeypatch.chdir(rot)
    return rot


@pytest.mark.lang
def test_the_agreement_that_ended_in_may_2020_is_told_until_somebody_writes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["liste", "--json"]) == 0
    told = {one["id"]: one["varsler"] for one in json.loads(capsys.readouterr().out)}
    assert told[AVTALER]["utlopt"] == 1
    assert run(["liste", "sett", AVTALER, "a01", "--slutt", "31.12.2060", "--som", "stab"]) != 0  # a slip of the keys
    refused = capsys.readouterr()
    assert "langt fram" in refused.err
    assert not (folder / "register").exists()
    assert run(["liste", "sett", AVTALER, "a01", "--status", "Stanset", "--som", "stab"]) != 0
    assert "uten en grunn" in capsys.readouterr().err
    grunn = ["--grunn", "De er ferdige med avvikene", "--status", "Stanset", "--som", "stab"]
    assert run(["liste", "sett", AVTALER, "a01", *grunn]) == 0
    written = capsys.readouterr().out
    assert written.index("Grunn") < written.index("Status")
    assert f"Neste: bvaudit liste vis {AVTALER}" in written
    assert run(["liste", "--json"]) == 0
    told = {one["id"]: one["varsler"] for one in json.loads(capsys.readouterr().out)}
    assert "utlopt" not in told[AVTALER]
    assert run(["liste", "sett", AVTALER, "a01", *grunn]) == 0
    assert "Det står slik alt" in capsys.readouterr().out
    assert run(["liste", "vis", AVTALER]) == 0
    shown = capsys.readouterr().out
    assert "Status: Stanset" in shown and "Begrunnelse: De er ferdige med avvikene" in shown


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop((VAERNES,))


@pytest.fixture
def mappe(folder: Path) -> Mappe:
    found, _ = read_folder(folder)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("liste", "punkt", "verdier", "sagt"),
    [
        pytest.param("avtale", "a01", {}, "ikke sagt hva", id="ingenting å skrive"),
        pytest.param("avtaler-2020", "a01", {"status": "pagar"}, f"mente du «{AVTALER}»", id="listen heter noe annet"),
        pytest.param("f", "t01", {"status": "pagar"}, "ingen egen liste «f»", id="to lister kan være ment"),
        pytest.param(AVTALER, "a0", {"status": "pagar"}, "a01-innleid-saksbehandling", id="to punkter kan være ment"),
        pytest.param(AVTALER, "b07", {"status": "pagar"}, "ikke noe punkt «b07»", id="punktet finnes ikke"),
        pytest.param(AVTALER, "a01", {"status": "ferdig"}, "gjennomfort (Gjennomført)", id="ingen slik status"),
        pytest.param(AVTALER, "a01", {"slutt": "i mai"}, "ikke en dato", id="ingen dato"),
        pytest.param(
            "forbedringstiltak-forslag",
            "meldinger-daglig",
            {"status": "pagar"},
            "ingen egen liste",
            id="det som følger med, følges ikke opp",
        ),
    ],
)
def test_what_is_not_understood_is_said_with_what_to_type(
    liste: str, punkt: str, verdier: dict[str, str], sagt: str, mappe: Mappe, content: Content
) -> None:
    with pytest.raises(UsageError) as wrong:
        set_point(mappe, content, PointTyped(liste=liste, punkt=punkt, som="stab", verdier=verdier), TID)
    assert sagt in f"{wrong.value} {wrong.value.hint}"
    assert not mappe.register.exists()


def test_who_writes_is_always_said(mappe: Mappe, content: Content) -> None:
    with pytest.raises(UsageError, match="hvem"):
        set_point(mappe, content, PointTyped(liste=AVTALER, punkt="a01", som=" ", verdier={"status": "pagar"}), TID)


def test_in_whatever_order_it_is_typed_the_reason_is_written_first_and_nothing_twice(
    mappe: Mappe, content: Content
) -> None:
    verdier = {"status": "gjennomført", "belegg": "Sak 20/14", "sist": "1.6.2026", "eier": "stab"}
    typed = PointTyped(liste="avtaler", punkt="a02", som="stab", verdier=verdier)
    found = set_point(mappe, content, typed, TID)
    assert [one.hendelse.felt for one in found.acted.skrevet] == ["belegg", "eier", "sist", "status"]  # type: ignore[attr-defined]
    assert (found.stand.status, found.stand.eier, found.stand.sist) == ("gjennomfort", "stab", date(2026, 6, 1))
    assert set_point(mappe, content, typed, TID).acted.skrevet == ()
    erased = PointTyped(liste="avtaler", punkt="a02", som="stab", verdier={"belegg": "slettes"})
    assert set_point(mappe, content, erased, TID).stand.advarsler == ("uten-belegg",)


def test_a_point_that_is_taken_out_of_its_file_is_not_forgotten(mappe: Mappe, content: Content) -> None:
    typed = PointTyped(liste="avtaler", punkt="a03", som="stab", verdier={"status": "pågår"})
    nr = set_point(mappe, content, typed, TID).acted.skrevet[0].hendelse.nr  # type: ignore[attr-defined]
    told = [one.kommando for one in status_of(mappe, TID.date()).venter]
    assert ("bvaudit", "register", "historikk", nr) not in told
    fil = mappe.lister / f"{AVTALER}.yaml"
    fil.write_text(fil.read_text(encoding="utf-8").replace("id: a03-", "id: nytt-navn-"), encoding="utf-8")
    (told_of,) = [one for one in status_of(mappe, TID.date()).venter if nr in one.kommando]
    assert "står ikke i noen liste lenger" in told_of.tekst


def test_a_name_in_the_reason_is_stopped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["liste", "sett", AVTALER, "a01", "--grunn", "Fødselsnummer 01010112377", "--som", "stab"]
    assert run(argv) != 0
    assert "01010112377" not in capsys.readouterr().err
    assert not (folder / "register").exists()


@pytest.mark.lang
def test_what_hangs_together_on_the_screen_in_excel_and_in_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["liste", "kjede", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [part["tittel"] for part in printed["deler"]] == [
        "Risikoer",
        "Utfordringer, klager og prioriteringer",
        "Tiltak",
    ]
    risks = {point["id"].partition(":")[2]: point for point in printed["deler"][0]["punkter"]}
    assert risks["r04-farre-stillinger"]["mangler"] == "ingen tiltak"
    assert printed["varsler"]["uten-tiltak"] >= 1
    for name in ("kjede.xlsx", "kjede.docx"):
        assert run(["liste", "kjede", "--ut", name]) == 0
    cells = [str(cell) for row in load_workbook(folder / "kjede.xlsx").worksheets[0].values for cell in row if cell]
    tables = docx.Document(str(folder / "kjede.docx")).tables
    words = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    for point in (point for part in printed["deler"] for point in part["punkter"]):
        assert any(point["tekst"] in cell for cell in cells)
        assert point["tekst"] in words
    capsys.readouterr()
    assert run(["liste", "kjede", "avtaler"]) == 2
    assert "ingen egen liste" in capsys.readouterr().err


@pytest.mark.lang
def test_the_budget_is_kept_apart_from_the_law(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    for id_ in ("forbedringstiltak-vaernesregionen-2020", "hms-vaernesregionen-2020"):
        assert run(["liste", "vis", id_]) == 0
        assert "telles aldri sammen med avvik fra loven" in " ".join(capsys.readouterr().out.split())


def test_a_unit_sees_what_is_for_it_and_what_is_for_all(folder: Path) -> None:
    trondheim, _ = read_folder(VAERNES.parent / "trondheim")
    assert folder and trondheim is not None
    known = {one.view.id: one.view for one in lists(trondheim, (), TID.date(), Liste, "Østbyen")}
    ros = known["ros-trondheim-2024"]
    assert [grid.id for grid in ros.ruter] == ["grupper", "ros"]
    told = [point for part in ros.deler for point in part.punkter]
    units = [fact.verdi for point in told for fact in point.fakta if fact.id == "enheter"]
    assert units and all("Østbyen" in named for named in units)
    everybody = {one.view.id: one.view for one in lists(trondheim, (), TID.date(), Liste)}["ros-trondheim-2024"]
    assert len(told) < everybody.antall == 12
    with pytest.raises(UsageError, match="Østby"):
        lists(trondheim, (), TID.date(), Liste, "Østby")


def test_a_comment_on_a_point_nobody_has_written_of_opens_it_and_is_seen(mappe: Mappe, content: Content) -> None:
    set_point(mappe, content, PointTyped(liste=AVTALER, punkt="a01", som="stab", verdier={"status": "pagar"}), TID)
    nr = f"LP-{AVTALER}:a02-kjopt-veiledning"
    act(ActRequest(mappe=mappe, nr=nr, kode="kommentar", som="stab", valg={"grunn": "Sjekkes i mai"}), content, TID)
    kontekst = context_of(mappe, content)
    (liste,) = (one for one in kontekst.lister if one.id == AVTALER)
    stands = {one.nr: one for one in standing(liste, state_of(mappe), kontekst, TID.date())}
    assert stands[nr].kommentar == "Sjekkes i mai"


def test_the_status_of_the_folder_names_the_agreement_that_has_ended(mappe: Mappe) -> None:
    told = [f"{one.tekst} {' '.join(one.kommando)}" for one in status_of(mappe, TID.date()).forfalt]
    assert [one for one in told if "Innleid saksbehandling" in one and f"liste vis {AVTALER}" in one]


def test_a_list_another_has_come_after_says_so_and_waits_for_nothing(folder: Path) -> None:
    bergen, _ = read_folder(VAERNES.parent / "bergen")
    assert folder and bergen is not None
    known = {one.view.id: one.view for one in lists(bergen, (), TID.date(), Risikoliste)}
    assert "Avløst av" in known["risikoliste-bergen-2023"].om[0]
    assert known["risikoliste-bergen-2023"].varsler == ()
    assert "18 som før, 2 skrevet om, 0 nye og 0 borte" in " ".join(known["risikoliste-bergen-2024"].om)
