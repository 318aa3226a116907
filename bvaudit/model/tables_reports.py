"""The tables from a henvendelse to a plan. The names are the national register's own spelling."""

from bvaudit.model.table import Table, absent_is_no, absent_is_unknown, after, bools, dates, integers, texts

HENVENDELSE: tuple[Table, ...] = (
    Table(
        navn="henvendelse",
        nokkel="henvendelse_id",
        prefiks="H",
        forelder="sak",
        start="start_dato",
        slutt="konklusjon_slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id", "kode")),  # without a code it is a bekymringsmelding
            *dates("start_dato"),
            *after("konklusjon_slutt_dato", *dates("konklusjon_slutt_dato"), *texts("konklusjon_kode")),
            *absent_is_no(
                *bools("konklusjon_er_slettet")
            ),  # date and code are kept as they came; the engine reads past them
        ),
    ),
    Table(
        navn="melder",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *texts("eier_id"),
            *integers("lopenr"),
            *texts("kode", "gruppe"),
            *absent_is_unknown(*bools("presisering_utfylt")),
        ),
    ),
    Table(
        navn="saksinnhold",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *texts("rolle", "eier_id"),
            *integers("lopenr"),
            *texts("kode"),
            *absent_is_unknown(*bools("presisering_utfylt")),
        ),
    ),
    Table(
        navn="undersokelse",
        nokkel="undersokelse_id",
        prefiks="U",
        forelder="sak",
        start="start_dato",
        slutt="konklusjon_slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *dates("start_dato", "utvidet_frist_start_dato"),
            *absent_is_unknown(*bools("utvidet_frist_innvilget")),
            *after(
                "konklusjon_slutt_dato",
                *dates("konklusjon_slutt_dato"),
                *texts("konklusjon_kode"),
                *absent_is_unknown(*bools("konklusjon_presisering_utfylt")),
            ),
        ),
    ),
    Table(
        navn="medvirkning",
        nokkel="medvirkning_id",
        prefiks="M",
        forelder="sak",
        eid=True,
        start="start_dato",
        valgfri="barnets medvirkning",
        noen_formater=True,
        kolonner=(*texts("eier_id"), *dates("start_dato"), *texts("kode")),
    ),
    Table(
        navn="plan",
        nokkel="plan_id",
        prefiks="L",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *texts("kode"),
            *dates("start_dato"),
            *after("slutt_dato", *dates("slutt_dato")),
        ),
    ),
    Table(
        navn="plan_evaluering",
        nokkel=None,
        prefiks="",
        forelder="plan",
        start="utfort_dato",
        valgfri="evaluering av planer",
        noen_formater=True,
        kolonner=(*integers("lopenr"), *dates("utfort_dato")),
    ),
)
