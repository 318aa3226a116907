"""The catalogue of texts and the code agree: every key asked for is there, with the same names in it, and none is
left over."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bvaudit.texts import counted, language, text
from bvaudit.texts.catalog import FOLDER

ROOT = FOLDER.parent
CALLS = {"text", "counted", "branch", "in_each_language"}
TOLD = {"told": "text", "told_counted": "counted"}  # the same, with numbers that keep what they are


def entries(tree: dict[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        key = f"{before}.{name}"
        if isinstance(value, dict) and set(value) != {"en", "flere"}:
            yield from entries(value, key)
        else:
            yield key, value


def catalogue(code: str) -> dict[str, Any]:
    return {
        key: value
        for file in sorted((FOLDER / code).glob("*.toml"))
        for key, value in entries(tomllib.loads(file.read_text(encoding="utf-8")), file.stem)
    }


def names(value: Any) -> set[str]:
    forms = value.values() if isinstance(value, dict) else (value,)
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def called(function: ast.expr) -> str:
    """``text`` or ``counted``, also as ``texts.text``; empty for any other function."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "texts":
        return function.attr if function.attr in CALLS else ""
    name = function.id if isinstance(function, ast.Name) else ""
    return name if name in CALLS else TOLD.get(name, "")


def asked_for() -> Iterator[tuple[str, str, set[str] | None, str]]:
    """Place, key, the names given (None when they are given as a whole) and which function."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and (function := called(node.func)):
                key = node.args[0]
                given = None if any(k.arg is None for k in node.keywords) else {k.arg or "" for k in node.keywords}
                place = f"{path.relative_to(ROOT.parent).as_posix()}:{node.lineno}"
                if isinstance(key, ast.Constant) and function == "branch":
                    yield place, f"~{re.escape(key.value)}\\..+", None, function
                elif isinstance(key, ast.Constant):
                    yield place, key.value, given, function
                elif isinstance(key, ast.JoinedStr):
                    pattern = "".join(
                        re.escape(part.value) if isinstance(part, ast.Constant) else "[^.]+" for part in key.values
                    )
                    yield place, f"~{pattern}", None, function


def named() -> Iterator[str]:
    """Keys that stand in a table, to be asked for when the run knows its language."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                yield node.value


def test_every_text_asked_for_is_in_the_catalogue_with_the_same_names() -> None:
    known = catalogue("nb")
    wrong = []
    for place, key, given, function in asked_for():
        if key.startswith("~"):
            if not any(re.fullmatch(key[1:], name) for name in known):
                wrong.append(f"{place}: no key like {key[1:]}")
        elif key not in known:
            wrong.append(f"{place}: no key {key}")
        elif given is not None and names(known[key]) - ({"n"} if function == "counted" else set()) != given:
            wrong.append(f"{place}: {key} has {sorted(names(known[key]))}, got {sorted(given)}")
    assert not wrong


def test_every_text_in_the_catalogue_is_asked_for() -> None:
    asked = [key for _, key, _, _ in asked_for()]
    exact, patterns = {k for k in asked if k[:1] != "~"} | set(named()), [k[1:] for k in asked if k[:1] == "~"]
    left = [k for k in catalogue("nb") if k not in exact and not any(re.fullmatch(p, k) for p in patterns)]
    assert not left


def test_values_are_not_read_as_text_with_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nb").mkdir()
    (tmp_path / "xx").mkdir()
    (tmp_path / "nb" / "t.toml").write_text('a = "hei {navn}"\nb = {en = "{n} sak", flere = "{n} saker"}', "utf-8")
    (tmp_path / "xx" / "t.toml").write_text('a = "{navn}, hei"', "utf-8")
    monkeypatch.setattr("bvaudit.texts.catalog.FOLDER", tmp_path)
    assert text("t.a", navn="{n} {0}") == "hei {n} {0}"
    assert (counted("t.b", 1), counted("t.b", 0)) == ("1 sak", "0 saker")
    with language("xx"):
        assert text("t.a", navn="du") == "du, hei"
    with pytest.raises(KeyError):
        text("t.a")
    with pytest.raises(KeyError):
        text("t.b")
