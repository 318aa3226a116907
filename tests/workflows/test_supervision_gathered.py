"""What is gathered for a supervision: what is there, what lacks with who has it and what is typed, and nothing of any
case or any other unit."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.samling import Har, Innslag
from bvaudit.reports.case_mask import CaseMask
from bvaudit.reports.gathered_rows import avvik_rows, figure_rows, short_figure, step_rows, year_rows
from bvaudit.workflows.content import Content
from bvaudit.workflows.gather_supervision import Gathered, GatherRequest, gather_supervision
from bvaudit.workflows.supervision_basis import basis_of
from bvaudit.workflows.supervision_papers import PaperRequest, write_self_report
from tests.texts.internal_words import internal_words, texts_of_document, texts_of_workbook
from tests.workflows.a_supervised_folder import (
    ANDRES,
    AV,
    DAG,
    NAVN,
    NORD,
    SAKER,
    SOR,
    TILSYN,
    a_followed_register,
    a_run,
    a_supervised_folder,
    content_of,
    counted_row,
    evidence_written,
)

FIGURES = [
    counted_row("UND-03", NAVN[NORD], 40, 6),
    counted_row("UND-03", NAVN[SOR], 30, 9),
    ("UND-03", "Kravet", NAVN[NORD], "slik SSB teller", 12, 0, 12, 0, None),
    counted_row("UND-06", NAVN[NORD], 25, 4),  # a hint
    counted_row("UND-14", NAVN[NORD], 10, 2, way="lest i mappene", delvis=1),
    ("UND-08", "Kravet", NAVN[NORD], None, None, None, None, None, "Ikke undersøkt: Ingen har lest i enheten."),
]


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sjovik") / "kommunen"


@pytest.fixture(scope="module")
def mappe(rot: Path) -> Mappe:
    return a_supervised_folder(rot)


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_of(mappe)


@pytest.fixture(scope="module")
def bare(mappe: Mappe, content: Content, rot: Path) -> Gathered:
    """Before there is a register, a run or an audit."""
    ut = rot.parent / "tomt"
    return gather_supervision(GatherRequest(mappe=mappe, content=content, tilsyn=TILSYN, dag=DAG, ut=ut))


@pytest.fixture(scope="module")
def followed(bare: Gathered, mappe: Mappe, content: Content) -> Mappe:
    """The same folder with a register and a run."""
    assert bare.filer
    a_followed_register(mappe, content)
    a_run(mappe, "2026-05-31", FIGURES)
    return mappe


@pytest.fixture(scope="module")
def gathered(followed: Mappe, content: Content) -> Gathered:
    return gather_supervision(GatherRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG))


def lacking(made: Gathered) -> dict[str, Innslag]:
    return {one.hva: one for one in made.samling.med(Har.MANGLER)}


def parts(path: Path) -> Iterator[str]:
    """Every part of a package, hidden ones too."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8", "replace")


def everything(made: Gathered) -> str:
    return "\n".join(
        "\n".join(parts(path)) if path.suffix in (".xlsx", ".docx") else path.read_text("utf-8") for path in made.filer
    )


def test_what_lacks_in_an_empty_folder_has_someone_who_has_it_and_what_to_do(bare: Gathered) -> None:
    lacks = lacking(bare)
    assert lacks["Avvikene om temaet"].gjor == "bvaudit vurder --skriv"
    assert lacks["Tallene for punktene i temaet"].gjor == "bvaudit vurder"
    made = "bvaudit revisjon ny saksgjennomgang-undersokelse-2026 --sjekkliste saksgjennomgang-undersokelse"
    assert lacks["Siste låste revisjon av temaet"].gjor == made, "no round of an egenkontroll is begun by chance"
    assert lacks["Egenrapport"].gjor == f"bvaudit tilsyn egenrapport {TILSYN} --ut egenrapport.docx"
    assert lacks[f"Handlingsplan for {NAVN[NORD]}"].gjor == "bvaudit vurder"
    assert all(one.hvem and one.gjor for one in lacks.values()), "who has it, and what is done"
    there = {one.hva for one in bare.samling.med(Har.MED)}
    assert there == {"Kontrollene i årshjulet og hvor langt de er kommet", "Det som har skjedd i saken, med datoer"}


def test_the_year_is_that_of_the_theme_and_of_the_whole_service(gathered: Gathered) -> None:
    fakta = gathered.samling.fakta
    told = [(row[1], f"{row[0]:%m}", row[2], row[9]) for row in year_rows(fakta)]
    assert told == [
        ("Fristliste", "03", NAVN[NORD], "Temaet"),
        ("Fristliste", "04", NAVN[NORD], "Temaet"),
        ("Ledelsens gjennomgang", "05", NAVN[NORD], "Hele internkontrollen"),
    ], "not the visits in foster homes, and nothing of the other unit"
    assert {row[3] for row in year_rows(fakta)} == {"Ikke startet, over fristen"}
    lacks = lacking(gathered)["Svar på om kontrollene er gjort"]
    assert lacks.merknad.startswith("3 kontroller er over fristen")
    assert lacks.gjor.startswith('bvaudit arshjul sett fristliste --maned 2026-03 --enhet "Sjøvik nord"')


def test_the_avvik_are_those_of_the_theme_in_the_units_it_is_about(gathered: Gathered) -> None:
    (row,) = avvik_rows(gathered.samling.fakta)
    assert (row[0], row[2], row[4]) == (AV, NAVN[NORD], "Åpent")
    fakta = gathered.samling.fakta
    tied = replace(fakta, avvik=(replace(fakta.avvik[0], punkter=(f"{TILSYN}/bredde",)),))
    assert next(iter(avvik_rows(tied)))[12] == "2", "by the number the finding has in the report"
    assert ANDRES not in everything(gathered)
    assert "andres.docx" not in everything(gathered)
    assert "plan.docx" in everything(gathered), "what was sent of this unit is told"


def test_the_figures_are_those_of_the_papers_and_a_hint_is_no_breach(gathered: Gathered) -> None:
    fakta = gathered.samling.fakta
    navn = NAVN[NORD]
    assert short_figure("UND-03", navn, fakta) == "6 av 40", "the way that is used, and no other"
    assert short_figure("UND-14", navn, fakta) == "2 av 10, og 1 delvis, lest"
    assert short_figure("UND-06", navn, fakta) == "4 må leses"
    assert short_figure("UND-08", navn, fakta) == "ikke undersøkt"
    rows = {row[1]: row for row in figure_rows(fakta)}
    assert (rows["UND-06"][4], rows["UND-06"][5]) == (25, None), "no breach is counted where nobody has read"
    assert rows["UND-08"][9] == "Ikke undersøkt: Ingen har lest i enheten."
    assert {row[3] for row in figure_rows(fakta)} == {navn}
    assert "ikke det samme som at alt er i orden" in lacking(gathered)["Punkter ingen har undersøkt"].merknad


def test_the_groups_are_the_findings_first_and_then_the_rest_of_the_theme(gathered: Gathered) -> None:
    groups = gathered.samling.fakta.grupper
    assert [(one.funn, one.regler) for one in groups[:3]] == [
        ("frister", ("UND-03",)),
        ("bredde", ("UND-14",)),
        ("rutiner", ()),
    ]
    assert groups[3].funn == "" and "UND-08" in groups[3].regler
    every = [regel for one in groups for regel in one.regler]
    assert len(every) == len(set(every)), "each point stands once"


def test_the_steps_of_the_file_are_told_with_their_days(gathered: Gathered) -> None:
    assert [row[:2] for row in step_rows(gathered.samling.fakta)] == [(date(2026, 3, 2), "Varsel om tilsyn")]


def test_no_case_is_anywhere_unless_somebody_asked(gathered: Gathered) -> None:
    found = everything(gathered)
    assert not [sak for sak in SAKER if sak in found or sak[2:10] in found]
    page = " ".join(texts_of_document(gathered.ut / "oversikt.docx"))
    assert "Her er ingen saker og ingen saksnumre." in page


def test_the_cases_are_there_when_asked_for_and_page_one_says_so(followed: Mappe, content: Content) -> None:
    made = gather_supervision(GatherRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG, med_saker=True))
    assert "HER ER SAKSNUMRE" in " ".join(texts_of_document(made.ut / "oversikt.docx")).partition("Dette er med")[0]
    book = list(texts_of_workbook(made.ut / "oversikt.xlsx"))
    assert "Saker" in book and sum(one == "Fortsatt brudd" for one in book) == 3
    assert made.ut.name.endswith("-2"), "beside the first, and never over it"


def test_every_file_has_its_print_in_the_index_and_in_the_list(gathered: Gathered) -> None:
    said = dict(line.split("  ")[::-1] for line in (gathered.ut / "avtrykk.txt").read_text("utf-8").splitlines())
    assert set(said) == {path.name for path in gathered.filer} - {"avtrykk.txt"}
    for name, told in said.items():
        assert hashlib.sha256((gathered.ut / name).read_bytes()).hexdigest() == told
    assert not list(gathered.ut.glob(".*")), "nothing half-written is left"


def test_nothing_is_gathered_where_something_lies(followed: Mappe, content: Content, tmp_path: Path) -> None:
    (tmp_path / "noe.txt").write_text("fra før", "utf-8")
    request = GatherRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG, ut=tmp_path)
    with pytest.raises(UsageError, match="ikke en tom mappe"):
        gather_supervision(request)
    assert [path.name for path in tmp_path.iterdir()] == ["noe.txt"]


@pytest.mark.parametrize(
    ("fra", "til", "maneder"),
    [
        pytest.param(None, None, ["03", "04", "05"], id="året til i dag"),
        pytest.param(date(2026, 4, 15), date(2026, 4, 30), ["04"], id="hele måneden perioden begynner i"),
        pytest.param(date(2025, 1, 1), date(2025, 12, 31), [], id="før årshjulet gjaldt"),
    ],
)
def test_the_period_decides_which_controls(
    followed: Mappe, content: Content, fra: date | None, til: date | None, maneder: list[str]
) -> None:
    fakta = basis_of(followed, content, TILSYN, dag=DAG, fra=fra, til=til).fakta
    assert [f"{one.maned:%m}" for one in fakta.oppgaver] == maneder


def test_a_period_the_wrong_way_round_and_an_unknown_unit_are_refused(followed: Mappe, content: Content) -> None:
    with pytest.raises(UsageError):
        basis_of(followed, content, TILSYN, dag=DAG, fra=DAG, til=date(2026, 1, 1))
    with pytest.raises(UsageError, match="tilsyn-sjovik-2027"):
        basis_of(followed, content, "tilsyn-sjovik-2027", dag=DAG)


def test_a_measure_in_use_without_evidence_lacks_it_until_somebody_has_written_where(
    gathered: Gathered, followed: Mappe, content: Content
) -> None:
    lacks = lacking(gathered)["Hvor tiltakene som er i bruk, kan ses"]
    nr = f"{AV}/TI-2026-0001"
    assert lacks.gjor == f"bvaudit register hendelse {nr} felt --felt belegg --verdi TEKST --som ROLLE"
    evidence_written(followed, content)
    fakta = basis_of(followed, content, TILSYN, dag=DAG).fakta
    assert [(one.nr, one.enhet) for one in fakta.belegg] == [(nr, NORD)]
    made = gather_supervision(GatherRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG))
    assert "Hvor tiltakene som er i bruk, kan ses" not in lacking(made)
    said = everything(made)
    assert "Arkivsak 26/17, notat i [sak] og [sak]" in said, "also where people have named a case themselves"
    assert not [sak for sak in SAKER if sak in said or sak[2:10] in said]


@pytest.mark.parametrize(
    ("skrevet", "vist"),
    [
        pytest.param("i S-2202b422920d91e1fc27", "i [sak]", id="hele"),
        pytest.param("i S-7DKX2M9P.", "i [sak].", id="kort"),
        pytest.param("sak 4711-22 i arkivet", "sak [sak] i arkivet", id="fra kilden"),
        pytest.param("AV-2026-0041 og OP-2026-04:internrevisjon", "AV-2026-0041 og OP-2026-04:internrevisjon", id="nr"),
        pytest.param("Se NOU-rapporten og PC-ene", "Se NOU-rapporten og PC-ene", id="ord"),
    ],
)
def test_a_case_that_people_have_written_of_is_not_printed(skrevet: str, vist: str) -> None:
    assert CaseMask(("4711-22",)).of((skrevet, 3)) == (vist, 3)


def test_the_report_before_a_supervision_has_numbers_controls_and_blanks(
    followed: Mappe, content: Content, tmp_path: Path
) -> None:
    ut = tmp_path / "egenrapport.docx"
    request = PaperRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG, ut=ut)
    write_self_report(request)
    said = list(texts_of_document(ut))
    page = "\n".join(said)
    assert "6 av 40" in said and "4 må leses" in said
    assert "Undersøkelsene går over fristen." in said
    told = f"i {NAVN[NORD]}: Undersøkelsen tok for lang tid. Det er åpent. 1 tiltak, 1 i bruk. Neste frist: 09.02.2026."
    assert any(line.endswith(told) for line in said)
    assert "[rolle og oppgave]" in page and "Det vi ikke vet" in page
    assert "Ikke knyttet til noe punkt. Det må leses i sakene." in page
    assert NAVN[SOR] not in page and not [sak for sak in SAKER if sak[2:10] in page]
    assert not internal_words(said)
    with pytest.raises(UsageError, match="Word-dokument"):
        write_self_report(PaperRequest(mappe=followed, content=content, tilsyn=TILSYN, dag=DAG, ut=tmp_path / "e.xlsx"))


def test_no_paper_has_a_word_of_the_machine(gathered: Gathered) -> None:
    book = [one for one in texts_of_workbook(gathered.ut / "oversikt.xlsx") if not one.startswith("bvaudit ")]
    page = [one for one in texts_of_document(gathered.ut / "oversikt.docx") if not one.startswith("bvaudit ")]
    assert not internal_words((*book, *page))


def test_the_commands_say_what_is_there_and_what_lacks(
    followed: Mappe,
    content: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bvaudit.workflows.content.content_or_stop", lambda own=(): content)
    monkeypatch.setattr("bvaudit.cli.supervision_gather_commands.now", lambda: datetime(2026, 6, 1, 9, tzinfo=UTC))
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    where = ("--mappe", str(followed.rot))
    assert run(["tilsyn", "samle", TILSYN, "--ut", str(tmp_path / "ut"), *where]) == 0
    said = capsys.readouterr().out
    assert "Her er ingen saker og ingen saksnumre." in said
    assert "  Egenrapport – Barnevernleder: bvaudit tilsyn egenrapport" in said
    assert run(["tilsyn", "samle", TILSYN, "--ut", str(tmp_path / "ut"), *where]) != 0
    assert "ikke en tom mappe" in capsys.readouterr().err
    assert run(["tilsyn", "egenrapport", TILSYN, "--ut", str(tmp_path / "e.docx"), *where]) == 0
    assert (tmp_path / "e.docx").exists()
    capsys.readouterr()
    assert run(["tilsyn", "egenkontroll", "egenkontroll-sjovik-2026", "--json", *where]) == 0
    assert json.loads(capsys.readouterr().out)["neste"] == 1
    assert run(["tilsyn", "egenkontroll", "--json", *where]) == 0, "there is only one"
    assert json.loads(capsys.readouterr().out)["neste"] == 1
