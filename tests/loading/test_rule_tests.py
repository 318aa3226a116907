"""Tests of rules in the municipality's own folder: what is wrong with how one is written, with its place."""

from pathlib import Path

import pytest

from bvaudit.loading.content.lists import read_lover
from bvaudit.loading.content.rule_tests import read_rule_tests
from bvaudit.loading.content.rules import read_rule
from bvaudit.model.rule_test import IKKE_UNDERSOKT, Forventet

RULES = Path(__file__).resolve().parents[2] / "rules"
WHOLE = "- navn: siste dag\n  gitt: {gitt}\n  per: 2025-02-01\n  forventet: {forventet}\n{mer}"


def problems_in(tmp_path: Path, gitt: str = "{}", forventet: str = "{lov: oppfylt}", mer: str = "") -> list[str]:
    text = WHOLE.replace("{gitt}", gitt).replace("{forventet}", forventet).replace("{mer}", mer)
    return read(tmp_path, text)


def read(tmp_path: Path, text: str) -> list[str]:
    folder = tmp_path / "tester"
    folder.mkdir()
    (folder / "MEL-01.yaml").write_text(text, encoding="utf-8")
    lover, _ = read_lover(RULES)
    rule, _ = read_rule(RULES / "melding" / "MEL-01.yaml", "MEL-01.yaml", lover)
    assert rule is not None
    tests, problems = read_rule_tests(folder, {rule.id: rule})
    assert bool(tests) != bool(problems)
    return [str(problem).split("\n")[0] for problem in problems]


@pytest.mark.parametrize(
    ("gitt", "forventet", "mer", "ventet"),
    [
        pytest.param("[a]", "{lov: oppfylt}", "", "2:9: feil [verdi-type]: «gitt» skal være", id="gitt som liste"),
        pytest.param("{plan: 3}", "{lov: oppfylt}", "", "2:16: feil [verdi-type]: en rad i", id="rad som er et tall"),
        pytest.param("{plann: []}", "{lov: oppfylt}", "", "2:17: feil [ukjent-tabell]", id="ukjent tabell"),
        pytest.param("{plan: [{a: 1}]}", "{lov: oppfylt}", "", "2:21: feil [ukjent-felt]", id="ukjent felt"),
        pytest.param("{}", "oppfylt", "", "4:14: feil [verdi-type]: «forventet» skal være", id="forventet som tekst"),
        pytest.param("{}", "{lov: [a]}", "", "4:20: feil [verdi-type]: her skal det stå", id="utfall som liste"),
        pytest.param("{}", "{lov: bra}", "", "4:20: feil [verdi-valg]: «bra» er ikke", id="ukjent utfall"),
        pytest.param("{}", "{x: oppfylt}", "", "4:18: feil [ukjent-variant]", id="ukjent variant"),
        pytest.param(
            "{}", "{lov: oppfylt}", "  kilde: [plan]\n", "5:10: feil [verdi-type]: «kilde»", id="kilde som liste"
        ),
        pytest.param(
            "{}", "{lov: oppfylt}", "  kilde: {mangler: plan}\n", "5:20: feil [verdi-type]", id="mangler som tekst"
        ),
        pytest.param(
            "{}", "{lov: oppfylt}", "  kilde: {mangler: [plann]}\n", "5:21: feil [ukjent-kilde]", id="mangler ukjent"
        ),
        pytest.param(
            "{}", "{lov: oppfylt}", "  kilde: {dekker: {plan: {fra: x}}}\n", "5:32: feil [ugyldig-dato]", id="dekker"
        ),
        pytest.param("{}", "{lov: oppfylt}", "  hvorfr: x\n", "5:3: feil [ukjent-nokkel]: ukjent nøkkel", id="nøkkel"),
    ],
)
def test_what_is_wrong(gitt: str, forventet: str, mer: str, ventet: str, tmp_path: Path) -> None:
    (found,) = problems_in(tmp_path, gitt, forventet, mer)
    assert found.startswith(f"tester/MEL-01.yaml:{ventet}")


@pytest.mark.parametrize("mangler", ["navn", "gitt", "per", "forventet"])
def test_what_must_be_written(mangler: str, tmp_path: Path) -> None:
    keys = {"navn": "a", "gitt": "{}", "per": "2025-02-01", "forventet": "{lov: oppfylt}"}
    text = "- {" + ", ".join(f"{key}: {value}" for key, value in keys.items() if key != mangler) + "}\n"
    (found,) = read(tmp_path, text)
    assert found.endswith(f"feil [mangler-nokkel]: ledd nr. 1 mangler nøkkelen «{mangler}»")


def test_what_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "tester"
    folder.mkdir()
    mer = '  kilde: {mangler: [melder], koder: {henvendelse: ["2"]}, kapasitet: {plan: 2}}\n'
    (folder / "MEL-01.yaml").write_text(
        WHOLE.replace("{gitt}", "")
        .replace("{forventet}", "{lov: ingen rad, ssb: ikke undersøkt}")
        .replace("{mer}", mer),
        encoding="utf-8",
    )
    lover, _ = read_lover(RULES)
    rule, _ = read_rule(RULES / "melding" / "MEL-01.yaml", "MEL-01.yaml", lover)
    assert rule is not None
    (test,), problems = read_rule_tests(folder, {rule.id: rule})
    assert problems == []
    assert test.forventet == (
        Forventet(objekt="", variant="lov", utfall="", fakta={}),
        Forventet(objekt="", variant="ssb", utfall=IKKE_UNDERSOKT, fakta={}),
    )
    assert test.kilde is not None
    assert "melder" not in test.kilde.leverer
    assert test.kilde.leverer["henvendelse"].koder == {"kode": ("2",)}
    assert test.kilde.leverer["plan"].kapasitet == 2
