"""The manual page of the vocabulary: every word a rule can use, from its docstring and its arguments."""

from collections.abc import Mapping, Sequence
from textwrap import dedent
from typing import Any

from bvaudit.model.fields import file_fields
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Rader
from bvaudit.reports.key_tables import HEADINGS, choices, key_rows, table
from bvaudit.vocabulary.catalog import Operator

_INTRO = """\
# Ordforrådet

Alt en regel kan si. Hvert ord er ett krav og skrives under `varianter` i en regelfil. Siden er laget av programmet;
endre ordene, ikke siden.

Mangler en opplysning som trengs, er svaret «uavklart»: en dato som mangler, er ikke et brudd, og den er ikke et oppfylt
krav. Det som skjer etter vurderingsdagen, har ikke hendt ennå. I perioder er start- og sluttdag med. Måneder og år
regnes etter kalenderen og stanser på månedens siste dag. Begynner radene av et slag for sent i uttrekket, er det som
ellers var et brudd fordi en rad mangler, «uavklart» når raden kan være eldre enn dem som er der.
"""
_COMMON_INTRO = "Disse brukes inne i kravene, i `gjelder` og i `velges_etter`."
_COMMON = {"dato": "Dato", "rader": "Rader", "betingelse": "Vilkår", "feltkrav": "Krav til ett felt"}
_FIELDS_OF_CONDITION = (
    "feltets navn",
    "[krav til ett felt](#krav-til-ett-felt)",
    "Egne felt, eller forelderens: `plan.kode`.",
)
# The schema can say nothing beside a reference to another shape; the records can.
_EXPLAINED = {
    field.key: field.marks.shape.tekst for kind in (Dato, Rader, Betingelse, Feltkrav) for field in file_fields(kind)
}
# The composed words share one manual page, so their examples are here.
_COMPOSED = {
    "alle": "alle: [{relasjon: {fra: henvendelse}}, {utfylt: {felt: [start_dato]}}]",
    "minst_en": "minst_en: [{finnes: {rader: {tabell: plan}}}, {finnes: {rader: {tabell: vedtak}}}]",
    "ikke": "ikke: {finnes: {rader: {tabell: plan}}}",
    "trinnvis": "trinnvis: [{nar: {slutt_dato: {utfylt: false}}, svar: uavklart}, {krav: {utfylt: {felt: [kode]}}}]",
}


def vocabulary_page(operators: Mapping[str, Operator], definitions: Mapping[str, Any]) -> str:
    """The whole page as Markdown. ``definitions`` are those of the rule schema: the shapes the words have in common."""
    pages: dict[str, list[Operator]] = {}
    for operator in operators.values():
        pages.setdefault(operator.side, []).append(operator)
    parts = [_INTRO, table(("Ord", "Betyr"), [_content(side, page) for side, page in pages.items()])]
    parts += [_page(side, page) for side, page in pages.items()]
    parts += ["## Felles for alle ordene\n", f"{_COMMON_INTRO}\n"]
    parts += [_common(name, title, definitions[name]) for name, title in _COMMON.items()]
    return "\n".join(parts).rstrip() + "\n"


def example(operator: Operator) -> str:
    """One use of the word, as YAML that fits the rule schema."""
    return _COMPOSED[operator.navn] if operator.sammensatt else _split(operator.side)[1]


def _content(side: str, page: Sequence[Operator]) -> tuple[str, str]:
    anchor = "-".join(operator.navn for operator in page)
    return f"[{_names(page)}](#{anchor})", _split(side)[0][0]


def _names(page: Sequence[Operator]) -> str:
    return ", ".join(f"`{operator.navn}`" for operator in page)


def _page(side: str, page: Sequence[Operator]) -> str:
    """A manual page: usually of one word; the composed words have one together."""
    examples = "\n".join(example(operator) for operator in page)
    lines = [f"## {_names(page)}\n", *(f"{text}\n" for text in _split(side)[0]), f"```yaml\n{examples}\n```\n"]
    lines += [table(HEADINGS, key_rows(op.args)) for op in page if not op.sammensatt]
    return "\n".join(lines)


def _split(side: str) -> tuple[list[str], str]:
    """A manual page as its paragraphs, and the indented example in it without the indent."""
    blocks = dedent(side).strip().split("\n\n")
    examples = [block for block in blocks if block.startswith("    ")]
    return [" ".join(b.split()) for b in blocks if b not in examples], dedent("\n\n".join(examples))


def _common(name: str, title: str, definition: Mapping[str, Any]) -> str:
    """A shape of the rule schema: what it is, and its keys."""
    branches = definition.get("oneOf", [definition])
    keys = {key: value for branch in branches for key, value in branch.get("properties", {}).items()}
    rows = [(f"`{key}`", _shape(value), value.get("description") or _EXPLAINED[key]) for key, value in keys.items()]
    if name == "betingelse":
        rows.append(_FIELDS_OF_CONDITION)
    intro = "\n".join(f"{branch['description']}\n" for branch in branches)
    return f"### {title}\n\n{intro}\n{table(('Nøkkel', 'Verdi', 'Forklaring'), rows)}"


def _shape(schema: Mapping[str, Any]) -> str:
    match schema:
        case {"$ref": str(ref)}:
            title = _COMMON[ref.rpartition("/")[2]].lower()
            return f"[{title}](#{title})"
        case {"oneOf": [*branches]}:
            shapes = [_shape(branch) for branch in branches]
            return " eller ".join(dict.fromkeys(shapes))
        case {"type": "array", "items": items}:
            return f"liste: {_shape(items)}"
        case {"enum": [*values]}:
            return choices(values) if len(values) < 5 else "navnet på en tabell"
        case {"format": "varighet"}:
            return "varighet"
        case {"type": str(kind)}:
            return {"string": "tekst", "integer": "heltall", "boolean": "true eller false", "null": "`null`"}[kind]
    return ""
