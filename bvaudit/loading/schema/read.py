"""From YAML that has kept to its schema to records, by the same marks the schema is derived from."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast, get_args, get_origin

from bvaudit.model.fields import FileField, Marks, file_fields, said_of, without_none
from bvaudit.model.uttrykk import Krav
from bvaudit.model.varighet import Varighet, parse_varighet
from bvaudit.texts import text
from bvaudit.vocabulary.catalog import OPERATORS

T = TypeVar("T")
_NO_MARKS = Marks()


def read_record(data: Mapping[str, Any], kind: type[T], **outside: Any) -> T:
    """``data`` as a ``kind``. ``outside`` are the fields that do not stand in the file."""
    fields = file_fields(kind)
    values = dict(outside)
    for field in fields:
        source = data.get(field.marks.inside, {}) if field.marks.inside else data
        if field.marks.rest:
            known = {other.key for other in fields}
            values[field.navn] = _entries({k: v for k, v in data.items() if k not in known}, field.hint)
        elif field.key in source and not field.marks.is_key:
            values[field.navn] = _value(source[field.key], field.hint, field.marks)
    return kind(**values)


def read_value(data: Any, kind: type[T], **outside: Any) -> T:
    """As ``read_record``, also when the record may be written as one field alone, and for ``tuple[Kind, ...]``."""
    if get_origin(kind) is tuple:
        return cast(T, _value(data, kind, _NO_MARKS))
    return _record(data, kind, outside)


def read_krav(data: Mapping[str, Any]) -> Krav:
    """``{innen_frist: {...}}`` → its ``Args``."""
    ((navn, innhold),) = data.items()
    operator = OPERATORS[navn]
    if operator.sammensatt:
        innhold = {"krav": innhold}
    return read_record(innhold, operator.args)


def _record(data: Any, kind: type[T], outside: Mapping[str, Any]) -> T:
    short = said_of(kind).short
    if short and not (isinstance(data, dict) and all(f.key in data for f in file_fields(kind) if _demanded(f))):
        field = next(field for field in file_fields(kind) if field.navn == short)
        data = {field.key: data}
    return read_record(data, kind, **outside)


def _demanded(field: FileField) -> bool:
    return field.required and not field.marks.is_key


def _value(data: Any, hint: Any, marks: Marks) -> Any:
    if data is None:
        return None
    origin = get_origin(hint)
    if marks.keyed:
        return _entries(data, hint)
    if origin is tuple:
        item, _ = without_none(get_args(hint)[0])
        return tuple(_value(one, item, _NO_MARKS) for one in (data if isinstance(data, list) else [data]))
    if origin is Mapping:
        return {key: _value(one, get_args(hint)[1], _NO_MARKS) for key, one in data.items()}
    return str(data) if marks.shape.also_int else _one(data, hint)


def _entries(data: Mapping[str, Any], hint: Any) -> tuple[Any, ...]:
    """A map by the key of a record: one record for each of its keys."""
    kind = get_args(hint)[0]
    (key,) = (field for field in file_fields(kind) if field.marks.is_key)
    others = [field for field in file_fields(kind) if not field.marks.is_key]
    if len(others) == 1:
        return tuple(
            kind(**{key.navn: name, others[0].navn: _value(one, others[0].hint, others[0].marks)})
            for name, one in data.items()
        )
    return tuple(_record(one, kind, {key.navn: name}) for name, one in data.items())


def _one(data: Any, hint: Any) -> Any:
    if hint is Krav:
        return read_krav(data)
    if hint is date:
        return date.fromisoformat(data)
    if hint is Varighet:
        found = parse_varighet(data)
        assert found is not None, text("loading.read.the_schema_has_checked_durations")
        return found
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(data)
    return _record(data, hint, {}) if isinstance(hint, type) and is_dataclass(hint) else data
