"""The JSON Schema (draft-07) of a record, from the marks on its fields (``bvaudit.model.fields``)."""

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from bvaudit.model.fields import FileField, Marks, Part, Said, Shape, file_fields, said_of, without_none
from bvaudit.model.uttrykk import Krav
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.vocabulary.catalog import OPERATORS, Operator

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
_PLAIN: Mapping[Any, Schema] = {
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "description": text("loading.derive.en_dato_2025_12_31")},
    Varighet: {
        "type": "string",
        "format": "varighet",
        "description": text("loading.derive.en_varighet_p7d_p1w_p3m_p1y"),
    },
}


def schema_of(kind: Any) -> Schema:
    """The schema of a file that is one ``kind``, or a list of them (``tuple[Kind, ...]``), with the records it uses in
    many places. Not to be changed."""
    return _schema_of(kind)


@cache
def _schema_of(kind: Any) -> Schema:
    shapes = Shapes()
    listed = get_origin(kind) is tuple
    said = said_of(get_args(kind)[0] if listed else kind)
    schema = {"$schema": DIALECT, "title": said.title, **shapes.value(kind, Marks(empty=True))}
    schema |= {"description": said.tekst} if listed else {}
    shared = {name: shapes.definitions[name] for name in sorted(shapes.definitions)}
    return {**schema, "definitions": shared} if shared else schema


class Shapes:
    """Makes schemas. ``definitions`` fills up with the records that are ``shared``."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record(self, kind: type) -> Schema:
        """A closed set of keys. The field that is the key of a map stands before the record, not in it."""
        fields = [field for field in file_fields(kind) if not field.marks.is_key]
        said = said_of(kind)
        properties: Schema = {}
        required: list[str] = []
        for field in fields:
            inside = field.marks.inside
            if inside and inside not in properties:
                part = said.parts[inside]
                properties[inside] = self._closed(part, [f for f in fields if f.marks.inside == inside])
                required += [inside] if part.must else []
            elif not inside and not field.marks.rest:
                properties[field.key] = self.field(field)
                required += [field.key] if field.required else []
        schema = _closed(said, properties, required)
        return schema | self._open(fields)

    def _closed(self, part: Part, fields: Iterable[FileField]) -> Schema:
        properties = {field.key: self.field(field) for field in fields}
        schema = _closed(part, properties, [field.key for field in fields if field.required])
        return schema | ({"maxProperties": part.most} if part.most else {})

    def _open(self, fields: Iterable[FileField]) -> Schema:
        """What every key the record does not name must be; nothing when there can be none."""
        return next((self._entries(f) for f in fields if f.marks.rest), {})

    def field(self, field: FileField) -> Schema:
        schema = self.value(field.hint, field.marks)
        return _explained(_or_empty(schema) if field.nullable else schema, field.marks.shape)

    def value(self, hint: Any, marks: Marks) -> Schema:
        """A value without what is said of it."""
        origin = get_origin(hint)
        if origin is tuple and not marks.keyed:
            return self._list(get_args(hint)[0], marks)
        if marks.keyed:
            return {"type": "object", "minProperties": 1, **self._entries_of(get_args(hint)[0])}
        if origin is Mapping:
            inner = _explained(self.value(get_args(hint)[1], Marks(shape=marks.each)), marks.each)
            return {"type": "object", **({} if marks.empty else {"minProperties": 1}), "additionalProperties": inner}
        return self._one(hint, marks.shape)

    def _list(self, hint: Any, marks: Marks) -> Schema:
        inner, nullable = without_none(hint)
        item = _explained(self._one(inner, marks.each), marks.each)
        array = {
            "type": "array",
            **({} if marks.empty else {"minItems": 1}),
            **({"uniqueItems": True} if marks.unique else {}),
            "items": _or_empty(item) if nullable else item,
        }
        return {"oneOf": [item, array]} if marks.alone else array

    def _entries(self, field: FileField) -> Schema:
        return self._entries_of(get_args(field.hint)[0])

    def _entries_of(self, kind: type) -> Schema:
        """A map by the key of ``kind``. With one field beside its key, the value of that field stands alone."""
        key = next(field for field in file_fields(kind) if field.marks.is_key)
        others = [field for field in file_fields(kind) if not field.marks.is_key]
        value = self.field(others[0]) if len(others) == 1 else self._one(kind, key.marks.shape)
        names = _text(key.marks.shape)
        wanted = {word: names[word] for word in ("pattern", "x-form") if word in names}
        return {**({"propertyNames": wanted} if wanted else {}), "additionalProperties": value}

    def _one(self, hint: Any, shape: Shape) -> Schema:
        choices = shape.choices or _choices(hint)
        if choices:
            return {"enum": list(choices)}
        if hint is str:
            return _text(shape)
        if hint is Any:
            return {}
        if hint in _PLAIN:
            return {**_PLAIN[hint], **_limits(shape)}
        shared = "krav" if hint is Krav else said_of(hint).shared
        if not shared:
            return self._with_short(hint)
        self._define(shared, hint)
        return {"$ref": f"#/definitions/{shared}"}

    def _define(self, name: str, kind: type) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # a record that holds itself meets its own name here
            self.definitions[name] |= {"oneOf": self._operators()} if kind is Krav else self._with_short(kind)
        return self.definitions[name]

    def _with_short(self, kind: type) -> Schema:
        assert is_dataclass(kind), text("loading.derive.no_schema_for", kind=kind)
        said = said_of(kind)
        whole = self.record(kind)
        if not said.short:
            return whole
        alone = next(field for field in file_fields(kind) if field.navn == said.short)
        if alone.hint is Krav:
            return {"oneOf": [*self._define("krav", Krav)["oneOf"], whole]}
        return {"oneOf": [{**self.value(alone.hint, alone.marks), "description": said.short_tekst}, whole]}

    def _operators(self) -> list[Schema]:
        return [self._operator(operator) for operator in OPERATORS.values()]

    def _operator(self, operator: Operator) -> Schema:
        if operator.sammensatt:
            (field,) = file_fields(operator.args)
            inner = self.value(field.hint, field.marks)
        else:
            inner = self.record(operator.args)
        first_line = operator.side.strip().splitlines()[0]
        return _closed(Said(tekst=first_line), {operator.navn: inner}, [operator.navn])


def _closed(said: Said | Part, properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        **_said(said.title, said.tekst),
        **({"minProperties": said.least} if said.least else {}),
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _choices(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(each.value for each in hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else ()


def _text(shape: Shape) -> Schema:
    if shape.also_int:
        return {"type": ["string", "integer"]}
    shortest = (0 if shape.pattern else 1) if shape.shortest is None else shape.shortest
    wanted = {
        "minLength": shortest,
        "maxLength": shape.longest,
        "pattern": shape.pattern,
        "x-form": shape.form,
        "x-kode": shape.kode,
        "x-hint": shape.hint,
    }
    return {"type": "string", **{word: value for word, value in wanted.items() if value}}


def _limits(shape: Shape) -> Schema:
    wanted = {"minimum": shape.least, "maximum": shape.most}
    return {word: value for word, value in wanted.items() if value is not None}


def _or_empty(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _explained(schema: Schema, shape: Shape) -> Schema:
    """Draft-07 hears nothing beside a reference, so nothing is said there."""
    return schema if "$ref" in schema else {**schema, **_said(shape.title, shape.tekst)}


def _said(title: str, tekst: str) -> Schema:
    return {**({"title": title} if title else {}), **({"description": tekst} if tekst else {})}
