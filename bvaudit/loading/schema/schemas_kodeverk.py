"""The shape of the register's own word lists (``rules/kodeverk/avvik.yaml``), as draft-07."""

from typing import Any

_KODE = {
    "type": "string",
    "title": "Kode",
    "description": "Kort kode som aldri endres: små bokstaver a–z, tall og bindestrek",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "x-form": "små bokstaver a–z, tall og bindestrek",
}


def _text(title: str, description: str, longest: int) -> dict[str, Any]:
    return {"type": "string", "title": title, "description": description, "minLength": 1, "maxLength": longest}


def _list(title: str, description: str, **extra: Any) -> dict[str, Any]:
    choice = {
        "type": "object",
        "title": "Valg",
        "description": "Ett valg i listen",
        "required": ["kode", "tekst", "forklaring"],
        "additionalProperties": False,
        "properties": {
            "kode": _KODE,
            "tekst": _text("Tekst", "Det som vises i nedtrekkslisten", 60),
            "forklaring": _text("Forklaring", "Når valget passer, i én setning", 250),
            **extra,
        },
    }
    return {"type": "array", "title": title, "description": description, "minItems": 1, "items": choice}


AVVIK_KODEVERK_SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Kodeverk for avviksregisteret",
    "description": "Listene det velges blant i avviksregisteret, og hva hver alvorlighetsgrad krever",
    "type": "object",
    "required": ["arsaker", "feiltyper", "tiltakstyper", "roller", "statuser", "alvorlighetsgrader"],
    "additionalProperties": False,
    "properties": {
        "arsaker": _list("Årsaker", "Hvorfor avviket oppsto"),
        "feiltyper": _list("Feiltyper", "Hva slags feil det er, når saken er lest"),
        "tiltakstyper": _list("Tiltakstyper", "Hva slags tiltak som skal rette på det"),
        "roller": _list("Roller", "Hvem som kan ha ansvaret, alltid en rolle og aldri et navn"),
        "statuser": _list(
            "Statuser",
            "Hvor langt oppfølgingen er kommet; et nytt avvik får den første",
            avslutter={
                "type": "boolean",
                "title": "Avslutter",
                "description": "true når ingen frist løper lenger etter denne statusen",
            },
        ),
        "alvorlighetsgrader": {
            "type": "array",
            "title": "Alvorlighetsgrader",
            "description": "Hva hver grad betyr, og hvor raskt den skal følges opp",
            "items": {
                "type": "object",
                "title": "Grad",
                "description": "Én alvorlighetsgrad",
                "required": ["grad", "forklaring", "frist", "frist_tekst", "ansvarlig_rolle"],
                "additionalProperties": False,
                "properties": {
                    "grad": {
                        "type": "string",
                        "title": "Grad",
                        "description": "lav, middels, hoy eller kritisk",
                        "enum": ["lav", "middels", "hoy", "kritisk"],
                    },
                    "forklaring": _text("Forklaring", "Når graden brukes, i én setning", 250),
                    "frist": {
                        "type": ["string", "null"],
                        "format": "varighet",
                        "title": "Frist",
                        "description": "Regnes fra vurderingsdagen, for eksempel P1W; null når det ikke er noen dato",
                    },
                    "frist_tekst": _text("Fristtekst", "Fristen slik folk sier den", 60),
                    "ansvarlig_rolle": {
                        **_KODE,
                        "title": "Ansvarlig rolle",
                        "description": "Koden til en rolle i listen «roller»",
                    },
                },
            },
        },
    },
}
