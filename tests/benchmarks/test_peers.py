"""The peers are given the same facts and rule as ours: every object gets the same answer from each of them."""

import importlib
import json
from pathlib import Path

import pytest

from benchmarks.data import write_extract
from benchmarks.peers import others, ours
from benchmarks.peers.__main__ import differences, one
from benchmarks.peers.facts import BROKEN, write_facts

pytestmark = pytest.mark.lang
_LIBRARY = {"openfisca": "openfisca_core", "pandera": "pandera.polars", "rule-engine": "rule_engine", "zen": "zen"}


@pytest.fixture(scope="module")
def uttrekk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uttrekk")
    write_extract(folder, 200)
    write_facts(folder, folder / "fakta.parquet")
    return folder


def _said(name: str, uttrekk: Path, scratch: Path) -> list[tuple[str, str]]:
    one(name, uttrekk, uttrekk / "fakta.parquet", scratch / "svar.json")
    return [(k, v) for k, v in json.loads((scratch / "svar.json").read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", [*ours.NAMES[1:], *others.PEERS])
def test_same_answers(name: str, uttrekk: Path, tmp_path: Path) -> None:
    if name in _LIBRARY:
        try:
            importlib.import_module(_LIBRARY[name])
        except ImportError:
            pytest.skip(f"{_LIBRARY[name]} er ikke installert (pip install -e .[bench])")
    right = _said("bvaudit avgjort", uttrekk, tmp_path)
    assert len(right) > 800
    assert differences({"bvaudit avgjort": right, name: _said(name, uttrekk, tmp_path)}) == []


def test_another_answer_is_seen(uttrekk: Path, tmp_path: Path) -> None:
    right = _said("bvaudit avgjort", uttrekk, tmp_path)
    changed = [(k, "oppfylt" if v == BROKEN else v) for k, v in right]
    assert differences({"bvaudit avgjort": right, "annen": changed})
    assert differences({"bvaudit avgjort": right, "kort": right[:-1]})
