"""The manual about the map: how it is made, what it may have, and how sheets are read."""

from collections.abc import Iterator, Mapping
from typing import Any

from bvaudit.model.kart import mappable_tables
from bvaudit.model.koder import Kodelister
from bvaudit.model.words.lookup import tabell_omtale
from bvaudit.reports.map_table_pages import FieldCosts, table_page
from bvaudit.texts import text

_IN_EXAMPLE = {"kommune", "uttrekk", "tabeller", "fil", "ark", "kolonner"}


def map_pages(
    schema: Mapping[str, Any], koder: Kodelister, lists: Mapping[tuple[str, str], str], used: FieldCosts
) -> dict[str, str]:
    """Path under ``docs`` → page. ``schema`` is that of the map; ``lists`` has the code list of each column that has
    one, and ``used`` what it costs to leave out a field, or the whole table (an empty column)."""
    pages = {f"kart/{tabell}.md": table_page(tabell, koder, lists, used) for tabell in mappable_tables()}
    return {"kart.md": _front(schema), **pages}


def _front(schema: Mapping[str, Any]) -> str:
    parts = [
        text("kart_side.innledning"),
        text("kart_side.hva"),
        *(f"- [{tabell_omtale(t).navn}](kart/{t}.md): {tabell_omtale(t).tekst}" for t in mappable_tables()),
        text("kart_side.lesing"),
        text("kart_side.for_hand"),
    ]
    lines = [part.strip("\n") for part in parts]
    blocks = [lines[0], "", lines[1], "", *lines[2:-2], "", lines[-2], "", lines[-1], *_keys(schema)]
    return "\n".join(blocks) + "\n"


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    in_table = schema["properties"]["tabeller"]["properties"]["sak"]["properties"]
    for where, properties in (
        (text("kart_side.overst"), schema["properties"]),
        (text("kart_side.i_tabell"), in_table),
    ):
        for key, said in properties.items():
            if key not in _IN_EXAMPLE:
                described = said.get("description", said.get("title", ""))
                inside = said.get("items", {}).get("description", "") if said.get("items", {}).get("enum") else ""
                told = " ".join(_sentence(one) for one in (described, inside) if one)
                yield f"| `{key}` | {where} | {told.replace('<', '&lt;')} |"


def _sentence(said: str) -> str:
    return f"{said.rstrip('.')}."
