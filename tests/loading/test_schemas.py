"""The JSON Schemas that editors read: fresh, valid, in Norwegian, and found from every file that names one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bvaudit.loading.content.place import yaml_files
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas import all_schemas, as_text
from bvaudit.loading.yaml.reader import read_text
from bvaudit.vocabulary.catalog import OPERATORS

ROT = Path(__file__).resolve().parents[2]
MAPPE = ROT / "bvaudit" / "schemas"
SKJEMAER = all_schemas()
INNHOLD = [path for navn in ("rules", "checklists", "examples") for path in yaml_files(ROT / navn)]
HENVISNING = re.compile(r"# yaml-language-server: \$schema=(\S+)")
ENGLISH = re.compile(r"\b(the|of|and|must|should|which|is|are|with|from|an)\b")


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema; not the examples and choices."""
    if isinstance(schema, dict):
        yield schema
    children = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for child in children:
        yield from parts(child)


def name_of(path: Path) -> str:
    return path.relative_to(ROT).as_posix()


@pytest.mark.parametrize("navn", SKJEMAER)
def test_the_file_is_fresh(navn: str) -> None:
    """When this fails: run «bvaudit sjekk --skriv-skjema»."""
    assert (MAPPE / navn).read_bytes().decode("utf-8") == as_text(SKJEMAER[navn])


def test_no_other_files_lie_there() -> None:
    assert {path.name for path in MAPPE.iterdir()} == set(SKJEMAER)


def test_the_files_have_one_kind_of_line_end() -> None:
    for path in MAPPE.iterdir():
        assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("navn", SKJEMAER)
def test_it_is_draft_07(navn: str) -> None:
    schema = json.loads((MAPPE / navn).read_text(encoding="utf-8"))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    wanted = {part["$ref"] for part in parts(schema) if isinstance(part.get("$ref"), str)}
    assert wanted <= {f"#/definitions/{word}" for word in schema.get("definitions", ())}


@pytest.mark.parametrize("navn", SKJEMAER)
def test_what_an_editor_shows_is_norwegian(navn: str) -> None:
    schema = SKJEMAER[navn]
    assert schema["title"]
    assert schema["description"]
    for part in parts(schema):
        for key in ("title", "description", "x-form", "x-hint"):
            text = part.get(key)
            if text is None or isinstance(text, dict):  # a property that happens to be called «title»
                continue
            assert text.strip() == text != ""
            assert not ENGLISH.search(text.lower()), text


@pytest.mark.parametrize("navn", SKJEMAER)
def test_unknown_keys_are_never_let_through(navn: str) -> None:
    for part in parts(SKJEMAER[navn]):
        if part.get("type") == "object":
            assert part.get("additionalProperties", True) is not True


def test_the_branches_of_a_choice_are_told_apart_by_their_key_or_their_type() -> None:
    """The check looks only at the branch the writer meant, so there must never be two that could be meant."""
    for schema in SKJEMAER.values():
        for part in parts(schema):
            branches = [
                schema["definitions"][branch["$ref"].rpartition("/")[2]] if "$ref" in branch else branch
                for branch in part.get("oneOf", ())
            ]
            keys = [branch["required"][0] for branch in branches if len(branch.get("required", ())) == 1]
            types = [branch.get("type") for branch in branches]
            assert len(set(types)) == len(types) or (len(set(keys)) == len(keys) == len(branches))


def test_every_word_of_the_vocabulary_is_in_the_schema() -> None:
    krav = SKJEMAER["rule.schema.json"]["definitions"]["krav"]["oneOf"]
    assert [branch["required"] for branch in krav] == [[navn] for navn in OPERATORS]


@pytest.mark.parametrize("navn", [n for n, op in OPERATORS.items() if not op.sammensatt])
def test_every_argument_is_explained(navn: str) -> None:
    branches = SKJEMAER["rule.schema.json"]["definitions"]["krav"]["oneOf"]
    (args,) = (b["properties"][navn] for b in branches if navn in b["properties"])
    for argument in args["properties"].values():
        assert "description" in argument or "$ref" in argument or "description" in argument.get("items", {})


@pytest.mark.parametrize("path", INNHOLD, ids=name_of)
def test_the_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = HENVISNING.fullmatch(first)
    assert found, f"første linje skal være # yaml-language-server: $schema=…, fant «{first}»"
    schema = (path.parent / found[1]).resolve()
    assert schema.parent == MAPPE
    assert schema.is_file()


@pytest.mark.parametrize("path", INNHOLD, ids=name_of)
def test_the_file_fits_the_schema_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = HENVISNING.match(text)
    assert found is not None
    document, problems = read_text(text, path.name)
    assert document is not None
    assert [*problems, *check_schema(document, SKJEMAER[Path(found[1]).name])] == []
