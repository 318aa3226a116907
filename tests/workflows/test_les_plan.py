"""A plan in Word is read by the same merge as a workbook: what was written, against the log then and the log now."""

import random
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import Strakstiltak
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Logget
from bvaudit.model.registeret.redigering import Dokument, Sammenfall, Sammenslaing
from bvaudit.register.fold import fold, state_at
from bvaudit.register.merge import merge
from bvaudit.workflows.read_plan import read_plan_document
from tests.intake.plan_writing import filled, keys_in, packed, parts_of, through_libreoffice
from tests.register.logs import logged, opened
from tests.reports import plan_register as pr
from tests.reports.builders import et_kodeverk
from tests.workflows.whole_runs import words_in

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KONTEKST = Kontekst(regler={}, kodeverk=et_kodeverk(), enheter=pr.ENHETER)
DAG = date(2026, 1, 20)
FRIST, SIKRING = "AV_2026_0001_frist_plan", "PLAN_ostbyen_sikring"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pr.with_memory(tmp_path_factory.mktemp("plan") / "plan.docx")


def read(path: Path, log: Sequence[Logget]) -> Dokument:
    dok, problems = read_plan_document(path, KONTEKST, log)
    assert dok is not None, problems
    return dok


def merged(path: Path, log: Sequence[Logget]) -> Sammenslaing:
    dok = read(path, log)
    basis = state_at(log, dok.hode)
    assert basis is not None
    return merge(dok, fold(log), basis, KONTEKST, dag=DAG, logg=log, tillatt=lambda *_: ())


def later(*events: tuple[str, Hendelse]) -> tuple[Logget, ...]:
    return (*pr.log(), *logged(events, first=len(pr.log()) + 1))


def changes(found: Sammenslaing) -> dict[str, Sammenfall]:
    return {f"{one.celle.nr} {one.celle.felt}": one.hva for one in found.linjer if one.hva is not Sammenfall.UENDRET}


def test_an_untouched_plan_is_no_event(plan: Path) -> None:
    found = merged(plan, pr.log())
    assert (found.hendelser, changes(found), found.nye) == ((), {}, ())


def test_an_untouched_plan_takes_nothing_back_that_has_been_changed_since(plan: Path) -> None:
    log = later(
        (pr.LEDER, FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01")),
        (pr.LEDER, FeltSatt(nr="PLAN-ostbyen", felt="sikring", tekst="Noe nytt.")),
        (pr.LEDER, FeltSatt(nr=pr.OMS, felt="arsak", verdi="rutine")),
    )
    found = merged(plan, log)
    assert (found.hendelser, changes(found)) == ((), {})


def test_what_is_written_becomes_events(plan: Path, tmp_path: Path) -> None:
    typed = {
        FRIST: "1. mars 2026",
        "AV_2026_0002_arsak": "Rutine mangler, eller er uklar",
        SIKRING: "Alle saker gjennomgås i dag.\nOg i morgen.",
        "AV_2026_0001_TI_2026_0002_i_bruk": "15.2.2026",
        "TI_2026_0001_frist": "1.4.26",
        "AV_2026_0001_ansvarlig": "Stab",
    }
    found = merged(filled(plan, tmp_path / "f.docx", typed), pr.log())
    written = {(e.nr, e.felt): e.verdi or e.tekst for e in found.hendelser if isinstance(e, FeltSatt)}
    assert written == {
        (pr.UND, "frist_plan"): "2026-03-01",
        (pr.OMS, "arsak"): "rutine",
        ("PLAN-ostbyen", "sikring"): "Alle saker gjennomgås i dag.\nOg i morgen.",
        (f"{pr.UND}/{pr.FELLES}", "i_bruk"): "2026-02-15",
        (pr.EGET, "frist"): "2026-04-01",
        (pr.UND, "ansvarlig"): "stab",
    }
    assert len(found.hendelser) == len(written)
    assert {e.fil for e in found.hendelser if isinstance(e, FeltSatt)} == {str(tmp_path / "f.docx")}


def test_what_both_have_written_is_decided_by_a_person(plan: Path, tmp_path: Path) -> None:
    log = later((pr.LEDER, FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01")))
    found = merged(filled(plan, tmp_path / "f.docx", {FRIST: "2.3.2026", SIKRING: "Annet"}), log)
    assert changes(found) == {f"{pr.UND} frist_plan": Sammenfall.KONFLIKT, "PLAN-ostbyen sikring": Sammenfall.ENDRET}
    (conflict,) = found.konflikter
    assert (conflict.basis, conflict.na, conflict.celle.verdi) == ("2026-02-16", "2026-03-01", "2026-03-02")
    assert "AV-2026-0001, Plan klar" in str(conflict.celle.sted)


def test_the_word_that_erases_and_an_emptied_blank(plan: Path, tmp_path: Path) -> None:
    found = merged(filled(plan, tmp_path / "f.docx", {FRIST: "slettes", SIKRING: ""}), pr.log())
    assert [(e.nr, e.felt, e.verdi) for e in found.hendelser if isinstance(e, FeltSatt)] == [(pr.UND, "frist_plan", "")]


def test_what_was_done_at_once_is_one_act(plan: Path, tmp_path: Path) -> None:
    key = "AV_2026_0002_strakstiltak"
    typed = {key: "Besøkt samme dag", f"{key}_dag": "6.1.2026", f"{key}_hvem": "Barnevernleder"}
    (event,) = merged(filled(plan, tmp_path / "f.docx", typed), pr.log()).hendelser
    assert isinstance(event, Strakstiltak)
    assert (event.nr, event.dag, event.hva, event.rolle) == (pr.OMS, date(2026, 1, 6), "Besøkt samme dag", pr.LEDER)


def test_a_case_that_is_mended_is_marked(plan: Path, tmp_path: Path) -> None:
    key = next(key for key in keys_in(plan) if key.startswith("SAK_S_9"))
    (event,) = merged(filled(plan, tmp_path / "f.docx", {key: "6.1.2026"}), pr.log()).hendelser
    assert isinstance(event, SakMerket) and (event.enhet, event.rettet) == ("ostbyen", date(2026, 1, 6))
    log = later((pr.LEDER, event))
    assert merged(filled(plan, tmp_path / "f.docx", {key: "6.1.2026"}), log).hendelser == ()


def test_a_case_that_is_marked_says_so_in_the_next_plan(plan: Path, tmp_path: Path) -> None:
    key = next(key for key in keys_in(plan) if key.startswith("SAK_S_9"))
    (event,) = merged(filled(plan, tmp_path / "f.docx", {key: "6.1.2026"}), pr.log()).hendelser
    log = later((pr.LEDER, event))
    again = pr.with_memory(tmp_path / "ny.docx", reg=fold(log))
    assert [(one.felt, one.verdi) for one in read(again, log).rettet] == [("rettet", "2026-01-06")]
    assert merged(again, log).hendelser == ()


def test_a_new_measure_is_opened_and_linked_once_however_often_it_is_read(plan: Path, tmp_path: Path) -> None:
    row = next(key for key in keys_in(plan) if key.startswith("NY_") and key.endswith("AV_2026_0001_tittel"))
    typed = {row: "Egen fristliste", row.replace("tittel", "frist"): "1.3.2026", row.replace("tittel", "eier"): "Stab"}
    written = filled(plan, tmp_path / "f.docx", typed)
    events = merged(written, pr.log()).hendelser
    made, *rest = events
    assert isinstance(made, TingOpprettet)
    assert (made.nr, made.tittel, made.enhet, made.eier) == ("TI-2026-0003", "Egen fristliste", "ostbyen", "stab")
    assert Koblet(avvik=pr.UND, tiltak="TI-2026-0003", dag=DAG) in rest
    log = later(*((pr.LEDER, event) for event in events))
    assert merged(written, log).hendelser == ()


def random_edits(rng: random.Random, path: Path) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """What is typed, and what each field must be set to."""
    typed, wanted = {}, {}
    fields = {
        FRIST: (pr.UND, "frist_plan"),
        "AV_2026_0002_frist_plan": (pr.OMS, "frist_plan"),
        "AV_2026_0002_frist_lukking": (pr.OMS, "frist_lukking"),
        "AV_2026_0003_frist_plan": (pr.KLAGE, "frist_plan"),
        "TI_2026_0001_frist": (pr.EGET, "frist"),
        "TI_2026_0001_beskrivelse": (pr.EGET, "beskrivelse"),
        "AV_2026_0001_TI_2026_0001_belegg": (f"{pr.UND}/{pr.EGET}", "belegg"),
        SIKRING: ("PLAN-ostbyen", "sikring"),
        "PLAN_ostbyen_forankring": ("PLAN-ostbyen", "forankring"),
    }
    for key, field in fields.items():
        if rng.random() < 0.5:
            continue
        if key.endswith("frist_plan") or "frist" in key:
            day = date(2026, rng.randrange(1, 13), rng.randrange(17, 29))  # another than it was
            typed[key], wanted[field] = f"{day:%d.%m.%Y}", day.isoformat()
        else:
            typed[key] = wanted[field] = f"Skrevet {rng.randrange(1000)}\nog mer"
    return typed, wanted


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(seed, marks=pytest.mark.lang) for seed in range(5, 60))])
def test_random_edits_on_both_sides_are_all_kept_or_asked_about(plan: Path, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    typed, mine = random_edits(rng, plan)
    _, theirs = random_edits(rng, plan)
    free = {"beskrivelse", "belegg", "sikring", "forankring"}
    log = later(
        *(
            (
                pr.LEDER,
                FeltSatt(nr=nr, felt=felt, tekst=value) if felt in free else FeltSatt(nr=nr, felt=felt, verdi=value),
            )
            for (nr, felt), value in theirs.items()
        )
    )
    found = merged(filled(plan, tmp_path / "f.docx", typed), log)
    set_ = {(e.nr, e.felt): e.verdi or e.tekst for e in found.hendelser if isinstance(e, FeltSatt)}
    asked = {(one.celle.nr, one.celle.felt) for one in found.konflikter}
    assert set_ == {field: value for field, value in mine.items() if field not in theirs}
    assert asked == {field for field in mine.keys() & theirs.keys() if mine[field] != theirs[field]}


# --- plans made before there were numbers


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bare = pr.without_memory(tmp_path_factory.mktemp("tidlig") / "plan.docx")
    typed = {
        "REGEL_UND_03_frist_plan": "2.3.2026",
        "REGEL_HJE_05_frist_plan": "3.3.2026",
        "PLAN_ostbyen_forankring": "Ledermøtet",
        "NY_1_REGEL_UND_03_tittel": "Ukentlig møte",
    }
    return filled(bare, bare.with_name("fylt.docx"), typed)


def test_a_plan_from_before_the_register_is_taken_in_when_there_are_numbers(early: Path) -> None:
    found = merged(early, pr.log())
    fields = {(e.nr, e.felt): e.verdi or e.tekst for e in found.hendelser if isinstance(e, FeltSatt)}
    assert fields == {("PLAN-ostbyen", "forankring"): "Ledermøtet"}, "the other has a day in the register already"
    assert [(one.celle.nr, one.basis, one.na) for one in found.konflikter] == [(pr.UND, "", "2026-02-16")]
    assert Koblet(avvik=pr.UND, tiltak="TI-2026-0003", dag=DAG) in found.hendelser


@pytest.mark.parametrize(("more", "kode"), [((), "plan-uten-nummer"), (("HJE-05", "HJE-05"), "plan-flere-nummer")])
def test_a_rule_without_one_number_is_told_once_and_the_rest_is_read(
    early: Path, more: Sequence[str], kode: str
) -> None:
    log = later(*(("bvaudit", opened(f"AV-2026-001{n}", regel=regel, enhet="ostbyen")) for n, regel in enumerate(more)))
    dok, problems = read_plan_document(early, KONTEKST, log)
    assert dok is not None and [one.kode for one in problems] == [kode]
    assert {one.nr for one in dok.celler} == {pr.UND, "PLAN-ostbyen"}


def test_before_there_is_a_register_nothing_of_it_is_lost_without_a_word(early: Path) -> None:
    dok, problems = read_plan_document(early, KONTEKST)
    assert dok is not None and [one.nr for one in dok.celler] == ["PLAN-ostbyen"] and dok.nye == ()
    assert sorted(str(one.sted).split(": ")[1] for one in problems) == ["HJE-05", "UND-03"]


# --- the head


def without_properties(path: Path, target: Path) -> Path:
    return packed(target, {name: part for name, part in parts_of(path).items() if name != "docProps/custom.xml"})


def test_the_printed_head_is_enough_to_find_what_the_plan_was_made_with(plan: Path, tmp_path: Path) -> None:
    """As when the text is copied into another document."""
    written = filled(plan, tmp_path / "f.docx", {FRIST: "1.3.2026", SIKRING: "Noe annet"})
    path = without_properties(written, tmp_path / "g.docx")
    log = later((pr.LEDER, FeltSatt(nr=pr.OMS, felt="arsak", verdi="rutine")))
    dok = read(path, log)
    assert (dok.hode, dok.enhet, dok.mottaker) == (pr.reg().hode, "ostbyen", "")
    found = merge(dok, fold(log), pr.reg(), KONTEKST, dag=DAG, hvem=pr.LEDER, logg=log, tillatt=lambda *_: ())
    assert changes(found) == {f"{pr.UND} frist_plan": Sammenfall.ENDRET, "PLAN-ostbyen sikring": Sammenfall.ENDRET}


def test_a_plan_of_another_register_has_a_head_this_log_never_had(plan: Path) -> None:
    log = logged([(one.hvem, one.hendelse) for one in pr.log()[:-1]])
    assert state_at(log, read(plan, log).hode) is None


def test_a_plan_writes_nothing_of_another_unit(plan: Path, tmp_path: Path) -> None:
    """Whatever somebody has called a bookmark."""
    parts = parts_of(filled(plan, tmp_path / "f.docx", {FRIST: "1.3.2026"}))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"AV_2026_0001_frist_plan", b"AV_2026_0004_frist_plan"
    )
    found = merged(packed(tmp_path / "g.docx", parts), pr.log())
    assert found.hendelser == () and changes(found) == {f"{pr.VEST} frist_plan": Sammenfall.AVVIST}


# --- from the command line


@pytest.mark.lang
def test_a_plan_goes_out_and_comes_back_through_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, a run that is written, a plan people fill in, the plan read, and the next edition beside it."""
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)

    def typed(*argv: str | Path) -> str:
        code = run([str(arg) for arg in argv])
        shown = capsys.readouterr()
        assert code == 0, shown.out + shown.err
        return shown.out

    typed("start", "Prøve", "--navn", "Fjordvik", "--kommunenummer", "9999")
    folder = tmp_path / "Prøve"
    for name in ("enheter.yaml", "kart.yaml"):
        shutil.copy(EXAMPLES / name, folder / name)
    for path in (EXAMPLES / "regneark").iterdir():
        shutil.copy(path, folder / "uttrekk" / path.name)
    monkeypatch.chdir(folder)
    typed("vurder", "--skriv")
    ut = folder / "revisjoner" / "2025-12-31" / "resultat"
    (first,) = ut.glob("handlingsplan-sondre*.docx")
    before = first.read_bytes()
    keys = keys_in(first)
    nr = next(key for key in keys if key.endswith("_frist_plan")).removesuffix("_frist_plan")
    written = {f"{nr}_frist_plan": "1. mars 2027", f"{nr}_arsak": "Manglende kompetanse"}
    written |= {next(key for key in keys if key.endswith("_sikring")): "Alle ringes i dag.\nOgså i morgen."}
    back = through_libreoffice([filled(first, tmp_path / "plan.docx", written)], tmp_path)["plan"]

    shown = typed("les", back)
    assert "3 felt endret" in shown and f"{len(keys)} av {len(keys)} felt gjenkjent" in shown
    assert "01.03.2027" in shown and "Manglende kompetanse" in shown
    typed("les", back, "--skriv")
    assert "0 felt endret" in typed("les", back, first), "what has been read is there, and an older paper takes nothing"

    typed("vurder", "--skriv", "--overskriv")
    assert first.read_bytes() == before, "a plan is never made anew in place"
    (second,) = ut.glob("handlingsplan-sondre*-utgave-2.docx")
    words = words_in(second)
    assert all(said in words for said in ("Endret siden forrige utgave", "01.03.2027", "Alle ringes i dag."))
    assert not list(ut.glob("handlingsplan-nordre*-utgave-2.docx")), "nothing is new there"
