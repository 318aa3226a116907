"""The field map of v5: what objects share, and a tiltak with all that lies under it."""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    FieldKind,
    dato,
    hjemler,
    id_felt,
    ja_nei,
    kode,
    migrert,
    siffer,
    tema,
)

SLETTET = ja_nei("ErSlettet", "er_slettet")
START = dato("StartDato", "start_dato")


def hode(kolonne: str) -> tuple[Felt, ...]:
    return (id_felt("Id", kolonne), migrert("MigrertId"), START, SLETTET)


def saksinnhold(navn: str, eier: str) -> Element:
    return tema(navn, eier, (kode("", "kode", "saksinnhold"),))


def medvirkning(eier: str) -> Element:
    return Element(
        navn="BarnetsMedvirkning",
        tabell="medvirkning",
        faste={"eier_type": eier},
        felt=(id_felt("Id", "medvirkning_id"), START, kode("Kode", "kode", "medvirkning")),
    )


def _hyppighet() -> tuple[Felt, ...]:
    return (
        kode("HyppighetTidsenhet", "tidsenhet", "tidsenhet"),
        Felt(navn="HyppighetAntall", kolonne="antall", slag=FieldKind.HELTALL),
    )


def _utfort(tabell: str) -> Element:
    return Element(navn="UtfortDato", tabell=tabell, felt=(dato("", "utfort_dato"),))


_EVALUERING = Element(
    navn="Evaluering",
    tabell="tiltak_evaluering",
    felt=(
        id_felt("Id", "evaluering_id"),
        Felt(navn="TiltaketKanAvsluttes", kolonne="tiltaket_kan_avsluttes", slag=FieldKind.ALLTID_JA, krav=False),
        dato("GjennomfortDato", "gjennomfort_dato"),
    ),
    barn=(saksinnhold("Saksinnhold", "tiltak_evaluering"),),
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
            felt=(id_felt("Id", "tilsyn_ansvarlig_id"), START, siffer("Kommunenummer", "kommunenummer", 4)),
        ),
        Element(
            navn="Hyppighet",
            tabell="tilsyn_hyppighet",
            minst=1,
            felt=(id_felt("Id", "tilsyn_hyppighet_id"), START, kode("Kode", "antall_per_ar", "tilsyn_hyppighet")),
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

TILTAK = Element(
    navn="Tiltak",
    tabell="tiltak",
    unik=True,
    felt=(*hode("tiltak_id"), kode("Kode", "kode", "tiltak_kategori")),
    barn=(
        *hjemler("tiltak"),
        saksinnhold("Tiltaksgrunnlag", "tiltak"),
        medvirkning("tiltak"),
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
