"""Rule files that say something wrong. Each file in «odelagt_regler» is one way, and says where it must be seen."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.lists import read_lover
from bvaudit.loading.content.rules import read_rule, read_rules
from bvaudit.model.rule import Lov, Rule

ROT = Path(__file__).resolve().parents[2]
ODELAGT = sorted((Path(__file__).parent / "odelagt_regler").glob("*.yaml"))
FORVENTET = re.compile(r"# forventet: (\d+:\d+ [a-z-]+)")
HEL = (ROT / "rules" / "melding" / "MEL-01.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lover() -> Mapping[str, Lov]:
    found, problems = read_lover(ROT / "rules")
    assert not problems
    return found


def read(path: Path, lover: Mapping[str, Lov]) -> tuple[Rule | None, list[Problem]]:
    rule, problems = read_rule(path, f"rules/test/{path.name}", lover)
    return rule, in_order(problems)


def as_named(path: Path, folder: Path) -> Path:
    """A copy called what the id in it says; the files themselves are named after their fault."""
    return Path(shutil.copy(path, folder / "TST-01.yaml"))


def write(folder: Path, text: str, name: str = "MEL-01.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    "path",
    [pytest.param(p, id=p.stem) for p in ODELAGT],
)
def test_broken_rule(path: Path, tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rule, problems = read(as_named(path, tmp_path), lover)
    told = [f"{p.sted.linje}:{p.sted.kolonne} {p.kode}" for p in problems]
    assert told == FORVENTET.findall(path.read_text(encoding="utf-8")), "\n".join(map(str, problems))
    assert rule is None


@pytest.mark.parametrize("path", ODELAGT, ids=lambda path: path.stem)
def test_what_is_said_is_said_to_a_person(path: Path, tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    _, problems = read(as_named(path, tmp_path), lover)
    for problem in problems:
        for text in (problem.tekst, problem.hint):
            assert not text.endswith("."), text
            assert not re.search(r"\b(str|int|dict|list|None|NoneType|bool|True|False|schema|property)\b", text), text
        assert problem.tekst


def test_there_are_enough_broken_files() -> None:
    assert len(ODELAGT) >= 25


def test_every_kind_of_contradiction_has_a_file() -> None:
    """The codes that the rules' own reader gives, beyond what the schema sees."""
    source = (ROT / "bvaudit" / "loading" / "content" / "rules.py").read_text(encoding="utf-8")
    given = set(re.findall(r'"((?:id-og|dato|ukjent|blandet)-[a-z]+)"', source))
    seen = {
        kode for path in ODELAGT for kode in re.findall(r"# forventet: \S+ (\S+)", path.read_text(encoding="utf-8"))
    }
    assert given - {"dato-rekkefolge"} <= seen
    assert "dato-rekkefolge" in seen


@pytest.mark.parametrize(
    ("stem", "ventet"),
    [
        pytest.param(
            "id_er_ikke_filnavnet",
            "rules/test/TST-01.yaml:2:5: feil [id-og-filnavn]: id er «TST-02», men filen heter «TST-01.yaml»\n"
            "  hint: la dem være like",
            id="id er ikke filnavnet",
        ),
        pytest.param(
            "ukjent_innfylling",
            "rules/test/TST-01.yaml:23:14: feil [ukjent-felt]: «{fristen}» kan ikke fylles inn\n"
            "  hint: velg blant faktisk_dato, frist_dato, funnet, krav, start_dato",
            id="ukjent innfylling",
        ),
        pytest.param(
            "slutter_for_den_begynner",
            "rules/test/TST-01.yaml:13:25: feil [dato-rekkefolge]: versjonen slutter før den begynner",
            id="slutter før den begynner",
        ),
        pytest.param(
            "kommunenummer_uten_anforselstegn",
            "rules/test/TST-01.yaml:22:56: feil [verdi-type]: «verdier» nr. 1 skal være tekst, "
            "fant «0301» uten anførselstegn\n"
            '  hint: skriv den i anførselstegn: "0301"',
            id="kommunenummer uten anførselstegn",
        ),
    ],
)
def test_the_message_is_read_aloud(stem: str, ventet: str, tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    path = next(p for p in ODELAGT if p.stem == stem)
    assert [str(p) for p in read(as_named(path, tmp_path), lover)[1]] == [ventet]


# --- folders -------------------------------------------------------------------------------------------------------


def test_a_whole_rule_is_read(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rule, problems = read(write(tmp_path / "melding", HEL), lover)
    assert problems == []
    assert rule is not None
    assert (rule.id, rule.tema, rule.fil) == ("MEL-01", "melding", "rules/test/MEL-01.yaml")


def test_the_same_id_in_two_folders_is_told_at_the_second(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    write(tmp_path / "felles" / "melding", HEL)
    write(tmp_path / "egne" / "melding", HEL)
    rules, problems = read_rules((tmp_path / "felles", tmp_path / "egne"), lover)
    assert list(rules) == ["MEL-01"]
    assert [(p.kode, str(p.sted), p.tekst) for p in problems] == [
        (
            "id-to-ganger",
            "egne/melding/MEL-01.yaml:1:1",
            "regelen «MEL-01» finnes allerede i felles/melding/MEL-01.yaml",
        )
    ]


def test_lists_beside_the_rules_are_not_rules(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    write(tmp_path / "kodeverk" / "kodelister", "id: noe_annet\n", "liste.yaml")
    assert read_rules((tmp_path,), lover) == ({}, [])


def test_a_folder_that_is_not_there(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    rules, problems = read_rules((tmp_path / "borte",), lover)
    assert (rules, [p.kode for p in problems]) == ({}, ["mangler-mappe"])


def test_one_broken_rule_does_not_hide_the_others(tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    write(tmp_path / "melding", HEL)
    write(tmp_path / "melding", "id: [", "MEL-02.yaml")
    rules, problems = read_rules((tmp_path,), lover)
    assert list(rules) == ["MEL-01"]
    assert {p.sted.fil.rpartition("/")[2] for p in problems} == {"MEL-02.yaml"}


@pytest.mark.parametrize("ende", [pytest.param("\r\n", id="Windows"), pytest.param("\n", id="andre")])
def test_line_ends_do_not_matter(ende: str, tmp_path: Path, lover: Mapping[str, Lov]) -> None:
    path = tmp_path / "melding" / "MEL-01.yaml"
    path.parent.mkdir()
    path.write_bytes(HEL.replace("\n", ende).encode("utf-8"))
    assert read(path, lover)[1] == []
