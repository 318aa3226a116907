"""The words a field map is written in: every element and attribute, the column it fills, and what it may hold.

The maps themselves are in ``formats/``. A line of one, ``dato("@StartDato", "start_dato")``, says that the attribute
``StartDato`` is a date, must be there, and fills the column ``start_dato`` of the row its element makes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field may hold; the reading of each is in ``values.py``."""

    ID = "id"  # uuid
    LOS_ID = "los_id"  # an id as free text
    DATO = "dato"
    TIDSPUNKT = "tidspunkt"
    JA_NEI = "ja_nei"
    ALLTID_JA = "alltid_ja"
    JA_NEI_KODE = "ja_nei_kode"  # 1 = yes, 2 = no
    HELTALL = "heltall"
    KODE = "kode"
    TEKST = "tekst"
    UTFYLT = "utfylt"  # free text that is dropped; only whether it was there is kept
    MONSTER = "monster"


class Klasse(StrEnum):
    """How a personal field is treated at the door."""

    P1 = "P1"  # becomes a pseudonym
    P2 = "P2"  # dropped
    P3 = "P3"  # made coarse, or replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """``navn``: ``@X`` an attribute, ``X`` an element with text, empty: the element's own text.

    ``kolonne`` is a column of the row's table, or a name of something the reader turns into columns at once.
    ``lengde`` is the least and the greatest number of characters. ``flere``: may be repeated, kept with comma between.
    """

    navn: str
    kolonne: str
    slag: FieldKind
    krav: bool = True
    liste: str = ""
    klasse: Klasse | None = None
    lengde: tuple[int, int] = (1, 36)
    monster: str = ""
    flere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """``tabell``: the element is a row there; empty: its fields belong to the row it lies in.

    ``minst`` and ``hoyst`` are how many may lie in the same parent. ``faste`` are values every row gets.
    ``opp`` are columns copied to the row it lies in. ``en_av`` lists children of which there must be exactly one kind.
    ``kjennetegn`` is the only version that has the element. ``unik``: ids may not be repeated in the case.
    ``flat``: what it is instead when it has attributes.
    """

    navn: str
    tabell: str = ""
    felt: tuple[Felt, ...] = ()
    barn: "tuple[Element, ...]" = ()
    minst: int = 0
    hoyst: int | None = None
    faste: Mapping[str, str] = field(default_factory=dict)
    opp: tuple[str, ...] = ()
    en_av: tuple[str, ...] = ()
    kjennetegn: str = ""
    unik: bool = False
    flat: "Element | None" = None


def id_felt(navn: str, kolonne: str, *, krav: bool = True) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.ID, krav=krav, klasse=Klasse.P3)


def dato(navn: str, kolonne: str, *, krav: bool = True, klasse: Klasse | None = None) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.DATO, krav=krav, klasse=klasse)


def ja_nei(navn: str, kolonne: str) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.JA_NEI, krav=False)


def kode(navn: str, kolonne: str, liste: str, *, krav: bool = True) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.KODE, krav=krav, liste=liste)


def tekst(navn: str, kolonne: str, lengde: tuple[int, int], *, krav: bool = True, klasse: Klasse | None = None) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.TEKST, krav=krav, klasse=klasse, lengde=lengde)


def siffer(navn: str, kolonne: str, antall: int, *, krav: bool = True, klasse: Klasse | None = None) -> Felt:
    monster = f"[0-9]{{{antall}}}"
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.MONSTER, krav=krav, klasse=klasse, monster=monster)


def av_form(navn: str, kolonne: str, monster: str, *, krav: bool = True, flere: bool = False) -> Felt:
    return Felt(navn=navn, kolonne=kolonne, slag=FieldKind.MONSTER, krav=krav, monster=monster, flere=flere)


def presisering(kolonne: str) -> Felt:
    return Felt(
        navn="@Presisering", kolonne=kolonne, slag=FieldKind.UTFYLT, krav=False, klasse=Klasse.P2, lengde=(1, 10000)
    )


def migrert(navn: str) -> Felt:
    return tekst(navn, "migrert_id", (1, 36), krav=False, klasse=Klasse.P1)


def hjemler(eier: str) -> tuple[Element, ...]:
    """Written as elements in every version."""
    felt = (
        kode("Lov", "lov", "lov"),
        av_form("Kapittel", "kapittel", "(?=.{1,3}$)[0-9]+[a-z]*"),
        av_form("Paragraf", "paragraf", "(?=.{1,4}$)[0-9]+[a-z]*"),
        av_form("Ledd", "ledd", "[0-9]{1,3}", krav=False, flere=True),
        av_form("Bokstav", "bokstav", "[a-z]", krav=False, flere=True),
        av_form("Punktum", "punktum", "[0-9]{1,3}", krav=False, flere=True),
    )
    hoved = {"eier_type": eier, "rolle": "hoved"}
    jmfr = {"eier_type": eier, "rolle": "jmfr"}
    # Only tiltak, vedtak and oversendelse_nemnd carry a hjemmel, and all three repeat the main one on themselves.
    opp = ("lov", "kapittel", "paragraf")
    return (
        Element(navn="Lovhjemmel", tabell="lovhjemmel", felt=felt, minst=1, hoyst=1, faste=hoved, opp=opp),
        Element(navn="JmfrLovhjemmel", tabell="lovhjemmel", felt=felt, hoyst=3, faste=jmfr),
    )


def tema(navn: str, eier: str, felt: tuple[Felt, ...]) -> Element:
    return Element(navn=navn, tabell="saksinnhold", felt=felt, faste={"eier_type": eier, "rolle": eier})
