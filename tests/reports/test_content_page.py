"""The manual of the content files: fresh, and with every key of every schema."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bvaudit.loading.schema.schemas import KINDS, all_schemas
from bvaudit.reports.content_page import content_page

SIDE = Path(__file__).resolve().parents[2] / "docs" / "innhold.md"
PAGE = content_page(KINDS)
ON_ANOTHER_PAGE = ("betingelse", "dato", "feltkrav", "krav", "rader")
SECTIONS = dict(zip(KINDS, PAGE.split("\n## ")[1:], strict=True))


def keys(
    schema: Any, outer: str = "", shapes: Mapping[str, Any] | None = None, met: tuple[str, ...] = ()
) -> Iterator[str]:
    """Every key of a schema with those it stands under, by plain walking. A shape that holds itself is told once; the
    shapes that are on another page are left out."""
    shapes = schema.get("definitions", {}) if shapes is None else shapes
    for key, value in schema.get("properties", {}).items():
        yield f"{outer}{key}"
        yield from keys(value, f"{outer}{key}.", shapes, met)
    for inner in (*([schema["items"]] if "items" in schema else ()), *schema.get("oneOf", ())):
        yield from keys(inner, outer, shapes, met)
    name = schema.get("$ref", "").rpartition("/")[2]
    if name and name not in (*met, *ON_ANOTHER_PAGE):
        yield from keys(shapes[name], outer, shapes, (*met, name))


def test_the_page_is_fresh() -> None:
    """When this fails: run «bvaudit sjekk --skriv-skjema»."""
    assert SIDE.read_bytes().decode("utf-8") == PAGE


@pytest.mark.parametrize("navn", [navn for navn in KINDS if navn != "kart"])
def test_every_key_of_the_schema_is_explained(navn: str) -> None:
    rows = [line for line in SECTIONS[navn].splitlines() if line.startswith("| `")]
    shown = [row.split("`")[1] for row in rows]
    assert [key for key in shown if "<" not in key] == list(keys(all_schemas()[f"{navn}.schema.json"]))
    assert all(cell.strip() for row in rows for cell in row.strip("|").split(" | "))


def test_the_keys_of_a_map_stand_under_a_name_the_writer_chooses() -> None:
    assert "`versjoner.varianter.<navn>.forklaring`" in SECTIONS["rule"]
    assert "`kilde.dekker.<navn>.fra`" in SECTIONS["regeltest"]
    assert "`tabeller.<tabell>.kolonner`" in SECTIONS["kart"]


def test_every_link_leads_somewhere() -> None:
    def anchor(heading: str) -> str:
        return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")

    pages = {"": PAGE, "vokabular.md": (SIDE.parent / "vokabular.md").read_text(encoding="utf-8")}
    for page, name in re.findall(r"\]\(([^)#]*)#([^)]+)\)", PAGE):
        headings = {anchor(line.lstrip("# ")) for line in pages[page].splitlines() if line.startswith("#")}
        assert name in headings
