"""The rows of the acceptance list that are the year, the week and what is told to others. The numbers are reckoned by
hand from the sources, not read from the files under test."""

import json
import shutil
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.lister import UTEN_TALL, Listeslag
from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.planlagt import Forfallslag, Varsel
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.due import due
from bvaudit.register.year import counts, missed, year
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import state_of
from bvaudit.workflows.reported import ReportTyped, report, reported_in
from bvaudit.workflows.shared import SharedMeasure, make_shared, shared_in
from bvaudit.workflows.year_missed import MissedRequest, make_avvik, proposals
from bvaudit.workflows.year_page import SignRequest, sign
from tests.conftest import Demo
from tests.workflows.followed_example import copied, example

TRONDHEIM, VAERNES = "trondheim", "vaernesregionen"
ENHETER = ("midtbyen", "ostbyen", "lerkendal", "heimdal", "omsorgsenheten")
# The five elements of the source → how many times each unit has it in a year.
HJULET = {
    "sjekklister-i-sakene": 12,
    "klager-og-avvik": 2,
    "sentrale-rapporteringer": 2,
    "ros-analyse": 1,
    "internrevisjon": 1,
}


# --- S1-33, the year --------------------------------------------------------------------------------------------------


def test_s1_33_five_controls_in_five_units() -> None:
    kommune = example(TRONDHEIM)
    stands = year(kommune.reg, kommune.kontekst, 2026, date(2026, 1, 1))
    assert Counter((one.oppgave, one.enhet) for one in stands) == {
        (oppgave, enhet): antall for oppgave, antall in HJULET.items() for enhet in ENHETER
    }
    assert (len(stands), counts(stands).planlagt, counts(stands, "heimdal").planlagt) == (90, 90, 18)
    assert {one.status for one in stands} == {"ikke-startet"}


def test_s1_33_a_control_is_done_when_a_person_says_so_and_where_it_lies(tmp_path: Path) -> None:
    kommune = copied(TRONDHEIM, tmp_path)
    kommune.begin(date(2026, 1, 2))
    nr = "OP-2026-03:ros-analyse:lerkendal"
    leader = "enhetsleder@lerkendal"
    kommune.say(leader, date(2026, 3, 20), nr, utfort="2026-03-19", belegg="Arkivet", status="utfort")
    stands = {one.nr: one for one in year(kommune.reg, kommune.kontekst, 2026, date(2026, 4, 1))}
    done = stands[nr]
    assert (done.status, done.utfort, done.belegg, done.hvem) == ("utfort", date(2026, 3, 19), "Arkivet", leader)
    late = missed(stands.values())
    ros = {one.enhet for one in late if one.oppgave == "ros-analyse"}
    assert ros == set(ENHETER) - {"lerkendal"}
    assert Counter(one.oppgave for one in late) == {
        "sjekklister-i-sakene": 3 * 5,  # January, February and March
        "klager-og-avvik": 5,
        "sentrale-rapporteringer": 5,
        "ros-analyse": 4,
    }


def test_s1_33_nothing_moves_by_itself(tmp_path: Path) -> None:
    """A year goes by and nobody writes: everything is over its deadline, and nothing has got another status."""
    kommune = copied(TRONDHEIM, tmp_path)
    kommune.begin(date(2026, 1, 2))
    stands = year(kommune.reg, kommune.kontekst, 2026, date(2027, 1, 1))
    assert {(one.status, one.forfalt) for one in stands} == {("ikke-startet", True)}


def test_s1_33_a_control_that_was_missed_is_proposed_and_a_person_makes_it_an_avvik(tmp_path: Path) -> None:
    kommune, dag = copied(TRONDHEIM, tmp_path), date(2026, 4, 1)
    kommune.begin(date(2026, 1, 2))
    offered = proposals(kommune.mappe, kommune.content, 2026, dag, "Lerkendal")
    assert sorted(one.kommando[2] for one in offered) == sorted(set(HJULET) - {"internrevisjon"})
    assert all("25-1" in one.hjemmel for one in offered)
    assert not kommune.reg.avvik, "nothing is opened by itself"
    request = MissedRequest(
        mappe=kommune.mappe,
        content=kommune.content,
        oppgave="ros-analyse",
        som="stab",
        ar=2026,
        enhet="Lerkendal",
    )
    make_avvik(request, datetime(2026, 4, 1, 9, tzinfo=UTC))
    (avvik,) = kommune.reg.avvik.values()
    assert (avvik.kilde, avvik.enhet, avvik.punkt) == (
        Kilde.INTERNKONTROLL,
        "lerkendal",
        "OP-2026-03:ros-analyse:lerkendal",
    )
    assert avvik.alvor.value == "hoy"
    after = {one.nr: one for one in year(kommune.reg, kommune.kontekst, 2026, dag)}
    assert after[avvik.punkt].avvik == avvik.nr
    assert after[avvik.punkt].status == "ikke-startet", "the control itself is not moved by it"


def test_s1_33_the_year_is_signed_for_as_it_stands(tmp_path: Path) -> None:
    kommune = copied(TRONDHEIM, tmp_path)
    kommune.begin(date(2025, 1, 2))
    leader = "barnevernleder@heimdal"
    for maned in (3, 9):
        nr, day = f"OP-2025-{maned:02}:klager-og-avvik:heimdal", f"2025-{maned:02}-10"
        kommune.say(leader, date(2025, maned, 11), nr, utfort=day, belegg="Notat", status="utfort")
    signed = sign(
        SignRequest(mappe=kommune.mappe, content=kommune.content, ar=2025, enhet="Heimdal", som=leader),
        datetime(2026, 1, 5, 9, tzinfo=UTC),
    )
    assert signed.signert
    (said,) = kommune.reg.signert
    assert (said.planlagt, said.utfort, said.uten_status, said.hvem) == (18, 2, 16, leader)


# --- S1-35, what fails in several units -------------------------------------------------------------------------------


@pytest.mark.lang
def test_s1_35_what_is_open_in_two_units_or_more_is_proposed_to_stab_and_made_a_measure(
    made_demo: Demo, tmp_path: Path
) -> None:
    found, _ = read_folder(Path(shutil.copytree(made_demo.ut, tmp_path / "demo")))
    assert found is not None
    content, before = content_or_stop(own_content(found, ())), state_of(found)
    units: dict[str, set[str]] = defaultdict(set)
    for avvik in before.apne:
        if avvik.regel and avvik.telles:
            units[avvik.regel].add(avvik.enhet)
    offered = {one.regel: one for one in shared_in(found, content).felles}
    assert set(offered) == {regel for regel, where in units.items() if len(where) >= 2}
    assert offered
    regel, one = next(iter(offered.items()))
    tid = datetime(2026, 12, 31, 9, tzinfo=UTC)
    make_shared(found, content, SharedMeasure(regel=regel, tekst="Kurs for alle", som="stab", tiltakstype="kurs"), tid)
    after = state_of(found)
    (new,) = [ting for nr, ting in after.ting.items() if nr not in before.ting and ting.slag is Slag.TILTAK]
    assert (new.eier, new.enhet) == ("stab", "")
    assert all(new.nr in after.avvik[nr].tiltak for nr in one.avvik)
    assert {nr: avvik.stilling for nr, avvik in after.avvik.items()} == {
        nr: avvik.stilling for nr, avvik in before.avvik.items()
    }


# --- S1-36, complaints and avvik --------------------------------------------------------------------------------------


def test_s1_36_complaints_and_avvik_are_gone_through_twice_a_year_by_theme() -> None:
    kommune = example(TRONDHEIM)
    stands = year(kommune.reg, kommune.kontekst, 2026, date(2026, 1, 1))
    assert {one.maned.month for one in stands if one.oppgave == "klager-og-avvik"} == {3, 9}
    liste = kommune.liste("klagetemaer-trondheim-2024")
    assert liste.listeslag is Listeslag.KLAGER
    assert len(liste.innhold) == 7
    assert all(punkt.antall == UTEN_TALL for punkt in liste.innhold), "the source has no numbers, so there are none"


@pytest.mark.lang
def test_s1_36_the_themes_on_paper_and_in_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kommune = copied(TRONDHEIM, tmp_path)
    monkeypatch.chdir(kommune.mappe.rot)
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    id_ = "klagetemaer-trondheim-2024"
    for name in ("klager.docx", "klager.xlsx"):
        assert run(["liste", "vis", id_, "--ut", str(tmp_path / name)]) == 0
    document = docx.Document(str(tmp_path / "klager.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    sheets = openpyxl.load_workbook(tmp_path / "klager.xlsx", read_only=True)
    values = "\n".join(str(c) for ark in sheets for row in ark.iter_rows(values_only=True) for c in row if c)
    for punkt in kommune.liste(id_).innhold:
        assert punkt.tekst in words and punkt.tekst in values


# --- S1-37, the register's own controls -------------------------------------------------------------------------------


FIVE = 5  # so many were named as examples before


@pytest.mark.lang
def test_s1_37_every_case_of_every_control_is_named_and_can_be_followed(
    made_demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rot = Path(shutil.copytree(made_demo.ut, tmp_path / "demo"))
    monkeypatch.chdir(rot)
    monkeypatch.setenv("BVAUDIT_HJEM", str(made_demo.hjem))
    (book,) = rot.glob("revisjoner/2025-12-31/resultat/avviksregister.xlsx")
    quality = openpyxl.load_workbook(book, read_only=True)["Datakvalitet"]
    wanted: Counter[tuple[str, str]] = Counter()
    for where, _, antall, enhet, *_ in quality.iter_rows(min_row=2, values_only=True):
        if str(where).startswith("SSB-"):
            wanted[str(where), str(enhet)] += int(str(antall))
    there = ["--uttrekk", "uttrekk/2025-12-31", "--per", "2025-12-31"]
    assert run(["register", "kontroller", *there, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["funn"]
    assert {(one["kontroll"], one["enhetsnavn"]): one["antall"] for one in told} == wanted
    most = max(told, key=lambda one: len(one["saker"]))
    assert len(most["saker"]) > FIVE
    assert all(len({case["sak"] for case in one["saker"]}) == len(one["saker"]) > 0 for one in told)
    doing = ["--enhet", most["enhet"], "--status", "pagar", "--som", "stab"]
    assert run(["register", "kontroller", most["kontroll"], *doing]) == 0
    found, _ = read_folder(rot)
    assert found is not None
    assert state_of(found).ting[most["nr"]].verdi("status") == "pagar"


# --- S2-11, an agreement that ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dag", "varsel"),
    [
        pytest.param(date(2020, 4, 30), None, id="31 dager før: ikke ennå"),
        pytest.param(date(2020, 5, 1), Varsel.TRETTI, id="30 dager før"),
        pytest.param(date(2020, 5, 24), Varsel.SJU, id="sju dager før"),
        pytest.param(date(2020, 5, 30), Varsel.EN, id="dagen før"),
        pytest.param(date(2020, 5, 31), Varsel.I_DAG, id="siste dag"),
        pytest.param(date(2020, 6, 1), Varsel.OVER, id="dagen etter"),
    ],
)
def test_s2_11_the_agreement_is_warned_of_in_time(dag: date, varsel: Varsel | None) -> None:
    kommune = example(VAERNES)
    rows = [one for one in due(kommune.reg, kommune.kontekst, dag) if one.slag is Forfallslag.LISTE]
    told = {one.nr: (one.dag, one.varsel) for one in rows}
    wanted = (
        {}
        if varsel is None
        else {"LP-avtaler-vaernesregionen-2020:a01-innleid-saksbehandling": (date(2020, 5, 31), varsel)}
    )
    assert told == wanted


# --- S2-13, what the authority has been told of -----------------------------------------------------------------------


@pytest.mark.lang
def test_s2_13_each_overrun_says_whether_it_has_been_reported(made_demo: Demo, tmp_path: Path) -> None:
    found, _ = read_folder(Path(shutil.copytree(made_demo.ut, tmp_path / "demo")))
    assert found is not None
    content, reg = content_or_stop(own_content(found, ())), state_of(found)
    limits = {"MEL-01", "UND-03"}
    wanted = {
        (avvik.nr, bevis.objekt_id)
        for avvik in reg.avvik.values()
        for bevis in avvik.bevis
        if avvik.regel in limits and avvik.telles and bevis.tilstand.value != "ikke-brudd"
    }
    before = [one for one in reported_in(found, content).funnet if one.regel in limits]
    assert {(one.avvik, one.objekt_id) for one in before} == wanted
    assert wanted
    told = next(one for one in before if one.meldt is None and reg.avvik[one.avvik].apen)
    dag = date(2026, 12, 1)
    report(
        found,
        content,
        ReportTyped(numre=(told.avvik,), enhet="", dag=dag, som="stab"),
        datetime(2026, 12, 1, 9, tzinfo=UTC),
    )
    after = [one for one in reported_in(found, content).funnet if one.regel in limits]
    assert {(one.avvik, one.meldt == dag) for one in after if one.avvik == told.avvik} == {(told.avvik, True)}
    assert [one.meldt for one in after if one.avvik != told.avvik] == [
        one.meldt for one in before if one.avvik != told.avvik
    ]
