"""v5: root ``BarnevernregisterInnrapportering``, elements only."""

from bvaudit.extract.documents.fields import Element, Felt, FieldKind, av_form, id_felt, siffer, tekst
from bvaudit.extract.documents.formats.record import Format, SchemaGap
from bvaudit.extract.documents.formats.v5_sak import SAK
from bvaudit.extract.people.persons import PersonRules
from bvaudit.texts import text

_ROT = Element(
    navn="BarnevernregisterInnrapportering",
    tabell="innsending",
    felt=(
        id_felt("Id", "innsending_id"),
        Felt(navn="DatoUttrekk", kolonne="dato_uttrekk", slag=FieldKind.TIDSPUNKT),
        id_felt("ForrigeId", "forrige_id", krav=False),
    ),
    barn=(
        Element(
            navn="Fagsystem",
            minst=1,
            hoyst=1,
            felt=(
                # The schema lets the first two be empty.
                tekst("Leverandor", "leverandor", (0, 100_000)),
                tekst("Navn", "fagsystem_navn", (0, 100_000)),
                av_form("Versjon", "fagsystem_versjon", r"([0-9]+\.){0,3}(\*|[0-9]+)"),
            ),
        ),
        Element(
            navn="Avgiver",
            minst=1,
            hoyst=1,
            felt=(
                siffer("Organisasjonsnummer", "organisasjonsnummer", 9),
                siffer("Kommunenummer", "kommunenummer", 4),
                tekst("Kommunenavn", "kommunenavn", (1, 70)),
                siffer("Bydelsnummer", "bydelsnummer", 2, krav=False),
                tekst("Bydelsnavn", "bydelsnavn", (1, 70), krav=False),
            ),
        ),
        SAK,
    ),
)

V5 = Format(
    versjon="v5",
    rot=_ROT,
    rot_tolerant=_ROT,
    kodeversjoner=("v5a", "v5b"),
    hull=(
        SchemaGap(
            liste="melder_offentlig",
            koder=frozenset({"24", "25"}),
            element="OffentligMelder",
            i_skjemaet="15",  # the code the two replaced
            tabell="melder",
            kolonne="kode",
            antakelse=(text("extract.v5.melder_24_og_25_er_godtatt")),
        ),
    ),
    personregler=PersonRules(midlertidige_numre=False, ufodt_av_nummer=False),
    kravets_dato="dato_oversendt_fylkesnemnd",
    # A decision stands until its measures end, and no document can say otherwise.
    alltid_tomme=frozenset({("vedtak", "slutt_dato")}),
)
