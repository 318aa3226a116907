"""A field and its value as people read them, before anything is written and after."""

from datetime import date

from bvaudit.model.registeret.bokmeta import NUMRE
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.redigering import SLETTES
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag
from bvaudit.texts import text

_LONGEST, _LONGEST_CELL = 70, 2_000  # of a free text on a line of its own, and in a cell; the document has the rest


def slag_of_number(nr: str) -> Slag:
    """By how it is written: «AV-2026-0041/TI-2026-0003» is a link."""
    if "/" in nr:
        return Slag.KOBLING
    return next((slag for slag, start in FORSTAVELSER.items() if nr.startswith(f"{start}-")), Slag.AVVIK)


def field_name(nr: str, felt: str) -> str:
    """What the field is called. One that a measure and its link both have is told apart."""
    if slag_of_number(nr) is Slag.KOBLING and felt == "tiltaksstatus":
        return text("registeret_les.felt.koblingstatus")
    if slag_of_number(nr) is Slag.PLAN and felt == "arsak":
        return text("registeret_les.felt.plan_arsak")
    return text(f"registeret_les.felt.{felt or 'rettet'}")


def value_shown(nr: str, felt: str, verdi: str, kontekst: Kontekst, *, cut: bool = True) -> str:
    """``cut``: a long text is cut to a line."""
    if not verdi or verdi == SLETTES:
        return text("registeret_les.tomt")
    kind = felt_av(slag_of_number(nr), felt)
    if felt == "rettet" or (kind is not None and kind.type is Felttype.DATO):
        return _day(verdi)
    if kind is not None and kind.type is Felttype.VALG:
        return next((one.tekst for one in kontekst.kodeverk.liste(kind.liste) if one.kode == verdi), verdi)
    if kind is not None and kind.type is Felttype.ROLLE:
        return role_shown(verdi, kontekst)
    if felt == NUMRE:
        return verdi
    line = " ".join(verdi.split())
    told, longest = (line, _LONGEST) if cut else (verdi, _LONGEST_CELL)
    return text("registeret_les.sitat", tekst=told if len(told) <= longest else f"{told[: longest - 1]}…")


def role_shown(hvem: str, kontekst: Kontekst) -> str:
    """«Barnevernleder, Barnevern nord»."""
    rolle, _, enhet = hvem.partition("@")
    name = next((one.tekst for one in kontekst.kodeverk.roller if one.kode == rolle), rolle)
    return text("registeret_les.rolle", rolle=name, enhet=kontekst.enhet(enhet)) if enhet else name


def _day(verdi: str) -> str:
    try:
        return f"{date.fromisoformat(verdi):%d.%m.%Y}"
    except ValueError:
        return verdi
