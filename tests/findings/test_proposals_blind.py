"""How good the proposals are on findings whose answer was given by someone who had not seen how they are made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.diagnostics import Sted
from bvaudit.findings.proposals import SHOWN
from bvaudit.loading.yaml.reader import read_yaml
from bvaudit.model.innhold import Innhold
from bvaudit.workflows.propose_points import Grounds, grounds, suggest

FASIT = Path(__file__).with_name("tilsyn_fasit_blind.yaml")
ACTS = {"bvl1992", "bvl2021"}
DELER = ["blind", "tungt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    navn: str
    del_: str
    ar: int
    tema: str
    hjemmel: str
    tekst: str
    rette: Sequence[str]
    over: str = ""

    @property
    def other_act(self) -> str:
        return "bvl2021" if self.ar < 2023 else "bvl1992"


def findings() -> Iterator[Finding]:
    document, _ = read_yaml(FASIT, FASIT.name)
    assert document is not None
    for row in document.data:
        yield Finding(**{"del_" if key == "del" else key: value for key, value in row.items()})


FINDINGS = tuple(findings())


@pytest.fixture(scope="module")
def kjent(innhold: Innhold) -> Grounds:
    return grounds(innhold.regler, innhold.lover)


def proposed(finding: Finding, kjent: Grounds) -> list[str]:
    said = suggest(
        finding.tekst, finding.hjemmel, finding.ar, finding.tema, kjent, Sted(fil="fasit"), over=finding.over
    )
    return [point.regel for point in said.punkter]


def share_found(rows: Sequence[Finding], kjent: Grounds) -> float:
    found = sum(len(set(one.rette) & set(proposed(one, kjent))) for one in rows)
    return found / sum(len(one.rette) for one in rows)


def only_in_the_other_act(regel: str, finding: Finding, innhold: Innhold) -> bool:
    return all(finding.other_act in {h.lov for h in v.hjemmel} & ACTS for v in innhold.regler[regel].versjoner)


@pytest.mark.parametrize("del_", DELER)
def test_four_of_five_right_points_with_a_basis(kjent: Grounds, del_: str) -> None:
    assert share_found([one for one in FINDINGS if one.del_ == del_ and one.hjemmel], kjent) >= 0.8


@pytest.mark.parametrize("del_", DELER)
def test_three_of_five_right_points_with_words_alone(kjent: Grounds, del_: str) -> None:
    assert share_found([one for one in FINDINGS if one.del_ == del_ and not one.hjemmel], kjent) >= 0.6


def test_no_point_that_stands_only_in_the_other_act(kjent: Grounds, innhold: Innhold) -> None:
    for finding in FINDINGS:
        points = proposed(finding, kjent)
        assert len(points) <= SHOWN
        assert not [one for one in points if only_in_the_other_act(one, finding, innhold)], finding.navn


def test_every_answer_is_a_point_of_the_year_of_the_finding(innhold: Innhold) -> None:
    for finding in FINDINGS:
        assert not [one for one in finding.rette if only_in_the_other_act(one, finding, innhold)], finding.navn


def test_so_many_findings_with_and_without_a_basis() -> None:
    blind = [one for one in FINDINGS if one.del_ == "blind"]
    assert (len(blind), sum(bool(one.hjemmel) for one in blind)) == (60, 35)
