"""The choices of a map that is filled in as a workbook: what a heading can be, and what all rows of a sheet can be."""

from dataclasses import dataclass

from bvaudit.model.kart import mappable_columns, mappable_tables
from bvaudit.model.words.lookup import kolonne_omtale
from bvaudit.model.words.overskrifter import FRITEKST, PERSON, SAK_ID, TOGETHER
from bvaudit.texts import text

SKJEMA = "kart"  # the kind of form
OM, ARK, KOLONNER, KODER = "om", "ark", "kolonner", "koder"  # its sheets
NO_NAME = "-"  # the name of the sheet says nothing
UTTREKK = "uttrekk"  # the heading that says the day the sheets were made
FIXED = ("tiltak.kode", "plan.kode", "henvendelse.kode", "tiltak.lov", "vedtak.lov")  # what all rows of a sheet may be
ENDS = ("tiltak.slutt_dato", "plan.slutt_dato", "vedtak.slutt_dato", "sak.slutt_dato")  # none of them has ended

_UNCHOSEN = frozenset({"er_slettet", "migrert_id", "personalia_id", "presisering_utfylt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feltvalg:
    """``felt`` are the columns of one table that the choice stands for; none when the heading is not read."""

    kode: str
    tekst: str
    tabell: str = ""
    kolonner: tuple[str, ...] = ()


def field_choices() -> tuple[Feltvalg, ...]:
    """In the order they are offered: not to be read, the case's id, then table by table."""
    first = (
        Feltvalg(kode=FRITEKST, tekst=text("kart_skjema.les_ikke")),
        Feltvalg(kode=PERSON, tekst=text("kart_skjema.les_ikke_person")),
        Feltvalg(kode=SAK_ID, tekst=text("kart_skjema.sak_id")),
    )
    fields = tuple(one for tabell in mappable_tables() for one in _of_table(tabell))
    return (*first, *fields, Feltvalg(kode=UTTREKK, tekst=text("kart_skjema.uttrekk")))


def _of_table(tabell: str) -> tuple[Feltvalg, ...]:
    single = tuple(
        Feltvalg(kode=f"{tabell}.{k}", tekst=field_text(tabell, k), tabell=tabell, kolonner=(k,))
        for k in mappable_columns(tabell)
        if k != SAK_ID
    )
    return (*single, *(chosen(felt) for felt in TOGETHER if felt.startswith(f"{tabell}.")))


def chosen(felt: str) -> Feltvalg:
    """The choice with the code «tabell.kolonne» or «tabell.kolonne+kolonne»."""
    tabell, _, rest = felt.partition(".")
    kolonner = tuple(rest.split("+"))
    if len(kolonner) == 1:
        tekst = field_text(tabell, rest)
    else:
        sammen = text(f"kart_skjema.sammen.{rest.replace('+', '_og_')}")
        tekst = f"{table_word(tabell)}: {sammen}"
    return Feltvalg(kode=felt, tekst=tekst, tabell=tabell, kolonner=kolonner)


def field_text(tabell: str, kolonne: str) -> str:
    """«Melding: mottatt», as it stands in the list of choices."""
    navn = kolonne_omtale(tabell, kolonne).navn
    return f"{table_word(tabell)}: {navn if navn[:2].isupper() else navn[:1].lower() + navn[1:]}"


def table_word(tabell: str) -> str:
    """One row of the table in a word or two."""
    return text(f"kart_skjema.tabell.{tabell}")


def is_common(felt: Feltvalg) -> bool:
    """Whether the field is one people have in sheets of their own, and not a mark only systems keep."""
    return not set(felt.kolonner) & _UNCHOSEN
