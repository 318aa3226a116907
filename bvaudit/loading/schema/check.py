"""A document against its schema: what the schema demands, said with the place of every fault.

Beyond draft-07 a schema may say ``format: varighet`` (``P1W``), and, beside a ``pattern``, ``format`` or ``enum``:
``x-form`` (what the value is, in Norwegian, after «skal være»), ``x-kode`` (the problem's code) and ``x-hint``.
A closed set of keys may have ``x-ogsa``: other words people write, and the key each of them means.
Decimal numbers do not exist in our files: write them as text with a ``pattern``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, ValidationError, validators

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.schema.hints import BareText
from bvaudit.loading.schema.messages import explain
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.varighet import parse_varighet

Schema = Mapping[str, Any]
Validator = Any  # the class is made at run time
Keyword = Callable[[Validator, Any, Any, Any], Iterator[ValidationError]]

# What YAML 1.2 and an editor take for a number, a truth value or nothing, and our reader leaves as text.
_EDITOR_SEES_A_VALUE = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|True|TRUE|False|FALSE|Null|NULL"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORMATS = FormatChecker(formats=())


def check_schema(document: Document, schema: Schema) -> list[Problem]:
    """Every way ``document`` departs from ``schema`` (draft-07, references only to its own ``definitions``)."""
    validator = _validator_for(schema)
    errors = list(validator.iter_errors(_with_bare_texts(document.data, (), document)))
    wrong_type = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    return in_order(
        problem
        for error in errors
        if error.validator not in ("enum", "const") or tuple(error.absolute_path) not in wrong_type
        for problem in explain(error, document)
    )


def _with_bare_texts(data: Any, path: KeyPath, document: Document) -> Any:
    """A copy where texts an editor would read as something else are marked, so that they do not pass as text."""
    match data:
        case dict():
            return {key: _with_bare_texts(value, (*path, key), document) for key, value in data.items()}
        case list():
            return [_with_bare_texts(value, (*path, index), document) for index, value in enumerate(data)]
        case str() if path not in document.quoted and _EDITOR_SEES_A_VALUE.fullmatch(data):
            return BareText(data)
        case _:
            return data


def _is_text(_: Any, instance: object) -> bool:
    return isinstance(instance, str) and not isinstance(instance, BareText)


def _validator_for(schema: Schema) -> Validator:
    """Made once for each schema: hundreds of files keep to the same, and making one costs more than a small file."""
    if id(schema) not in _MADE:
        if len(_MADE) >= _KEPT:
            _MADE.clear()
        _MADE[id(schema)] = (schema, _made_validator(schema))
    return _MADE[id(schema)][1]


_KEPT = 32
_MADE: dict[int, tuple[Schema, Validator]] = {}  # with the schema itself, so that no other gets its id


def _made_validator(schema: Schema) -> Validator:
    extend: Callable[..., Any] = validators.extend
    kind = extend(
        Draft7Validator,
        validators={
            "oneOf": _choose(schema),
            "propertyNames": _property_names,
            "pattern": _pattern,
        },
        type_checker=Draft7Validator.TYPE_CHECKER.redefine("string", _is_text),
    )
    return kind(schema, format_checker=_FORMATS)


@_FORMATS.checks("date")
def _is_date(instance: object) -> bool:
    if not isinstance(instance, str):
        return True
    if not _ISO_DATE.fullmatch(instance):
        return False
    try:
        date.fromisoformat(instance)
    except ValueError:
        return False
    return True


@_FORMATS.checks("varighet")
def _is_varighet(instance: object) -> bool:
    return not isinstance(instance, str) or parse_varighet(instance) is not None


def _pattern(validator: Validator, pattern: str, instance: Any, _: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "string"):
        return
    # Python lets «$» stand before a last line break; editors do not.
    if not re.search(pattern, instance) or (pattern.endswith("$") and instance.endswith("\n")):
        yield ValidationError("pattern")


def _property_names(validator: Validator, names: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "object"):
        return
    for key in instance:
        if any(True for _ in validator.descend(key, names)):
            yield ValidationError("propertyNames", instance=key, schema=names, validator_value=names)


def _choose(root: Schema) -> Keyword:
    """``oneOf`` that judges only the branch the writer meant. The branches of our schemas are told apart by their one
    key, as the operators are, or by their type, as a date that is a text or a set of keys."""

    def keyword(validator: Validator, branches: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
        resolved = [_resolve(root, branch) for branch in branches]
        operators = {key: index for index, branch in enumerate(resolved) if (key := _operator_key(branch))}
        if isinstance(instance, dict) and len(operators) > 1:
            yield from _operator(validator, branches, operators, instance)
            return
        kinds = [_types(root, branch) for branch in resolved]
        meant = next((i for i, types in enumerate(kinds) if any(validator.is_type(instance, t) for t in types)), None)
        if meant is not None:
            yield from validator.descend(instance, branches[meant], schema_path=meant)
            return
        formats = [branch for branch in resolved if "format" in branch]
        said: dict[str, Any] = {"schema": formats[0]} if formats else {}
        wanted = list(dict.fromkeys(each for types in kinds for each in types))
        yield ValidationError("type", validator="type", validator_value=wanted, **said)

    return keyword


def _types(root: Schema, branch: Schema) -> list[str]:
    """The types of value a branch may be; words to choose among are text."""
    if "oneOf" in branch:
        return [each for inner in branch["oneOf"] for each in _types(root, _resolve(root, inner))]
    types = branch.get("type", "string")
    return [types] if isinstance(types, str) else list(types)


def _resolve(root: Schema, branch: Any) -> Any:
    while isinstance(branch, Mapping) and isinstance(reference := branch.get("$ref"), str):
        branch = root
        for step in reference.removeprefix("#").strip("/").split("/"):
            branch = branch[step.replace("~1", "/").replace("~0", "~")] if step else branch
    return branch


def _operator_key(branch: Schema) -> str | None:
    """The one key that tells a branch from the others: ``innen_frist`` in ``{innen_frist: {…}}``."""
    if len(branch.get("required", ())) != 1:
        return None
    key: str = branch["required"][0]
    return key if key in branch.get("properties", ()) else None


def _operator(
    validator: Validator, branches: Sequence[Any], operators: Mapping[str, int], instance: Mapping[str, Any]
) -> Iterator[ValidationError]:
    named = [key for key in instance if key in operators]
    if len(named) == 1:
        # Only the branch that is named: trying all of them doubles the work for every level of nesting.
        index = operators[named[0]]
        yield from validator.descend(instance, branches[index], schema_path=index)
    else:
        kind = "operators" if named else "operator"
        yield ValidationError(kind, validator=kind, validator_value=list(operators))
