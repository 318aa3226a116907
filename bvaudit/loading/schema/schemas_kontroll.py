"""The schema of what makes a rule one of the national register's own controls."""

from typing import Any

from bvaudit.loading.schema.schemas_words import obj, text
from bvaudit.model.rule import Kontrollgrad


def _grade(description: str) -> dict[str, Any]:
    return {"enum": [grad.value for grad in Kontrollgrad], "description": description}


KONTROLL: dict[str, Any] = obj(
    "Regelen er en av registerets egne kontroller. Den teller i Datakvalitet og aldri blant avvikene.",
    {
        "entitet": text("Det registeret sier feilen står i: henvendelse, melder, vedtak_status."),
        "alvorlighet": _grade("Registerets alvorlighetsgrad."),
        "alvorlighet_migrert": _grade("Graden når raden er flyttet fra et eldre fagsystem (migrert_id)."),
        "v5": {
            "enum": ["direkte", "tilpasses", "uaktuell", "xsd"],
            "description": "Hvordan kontrollen passer til versjon 5 av formatet.",
        },
        "etter_kode": obj(
            "Egen grad for noen koder.",
            {
                "felt": text("Kodefeltet på objektet."),
                "koder": {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": _grade("Graden for denne koden."),
                    "description": "Kode og grad.",
                },
            },
            required=["felt", "koder"],
        ),
    },
    required=["entitet", "alvorlighet", "v5"],
)
