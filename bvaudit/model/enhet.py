"""Units: who answers for a case, and what they are called.

A unit is its id. The name is only shown, so two units with equal names are two, and one unit spelled in several ways
is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.shapes import digits

_ASCII = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "a", "é": "e", "ü": "u"})
_EMPTY_WORDS = frozenset({"null", "(null)", "n/a", "#n/a", "none", "nan", "nil", "ukjent", "ukjent enhet"})

ORGANISASJONSNUMMER = digits(9, "Ni sifre, slik det står i uttrekket", "Organisasjonsnummer")
KOMMUNENUMMER = digits(4, "Fire sifre i anførselstegn", "Kommunenummer")
_ID = Shape(
    title="Id",
    tekst="Fast kortnavn som aldri brukes om igjen",
    pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
    longest=60,
    form="små bokstaver, tall og bindestrek",
    hint="skriv for eksempel ostbyen",
)

UKJENT = "Ukjent enhet"
UKJENT_ID = "ukjent-enhet"


def slug(navn: str) -> str:
    """The unit's name as a file name: ``Østbyen`` → ``ostbyen``, the register's own spelling of æøå."""
    words = re.findall(r"[a-z0-9]+", navn.lower().translate(_ASCII))
    return "-".join(words)[:60] or "enhet"


def named(text: str | None) -> str:
    """A name as it is shown, with single spaces; empty when the text only says that a name is missing."""
    name = " ".join(unicodedata.normalize("NFC", text or "").split())
    return "" if name.casefold() in _EMPTY_WORDS or not any(c.isalnum() for c in name) else name


def name_key(navn: str) -> str:
    """The same for spellings that differ only in case, full stops and spaces, and for no others."""
    return re.sub(r"[\s.]+", "", unicodedata.normalize("NFC", navn)).casefold()


@described(
    "Hva et uttrekk må inneholde for å høre til enheten; det som ikke er nevnt, kan være hva som helst",
    title="Kilde",
    least=1,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kilde:
    """What a submission must carry to belong to a unit. Empty fields match anything."""

    organisasjonsnummer: str = arg(like=ORGANISASJONSNUMMER, default="")
    kommunenummer: str = arg(like=KOMMUNENUMMER, default="")
    bydelsnummer: str = arg(like=digits(2, "To sifre i anførselstegn", "Bydelsnummer"), default="")


@described("En enhet som har ansvar for saker", title="Enhet")
@dataclass(frozen=True, slots=True, kw_only=True)
class Enhet:
    """A unit with its dates, so that a merged service can be compared with itself. ``etterfolger`` is the id of the
    one that took over when it ceased."""

    id: str = arg(like=_ID)
    navn: str = arg("Navnet som vises i rapportene", title="Navn")
    gruppe: str = arg(
        "Felles navn for enheter som summeres, i arket Oversikt og i JSON. En enhet er i høyst én gruppe",
        title="Gruppe",
        default="",
    )
    vertskommune: str = arg(
        "Kommunen som driver tjenesten for enheten. Vises ved enheten; hvor barnet bor, står på saken",
        title="Vertskommune",
        default="",
    )
    gjelder_fra: date | None = arg("Første dag enheten finnes", title="Gjelder fra", default=None)
    gjelder_til_og_med: date | None = arg("Siste dag enheten finnes", title="Gjelder til og med", default=None)
    oppgave: str = arg(
        "omsorg når enheten bare følger opp barn under omsorg. Noen nøkkeltall teller ikke med en slik enhet",
        like=Shape(choices=("omsorg",)),
        title="Oppgave",
        default="",
    )
    etterfolger: str = arg(
        "Id-en til enheten som tok over da denne sluttet. Avvikene i registeret følger med dit",
        like=replace(_ID, title="Etterfølger", tekst=""),
        default="",
    )
    kilder: tuple[Kilde, ...] = arg("Hvilke uttrekk som hører til enheten", title="Kilder")


@described("Kommunens enheter; den første som passer, gjelder", title="Enheter")
@dataclass(frozen=True, slots=True, kw_only=True)
class Enheter:
    """The municipality's own map of units, in the order it was written."""

    enheter: tuple[Enhet, ...] = arg("Enhetene i den rekkefølgen de skal prøves", title="Enheter")
    fil: str = outside()


@dataclass(frozen=True, slots=True, kw_only=True)
class KjentEnhet:
    """A unit of an extract: one that has or has had cases, or one the municipality's own map names.

    ``navn`` is unlike every other unit's, and the one used everywhere; ``egennavn`` is what the source calls it.
    ``kommunenumre`` are the municipalities its cases live in, or those the map says it serves.
    """

    id: str
    navn: str
    egennavn: str
    kommunenumre: tuple[str, ...] = ()
    gruppe: str = ""
    vertskommune: str = ""
    oppgave: str = ""
    gjelder_fra: date | None = None
    gjelder_til_og_med: date | None = None

    def existed(self, fra: date | None, til_og_med: date) -> bool:
        """Whether the unit existed on some day from ``fra`` (None: ever) to ``til_og_med``."""
        begun = self.gjelder_fra is None or self.gjelder_fra <= til_og_med
        return begun and (fra is None or self.gjelder_til_og_med is None or fra <= self.gjelder_til_og_med)


def unique_names(units: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Id → display name, from id → (own name, municipality number or empty).

    A name alone with its own spelling is kept. Others get the municipality's number, «Herøy (1515)», or the id when
    the numbers do not tell them apart.
    """
    shown: dict[str, str] = {}
    for alike in _grouped(units, {each: navn for each, (navn, _) in units.items()}):
        numbers = {units[each][1] for each in alike}
        by_number = len(numbers) == len(alike) and "" not in numbers
        for each in alike:
            navn, number = units[each]
            shown[each] = navn if len(alike) == 1 else f"{navn} ({number if by_number else each})"
    # A name that is written just like one made here, with its number: the ids are always unlike.
    for alike in _grouped(units, shown):
        if len(alike) > 1:
            shown |= {each: f"{units[each][0]} ({each})" for each in alike}
    return shown


def _grouped(units: Iterable[str], names: Mapping[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for each in sorted(units):
        found.setdefault(name_key(names[each]), []).append(each)
    return list(found.values())
