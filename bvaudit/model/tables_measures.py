"""The tables of a tiltak and what lies under it, and of decisions and moves.

The names are the national register's own spelling.
"""

from bvaudit.model.table import Mangler, Table, absent_is_no, absent_is_unknown, after, bools, dates, integers, texts

_HJEMMEL = texts("lov", "kapittel", "paragraf")

TILTAK: tuple[Table, ...] = (
    Table(
        navn="tiltak",
        nokkel="tiltak_id",
        prefiks="T",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *texts("kode"),
            *dates("start_dato"),
            *_HJEMMEL,
            *absent_is_unknown(*bools("presisering_utfylt")),
            *after(
                "slutt_dato",
                *dates("slutt_dato"),
                *texts("opphevelse_kode"),
                *absent_is_no(*texts("avslutning_kode")),
                *absent_is_unknown(*bools("opphevelse_presisering_utfylt")),
            ),
        ),
    ),
    Table(
        navn="tiltak_evaluering",
        nokkel="evaluering_id",
        prefiks="E",
        forelder="tiltak",
        start="gjennomfort_dato",
        valgfri="evaluering av tiltak",
        noen_formater=True,
        kolonner=(*dates("gjennomfort_dato"), *bools("tiltaket_kan_avsluttes")),
    ),
    Table(
        navn="tilsyn_ansvarlig",
        nokkel="tilsyn_ansvarlig_id",
        prefiks="TA",
        forelder="tiltak",
        start="start_dato",
        kolonner=(*dates("start_dato"), *texts("kommunenummer")),
    ),
    Table(
        navn="tilsyn_hyppighet",
        nokkel="tilsyn_hyppighet_id",
        prefiks="TH",
        forelder="tiltak",
        start="start_dato",
        mangler=Mangler.NEI,  # no other number is decided
        kolonner=(*dates("start_dato"), *integers("antall_per_ar")),
    ),
    Table(
        navn="tilsyn_utfort",
        nokkel="tilsyn_utfort_id",
        prefiks="TU",
        forelder="tiltak",
        start="utfort_dato",
        kolonner=dates("utfort_dato"),
    ),
    Table(
        navn="oppfolging_hyppighet",
        nokkel="oppfolging_hyppighet_id",
        prefiks="OH",
        forelder="tiltak",
        start="start_dato",
        mangler=Mangler.NEI,  # no other number is decided
        valgfri="oppfølging",
        kolonner=(*dates("start_dato"), *texts("tidsenhet"), *integers("antall")),
    ),
    Table(
        navn="oppfolging_utfort",
        nokkel="oppfolging_utfort_id",
        prefiks="OU",
        forelder="tiltak",
        start="utfort_dato",
        valgfri="oppfølging",
        kolonner=dates("utfort_dato"),
    ),
    Table(
        navn="samvaer",
        nokkel="samvaer_id",
        prefiks="SV",
        forelder="tiltak",
        start="dato",
        valgfri="samvær",
        noen_formater=True,
        kolonner=(*texts("art", "part", "tidsenhet"), *integers("antall"), *texts("kode"), *dates("dato")),
    ),
)

VEDTAK: tuple[Table, ...] = (
    Table(
        navn="vedtak",
        nokkel="vedtak_id",
        prefiks="V",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *dates("start_dato"),
            *_HJEMMEL,
            *after("slutt_dato", *dates("slutt_dato")),
            *absent_is_no(*dates("bortfallsdato_vedtak", "ny_bortfallsdato_vedtak")),
        ),
    ),
    Table(
        navn="vedtak_status",
        nokkel="status_id",
        prefiks="VS",
        forelder="vedtak",
        start="endret_dato",
        kolonner=(*dates("endret_dato"), *texts("kode")),
    ),
    Table(
        navn="vedtak_krav",
        nokkel="krav_id",
        prefiks="VK",
        forelder="vedtak",
        start="dato_krav_mottatt",
        slutt="konklusjon_slutt_dato",
        kolonner=(
            *dates("dato_krav_mottatt"),
            *after("konklusjon_slutt_dato", *dates("konklusjon_slutt_dato")),
            *after("dato_oversendt_fylkesnemnd", *dates("dato_oversendt_fylkesnemnd")),
            *texts("konklusjon_kode"),
            *absent_is_unknown(*bools("presisering_utfylt")),
        ),
    ),
    Table(
        navn="ettervern",
        nokkel="ettervern_id",
        prefiks="EV",
        forelder="sak",
        start="tilbud_sendt_dato",
        slutt="konklusjon_slutt_dato",
        valgfri="ettervern",
        noen_formater=True,
        ventes_for="fyller_18_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *dates("tilbud_sendt_dato"),
            *after("konklusjon_slutt_dato", *dates("konklusjon_slutt_dato"), *texts("konklusjon_kode")),
        ),
    ),
    Table(
        navn="oversendelse_nemnd",
        nokkel="oversendelse_id",
        prefiks="O",
        forelder="sak",
        start="dato_oversendt_fylkesnemnd",
        kolonner=(*texts("migrert_id"), *dates("dato_oversendt_fylkesnemnd"), *_HJEMMEL),
    ),
    Table(
        navn="flytting",
        nokkel="flytting_id",
        prefiks="F",
        forelder="sak",
        start="flyttet_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *dates("flyttet_dato"),
            *texts("arsak_fra", "flytting_til"),
            *absent_is_unknown(*bools("arsak_fra_presisering_utfylt", "flytting_til_presisering_utfylt")),
        ),
    ),
)
