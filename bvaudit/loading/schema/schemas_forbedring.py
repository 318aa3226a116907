"""Schemas for recommendations, risk lists, measures, and the maps that say what can be compared."""

from bvaudit.loading.schema.schemas_words import DAY, ID, SLUG, document, many, obj, text, texts

_REGLER = {"type": "array", "items": ID, "uniqueItems": True, "description": "Sjekkpunktene som kan vise endringen."}
_GRUPPE = obj("En gruppe.", {"id": SLUG, "tittel": text("Gruppens navn.")}, required=["id", "tittel"])
_GRUPPER = many("Gruppene.", _GRUPPE)
_FORHOLD = {
    "type": "string",
    "enum": ["lik", "smalere", "videre", "ny", "borte"],
    "description": "Slik det nye står til det gamle. smalere og videre: det nye spør om mindre eller mer enn før.",
}
_KODER = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": text("En kode, i anførselstegn."),
    "description": "Koder som ses under ett. En sak med flere av dem telles én gang.",
}
_HODE = {
    "id": SLUG,
    "tittel": text("Hva listen heter."),
    "kommune": text("Kommunen eller samarbeidet."),
    "ar": text('Året, som tekst: "2024".'),
    "kilde": text("Hvor innholdet er hentet fra, og hva som er lagt til."),
}

ANBEFALINGER_SCHEMA = document(
    "bvaudit: anbefalinger",
    obj(
        "Anbefalinger fra en gjennomgang, fordelt på arbeidsgrupper.",
        {
            **_HODE,
            "avsender": text("Hvem som ga anbefalingene."),
            "arbeidsgrupper": _GRUPPER,
            "anbefalinger": many(
                "Anbefalingene.",
                obj(
                    "En anbefaling.",
                    {"id": SLUG, "tekst": text("Anbefalingen med egne ord."), "regler": _REGLER},
                    required=["id", "tekst"],
                ),
            ),
            "kobling": many(
                "Hvem som arbeider med hva. Hver anbefaling og hver gruppe må være med.",
                obj(
                    "En anbefaling og gruppene som arbeider med den.",
                    {"anbefaling": SLUG, "grupper": {"type": "array", "minItems": 1, "items": SLUG}},
                    required=["anbefaling", "grupper"],
                ),
            ),
        },
        required=[*_HODE, "avsender", "arbeidsgrupper", "anbefalinger", "kobling"],
    ),
)

RISIKOLISTE_SCHEMA = document(
    "bvaudit: risikoliste",
    obj(
        "Kjente risikoer et år. En risiko har samme id fra år til år.",
        {
            **_HODE,
            "forrige": SLUG,
            "grupper": _GRUPPER,
            "risikoer": many(
                "Risikoene.",
                obj(
                    "En risiko.",
                    {"id": SLUG, "gruppe": SLUG, "tekst": text("Hva som kan svikte, med egne ord."), "regler": _REGLER},
                    required=["id", "gruppe", "tekst"],
                ),
            ),
        },
        required=[*_HODE, "grupper", "risikoer"],
    ),
)

FORBEDRINGSTILTAK_SCHEMA = document(
    "bvaudit: forbedringstiltak",
    obj(
        "Tiltak for å rette og forebygge avvik, med det de kan føre til.",
        {
            **_HODE,
            "avvik": {
                "type": "string",
                "enum": ["lov", "okonomi"],
                "description": "Hva tiltakene skal rette: brudd på lov, eller avvik fra budsjettet. Utelatt: lov.",
            },
            "konsekvenser": texts("Konsekvenser av hele listen."),
            "tiltak": many(
                "Tiltakene.",
                obj(
                    "Et tiltak.",
                    {
                        "id": SLUG,
                        "tittel": text("Tiltaket i få ord."),
                        "beskrivelse": text("Hva som skal gjøres."),
                        "status": {
                            "type": "string",
                            "enum": ["planlagt", "pagar", "gjennomfort", "stanset"],
                            "description": "Hvor langt tiltaket er kommet.",
                        },
                        "eier": text("Rollen som har ansvaret."),
                        "start": text("Dag eller årstid. Utelates når det ikke er sagt."),
                        "konsekvens": text("Hva tiltaket kan føre til for barn, ansatte og økonomi."),
                        "regler": _REGLER,
                    },
                    required=["id", "tittel", "beskrivelse", "status", "eier", "konsekvens"],
                ),
            ),
        },
        required=[*_HODE, "tiltak"],
    ),
)

SAMMENLIGN_SCHEMA = document(
    "bvaudit: sammenlign",
    obj(
        "Hva som kan sammenlignes når et skjema, en regel eller en kodeliste er endret.",
        {
            "id": SLUG,
            "tittel": _HODE["tittel"],
            "kilde": _HODE["kilde"],
            "sjekklister": obj("De to sjekklistene.", {"fra": SLUG, "til": SLUG}, required=["fra", "til"]),
            "punktpar": many(
                "Hvert punkt i den ene listen og arvtakeren i den andre.",
                obj(
                    "Et punkt før og etter. Uten fra er det nytt, uten til er det borte.",
                    {"fra": ID, "til": ID, "forhold": _FORHOLD, "begrunnelse": text("Hva som er endret.")},
                    required=["forhold"],
                ),
            ),
            "versjonspar": many(
                "Versjoner av regler som følger etter hverandre.",
                obj(
                    "To versjoner av en regel.",
                    {
                        "regel": ID,
                        "fra": DAY,
                        "til": DAY,
                        "forhold": {**_FORHOLD, "enum": ["lik", "smalere", "videre"]},
                        "begrunnelse": text("Hva som er endret, eller hvorfor tallene kan ses i sammenheng."),
                    },
                    required=["regel", "fra", "til", "forhold", "begrunnelse"],
                ),
            ),
            "koder": obj(
                "Kodelisten som ble endret.",
                {
                    "liste": text("Kodelistens id."),
                    "dag": {**DAY, "description": "Første dag med de nye kodene."},
                },
                required=["liste", "dag"],
            ),
            "kodepar": many(
                "Gamle og nye koder. Hver kode som gikk ut eller kom til den dagen, må være med.",
                obj(
                    "Koder før og etter. Uten fra er de nye, uten til er de borte.",
                    {
                        "fra": _KODER,
                        "til": _KODER,
                        "forhold": {
                            **_FORHOLD,
                            "description": "Slik de nye kodene står til de gamle. smalere: de dekker mindre enn før.",
                        },
                        "begrunnelse": text("Hva som er endret, og hva som ikke kan sammenlignes."),
                    },
                    required=["forhold"],
                ),
            ),
        },
        required=["id", "tittel", "kilde"],
    ),
)
