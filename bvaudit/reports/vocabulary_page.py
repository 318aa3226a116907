"""The manual of the vocabulary: every word a rule can use, made from the words themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from textwrap import dedent
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bvaudit.model.uttrykk import Betingelse, Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.catalog import Operator

_INTRO = """\
# Ordforrådet

Alt en regel kan si. Hvert ord er ett krav og skrives under `varianter` i en regelfil. Siden er laget av programmet selv;
endre ordene, ikke siden.

Mangler en opplysning som trengs, er svaret «uavklart»: en dato som mangler, er ikke et brudd, og den er ikke et oppfylt
krav. Det som skjer etter vurderingsdagen, har ikke hendt ennå. Start- og sluttdag er med. Måneder og år regnes etter
kalenderen og stanser på månedens siste dag.
"""
_COMMON_INTRO = "Disse brukes inne i kravene, i `gjelder` og i `velges_etter`."
_COMMON = {"dato": "Dato", "rader": "Rader", "betingelse": "Vilkår", "feltkrav": "Krav til ett felt"}
_KINDS: Mapping[Any, str] = {
    str: "tekst",
    int: "heltall",
    bool: "true eller false",
    Varighet: "varighet",
    Dato: "[dato](#dato)",
    Rader: "[rader](#rader)",
    Betingelse: "[vilkår](#vilkår)",
    Krav: "krav",
}
# The composed words share one manual page, so each gets its own example here.
_COMPOSED = {
    "alle": "alle: [{relasjon: {fra: henvendelse}}, {utfylt: {felt: [start_dato]}}]",
    "minst_en": "minst_en: [{finnes: {rader: {tabell: plan}}}, {finnes: {rader: {tabell: vedtak}}}]",
    "ikke": "ikke: {finnes: {rader: {tabell: plan}}}",
}


def vocabulary_page(operators: Mapping[str, Operator], definitions: Mapping[str, Any]) -> str:
    """The whole page as Markdown. ``definitions`` are those of the rule schema: the shapes the words have in common."""
    parts = [_INTRO, _contents(operators)]
    parts += [_operator(operator) for operator in operators.values()]
    parts += ["## Felles for alle ordene\n", f"{_COMMON_INTRO}\n"]
    parts += [_common(title, definitions[name]) for name, title in _COMMON.items()]
    return "\n".join(parts).rstrip() + "\n"


def example(operator: Operator) -> str:
    """One use of the word, as YAML that fits the rule schema."""
    return _COMPOSED[operator.navn] if operator.sammensatt else _split(operator.side)[1]


def _contents(operators: Mapping[str, Operator]) -> str:
    rows = [(f"[`{op.navn}`](#{op.navn})", _split(op.side)[0][0]) for op in operators.values()]
    return _table(("Ord", "Betyr"), rows)


def _operator(operator: Operator) -> str:
    text, _ = _split(operator.side)
    lines = [f"## `{operator.navn}`\n", *(f"{paragraph}\n" for paragraph in text)]
    lines.append(f"```yaml\n{example(operator)}\n```\n")
    if operator.sammensatt:
        return "\n".join(lines)
    return "\n".join([*lines, _table(("Nøkkel", "Verdi", "Må stå", "Forklaring"), _arguments(operator.args))])


def _split(side: str) -> tuple[list[str], str]:
    """A manual page as its paragraphs, and the indented example in it without the indent."""
    blocks = dedent(side).strip().split("\n\n")
    examples = [block for block in blocks if block.startswith("    ")]
    return [" ".join(b.split()) for b in blocks if b not in examples], dedent("\n\n".join(examples))


def _arguments(kind: type, outer: str = "", *, needed: bool = True) -> Iterator[tuple[str, ...]]:
    hints = get_type_hints(kind)
    for field in fields(kind):  # type: ignore[arg-type]  # every ``Args`` is a dataclass
        must = needed and field.default is MISSING
        inner = _without_none(hints[field.name])
        yield (f"`{outer}{field.name}`", _kind(inner), "ja" if must else _default(field), field.metadata["forklaring"])
        if is_dataclass(inner) and inner not in _KINDS:
            yield from _arguments(inner, f"{outer}{field.name}.", needed=must)  # type: ignore[arg-type]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def _kind(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return _choices(get_args(hint))
    if get_origin(hint) is tuple:
        return f"liste: {_kind(get_args(hint)[0])}"
    return _KINDS.get(hint, "nøklene under")


def _choices(values: Sequence[object]) -> str:
    return " eller ".join(f"`{value}`" for value in values)


def _default(field: "Field[Any]") -> str:
    return f"nei; ellers `{field.default}`" if isinstance(field.default, str) and field.default else "nei"


def _common(title: str, definition: Mapping[str, Any]) -> str:
    """A shape of the rule schema: what it is, and its keys."""
    branches = definition.get("oneOf", [definition])
    texts = [branch["description"] for branch in branches]
    keys = {key: value for branch in branches for key, value in branch.get("properties", {}).items()}
    rows = [(f"`{key}`", _shape(value), value.get("description", "")) for key, value in keys.items()]
    intro = "\n".join(f"{text}\n" for text in texts)
    return f"### {title}\n\n{intro}\n{_table(('Nøkkel', 'Verdi', 'Forklaring'), rows)}"


def _shape(schema: Mapping[str, Any]) -> str:
    match schema:
        case {"$ref": str(ref)}:
            title = _COMMON[ref.rpartition("/")[2]]
            return f"[{title.lower()}](#{title.lower()})"
        case {"oneOf": [*branches]}:
            shapes = [_shape(branch) for branch in branches]
            return " eller ".join(dict.fromkeys(shapes))
        case {"type": "array", "items": items}:
            return f"liste: {_shape(items)}"
        case {"enum": [*values]}:
            return _choices(values) if len(values) < 5 else "navnet på en tabell"
        case {"format": "varighet"}:
            return "varighet"
        case {"type": str(kind)}:
            return {"string": "tekst", "integer": "heltall", "boolean": "true eller false", "null": "`null`"}[kind]
    return ""


def _table(headings: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
