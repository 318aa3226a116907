"""A sent edition: what was in it, who got it and what it rested on: ``utgaver/<mappe>/utgave.yaml``."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.malgruppe import Malgruppe

UTGAVE_YAML, RADER_CSV = "utgave.yaml", "offentlige-tall.csv"
_SHA = Shape(pattern="^[0-9a-f]{64}$", form="et avtrykk på 64 tegn", hint="rett ikke filen for hånd")


@described("En fil i en utgave.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Utgavefil:
    navn: str = arg("Navnet filen har i utgaven.")
    sha256: str = arg("Avtrykket av filen da den ble sendt.", like=_SHA)


@described("Utgaven denne retter.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Retting:
    """``mappe`` and ``avtrykk`` are of the earlier edition, which is left as it was."""

    nr: int = arg("Nummeret på utgaven som rettes.", like=Shape(least=1))
    mappe: str = arg("Mappen den ligger i.")
    avtrykk: str = arg("Avtrykket av filen utgave.yaml der.", like=_SHA)
    grunn: str = arg("Hvorfor den rettes.")


@described("En utgave som er sendt.", title="bvaudit: utgave")
@dataclass(frozen=True, slots=True, kw_only=True)
class Utgavemerke:
    """``nr`` counts every edition of the municipality from 1. ``hode_nr`` and ``hode`` are the head of the register's
    log when it was sent (0 and empty: no register). ``kjoring`` is the print of the public numbers, empty when there
    are none."""

    nr: int = arg("Nummeret på utgaven.", like=Shape(least=1))
    id: str = arg("Rapporten, eller navnet på filen.")
    malgruppe: Malgruppe = arg("Hvem den er laget for.")
    sendt: date = arg("Dagen den ble sendt.")
    til: str = arg("Hvem den ble sendt til.")
    filer: tuple[Utgavefil, ...] = arg("Filene.")
    hode_nr: int = arg("Nummeret på siste hendelse i registeret.", like=Shape(least=0), default=0)
    hode: str = arg("Avtrykket av siste hendelse i registeret.", like=Shape(shortest=0), default="")
    kjoring: str = arg("Avtrykket av tallene som er offentlige.", like=Shape(shortest=0), default="")
    program: str = arg("Versjonen av programmet.", like=Shape(shortest=0), default="")
    retter: Retting | None = arg(default=None)
    fil: str = outside(default="")
