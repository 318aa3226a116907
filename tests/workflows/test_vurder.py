"""The example municipality, whole: documents in, register and plans out."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.evaluate_cases import VurderOutcome
from bvaudit.workflows.find_cases import Keys, find_cases, ids
from tests.conftest import Demo
from tests.workflows.whole_runs import rows, words_in

pytestmark = pytest.mark.lang  # the whole demo is made
RESULTS = Path("revisjoner", "2025-12-31", "resultat")
CONTRACT = (
    *("regel", "regelversjon", "variant", "enhet", "sak", "objekt", "objekt_id", "utfall"),
    *("start_dato", "frist_dato", "faktisk_dato", "dager_over", "krav", "funnet", "forklaring"),
)


@pytest.fixture(scope="module")
def demo(made_demo: Demo) -> tuple[Path, VurderOutcome]:
    return made_demo.ut / RESULTS, made_demo.utfall


def test_the_demo_leaves_register_plans_and_results(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    names = {p.name for p in ut.iterdir() if p.is_file()}
    plans = {
        f"handlingsplan-{e}.docx" for e in ("ostbyen", "vestbyen", "midtbyen", "sorlia", "nordre-as", "omsorgsenheten")
    }
    figures = {"nokkeltall.csv", "nokkeltall.parquet", "nokkeltall.xlsx", "korrigert-frist.docx"}
    assert names == {"avviksregister.xlsx", "oversikt.html", "resultater.csv", "resultater.parquet"} | plans | figures
    assert len(outcome.revisjon.enheter) >= 5
    assert sum(e.saker for e in outcome.revisjon.enheter) >= 600


def test_the_demo_shows_the_figures_people_recognise(demo: tuple[Path, VurderOutcome]) -> None:
    _, outcome = demo

    def share(regel: str, variant: str) -> float:
        tall = [s.tall[variant] for s in outcome.revisjon.svar if s.regel.id == regel]
        return sum(t.ikke_oppfylt for t in tall) / sum(t.n for t in tall)

    assert 0.001 < share("MEL-01", "lov") < 0.005  # with those that have been open since before the period
    assert 0.025 < share("UND-03", "lov") < 0.04
    assert share("UND-03", "register") > 3 * share("UND-03", "lov")
    assert 0.65 < 1 - share("OMS-01", "lov") < 0.75


def test_nothing_personal_leaves_the_door(demo: tuple[Path, VurderOutcome]) -> None:
    ut, _ = demo
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))
    from eksempel_mal import FRITEKST

    reports = ut.parents[1].glob("*/rapporter/*")
    for path in sorted(p for p in (*ut.iterdir(), *reports) if p.is_file()):
        text = words_in(path) if path.suffix in (".xlsx", ".docx") else path.read_bytes().decode("utf-8", "replace")
        assert not re.search(r"(?<![0-9a-f])\d{6}00[12]00(?![0-9a-f])", text), f"hjelpenummer i {path.name}"
        assert not re.search(r"FJ-\d{4}", text), f"journalnummer i {path.name}"
        assert FRITEKST not in text, f"fritekst i {path.name}"


def test_results_follow_the_contract(demo: tuple[Path, VurderOutcome]) -> None:
    ut, _ = demo
    found = rows(ut)
    assert tuple(found[0]) == CONTRACT
    keys = [tuple(r[k] for k in ("regel", "variant", "enhet", "sak", "objekt_id")) for r in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    # Points only a person can answer have rows of what was read, and no others.
    assert {r["variant"] for r in found if r["regel"] in ("UND-14", "VED-03")} == {"lest"}


def test_the_register_counts_what_the_results_say(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    broken = Counter(
        (r["regel"], r["enhet"])
        for r in rows(ut)
        if r["utfall"] == "ikke oppfylt" and r["variant"] == "lov" and r["regel"] != "TIL-02"
    )
    for svar in outcome.revisjon.svar:
        if svar.standard == "lov" and svar.regel.id != "TIL-02":
            assert svar.tall["lov"].ikke_oppfylt == broken[(svar.regel.id, svar.enhet)]
            # Those a reader found in order are told apart, and those only a reader found are told too.
            told = (*svar.funn, *svar.bekreftet)
            by_machine = [funn for funn in told if funn.lest is None or funn.lest.maskinen is Utfall.IKKE_OPPFYLT]
            assert len(by_machine) + len(svar.avkreftet) == svar.tall["lov"].ikke_oppfylt


def test_what_another_municipality_answers_for_is_counted_apart(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    theirs = sum(
        "annen kommune" in r["forklaring"]
        for r in rows(ut)
        if r["regel"] == "TIL-02" and r["variant"] == "lov" and r["utfall"] == "ikke oppfylt"
    )
    assert theirs > 0
    assert sum(s.tall["lov"].andre_kommuner for s in outcome.revisjon.svar if s.regel.id == "TIL-02") == theirs


def test_the_case_behind_a_pseudonym_can_be_found(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    sak = outcome.revisjon.avvik[0].funn[0].sak
    keys = Keys(nokkel=ut.parents[2] / "demo-nokkel" / "demo-nokkel.txt", koblingsliste=None, home=ut)
    assert find_cases(ids([sak]), keys).rader[0].journalnummer.startswith("FJ-")
    with pytest.raises(UsageError, match="står ikke i koblingslisten"):
        find_cases(ids(["S-00000000000000000000"]), keys)


def test_its_own_supervision_is_in_its_papers_and_no_others(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    tittel = "Tilsyn med undersøkelser og oppfølging i fosterhjem"
    assert {(punkt.tilsyn, punkt.enhet) for punkt in outcome.revisjon.tilsyn} == {
        (tittel, "Midtbyen"),
        (tittel, "Omsorgsenheten"),
    }
    assert outcome.revisjon.dokumentklasse == "Intern"
    papers = "".join(words_in(path) for path in [*ut.glob("*.docx"), ut / "avviksregister.xlsx"])
    assert "Lerkendal" not in papers
    assert "Besøkene i fosterhjem settes opp for et halvt år om gangen" in papers  # a measure of its own
