"""What a rule says about a breach after it is found: its heading, whose fault it is part of, how it heals, the goal."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.lists import read_lover
from bvaudit.loading.content.rules import read_rules
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Effektmal, Eksempel, Lov, Rettes, Rule, SamlesPer

ROT = Path(__file__).resolve().parents[2]
MASKINELL = (ROT / "rules" / "melding" / "MEL-01.yaml").read_text(encoding="utf-8")
MANUELL = (ROT / "rules" / "melding" / "MEL-05.yaml").read_text(encoding="utf-8")
OWN_LINES = ("avvikstittel:", "rettes:", "samles_per:", "effektmal:", "kontrollert:")
MAL = "effektmal: {{minst: {minst}, av: {av}, utvides_til: {utvides_til}, minst_utvidet: {minst_utvidet}}}\n"


@pytest.fixture(scope="module")
def lover() -> Mapping[str, Lov]:
    return read_lover(ROT / "rules")[0]


def read(folder: Path, lover: Mapping[str, Lov], **texts: str) -> tuple[dict[str, Rule], list[Problem]]:
    """Copies of a whole rule called TST-01 and so on, each with its own lines at the end."""
    (folder / "test").mkdir(exist_ok=True)
    for name, more in texts.items():
        id_ = name.replace("_", "-")
        base = MANUELL.replace("id: MEL-05", f"id: {id_}") if more.startswith("# manuell") else MASKINELL
        lines = [line for line in base.splitlines() if not line.startswith(OWN_LINES)]
        text = "\n".join(lines).replace("id: MEL-01", f"id: {id_}")
        approved = "kontrollert: {av: redaksjonen, dato: 2025-01-01}"
        (folder / "test" / f"{id_}.yaml").write_text(f"{text}\n{approved}\n{more}", encoding="utf-8")
    return read_rules((folder,), lover)


def test_everything_is_carried(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    more = (
        "avvikstittel: Meldingen ble liggende\n"
        "eksempel: {godt: Alt er lest., svakt: Ingenting er lest.}\n"
        "omfattes_av: [TST-02]\nrettes: ved_utfort\nsamles_per: sak\n"
        + MAL.format(minst=9, av=10, utvides_til=20, minst_utvidet=18)
    )
    rules, problems = read(tmp_path, lover, TST_01=more, TST_02="")
    rule = rules["TST-01"]
    assert problems == []
    assert rule.avvikstittel == rule.brudd == "Meldingen ble liggende"
    assert rule.eksempel == Eksempel(godt="Alt er lest.", svakt="Ingenting er lest.")
    assert (rule.omfattes_av, rule.rettes, rule.samles_per) == (("TST-02",), Rettes.VED_UTFORT, SamlesPer.SAK)
    assert rule.effektmal == Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)


def test_a_rule_without_a_heading_is_never_called_by_its_requirement(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rule = read(tmp_path, lover, TST_01="")[0]["TST-01"]
    assert rule.brudd == f"Ikke oppfylt: {rule.tittel}"
    assert (rule.eksempel, rule.omfattes_av, rule.rettes, rule.effektmal) == (None, (), None, None)
    assert rule.samles_per is SamlesPer.ENHET


def test_one_wider_rule_may_stand_without_brackets(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rules, problems = read(tmp_path, lover, TST_01="omfattes_av: TST-02\n", TST_02="")
    assert (problems, rules["TST-01"].omfattes_av) == ([], ("TST-02",))


@pytest.mark.parametrize(
    ("more", "ventet"),
    [
        pytest.param("omfattes_av: [TST-003]\n", "regelen «TST-003» finnes ikke; mente du «TST-03»?", id="finnes ikke"),
        pytest.param("omfattes_av: [TST-01]\n", "en regel kan ikke omfattes av seg selv", id="seg selv"),
        pytest.param("omfattes_av: [TST-03]\n", "«TST-03» omfattes selv av en annen regel; pek på «TST-02»", id="ledd"),
        pytest.param(
            "omfattes_av: [TST-04]\n",
            "«TST-04» og «TST-01» må begge være regler som regnes av uttrekket",
            id="besvares av et menneske",
        ),
        pytest.param(
            MAL.format(minst=11, av=10, utvides_til=20, minst_utvidet=18),
            "«minst» er 11, men bare 10 måles («av»)",
            id="flere enn alle",
        ),
        pytest.param(
            MAL.format(minst=9, av=10, utvides_til=20, minst_utvidet=21),
            "«minst_utvidet» er 21, men bare 20 måles («utvides_til»)",
            id="flere enn alle etter utvidelsen",
        ),
        pytest.param(
            MAL.format(minst=9, av=10, utvides_til=10, minst_utvidet=10),
            "målingen utvides til 10, men «av» er 10 fra før",
            id="ingen utvidelse",
        ),
        pytest.param("rettes: av og til\n", "«rettes»", id="rettes på en ukjent måte"),
        pytest.param("samles_per: barn\n", "«samles_per»", id="samles på en ukjent måte"),
        pytest.param("effektmal: {minst: 9, av: 10}\n", "minst_utvidet", id="halvt mål"),
        pytest.param("eksempel: {godt: Slik.}\n", "svakt", id="bare det gode"),
        pytest.param('avvikstittel: ""\n', "avvikstittel", id="tom overskrift"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_line(
    more: str, ventet: str, tmp_path: Path, lover: Mapping[str, Lov]
) -> None:
    _, problems = read(tmp_path, lover, TST_01=more, TST_02="", TST_03="omfattes_av: TST-02\n", TST_04="# manuell\n")
    said = [f"{p.tekst}; {p.hint}" for p in problems if p.sted.fil.endswith("TST-01.yaml")]
    assert said and any(ventet in text for text in said), said
    lines = len((tmp_path / "test" / "TST-01.yaml").read_text(encoding="utf-8").splitlines())
    assert all(p.sted.linje == lines for p in problems if p.sted.fil.endswith("TST-01.yaml"))


def test_the_print_follows_what_people_read_and_nothing_else(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rules, _ = read(
        tmp_path,
        lover,
        TST_01="",
        TST_02="omfattes_av: TST-01\nrettes: nei\nsamles_per: sak\n",
        TST_03="avvikstittel: Meldingen ble liggende\n",
        TST_04="eksempel: {godt: Slik., svakt: Ikke slik.}\n",
    )
    same, follow_up, heading, example = (wording_print(rules[f"TST-0{n}"]) for n in (1, 2, 3, 4))
    assert same == follow_up
    assert len({same, heading, example}) == 3


def test_a_deadline_nobody_can_reckon_is_not_followed(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    _, problems = read(tmp_path, lover, TST_01="# manuell\nfrist: {slag: plan, gjor: Lag en plan}\n")
    assert [(p.kode, "kan ikke følges" in p.tekst) for p in problems] == [("frist-uten-uttrekk", True)]
