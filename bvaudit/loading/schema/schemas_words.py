"""The few shapes our schemas are made of, each with a Norwegian description that editors show."""

from collections.abc import Mapping, Sequence
from typing import Any

DAY: dict[str, Any] = {"type": "string", "format": "date", "description": "En dato: 2025-12-31."}
ID: dict[str, Any] = {
    "type": "string",
    "pattern": "^[A-Z]{2,4}-[0-9A-Za-z-]{2,30}$",
    "x-form": "store bokstaver, bindestrek og nummer, som MEL-01",
    "description": "Lik filnavnet. Brukes aldri om igjen.",
}
SLUG: dict[str, Any] = {
    "type": "string",
    "pattern": "^[a-z0-9][a-z0-9-]{1,60}$",
    "x-form": "små bokstaver, tall og bindestrek",
    "description": "Lik filnavnet.",
}


def obj(description: str, properties: Mapping[str, Any], *, required: Sequence[str] = ()) -> dict[str, Any]:
    """An object that allows exactly these keys."""
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": dict(properties),
        **({"required": list(required)} if required else {}),
        "additionalProperties": False,
    }


def text(description: str, *, also_int: bool = False) -> dict[str, Any]:
    if also_int:
        return {"type": ["string", "integer"], "description": description}
    return {"type": "string", "minLength": 1, "description": description}


def texts(description: str) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "uniqueItems": True,
        "description": description,
    }


def many(description: str, items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": dict(items), "description": description}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def document(title: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}
