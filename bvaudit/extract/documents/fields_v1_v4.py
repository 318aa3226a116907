"""The field map of v1 to v4: root ``Barnevern``, values in attributes. Spelling is the format's own.

``TOLERANT`` also knows what came before version 2.0.0: the child on the case itself, and a document without an id.
"""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    Klasse,
    Slag,
    dato,
    hjemler,
    id_felt,
    ja_nei,
    kode,
    migrert,
    presisering,
    siffer,
    tekst,
    tema,
)


def _hode(tabell_id: str, *datoer: Felt) -> tuple[Felt, ...]:
    return (id_felt("@Id", tabell_id), migrert("@MigrertId"), *datoer, ja_nei("@ErSlettet", "er_slettet"))


_START = dato("@StartDato", "start_dato")
_TEMA_KODE = (kode("@Kode", "kode", "saksinnhold"), presisering("presisering_utfylt"))
_SLUTT = Element(navn="Konklusjon", felt=(dato("@SluttDato", "slutt_dato"),), hoyst=1)

_PERSONALIA = Element(
    navn="Personalia",
    tabell="personalia",
    unik=True,
    felt=(
        id_felt("@Id", "personalia_id"),
        _START,
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
    felt=_hode("henvendelse_id", _START),
    faste={"kode": "2"},  # every one of these is a bekymringsmelding
    barn=(
        Element(
            navn="Melder",
            tabell="melder",
            faste={"eier_type": "henvendelse"},
            felt=(kode("@Kode", "kode", "melder"), presisering("presisering_utfylt")),
        ),
        tema("Saksinnhold", "henvendelse", _TEMA_KODE),
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
    felt=_hode("undersokelse_id", _START),
    barn=(
        tema("Vedtaksgrunnlag", "undersokelse", _TEMA_KODE),
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
                Felt(navn="@Innvilget", kolonne="utvidet_frist_innvilget", slag=Slag.JA_NEI_KODE, krav=False),
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
    felt=(*_hode("plan_id", _START), kode("@Plantype", "kode", "plantype")),
    barn=(
        Element(navn="Evaluering", tabell="plan_evaluering", felt=(dato("@UtfortDato", "utfort_dato"),)),
        _SLUTT,
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
            felt=(id_felt("@Id", "tilsyn_ansvarlig_id"), _START, siffer("@Kommunenummer", "kommunenummer", 4)),
        ),
        Element(
            navn="Hyppighet",
            tabell="tilsyn_hyppighet",
            minst=1,
            felt=(id_felt("@Id", "tilsyn_hyppighet_id"), _START, kode("@Kode", "antall_per_ar", "tilsyn_hyppighet")),
        ),
        Element(
            navn="Utfort",
            tabell="tilsyn_utfort",
            felt=(id_felt("@Id", "tilsyn_utfort_id"), dato("@UtfortDato", "utfort_dato")),
        ),
    ),
)

_OPPFOLGING_UTFORT = (id_felt("@Id", "oppfolging_utfort_id"), dato("@UtfortDato", "utfort_dato"))
_OPPFOLGING = Element(
    navn="Oppfolging",
    hoyst=1,
    barn=(
        Element(
            navn="Hyppighet",
            tabell="oppfolging_hyppighet",
            minst=1,
            faste={"tidsenhet": "3"},  # the code is a number a year
            felt=(
                id_felt("@Id", "oppfolging_hyppighet_id"),
                _START,
                kode("@Kode", "antall", "oppfolging_hyppighet"),
            ),
        ),
        Element(navn="Utfort", tabell="oppfolging_utfort", felt=_OPPFOLGING_UTFORT),
    ),
    flat=Element(navn="Oppfolging", tabell="oppfolging_utfort", felt=_OPPFOLGING_UTFORT, kjennetegn="v1"),
)

_TILTAK = Element(
    navn="Tiltak",
    tabell="tiltak",
    unik=True,
    felt=_hode("tiltak_id", _START),
    barn=(
        *hjemler("tiltak"),
        Element(
            navn="Kategori",
            minst=1,
            hoyst=1,
            felt=(kode("@Kode", "kode", "tiltak_kategori"), presisering("presisering_utfylt")),
        ),
        tema("Tiltaksgrunnlag", "tiltak", _TEMA_KODE),
        _TILSYN,
        _OPPFOLGING,
        Element(
            navn="Opphevelse",
            hoyst=1,
            felt=(kode("@Kode", "opphevelse_kode", "opphevelse"), presisering("opphevelse_presisering_utfylt")),
        ),
        _SLUTT,
    ),
)

_VEDTAK = Element(
    navn="Vedtak",
    tabell="vedtak",
    unik=True,
    felt=_hode("vedtak_id", _START),
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
        _SLUTT,
    ),
)

_ETTERVERN = Element(
    navn="Ettervern",
    tabell="ettervern",
    unik=True,
    felt=_hode("ettervern_id", dato("@TilbudSendtDato", "tilbud_sendt_dato")),
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
    felt=_hode("oversendelse_id", dato("@StartDato", "dato_oversendt_fylkesnemnd")),
    barn=hjemler("oversendelse_nemnd"),
)

_FLYTTING = Element(
    navn="Flytting",
    tabell="flytting",
    unik=True,
    felt=_hode("flytting_id", dato("@SluttDato", "flyttet_dato")),
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
        Felt(navn="@FraId", kolonne="fra_id", slag=Slag.LOS_ID, klasse=Klasse.P3, lengde=(1, 50)),
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

_SAK_FELT = (
    id_felt("@Id", "sak_id"),
    migrert("@MigrertId"),
    _START,
    dato("@SluttDato", "slutt_dato", krav=False),
    tekst("@Journalnummer", "journalnummer", (1, 36), klasse=Klasse.P1),
    ja_nei("@Avsluttet", "avsluttet"),
    ja_nei("@ErSlettet", "er_slettet"),
)
# Before version 2.0.0 the child was on the case itself.
_ELDRE_FELT = (
    siffer("@Fodselsnummer", "fodselsnummer", 11, krav=False, klasse=Klasse.P1),
    dato("@Fodseldato", "fodselsdato", krav=False, klasse=Klasse.P3),
    kode("@Kjonn", "kjonn", "kjonn", krav=False),
    siffer("@DUFnummer", "duf_nummer", 12, krav=False, klasse=Klasse.P1),
)
ELDRE_NAVN = tuple(f.navn.removeprefix("@") for f in _ELDRE_FELT)

_SAK_BARN = (
    *(_PERSONALIA, _MELDING, _UNDERSOKELSE, _PLAN, _TILTAK, _VEDTAK),
    *(_ETTERVERN, _OVERSENDELSE, _FLYTTING, _RELASJON, _SLETTET),
)


def _barnevern(sak_felt: tuple[Felt, ...], *, med_id: bool) -> Element:
    return Element(
        navn="Barnevern",
        tabell="innsending",
        felt=(
            id_felt("@Id", "innsending_id", krav=med_id),
            Felt(navn="@DatoUttrekk", kolonne="dato_uttrekk", slag=Slag.TIDSPUNKT),
            id_felt("@ForrigeId", "forrige_id", krav=False),
        ),
        barn=(
            Element(
                navn="Fagsystem",
                minst=1,
                hoyst=1,
                felt=(
                    tekst("@Leverandor", "leverandor", (3, 300)),
                    tekst("@Navn", "fagsystem_navn", (1, 300)),
                    tekst("@Versjon", "fagsystem_versjon", (1, 100)),
                ),
            ),
            Element(
                navn="Avgiver",
                minst=1,
                hoyst=1,
                felt=(
                    siffer("@Organisasjonsnummer", "organisasjonsnummer", 9),
                    siffer("@Kommunenummer", "kommunenummer", 4),
                    tekst("@Kommunenavn", "kommunenavn", (1, 250)),
                    siffer("@Bydelsnummer", "bydelsnummer", 2, krav=False),
                    tekst("@Bydelsnavn", "bydelsnavn", (1, 250), krav=False),
                ),
            ),
            Element(navn="Sak", tabell="sak", minst=1, hoyst=1, felt=sak_felt, barn=_SAK_BARN),
        ),
    )


ATTRIBUTTER = _barnevern(_SAK_FELT, med_id=True)
TOLERANT = _barnevern((*_SAK_FELT, *_ELDRE_FELT), med_id=False)
