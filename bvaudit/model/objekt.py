"""One object a draw or a reading sheet is about, and who had its case on the day it is counted by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Utelatt(StrEnum):
    """Why an object is not in a frame. The codes stand in ``utvalg.yaml``, in this order."""

    SLETTET = "slettet"
    IKKE_BEGYNT = "ikke-begynt"  # begins after the judging day
    UKJENT = "ukjent"  # nobody can tell whether it is one of those that are read
    UTENFOR = "utenfor"  # not one of those that are read
    UTEN_DATO = "uten-dato"  # lacks the date it is counted by: most often not concluded yet
    UTENFOR_PERIODEN = "utenfor-perioden"
    BEGYNT_FOR = "begynt-for"  # began before the day after which what is read must have begun
    ANNEN_ENHET = "annen-enhet"
    TIDLIGERE = "tidligere"  # drawn in the earlier round
    FLERE = "flere"  # the case is in the frame with a later object


@dataclass(frozen=True, slots=True, kw_only=True)
class Objekt:
    """``enhet`` is the display name of the unit that had the case on the counting date, ``sak`` the case's pseudonym.
    ``objekt`` is the table, ``objekt_id`` the row's own pseudonym. ``kommune`` is the number of the municipality the
    child belongs to. ``kode`` is what it ended with where the table has that, else what kind it is. ``telles`` is the
    counting date, None for what is judged on the judging day."""

    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    kommune: str = ""
    start: date | None = None
    slutt: date | None = None
    kode: str = ""
    telles: date | None = None
