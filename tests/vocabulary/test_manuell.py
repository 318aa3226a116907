"""manuell: only a person can answer, so the program gives no rows."""

import pytest

from bvaudit.vocabulary.frame import RuleFault

from .judging import en_regel, en_sak, en_versjon, judge_rule, rad

KRAV = {"manuell": {"svar": ["ja", "nei"], "begrunnelse_ved": ["nei"], "hvem": ["saksbehandler"]}}


def test_a_manual_rule_has_no_rows() -> None:
    regel = en_regel(KRAV)
    assert regel.manuell
    assert judge_rule(regel, [en_sak(rad("henvendelse"))]) == []


def test_a_rule_with_a_machine_demand_is_not_manual() -> None:
    assert not en_regel({"utfylt": {"felt": ["kode"]}}).manuell


@pytest.mark.parametrize(
    "krav",
    [
        pytest.param({"alle": [KRAV, {"utfylt": {"felt": ["kode"]}}]}, id="inne i alle"),
        pytest.param({"ikke": KRAV}, id="inne i ikke"),
    ],
)
def test_it_cannot_be_a_part_of_a_machine_demand(krav: dict[str, object]) -> None:
    with pytest.raises(RuleFault, match="en manuell regel kan ikke vurderes av programmet"):
        judge_rule(en_regel(versjoner=(en_versjon(krav),)), [])
