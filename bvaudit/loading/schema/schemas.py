"""JSON Schemas (draft-07) for the content files, so that editors help and the program reads the same.

What a rule can say comes from the vocabulary's own records; the rest is written here. The files under
``bvaudit/schemas/`` are made from this and checked for freshness by a test (``bvaudit sjekk --skriv-skjema``).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.kart_schema import kart_schema
from bvaudit.model.enhet import Enheter
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.plans import Arshjul, Sjekkliste, Tilsyn
from bvaudit.model.plikt import Plikter
from bvaudit.model.rule import Lover, Rule
from bvaudit.model.sammenligning import Sammenligning


def all_schemas() -> dict[str, dict[str, Any]]:
    """File name → schema."""
    return {
        "rule.schema.json": rule_schema(),
        "sjekkliste.schema.json": schema_of(Sjekkliste),
        "arshjul.schema.json": schema_of(Arshjul),
        "tilsyn.schema.json": schema_of(Tilsyn),
        "anbefalinger.schema.json": schema_of(Anbefalinger),
        "risikoliste.schema.json": schema_of(Risikoliste),
        "forbedringstiltak.schema.json": schema_of(Tiltaksliste),
        "sammenlign.schema.json": schema_of(Sammenligning),
        "lover.schema.json": schema_of(Lover),
        "plikter.schema.json": schema_of(Plikter),
        "kodeliste.schema.json": schema_of(Kodeliste),
        "kodeverk.schema.json": schema_of(Kodeverk),
        "enheter.schema.json": schema_of(Enheter),
        "kart.schema.json": kart_schema(),
    }


def write_schemas(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in all_schemas().items():
        (folder / name).write_text(as_text(schema), encoding="utf-8", newline="\n")


def as_text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def rule_schema() -> dict[str, Any]:
    return schema_of(Rule)
