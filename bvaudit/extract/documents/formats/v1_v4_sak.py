"""The field map of v1 to v4: what lies in a case. Spelling is the format's own."""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    FieldKind,
    Klasse,
    dato,
    hjemler,
    id_felt,
    ja_nei,
    kode,
    presisering,
    siffer,
    tema,
)
from bvaudit.extract.documents.formats.v1_v4_tiltak import SLUTT, START, TEMA_KODE, TILTAK, hode

_PERSONALIA = Element(
    navn="Personalia",
    tabell="personalia",
    unik=True,
    felt=(
        id_felt("@Id", "personalia_id"),
        START,
        siffer("@Fodselsnummer", "fodselsnummer", 11, klasse=Klasse.P1),
        dato("@Fodseldato", "fodselsdato", klasse=Klasse.P3),
        kode("@Kjonn", "kjonn", "kjonn"),
        siffer("@DUFnummer", "duf_nummer", 12, krav=False, klasse=Klasse.P1),
        ja_nei("@ErSlettet", "er_slettet"),
    ),
)

_MELDING = Element(
    navn="Melding",
    tabell="henvendelse",
    unik=True,
    felt=hode("henvendelse_id", START),
    faste={"kode": "2"},  # every one of these is a bekymringsmelding
    barn=(
        Element(
            navn="Melder",
            tabell="melder",
            faste={"eier_type": "henvendelse"},
            felt=(kode("@Kode", "kode", "melder"), presisering("presisering_utfylt")),
        ),
        tema("Saksinnhold", "henvendelse", TEMA_KODE),
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("@SluttDato", "konklusjon_slutt_dato"),
                kode("@Kode", "konklusjon_kode", "henvendelse_konklusjon"),
                ja_nei("@ErSlettet", "konklusjon_er_slettet"),
            ),
        ),
    ),
)

_UNDERSOKELSE = Element(
    navn="Undersokelse",
    tabell="undersokelse",
    unik=True,
    felt=hode("undersokelse_id", START),
    barn=(
        tema("Vedtaksgrunnlag", "undersokelse", TEMA_KODE),
        Element(
            navn="BarnetsMedvirkning",
            tabell="medvirkning",
            hoyst=1,
            faste={"eier_type": "undersokelse"},
            kjennetegn="v4",
            felt=(dato("StartDato", "start_dato"), kode("MedvirkningType", "kode", "medvirkning")),
        ),
        Element(
            navn="UtvidetFrist",
            hoyst=1,
            felt=(
                dato("@StartDato", "utvidet_frist_start_dato"),
                Felt(navn="@Innvilget", kolonne="utvidet_frist_innvilget", slag=FieldKind.JA_NEI_KODE, krav=False),
            ),
        ),
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("@SluttDato", "konklusjon_slutt_dato"),
                kode("@Kode", "konklusjon_kode", "undersokelse_konklusjon"),
                presisering("konklusjon_presisering_utfylt"),
            ),
        ),
    ),
)

_PLAN = Element(
    navn="Plan",
    tabell="plan",
    unik=True,
    felt=(*hode("plan_id", START), kode("@Plantype", "kode", "plantype")),
    barn=(
        Element(navn="Evaluering", tabell="plan_evaluering", felt=(dato("@UtfortDato", "utfort_dato"),)),
        SLUTT,
    ),
)

_VEDTAK = Element(
    navn="Vedtak",
    tabell="vedtak",
    unik=True,
    felt=hode("vedtak_id", START),
    barn=(
        *hjemler("vedtak"),
        Element(
            navn="Krav",
            tabell="vedtak_krav",
            felt=(id_felt("@Id", "krav_id"), dato("@StartDato", "dato_krav_mottatt")),
            barn=(
                Element(
                    navn="Konklusjon",
                    hoyst=1,
                    felt=(
                        dato("@SluttDato", "konklusjon_slutt_dato"),
                        kode("@Kode", "konklusjon_kode", "krav_konklusjon"),
                        presisering("presisering_utfylt"),
                    ),
                ),
            ),
        ),
        Element(
            navn="Status",
            tabell="vedtak_status",
            minst=1,
            felt=(
                id_felt("@Id", "status_id"),
                dato("@EndretDato", "endret_dato"),
                kode("@Kode", "kode", "vedtak_status"),
            ),
        ),
        SLUTT,
    ),
)

_ETTERVERN = Element(
    navn="Ettervern",
    tabell="ettervern",
    unik=True,
    felt=hode("ettervern_id", dato("@TilbudSendtDato", "tilbud_sendt_dato")),
    barn=(
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("@SluttDato", "konklusjon_slutt_dato"),
                kode("@Kode", "konklusjon_kode", "ettervern_konklusjon"),
            ),
        ),
    ),
)

_OVERSENDELSE = Element(
    navn="OversendelseFylkesnemnd",
    tabell="oversendelse_nemnd",
    unik=True,
    felt=hode("oversendelse_id", dato("@StartDato", "dato_oversendt_fylkesnemnd")),
    barn=hjemler("oversendelse_nemnd"),
)

_FLYTTING = Element(
    navn="Flytting",
    tabell="flytting",
    unik=True,
    felt=hode("flytting_id", dato("@SluttDato", "flyttet_dato")),
    barn=(
        Element(
            navn="ArsakFra",
            minst=1,
            hoyst=1,
            felt=(kode("@Kode", "arsak_fra", "flytting_arsak_fra"), presisering("arsak_fra_presisering_utfylt")),
        ),
        Element(
            navn="FlyttingTil",
            minst=1,
            hoyst=1,
            felt=(kode("@Kode", "flytting_til", "flytting_til"), presisering("flytting_til_presisering_utfylt")),
        ),
    ),
)

_RELASJON = Element(
    navn="Relasjon",
    tabell="relasjon",
    unik=True,
    felt=(
        id_felt("@Id", "relasjon_id"),
        Felt(navn="@FraId", kolonne="fra_id", slag=FieldKind.LOS_ID, klasse=Klasse.P3, lengde=(1, 50)),
        kode("@FraType", "fra_type", "begrep"),
        id_felt("@TilId", "til_id"),
        kode("@TilType", "til_type", "begrep"),
        ja_nei("@ErSlettet", "er_slettet"),
    ),
)

_SLETTET = Element(
    navn="Slettet",
    tabell="slettet",
    unik=True,
    felt=(id_felt("@Id", "element_id"), kode("@Type", "type", "begrep"), dato("@SluttDato", "slettet_dato")),
)

I_SAKEN = (
    *(_PERSONALIA, _MELDING, _UNDERSOKELSE, _PLAN, TILTAK, _VEDTAK),
    *(_ETTERVERN, _OVERSENDELSE, _FLYTTING, _RELASJON, _SLETTET),
)
