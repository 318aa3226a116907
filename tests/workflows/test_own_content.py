"""A municipality's own content, from its folder to the papers of a run."""

import sys
from pathlib import Path

import pytest

from bvaudit.errors import ContentError
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.workflows.content import content_or_stop, read_content
from tests.workflows.one_rule_judged import LATE, Ran, run, words
from tests.workflows.whole_runs import words_in

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

ROT = Path(__file__).parents[2]
KODEVERK = """\
erstatter: [arsaker, roller, alvorlighetsgrader]
grunn: Vedtatt i ledergruppen
arsaker:
  - {kode: ferieavvikling, tekst: Ferieavvikling, forklaring: Ingen var på jobb}
roller:
  - {kode: fagkonsulent, tekst: Fagkonsulent, forklaring: Leder faget}
alvorlighetsgrader:
  - {grad: kritisk, forklaring: Fare, frist: P2D, frist_tekst: Innen to dager, ansvarlig_rolle: fagkonsulent}
  - {grad: hoy, forklaring: Lovbrudd, frist: P5D, frist_tekst: Innen fem dager, ansvarlig_rolle: fagkonsulent}
  - {grad: middels, forklaring: Enkeltsak, frist: P30D, frist_tekst: Innen tretti dager, ansvarlig_rolle: fagkonsulent}
  - {grad: lav, forklaring: Rutine, frist: null, frist_tekst: Når det passer, ansvarlig_rolle: fagkonsulent}
"""
TILTAK = """\
id: tiltak-fjordvik
tittel: Våre tiltak
kilde: Vedtatt i ledergruppen
tiltak:
  - id: fristliste
    tittel: Fristliste hver mandag
    beskrivelse: Teamleder går gjennom alle åpne meldinger.
    regler: [MEL-01]
"""
TILSYN = """\
id: tilsyn-fjordvik-2025
tittel: Tilsyn med meldinger i Fjordvik
ar: "2025"
kommune: Fjordvik
kommunenummer: "9999"
funn:
  - id: frister
    tekst: Meldingene blir liggende for lenge før noen ser på dem
    males_med: {regler: [MEL-01]}
    funn:
      - {id: varsel, tekst: Ingen vet hvem som skal varsle lederen}
"""


def own(folder: Path, **files: str) -> Path:
    mappe = folder / "vår mappe"
    mappe.mkdir(exist_ok=True)
    for name, text in files.items():
        (mappe / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return mappe


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("egne")
    mappe = own(folder, avvik=KODEVERK, tiltak_fjordvik=TILTAK, tilsyn_fjordvik_2025=TILSYN)
    documents = [en_sak(melding(**LATE), sak=number, innsending=number) for number in range(1, 4)]
    return run(folder, *documents, files=True, egne=(mappe,))


def plan_of(ran: Ran) -> Path:
    (plan,) = ran.ut.glob("handlingsplan-*.docx")
    return plan


@pytest.mark.parametrize("said", ["Innen fem dager", "Fagkonsulent", "Ferieavvikling"])
def test_own_words_are_in_the_register(ran: Ran, said: str) -> None:
    assert said in words_in(ran.ut / "avviksregister.xlsx")


@pytest.mark.parametrize("said", ["Innen 1 uke", "Barnevernleder", "For lite kapasitet"])
def test_the_words_they_stand_for_are_not(ran: Ran, said: str) -> None:
    assert said not in words_in(ran.ut / "avviksregister.xlsx")
    assert said not in words(plan_of(ran))


def test_what_own_content_stands_in_place_of_is_in_the_register_with_the_reason(ran: Ran) -> None:
    lines = [str(row) for row in ran.sheet("Grunnlag") if "egen utgave" in str(row)]
    assert len(lines) == 3 and all("Grunn: Vedtatt i ledergruppen" in line for line in lines)


def test_own_deadline_and_role_are_in_the_plan(ran: Ran) -> None:
    text = words(plan_of(ran))
    assert "Fagkonsulent" in text
    assert "innen fem dager" in text.casefold()


def test_own_supervision_is_in_the_papers_and_what_nothing_tests_must_be_read(ran: Ran) -> None:
    assert [(p.vist, p.n, p.ma_leses) for p in ran.revisjon.tilsyn] == [("Funn 1", 3, False), ("Funn 1.1", 0, True)]
    for text in (words_in(ran.ut / "avviksregister.xlsx"), words(plan_of(ran))):
        assert "Meldingene blir liggende for lenge før noen ser på dem" in text
        assert "Ingen vet hvem som skal varsle lederen" in text


def test_own_measures_come_first_among_those_proposed(ran: Ran) -> None:
    first = ran.revisjon.forslag["MEL-01"][0]
    assert (first.tiltak.tittel, first.liste, first.eget) == ("Fristliste hver mandag", "Våre tiltak", True)


def test_what_is_read_and_what_is_compiled_are_laid_over_alike(tmp_path: Path) -> None:
    mappe = own(tmp_path, avvik=KODEVERK, tiltak_fjordvik=TILTAK)
    read, problems = read_content((mappe,))
    assert problems == []
    assert read == content_or_stop((mappe,))


def test_the_print_is_of_own_files_of_every_kind_and_not_of_where_they_lie(tmp_path: Path) -> None:
    prints = [content_or_stop().sha256]
    for name, text in (("avvik", KODEVERK), ("tiltak_fjordvik", TILTAK), ("tilsyn_fjordvik_2025", TILSYN)):
        prints.append(content_or_stop((own(tmp_path, **{name: text}),)).sha256)
    assert len(set(prints)) == 4
    moved = (tmp_path / "vår mappe").rename(tmp_path / "et annet sted")
    assert content_or_stop((moved,)).sha256 == prints[-1]
    (moved / "enheter.yaml").write_text("enheter: []\n", encoding="utf-8")
    assert content_or_stop((moved,)).sha256 == prints[-1], "units are no layer: the extract is read by them"


def test_a_run_stops_on_every_fault_in_own_content(tmp_path: Path) -> None:
    faulty = KODEVERK.replace("grad: lav", "grad: hoy")
    mappe = own(tmp_path, avvik=faulty, tiltak_fjordvik=TILTAK.replace("MEL-01", "MEL-99"), notat="id: notat\n")
    with pytest.raises(ContentError) as error:
        content_or_stop((mappe,))
    assert sorted(problem.kode for problem in error.value.problems) == [
        "dobbel-verdi",
        "ukjent-regel",
        "ukjent-slag",
    ]
    assert error.value.hint == f'kjør «bvaudit sjekk "{mappe}"»'


def test_what_people_should_know_of_own_content_is_among_the_warnings_of_the_run(tmp_path: Path) -> None:
    rule = (ROT / "rules/melding/MEL-01.yaml").read_text(encoding="utf-8")
    stricter = rule.replace("id: MEL-01", "id: MEL-01\nerstatter: MEL-01\ngrunn: Vi har fem dager").replace(
        "P1W", "P5D"
    )
    (tmp_path / "vår mappe").mkdir()
    (tmp_path / "vår mappe" / "MEL-01.yaml").write_text(stricter, encoding="utf-8")
    ran = run(tmp_path, en_sak(melding(**LATE)), egne=(tmp_path / "vår mappe",))
    assert [one.grunn for one in ran.revisjon.erstatninger] == ["Vi har fem dager"]
    assert [line for line in ran.revisjon.advarsler if "brudd på loven" in line] == [
        "I kommunens eget innhold (vår mappe/MEL-01.yaml): kravet er et annet enn i den «MEL-01» som følger med, men "
        "brudd står som brudd på loven."
    ]


def test_grades_that_are_not_own_keep_their_deadlines(tmp_path: Path) -> None:
    only_causes = KODEVERK.split("roller:")[0].replace("[arsaker, roller, alvorlighetsgrader]", "arsaker")
    kodeverk = content_or_stop((own(tmp_path, avvik=only_causes),)).kodeverk
    assert kodeverk is not None
    assert kodeverk.gradfrist(Alvorlighetsgrad.HOY).frist_tekst == "Innen 1 uke"
