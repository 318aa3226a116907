"""Which sources can answer which rules: a rule that can be judged still is, and one that cannot is never a figure."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bvaudit.engine.compile import Compiled, compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.extract.leveranse import delivered_in
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.rule import Rule
from bvaudit.workflows.content import Content, content_or_stop

pytestmark = pytest.mark.lang

REGLER = Path(__file__).resolve().parents[2] / "rules"
EN_DAG = date(2026, 12, 31)  # every rule is in force
FORMATER = ("v1", "v3", "v4", "v5")

# What a format does not have. Every other rule is judged on every format, and all of them on a map of every column.
IKKE_UNDERSOKT = {
    "AKU-04": {"v1": "barnets medvirkning"},
    "MED-04": {"v1": "barnets medvirkning"},
    "MED-08": {"v1": "barnets medvirkning"},
    "OMS-06": {"v1": "barnets medvirkning"},
    "UND-09": {"v1": "barnets medvirkning"},
    "OMS-02": {"v1": "hvor ofte det er bestemt at barnet skal følges opp"},
    "ETT-01": {"v5": "tilbud om ettervern"},
    "ETT-02": {"v5": "tilbud om ettervern"},
    "ETT-06": {"v5": "tilbud om ettervern"},
    "SSB-ettervern-02a": {"v5": "tilbud om ettervern"},
    "SSB-ettervern-02c": {"v5": "tilbud om ettervern"},
    "SSB-ettervern-02e": {"v5": "tilbud om ettervern"},
    "SSB-ettervern-03": {"v5": "tilbud om ettervern"},
}


@cache
def innhold() -> Content:
    return content_or_stop()


@cache
def regler() -> dict[str, Rule]:
    return {id_: rule for id_, rule in innhold().regler.items() if not rule.manuell}


def compiled(rule: Rule, kilde: Kilde) -> Compiled:
    return compile_rule(rule, DUCKDB, per=EN_DAG, koder=innhold().koder, periode=None, kilder=(kilde,))


@pytest.mark.parametrize("versjon", [*FORMATER, "kart"])
def test_a_rule_is_judged_on_every_format_that_can_answer_it(versjon: str) -> None:
    kilde = (
        everything(format_versjon="kart")
        if versjon == "kart"
        else Kilde(nr=1, format_versjon=versjon, leverer=delivered_in(versjon))
    )
    found = {}
    for id_, rule in regler().items():
        answered = compiled(rule, kilde)
        if answered.mangler or answered.utenfor:
            found[id_] = ", ".join((*answered.mangler, *answered.utenfor))
        else:
            assert answered.varianter == rule.variantnavn, id_
    assert found == {id_: ord[versjon] for id_, ord in IKKE_UNDERSOKT.items() if versjon in ord}


@pytest.mark.parametrize("id_", sorted(IKKE_UNDERSOKT))
def test_the_table_names_rules_there_are(id_: str) -> None:
    assert id_ in regler()
