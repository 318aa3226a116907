"""The wheel as a user gets it: the content is in it read and checked, and a file changed by hand counts at once."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bvaudit.loading.compiled import read_compiled
from bvaudit.loading.content.place import fingerprint, shipped, stamp
from bvaudit.model.innhold import Innhold

pytestmark = pytest.mark.lang
ROT = Path(__file__).resolve().parents[1]
SOURCES = ("bvaudit", "checklists", "rules", "templates", "examples", "tests/rules", "packaging")
FILES = ("pyproject.toml", "README.md", "LICENSE")


def build(root: Path, to: Path) -> subprocess.CompletedProcess[str]:
    """hatchling alone, as pip runs it; nothing is fetched."""
    program = f"from hatchling.build import build_wheel; build_wheel({str(to)!r})"
    return subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip would."""
    pytest.importorskip("hatchling")
    made, installed = tmp_path_factory.mktemp("hjul"), tmp_path_factory.mktemp("installert")
    done = build(ROT, made)
    assert done.returncode == 0, done.stderr
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    return installed


def run(installed: Path, *argv: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bvaudit", *argv],
        cwd=installed,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_content_in_it_is_what_the_yaml_says(installed: Path, innhold: Innhold) -> None:
    mine = shipped()
    path = installed / "bvaudit" / "content" / "innhold.json"
    assert read_compiled(path, stamp(mine, fingerprint(mine.used))) == innhold


def test_a_rule_changed_by_hand_counts_at_once(installed: Path, tmp_path: Path) -> None:
    mine = tmp_path / "installert"
    shutil.copytree(installed, mine)
    before = run(mine, "regler", "--tema", "melding")
    rule = mine / "bvaudit/content/rules/melding/MEL-01.yaml"
    text = rule.read_text(encoding="utf-8")
    assert before == run(ROT, "regler", "--tema", "melding")
    rule.write_text(text.replace("alvorlighetsgrad: hoy", "alvorlighetsgrad: middels"), encoding="utf-8")
    assert run(mine, "regler", "--tema", "melding") == before.replace("MEL-01  A  høy    ", "MEL-01  A  middels")


DATA = {
    "duckdb",
    "lxml",
    "docx",
    "docxtpl",
    "jinja2",
    "xlsxwriter",
    "holidays",
    "icalendar",
    "python_calamine",
    "numpy",
    "scipy",
}
OWN = {"yaml", "jsonschema", "openpyxl"}  # for what a municipality has written itself, and registers it has typed in


@pytest.mark.parametrize(
    ("program", "unneeded"),
    [
        pytest.param("run(['versjon'])", {*DATA, *OWN, "typer"}, id="versjon"),
        pytest.param("run(['--help'])", {*DATA, *OWN, "pydantic_core"}, id="hjelp"),
        pytest.param("run(['regler'])", {*DATA, *OWN}, id="regler"),
        pytest.param("run(['forklar', 'MEL-01'])", {*DATA, *OWN}, id="forklar"),
        pytest.param("run(['forklar', 'MEL-01', '--sql'])", {*DATA, *OWN}, id="forklar --sql"),
        pytest.param("run(['endringer', '2022-12-31', '2023-01-01'])", {*DATA, *OWN}, id="endringer"),
        pytest.param("import bvaudit.workflows.evaluate_cases", OWN, id="vurder"),
    ],
)
def test_a_command_imports_only_the_libraries_it_uses(installed: Path, program: str, unneeded: set[str]) -> None:
    told = "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from bvaudit.cli.run import run; {program}; {told}"],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not unneeded & set(done.stderr.split())


def test_content_with_a_fault_is_not_packed(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    root = tmp_path / "kilde"
    for name in SOURCES:
        shutil.copytree(ROT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROT / name, root / name)
    rule = root / "rules/melding/MEL-01.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("ledd: 1", "ledd: [1]", 1), encoding="utf-8")
    done = build(root, tmp_path / "hjul")
    assert done.returncode != 0
    assert "rules/melding/MEL-01.yaml" in done.stderr
    assert not list((tmp_path / "hjul").glob("*.whl"))
