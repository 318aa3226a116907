"""Plans on disk: what is written is what is read, and every name in them must exist."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.lists import read_kodelister
from bvaudit.loading.content.place import shipped
from bvaudit.loading.content.plans import read_plans
from bvaudit.model.plans import Oppgave, Plans, Punkt, Trekking
from bvaudit.model.rule import Effektmal, Hjemmel, Lov, Rule
from bvaudit.model.tilsyn import NI_AV_TI, Funnslag, Tilsynsdatoer, Tilsynsfunn
from bvaudit.workflows.content import content_or_stop

FIRST_LINE = "# yaml-language-server: $schema=../bvaudit/schemas/{slag}.schema.json\n"

SJEKKLISTE = """\
id: prove
tittel: En prøve
formal: Å se at den kan leses
versjon: "1"
gjelder_fra: 2026-01-01
utvalg: {per_enhet: 10, reserve: 5, beskrivelse: Alle saker}
punkter:
  - {regel: MEL-01, merknad: Husk dette}
  - regel: UND-14
"""
ARSHJUL = """\
id: prove
tittel: En prøve
gjelder_fra: 2024-01-01
kilde: Oppdiktet
oppgaver:
  - id: mote
    tittel: Møte
    beskrivelse: Vi møtes
    maneder: [1, 12]
    eier: Stab
    enheter: alle
    dokumentasjon: Referat
    regler: [MEL-01]
    hjemmel: [{lov: koml, paragraf: 25-1, bokstav: c}]
"""
TILSYN = """\
id: prove
tittel: En prøve
myndighet: Statsforvalteren
tema: Undersøkelser
ar: "2021"
kommune: Oppdiktet
enheter: []
kilde: Oppdiktet
datoer: {besok: 2021-03-01, endelig_rapport: 2021-06-01}
funn:
  - id: styring
    tekst: Styringen svikter
    hjemmel: [{lov: bvl1992, paragraf: 2-1, ledd: 2}]
    lukkekriterium: Når de andre er lukket
    frist: 2021-09-01
    funn:
      - id: framdrift
        tekst: Det går for sakte
        hjemmel: [{lov: bvl1992, paragraf: 4-3, ledd: 1}]
        males_med: {regler: [UND-03], manuelle: [UND-14]}
        lukkes_nar: {minst: 8, av: 10, utvides_til: 20, minst_utvidet: 16}
        funn:
          - {id: venting, tekst: Saker venter, slag: merknad, enheter: [Nord]}
"""


@pytest.fixture(scope="module")
def lover() -> Mapping[str, Lov]:
    return content_or_stop().lover


@pytest.fixture(scope="module")
def regler(lover: Mapping[str, Lov]) -> Mapping[str, Rule]:
    return content_or_stop().regler


class Mappe:
    """A folder of plans that a test fills and reads."""

    def __init__(self, sti: Path, regler: Mapping[str, Rule], lover: Mapping[str, Lov]) -> None:
        self.sti, self.regler, self.lover = sti, regler, lover

    def read(self, **filer: str) -> tuple[Plans, list[Problem]]:
        for navn, tekst in filer.items():
            (self.sti / f"{navn}.yaml").write_text(tekst, encoding="utf-8")
        return read_plans((self.sti,), self.regler, self.lover, {})


@pytest.fixture
def mappe(tmp_path: Path, regler: Mapping[str, Rule], lover: Mapping[str, Lov]) -> Mappe:
    sti = tmp_path / "checklists"
    sti.mkdir()
    return Mappe(sti, regler, lover)


def test_a_checklist_is_read_as_it_was_written(mappe: Mappe) -> None:
    plans, problems = mappe.read(prove=FIRST_LINE.format(slag="sjekkliste") + SJEKKLISTE)
    assert problems == []
    (liste,) = plans.sjekklister
    assert (liste.id, liste.versjon, liste.gjelder_fra, liste.fil) == (
        "prove",
        "1",
        date(2026, 1, 1),
        "checklists/prove.yaml",
    )
    assert liste.utvalg == Trekking(per_enhet=10, reserve=5, beskrivelse="Alle saker")
    assert liste.punkter == (Punkt(regel="MEL-01", merknad="Husk dette"), Punkt(regel="UND-14"))


def test_the_years_controls_are_read_as_they_were_written(mappe: Mappe) -> None:
    plans, problems = mappe.read(prove=FIRST_LINE.format(slag="arshjul") + ARSHJUL)
    assert problems == []
    (arshjul,) = plans.arshjul
    assert arshjul.gjelder_fra == date(2024, 1, 1)
    assert arshjul.oppgaver == (
        Oppgave(
            id="mote",
            tittel="Møte",
            beskrivelse="Vi møtes",
            maneder=(1, 12),
            eier="Stab",
            enheter="alle",
            dokumentasjon="Referat",
            regler=("MEL-01",),
            hjemmel=(Hjemmel(lov="koml", paragraf="25-1", bokstav="c"),),
        ),
    )


def test_a_supervision_is_read_as_it_was_written(mappe: Mappe) -> None:
    plans, problems = mappe.read(prove=FIRST_LINE.format(slag="tilsyn") + TILSYN)
    assert problems == []
    (tilsyn,) = plans.tilsyn
    assert (tilsyn.ar, tilsyn.enheter, tilsyn.type) == ("2021", (), "")
    assert tilsyn.datoer == Tilsynsdatoer(besok=date(2021, 3, 1), endelig_rapport=date(2021, 6, 1))
    assert tilsyn.funn == (
        Tilsynsfunn(
            id="styring",
            tekst="Styringen svikter",
            hjemmel=(Hjemmel(lov="bvl1992", paragraf="2-1", ledd="2"),),
            lukkekriterium="Når de andre er lukket",
            frist=date(2021, 9, 1),
            funn=(
                Tilsynsfunn(
                    id="framdrift",
                    tekst="Det går for sakte",
                    hjemmel=(Hjemmel(lov="bvl1992", paragraf="4-3", ledd="1"),),
                    regler=("UND-03",),
                    manuelle=("UND-14",),
                    lukkes_nar=Effektmal(minst=8, av=10, utvides_til=20, minst_utvidet=16),
                    funn=(Tilsynsfunn(id="venting", tekst="Saker venter", slag=Funnslag.MERKNAD, enheter=("Nord",)),),
                ),
            ),
        ),
    )
    assert [one.lukkes_nar for one in tilsyn.funn[0].within()][::2] == [NI_AV_TI, NI_AV_TI]


@pytest.mark.parametrize(
    ("tekst", "slag"),
    [
        pytest.param(SJEKKLISTE, "sjekklister", id="punkter er en sjekkliste"),
        pytest.param(ARSHJUL, "arshjul", id="oppgaver er et årshjul"),
        pytest.param(TILSYN, "tilsyn", id="funn er et tilsyn"),
    ],
)
def test_the_keys_tell_when_the_first_line_is_missing(mappe: Mappe, tekst: str, slag: str) -> None:
    plans, problems = mappe.read(prove=tekst)
    assert problems == []
    assert len(getattr(plans, slag)) == 1


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        pytest.param(
            SJEKKLISTE.replace("UND-14", "UNDE-14"),
            "9:12: feil [ukjent-regel]: regelen «UNDE-14» finnes ikke\n  hint: mente du «UND-14»?",
            id="regelen er skrevet feil i en sjekkliste",
        ),
        pytest.param(
            SJEKKLISTE.replace("UND-14", "XYZ-77777"),
            "9:12: feil [ukjent-regel]: regelen «XYZ-77777» finnes ikke",
            id="regelen ligner ikke på noen",
        ),
        pytest.param(
            SJEKKLISTE.replace("UND-14", "MEL-01"),
            "9:12: feil [dobbel-id]: «MEL-01» står to ganger\n  hint: ta bort den ene",
            id="samme regel to ganger",
        ),
        pytest.param(
            SJEKKLISTE.replace("id: prove", "id: provee"),
            "1:5: feil [id-og-filnavn]: id er «provee», men filen heter «prove.yaml»\n  hint: la dem være like",
            id="id er ikke filnavnet",
        ),
        pytest.param(
            ARSHJUL.replace("[MEL-01]", "[MELD-01]"),
            "13:14: feil [ukjent-regel]: regelen «MELD-01» finnes ikke\n  hint: mente du «MEL-01»?",
            id="regelen er skrevet feil i et årshjul",
        ),
        pytest.param(
            ARSHJUL.replace("koml", "komle"),
            "14:21: feil [ukjent-lov]: loven «komle» finnes ikke\n  hint: mente du «koml»?",
            id="loven er skrevet feil i et årshjul",
        ),
        pytest.param(
            ARSHJUL + "    sjekkliste: finnes-ikke\n",
            "15:17: feil [ukjent-sjekkliste]: sjekklisten «finnes-ikke» finnes ikke",
            id="sjekklisten finnes ikke",
        ),
        pytest.param(
            TILSYN.replace("bvl1992, paragraf: 2-1", "bvl92, paragraf: 2-1"),
            "13:21: feil [ukjent-lov]: loven «bvl92» finnes ikke\n  hint: mente du «bvl1992»?",
            id="loven er skrevet feil i et funn",
        ),
        pytest.param(
            TILSYN.replace("bvl1992, paragraf: 4-3", "bvl92, paragraf: 4-3"),
            "19:25: feil [ukjent-lov]: loven «bvl92» finnes ikke\n  hint: mente du «bvl1992»?",
            id="loven er skrevet feil i et funn inne i et annet",
        ),
        pytest.param(
            TILSYN.replace("[UND-03]", "[UND-14]"),
            "20:30: feil [feil-liste]: «UND-14» besvares av et menneske\n  hint: flytt den til «manuelle»",
            id="manuelt punkt blant reglene",
        ),
        pytest.param(
            TILSYN.replace("[UND-14]", "[UND-03]"),
            "20:50: feil [feil-liste]: «UND-03» regnes av programmet\n  hint: flytt den til «regler»",
            id="maskinell regel blant de manuelle",
        ),
        pytest.param(
            TILSYN.replace("[UND-14]", "[UND-144]"),
            "20:50: feil [ukjent-regel]: regelen «UND-144» finnes ikke\n  hint: mente du «UND-14»?",
            id="regelen er skrevet feil i et tilsyn",
        ),
        pytest.param(
            TILSYN.replace("id: venting", "id: styring"),
            "23:18: feil [dobbel-id]: «styring» står to ganger\n  hint: gi den en id som ikke er brukt",
            id="et funn har samme id som det det ligger i",
        ),
        pytest.param(
            TILSYN.replace("minst: 8, ", "minst: 12, "),
            "21:29: feil [effektmal]: «minst» er 12, men bare 10 måles («av»)",
            id="et mål ingen kan nå",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(mappe: Mappe, tekst: str, ventet: str) -> None:
    plans, problems = mappe.read(prove=tekst)
    assert [str(problem) for problem in problems] == [f"checklists/prove.yaml:{ventet}"]
    assert plans == Plans()


def test_days_in_the_wrong_order_are_warned_of(mappe: Mappe) -> None:
    plans, problems = mappe.read(prove=TILSYN.replace("2021-06-01", "2012-06-01"))
    assert [str(problem) for problem in problems] == [
        "checklists/prove.yaml:9:46: advarsel [dato-rekkefolge]: «endelig_rapport» er før «besok»\n"
        "  hint: se om en av datoene er skrevet feil"
    ]
    assert len(plans.tilsyn) == 1


def test_every_problem_is_found_in_one_reading(mappe: Mappe) -> None:
    _, problems = mappe.read(prove=ARSHJUL.replace("[MEL-01]", "[MEL-98, MEL-99]").replace("koml", "komle"))
    assert [problem.kode for problem in problems] == ["ukjent-regel", "ukjent-regel", "ukjent-lov"]


def test_a_key_that_does_not_belong_is_found_by_the_schema(mappe: Mappe) -> None:
    plans, problems = mappe.read(prove=SJEKKLISTE + "frekvens: ofte\n")
    assert [problem.kode for problem in problems] == ["ukjent-nokkel"]
    assert plans == Plans()


def test_the_first_line_decides_what_the_file_must_hold(mappe: Mappe) -> None:
    _, problems = mappe.read(prove=FIRST_LINE.format(slag="tilsyn") + "id: prove\ntittel: Noe\n")
    assert "mangler-nokkel" in {problem.kode for problem in problems}


def test_a_first_line_that_the_keys_contradict_is_told(mappe: Mappe) -> None:
    _, problems = mappe.read(prove=FIRST_LINE.format(slag="tilsyn") + SJEKKLISTE)
    assert [str(problem) for problem in problems] == [
        "checklists/prove.yaml:8:1: feil [feil-slag]: første linje sier at filen er et tilsyn, men «punkter» viser at "
        "den er en sjekkliste\n  hint: ta bort den første linjen, eller skriv sjekkliste.schema.json i den"
    ]


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("id: prove\ntittel: Noe annet\n", id="ingen kjente nøkler"),
        pytest.param("- en\n- liste\n", id="en liste"),
        pytest.param("bare en setning\n", id="en tekst"),
    ],
)
def test_a_file_nobody_can_place_is_a_problem(mappe: Mappe, tekst: str) -> None:
    plans, problems = mappe.read(prove=tekst)
    assert [problem.kode for problem in problems] == ["ukjent-slag"]
    assert plans == Plans()


def test_a_broken_plan_does_not_take_the_others_with_it(mappe: Mappe) -> None:
    plans, problems = mappe.read(
        god=SJEKKLISTE.replace("id: prove", "id: god"), odelagt="id: [", prove=ARSHJUL.replace("[MEL-01]", "[MEL-99]")
    )
    assert {problem.sted.fil for problem in problems} == {"checklists/odelagt.yaml", "checklists/prove.yaml"}
    assert [liste.id for liste in plans.sjekklister] == ["god"]


def test_a_checklist_in_another_folder_can_be_used(mappe: Mappe, tmp_path: Path) -> None:
    egen = tmp_path / "egne"
    egen.mkdir()
    (egen / "mitt-arshjul.yaml").write_text(
        ARSHJUL.replace("id: prove", "id: mitt-arshjul") + "    sjekkliste: prove\n", encoding="utf-8"
    )
    (mappe.sti / "prove.yaml").write_text(SJEKKLISTE, encoding="utf-8")
    plans, problems = read_plans((mappe.sti, egen), mappe.regler, mappe.lover, {})
    assert problems == []
    assert plans.arshjul[0].oppgaver[0].sjekkliste == "prove"


def test_the_same_id_in_two_folders_is_a_problem(mappe: Mappe, tmp_path: Path) -> None:
    egen = tmp_path / "egne"
    egen.mkdir()
    for folder in (mappe.sti, egen):
        (folder / "prove.yaml").write_text(SJEKKLISTE, encoding="utf-8")
    plans, problems = read_plans((mappe.sti, egen), mappe.regler, mappe.lover, {})
    assert [problem.kode for problem in problems] == ["id-to-ganger"]
    assert [liste.fil for liste in plans.sjekklister] == ["checklists/prove.yaml"]


def test_a_folder_that_is_not_there_is_a_problem(
    regler: Mapping[str, Rule], lover: Mapping[str, Lov], tmp_path: Path
) -> None:
    _, problems = read_plans((tmp_path / "borte",), regler, lover, {})
    assert [problem.kode for problem in problems] == ["mangler-mappe"]


def test_the_plans_that_come_with_the_program_are_whole_and_nobodys(
    regler: Mapping[str, Rule], lover: Mapping[str, Lov]
) -> None:
    plans, problems = read_plans(shipped().sjekklister, regler, lover, read_kodelister(shipped().regler[0])[0])
    assert problems == []
    assert plans.tilsyn == ()
    assert not any(getattr(plan, "kommune", "") or plan.egen for plan in plans.alle)
