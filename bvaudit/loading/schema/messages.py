"""One schema fault → Problems: what stands there, what should stand there, what to type."""

from collections.abc import Callable, Iterator
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
from bvaudit.loading.schema.phrases import (
    TYPES,
    as_list,
    as_mapping,
    described,
    either,
    hint_at,
    kode_at,
    named,
    plainly,
    properties_at,
    schema_at,
    shown,
    unknown_keys,
)
from bvaudit.loading.yaml.messages import quote
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.texts import text


def explain(error: ValidationError, document: Document) -> Iterator[Problem]:
    """What to tell the user about ``error``. The same fault may be told twice; the caller removes repeats."""
    path: KeyPath = tuple(error.absolute_path)
    say = _BY_KEYWORD.get(str(error.validator), _unfitting)
    return say(error, path, document)


def _unknown_keys(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance, valid = as_mapping(error.instance), list(properties_at(error))
    for key in unknown_keys(error):
        yield _problem(
            document.key_place((*path, key)),
            "ukjent-nokkel",
            text("loading.schema_messages.ukjent_nokkel", key=quote(key)),
            instead_of_key(key, valid, instance, as_mapping(schema_at(error).get("x-ogsa"))) or hint_at(error),
        )


def _missing_keys(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance, required = as_mapping(error.instance), as_list(error.validator_value)
    free = [name for name in properties_at(error) if name not in instance]
    misspelt = {nearest(key, free) for key in unknown_keys(error)}
    for key in required:
        if key not in instance and key not in misspelt:
            tekst = text("loading.schema_messages.mangler_nokkelen", path=named(path), key=quote(key))
            yield _problem(document.key_place(path), "mangler-nokkel", tekst, described(properties_at(error).get(key)))


def _missing_companions(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    instance = as_mapping(error.instance)
    for key, companions in as_mapping(error.validator_value).items():
        for other in as_list(companions):
            if key in instance and other not in instance:
                tekst = text("loading.schema_messages.krever_ogsa_nokkelen", key=quote(key), other=quote(other))
                yield _problem(document.key_place((*path, key)), "mangler-nokkel", tekst, "")


def _wrong_type(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else as_list(error.validator_value)
    words = either([TYPES.get(name, name) for name in wanted])
    found = error.instance
    ending = (
        text("loading.schema_messages.men_er_tom")
        if found is None
        else text("loading.schema_messages.fant", found=shown(found, wanted))
    )
    suggest = _FORMATS.get(str(schema_at(error).get("format")))
    if suggest is not None and isinstance(found, BareText | int):  # quotes around it would be the next fault
        hint = hint_at(error) or suggest[2](str(found))
    else:
        hint = type_hint(found, wanted) or hint_at(error) or _with_a_key(error, wanted) or described(error.schema)
    yield _problem(
        document.place(path),
        "verdi-type",
        text("loading.schema_messages.skal_vaere", path=named(path), words=words, ending=ending),
        hint,
    )


def _with_a_key(error: ValidationError, wanted: list[Any]) -> str:
    """What stands alone is most often meant as the first key of the set it should have been."""
    first = next(iter(properties_at(error)), "")
    if "object" not in wanted or not first or not isinstance(error.instance, str):
        return ""
    return text("loading.hints.skriv_som_nokkel", nokkel=first, verdi=quote(error.instance)[1:-1])


def _wrong_choice(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    value = error.validator_value
    choices = [value] if error.validator == "const" else as_list(value)
    tekst = f"{named(path)} " + (
        text("loading.schema_messages.er_tom")
        if error.instance is None
        else text("loading.schema_messages.kan_ikke_vaere", instance=plainly(error.instance))
    )
    hint = hint_at(error) or choice_hint(error.instance, choices)
    yield _problem(document.place(path), kode_at(error, "verdi-valg"), tekst, hint)


def _wrong_form(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    form = schema_at(error).get("x-form")
    wanted = (
        text("loading.schema_messages.skal_vaere_2", form=form)
        if form
        else text("loading.schema_messages.har_ikke_riktig_form")
    )
    tekst = text("loading.schema_messages.fant_2", path=named(path), wanted=wanted, instance=plainly(error.instance))
    yield _problem(document.place(path), kode_at(error, "verdi-form"), tekst, hint_at(error) or described(error.schema))


def _wrong_format(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    kode, wanted, suggest = _FORMATS.get(
        str(error.validator_value), ("verdi-form", text("loading.schema_messages.pa_riktig_form"), lambda _: "")
    )
    tekst = text(
        "loading.schema_messages.skal_vaere_fant",
        path=named(path),
        form=schema_at(error).get("x-form", wanted),
        instance=plainly(error.instance),
    )
    hint = hint_at(error) or suggest(str(error.instance))
    yield _problem(document.place(path), kode_at(error, kode), tekst, hint)


def _size(kode: str, words: str) -> "Say":
    def say(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
        limit: Any = error.validator_value
        found = error.instance
        count = found if isinstance(found, int) else len(found) if isinstance(found, str | list | dict) else 0
        if count == 0 and limit == 1 and not isinstance(found, int):
            tekst = text("loading.schema_messages.kan_ikke_vaere_tom", path=named(path))
        else:
            tekst = text(
                "loading.schema_messages.skal_fant",
                path=named(path),
                limit=text(f"loading.storrelse.{words}", grense=limit),
                count=count,
            )
        place = document.place(path) if isinstance(found, str | int | list) else document.key_place(path)
        yield _problem(place, kode, tekst, hint_at(error) or described(error.schema))

    return say


def _repeated(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    items = as_list(error.instance)
    for index, item in enumerate(items):
        first = next(i for i, other in enumerate(items) if type(other) is type(item) and other == item)
        if first < index:
            tekst = text("loading.schema_messages.er_lik_nr", name=named((*path, index)), first=first + 1)
            yield _problem(
                document.place((*path, index)), "verdi-dobbel", tekst, text("loading.schema_messages.ta_bort_den_ene")
            )


def _wrong_key_name(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    names = as_mapping(error.validator_value)
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
    known, instance = [str(name) for name in as_list(error.validator_value)], as_mapping(error.instance)
    listed = text("loading.schema_messages.her_kan_du_bruke", known=", ".join(known))
    if not instance:
        yield _problem(
            document.key_place(path),
            "mangler-nokkel",
            text("loading.schema_messages.er_tom_2", path=named(path)),
            listed,
        )
    for key in instance:
        near = nearest(key, known)
        hint = text("felles.mente_du", naer=near) if near else listed
        yield _problem(
            document.key_place((*path, key)),
            "ukjent-operator",
            text("loading.schema_messages.ukjent_nokkel", key=quote(key)),
            hint,
        )


def _many_operators(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    known = as_list(error.validator_value)
    first, *rest = [key for key in as_mapping(error.instance) if key in known]
    for key in rest:
        tekst = text("loading.schema_messages.bare_en_av_noklene_og_kan", first=first, key=key)
        yield _problem(
            document.key_place((*path, key)), "for-mange-nokler", tekst, text("loading.schema_messages.behold_den_ene")
        )


def _unfitting(error: ValidationError, path: KeyPath, document: Document) -> Iterator[Problem]:
    hint = hint_at(error) or described(error.schema)
    yield _problem(
        document.place(path),
        kode_at(error, "verdi-form"),
        text("loading.schema_messages.passer_ikke_her", path=named(path)),
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


def _problem(sted: Sted, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=sted, kode=kode, tekst=tekst, hint=hint)
