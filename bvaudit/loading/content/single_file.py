"""One file checked by itself: what kind it is stands in its first line."""

import re
from collections.abc import Mapping
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.loading.content.rules import read_rule
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas import all_schemas
from bvaudit.loading.yaml.reader import read_yaml
from bvaudit.model.rule import Lov, Rule

RULE = "rule.schema.json"
_SCHEMA = re.compile(r"\$schema=\S*?([a-z]+\.schema\.json)\s*$")


def check_file(path: Path, lover: Mapping[str, Lov]) -> tuple[Rule | None, list[Problem]]:
    """A rule with its contradictions, any other kind against its schema. A file that does not say is read as a rule."""
    document, problems = read_yaml(path, path.as_posix())
    if document is None:
        return None, problems
    kind = next((m[1] for line in document.comments if (m := _SCHEMA.search(line))), RULE)
    if kind == RULE:
        return read_rule(path, path.as_posix(), lover)
    schema = all_schemas().get(kind)
    if schema is not None and not has_errors(problems):
        problems += check_schema(document, schema)
    return None, problems
