"""register hendelse and register lukk, typed in a folder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.extract.people.links import Link, write_links
from bvaudit.model.registeret.avvik import Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.acts import ACTS
from bvaudit.workflows.register_folder import state_of
from tests.register.event_desk import NORD, OWNER, Desk
from tests.register.logs import AV, TI, D, attempt, found, opened

LINK = f"{AV}/{TI}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    yield Desk(tmp_path / "kommune", monkeypatch, capsys).begun()


def test_without_arguments_every_act_is_listed_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["register", "hendelse"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].strip() for line in lines[1::2]] == list(ACTS)
    assert all(line.strip().startswith("bvaudit register hendelse ") and "--som" in line for line in lines[2::2])
    assert len(lines) == 1 + 2 * len(ACTS)


def test_a_whole_life_from_told_to_closed(desk: Desk) -> None:
    assert "Enheten fikk beskjed" in desk.acts(AV.lower(), "varslet", "--verdi", "Sagt i møte", som="stab")
    desk.dag = D(2, 2)
    desk.acts(AV, "felt", "--felt", "arsak", "--verdi", "For lite kapasitet")  # the words of a choice are as good
    desk.acts(AV, "felt", "--felt", "frist_plan", "--verdi", "09.02.2026")
    out = desk.acts(AV, "tiltak", "--verdi", "Fast fristmøte", "--rolle", "teamleder")
    assert f"Tiltaket {TI} ble opprettet for Sjøvik nord: «Fast fristmøte»" in out
    desk.acts(LINK, "felt", "--felt", "tiltaksstatus", "--verdi", "i-bruk")
    desk.acts(LINK, "felt", "--felt", "i_bruk", "--verdi", "2026-02-01")
    desk.acts(LINK, "felt", "--felt", "belegg", "--verdi", "Møteplanen")
    desk.acts(AV, "avgjorende", "--tiltak", TI)
    assert desk.avvik.varslet == D(1, 2)
    assert desk.avvik.ting.verdi("arsak") == "kapasitet"

    desk.dag = D(4, 1)
    code, out, _ = desk.type("lukk", AV, "--som", OWNER)
    assert code == 3
    assert out.splitlines()[0] == f"{AV} kan ikke lukkes ennå. Dette mangler:"
    assert "Saker som ikke er avgjort: 3" in out
    assert "      bvaudit vurder --skriv" in out
    assert "Dette må en annen rolle enn eieren gjøre" in out

    desk.settled()
    desk.dag = D(11, 30)
    begun = attempt(desk.avvik, state_of(desk.mappe), 1, desk.dag)
    done = replace(begun, ferdig=True, n=10, brudd=1, utfall=Forsoksutfall.NADD, siste_start=D(5, 1))
    desk.measured(ForsokBegynt(nr=AV, forsok=begun, dag=desk.dag), ForsokFerdig(nr=AV, forsok=done, dag=desk.dag))
    desk.dag = D(12, 1)
    code, out, _ = desk.type("lukk", AV, "--som", "teamleder@Sjøvik nord", "--samme-person")
    assert (code, desk.avvik.stilling) == (0, Stilling.LUKKET)
    assert f"{AV} ble lukket etter forsøk 1, av samme person i en annen rolle" in out
    assert desk.avvik.slutt is not None and desk.avvik.slutt.hvem == "teamleder@nord"

    desk.acts(AV, "gjenapnet", "--grunn", "Feil saker ble talt", som="stab")
    assert desk.avvik.stilling is Stilling.APENT


def test_each_missing_thing_has_a_command_that_mends_it(desk: Desk) -> None:
    """Typing what is printed takes the thing away from the list."""
    desk.dag = D(2, 2)
    _, out, _ = desk.type("lukk", AV, "--som", "stab")
    assert "bvaudit register hendelse AV-2026-0001 tiltak --verdi" in out
    desk.acts(AV, "tiltak", "--verdi", "Fast fristmøte")
    _, out, _ = desk.type("lukk", AV, "--som", "stab")
    for line in [line.strip() for line in out.splitlines() if line.strip().startswith("bvaudit register hendelse")]:
        words = line.replace("KODE", "kapasitet").replace("ÅÅÅÅ-MM-DD", "2026-02-01").replace('"', "").split()
        assert run(words[1:]) == 0, line
    desk.acts(LINK, "felt", "--felt", "i_bruk", "--verdi", "2026-02-01")
    desk.acts(LINK, "felt", "--felt", "belegg", "--verdi", "Vedtatt")
    _, out, _ = desk.type("lukk", AV, "--som", "stab")
    assert [line.strip(" –") for line in out.splitlines()[1:] if "–" in line] == [
        "Saker som ikke er avgjort: 3",
        f"Det avgjørende tiltaket {TI} må ha virket til 01.05.2026",
        "Virkningen er ikke målt",
    ]


ACTED: list[tuple[str, list[str], str]] = [
    ("strakstiltak", ["--verdi", "Fulgt opp"], OWNER),
    ("kommentar", ["--verdi", "Venter"], OWNER),
    ("utsatt", ["--til", "2026-05-01", "--grunn", "Ny leder"], "stab"),
    ("overfort", ["--rolle", "barnevernleder@sor", "--enhet", "Sjøvik sør", "--grunn", "Ny grense"], "stab"),
    ("mal", ["--verdi", "8 av 10, 16 av 20", "--grunn", "Få saker"], "stab"),
    ("alvor", ["--verdi", "høy", "--grunn", "Barn i fare"], OWNER),
    ("svar-endret", ["--verdi", "runde-1", "--grunn", "Feil sak"], "stab"),
    ("kan-ikke-rettes", ["--verdi", "S1,S2", "--grunn", "For sent"], OWNER),
    ("bortfalt", ["--verdi", "S1", "--grunn", "Flyttet"], "stab"),
    ("ikke-brudd", ["--verdi", "S1,S2,S3", "--feiltype", "registreringsfeil", "--grunn", "Feil dato"], "stab"),
]


@pytest.mark.parametrize(("kode", "words", "som"), ACTED, ids=[row[0] for row in ACTED])
def test_an_act_is_written(desk: Desk, kode: str, words: list[str], som: str) -> None:
    before = desk.hendelser()
    out = desk.acts(AV, kode, *words, som=som)
    assert desk.hendelser() == before + 1
    assert out.startswith(f"Skrevet som hendelse {before + 1}: ")


def test_what_the_acts_have_done(desk: Desk) -> None:
    desk.acts(AV, "mal", "--verdi", "8 av 10, 16 av 20", "--grunn", "Få saker", som="stab")
    desk.acts(AV, "alvor", "--verdi", "Høy", "--grunn", "Barn i fare")
    desk.acts(AV, "ikke-brudd", "--verdi", "S1,2,S3", "--feiltype", "reell", "--grunn", "Feil dato", som="stab")
    avvik = desk.avvik
    assert (avvik.mal.minst, avvik.mal.minst_utvidet, avvik.alvor) == (8, 16, Alvorlighetsgrad.HOY)
    assert {one.tilstand for one in avvik.bevis} == {Objekttilstand.IKKE_BRUDD}
    desk.acts(AV, "avvist", "--grunn", "Alt var i orden", som="stab")
    assert desk.avvik.stilling is Stilling.AVVIST


def test_merged_the_one_left_is_graded_again(desk: Desk) -> None:
    second, third = "AV-2026-0002", "AV-2026-0003"
    few = {"omfang": Omfang.ENKELTHENDELSE, "enhet": NORD, "eier": OWNER}
    desk.write(opened(second, **few), found("8", "9", nr=second), opened(third, **few), found("7", nr=third))
    out = desk.acts(third, "slatt-sammen", "--til", second, "--grunn", "Det samme", som="stab")
    assert "løftet fra enkelthendelse til systemsvikt, med 3 saker" in out
    assert state_of(desk.mappe).avvik[second].omfang is Omfang.SYSTEMSVIKT


def test_a_run_is_named_by_its_day_or_as_the_last(desk: Desk) -> None:
    desk.acts("forste", "felles-start", "--dato", "2026-01-30", som="stab")
    assert desk.avvik.felles_start == D(1, 30)
    desk.acts("2025-12-31", "kjoring-trukket", "--grunn", "Feil uttrekk", som="stab")
    assert desk.avvik.stilling is Stilling.TRUKKET


def test_a_paper_that_was_sent_tells_of_the_open_avvik_of_its_unit(desk: Desk) -> None:
    desk.write(opened("AV-2026-0002", enhet="sor", eier="barnevernleder@sor"))
    (desk.rot / "plan.docx").write_bytes(b"plan")
    out = desk.acts("plan.docx", "sendt", "--til", "Statsforvalteren", "--enhet", "Sjøvik nord", som="stab")
    assert "Filen plan.docx ble sendt til Statsforvalteren, om Sjøvik nord, med 1 avvik" in out
    assert desk.avvik.varslet == D(1, 2)
    assert state_of(desk.mappe).avvik["AV-2026-0002"].varslet is None
    assert [one.name for one in desk.mappe.utgaver.iterdir()] == ["2026-01-02-plan.docx"]
    desk.acts("utgaver/2026-01-02-plan.docx", "sendt", "--til", "stab", som="stab")
    (desk.rot / "plan.docx").write_bytes(b"another plan")
    desk.acts("plan.docx", "sendt", "--til", "stab", som="stab")
    assert {one.name for one in desk.mappe.utgaver.iterdir()} == {"2026-01-02-plan.docx", "2026-01-02-2-plan.docx"}


def test_the_text_of_an_event_is_struck(desk: Desk) -> None:
    desk.acts(AV, "kommentar", "--verdi", "Noe som ikke skulle stå")
    desk.acts(str(desk.hendelser()), "sladdet", "--grunn", "Navn", som="stab")
    assert desk.avvik.ting.kommentarer[0].tekst == ""


REFUSED: list[tuple[list[str], int, str]] = [
    (["hendelse", AV], 2, "Skriv både hva det gjelder"),
    (["hendelse", AV, "lukket", "--som", "stab"], 2, "«lukket» er ikke noe som kan gjøres"),
    (["hendelse", AV, "varslet"], 2, "Det må stå hvem som gjør dette"),
    (["hendelse", AV, "utsatt", "--grunn", "x", "--som", "stab"], 2, "Det mangler --til"),
    (["hendelse", AV, "utsatt", "--til", "i mai", "--grunn", "x", "--som", "stab"], 2, "er ikke en dato"),
    (["hendelse", AV, "mal", "--verdi", "ni av ti", "--grunn", "x", "--som", "stab"], 2, "er ikke et mål"),
    (["hendelse", AV, "alvor", "--verdi", "enorm", "--grunn", "x", "--som", "stab"], 2, "ikke en alvorlighetsgrad"),
    (["hendelse", AV, "bortfalt", "--verdi", "S9", "--grunn", "x", "--som", "stab"], 2, "S9 er ikke blant sakene"),
    (["hendelse", "siste-uke", "kjoring-trukket", "--grunn", "x", "--som", "stab"], 2, "er ikke en kjøring"),
    (["hendelse", AV, "sladdet", "--grunn", "x", "--som", "stab"], 2, "er ikke nummeret på en hendelse"),
    (["hendelse", "AV-2026-0099", "kommentar", "--verdi", "x", "--som", "stab"], 3, "er ikke i registeret"),
    (["hendelse", AV, "kommentar", "--verdi", "x", "--som", "sjef@nord"], 3, "Rollen «sjef» er ikke kjent"),
    (["hendelse", AV, "kommentar", "--verdi", "x", "--som", "teamleder@vest"], 3, "Enheten «vest» er ikke kjent"),
    (["hendelse", AV, "utsatt", "--til", "2026-05-01", "--grunn", "x", "--som", OWNER], 3, "en annen rolle enn eieren"),
    (["hendelse", AV, "felt", "--felt", "status", "--verdi", "lukket", "--som", OWNER], 3, "kan ikke velges"),
    (["hendelse", AV, "varslet", "--dato", "2026-01-03", "--som", "stab"], 3, "ikke kommet ennå"),
    (["hendelse", "borte.docx", "sendt", "--til", "stab", "--som", "stab"], 2, "Finner ikke filen"),
    (["lukk", "AV-2026-0099", "--som", "stab"], 2, "er ikke i registeret"),
    (["lukk", AV], 2, "Det må stå hvem som gjør dette"),
    (["hendelse", AV, "kommentar", "--verdi", "Ring 020110 00100", "--som", "stab"], 3, ""),
]


def test_what_may_not_be_done_is_said_and_not_written(desk: Desk) -> None:
    before = desk.hendelser()
    for words, code, said in REFUSED:
        found_code, _, err = desk.type(*words)
        assert (found_code, said in " ".join(err.split())) == (code, True), (words, err)
        assert desk.hendelser() == before, words


def test_without_a_register_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path / "kommune", monkeypatch, capsys)
    code, _, err = desk.type("lukk", AV, "--som", "stab")
    assert (code, "register" in err) == (2, True)


def test_the_day_of_today_is_the_day_when_none_is_given(desk: Desk) -> None:
    desk.dag = D(1, 2) + timedelta(days=5)
    desk.acts(AV, "varslet", som="stab")
    assert desk.avvik.varslet == D(1, 7)


def test_another_key_is_taken_with_both_lists_and_refused_without(desk: Desk) -> None:
    lists = desk.rot.parent / "lister"
    sources = {"S1": "sak 1", "S2": "sak 2", "S3": "sak 3", "1": "a", "2": "b"}
    old = [Link(pseudonym=name, type="x", kilde_id=one, journalnummer="") for name, one in sources.items()]
    write_links(lists / "gammel.csv", old)
    write_links(lists / "ny.csv", [replace(one, pseudonym=f"ny-{one.pseudonym}") for one in old])
    told = ("hendelse", "registeret", "nokkel-byttet", "--verdi", "m1", "--grunn", "Ny eier", "--som", "stab")
    code, _, err = desk.type(*told)
    assert code != 0 and "Gi begge koblingslistene" in err
    code, out, err = desk.type(*told, "--gammel-liste", str(lists / "gammel.csv"), "--ny-liste", str(lists / "ny.csv"))
    assert code == 0, err
    assert "Nye nummer: 5. Ikke funnet i begge listene: 1" in out
    assert [(one.sak, one.objekt_id) for one in desk.avvik.bevis] == [
        ("ny-S1", "ny-1"),
        ("ny-S2", "ny-2"),
        ("ny-S3", "3"),
    ]
