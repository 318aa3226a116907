"""The schema of what a rule says about a breach after it is found: how it is told, how it heals."""

from typing import Any

from bvaudit.loading.schema.schemas_words import ID, obj, text
from bvaudit.model.rule import Rettes, SamlesPer
from bvaudit.model.utfall import Malestokk


def _count(description: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": 1000, "description": description}


_RULE = {**ID, "description": "Id-en til en videre regel."}
FOLLOW_UP: dict[str, Any] = {
    "eksempel": obj(
        "Ett godt og ett svakt svar, til hjelp for den som besvarer punktet.",
        {"godt": text("Et godt svar."), "svakt": text("Et svakt svar.")},
        required=["godt", "svakt"],
    ),
    "omfattes_av": {
        "oneOf": [_RULE, {"type": "array", "minItems": 1, "uniqueItems": True, "items": _RULE}],
        "description": "Videre regler som ser den samme feilen. Er en av dem brutt i saken, står bruddet under den.",
    },
    "malestokk": {
        "enum": [each.value for each in Malestokk],
        "description": "Hvem som har satt målet, når navnet på standardvarianten ikke sier det.",
    },
    "rettes": {
        "enum": [each.value for each in Rettes],
        "description": "kan: kan bli oppfylt senere. ved_utfort: kan bare bli gjort for sent. nei: kan ikke rettes.",
    },
    "samles_per": {
        "enum": [each.value for each in SamlesPer],
        "description": "Det ett avvik samler: regelen i én enhet, eller i én sak når barnet trenger hjelp samme dag.",
    },
    "effektmal": obj(
        "Målet når virkningen av tiltakene måles.",
        {
            "minst": _count("Så mange må være i orden."),
            "av": _count("Så mange måles."),
            "utvides_til": _count("Så mange måles når det første forsøket ikke når målet. Én gang."),
            "minst_utvidet": _count("Så mange av dem må være i orden."),
        },
        required=["minst", "av", "utvides_til", "minst_utvidet"],
    ),
}
