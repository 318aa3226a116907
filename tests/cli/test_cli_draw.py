"""What is typed to plan a draw, and what a draw by a checklist is asked for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.cli.run import run

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)

    def typed(*argv: str) -> tuple[int, str, str]:
        code = run(["utvalg", *argv])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return typed


def test_a_plan_is_a_sentence_and_a_table(do: Do) -> None:
    """59, 93 and 124 for 5 %, 29, 46 and 61 for 10 %, 14, 22 and 30 for 20 %: the tables of every handbook of audit
    sampling for 95 % confidence."""
    code, out, err = do("planlegg")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == (
        "Skal dere kunne si at færre enn 10 % av sakene har feilen, med 95 % sikkerhet, må 29 tilfeldig trukne saker "
        "leses, og ingen av dem kan ha den."
    )
    numbers = [[int(word) for word in line.split() if word.isdigit()][1:] for line in lines[4:7]]
    assert numbers == [[59, 93, 124], [29, 46, 61], [14, 22, 30]]


def test_a_known_number_of_cases_takes_fewer(do: Do) -> None:
    plan = json.loads(do("planlegg", "--ramme", "140", "--json")[1])
    wanted = {(row["farre_enn"], row["tillatt"]): row["les"] for row in plan["plan"]}
    assert (wanted[0.05, 0], wanted[0.1, 0], wanted[0.2, 0]) == (48, 26, 13)
    assert plan["antall"] == 26 and plan["sier"][0]["hoyst_antall"] == 13


def test_what_ten_of_a_known_number_say(do: Do) -> None:
    """0 of 10 from 40: with ten faults the chance is C(30,10)/C(40,10) = 0.035, with nine C(31,10)/C(40,10) = 0.052."""
    out = do("planlegg", "--ramme", "40", "--antall", "10")[1]
    assert "  0 av 10 har feilen: da har høyst 9 av alle 40 den (22,5 %)" in out.splitlines()


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        pytest.param(
            ("--ramme", "8"), "At færre enn 10 % av sakene har feilen, kan bare sies når alle 8 er lest.", id="alle"
        ),
        pytest.param(
            ("--ramme", "12", "--hoyst", "5", "--tillatt", "1"), "kan ikke sies med 95 % sikkerhet", id="umulig"
        ),
        pytest.param(("--hoyst", "2,5"), "må 119 tilfeldig trukne saker leses", id="komma"),
        pytest.param(("--tillatt", "2", "--sikkerhet", "90 %"), "høyst 2 av dem kan ha den", id="tillatt"),
    ],
)
def test_the_sentence_fits_what_is_asked(do: Do, argv: tuple[str, ...], sentence: str) -> None:
    code, out, _ = do("planlegg", *argv)
    assert code == 0 and sentence in out.splitlines()[0]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("planlegg", "--hoyst", "mange"), "prosent"),
        (("planlegg", "--hoyst", "0"), "mer enn 0 og mindre enn 100"),
        (("planlegg", "--sikkerhet", "100"), "mer enn 0 og mindre enn 100"),
        (("planlegg", "--ramme", "5", "--antall", "6"), "når det er 5 å trekke fra"),
        (("--uttrekk", "u", "--ut", "ut", "--forrige", "v"), "brukes bare sammen med «--sjekkliste»"),
        (("--uttrekk", "u", "--ut", "ut", "--enhet", "A"), "brukes bare sammen med «--sjekkliste»"),
    ],
)
def test_what_is_typed_wrongly_is_said(do: Do, argv: tuple[str, ...], said: str) -> None:
    code, out, err = do(*argv)
    assert (code, out) == (2, "") and said in err
