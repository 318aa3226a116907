"""The manual of the vocabulary: fresh, whole, and every example can be typed into a rule."""

import dataclasses
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.loading.content.lists import read_kodelister, read_lover
from bvaudit.loading.content.rules import read_rule
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.read import read_krav
from bvaudit.loading.schema.schemas import rule_schema
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.rule import Gjelder, Variant
from bvaudit.reports.vocabulary_page import example, vocabulary_page
from bvaudit.vocabulary.catalog import OPERATORS, Operator

from .builders import PER

ROT = Path(__file__).resolve().parents[2]
SIDE = ROT / "docs" / "vokabular.md"
KRAV = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$ref": "#/definitions/krav",
    "definitions": rule_schema()["definitions"],
}
# The table each example speaks of.
OBJEKT = {"alder": "tiltak", "antall_i_periode": "tiltak", "overlapp": "tiltak", "rekkefolge": "tilsyn_hyppighet"}
OBJEKT |= {"rimelige_datoer": "sak", "fulgt_opp": "vedtak", "trinnvis": "tiltak"}
OBJEKT |= dict.fromkeys(("alle", "relasjon", "utfylt"), "undersokelse")


def page() -> str:
    return vocabulary_page(OPERATORS, rule_schema()["definitions"])


def slug(heading: str) -> str:
    """The anchor a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_page_is_fresh() -> None:
    """When this fails, write what ``vocabulary_page`` gives to docs/vokabular.md."""
    assert SIDE.read_bytes().decode("utf-8") == page()


def test_the_page_is_the_same_every_time() -> None:
    assert page() == page()


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=lambda op: op.navn)
def test_every_word_has_its_place(operator: Operator) -> None:
    headings = [line for line in page().splitlines() if line.startswith("## ")]
    assert sum(f"`{operator.navn}`" in heading for heading in headings) == 1


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=lambda op: op.navn)
def test_every_example_can_be_typed_into_a_rule(operator: Operator) -> None:
    text = example(operator)
    assert text in page()
    document, problems = read_text(text, "eksempel.yaml")
    assert document is not None
    assert problems == []
    assert list(document.data) == [operator.navn]
    assert check_schema(document, KRAV) == []


@pytest.mark.parametrize("operator", [op for op in OPERATORS.values() if op.navn != "manuell"], ids=lambda op: op.navn)
def test_every_example_can_be_judged(operator: Operator) -> None:
    """The example stands in for the demand of a real rule, on a table that has its fields."""
    lover, _ = read_lover(ROT / "rules")
    koder, _ = read_kodelister(ROT / "rules")
    rule, _ = read_rule(ROT / "rules" / "melding" / "MEL-01.yaml", "MEL-01.yaml", lover)
    document, _ = read_text(example(operator), "eksempel.yaml")
    assert rule is not None
    assert document is not None
    variant = Variant(navn="lov", krav=read_krav(document.data))
    versjon = replace(rule.versjoner[-1], velges_etter=(), varianter=(variant,))
    gjelder = Gjelder(objekt=OBJEKT.get(operator.navn, "henvendelse"))
    mine = replace(rule, gjelder=gjelder, telles_etter=(), versjoner=(versjon,))
    assert compile_rule(mine, DUCKDB, per=PER, koder=koder, periode=None).sql


def arguments(kind: Any) -> list[str]:
    """Every argument with its records' own, by plain reflection."""
    names = []
    for field in dataclasses.fields(kind):
        names.append(field.name)
        hint = get_type_hints(kind)[field.name]
        nested = [
            h
            for h in (hint, *getattr(hint, "__args__", ()))
            if dataclasses.is_dataclass(h) and h.__module__.startswith("bvaudit.vocabulary")
        ]
        names += [f"{field.name}.{name}" for one in nested for name in arguments(one)]
    return names


@pytest.mark.parametrize("operator", [op for op in OPERATORS.values() if not op.sammensatt], ids=lambda op: op.navn)
def test_every_argument_is_explained(operator: Operator) -> None:
    section = page().split(f"## `{operator.navn}`\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == arguments(operator.args)
    assert all(cell.strip() for row in rows for cell in row.strip("|").split("|"))


def test_every_link_leads_somewhere() -> None:
    headings = {slug(line.lstrip("# ")) for line in page().splitlines() if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", page())) <= headings


def test_every_table_is_whole() -> None:
    for block in re.findall(r"(?m)(?:^\|.*\n)+", page()):
        assert len({len(row.split(" | ")) for row in block.splitlines()}) == 1
