"""The house: imports point down, each library has its room, and only the top floor speaks to the world."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "bvaudit"
FLOORS = [
    {"diagnostics"},
    {"texts"},
    {"errors"},
    {"disk"},
    {"model"},
    {"vocabulary"},
    {"loading", "extract", "intake"},
    {"engine", "stats", "findings", "review", "figures", "register"},
    {"reports", "spark"},
    {"workflows"},
    {"cli"},
    {"__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ROOMS = {
    "typer": {"cli"},
    "rich": {"cli"},
    "yaml": {"loading/yaml"},
    "jsonschema": {"loading"},
    "lxml": {"extract", "reports/docx"},  # in Word only to reach what python-docx keeps hidden
    "python_calamine": {"extract"},
    "duckdb": {"extract", "engine"},
    "pyspark": {"spark", "workflows/evaluate_on_spark"},
    "holidays": {"engine"},
    "icalendar": {"reports"},
    "scipy": {"stats"},
    "numpy": {"stats"},
    "openpyxl": {"intake"},
    "sqlite3": {"register"},
    "xlsxwriter": {"reports/xlsx"},
    "docxtpl": {"reports/docx"},
    "docx": {"reports/docx"},
    "jinja2": {"reports/docx"},
}
FORBIDDEN_CALLS = {"print", "input", "exit", "quit"}
# What a run could depend on without anyone having given it: the clock, the environment, the folder it stands in.
OUTSIDE = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "perf_counter", "process_time"},
    "os": {"getenv", "environ", "getcwd", "getlogin", "_exit"},
    "sys": {"exit", "argv", "stdin", "stdout", "stderr"},
    "Path": {"cwd", "home"},
    "tempfile": {"gettempdir", "mkdtemp", "mkstemp"},
}
FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def place(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "bvaudit":
                found += [(f"bvaudit.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((node.module, node.lineno))
    return found


@pytest.mark.parametrize("path", FILES, ids=place)
def test_imports_point_down(path: Path) -> None:
    mine = room(path)
    if mine == "__init__":
        return
    wrong = []
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] != "bvaudit" or len(parts) == 1 or parts[1] == "__version__":
            continue
        other = parts[1]
        if other != mine and FLOOR[other] >= FLOOR[mine]:
            wrong.append(f"{place(path)}:{line} imports {name}")
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=place)
def test_each_library_stays_in_its_room(path: Path) -> None:
    wrong = []
    for name, line in imports(path):
        allowed = ROOMS.get(name.split(".")[0])
        if allowed is not None and not any(place(path) == r or place(path).startswith(f"{r}/") for r in allowed):
            wrong.append(f"{place(path)}:{line} imports {name}")
    assert not wrong


def outside(tree: ast.AST) -> list[tuple[str, int]]:
    """Every ``print()`` and the like, and every name of ``OUTSIDE``, also one that is imported by itself."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            found.append((f"{node.func.id}()", node.lineno))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if node.attr in OUTSIDE.get(owner, ()):
                found.append((f"{owner}.{node.attr}", node.lineno))
        if isinstance(node, ast.ImportFrom) and node.module in OUTSIDE:
            found += [(f"{node.module}.{a.name}", node.lineno) for a in node.names if a.name in OUTSIDE[node.module]]
    return found


@pytest.mark.parametrize("path", [p for p in FILES if room(p) not in ("cli", "__main__")], ids=place)
def test_only_the_top_floor_prints_exits_and_reads_the_clock(path: Path) -> None:
    assert not [f"{place(path)}:{line} {what}" for what, line in outside(parsed(path))]


@pytest.mark.parametrize(
    "line",
    [
        "print(1)",
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now()",
        "import time\ntime.time()",
        "from time import perf_counter",
        "import os\nos.environ['X']",
        "from os import environ",
        "import os\nos.getcwd()",
        "from pathlib import Path\nPath.cwd()",
        "import sys\nsys.exit(1)",
        "import sys\nsys.stdout.write('x')",
    ],
)
def test_the_check_sees(line: str) -> None:
    assert outside(ast.parse(line))


def test_the_floors_are_the_rooms_there_are() -> None:
    rooms = {p.name for p in ROOT.iterdir() if p.is_dir() and any(p.rglob("*.py"))}
    files = {p.stem for p in ROOT.glob("*.py")} - {"__init__"}
    assert rooms | files == set(FLOOR)


@pytest.mark.parametrize("folder", ["bvaudit", "benchmarks", "examples", "templates"])
def test_no_file_is_longer_than_a_person_reads_in_one_sitting(folder: str) -> None:
    files = sorted((ROOT.parent / folder).rglob("*.py"))
    lines = {p.relative_to(ROOT.parent).as_posix(): len(p.read_text(encoding="utf-8").splitlines()) for p in files}
    assert not {path: n for path, n in lines.items() if n > 300}
