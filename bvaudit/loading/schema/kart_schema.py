"""The schema of kart.yaml: the record's own, with the columns that each table has."""

from collections.abc import Mapping
from functools import cache

from bvaudit.loading.schema.derive import Schema, Shapes, schema_of
from bvaudit.model.kart import Kart, TabellKart, mappable_columns, mappable_tables
from bvaudit.model.tables import Type
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale

_READS_AS = {
    Type.DATO: "en dato",
    Type.BOOL: "ja eller nei",
    Type.HELTALL: "et helt tall",
    Type.TEKST: "tekst eller kode",
    Type.TID: "et tidspunkt",
}
_UNFIXED = frozenset({"fodselsnummer", "fodselsdato", "duf_nummer", "journalnummer"})


@cache
def kart_schema() -> Schema:
    schema = schema_of(Kart)
    tables = _keys(
        schema["properties"]["tabeller"], {tabell: _table(tabell) for tabell in mappable_tables()}, required=["sak"]
    )
    tables["x-ogsa"] = {word: tabell for tabell in mappable_tables() for word in tabell_omtale(tabell).ogsa}
    tables["x-hint"] = f"tabellene er {', '.join(mappable_tables())}"
    return {**schema, "properties": {**schema["properties"], "tabeller": tables}}


def _table(tabell: str) -> Schema:
    schema = Shapes().record(TabellKart)
    properties = schema["properties"]
    columns = mappable_columns(tabell)
    settable = {k: kind for k, kind in columns.items() if k not in _UNFIXED and not k.endswith("_id")}
    headings = {k: _heading(tabell, k, kind) for k, kind in columns.items()}
    fixed = {
        k: _text(f"Fast verdi i {k}", f"Samme verdi i alle rader; leses som {_READS_AS[kind]}")
        for k, kind in settable.items()
    }
    codes = {k: _codes(k) for k in settable}
    empty = {k: _empty(k) for k in columns}
    return {
        **schema,
        "title": f"Tabellen {tabell}",
        "description": tabell_omtale(tabell).tekst,
        "properties": {
            **properties,
            "kolonner": _keys(properties["kolonner"], headings, required=["sak_id"])
            | {
                "x-ogsa": {word: k for k in columns for word in kolonne_omtale(tabell, k).ogsa},
                "x-hint": f"kolonnene i {tabell}: {', '.join(columns)}",
            },
            "faste": _keys(properties["faste"], fixed),
            "koder": _keys(properties["koder"], codes),
            "tomme": _keys(properties["tomme"], empty),
        },
    }


def _keys(said: Schema, properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    """The map ``said`` with these keys and no others."""
    return {
        "type": "object",
        "title": said["title"],
        "description": said["description"],
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _heading(tabell: str, kolonne: str, kind: Type) -> Schema:
    description = f"{kolonne_omtale(tabell, kolonne).tekst} Leses som {_READS_AS[kind]}"
    return {**_text(f"Overskriften til {kolonne}", description), "maxLength": 200}


def _codes(kolonne: str) -> Schema:
    return {
        "type": "object",
        "title": f"Koder i {kolonne}",
        "description": "Fra det som står i arket, til registerets kode (eller ja og nei)",
        "minProperties": 1,
        "additionalProperties": _text("Kode", "Koden i registeret, i anførselstegn"),
    }


def _empty(kolonne: str) -> Schema:
    schema: Schema = schema_of(Kart)["properties"]["tomme"]
    return {**schema, "title": f"Tomme i {kolonne}", "description": "Tekster som betyr at feltet er tomt"}


def _text(title: str, description: str) -> Schema:
    return {"type": "string", "minLength": 1, "title": title, "description": description}
