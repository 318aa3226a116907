"""The municipality's own map from spreadsheets to tables: which heading is which column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from bvaudit.model.enhet import KOMMUNENUMMER, ORGANISASJONSNUMMER
from bvaudit.model.fields import Part, Shape, arg, described, outside
from bvaudit.model.navnemonster import AR, slots
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

# The tables whose rows may own rows of tables that lie under several kinds, the likeliest owner in a sheet first.
EIERE = ("henvendelse", "undersokelse", "tiltak", "tiltak_evaluering", "vedtak", "oversendelse_nemnd")

NO_DAY = "ingen"  # a fixed date that says none of the rows has one: nothing in the sheet has ended

_FILE = Shape(
    pattern=r"^(?!.*\.\.)(?![/\\])[^:\\]+\.([xX][lL][sS][xXmM]?|[oO][dD][sS]|[cC][sS][vV])$",
    form="et filnavn som slutter på .xlsx, .xls, .ods eller .csv",
    hint="skriv bare filnavnet",
)
_EMPTY = Shape(title="Tekst", tekst="Teksten slik den står i arket, i anførselstegn")
_FROM_ONE = Shape(least=1)
_DEKKER = Part(
    title="Dekker",
    tekst="Tidsrommet arket har rader for. Uten «fra» eller «til» er det ingen grense den veien",
    least=1,
)


@described("Et annet sted radene også står", title="Også", parts={"dekker": _DEKKER})
@dataclass(frozen=True, slots=True, kw_only=True)
class ArkKart:
    """A sheet, or several alike, and what its headings are. ``koder`` maps what it says to the register's code.

    ``tomme`` has texts that mean empty in one column. ``overskriftsrad`` counts from 1; 0: the program finds it.
    Which columns the maps may name, is said for each table (``loading/schema/kart_schema.py``).
    """

    fil: str = arg("Navnet på regnearket eller csv-filen", title="Fil", like=_FILE)
    # empty: the only sheet
    ark: tuple[str, ...] = arg(
        "Arket, eller flere ark med de samme overskriftene; * står for hva som helst. Kan utelates når arbeidsboken "
        "har ett ark",
        title="Ark",
        each=Shape(title="Ark"),
        alone=True,
        default=(),
    )
    arknavn: str = arg(
        "Hva navnet på arket sier: «Fosterhjem <enhet>» eller «<ar>». <ar> er året til datoer som er skrevet uten år",
        title="Arkets navn",
        default="",
    )
    filnavn: str = arg(
        "Hva navnet på filen sier, uten .xlsx: «Meldinger <enhet> <ar>»", title="Filens navn", default=""
    )
    # column → heading
    kolonner: Mapping[str, str] = arg("Fra tabellens kolonne til overskriften i arket", title="Kolonner")
    # column → the value every row gets
    faste: Mapping[str, str] = arg(
        "Kolonner som har samme verdi i alle rader. En dato kan være «ingen»: listen har bare det som pågår",
        title="Faste verdier",
        default_factory=dict,
    )
    koder: Mapping[str, Mapping[str, str]] = arg(
        "Oversettelse fra det som står i arket", title="Koder", default_factory=dict
    )
    tomme: Mapping[str, tuple[str, ...]] = arg(
        "Tekster som betyr at feltet er tomt, for én kolonne", title="Tomme", default_factory=dict
    )
    # column → headings, each of which is a row of its own
    rader: Mapping[str, tuple[str, ...]] = arg(
        "Kolonner der hver overskrift er en rad for seg, som besøk 1 til besøk 4. Arket har da plass til så mange",
        title="Kolonner som blir rader",
        default_factory=dict,
    )
    deles: tuple[str, ...] = arg(
        "Overskrifter der cellen har flere opplysninger, som «ja 12.1.24» og «§ 5-1 første ledd». Hver kolonne som har "
        "overskriften, tar sin del",
        title="Celler som deles",
        each=Shape(title="Overskrift"),
        unique=True,
        default=(),
    )
    fyll_ned: tuple[str, ...] = arg(
        "Kolonner der verdien står én gang for flere rader, i en sammenslått celle eller bare i den øverste raden",
        title="Fylles nedover",
        each=Shape(title="Kolonne"),
        unique=True,
        default=(),
    )
    samme_rad: bool = arg(
        "Raden hører til det som står i samme rad i arket: besøket til tiltaket, undersøkelsen til meldingen",
        title="Samme rad",
        default=False,
    )
    overskriftsrad: int = arg(
        "Nummeret på raden med overskrifter, når den ikke er blant de første",
        title="Overskriftsrad",
        like=_FROM_ONE,
        default=0,
    )
    # the first day the sheet has rows for; empty: since always
    dekker_fra: date | None = arg(
        "Første dag arket har rader for", title="Fra", inside="dekker", key="fra", default=None
    )
    dekker_til: date | None = arg(
        "Siste dag arket har rader for", title="Til", inside="dekker", key="til", default=None
    )
    # how many rows it has room for under each object; empty: as many as there are
    kapasitet: int | None = arg(
        "Så mange rader arket har plass til for hver; 2 når det bare har to besøk per tiltak",
        title="Kapasitet",
        like=_FROM_ONE,
        default=None,
    )

    @property
    def gitt(self) -> frozenset[str]:
        """The columns that the sheet, its name, or the map itself gives a value."""
        named = {*slots(self.arknavn), *slots(self.filnavn)} - {AR}
        return frozenset({*self.kolonner, *self.rader, *self.faste, *named})

    @property
    def overskrifter(self) -> tuple[str, ...]:
        """Every heading it reads, each once."""
        several = (heading for headings in self.rader.values() for heading in headings)
        return tuple(dict.fromkeys((*self.kolonner.values(), *several)))

    @property
    def plass(self) -> int | None:
        """How many rows there is room for under each object: as stated, else as many as there are headings for."""
        return self.kapasitet or max(map(len, self.rader.values()), default=None)


@described("En tabell og arket den leses fra", title="Tabell", parts={"dekker": _DEKKER})
@dataclass(frozen=True, slots=True, kw_only=True)
class TabellKart(ArkKart):
    """One table and the sheet it is read from. ``og``: other sheets with rows of it, which have other headings."""

    tabell: str = arg("Tabellens navn", is_key=True)
    og: tuple[ArkKart, ...] = arg(
        "Andre ark med rader av samme slag og andre overskrifter, for eksempel saker som står i flere lister",
        title="Også",
        default=(),
    )

    @property
    def steder(self) -> tuple["TabellKart", ...]:
        """The table as it is read from each of its places."""
        others = (
            TabellKart(tabell=self.tabell, **{f.name: getattr(one, f.name) for f in fields(ArkKart)}) for one in self.og
        )
        return (replace(self, og=()), *others) if self.og else (self,)

    @property
    def eier(self) -> str:
        """The table whose row stands in the same row of the sheet; empty when the map does not say so."""
        table = BY_NAME[self.tabell]
        if not self.samme_rad:
            return ""
        if table.eid:
            return self.faste.get("eier_type", "")
        return "henvendelse" if self.tabell == "undersokelse" else table.forelder or ""


_PARTS = {
    "kommune": Part(title="Kommune", tekst="Tjenesten uttrekket kommer fra", must=True),
    "uttrekk": Part(
        title="Uttrekk",
        tekst="Dagen uttrekket ble tatt: enten «dato», eller «felt» når den står i arket med saker",
        must=True,
        least=1,
        most=1,
    ),
}
_DATOFORMAT = Shape(
    title="Skrivemåte",
    tekst="iso er 2025-12-31, norsk er 31.12.2025 og 31.12.25, excel er Excels dagnummer, "
    "britisk er 31/12/2025, amerikansk er 12/31/2025",
    choices=("iso", "norsk", "excel", "britisk", "amerikansk"),
)


@described(
    "Forteller hvilke overskrifter i kommunens regneark som er hvilke kolonner",
    title="Kart over regneark",
    parts=_PARTS,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kart:
    """``uttrekk_dato`` is the day the sheets were made, unless ``uttrekk_felt`` names the heading that says so.

    ``datoformat`` holds which written dates are understood besides date cells: ``iso``, ``norsk`` and ``excel``, and
    ``britisk`` or ``amerikansk`` when the numbers stand with strokes between. ``tomme`` are texts that mean empty.
    """

    kommunenummer: str = arg(like=KOMMUNENUMMER, inside="kommune", key="nummer")
    kommunenavn: str = arg("Kommunens navn", title="Navn", inside="kommune", key="navn")
    organisasjonsnummer: str = arg(like=ORGANISASJONSNUMMER, inside="kommune")
    uttrekk_dato: date | None = arg(
        "Dagen uttrekket ble tatt", title="Dato", inside="uttrekk", key="dato", default=None
    )
    uttrekk_felt: str = arg(
        "Overskriften i arket med saker som har dagen", title="Felt", inside="uttrekk", key="felt", default=""
    )
    datoformat: tuple[str, ...] = arg(
        "Hvordan datoer er skrevet når cellen ikke er en datocelle",
        title="Datoformat",
        each=_DATOFORMAT,
        unique=True,
        default=("iso", "norsk", "excel"),
    )
    tomme: tuple[str, ...] = arg(
        'Tekster som betyr at feltet er tomt, som "NULL", "-", "00.00.0000" og "31.12.9999"',
        title="Tomme",
        each=_EMPTY,
        default=(),
    )
    desimal: str = arg(
        "Tegnet foran desimaler i tall skrevet som tekst",
        title="Desimaltegn",
        like=Shape(choices=("komma", "punktum")),
        default="komma",
    )
    tabeller: tuple[TabellKart, ...] = arg("Tabellene som skal leses; saker må være med", title="Tabeller", keyed=True)
    fil: str = outside()

    @property
    def steder(self) -> tuple[TabellKart, ...]:
        """Every table as it is read from each of its places, those of one table together."""
        return tuple(place for tabell in self.tabeller for place in tabell.steder)


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


def _keys(table: Table) -> list[str]:
    keys = [table.nokkel] if table.nokkel else []
    if table.forelder not in (None, "sak"):
        keys.append(f"{table.forelder}_id")
    if table.eid:
        keys += ["eier_type", "eier_id"]
    return keys


def eier_i_rad(tabell: str, tabeller: Collection[str]) -> str:
    """The table whose row a row of ``tabell`` belongs to when both stand in one row of a sheet that holds ``tabeller``;
    empty when it belongs to nothing there but the case."""
    table = BY_NAME[tabell]
    if tabell == "undersokelse":
        return "henvendelse" if "henvendelse" in tabeller else ""
    if table.eid:
        return next((owner for owner in EIERE if owner in tabeller), "")
    return table.forelder if table.forelder not in (None, "sak") else ""
