"""The house: imports point down, each library has its room, and only the top floor speaks to the world."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "bvaudit"
FLOORS = [
    {"diagnostics"},
    {"errors"},
    {"disk"},
    {"model"},
    {"vocabulary"},
    {"loading", "extract", "intake"},
    {"engine", "stats", "findings", "register"},
    {"reports"},
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
    "holidays": {"engine"},
    "sqlite3": {"register"},
    "openpyxl": {"intake"},
    "xlsxwriter": {"reports/xlsx"},
    "docxtpl": {"reports/docx"},
    "docx": {"reports/docx"},
    "jinja2": {"reports/docx"},
}
FORBIDDEN_CALLS = {"print", "input", "exit", "quit"}
CLOCK = {"now", "today", "utcnow"}
FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def place(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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


@pytest.mark.parametrize("path", [p for p in FILES if room(p) not in ("cli", "__main__")], ids=place)
def test_only_the_top_floor_prints_exits_and_reads_the_clock(path: Path) -> None:
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
            wrong.append(f"{place(path)}:{node.lineno} {called.id}()")
        if (
            isinstance(called, ast.Attribute)
            and called.attr in CLOCK
            and isinstance(called.value, ast.Name | ast.Attribute)
        ):
            owner = called.value.id if isinstance(called.value, ast.Name) else called.value.attr
            if owner in ("datetime", "date", "time"):
                wrong.append(f"{place(path)}:{node.lineno} {owner}.{called.attr}()")
        if isinstance(called, ast.Attribute) and called.attr in ("getenv", "exit", "_exit"):
            wrong.append(f"{place(path)}:{node.lineno} {called.attr}()")
    assert not wrong


def test_every_room_of_the_design_exists() -> None:
    rooms = {p.name for p in ROOT.iterdir() if p.is_dir()} - {"schemas", "__pycache__", "content"}
    assert rooms <= set(FLOOR)
