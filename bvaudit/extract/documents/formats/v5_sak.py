"""The field map of v5: what lies in a case.

The spelling is the format's own: ``id`` with a small i on the case only, ``Sluttdato`` with a small d under the
conclusion of a henvendelse only, ``DUFNummer`` and ``Fodselsdato`` unlike the earlier versions.
"""

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
    migrert,
    siffer,
    tekst,
)
from bvaudit.extract.documents.formats.v5_tiltak import SLETTET, START, TILTAK, hode, medvirkning, saksinnhold

_PERSONALIA = Element(
    navn="Personalia",
    tabell="personalia",
    unik=True,
    felt=(
        id_felt("Id", "personalia_id"),
        START,
        siffer("Fodselsnummer", "fodselsnummer", 11, krav=False, klasse=Klasse.P1),
        ja_nei("Ufodt", "ufodt"),
        ja_nei("Ukjent", "ukjent"),
        dato("Fodselsdato", "fodselsdato", krav=False, klasse=Klasse.P3),
        kode("Kjonn", "kjonn", "kjonn", krav=False),
        siffer("DUFNummer", "duf_nummer", 12, krav=False, klasse=Klasse.P1),
        SLETTET,
    ),
)

_HENVENDELSE = Element(
    navn="Henvendelse",
    tabell="henvendelse",
    unik=True,
    felt=(*hode("henvendelse_id"), kode("Kode", "kode", "henvendelse_type", krav=False)),
    barn=(
        Element(
            navn="Melder",
            tabell="melder",
            faste={"eier_type": "henvendelse"},
            felt=(
                kode("PrivatMelder", "privat", "melder_privat", krav=False),
                kode("OffentligMelder", "offentlig", "melder_offentlig", krav=False),
            ),
            en_av=("PrivatMelder", "OffentligMelder"),
        ),
        saksinnhold("Saksinnhold", "henvendelse"),
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("Sluttdato", "konklusjon_slutt_dato"),
                kode("Kode", "konklusjon_kode", "henvendelse_konklusjon"),
            ),
        ),
    ),
)

_UNDERSOKELSE = Element(
    navn="Undersokelse",
    tabell="undersokelse",
    unik=True,
    felt=hode("undersokelse_id"),
    barn=(
        saksinnhold("Vedtaksgrunnlag", "undersokelse"),
        medvirkning("undersokelse"),
        Element(
            navn="UtvidetFrist",
            hoyst=1,
            felt=(dato("StartDato", "utvidet_frist_start_dato"), ja_nei("Innvilget", "utvidet_frist_innvilget")),
        ),
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("SluttDato", "konklusjon_slutt_dato"),
                kode("Kode", "konklusjon_kode", "undersokelse_konklusjon"),
            ),
        ),
    ),
)

_PLAN = Element(
    navn="Plan",
    tabell="plan",
    unik=True,
    felt=(*hode("plan_id"), dato("SluttDato", "slutt_dato", krav=False), kode("Kode", "kode", "plantype")),
)

_VEDTAK = Element(
    navn="Vedtak",
    tabell="vedtak",
    unik=True,
    felt=(
        *hode("vedtak_id"),
        dato("BortfallsdatoVedtak", "bortfallsdato_vedtak", krav=False),
        dato("NyBortfallsdatoVedtak", "ny_bortfallsdato_vedtak", krav=False),
    ),
    barn=(
        *hjemler("vedtak"),
        Element(
            navn="Krav",
            tabell="vedtak_krav",
            felt=(
                id_felt("Id", "krav_id"),
                dato("DatoKravMottatt", "dato_krav_mottatt"),
                kode("Konklusjon", "konklusjon_kode", "krav_konklusjon", krav=False),
                dato("DatoOversendtFylkesnemnd", "dato_oversendt_fylkesnemnd", krav=False),
            ),
        ),
        Element(
            navn="Status",
            tabell="vedtak_status",
            minst=1,
            felt=(id_felt("Id", "status_id"), dato("EndretDato", "endret_dato"), kode("Kode", "kode", "vedtak_status")),
        ),
    ),
)

_OVERSENDELSE = Element(
    navn="OversendelseFylkesnemnd",
    tabell="oversendelse_nemnd",
    unik=True,
    felt=(
        id_felt("Id", "oversendelse_id"),
        migrert("MigrertId"),
        dato("DatoOversendtFylkesnemnd", "dato_oversendt_fylkesnemnd"),
        SLETTET,
    ),
    barn=hjemler("oversendelse_nemnd"),
)

_FLYTTING = Element(
    navn="Flytting",
    tabell="flytting",
    unik=True,
    felt=(
        id_felt("Id", "flytting_id"),
        migrert("MigrertId"),
        dato("FlyttetDato", "flyttet_dato"),
        SLETTET,
        kode("ArsakFra", "arsak_fra", "flytting_arsak_fra"),
        kode("FlyttingTil", "flytting_til", "flytting_til"),
    ),
)

_RELASJON = Element(
    navn="Relasjon",
    tabell="relasjon",
    unik=True,
    felt=(
        id_felt("Id", "relasjon_id"),
        Felt(navn="FraId", kolonne="fra_id", slag=FieldKind.LOS_ID, klasse=Klasse.P3, lengde=(1, 50)),
        kode("FraKode", "fra_type", "begrep"),
        id_felt("TilId", "til_id"),
        kode("TilKode", "til_type", "begrep"),
        SLETTET,
    ),
)

SAK = Element(
    navn="Sak",
    tabell="sak",
    minst=1,
    hoyst=1,
    felt=(
        id_felt("id", "sak_id"),
        migrert("MigrertId"),
        START,
        dato("SluttDato", "slutt_dato", krav=False),
        tekst("Journalnummer", "journalnummer", (1, 36), klasse=Klasse.P1),
        ja_nei("Avsluttet", "avsluttet"),
        SLETTET,
    ),
    barn=(
        Element(
            navn="BrukAvPoliti",
            tabell="bruk_av_politi",
            felt=(id_felt("Id", "bruk_av_politi_id"), dato("Dato", "dato")),
        ),
        Element(navn="DatoIndividuellPlan", tabell="individuell_plan", felt=(dato("", "dato"),)),
        *(_PERSONALIA, _HENVENDELSE, _UNDERSOKELSE, _PLAN, TILTAK, _VEDTAK, _OVERSENDELSE, _FLYTTING, _RELASJON),
        Element(
            navn="Slettet",
            tabell="slettet",
            unik=True,
            felt=(id_felt("Id", "element_id"), kode("Kode", "type", "begrep"), dato("SlettetDato", "slettet_dato")),
        ),
    ),
)
