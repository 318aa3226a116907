"""One schema fault → Problems: what stands there, what should stand there, what to type."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jsonschema import ValidationError

from bvaudit.diagnostics import Problem, Sted
from bvaudit.loading.schema.hints import (
    BareText,
    choice_hint,
    date_hint,
    instead_of_key,
    nearest,
    type_hint,
    varighet_hint,
)
from bvaudit.loading.yaml.messages import quote
from bvaudit.loading.yaml.reader import Document, KeyPath

_TYPES = {
    "string": "tekst",
    "integer": "et heltall",
    "number": "et tall",
    "boolean": "sant eller usant (true/false)",
    "array": "en liste",
    "object": "et sett med nøkler",
    "null": "tomt",
}


def explain(error: ValidationError, document: Document) -> Iterator[Problem]:
    """What to tell the user about ``error``. The same fault may be told twice; the caller removes repeats."""
    path: KeyPath = tuple(error.absolute_path)
    say = _BY_KEYWORD.get(str(error.validator), _unfitting)
    return say(error, path, document)


def _unknown_keys(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance, valid = _mapping(error.instance), list(_properties(error))
    for key in _unknown(error):
        yield _problem(
            document.key_place((*path, key)),
            "ukjent-nokkel",
            f"ukjent nøkkel {quote(key)}",
            instead_of_key(key, valid, instance, _mapping(_schema(error).get("x-ogsa"))) or _hint(error),
        )


def _missing_keys(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance, required = _mapping(error.instance), _list(error.validator_value)
    free = [name for name in _properties(error) if name not in instance]
    misspelt = {nearest(key, free) for key in _unknown(error)}
    for key in required:
        if key not in instance and key not in misspelt:
            tekst = f"{_name(path)} mangler nøkkelen {quote(key)}"
            yield _problem(document.key_place(path), "mangler-nokkel", tekst, _described(_properties(error).get(key)))


def _missing_companions(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance = _mapping(error.instance)
    for key, companions in _mapping(error.validator_value).items():
        for other in _list(companions):
            if key in instance and other not in instance:
                tekst = f"{quote(key)} krever også nøkkelen {quote(other)}"
                yield _problem(document.key_place((*path, key)), "mangler-nokkel", tekst, "")


def _wrong_type(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else _list(error.validator_value)
    words = _either([_TYPES.get(name, name) for name in wanted])
    found = error.instance
    ending = ", men er tom" if found is None else f", fant {_found(found, wanted)}"
    suggest = _FORMATS.get(str(_schema(error).get("format")))
    if suggest is not None and isinstance(found, BareText | int):  # quotes around it would be the next fault
        hint = _hint(error) or suggest[2](str(found))
    else:
        hint = type_hint(found, wanted) or _hint(error) or _described(error.schema)
    yield _problem(document.place(path), "verdi-type", f"{_name(path)} skal være {words}{ending}", hint)


def _found(value: Any, wanted: Sequence[str]) -> str:
    match value:
        case BareText():
            return f"{quote(value)} uten anførselstegn"
        case str():
            return f"teksten {quote(value)}" if "string" not in wanted and value.strip("-").isdigit() else quote(value)
        case bool():
            return "true" if value else "false"
        case int():
            return f"tallet {quote(str(value))[1:-1]}"
        case list():
            return "en liste"
        case dict():
            return "et sett med nøkler"
        case _:
            return "tomt"


def _wrong_choice(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    value = error.validator_value
    choices = [value] if error.validator == "const" else _list(value)
    tekst = f"{_name(path)} " + ("er tom" if error.instance is None else f"kan ikke være {_plain(error.instance)}")
    hint = _hint(error) or choice_hint(error.instance, choices)
    yield _problem(document.place(path), _kode(error, "verdi-valg"), tekst, hint)


def _wrong_form(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    form = _schema(error).get("x-form")
    wanted = f"skal være {form}" if form else "har ikke riktig form"
    tekst = f"{_name(path)} {wanted}, fant {_plain(error.instance)}"
    yield _problem(document.place(path), _kode(error, "verdi-form"), tekst, _hint(error) or _described(error.schema))


def _wrong_format(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    kode, wanted, suggest = _FORMATS.get(str(error.validator_value), ("verdi-form", "på riktig form", lambda _: ""))
    tekst = f"{_name(path)} skal være {_schema(error).get('x-form', wanted)}, fant {_plain(error.instance)}"
    hint = _hint(error) or suggest(str(error.instance))
    yield _problem(document.place(path), _kode(error, kode), tekst, hint)


def _size(kode: str, words: str) -> "Say":
    def say(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
        limit: Any = error.validator_value
        found = error.instance
        count = found if isinstance(found, int) else len(found) if isinstance(found, str | list | dict) else 0
        if count == 0 and limit == 1 and not isinstance(found, int):
            tekst = f"{_name(path)} kan ikke være tom"
        else:
            tekst = f"{_name(path)} skal {words.format(limit)}, fant {count}"
        place = document.place(path) if isinstance(found, str | int | list) else document.key_place(path)
        yield _problem(place, kode, tekst, _hint(error) or _described(error.schema))

    return say


def _repeated(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    items = _list(error.instance)
    for index, item in enumerate(items):
        first = next(i for i, other in enumerate(items) if type(other) is type(item) and other == item)
        if first < index:
            tekst = f"{_name((*path, index))} er lik nr. {first + 1}"
            yield _problem(document.place((*path, index)), "verdi-dobbel", tekst, "ta bort den ene")


def _wrong_key_name(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    names = _mapping(error.validator_value)
    key = str(error.instance)
    choices = names.get("enum")
    form = f"skal være {names['x-form']}" if "x-form" in names else "har ikke riktig form"
    tekst = f"ukjent nøkkel {quote(key)}" if choices else f"nøkkelen {quote(key)} {form}"
    hint = str(names.get("x-hint", "")) or (instead_of_key(key, choices, {}) if choices else "")
    kode = str(names.get("x-kode", "ukjent-nokkel" if choices else "nokkel-form"))
    yield _problem(document.key_place((*path, key)), kode, tekst, hint)


def _no_operator(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    known, instance = [str(name) for name in _list(error.validator_value)], _mapping(error.instance)
    listed = f"her kan du bruke: {', '.join(known)}"
    if not instance:
        yield _problem(document.key_place(path), "mangler-nokkel", f"{_name(path)} er tom", listed)
    for key in instance:
        near = nearest(key, known)
        hint = f"mente du «{near}»?" if near else listed
        yield _problem(document.key_place((*path, key)), "ukjent-operator", f"ukjent nøkkel {quote(key)}", hint)


def _many_operators(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    known = _list(error.validator_value)
    first, *rest = [key for key in _mapping(error.instance) if key in known]
    for key in rest:
        tekst = f"bare én av nøklene «{first}» og «{key}» kan stå her"
        yield _problem(document.key_place((*path, key)), "for-mange-nokler", tekst, "behold den ene")


def _unfitting(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    hint = _hint(error) or _described(error.schema)
    yield _problem(document.place(path), _kode(error, "verdi-form"), f"{_name(path)} passer ikke her", hint)


Say = Callable[[ValidationError, KeyPath, Document], Iterator[Problem]]

_BY_KEYWORD: dict[str, Say] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "dependencies": _missing_companions,
    "type": _wrong_type,
    "enum": _wrong_choice,
    "const": _wrong_choice,
    "pattern": _wrong_form,
    "format": _wrong_format,
    "minItems": _size("verdi-antall", "ha minst {} ledd"),
    "maxItems": _size("verdi-antall", "ha høyst {} ledd"),
    "minProperties": _size("verdi-antall", "ha minst {} nøkler"),
    "maxProperties": _size("verdi-antall", "ha høyst {} nøkler"),
    "minLength": _size("verdi-lengde", "ha minst {} tegn"),
    "maxLength": _size("verdi-lengde", "ha høyst {} tegn"),
    "minimum": _size("verdi-grense", "være minst {}"),
    "maximum": _size("verdi-grense", "være høyst {}"),
    "exclusiveMinimum": _size("verdi-grense", "være mer enn {}"),
    "exclusiveMaximum": _size("verdi-grense", "være mindre enn {}"),
    "uniqueItems": _repeated,
    "propertyNames": _wrong_key_name,
    "operator": _no_operator,
    "operators": _many_operators,
}
_FORMATS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "date": ("ugyldig-dato", "en dato", date_hint),
    "varighet": ("verdi-varighet", "en varighet", varighet_hint),
}


def _name(path: KeyPath) -> str:
    keys = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return f"ledd{_numbers(path)}" if path else "filen"
    return quote(str(path[keys[-1]])) + _numbers(path[keys[-1] + 1 :])


def _numbers(steps: KeyPath) -> str:
    return "".join(f" nr. {int(step) + 1}" for step in steps)


def _problem(sted: Sted, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=sted, kode=kode, tekst=tekst, hint=hint)


def _plain(value: Any) -> str:
    return (
        quote(value)
        if isinstance(value, str) and value
        else _found(value, ["string"])
        if value != ""
        else "en tom tekst"
    )


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return _mapping(error.schema)


def _properties(error: ValidationError) -> Mapping[str, Any]:
    return _mapping(_schema(error).get("properties"))


def _unknown(error: ValidationError) -> list[str]:
    """The keys a closed set of keys does not have; nothing is unknown where any key may stand."""
    schema = _schema(error)
    if schema.get("additionalProperties") is not False:
        return []
    patterns = list(_mapping(schema.get("patternProperties")))
    known = _properties(error)
    return [
        key for key in _mapping(error.instance) if key not in known and not any(re.search(p, key) for p in patterns)
    ]


def _kode(error: ValidationError, kode: str) -> str:
    return str(_schema(error).get("x-kode", kode))


def _hint(error: ValidationError) -> str:
    return str(_schema(error).get("x-hint", ""))


def _described(schema: Any) -> str:
    described = _mapping(schema)
    return str(described.get("description") or described.get("title") or "").rstrip(".")


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
