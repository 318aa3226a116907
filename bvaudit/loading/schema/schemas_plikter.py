"""The shape of the list of duties (``rules/kodeverk/plikter.yaml``), as draft-07."""

from bvaudit.loading.schema.schemas_words import document, many, obj, text

_PLIKT = obj(
    "En plikt.",
    {
        "id": {
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[a-z0-9]+)+$",
            "x-form": "små bokstaver, tall og bindestrek, som und-frist-3mnd",
            "description": "Id-en regler viser til under «plikter». Brukes aldri om igjen.",
        },
        "tittel": text("Plikten i noen få ord."),
        "hjemmel": text("Hvor i loven plikten står i dag, slik den siteres."),
        "ikke_kontrollerbar": text("Hvorfor ingen kan kontrollere plikten. Utelatt når et sjekkpunkt dekker den."),
    },
    required=["id", "tittel", "hjemmel"],
)

PLIKTER_SCHEMA = document(
    "bvaudit: plikter",
    obj(
        "Pliktene i lovoversikten.",
        {
            "deler": many(
                "Delene av lovoversikten, i den rekkefølgen de vises.",
                obj(
                    "En del.",
                    {"tittel": text("Hva delen handler om."), "plikter": many("Pliktene i delen.", _PLIKT)},
                    required=["tittel", "plikter"],
                ),
            )
        },
        required=["deler"],
    ),
)
