"""The keys of a record as rows of a table, made from the record itself (``bvaudit.model.fields``)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from bvaudit.model.fields import FileField, Part, file_fields, said_of, without_none
from bvaudit.model.uttrykk import Betingelse, Dato, Krav, Rader
from bvaudit.model.varighet import Varighet

HEADINGS = ("Nøkkel", "Verdi", "Må stå", "Forklaring")
Row = tuple[str, str, str, str]
_WORDS: Mapping[Any, str] = {
    str: "tekst",
    int: "heltall",
    bool: "true eller false",
    date: "dato",
    Varighet: "varighet",
    Krav: "krav",
    Any: "fritt",
}
_SHARED: Mapping[Any, str] = {Dato: "dato", Rader: "rader", Betingelse: "vilkår"}
_DAY = "En dato: 2025-12-31."
_MANY = 12  # more choices than this are not listed


def key_rows(kind: Any, outer: str = "", page: str = "", within: tuple[Any, ...] = ()) -> Iterator[Row]:
    """A row for each key, and under it the keys within it. ``page`` is where the shared shapes are explained, and
    ``within`` the records it lies in: one that holds itself is told once."""
    parts = dict(said_of(kind).parts)
    for field in file_fields(kind):
        if part := parts.pop(field.marks.inside, None):
            yield _part_row(field.marks.inside, part, outer)
        name = ".".join(word for word in (outer, field.marks.inside, field.key) if word)
        if field.marks.is_key:
            continue
        inner = _inner(field.hint)
        nested = isinstance(inner, type) and is_dataclass(inner)
        explained = field.marks.shape.tekst or (said_of(inner).tekst if nested else "")
        yield f"`{name}`", _value(field, page), _needed(field, name.rpartition(".")[0]), explained or _DAY
        if nested and inner not in _SHARED and inner is not Varighet and inner not in (kind, *within):
            yield from key_rows(inner, f"{name}{_names(field, inner)}", page, (kind, *within))


def table(headings: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def choices(values: Sequence[object]) -> str:
    """`a`, `b` eller `c`."""
    *most, last = (f"`{value}`" for value in values)
    return f"{', '.join(most)} eller {last}" if most else last


def _part_row(key: str, part: Part, outer: str) -> Row:
    needed = "ja" if part.must else "nei"
    return f"`{outer}.{key}`" if outer else f"`{key}`", "nøklene under", needed, part.tekst


def _inner(hint: Any) -> Any:
    """The record in a list, a map or by itself."""
    while get_origin(hint) in (tuple, Mapping):
        hint, _ = without_none(get_args(hint)[-1 if get_origin(hint) is Mapping else 0])
    return hint


def _names(field: FileField, inner: Any) -> str:
    """What stands between a map and the keys of its records: a name the writer chooses."""
    if field.marks.keyed:
        return next(f".<{each.key}>" for each in file_fields(inner) if each.marks.is_key)
    return ".<navn>" if get_origin(field.hint) is Mapping else ""


def _value(field: FileField, page: str) -> str:
    if field.marks.shape.choices:
        return _listed(field.marks.shape.choices)
    if field.marks.each.choices:
        return f"liste: {_listed(field.marks.each.choices)}"
    return "ett sett nøkler for hvert navn" if field.marks.keyed else _word(field.hint, page)


def _word(hint: Any, page: str) -> str:
    if get_origin(hint) is Literal:
        return choices(get_args(hint))
    if get_origin(hint) is tuple:
        return f"liste: {_word(get_args(hint)[0], page)}"
    if get_origin(hint) is Mapping:
        return f"navn: {_word(get_args(hint)[1], page)}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choices([each.value for each in hint])
    if hint in _SHARED:
        return f"[{_SHARED[hint]}]({page}#{_SHARED[hint]})"
    return _WORDS.get(hint, "nøklene under")


def _listed(values: Sequence[str]) -> str:
    return choices(values) if len(values) <= _MANY else "navnet på en tabell"


def _needed(field: FileField, outer: str) -> str:
    if field.required:
        return f"ja, under `{outer}`" if outer else "ja"
    given = field.default
    return f"nei; ellers `{given}`" if isinstance(given, str) and given else "nei"
