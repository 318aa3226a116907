"""What enheter.yaml and kart.yaml may say (draft-07; the titles are what an editor shows)."""

from typing import Any

from bvaudit.model.kart import mappable_columns, mappable_tables
from bvaudit.model.tables import Type
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"


def _text(title: str, description: str, **more: Any) -> Schema:
    return {"type": "string", "minLength": 1, "title": title, "description": description, **more}


def _digits(count: int, title: str, description: str) -> Schema:
    hint = f'skriv tallet i anførselstegn: "{"9" * count}"'
    return _text(title, description, pattern=f"^[0-9]{{{count}}}$", **{"x-form": f"{count} sifre", "x-hint": hint})


def _date(title: str, description: str) -> Schema:
    return {"type": "string", "format": "date", "title": title, "description": description}


_ORGANISASJONSNUMMER = _digits(9, "Organisasjonsnummer", "Ni sifre, slik det står i uttrekket")
_KOMMUNENUMMER = _digits(4, "Kommunenummer", "Fire sifre i anførselstegn")

_KILDE: Schema = {
    "type": "object",
    "title": "Kilde",
    "description": "Hva et uttrekk må inneholde for å høre til enheten; det som ikke er nevnt, kan være hva som helst",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "organisasjonsnummer": _ORGANISASJONSNUMMER,
        "kommunenummer": _KOMMUNENUMMER,
        "bydelsnummer": _digits(2, "Bydelsnummer", "To sifre i anførselstegn"),
    },
}

_ENHET: Schema = {
    "type": "object",
    "title": "Enhet",
    "description": "En enhet som har ansvar for saker",
    "additionalProperties": False,
    "required": ["id", "navn", "kilder"],
    "properties": {
        "id": _text(
            "Id",
            "Fast kortnavn som aldri brukes om igjen",
            pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
            maxLength=60,
            **{"x-form": "små bokstaver, tall og bindestrek", "x-hint": "skriv for eksempel ostbyen"},
        ),
        "navn": _text("Navn", "Navnet som vises i rapportene"),
        "gruppe": _text(
            "Gruppe",
            "Felles navn for enheter som summeres, i arket «Les først» og i JSON. En enhet er i høyst én gruppe",
        ),
        "vertskommune": _text(
            "Vertskommune",
            "Kommunen som driver tjenesten for enheten. Vises ved enheten; hvor barnet bor, står på saken",
        ),
        "gjelder_fra": _date("Gjelder fra", "Første dag enheten finnes"),
        "gjelder_til_og_med": _date("Gjelder til og med", "Siste dag enheten finnes"),
        "kilder": {
            "type": "array",
            "title": "Kilder",
            "description": "Hvilke uttrekk som hører til enheten",
            "minItems": 1,
            "items": _KILDE,
        },
    },
}

ENHETER_SCHEMA: Schema = {
    "$schema": _DIALECT,
    "title": "Enheter",
    "description": "Kommunens enheter; den første som passer, gjelder",
    "type": "object",
    "additionalProperties": False,
    "required": ["enheter"],
    "properties": {
        "enheter": {
            "type": "array",
            "title": "Enheter",
            "description": "Enhetene i den rekkefølgen de skal prøves",
            "minItems": 1,
            "items": _ENHET,
        }
    },
}

_READS_AS = {
    Type.DATO: "en dato",
    Type.BOOL: "ja eller nei",
    Type.HELTALL: "et helt tall",
    Type.TEKST: "tekst eller kode",
    Type.TID: "et tidspunkt",
}


def _table(tabell: str) -> Schema:
    columns = mappable_columns(tabell)
    headings = {
        k: _text(
            f"Overskriften til {k}", f"{kolonne_omtale(tabell, k).tekst} Leses som {_READS_AS[kind]}", maxLength=200
        )
        for k, kind in columns.items()
    }
    other_words = {word: k for k in columns for word in kolonne_omtale(tabell, k).ogsa}
    fixed = {
        k: _text(f"Fast verdi i {k}", f"Samme verdi i alle rader; leses som {_READS_AS[kind]}")
        for k, kind in columns.items()
        if k not in _UNFIXED and not k.endswith("_id")
    }
    translated = {
        k: {
            "type": "object",
            "title": f"Koder i {k}",
            "description": "Fra det som står i arket, til registerets kode (eller ja og nei)",
            "minProperties": 1,
            "additionalProperties": _text("Kode", "Koden i registeret, i anførselstegn"),
        }
        for k in columns
        if k not in _UNFIXED and not k.endswith("_id")
    }
    empty = {k: _texts(f"Tomme i {k}", "Tekster som betyr at feltet er tomt") for k in columns}
    return {
        "type": "object",
        "title": f"Tabellen {tabell}",
        "description": tabell_omtale(tabell).tekst,
        "additionalProperties": False,
        "required": ["fil", "kolonner"],
        "properties": {
            "fil": _text(
                "Fil",
                "Navnet på regnearket eller csv-filen",
                pattern=r"^(?!.*\.\.)(?![/\\])[^:\\]+\.([xX][lL][sS][xXmM]?|[oO][dD][sS]|[cC][sS][vV])$",
                **{
                    "x-form": "et filnavn som slutter på .xlsx, .xls, .ods eller .csv",
                    "x-hint": "skriv bare filnavnet",
                },
            ),
            "ark": _text("Ark", "Arkets navn; kan utelates når arbeidsboken har ett ark"),
            "kolonner": _keys("Kolonner", "Fra tabellens kolonne til overskriften i arket", headings, ["sak_id"])
            | {"x-ogsa": other_words, "x-hint": f"kolonnene i {tabell}: {', '.join(columns)}"},
            "faste": _keys("Faste verdier", "Kolonner som har samme verdi i alle rader", fixed, []),
            "koder": _keys("Koder", "Oversettelse fra det som står i arket", translated, []),
            "tomme": _keys("Tomme", "Tekster som betyr at feltet er tomt, for én kolonne", empty, []),
            "overskriftsrad": {
                "type": "integer",
                "minimum": 1,
                "title": "Overskriftsrad",
                "description": "Nummeret på raden med overskrifter, når den ikke er blant de første",
            },
            "dekker": _DEKKER,
            "kapasitet": {
                "type": "integer",
                "minimum": 1,
                "title": "Kapasitet",
                "description": "Så mange rader arket har plass til for hver; 2 når det bare har to besøk per tiltak",
            },
        },
    }


def _texts(title: str, description: str) -> Schema:
    item = _text("Tekst", "Teksten slik den står i arket, i anførselstegn")
    return {"type": "array", "title": title, "description": description, "minItems": 1, "items": item}


_DEKKER: Schema = {
    "type": "object",
    "title": "Dekker",
    "description": "Tidsrommet arket har rader for. Uten «fra» eller «til» er det ingen grense den veien",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "fra": _date("Fra", "Første dag arket har rader for"),
        "til": _date("Til", "Siste dag arket har rader for"),
    },
}

_UNFIXED = frozenset({"fodselsnummer", "fodselsdato", "duf_nummer", "journalnummer"})


def _keys(title: str, description: str, properties: Schema, required: list[str]) -> Schema:
    schema: Schema = {"type": "object", "title": title, "description": description, "additionalProperties": False}
    return schema | {"properties": properties} | ({"required": required} if required else {})


KART_SCHEMA: Schema = {
    "$schema": _DIALECT,
    "title": "Kart over regneark",
    "description": "Forteller hvilke overskrifter i kommunens regneark som er hvilke kolonner",
    "type": "object",
    "additionalProperties": False,
    "required": ["kommune", "uttrekk", "tabeller"],
    "properties": {
        "kommune": {
            "type": "object",
            "title": "Kommune",
            "description": "Tjenesten uttrekket kommer fra",
            "additionalProperties": False,
            "required": ["nummer", "navn", "organisasjonsnummer"],
            "properties": {
                "nummer": _KOMMUNENUMMER,
                "navn": _text("Navn", "Kommunens navn"),
                "organisasjonsnummer": _ORGANISASJONSNUMMER,
            },
        },
        "uttrekk": {
            "type": "object",
            "title": "Uttrekk",
            "description": "Dagen uttrekket ble tatt: enten «dato», eller «felt» når den står i arket med saker",
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {
                "dato": _date("Dato", "Dagen uttrekket ble tatt"),
                "felt": _text("Felt", "Overskriften i arket med saker som har dagen"),
            },
        },
        "datoformat": {
            "type": "array",
            "title": "Datoformat",
            "description": "Hvordan datoer er skrevet når cellen ikke er en datocelle",
            "minItems": 1,
            "uniqueItems": True,
            "items": {
                "type": "string",
                "enum": ["iso", "norsk", "excel", "britisk", "amerikansk"],
                "title": "Skrivemåte",
                "description": "iso er 2025-12-31, norsk er 31.12.2025 og 31.12.25, excel er Excels dagnummer, "
                "britisk er 31/12/2025, amerikansk er 12/31/2025",
            },
        },
        "tomme": _texts("Tomme", 'Tekster som betyr at feltet er tomt, som "NULL", "-", "00.00.0000" og "31.12.9999"'),
        "desimal": {
            "type": "string",
            "enum": ["komma", "punktum"],
            "title": "Desimaltegn",
            "description": "Tegnet foran desimaler i tall skrevet som tekst",
        },
        "tabeller": {
            "type": "object",
            "title": "Tabeller",
            "description": "Tabellene som skal leses; saker må være med",
            "additionalProperties": False,
            "required": ["sak"],
            "properties": {tabell: _table(tabell) for tabell in mappable_tables()},
            "x-ogsa": {word: tabell for tabell in mappable_tables() for word in tabell_omtale(tabell).ogsa},
            "x-hint": f"tabellene er {', '.join(mappable_tables())}",
        },
    },
}
