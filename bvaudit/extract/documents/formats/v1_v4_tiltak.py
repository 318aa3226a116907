"""The field map of v1 to v4: what objects share, and a tiltak with its tilsyn and oppfolging."""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    dato,
    hjemler,
    id_felt,
    ja_nei,
    kode,
    migrert,
    presisering,
    siffer,
    tema,
)


def hode(tabell_id: str, *datoer: Felt) -> tuple[Felt, ...]:
    return (id_felt("@Id", tabell_id), migrert("@MigrertId"), *datoer, ja_nei("@ErSlettet", "er_slettet"))


START = dato("@StartDato", "start_dato")
TEMA_KODE = (kode("@Kode", "kode", "saksinnhold"), presisering("presisering_utfylt"))
SLUTT = Element(navn="Konklusjon", felt=(dato("@SluttDato", "slutt_dato"),), hoyst=1)

_TILSYN = Element(
    navn="Tilsyn",
    hoyst=1,
    barn=(
        Element(
            navn="Ansvarlig",
            tabell="tilsyn_ansvarlig",
            minst=1,
            felt=(id_felt("@Id", "tilsyn_ansvarlig_id"), START, siffer("@Kommunenummer", "kommunenummer", 4)),
        ),
        Element(
            navn="Hyppighet",
            tabell="tilsyn_hyppighet",
            minst=1,
            felt=(id_felt("@Id", "tilsyn_hyppighet_id"), START, kode("@Kode", "antall_per_ar", "tilsyn_hyppighet")),
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
                START,
                kode("@Kode", "antall", "oppfolging_hyppighet"),
            ),
        ),
        Element(navn="Utfort", tabell="oppfolging_utfort", felt=_OPPFOLGING_UTFORT),
    ),
    flat=Element(navn="Oppfolging", tabell="oppfolging_utfort", felt=_OPPFOLGING_UTFORT, kjennetegn="v1"),
)

TILTAK = Element(
    navn="Tiltak",
    tabell="tiltak",
    unik=True,
    felt=hode("tiltak_id", START),
    barn=(
        *hjemler("tiltak"),
        Element(
            navn="Kategori",
            minst=1,
            hoyst=1,
            felt=(kode("@Kode", "kode", "tiltak_kategori"), presisering("presisering_utfylt")),
        ),
        tema("Tiltaksgrunnlag", "tiltak", TEMA_KODE),
        _TILSYN,
        _OPPFOLGING,
        Element(
            navn="Opphevelse",
            hoyst=1,
            felt=(kode("@Kode", "opphevelse_kode", "opphevelse"), presisering("opphevelse_presisering_utfylt")),
        ),
        SLUTT,
    ),
)
