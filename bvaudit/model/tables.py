"""The tables case data is kept in: names, columns, types, and which dates say that a row exists or has ended.

The names are the national register's own spelling. Every table also has the columns of ``COMMON``; a table
with a ``nokkel`` has an integer ``<navn>_nr`` that joins use, and a table under another has the owner's ``_nr`` too.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Type(StrEnum):
    """A column's type, named as DuckDB and Spark both know it."""

    TEKST = "VARCHAR"
    DATO = "DATE"
    TID = "TIMESTAMP"
    HELTALL = "INTEGER"
    BOOL = "BOOLEAN"


class Mangler(StrEnum):
    """What it means that a source does not have a column or a table at all."""

    KREVD = "krevd"  # what needs it cannot be judged
    NEI = "nei"  # the same as «no», «none» or «not decided»
    UKJENT = "ukjent"  # yes or no, nobody knows: the answer stands where both give the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``hendt`` names the date that must lie on or before the judging day for this value to count.

    ``mangler`` is what it means that the source does not have the column.
    """

    navn: str
    type: Type = Type.TEKST
    hendt: str | None = None
    mangler: Mangler = Mangler.KREVD


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``start``: the row does not exist before this date. ``slutt``: in force until this date, inclusive.

    ``forelder`` is the owning table (``None`` for ``innsending`` and ``sak``). ``eid`` tables can lie under several
    kinds of owner and carry ``eier_type`` and ``eier_nr``; their ``forelder`` is ``sak``.

    ``mangler`` is what it means that the source does not have the table. ``valgfri`` names an element that the format
    has and a sender may never send: then its tables say nothing about that sender's cases. ``noen_formater``: not
    every format has the table, because what it tells lies elsewhere or nowhere in the others.
    """

    navn: str
    nokkel: str | None
    prefiks: str
    forelder: str | None
    kolonner: tuple[Column, ...]
    start: str | None = None
    slutt: str | None = None
    eid: bool = False
    mangler: Mangler = Mangler.KREVD
    valgfri: str = ""
    noen_formater: bool = False

    @property
    def nr(self) -> str | None:
        return f"{self.navn}_nr" if self.nokkel else None

    def column(self, navn: str) -> Column | None:
        return next((c for c in self.all_columns if c.navn == navn), None)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column in the order it is stored: numbers first, then text ids, own columns, and the deletion mark."""
        numbers: list[Column] = []
        if self.navn != "innsending":
            numbers.append(Column(navn="sak_nr", type=Type.HELTALL))
        if self.nr and self.nr != "sak_nr":
            numbers.append(Column(navn=self.nr, type=Type.HELTALL))
        if self.forelder not in (None, "sak"):
            numbers.append(Column(navn=f"{self.forelder}_nr", type=Type.HELTALL))
        if self.eid:
            numbers += [Column(navn="eier_type"), Column(navn="eier_nr", type=Type.HELTALL)]
        ids = [Column(navn="innsending_id")]
        ids.append(Column(navn="sak_id"))
        if self.nokkel and self.nokkel not in ("sak_id", "innsending_id"):
            ids.append(Column(navn=self.nokkel))
        return (*numbers, *ids, *self.kolonner, Column(navn="er_slettet", type=Type.BOOL, mangler=Mangler.NEI))


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n) for n in names)


def _date(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.DATO) for n in names)


def _bool(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.BOOL) for n in names)


def _int(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.HELTALL) for n in names)


def _after(hendt: str, *columns: Column) -> tuple[Column, ...]:
    """Columns that are part of what happened on the date ``hendt``; the date itself is cut the same way."""
    return tuple(replace(c, hendt=hendt) for c in columns)


def _no(*columns: Column) -> tuple[Column, ...]:
    """Columns that mean «no» or «none» where the source does not have them."""
    return tuple(replace(c, mangler=Mangler.NEI) for c in columns)


def _unknown(*columns: Column) -> tuple[Column, ...]:
    """Columns whose answer nobody knows where the source does not have them."""
    return tuple(replace(c, mangler=Mangler.UKJENT) for c in columns)


# No child or case in a register of today has a day outside these years; 0001, 1900 and 9999 stand for «nothing».
FIRST_YEAR, LAST_YEAR = 1950, 2078

_HJEMMEL = _text("lov", "kapittel", "paragraf")

UKJENT_DATO = "ukjent_dato"

TABLES: tuple[Table, ...] = (
    Table(
        navn="innsending",
        nokkel="innsending_id",
        prefiks="I",
        forelder=None,
        kolonner=(
            Column(navn="dato_uttrekk", type=Type.TID),  # UTC
            Column(navn="dato_uttrekk_lokal", type=Type.DATO),  # the Norwegian calendar day
            *_text(
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
            *_bool("xsd_gyldig", "gjeldende"),  # gjeldende: the submission that wins for its case
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
            *_no(*_text("migrert_id")),
            *_text("journalnummer_pseudonym"),
            *_date("start_dato"),
            *_after("slutt_dato", *_date("slutt_dato")),
            *_bool("avsluttet"),
            # What every rule may need of the submission and the unit, joined here once at import.
            *_text("enhet", "enhet_id", "kommunenummer", "bydelsnummer", "format_versjon"),
            *_date("dato_uttrekk_lokal"),
            # From the person row in force (the latest start that is not deleted).
            *_date("fyller_15_dato", "fyller_18_dato", "fyller_25_dato"),
        ),
    ),
    Table(
        navn="sak_enhet",  # who has had the case when, in order of «fra»; never overlapping, the last one open
        nokkel=None,
        prefiks="",
        forelder="sak",
        kolonner=(*_text("enhet_id", "enhet", "kommunenummer"), *_date("fra", "til")),
    ),
    Table(
        navn="personalia",
        nokkel="personalia_id",
        prefiks="P",
        forelder="sak",
        start="start_dato",
        kolonner=(
            *_date("start_dato"),
            *_text("person_pseudonym", "ident_type", "duf_pseudonym", "fodsels_maned", "kjonn"),
            *_no(*_bool("ufodt", "ukjent")),
            *_bool("gjeldende"),
            *_date("fyller_15_dato", "fyller_18_dato", "fyller_25_dato"),
            # True = the control found a fault, false = it did not, null = not applicable. SSB personalia 12-18.
            *_bool(*(f"kontroll_{n}" for n in range(12, 19))),
        ),
    ),
    Table(
        navn="henvendelse",
        nokkel="henvendelse_id",
        prefiks="H",
        forelder="sak",
        start="start_dato",
        slutt="konklusjon_slutt_dato",
        kolonner=(
            *_no(*_text("migrert_id", "kode")),  # without a code it is a bekymringsmelding
            *_date("start_dato"),
            *_after("konklusjon_slutt_dato", *_date("konklusjon_slutt_dato"), *_text("konklusjon_kode")),
            *_no(*_bool("konklusjon_er_slettet")),  # date and code are kept as they came; the engine reads past them
        ),
    ),
    Table(
        navn="melder",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *_text("eier_id"),
            *_int("lopenr"),
            *_text("kode", "gruppe"),
            *_unknown(*_bool("presisering_utfylt")),
        ),
    ),
    Table(
        navn="saksinnhold",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *_text("rolle", "eier_id"),
            *_int("lopenr"),
            *_text("kode"),
            *_unknown(*_bool("presisering_utfylt")),
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
            *_no(*_text("migrert_id")),
            *_date("start_dato", "utvidet_frist_start_dato"),
            *_unknown(*_bool("utvidet_frist_innvilget")),
            *_after(
                "konklusjon_slutt_dato",
                *_date("konklusjon_slutt_dato"),
                *_text("konklusjon_kode"),
                *_unknown(*_bool("konklusjon_presisering_utfylt")),
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
        kolonner=(*_text("eier_id"), *_date("start_dato"), *_text("kode")),
    ),
    Table(
        navn="plan",
        nokkel="plan_id",
        prefiks="L",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *_no(*_text("migrert_id")),
            *_text("kode"),
            *_date("start_dato"),
            *_after("slutt_dato", *_date("slutt_dato")),
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
        kolonner=(*_int("lopenr"), *_date("utfort_dato")),
    ),
    Table(
        navn="tiltak",
        nokkel="tiltak_id",
        prefiks="T",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *_no(*_text("migrert_id")),
            *_text("kode"),
            *_date("start_dato"),
            *_HJEMMEL,
            *_unknown(*_bool("presisering_utfylt")),
            *_after(
                "slutt_dato",
                *_date("slutt_dato"),
                *_text("opphevelse_kode"),
                *_no(*_text("avslutning_kode")),
                *_unknown(*_bool("opphevelse_presisering_utfylt")),
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
        kolonner=(*_date("gjennomfort_dato"), *_bool("tiltaket_kan_avsluttes")),
    ),
    Table(
        navn="tilsyn_ansvarlig",
        nokkel="tilsyn_ansvarlig_id",
        prefiks="TA",
        forelder="tiltak",
        start="start_dato",
        kolonner=(*_date("start_dato"), *_text("kommunenummer")),
    ),
    Table(
        navn="tilsyn_hyppighet",
        nokkel="tilsyn_hyppighet_id",
        prefiks="TH",
        forelder="tiltak",
        start="start_dato",
        mangler=Mangler.NEI,  # no other number is decided
        kolonner=(*_date("start_dato"), *_int("antall_per_ar")),
    ),
    Table(
        navn="tilsyn_utfort",
        nokkel="tilsyn_utfort_id",
        prefiks="TU",
        forelder="tiltak",
        start="utfort_dato",
        kolonner=_date("utfort_dato"),
    ),
    Table(
        navn="oppfolging_hyppighet",
        nokkel="oppfolging_hyppighet_id",
        prefiks="OH",
        forelder="tiltak",
        start="start_dato",
        mangler=Mangler.NEI,  # no other number is decided
        valgfri="oppfølging",
        kolonner=(*_date("start_dato"), *_text("tidsenhet"), *_int("antall")),
    ),
    Table(
        navn="oppfolging_utfort",
        nokkel="oppfolging_utfort_id",
        prefiks="OU",
        forelder="tiltak",
        start="utfort_dato",
        valgfri="oppfølging",
        kolonner=_date("utfort_dato"),
    ),
    Table(
        navn="samvaer",
        nokkel="samvaer_id",
        prefiks="SV",
        forelder="tiltak",
        start="dato",
        valgfri="samvær",
        noen_formater=True,
        kolonner=(*_text("art", "part", "tidsenhet"), *_int("antall"), *_text("kode"), *_date("dato")),
    ),
    Table(
        navn="vedtak",
        nokkel="vedtak_id",
        prefiks="V",
        forelder="sak",
        start="start_dato",
        slutt="slutt_dato",
        kolonner=(
            *_no(*_text("migrert_id")),
            *_date("start_dato"),
            *_HJEMMEL,
            *_after("slutt_dato", *_date("slutt_dato")),
            *_no(*_date("bortfallsdato_vedtak", "ny_bortfallsdato_vedtak")),
        ),
    ),
    Table(
        navn="vedtak_status",
        nokkel="status_id",
        prefiks="VS",
        forelder="vedtak",
        start="endret_dato",
        kolonner=(*_date("endret_dato"), *_text("kode")),
    ),
    Table(
        navn="vedtak_krav",
        nokkel="krav_id",
        prefiks="VK",
        forelder="vedtak",
        start="dato_krav_mottatt",
        slutt="konklusjon_slutt_dato",
        kolonner=(
            *_date("dato_krav_mottatt"),
            *_after("konklusjon_slutt_dato", *_date("konklusjon_slutt_dato")),
            *_after("dato_oversendt_fylkesnemnd", *_date("dato_oversendt_fylkesnemnd")),
            *_text("konklusjon_kode"),
            *_unknown(*_bool("presisering_utfylt")),
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
        kolonner=(
            *_no(*_text("migrert_id")),
            *_date("tilbud_sendt_dato"),
            *_after("konklusjon_slutt_dato", *_date("konklusjon_slutt_dato"), *_text("konklusjon_kode")),
        ),
    ),
    Table(
        navn="oversendelse_nemnd",
        nokkel="oversendelse_id",
        prefiks="O",
        forelder="sak",
        start="dato_oversendt_fylkesnemnd",
        kolonner=(*_text("migrert_id"), *_date("dato_oversendt_fylkesnemnd"), *_HJEMMEL),
    ),
    Table(
        navn="flytting",
        nokkel="flytting_id",
        prefiks="F",
        forelder="sak",
        start="flyttet_dato",
        kolonner=(
            *_no(*_text("migrert_id")),
            *_date("flyttet_dato"),
            *_text("arsak_fra", "flytting_til"),
            *_unknown(*_bool("arsak_fra_presisering_utfylt", "flytting_til_presisering_utfylt")),
        ),
    ),
    Table(
        navn="relasjon",
        nokkel="relasjon_id",
        prefiks="R",
        forelder="sak",
        # fra_nr and til_nr are the _nr of the object pointed to, or null when it is not in the case.
        kolonner=(
            *_text("fra_type", "fra_type_kilde"),
            *_int("fra_nr"),
            *_text("fra_id", "til_type"),
            *_int("til_nr"),
            *_text("til_id"),
        ),
    ),
    Table(
        navn="slettet",
        nokkel=None,
        prefiks="",
        forelder="sak",
        mangler=Mangler.NEI,
        kolonner=(*_text("element_id", "type"), *_date("slettet_dato"), *_bool("funnet")),
    ),
    Table(
        navn="bruk_av_politi",
        nokkel="bruk_av_politi_id",
        prefiks="BP",
        forelder="sak",
        start="dato",
        valgfri="bruk av politi",
        noen_formater=True,
        kolonner=_date("dato"),
    ),
    Table(
        navn="lovhjemmel",
        nokkel=None,
        prefiks="",
        forelder="sak",
        eid=True,
        kolonner=(
            *_text("eier_id", "rolle"),  # hoved or jmfr
            *_int("lopenr"),
            *_text("lov", "kapittel", "paragraf", "ledd", "bokstav", "punktum"),  # the last three: comma between
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
        kolonner=(*_int("lopenr"), *_date("dato")),
    ),
    # Dates that were written and that nobody can have: empty where they belong, and named here by table and column.
    # ``objekt_id`` is the row's id when it has one, and ``felt`` the field as the source names it.
    Table(
        navn=UKJENT_DATO,
        nokkel=None,
        prefiks="",
        forelder="sak",
        kolonner=_text("tabell", "kolonne", "objekt_id", "felt"),
    ),
)

BY_NAME: dict[str, Table] = {table.navn: table for table in TABLES}
