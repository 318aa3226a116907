"""What a place, a value and a demand are called in a message, and what a schema says where a fault was found."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jsonschema.exceptions import ValidationError

from bvaudit.loading.schema.hints import BareText
from bvaudit.loading.yaml.messages import quote
from bvaudit.loading.yaml.reader import KeyPath
from bvaudit.texts import text

TYPES = {
    "string": "tekst",
    "integer": text("loading.schema_messages.et_heltall"),
    "number": text("loading.schema_messages.et_tall"),
    "boolean": text("loading.schema_messages.sant_eller_usant_true_false"),
    "array": text("loading.schema_messages.en_liste"),
    "object": text("loading.schema_messages.et_sett_med_nokler"),
    "null": "tomt",
}


def shown(value: Any, wanted: Sequence[str]) -> str:
    match value:
        case BareText():
            return text("loading.schema_messages.uten_anforselstegn", value=quote(value))
        case str():
            return (
                text("loading.schema_messages.teksten", value=quote(value))
                if "string" not in wanted and value.strip("-").isdigit()
                else quote(value)
            )
        case bool():
            return "true" if value else "false"
        case int():
            return text("loading.schema_messages.tallet", quote=quote(str(value))[1:-1])
        case list():
            return text("loading.schema_messages.en_liste")
        case dict():
            return text("loading.schema_messages.et_sett_med_nokler")
        case _:
            return "tomt"


def named(path: KeyPath) -> str:
    keys = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return f"ledd{_numbers(path)}" if path else "filen"
    return quote(str(path[keys[-1]])) + _numbers(path[keys[-1] + 1 :])


def _numbers(steps: KeyPath) -> str:
    return "".join(text("loading.schema_messages.nr", step=int(step) + 1) for step in steps)


def plainly(value: Any) -> str:
    return (
        quote(value)
        if isinstance(value, str) and value
        else shown(value, ["string"])
        if value != ""
        else text("loading.schema_messages.en_tom_tekst")
    )


def either(words: Sequence[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else text("loading.schema_messages.eller", de_forste=", ".join(words[:-1]), siste=words[-1])
    )


def schema_at(error: ValidationError) -> Mapping[str, Any]:
    return as_mapping(error.schema)


def properties_at(error: ValidationError) -> Mapping[str, Any]:
    return as_mapping(schema_at(error).get("properties"))


def unknown_keys(error: ValidationError) -> list[str]:
    """The keys a closed set of keys does not have; nothing is unknown where any key may stand."""
    schema = schema_at(error)
    if schema.get("additionalProperties") is not False:
        return []
    patterns = list(as_mapping(schema.get("patternProperties")))
    known = properties_at(error)
    return [
        key for key in as_mapping(error.instance) if key not in known and not any(re.search(p, key) for p in patterns)
    ]


def kode_at(error: ValidationError, kode: str) -> str:
    return str(schema_at(error).get("x-kode", kode))


def hint_at(error: ValidationError) -> str:
    return str(schema_at(error).get("x-hint", ""))


def described(schema: Any) -> str:
    described = as_mapping(schema)
    return str(described.get("description") or described.get("title") or "").rstrip(".")


def as_mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
