"""Records as plain JSON and back, led by the records' own type hints. What comes back equals what was written.

A record is an object of its fields, without those that have their default. A ``date`` is text as in ISO 8601, an enum
its value, a tuple a list, and what a variant demands is named by its operator, as in a rule file:
``{"innen_frist": {"start": {"felt": "start_dato"}, …}}``.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.catalog import OPERATORS

T = TypeVar("T")
_Read = Callable[[Any], Any]
_PLAIN = (str, int, bool, float)
_OPERATOR = {operator.args: navn for navn, operator in OPERATORS.items()}


def to_plain(value: Any, hint: Any) -> Any:
    """``value`` as JSON can hold it. TypeError when it is not exactly what ``hint`` says: then it would not come back
    as it was."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return None if value is None else to_plain(value, _wanted(hint))
    if origin is tuple and type(value) is tuple:
        return [to_plain(one, _item(hint)) for one in value]
    if origin is Mapping or origin is dict:
        keys, values = get_args(hint)
        return {_expect(key, keys): to_plain(one, values) for key, one in value.items()}
    if origin is Literal and value in get_args(hint):
        return value
    if hint is Krav:
        return {_OPERATOR[type(value)]: _fields_to_plain(value)}
    if is_dataclass(hint):
        return _fields_to_plain(_expect(value, hint))
    if hint is date:
        return _expect(value, date).isoformat()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _expect(value, hint).value
    if hint in _PLAIN:
        return _expect(value, hint)
    raise TypeError(f"{value!r} is not {hint}")


def from_plain(data: Any, kind: type[T]) -> T:
    """The record that :func:`to_plain` made ``data`` of. ``data`` is used up: its parts are replaced on the way."""
    read = _reader(kind)
    return cast(T, data if read is None else read(data))


def _fields_to_plain(record: Any) -> dict[str, Any]:
    hints = _hints(type(record))
    return {
        each.name: to_plain(value, hints[each.name])
        for each in fields(record)
        if (value := getattr(record, each.name)) != _default(each)
    }


def _hints(kind: Any) -> Mapping[str, Any]:
    """Looked up once for each class: it takes longer than all the rest."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


_HINTS: dict[Any, Mapping[str, Any]] = {}


def _default(field: Field[Any]) -> Any:
    """What the field is when nothing is written; MISSING, which equals nothing, when something must be."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def _expect(value: Any, kind: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind}")
    return value


def _wanted(hint: Any) -> Any:
    """``X`` of ``X | None``."""
    (wanted,) = [part for part in get_args(hint) if part is not NoneType]
    return wanted


def _item(hint: Any) -> Any:
    """``X`` of ``tuple[X, ...]``."""
    item, dots = get_args(hint)
    if dots is not Ellipsis:
        raise TypeError(f"{hint} has a fixed length")
    return item


# --- reading: one function for each kind of value, made once ---------------------------------------------------------


def _reader(hint: Any) -> _Read | None:
    """What makes a value of ``hint`` from JSON; None when the JSON value is it."""
    if hint not in _READERS:
        _READERS[hint] = _made_reader(hint)
    return _READERS[hint]


_READERS: dict[Any, _Read | None] = {}


def _made_reader(hint: Any) -> _Read | None:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _optional(_reader(_wanted(hint)))
    if origin is tuple:
        return _tuple(_reader(_item(hint)))
    if origin is Mapping or origin is dict:
        return _mapping(_reader(get_args(hint)[1]))
    if origin is Literal or hint in _PLAIN:
        return None
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {one.value: one for one in hint}.__getitem__
    if hint is Krav:
        return _read_krav
    if is_dataclass(hint):
        return _Record(hint)
    raise TypeError(f"{hint} is not a kind of value records have")


def _optional(read: _Read | None) -> _Read | None:
    return None if read is None else lambda data: None if data is None else read(data)


def _tuple(read: _Read | None) -> _Read:
    return tuple if read is None else lambda data: tuple([read(one) for one in data])


def _mapping(read: _Read | None) -> _Read | None:
    return None if read is None else lambda data: {key: read(one) for key, one in data.items()}


def _read_krav(data: dict[str, Any]) -> Any:
    ((navn, arguments),) = data.items()
    read = _reader(OPERATORS[navn].args)
    assert read is not None
    return read(arguments)


class _Record:
    """Makes records of one class. Its fields' readers are looked up at the first record: a class may hold itself."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._readers: dict[str, _Read] | None = None

    def __call__(self, data: dict[str, Any]) -> Any:
        if self._readers is None:
            hints = get_type_hints(self._kind)
            self._readers = {each.name: read for each in fields(self._kind) if (read := _reader(hints[each.name]))}
        for name, read in self._readers.items():
            if name in data:
                data[name] = read(data[name])
        return self._kind(**data)
