"""JSON Schemas (draft-07) for the content files, so that editors help and the program reads the same.

Each is derived from the record its kind of file becomes. The files under ``bvaudit/schemas/`` are made from this and
checked for freshness by a test (``bvaudit sjekk --skriv-skjema``).
"""

import json
from collections.abc import Mapping
from typing import Any

from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.kart_schema import kart_schema
from bvaudit.model.enhet import Enheter
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.model.kart import Kart
from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.kommune import Kommune
from bvaudit.model.lister import Liste
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Arshjul, Sjekkliste
from bvaudit.model.plikt import Plikter
from bvaudit.model.rapport import Rapport
from bvaudit.model.rule import Lover, Rule
from bvaudit.model.rule_test import WrittenTest
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.serie import Serie
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.model.tilsynsord import Tilsynsord

# The name of each kind of file → its record. ``kart`` has a schema of its own, made from its record and the tables.
KINDS: Mapping[str, Any] = {
    "rule": Rule,
    "regeltest": tuple[WrittenTest, ...],
    "sjekkliste": Sjekkliste,
    "arshjul": Arshjul,
    "tilsyn": Tilsyn,
    "anbefalinger": Anbefalinger,
    "risikoliste": Risikoliste,
    "forbedringstiltak": Tiltaksliste,
    "liste": Liste,
    "serie": Serie,
    "sammenlign": Sammenligning,
    "nokkeltall": Nokkeltall,
    "rapport": Rapport,
    "lover": Lover,
    "plikter": Plikter,
    "tilsynsord": Tilsynsord,
    "kodeliste": Kodeliste,
    "kodeverk": Kodeverk,
    "ordbruk": Ordbruk,
    "enheter": Enheter,
    "kart": Kart,
    "kommune": Kommune,
    "revisjon": Gjennomgang,
}


def all_schemas() -> dict[str, dict[str, Any]]:
    """File name → schema."""
    schemas = {f"{navn}.schema.json": schema_of(kind) for navn, kind in KINDS.items() if kind is not Kart}
    return {**schemas, "kart.schema.json": kart_schema()}


def as_text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def rule_schema() -> dict[str, Any]:
    return schema_of(Rule)
