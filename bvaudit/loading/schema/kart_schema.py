"""The schema of kart.yaml: the record's own, with the columns that each table has."""

from collections.abc import Mapping
from functools import cache

from bvaudit.loading.schema.derive import Schema, Shapes, schema_of
from bvaudit.model.kart import Kart, TabellKart, mappable_columns, mappable_tables
from bvaudit.model.tables import Type
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale
from bvaudit.texts import text

_READS_AS = {
    Type.DATO: text("loading.kart_schema.en_dato"),
    Type.BOOL: text("loading.kart_schema.ja_eller_nei"),
    Type.HELTALL: text("loading.kart_schema.et_helt_tall"),
    Type.TEKST: text("loading.kart_schema.tekst_eller_kode"),
    Type.TID: text("loading.kart_schema.et_tidspunkt"),
}
UNFIXED = frozenset({"fodselsnummer", "fodselsdato", "duf_nummer", "journalnummer"})


@cache
def kart_schema() -> Schema:
    schema = schema_of(Kart)
    tables = _keys(
        schema["properties"]["tabeller"], {tabell: _table(tabell) for tabell in mappable_tables()}, required=["sak"]
    )
    tables["x-ogsa"] = {word: tabell for tabell in mappable_tables() for word in tabell_omtale(tabell).ogsa}
    tables["x-hint"] = text("loading.kart_schema.tabellene_er", tabeller=", ".join(mappable_tables()))
    return {**schema, "properties": {**schema["properties"], "tabeller": tables}}


def _table(tabell: str) -> Schema:
    schema = Shapes().record(TabellKart)
    properties = schema["properties"]
    columns = mappable_columns(tabell)
    settable = {k: kind for k, kind in columns.items() if k not in UNFIXED and not k.endswith("_id")}
    headings = {k: _heading(tabell, k, kind) for k, kind in columns.items()}
    fixed = {
        k: _text(
            text("loading.kart_schema.fast_verdi_i", k=k),
            text("loading.kart_schema.samme_verdi_i_alle_rader_leses", reads_as=_READS_AS[kind]),
        )
        for k, kind in settable.items()
    }
    codes = {k: _codes(k) for k in settable}
    empty = {k: _empty(k) for k in columns}
    several = {k: _several(k, properties["rader"]) for k in columns if k != "sak_id"}
    own = {
        "kolonner": _keys(properties["kolonner"], headings, required=["sak_id"])
        | {
            "x-ogsa": {word: k for k in columns for word in kolonne_omtale(tabell, k).ogsa},
            "x-hint": text("loading.kart_schema.kolonnene_i", tabell=tabell, columns=", ".join(columns)),
        },
        "faste": _keys(properties["faste"], fixed),
        "koder": _keys(properties["koder"], codes),
        "tomme": _keys(properties["tomme"], empty),
        "rader": {**_keys(properties["rader"], several), "minProperties": 1},
        "fyll_ned": {**properties["fyll_ned"], "items": {"enum": list(columns)}},
    }
    also = properties["og"]["items"]
    return {
        **schema,
        "title": text("loading.kart_schema.tabellen", tabell=tabell),
        "description": tabell_omtale(tabell).tekst,
        "properties": {
            **properties,
            **own,
            "og": {**properties["og"], "items": {**also, "properties": {**also["properties"], **own}}},
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
    description = text(
        "loading.kart_schema.leses_som", tekst=kolonne_omtale(tabell, kolonne).tekst, reads_as=_READS_AS[kind]
    )
    return {**_text(text("loading.kart_schema.overskriften_til", kolonne=kolonne), description), "maxLength": 200}


def _codes(kolonne: str) -> Schema:
    return {
        "type": "object",
        "title": text("loading.kart_schema.koder_i", kolonne=kolonne),
        "description": text("loading.kart_schema.fra_det_som_star_i_arket"),
        "minProperties": 1,
        "additionalProperties": _text("Kode", text("loading.kart_schema.koden_i_registeret_i_anforselstegn")),
    }


def _empty(kolonne: str) -> Schema:
    schema: Schema = schema_of(Kart)["properties"]["tomme"]
    return {
        **schema,
        "title": text("loading.kart_schema.tomme_i", kolonne=kolonne),
        "description": text("loading.kart_schema.tekster_som_betyr_at_feltet_er"),
    }


def _several(kolonne: str, said: Schema) -> Schema:
    headings = {
        "type": "string",
        "minLength": 1,
        "title": "Overskrift",
        "description": text("loading.kart_schema.overskriften_til", kolonne=kolonne),
    }
    return {
        "type": "array",
        "minItems": 2,
        "uniqueItems": True,
        "items": headings,
        "title": text("loading.kart_schema.overskriftene_til", kolonne=kolonne),
        "description": said["description"],
    }


def _text(title: str, description: str) -> Schema:
    return {"type": "string", "minLength": 1, "title": title, "description": description}
