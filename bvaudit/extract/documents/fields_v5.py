"""The field map of v5: root ``BarnevernregisterInnrapportering``, elements only.

The spelling is the format's own: ``id`` with a small i on the case only, ``Sluttdato`` with a small d under the
conclusion of a henvendelse only, ``DUFNummer`` and ``Fodselsdato`` unlike the earlier versions.
"""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    Klasse,
    Slag,
    av_form,
    dato,
    hjemler,
    id_felt,
    ja_nei,
    kode,
    migrert,
    siffer,
    tekst,
    tema,
)

_SLETTET = ja_nei("ErSlettet", "er_slettet")
_START = dato("StartDato", "start_dato")


def _hode(kolonne: str) -> tuple[Felt, ...]:
    return (id_felt("Id", kolonne), migrert("MigrertId"), _START, _SLETTET)


def _saksinnhold(navn: str, eier: str) -> Element:
    return tema(navn, eier, (kode("", "kode", "saksinnhold"),))


def _medvirkning(eier: str) -> Element:
    return Element(
        navn="BarnetsMedvirkning",
        tabell="medvirkning",
        faste={"eier_type": eier},
        felt=(id_felt("Id", "medvirkning_id"), _START, kode("Kode", "kode", "medvirkning")),
    )


def _hyppighet() -> tuple[Felt, ...]:
    return (
        kode("HyppighetTidsenhet", "tidsenhet", "tidsenhet"),
        Felt(navn="HyppighetAntall", kolonne="antall", slag=Slag.HELTALL),
    )


def _utfort(tabell: str) -> Element:
    return Element(navn="UtfortDato", tabell=tabell, felt=(dato("", "utfort_dato"),))


_PERSONALIA = Element(
    navn="Personalia",
    tabell="personalia",
    unik=True,
    felt=(
        id_felt("Id", "personalia_id"),
        _START,
        siffer("Fodselsnummer", "fodselsnummer", 11, krav=False, klasse=Klasse.P1),
        ja_nei("Ufodt", "ufodt"),
        ja_nei("Ukjent", "ukjent"),
        dato("Fodselsdato", "fodselsdato", krav=False, klasse=Klasse.P3),
        kode("Kjonn", "kjonn", "kjonn", krav=False),
        siffer("DUFNummer", "duf_nummer", 12, krav=False, klasse=Klasse.P1),
        _SLETTET,
    ),
)

_HENVENDELSE = Element(
    navn="Henvendelse",
    tabell="henvendelse",
    unik=True,
    felt=(*_hode("henvendelse_id"), kode("Kode", "kode", "henvendelse_type", krav=False)),
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
        _saksinnhold("Saksinnhold", "henvendelse"),
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
    felt=_hode("undersokelse_id"),
    barn=(
        _saksinnhold("Vedtaksgrunnlag", "undersokelse"),
        _medvirkning("undersokelse"),
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
    felt=(*_hode("plan_id"), dato("SluttDato", "slutt_dato", krav=False), kode("Kode", "kode", "plantype")),
)

_EVALUERING = Element(
    navn="Evaluering",
    tabell="tiltak_evaluering",
    felt=(
        id_felt("Id", "evaluering_id"),
        Felt(navn="TiltaketKanAvsluttes", kolonne="tiltaket_kan_avsluttes", slag=Slag.ALLTID_JA, krav=False),
        dato("GjennomfortDato", "gjennomfort_dato"),
    ),
    barn=(_saksinnhold("Saksinnhold", "tiltak_evaluering"),),
    en_av=("Saksinnhold", "TiltaketKanAvsluttes"),
)

_SAMVAER = Element(
    navn="SamvaerEtterOmsorgsovertakelse",
    hoyst=1,
    barn=(
        Element(
            navn="HyppighetVedtak",
            tabell="samvaer",
            faste={"art": "hyppighet_vedtak"},
            felt=(
                id_felt("Id", "samvaer_id"),
                kode("Part", "part", "samvaer_part"),
                *_hyppighet(),
                dato("Dato", "dato"),
            ),
        ),
        Element(
            navn="Gjennomforing",
            tabell="samvaer",
            faste={"art": "gjennomforing"},
            felt=(
                id_felt("Id", "samvaer_id"),
                kode("Part", "part", "samvaer_part"),
                kode("Kode", "kode", "samvaer_gjennomforing"),
                dato("UtfortDato", "dato"),
            ),
        ),
    ),
)

_TILSYN = Element(
    navn="Tilsyn",
    hoyst=1,
    barn=(
        Element(
            navn="Ansvarlig",
            tabell="tilsyn_ansvarlig",
            minst=1,
            felt=(id_felt("Id", "tilsyn_ansvarlig_id"), _START, siffer("Kommunenummer", "kommunenummer", 4)),
        ),
        Element(
            navn="Hyppighet",
            tabell="tilsyn_hyppighet",
            minst=1,
            felt=(id_felt("Id", "tilsyn_hyppighet_id"), _START, kode("Kode", "antall_per_ar", "tilsyn_hyppighet")),
        ),
        _utfort("tilsyn_utfort"),
    ),
)

_OPPFOLGING = Element(
    navn="Oppfolging",
    hoyst=1,
    barn=(
        Element(
            navn="Hyppighet",
            tabell="oppfolging_hyppighet",
            minst=1,
            felt=(id_felt("Id", "oppfolging_hyppighet_id"), dato("Dato", "start_dato"), *_hyppighet()),
        ),
        _utfort("oppfolging_utfort"),
    ),
)

_TILTAK = Element(
    navn="Tiltak",
    tabell="tiltak",
    unik=True,
    felt=(*_hode("tiltak_id"), kode("Kode", "kode", "tiltak_kategori")),
    barn=(
        *hjemler("tiltak"),
        _saksinnhold("Tiltaksgrunnlag", "tiltak"),
        _medvirkning("tiltak"),
        _EVALUERING,
        _SAMVAER,
        _TILSYN,
        _OPPFOLGING,
        Element(
            navn="Konklusjon",
            hoyst=1,
            felt=(
                dato("SluttDato", "slutt_dato"),
                kode("Opphevelse", "opphevelse_kode", "opphevelse", krav=False),
                kode("AvslutningAvTiltak", "avslutning_kode", "tiltak_avslutning", krav=False),
            ),
            en_av=("Opphevelse", "AvslutningAvTiltak"),
        ),
    ),
)

_VEDTAK = Element(
    navn="Vedtak",
    tabell="vedtak",
    unik=True,
    felt=(
        *_hode("vedtak_id"),
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
        _SLETTET,
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
        _SLETTET,
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
        Felt(navn="FraId", kolonne="fra_id", slag=Slag.LOS_ID, klasse=Klasse.P3, lengde=(1, 50)),
        kode("FraKode", "fra_type", "begrep"),
        id_felt("TilId", "til_id"),
        kode("TilKode", "til_type", "begrep"),
        _SLETTET,
    ),
)

_SAK = Element(
    navn="Sak",
    tabell="sak",
    minst=1,
    hoyst=1,
    felt=(
        id_felt("id", "sak_id"),
        migrert("MigrertId"),
        _START,
        dato("SluttDato", "slutt_dato", krav=False),
        tekst("Journalnummer", "journalnummer", (1, 36), klasse=Klasse.P1),
        ja_nei("Avsluttet", "avsluttet"),
        _SLETTET,
    ),
    barn=(
        Element(
            navn="BrukAvPoliti",
            tabell="bruk_av_politi",
            felt=(id_felt("Id", "bruk_av_politi_id"), dato("Dato", "dato")),
        ),
        Element(navn="DatoIndividuellPlan", tabell="individuell_plan", felt=(dato("", "dato"),)),
        *(_PERSONALIA, _HENVENDELSE, _UNDERSOKELSE, _PLAN, _TILTAK, _VEDTAK, _OVERSENDELSE, _FLYTTING, _RELASJON),
        Element(
            navn="Slettet",
            tabell="slettet",
            unik=True,
            felt=(id_felt("Id", "element_id"), kode("Kode", "type", "begrep"), dato("SlettetDato", "slettet_dato")),
        ),
    ),
)

ELEMENTER = Element(
    navn="BarnevernregisterInnrapportering",
    tabell="innsending",
    felt=(
        id_felt("Id", "innsending_id"),
        Felt(navn="DatoUttrekk", kolonne="dato_uttrekk", slag=Slag.TIDSPUNKT),
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
        _SAK,
    ),
)
