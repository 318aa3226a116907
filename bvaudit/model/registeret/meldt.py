"""A time limit that was overrun, and whether the authority has been told."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Objekttilstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Overskridelse:
    """One object. ``start`` is when its limit began to run, ``funnet`` the judging day it was found on. ``meldt`` is
    the first day it was reported (None: nobody says that it has been), and ``papir`` what it was reported in, where a
    paper was sent."""

    avvik: str
    regel: str
    brudd: str
    enhet: str
    sak: str
    objekt_id: str
    start: date | None
    funnet: date
    tilstand: Objekttilstand
    meldt: date | None = None
    papir: str = ""
