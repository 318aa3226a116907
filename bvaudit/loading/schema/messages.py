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
from bvaudit.texts import text

_TYPES = {
    "string": "tekst",
    "integer": text("loading.schema_messages.et_heltall"),
    "number": text("loading.schema_messages.et_tall"),
    "boolean": text("loading.schema_messages.sant_eller_usant_true_false"),
    "array": text("loading.schema_messages.en_liste"),
    "object": text("loading.schema_messages.et_sett_med_nokler"),
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
            text("loading.schema_messages.ukjent_nokkel", key=quote(key)),
            instead_of_key(key, valid, instance, _mapping(_schema(error).get("x-ogsa"))) or _hint(error),
        )


def _missing_keys(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance, required = _mapping(error.instance), _list(error.validator_value)
    free = [name for name in _properties(error) if name not in instance]
    misspelt = {nearest(key, free) for key in _unknown(error)}
    for key in required:
        if key not in instance and key not in misspelt:
            tekst = text("loading.schema_messages.mangler_nokkelen", path=_name(path), key=quote(key))
            yield _problem(document.key_place(path), "mangler-nokkel", tekst, _described(_properties(error).get(key)))


def _missing_companions(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance = _mapping(error.instance)
    for key, companions in _mapping(error.validator_value).items():
        for other in _list(companions):
            if key in instance and other not in instance:
                tekst = text("loading.schema_messages.krever_ogsa_nokkelen", key=quote(key), other=quote(other))
                yield _problem(document.key_place((*path, key)), "mangler-nokkel", tekst, "")


def _wrong_type(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else _list(error.validator_value)
    words = _either([_TYPES.get(name, name) for name in wanted])
    found = error.instance
    ending = (
        text("loading.schema_messages.men_er_tom")
        if found is None
        else text("loading.schema_messages.fant", found=_found(found, wanted))
    )
    suggest = _FORMATS.get(str(_schema(error).get("format")))
    if suggest is not None and isinstance(found, BareText | int):  # quotes around it would be the next fault
        hint = _hint(error) or suggest[2](str(found))
    else:
        hint = type_hint(found, wanted) or _hint(error) or _described(error.schema)
    yield _problem(
        document.place(path),
        "verdi-type",
        text("loading.schema_messages.skal_vaere", path=_name(path), words=words, ending=ending),
        hint,
    )


def _found(value: Any, wanted: Sequence[str]) -> str:
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


def _wrong_choice(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    value = error.validator_value
    choices = [value] if error.validator == "const" else _list(value)
    tekst = f"{_name(path)} " + (
        text("loading.schema_messages.er_tom")
        if error.instance is None
        else text("loading.schema_messages.kan_ikke_vaere", instance=_plain(error.instance))
    )
    hint = _hint(error) or choice_hint(error.instance, choices)
    yield _problem(document.place(path), _kode(error, "verdi-valg"), tekst, hint)


def _wrong_form(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    form = _schema(error).get("x-form")
    wanted = (
        text("loading.schema_messages.skal_vaere_2", form=form)
        if form
        else text("loading.schema_messages.har_ikke_riktig_form")
    )
    tekst = text("loading.schema_messages.fant_2", path=_name(path), wanted=wanted, instance=_plain(error.instance))
    yield _problem(document.place(path), _kode(error, "verdi-form"), tekst, _hint(error) or _described(error.schema))


def _wrong_format(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    kode, wanted, suggest = _FORMATS.get(
        str(error.validator_value), ("verdi-form", text("loading.schema_messages.pa_riktig_form"), lambda _: "")
    )
    tekst = text(
        "loading.schema_messages.skal_vaere_fant",
        path=_name(path),
        get=_schema(error).get("x-form", wanted),
        instance=_plain(error.instance),
    )
    hint = _hint(error) or suggest(str(error.instance))
    yield _problem(document.place(path), _kode(error, kode), tekst, hint)


def _size(kode: str, words: str) -> "Say":
    def say(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
        limit: Any = error.validator_value
        found = error.instance
        count = found if isinstance(found, int) else len(found) if isinstance(found, str | list | dict) else 0
        if count == 0 and limit == 1 and not isinstance(found, int):
            tekst = text("loading.schema_messages.kan_ikke_vaere_tom", path=_name(path))
        else:
            tekst = text(
                "loading.schema_messages.skal_fant",
                path=_name(path),
                limit=text(f"loading.storrelse.{words}", grense=limit),
                count=count,
            )
        place = document.place(path) if isinstance(found, str | int | list) else document.key_place(path)
        yield _problem(place, kode, tekst, _hint(error) or _described(error.schema))

    return say


def _repeated(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    items = _list(error.instance)
    for index, item in enumerate(items):
        first = next(i for i, other in enumerate(items) if type(other) is type(item) and other == item)
        if first < index:
            tekst = text("loading.schema_messages.er_lik_nr", name=_name((*path, index)), first=first + 1)
            yield _problem(
                document.place((*path, index)), "verdi-dobbel", tekst, text("loading.schema_messages.ta_bort_den_ene")
            )


def _wrong_key_name(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    names = _mapping(error.validator_value)
    key = str(error.instance)
    choices = names.get("enum")
    form = (
        text("loading.schema_messages.skal_vaere_3", names=names["x-form"])
        if "x-form" in names
        else text("loading.schema_messages.har_ikke_riktig_form")
    )
    tekst = (
        text("loading.schema_messages.ukjent_nokkel", key=quote(key))
        if choices
        else text("loading.schema_messages.nokkelen", key=quote(key), form=form)
    )
    hint = str(names.get("x-hint", "")) or (instead_of_key(key, choices, {}) if choices else "")
    kode = str(names.get("x-kode", "ukjent-nokkel" if choices else "nokkel-form"))
    yield _problem(document.key_place((*path, key)), kode, tekst, hint)


def _no_operator(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    known, instance = [str(name) for name in _list(error.validator_value)], _mapping(error.instance)
    listed = text("loading.schema_messages.her_kan_du_bruke", known=", ".join(known))
    if not instance:
        yield _problem(
            document.key_place(path),
            "mangler-nokkel",
            text("loading.schema_messages.er_tom_2", path=_name(path)),
            listed,
        )
    for key in instance:
        near = nearest(key, known)
        hint = text("loading.schema_messages.mente_du", near=near) if near else listed
        yield _problem(
            document.key_place((*path, key)),
            "ukjent-operator",
            text("loading.schema_messages.ukjent_nokkel", key=quote(key)),
            hint,
        )


def _many_operators(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    known = _list(error.validator_value)
    first, *rest = [key for key in _mapping(error.instance) if key in known]
    for key in rest:
        tekst = text("loading.schema_messages.bare_en_av_noklene_og_kan", first=first, key=key)
        yield _problem(
            document.key_place((*path, key)), "for-mange-nokler", tekst, text("loading.schema_messages.behold_den_ene")
        )


def _unfitting(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    hint = _hint(error) or _described(error.schema)
    yield _problem(
        document.place(path),
        _kode(error, "verdi-form"),
        text("loading.schema_messages.passer_ikke_her", path=_name(path)),
        hint,
    )


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
    "minItems": _size("verdi-antall", "min_ledd"),
    "maxItems": _size("verdi-antall", "maks_ledd"),
    "minProperties": _size("verdi-antall", "min_nokler"),
    "maxProperties": _size("verdi-antall", "maks_nokler"),
    "minLength": _size("verdi-lengde", "min_tegn"),
    "maxLength": _size("verdi-lengde", "maks_tegn"),
    "minimum": _size("verdi-grense", "minst"),
    "maximum": _size("verdi-grense", "hoyst"),
    "exclusiveMinimum": _size("verdi-grense", "mer"),
    "exclusiveMaximum": _size("verdi-grense", "mindre"),
    "uniqueItems": _repeated,
    "propertyNames": _wrong_key_name,
    "operator": _no_operator,
    "operators": _many_operators,
}
_FORMATS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "date": ("ugyldig-dato", text("loading.schema_messages.en_dato"), date_hint),
    "varighet": ("verdi-varighet", text("loading.schema_messages.en_varighet"), varighet_hint),
}


def _name(path: KeyPath) -> str:
    keys = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return f"ledd{_numbers(path)}" if path else "filen"
    return quote(str(path[keys[-1]])) + _numbers(path[keys[-1] + 1 :])


def _numbers(steps: KeyPath) -> str:
    return "".join(text("loading.schema_messages.nr", step=int(step) + 1) for step in steps)


def _problem(sted: Sted, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=sted, kode=kode, tekst=tekst, hint=hint)


def _plain(value: Any) -> str:
    return (
        quote(value)
        if isinstance(value, str) and value
        else _found(value, ["string"])
        if value != ""
        else text("loading.schema_messages.en_tom_tekst")
    )


def _either(words: Sequence[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else text("loading.schema_messages.eller", join=", ".join(words[:-1]), words=words[-1])
    )


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
