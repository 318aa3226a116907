"""The tables of the submission, the case and the child. The names are the national register's own spelling."""

from bvaudit.model.table import Column, Mangler, Table, Type, absent_is_no, after, bools, dates, integers, texts

UKJENT_DATO = "ukjent_dato"

SAK: tuple[Table, ...] = (
    Table(
        navn="innsending",
        nokkel="innsending_id",
        prefiks="I",
        forelder=None,
        kolonner=(
            Column(navn="dato_uttrekk", type=Type.TID),  # UTC
            Column(navn="dato_uttrekk_lokal", type=Type.DATO),  # the Norwegian calendar day
            *texts(
                "forrige_id",
                "leverandor",
                "fagsystem_navn",
                "fagsystem_versjon",
                "organisasjonsnummer",
                "kommunenummer",
                "kommunenavn",
                "bydelsnummer",
                "bydelsnavn",
                "format_versjon",  # v1, v3, v4, v5, eldre, or kart for mapped sheets
                "kildefil_sha256",
            ),
            *bools("xsd_gyldig", "gjeldende"),  # gjeldende: the submission that wins for its case
        ),
    ),
    Table(
        navn="sak",
        nokkel="sak_id",
        prefiks="S",
        forelder=None,
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *absent_is_no(*texts("migrert_id")),
            *texts("journalnummer_pseudonym"),
            *dates("start_dato"),
            *after("slutt_dato", *dates("slutt_dato")),
            *bools("avsluttet"),
            # What every rule may need of the submission and the unit, joined here once at import.
            *texts("enhet", "enhet_id", "kommunenummer", "bydelsnummer", "format_versjon"),
            *dates("dato_uttrekk_lokal"),
            # From the person row in force (the latest start that is not deleted).
            *dates("fyller_15_dato", "fyller_18_dato", "fyller_25_dato"),
        ),
    ),
    Table(
        navn="sak_enhet",  # who has had the case when, in order of «fra»; never overlapping, the last one open
        nokkel=None,
        prefiks="",
        forelder="sak",
        kolonner=(*texts("enhet_id", "enhet", "kommunenummer"), *dates("fra", "til")),
    ),
    Table(
        navn="personalia",
        nokkel="personalia_id",
        prefiks="P",
        forelder="sak",
        start="start_dato",
        kolonner=(
            *dates("start_dato"),
            *texts("person_pseudonym", "ident_type", "duf_pseudonym", "fodsels_maned", "kjonn"),
            *absent_is_no(*bools("ufodt", "ukjent")),
            *bools("gjeldende"),
            *dates("fyller_15_dato", "fyller_18_dato", "fyller_25_dato"),
            # True = the control found a fault, false = it did not, null = not applicable. SSB personalia 12-18.
            *bools(*(f"kontroll_{n}" for n in range(12, 19))),
        ),
    ),
)

SAKENS_REST: tuple[Table, ...] = (
    Table(
        navn="relasjon",
        nokkel="relasjon_id",
        prefiks="R",
        forelder="sak",
        # fra_nr and til_nr are the _nr of the object pointed to, or null when it is not in the case.
        kolonner=(
            *texts("fra_type", "fra_type_kilde"),
            *integers("fra_nr"),
            *texts("fra_id", "til_type"),
            *integers("til_nr"),
            *texts("til_id"),
        ),
    ),
    Table(
        navn="slettet",
        nokkel=None,
        prefiks="",
        forelder="sak",
        mangler=Mangler.NEI,
        kolonner=(*texts("element_id", "type"), *dates("slettet_dato"), *bools("funnet")),
    ),
    Table(
        navn="bruk_av_politi",
        nokkel="bruk_av_politi_id",
        prefiks="BP",
        forelder="sak",
        start="dato",
        valgfri="bruk av politi",
        noen_formater=True,
        kolonner=dates("dato"),
    ),
    Table(
        navn="lovhjemmel",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *texts("eier_id", "rolle"),  # hoved or jmfr
            *integers("lopenr"),
            *texts("lov", "kapittel", "paragraf", "ledd", "bokstav", "punktum"),  # the last three: comma between
        ),
    ),
    Table(
        navn="individuell_plan",
        nokkel=None,
        prefiks="",
        forelder="sak",
        start="dato",
        valgfri="individuell plan",
        noen_formater=True,
        kolonner=(*integers("lopenr"), *dates("dato")),
    ),
    # Dates that were written and that nobody can have: empty where they belong, and named here by table and column.
    # ``objekt_id`` is the row's id when it has one, and ``felt`` the field as the source names it.
    Table(
        navn=UKJENT_DATO,
        nokkel=None,
        prefiks="",
        forelder="sak",
        kolonner=texts("tabell", "kolonne", "objekt_id", "felt"),
    ),
)
