"""JSON Schemas (draft-07) for the content files, so that editors help and the program reads the same.

What a rule can say comes from the vocabulary's own records; the rest is written here. The files under
``bvaudit/schemas/`` are made from this and checked for freshness by a test (``bvaudit sjekk --skriv-skjema``).
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.schemas_extract import KART_SCHEMA
from bvaudit.loading.schema.schemas_followup import FOLLOW_UP
from bvaudit.loading.schema.schemas_forbedring import (
    ANBEFALINGER_SCHEMA,
    FORBEDRINGSTILTAK_SCHEMA,
    RISIKOLISTE_SCHEMA,
    SAMMENLIGN_SCHEMA,
)
from bvaudit.loading.schema.schemas_kontroll import KONTROLL
from bvaudit.loading.schema.schemas_plans import (
    ARSHJUL_SCHEMA,
    SJEKKLISTE_SCHEMA,
    TILSYN_SCHEMA,
)
from bvaudit.loading.schema.schemas_words import DAY, ID, obj, ref, text, texts
from bvaudit.model.enhet import Enheter
from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.plikt import Plikter
from bvaudit.model.rule import ENHET, Lover
from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse, Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.catalog import OPERATORS

_DURATION = {"type": "string", "format": "varighet", "description": "En varighet: P7D, P1W, P3M, P1Y."}
_REFS: dict[Any, Mapping[str, Any]] = {
    Dato: ref("dato"),
    Rader: ref("rader"),
    Betingelse: ref("betingelse"),
    Krav: ref("krav"),
}


def all_schemas() -> dict[str, dict[str, Any]]:
    """File name → schema."""
    return {
        "rule.schema.json": rule_schema(),
        "sjekkliste.schema.json": SJEKKLISTE_SCHEMA,
        "arshjul.schema.json": ARSHJUL_SCHEMA,
        "tilsyn.schema.json": TILSYN_SCHEMA,
        "anbefalinger.schema.json": ANBEFALINGER_SCHEMA,
        "risikoliste.schema.json": RISIKOLISTE_SCHEMA,
        "forbedringstiltak.schema.json": FORBEDRINGSTILTAK_SCHEMA,
        "sammenlign.schema.json": SAMMENLIGN_SCHEMA,
        "lover.schema.json": schema_of(Lover),
        "plikter.schema.json": schema_of(Plikter),
        "kodeliste.schema.json": schema_of(Kodeliste),
        "kodeverk.schema.json": schema_of(Kodeverk),
        "enheter.schema.json": schema_of(Enheter),
        "kart.schema.json": KART_SCHEMA,
    }


def write_schemas(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in all_schemas().items():
        (folder / name).write_text(as_text(schema), encoding="utf-8", newline="\n")


def as_text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def rule_schema() -> dict[str, Any]:
    hjemmel = obj(
        "Hvor i loven kravet står.",
        {
            "lov": text("Lovens id fra rules/kodeverk/lover.yaml."),
            "paragraf": text("Paragraf uten §-tegn, som tekst: 2-1."),
            "ledd": text("Leddet, som tekst eller tall.", also_int=True),
            "punktum": text("Punktumet, som tekst eller tall.", also_int=True),
            "bokstav": text("Bokstaven."),
        },
        required=["lov", "paragraf"],
    )
    variant = {
        "type": "object",
        "description": "Navnet på måten å telle på, og kravet. Den første er standard.",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z][a-z0-9-]{1,20}$", "x-form": "små bokstaver, tall og bindestrek"},
        "additionalProperties": ref("variant"),
    }
    versjon = obj(
        "Loven i en tid. Ny lov: legg til en versjon, rediger aldri en gammel.",
        {
            "gjelder_fra": DAY,
            "gjelder_til_og_med": DAY,
            "velges_etter": {
                "type": "array",
                "minItems": 1,
                "items": ref("dato"),
                "description": "Datoen i saken som velger versjonen; den første utfylte. Utelatt: vurderingsdagen.",
            },
            "hjemmel": {
                "type": "array",
                "items": hjemmel,
                "description": "Rettsgrunnlaget. Tom liste når kravet ikke står i lov.",
            },
            "varianter": variant,
            "merknad": text("Noe leseren må vite om denne versjonen."),
        },
        required=["gjelder_fra", "hjemmel", "varianter"],
    )
    schema = obj(
        "Én regel: et sjekkpunkt med lov, tellemåter og tekst.",
        {
            "id": ID,
            "tittel": text("Kort og påstående: slik det er når kravet er oppfylt."),
            "avvikstittel": text("Bruddet som overskrift: slik det er når kravet ikke er oppfylt. Uten punktum."),
            "sporsmal": text("Spørsmålet som besvares for hvert objekt."),
            "formal": text("Hvorfor kravet finnes: hva det betyr for barnet."),
            "alvorlighetsgrad": {
                "enum": ["lav", "middels", "hoy", "kritisk"],
                "description": "Hvor alvorlig et brudd er.",
            },
            "gjelder": obj(
                "Objektene regelen gjelder. Utenfor vilkåret finnes ingen rad.",
                {
                    "objekt": {
                        "enum": sorted([ENHET, *(t.navn for t in BY_NAME.values() if t.nokkel)]),
                        "description": "Tabellen, eller enhet når et menneske svarer én gang for hele enheten.",
                    },
                    "der": ref("betingelse"),
                },
                required=["objekt"],
            ),
            "telles_etter": texts(
                "Datoene som plasserer objektet i en periode; den første utfylte. Utelatt: tilstand på vurderingsdagen."
            ),
            "versjoner": {"type": "array", "minItems": 1, "items": versjon, "description": "Eldste først."},
            "avvikstekst": text(
                "Setningen om bruddet. Fylles inn: {frist_dato}, {start_dato}, {faktisk_dato}, {krav}, {funnet}."
            ),
            "veiledning": text("Hva den som vurderer, skal se etter og passe på."),
            "metode": text("Hvordan punktet undersøkes."),
            "kilde": text("Hvor kravet og tellemåten er hentet fra."),
            "plikter": texts("Pliktene i lovoversikten som punktet dekker."),
            "sikkerhet": {"enum": ["hoy", "middels", "lav"], "description": "Hvor sikre vi er på rettsgrunnlaget."},
            "sikkerhet_grunn": text("Hvorfor sikkerheten er satt slik."),
            "indikasjon": {
                "type": "boolean",
                "description": "true når registeret bare gir en indikasjon, og et menneske må lese saken.",
            },
            "kontrollert": obj(
                "Hvem som har kontrollert innholdet, og når.",
                {
                    "av": text("Rolle."),
                    "dato": DAY,
                    "avtrykk": {
                        "type": "string",
                        "pattern": "^[0-9a-f]{16}$",
                        "x-form": "16 tegn fra «bvaudit regler --avtrykk ID»",
                        "description": "Avtrykk av ordlyden som ble godkjent. Endres en setning, kommer en advarsel.",
                    },
                },
                required=["av", "dato"],
            ),
            "utgatt": DAY,
            "kontroll": KONTROLL,
            **FOLLOW_UP,
        },
        required=[
            "id",
            "tittel",
            "sporsmal",
            "formal",
            "alvorlighetsgrad",
            "gjelder",
            "versjoner",
            "avvikstekst",
            "veiledning",
            "metode",
            "kilde",
            "sikkerhet",
            "sikkerhet_grunn",
            "kontrollert",
        ],
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "bvaudit: regel",
        **schema,
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    return {
        "krav": {"oneOf": [_operator(op.navn) for op in OPERATORS.values()]},
        "variant": {
            "oneOf": [
                *(_operator(op.navn) for op in OPERATORS.values()),
                obj(
                    "Kravet med en forklaring.",
                    {"krav": ref("krav"), "forklaring": text("Én setning om hvordan det telles.")},
                    required=["krav"],
                ),
            ]
        },
        "dato": {
            "oneOf": [
                text("Et felt: start_dato, sak.fyller_18_dato eller per."),
                obj(
                    "Et felt eller den tidligste eller seneste av noen rader, med tid lagt til eller trukket fra.",
                    {
                        "felt": text("Feltet, eller per."),
                        "dag": {**DAY, "description": "En fast dag: 2022-12-31."},
                        "tidligste": ref("rader"),
                        "seneste": ref("rader"),
                        "pluss": {"oneOf": [_DURATION, {"type": "array", "items": _DURATION}]},
                        "minus": {"oneOf": [_DURATION, {"type": "array", "items": _DURATION}]},
                    },
                ),
            ]
        },
        "rader": obj(
            "Rader som hører til objektet.",
            {
                "tabell": {"enum": sorted(BY_NAME), "description": "Tabellen radene står i."},
                "felt": text("Datofeltet som brukes. Utelatt: når raden ble til."),
                "via": {"enum": ["relasjon"], "description": "Følg koblingen (Relasjon) i stedet for å lete i saken."},
                "retning": {
                    "enum": ["fra", "til"],
                    "description": "fra: koblingen går til objektet. til: den går ut fra det.",
                },
                "der": ref("betingelse"),
            },
            required=["tabell"],
        ),
        "betingelse": {
            "type": "object",
            "description": "Felt og hva de må være. Alle deler må holde.",
            "properties": {
                "i_kraft": ref("dato"),
                "minst_en": {"type": "array", "minItems": 1, "items": ref("betingelse")},
                "ikke": ref("betingelse"),
                "finnes": {"oneOf": [ref("rader"), {"type": "array", "items": ref("rader")}]},
            },
            "propertyNames": {"pattern": "^[a-z][a-z0-9_.]*$", "x-form": "små bokstaver, tall, punktum og understrek"},
            "additionalProperties": ref("feltkrav"),
        },
        "feltkrav": obj(
            "Hva feltet må være.",
            {
                "en_av": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"oneOf": [text("En kode."), {"type": "null"}]},
                    "description": "En av disse kodene; null slipper tomt felt gjennom.",
                },
                "har_en_av": {
                    **texts("Feltet er en liste med komma mellom, og minst én av disse skal stå i den."),
                    "minItems": 1,
                },
                "lik": text("Et annet felt med samme verdi, som objekt.paragraf."),
                "er": {"type": "boolean", "description": "Ja/nei-feltet skal være dette."},
                "utfylt": {"type": "boolean", "description": "true: fylt ut. false: tomt."},
                "pluss": {"oneOf": [_DURATION, {"type": "array", "items": _DURATION}]},
                "tidligst": ref("dato"),
                "senest": ref("dato"),
                "minst": {"type": "integer", "description": "Minst dette tallet."},
                "hoyst": {"type": "integer", "description": "Høyst dette tallet."},
                "gyldig_i": text("Kodelisten koden skal være gyldig i."),
                "pa": ref("dato"),
            },
        ),
    }


def _operator(navn: str) -> dict[str, Any]:
    operator = OPERATORS[navn]
    hints = get_type_hints(operator.args)
    if operator.sammensatt:
        inner: Mapping[str, Any] = _of(hints["krav"], "")
    else:
        inner = _record(operator.args)
    first_line = operator.side.strip().splitlines()[0]
    return obj(first_line, {navn: inner}, required=[navn])


def _record(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}
    properties = {name: _of(hints[name], f.metadata.get("forklaring", "")) for name, f in fields.items()}
    required = [name for name, f in fields.items() if f.default is dataclasses.MISSING]
    return obj(
        (kind.__doc__ or "").strip().splitlines()[0] if "(" not in (kind.__doc__ or "(") else "",
        properties,
        required=required,
    )


def _of(hint: Any, forklaring: str) -> dict[str, Any]:
    origin = get_origin(hint)
    described = {"description": forklaring} if forklaring else {}
    if origin in (Union, UnionType):
        return _of(next(part for part in get_args(hint) if part is not NoneType), forklaring)
    if origin is tuple:
        return {"type": "array", "minItems": 1, "items": _of(get_args(hint)[0], ""), **described}
    if origin is Literal:
        return {"enum": list(get_args(hint)), **described}
    if hint in _REFS:
        return {**_REFS[hint]}
    plain: dict[Any, dict[str, Any]] = {
        str: {"type": "string", "minLength": 1},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        date: dict(DAY),
        Varighet: dict(_DURATION),
    }
    if hint in plain:
        return {**plain[hint], **described}
    return {**_record(hint), **described}
