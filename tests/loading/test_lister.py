"""The general list: what its kind demands is said, its days are in order, and its links lead somewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad
from bvaudit.loading.content.plans import read_plans
from bvaudit.model.innhold import Innhold
from bvaudit.model.listevisning import som_liste
from bvaudit.model.plans import Plans

HODE = "id: {id}\ntittel: En prøve\nkilde: Oppdiktet\nlisteslag: {slag}\n{mer}innhold:\n{punkter}"
Read = Callable[..., tuple[Plans, list[str]]]


def liste(*punkter: str, id_: str = "prove", slag: str = "annet", mer: str = "") -> str:
    return HODE.format(id=id_, slag=slag, mer=mer, punkter="".join(f"  - {{{one}}}\n" for one in punkter))


@pytest.fixture
def read(tmp_path: Path, innhold: Innhold) -> Read:
    def write_and_read(**filer: str) -> tuple[Plans, list[str]]:
        folder = tmp_path / "checklists"
        folder.mkdir(exist_ok=True)
        for navn, tekst in filer.items():
            (folder / f"{navn.replace('_', '-')}.yaml").write_text(tekst, encoding="utf-8")
        plans, problems = read_plans((folder,), innhold.regler, innhold.lover, innhold.koder, innhold.kodeverk)
        told = [f"{problem.sted} {problem.grad} {problem.kode}".removeprefix("checklists/") for problem in problems]
        return plans, told

    return write_and_read


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        pytest.param(liste("id: en, tekst: Én"), [], id="det minste"),
        pytest.param(
            liste("id: en, tekst: Én", "id: en, tekst: To"), ["prove.yaml:7:10 feil dobbel-id"], id="to punkter likt"
        ),
        pytest.param(
            liste("id: en, tekst: Én, sannsynlighet: 3, konsekvensgrad: 4", slag="ros"), [], id="ros med begge"
        ),
        pytest.param(
            liste("id: en, tekst: Én, sannsynlighet: 3", slag="ros"),
            ["prove.yaml:6:10 feil mangler-i-punktet"],
            id="ros uten alvor",
        ),
        pytest.param(
            liste("id: en, tekst: Én, konsekvensgrad: 3"), ["prove.yaml:6:41 feil bare-en-grad"], id="bare den ene"
        ),
        pytest.param(
            liste("id: en, tekst: Én, sannsynlighet: 6, konsekvensgrad: 1", slag="ros"),
            ["prove.yaml:6:40 feil verdi-grense"],
            id="seks av fem",
        ),
        pytest.param(
            liste("id: en, tekst: Lavt sykefravær", slag="lykkes"),
            ["prove.yaml:6:10 feil mangler-i-punktet"],
            id="påstand uten noe bak",
        ),
        pytest.param(
            liste("id: en, tekst: Få går over fristen, regler: [UND-03]", slag="lykkes"), [], id="påstand med regel"
        ),
        pytest.param(liste("id: en, tekst: Rutinen", slag="rutiner"), [], id="det ingen vet, diktes ikke opp"),
        pytest.param(
            liste("id: en, tekst: Én, start: 2026-02-01, slutt: 2026-01-31"),
            ["prove.yaml:6:51 feil dato-rekkefolge"],
            id="slutt før start",
        ),
        pytest.param(liste("id: en, tekst: Én, start: 2026-02-01, slutt: 2026-02-01"), [], id="samme dag"),
        pytest.param(
            liste("id: en, tekst: Én, status: ferdig"), ["prove.yaml:6:33 feil ukjent-kode"], id="ukjent status"
        ),
        pytest.param(liste("id: en, tekst: Én, regler: [UND-99]"), ["prove.yaml:6:34 feil ukjent-regel"], id="regelen"),
        pytest.param(
            liste("id: en, tekst: Én, koblet: [to]"), ["prove.yaml:6:34 feil ukjent-punkt"], id="punktet finnes ikke"
        ),
        pytest.param(
            liste("id: en, tekst: Én, koblet: ['andre:to']"), ["prove.yaml:6:34 feil ukjent-liste"], id="listen heller"
        ),
        pytest.param(
            liste("id: en, tekst: Én, koblet: [en]"), ["prove.yaml:6:34 feil koblet-til-seg-selv"], id="seg selv"
        ),
        pytest.param(
            liste("id: en, tekst: Én", "id: to, tekst: To, koblet: [en, 'prove:en']"), [], id="koblet på to måter"
        ),
        pytest.param(
            liste("id: en, tekst: Én", mer="oppgitt_antall: 17\n"),
            ["prove.yaml:5:17 advarsel feil-antall"],
            id="kilden sier sytten",
        ),
        pytest.param(liste("id: en, tekst: Én", mer="oppgitt_antall: 1\n"), [], id="kilden sier det som står"),
        pytest.param(
            liste("id: en, tekst: Én", mer="grupper: [{id: fag, tittel: Fag}]\n"),
            ["prove.yaml:5:16 feil tom-gruppe", "prove.yaml:7:10 feil ikke-koblet"],
            id="punkt uten gruppe",
        ),
        pytest.param(
            liste("id: en, tekst: Én, grupper: [fg]", mer="grupper: [{id: fag, tittel: Fag}]\n"),
            ["prove.yaml:5:16 feil tom-gruppe", "prove.yaml:7:35 feil ukjent-gruppe"],
            id="ukjent gruppe",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tekst: str, ventet: list[str], read: Read) -> None:
    plans, told = read(prove=tekst)
    assert told == ventet
    assert bool(plans.lister) == (not any(f" {Grad.FEIL} " in one for one in told))


def test_links_and_the_list_before_reach_across_the_kinds(read: Read) -> None:
    risks = (
        "id: risikoer-2025\ntittel: Risikoer\nar: '2025'\nkilde: Oppdiktet\ngrupper: [{id: fag, tittel: Fag}]\n"
        "risikoer:\n  - {id: r1, gruppe: fag, tekst: Det glipper}\n"
    )
    ros = liste(
        "id: r1, tekst: Det glipper, sannsynlighet: 2, konsekvensgrad: 5, koblet: ['tiltak-2026:kurs']",
        id_="ros-2026",
        slag="ros",
        mer="ar: '2026'\nforrige: risikoer-2025\n",
    )
    measures = liste("id: kurs, tekst: Kurs", id_="tiltak-2026", slag="tiltak")
    plans, told = read(risikoer_2025=risks, ros_2026=ros, tiltak_2026=measures)
    assert told == []
    assert len(plans.lister) == 2
    _, told = read(risikoer_2025=risks, ros_2026=ros.replace("id: r1", "id: r2"), tiltak_2026=measures)
    assert told == ["ros-2026.yaml:8:10 feil byttet-id"]


def test_two_kinds_may_not_share_an_id(read: Read, tmp_path: Path) -> None:
    (tmp_path / "checklists" / "andre").mkdir(parents=True)
    other = "id: prove\ntittel: Tiltak\nkilde: Oppdiktet\ntiltak:\n  - {id: kurs, tittel: Kurs, beskrivelse: Et kurs}\n"
    (tmp_path / "checklists" / "andre" / "prove.yaml").write_text(other, encoding="utf-8")
    _, told = read(prove=liste("id: en, tekst: Én"))
    assert told == ["andre/prove.yaml:1:5 feil id-to-ganger", "prove.yaml:1:5 feil id-to-ganger"]


@pytest.mark.parametrize(
    ("en", "to"),
    [
        pytest.param(
            "tittel: Tiltak\nkilde: Oppdiktet\ntiltak:\n  - {id: kurs, tittel: Kurs, beskrivelse: Et kurs}\n",
            "tittel: Tiltak\nkilde: Oppdiktet\nforrige: en\n"
            "tiltak:\n  - {id: kurs, tittel: Kurs, beskrivelse: Et kurs}\n",
            id="tiltak",
        ),
        pytest.param(
            "tittel: Råd\navsender: En revisor\nar: '2025'\nkilde: Oppdiktet\n"
            "arbeidsgrupper: [{id: fag, tittel: Fag}]\n"
            "anbefalinger: [{id: a1, tekst: Lag en plan}]\nkobling: [{anbefaling: a1, grupper: [fag]}]\n",
            "tittel: Råd\navsender: En revisor\nar: '2026'\nkilde: Oppdiktet\nforrige: en\n"
            "arbeidsgrupper: [{id: fag, tittel: Fag}]\nanbefalinger: [{id: a1, tekst: Lag en plan}]\n"
            "kobling: [{anbefaling: a1, grupper: [fag]}]\n",
            id="anbefalinger",
        ),
    ],
)
def test_every_kind_can_come_after_one_before(en: str, to: str, read: Read) -> None:
    plans, told = read(en=f"id: en\n{en}", to=f"id: to\n{to}")
    assert told == []
    assert [som_liste(one).forrige for one in plans.alle_lister] == ["", "en"]
    _, told = read(to=f"id: to\n{to}".replace("forrige: en", "forrige: tre"))
    assert [one.rpartition(" ")[2] for one in told] == ["ukjent-liste"]
