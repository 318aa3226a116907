"""The points proposed for findings that were given their answer before anything was tuned."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.diagnostics import Sted
from bvaudit.findings.proposals import SHOWN
from bvaudit.loading.yaml.reader import read_yaml
from bvaudit.model.innhold import Innhold
from bvaudit.workflows.propose_points import Grounds, Suggested, grounds, suggest

FASIT = Path(__file__).with_name("tilsyn_fasit.yaml")
ACTS = {"bvl1992", "bvl2021"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    navn: str
    ar: int
    tema: str
    hjemmel: str
    tekst: str
    rette: Sequence[str]


def cases(*deler: str) -> list[Case]:
    document, _ = read_yaml(FASIT, FASIT.name)
    assert document is not None
    rows = [dict(row) for row in document.data if row["del"] in deler]
    return [Case(**{key: value for key, value in row.items() if key != "del"}) for row in rows]


@pytest.fixture(scope="module")
def kjent(innhold: Innhold) -> Grounds:
    return grounds(innhold.regler, innhold.lover)


def suggested(case: Case, kjent: Grounds) -> Suggested:
    return suggest(case.tekst, case.hjemmel, int(case.ar), case.tema, kjent, Sted(fil="fasit"))


def recall(rows: Sequence[Case], kjent: Grounds) -> float:
    right = sum(len(case.rette) for case in rows)
    found = sum(point.regel in case.rette for case in rows for point in suggested(case, kjent).punkter)
    return found / right


@pytest.mark.parametrize("del_", ["innstilling", "holdt"])
def test_four_of_five_right_points_where_there_is_a_basis(kjent: Grounds, del_: str) -> None:
    assert recall([case for case in cases(del_) if case.hjemmel], kjent) >= 0.8


@pytest.mark.parametrize("del_", ["innstilling", "holdt"])
def test_three_of_five_right_points_without_a_basis(kjent: Grounds, del_: str) -> None:
    assert recall([case for case in cases(del_) if not case.hjemmel], kjent) >= 0.6


def test_never_a_point_of_the_other_act_and_never_more_than_five(kjent: Grounds, innhold: Innhold) -> None:
    for case in cases("innstilling", "holdt"):
        other = "bvl2021" if int(case.ar) < 2023 else "bvl1992"
        points = suggested(case, kjent).punkter
        assert len(points) <= SHOWN
        for point in points:
            versions = innhold.regler[point.regel].versjoner
            laws = [{h.lov for h in version.hjemmel} & ACTS for version in versions]
            assert any(other not in law for law in laws), (case.navn, point.regel)


def test_the_rules_name_only_points_that_are_there(innhold: Innhold) -> None:
    assert {regel for case in cases("innstilling", "holdt") for regel in case.rette} <= set(innhold.regler)


def test_a_late_report_about_the_earlier_act_gets_points_of_that_act(kjent: Grounds, innhold: Innhold) -> None:
    """A report of 2023 that cites the act of 1992 is about a duty under it: a plan for the undersøkelse was none."""
    asked = ("Undersøkelsene mangler plan, og fristen er brutt.", "bvl. (1992) §§ 4-3 og 6-9", 2023, "Undersøkelse")
    late = {point.regel for point in suggest(*asked, kjent, Sted(fil="f")).punkter}
    assert "UND-03" in late
    assert "UND-06" not in late
    own = suggest("Undersøkelsene mangler plan, og fristen er brutt.", "bvl. § 2-2", 2023, "", kjent, Sted(fil="f"))
    assert "UND-06" in {point.regel for point in own.punkter}


def test_a_finding_inside_another_is_read_with_it(kjent: Grounds) -> None:
    alone = suggest("Planen er ikke oppdatert.", "", 2024, "", kjent, Sted(fil="f"))
    inside = suggest(
        "Planen er ikke oppdatert.", "", 2024, "", kjent, Sted(fil="f"), over="Barn under omsorg følges ikke opp."
    )
    assert any(point.regel.startswith("OMS") for point in inside.punkter)
    assert inside.punkter != alone.punkter


def test_what_no_point_tests_must_be_read(kjent: Grounds) -> None:
    assert suggest("Taket lekker i arkivet.", "", 2024, "Lokaler", kjent, Sted(fil="f")).punkter == ()
