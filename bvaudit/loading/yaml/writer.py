"""A record as a YAML file that our own strict reader reads back to an equal record.

What the reader asks of people is kept here too: quotes where an editor would see a number, nothing shared, no value
left to be guessed. Keys stand in the record's order; what is as the record's default is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args

from bvaudit.model.fields import FileField, file_fields
from bvaudit.model.uttrykk import Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.catalog import OPERATORS

WIDTH = 110
_OPERATOR = {operator.args: navn for navn, operator in OPERATORS.items()}
_BARE = re.compile(r"[A-Za-zÆØÅæøå«§][\wÆØÅæøå«»§ .,;()/+%–’'-]*")
_BARE_IN_LINE = re.compile(r"[A-Za-zÆØÅæøå][\wÆØÅæøå. -]*")
# What some editor takes for a truth value, nothing or a number although it begins with a letter.
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "ja", "nei"})
_FOLDS = re.compile(r"[^\s]+(?: [^\s]+)*")  # one line, no space that folding would change
_UNSAFE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def as_yaml(record: Any, *, schema: str = "") -> str:
    """The record as the text of a file. ``schema`` is what editors shall help by, as its first line names it."""
    first = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return first + "".join(f"{line}\n" for line in _mapping(as_data(record), 0))


def as_data(record: Any) -> dict[str, Any]:
    """The record as the reader meets it: only dict, list, str, int, bool, date and None."""
    fields = file_fields(type(record))
    data: dict[str, Any] = {}
    for field in fields:
        value = getattr(record, field.navn)
        if field.marks.is_key or _may_be_left_out(field, value):
            continue
        if field.marks.rest:
            data |= _keyed(value, field)
            continue
        target = data.setdefault(field.marks.inside, {}) if field.marks.inside else data
        target[field.key] = _keyed(value, field) if field.marks.keyed else _plain(value)
    return data


def _may_be_left_out(field: FileField, value: Any) -> bool:
    if field.required:
        return False
    return value is None or value == field.default or (field.default is None and value in ((), {}))


def _keyed(records: tuple[Any, ...], field: FileField) -> dict[str, Any]:
    """A tuple of records as a map by their key; with one field beside it, its value stands alone."""
    kind = get_args(field.hint)[0]
    (key,) = (one for one in file_fields(kind) if one.marks.is_key)
    others = [one for one in file_fields(kind) if not one.marks.is_key]
    if len(others) == 1:
        return {getattr(one, key.navn): _plain(getattr(one, others[0].navn)) for one in records}
    return {getattr(one, key.navn): as_data(one) for one in records}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Varighet):
        return str(value)
    if isinstance(value, Krav):
        return {_OPERATOR[type(value)]: as_data(value)}
    return as_data(value) if is_dataclass(value) else value


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in data.items():
        name = f"{pad}{_text_in_line(key)}:"
        short = _in_line(value)
        if short is not None and len(name) + 1 + len(short) <= WIDTH:
            yield f"{name} {short}"
        elif isinstance(value, dict):
            yield name
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list):
            yield name
            yield from _list(value, indent + 2)
        else:
            yield from _long_text(name, value, indent + 2)


def _list(values: list[Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for value in values:
        short = _in_line(value)
        if short is not None and len(pad) + 2 + len(short) <= WIDTH:
            yield f"{pad}- {short}"
        elif isinstance(value, dict):
            first, *rest = _mapping(value, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        elif isinstance(value, list):
            yield f"{pad}-"
            yield from _list(value, indent + 2)
        else:
            yield from _long_text(f"{pad}-", value, indent + 2)


def _in_line(value: Any, *, nested: bool = False) -> str | None:
    """The value on one line; None when it needs more: long text, and a list or set of keys that is not short."""
    if isinstance(value, dict):
        parts = [(_text_in_line(key), _in_line(one, nested=True)) for key, one in value.items()]
        if (nested and value) or any(isinstance(one, list | dict) and one for one in value.values()):
            return None
        return "{" + ", ".join(f"{key}: {one}" for key, one in parts) + "}" if _all(parts) else None
    if isinstance(value, list):
        items = [_in_line(one, nested=True) for one in value]
        if any(isinstance(one, list | dict) for one in value) or None in items:
            return None
        return "[" + ", ".join(item for item in items if item is not None) + "]"
    if isinstance(value, str):
        return (_text_in_line(value) if nested else _text(value)) if "\n" not in value else None
    return _scalar(value)


def _all(parts: list[tuple[str, str | None]]) -> bool:
    return all(one is not None for _, one in parts)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(value: str) -> str:
    """A text that stands alone on its line."""
    bare = _BARE.fullmatch(value) and value == value.rstrip() and value.casefold() not in _WORDS
    return value if bare else _quoted(value)


def _text_in_line(value: str) -> str:
    """A text that stands among others, or is a key."""
    bare = _BARE_IN_LINE.fullmatch(value) and value == value.rstrip() and value.casefold() not in _WORDS
    return value if bare else _quoted(value)


def _long_text(before: str, value: str, indent: int) -> Iterator[str]:
    pad = " " * indent
    if _UNSAFE.search(value):
        yield f"{before} {_quoted(value)}"
    elif _FOLDS.fullmatch(value):
        yield f"{before} >-"
        yield from (f"{pad}{line}" for line in _folded(value, WIDTH - indent))
    elif "\n" in value and _keeps_its_lines(value):
        yield f"{before} |-"
        yield from (f"{pad}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{before} {_quoted(value)}"


def _keeps_its_lines(value: str) -> bool:
    return value == value.strip() and all(line == line.rstrip() for line in value.split("\n"))


def _folded(value: str, width: int) -> Iterator[str]:
    line = ""
    for word in value.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSAFE.sub(lambda found: f"\\U{ord(found[0]):08x}", escaped) + '"'
