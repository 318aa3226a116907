"""A conflict that is left to a person: two have changed the same field, and not alike."""

from dataclasses import dataclass
from datetime import date

KONFLIKTER = "registerkonflikter"  # the kind of workbook that asks about them
REGISTERET, DOKUMENTET = "register", "dokument"  # the two choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Konflikt:
    """Everything that is needed to write the choice later, without the document it came from. ``hode_nr`` and
    ``hode_sum`` are the head the document was made at, ``slag`` what kind of document it was. ``basis``, ``na`` and
    ``verdi`` are canonical; ``verdi`` may be the word that erases. ``valgt`` is empty until somebody has chosen."""

    nr: str
    felt: str
    basis: str
    na: str
    verdi: str
    fil: str
    sted: str
    slag: str
    enhet: str
    mottaker: str
    hode_nr: int
    hode_sum: str
    hvem: str
    utgave: date | None = None
    valgt: str = ""
