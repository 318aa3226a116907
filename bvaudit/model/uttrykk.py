"""What a rule can point at: dates, rows and conditions. Plain records; the vocabulary gives them meaning."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.fields import Shape, arg, described
from bvaudit.model.tables import BY_NAME
from bvaudit.model.varighet import Varighet

_TABLE = Shape(choices=tuple(sorted(BY_NAME)))
_PLUSS = "Tid som legges til, i den rekkefølgen den er skrevet."
_FIELD_NAME = Shape(pattern="^[a-z][a-z0-9_.]*$", form="små bokstaver, tall, punktum og understrek")


@described("Rader som hører til objektet.", shared="rader")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rader:
    """Rows that belong to the object: its own child rows, rows of the same case, or rows a relation points to.

    ``felt`` is the date to use (default: when the row came to be). ``via='relasjon'`` follows Relasjon, from
    ``tabell`` to the object, or the other way with ``retning='til'``; with ``gjennom`` in two steps, by way of a living
    row of that table.
    """

    tabell: str = arg("Tabellen radene står i.", like=_TABLE)
    felt: str = arg("Datofeltet som brukes. Utelatt: når raden ble til.", default="")
    via: str = arg(
        "Følg koblingen (Relasjon) i stedet for å lete i saken.", like=Shape(choices=("relasjon",)), default=""
    )
    retning: str = arg(
        "fra: koblingen går til objektet. til: den går ut fra det.", like=Shape(choices=("fra", "til")), default="fra"
    )
    gjennom: str = arg(
        "Følg to koblinger, med en rad i denne tabellen imellom: undersøkelse, vedtak, tiltak.", like=_TABLE, default=""
    )
    der: "Betingelse | None" = arg("Bare rader der dette holder.", default=None)


@described(
    "Et felt eller den tidligste eller seneste av noen rader, med tid lagt til eller trukket fra.",
    shared="dato",
    short="felt",
    short_tekst="Et felt: start_dato, sak.fyller_18_dato eller per.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Dato:
    """A date: a column (``start_dato``, ``sak.fyller_18_dato``, ``objekt.start_dato`` inside rows), the word ``per``,
    a fixed day, or the earliest or latest of some rows; then durations added or taken away in the order written."""

    felt: str = arg("Feltet, eller per.", default="")
    dag: date | None = arg("En fast dag: 2022-12-31.", default=None)
    tidligste: Rader | None = arg("Den tidligste datoen blant radene.", default=None)
    seneste: Rader | None = arg("Den seneste datoen blant radene.", default=None)
    pluss: tuple[Varighet, ...] = arg(_PLUSS, alone=True, empty=True, default=())
    minus: tuple[Varighet, ...] = arg("Tid som trekkes fra.", alone=True, empty=True, default=())


@described("Hva feltet må være.", shared="feltkrav")
@dataclass(frozen=True, slots=True, kw_only=True)
class Feltkrav:
    """One column and what it must be. ``None`` in ``en_av`` lets an empty field through. ``pluss`` is added to the
    column before the dates are compared: «start + 3 months at the latest today» is not «start at the latest 3 months
    ago» when months differ in length. ``har_en_av`` looks inside a column that holds a list with commas, ``lik`` names
    another column with the same value."""

    felt: str = arg("Feltets navn.", like=_FIELD_NAME, is_key=True)
    en_av: tuple[str | None, ...] | None = arg(
        "En av disse kodene; null slipper tomt felt gjennom.", each=Shape(tekst="En kode."), default=None
    )
    har_en_av: tuple[str, ...] = arg(
        "Feltet er en liste med komma mellom, og minst én av disse skal stå i den.", unique=True, default=()
    )
    lik: str = arg("Et annet felt med samme verdi, som objekt.paragraf.", default="")
    er: bool | None = arg("Ja/nei-feltet skal være dette.", default=None)
    utfylt: bool | None = arg("true: fylt ut. false: tomt.", default=None)
    pluss: tuple[Varighet, ...] = arg(_PLUSS, alone=True, empty=True, default=())
    tidligst: Dato | None = arg("Datoen skal være denne dagen eller senere.", default=None)
    senest: Dato | None = arg("Datoen skal være denne dagen eller før.", default=None)
    minst: int | None = arg("Minst dette tallet.", default=None)
    hoyst: int | None = arg("Høyst dette tallet.", default=None)
    gyldig_i: str = arg("Kodelisten koden skal være gyldig i.", default="")
    pa: Dato | None = arg("Dagen koden skal være gyldig, sammen med `gyldig_i`.", default=None)


@described("Felt og hva de må være. Alle deler må holde.", shared="betingelse")
@dataclass(frozen=True, slots=True, kw_only=True)
class Betingelse:
    """All parts must hold. Unknown stays unknown: a missing date is neither yes nor no."""

    felt: tuple[Feltkrav, ...] = arg("Egne felt, eller forelderens: `plan.kode`.", rest=True, default=())
    i_kraft: Dato | None = arg("I kraft på denne dagen: startet, og ikke sluttet før den.", default=None)
    minst_en: tuple["Betingelse", ...] = arg("Minst ett av vilkårene må holde.", default=())
    ikke: "Betingelse | None" = arg("Vilkåret må ikke holde.", default=None)
    finnes: tuple[Rader, ...] = arg(
        "Slike rader må finnes. Ikke inne i andre rader.", alone=True, empty=True, default=()
    )


class Krav:
    """What a variant demands. Every operator's ``Args`` is one."""

    __slots__ = ()
