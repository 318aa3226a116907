"""A manifest as plain facts for JSON, and back. What is read back is checked type by type: a file can hold anything."""

from dataclasses import asdict, fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from bvaudit.model.manifest import Manifest


def as_facts(manifest: Manifest) -> dict[str, Any]:
    """Text, numbers, lists and null only; the same facts come back from JSON."""
    return {key: _plain(value) for key, value in asdict(manifest).items()}


def manifest_from(facts: dict[str, Any]) -> Manifest:
    """The manifest behind the facts. Raises TypeError, ValueError or KeyError when they are not those of one."""
    made: Manifest = _record(Manifest, facts)
    return made


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case tuple() | list() | frozenset() | set():
            return [_plain(one) for one in (value if isinstance(value, tuple | list) else sorted(value))]
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case _:
            return value


def _record(kind: Any, facts: Any) -> Any:
    if not isinstance(facts, dict):
        raise TypeError(kind)
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    if unknown := set(facts) - names:
        raise KeyError(unknown)
    return kind(**{name: _value(hints[name], given) for name, given in facts.items()})


def _value(hint: Any, given: Any) -> Any:
    """``given`` as the type of the field says, or TypeError."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return None if given is None else _value(next(part for part in parts if part is not type(None)), given)
    if origin in (tuple, frozenset):
        return origin(_value(parts[0], one) for one in _expected(given, list))
    if origin is not None:  # Mapping
        return {_value(parts[0], key): _value(parts[1], one) for key, one in _expected(given, dict).items()}
    if hint is datetime or hint is date:
        return hint.fromisoformat(_expected(given, str))
    if hint in (str, int, bool):
        return _expected(given, hint)
    if issubclass(hint, StrEnum):
        return hint(_expected(given, str))
    return _record(hint, given)


def _expected(given: Any, kind: Any) -> Any:
    if type(given) is not kind:
        raise TypeError(kind)
    return given
