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
            "oneOf": _choose(schema, exactly_one=True),
            "anyOf": _choose(schema, exactly_one=False),
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


def _choose(root: Schema, *, exactly_one: bool) -> Keyword:
    """``oneOf``/``anyOf`` that reports the branch the writer meant, never all of them."""

    def keyword(validator: Validator, branches: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
        resolved = [_resolve(root, branch) for branch in branches]
        operators = {key: index for index, branch in enumerate(resolved) if (key := _operator_key(branch))}
        others = [branch for index, branch in enumerate(resolved) if index not in operators.values()]
        if isinstance(instance, dict) and len(operators) > 1 and not any(_admits_object(branch) for branch in others):
            yield from _operator(validator, branches, operators, instance)
            return
        outcomes = [list(validator.descend(instance, branch, schema_path=i)) for i, branch in enumerate(branches)]
        passed = sum(not errors for errors in outcomes)
        if passed > 1 and exactly_one:
            yield ValidationError("ambiguous", validator="ambiguous")
        elif not passed:
            yield from _closest(resolved, outcomes, instance)

    return keyword


def _resolve(root: Schema, branch: Any) -> Any:
    while isinstance(branch, Mapping) and isinstance(reference := branch.get("$ref"), str):
        branch = root
        for step in reference.removeprefix("#").strip("/").split("/"):
            branch = branch[step.replace("~1", "/").replace("~0", "~")] if step else branch
    return branch


def _operator_key(branch: Any) -> str | None:
    """The one key that tells a branch from the others: ``innen_frist`` in ``{innen_frist: {…}}``."""
    if not isinstance(branch, Mapping) or len(branch.get("required", ())) != 1:
        return None
    key: str = branch["required"][0]
    return key if key in branch.get("properties", ()) else None


def _admits_object(branch: Any) -> bool:
    return not isinstance(branch, Mapping) or branch.get("type", "object") in ("object", ["object"])


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


def _closest(
    resolved: Sequence[Any], outcomes: Sequence[Sequence[ValidationError]], instance: Any
) -> Iterator[ValidationError]:
    fitting = [
        (branch, errors)
        for branch, errors in zip(resolved, outcomes, strict=True)
        if not any(error.validator == "type" and not error.relative_path for error in errors)
    ]
    if not fitting:
        wanted = [name for errors in outcomes for error in errors for name in _type_names(error)]
        formats = [branch for branch in resolved if isinstance(branch, Mapping) and "format" in branch]
        meant: dict[str, Any] = {"schema": formats[0]} if formats else {}
        yield ValidationError("type", validator="type", validator_value=list(dict.fromkeys(wanted)), **meant)
    elif all(error.validator in ("enum", "const") and not error.relative_path for _, e in fitting for error in e):
        choices = [value for _, errors in fitting for error in errors for value in _choices(error)]
        yield ValidationError("enum", validator="enum", validator_value=choices)
    else:
        yield from max(fitting, key=lambda pair: (_likeness(pair[0], instance), -len(pair[1])))[1]


def _type_names(error: ValidationError) -> list[str]:
    if error.validator != "type" or error.relative_path:
        return []
    wanted: Any = error.validator_value
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _choices(error: ValidationError) -> list[Any]:
    value: Any = error.validator_value
    return [value] if error.validator == "const" else list(value)


def _likeness(branch: Any, instance: Any) -> tuple[int, int, int]:
    """How much a branch looks like what was written: same marked kind, then required keys, then any known key."""
    if not isinstance(branch, Mapping) or not isinstance(instance, dict):
        return (0, 0, 0)
    properties = branch.get("properties", {})
    kinds = [key for key, value in properties.items() if isinstance(value, Mapping) and "const" in value]
    same_kind = sum(1 if instance[key] == properties[key]["const"] else -1 for key in kinds if key in instance)
    return (
        same_kind,
        sum(key in instance for key in branch.get("required", ())),
        sum(k in properties for k in instance),
    )
