"""Schemas for checklists, årshjul, tilsyn, the list of acts and the code lists."""

from bvaudit.loading.schema.schemas_words import DAY, ID, SLUG, document, many, obj, text, texts

_HJEMMEL = obj(
    "Hvor i loven kravet står.",
    {
        "lov": text("Lovens id fra rules/kodeverk/lover.yaml."),
        "paragraf": text("Paragraf uten §-tegn, som tekst: 4-3."),
        "ledd": text("Leddet.", also_int=True),
        "punktum": text("Punktumet.", also_int=True),
        "bokstav": text("Bokstaven."),
    },
    required=["lov", "paragraf"],
)

_KVOTE = obj(
    "Noe trekningen skal ha med.",
    {
        "id": SLUG,
        "slag": {
            "type": "string",
            "enum": ["utfall", "tiltak", "kommune"],
            "description": "utfall og tiltak: etter konklusjonen på undersøkelsen. kommune: hver kommune i enheten.",
        },
        "tekst": text("Kravet med egne ord."),
        "koder": texts("Konklusjonene som teller med, i anførselstegn. Ikke for slag kommune."),
        "minst": {"type": "integer", "minimum": 1, "description": "Så mange saker minst."},
        "minst_prosent": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "Så stor del av sakene minst, i prosent.",
        },
    },
    required=["id", "slag", "tekst"],
)

SJEKKLISTE_SCHEMA = document(
    "bvaudit: sjekkliste",
    obj(
        "Hvilke regler som brukes ved en saksgjennomgang, på hvilke saker.",
        {
            "id": SLUG,
            "tittel": text("Hva listen heter."),
            "formal": text("Hva gjennomgangen skal svare på."),
            "versjon": text('Versjonen av listen, som tekst: "1".'),
            "gjelder_fra": DAY,
            "utvalg": obj(
                "Hvordan sakene trekkes.",
                {
                    "per_enhet": {"type": "integer", "minimum": 1, "description": "Saker per enhet."},
                    "reserve": {"type": "integer", "minimum": 0, "description": "Reservesaker per enhet."},
                    "beskrivelse": text("Hvilke saker som er med i rammen."),
                    "runde": {"type": "integer", "minimum": 1, "description": "Nummeret når gjennomgangen gjentas."},
                    "kilde": text("Hvor måten å trekke på er hentet fra."),
                    "kvoter": many("Det trekningen skal ha med.", _KVOTE),
                },
                required=["per_enhet", "beskrivelse"],
            ),
            "punkter": many(
                "Punktene i den rekkefølgen de gjennomgås.",
                obj(
                    "Et punkt.",
                    {"regel": ID, "merknad": text("Noe å huske for nettopp denne gjennomgangen.")},
                    required=["regel"],
                ),
            ),
        },
        required=["id", "tittel", "formal", "versjon", "gjelder_fra", "utvalg", "punkter"],
    ),
)

ARSHJUL_SCHEMA = document(
    "bvaudit: årshjul",
    obj(
        "Kontrollene som skal gjøres i løpet av året.",
        {
            "id": SLUG,
            "tittel": text("Hva årshjulet heter."),
            "gjelder_fra": DAY,
            "kilde": text("Hvor oppsettet er hentet fra."),
            "oppgaver": many(
                "Oppgavene.",
                obj(
                    "En kontroll i årshjulet.",
                    {
                        "id": SLUG,
                        "tittel": text("Hva som skal gjøres."),
                        "beskrivelse": text("Hvordan, i et par setninger."),
                        "maneder": {
                            "type": "array",
                            "minItems": 1,
                            "uniqueItems": True,
                            "items": {"type": "integer", "minimum": 1, "maximum": 12},
                            "description": "Månedene den gjøres i, 1–12.",
                        },
                        "eier": text("Rollen som har ansvaret."),
                        "enheter": text("Hvilke enheter: alle, halvparten, stab."),
                        "dokumentasjon": text("Hva som skal ligge igjen når det er gjort."),
                        "sjekkliste": SLUG,
                        "regler": {"type": "array", "items": ID, "description": "Reglene oppgaven bruker."},
                        "hjemmel": {
                            "type": "array",
                            "items": _HJEMMEL,
                            "description": "Rettsgrunnlaget for kontrollen.",
                        },
                    },
                    required=["id", "tittel", "beskrivelse", "maneder", "eier", "enheter", "dokumentasjon"],
                ),
            ),
        },
        required=["id", "tittel", "gjelder_fra", "kilde", "oppgaver"],
    ),
)

_KOBLING = obj(
    "Hvordan delfunnet måles.",
    {
        "regler": {"type": "array", "items": ID, "description": "Maskinelle regler som viser om praksis er endret."},
        "manuelle": {"type": "array", "items": ID, "description": "Punkter et menneske må svare på."},
    },
)

TILSYN_SCHEMA = document(
    "bvaudit: tilsyn",
    obj(
        "Et tilsyn med overordnet lovbrudd og delfunn.",
        {
            "id": SLUG,
            "tittel": text("Hva tilsynet gjaldt."),
            "myndighet": text("Hvem som førte tilsyn."),
            "type": text("Landsomfattende tilsyn, tilsynssak eller oppfølging."),
            "tema": text("Temaet."),
            "ar": text("Året, som tekst."),
            "kommune": text("Kommunen. Tilsynet er bare med når uttrekket gjelder den."),
            "kommunenummer": {
                "type": "string",
                "pattern": "^[0-9]{4}$",
                "x-form": "4 sifre",
                "x-hint": 'skriv tallet i anførselstegn: "9999"',
                "description": "Kommunens nummer; går foran navnet, som flere kommuner kan ha.",
            },
            "enheter": texts(
                "Enhetene tilsynet gjaldt, med id eller navn. Bare de får punktene. Tom liste: alle i kommunen."
            ),
            "kilde": text("Hvor funnene er hentet fra."),
            "overordnet": obj(
                "Det overordnede bruddet.",
                {
                    "id": SLUG,
                    "tekst": text("Hva som ble funnet, med egne ord."),
                    "hjemmel": many("Rettsgrunnlaget.", _HJEMMEL),
                    "lukkekriterium": text("Når bruddet kan regnes som lukket."),
                },
                required=["id", "tekst", "hjemmel", "lukkekriterium"],
            ),
            "delfunn": many(
                "Delfunnene.",
                obj(
                    "Et delfunn.",
                    {
                        "id": SLUG,
                        "tekst": text("Hva som ble funnet, med egne ord."),
                        "hjemmel": many("Rettsgrunnlaget.", _HJEMMEL),
                        "males_med": _KOBLING,
                        "lukkekriterium": text("Når delfunnet kan regnes som lukket."),
                    },
                    required=["id", "tekst", "hjemmel", "males_med", "lukkekriterium"],
                ),
            ),
        },
        required=["id", "tittel", "myndighet", "tema", "ar", "kommune", "enheter", "kilde", "overordnet", "delfunn"],
    ),
)
