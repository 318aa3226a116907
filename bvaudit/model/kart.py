"""The municipality's own map from spreadsheets to tables: which heading is which column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.tables import BY_NAME, TABLES, UKJENT_DATO, Column, Table, Type

# Read from a sheet and turned into something else at once; none of them is ever stored.
_EXTRA: dict[str, tuple[Column, ...]] = {
    "sak": (
        Column(navn="journalnummer"),
        Column(navn="bydelsnummer"),
        Column(navn="bydelsnavn"),
        Column(navn="enhet"),
        Column(navn="kommunenummer"),
    ),
    "sak_enhet": (Column(navn="enhet"), Column(navn="kommunenummer")),
    "personalia": (
        Column(navn="fodselsnummer"),
        Column(navn="fodselsdato", type=Type.DATO),
        Column(navn="duf_nummer"),
    ),
    "undersokelse": (Column(navn="henvendelse_id"),),
}

# Worked out at import, or the same for the whole extract; a sheet cannot say them.
WORKED_OUT = frozenset(
    {
        "journalnummer_pseudonym", "enhet", "enhet_id", "kommunenummer", "bydelsnummer", "format_versjon",
        "dato_uttrekk_lokal", "fyller_15_dato", "fyller_18_dato", "fyller_25_dato", "person_pseudonym", "ident_type",
        "duf_pseudonym", "fodsels_maned", "gjeldende", "lopenr", "gruppe", "fra_nr", "til_nr", "fra_type_kilde",
        "funnet", *(f"kontroll_{n}" for n in range(12, 19)),
    }
)  # fmt: skip
_STATED = frozenset({("tilsyn_ansvarlig", "kommunenummer")})  # the exception: another municipality's number

# A heading with one of these in it is never read, unless it names a place or a service.
_PERSONAL = re.compile(
    r"navn|adresse|telefon|mobil|e-?post|poststed|postnummer|\bmor\b|\bfar\b|foresatt|pårørende", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"(bydel|enhet|kommune|tjeneste|avdeling|team|sone|distrikt)s?navn|navn på (bydel|enhet)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabellKart:
    """One table and the sheet it is read from. ``koder`` maps what the sheet says to the register's code.

    ``tomme`` has texts that mean empty in one column. ``overskriftsrad`` counts from 1; 0: the program finds it.
    """

    tabell: str
    fil: str
    ark: str = ""  # empty: the only sheet
    kolonner: Mapping[str, str]  # column → heading
    faste: Mapping[str, str]  # column → the value every row gets
    koder: Mapping[str, Mapping[str, str]]
    tomme: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overskriftsrad: int = 0
    dekker_fra: date | None = None  # the first day the sheet has rows for; empty: since always
    dekker_til: date | None = None
    kapasitet: int | None = None  # how many rows it has room for under each object; empty: as many as there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Kart:
    """``uttrekk_dato`` is the day the sheets were made, unless ``uttrekk_felt`` names the heading that says so.

    ``datoformat`` holds which written dates are understood besides date cells: ``iso``, ``norsk`` and ``excel``, and
    ``britisk`` or ``amerikansk`` when the numbers stand with strokes between. ``tomme`` are texts that mean empty.
    """

    fil: str
    kommunenummer: str
    kommunenavn: str
    organisasjonsnummer: str
    uttrekk_dato: date | None = None
    uttrekk_felt: str = ""
    datoformat: tuple[str, ...] = ("iso", "norsk", "excel")
    desimal: str = "komma"
    tomme: tuple[str, ...] = ()
    tabeller: tuple[TabellKart, ...]


def mappable_tables() -> tuple[str, ...]:
    return tuple(table.navn for table in TABLES if table.navn not in ("innsending", UKJENT_DATO))


def mappable_columns(tabell: str) -> dict[str, Type]:
    """The columns of a table that a sheet may give, with the type each is read as, in the order they are stored."""
    table = BY_NAME[tabell]
    names = {"sak_id": Type.TEKST}
    names.update(dict.fromkeys(_keys(table), Type.TEKST))
    for column in (*table.kolonner, Column(navn="er_slettet", type=Type.BOOL)):
        if column.navn not in WORKED_OUT or (tabell, column.navn) in _STATED:
            names[column.navn] = column.type
    names.update({column.navn: column.type for column in _EXTRA.get(tabell, ())})
    return names


def looks_personal(overskrift: str) -> bool:
    """Whether a heading seems to hold names, addresses or other things that must not be read."""
    return bool(_PERSONAL.search(_IMPERSONAL.sub("", overskrift)))


def _keys(table: Table) -> list[str]:
    keys = [table.nokkel] if table.nokkel else []
    if table.forelder not in (None, "sak"):
        keys.append(f"{table.forelder}_id")
    if table.eid:
        keys += ["eier_type", "eier_id"]
    return keys
