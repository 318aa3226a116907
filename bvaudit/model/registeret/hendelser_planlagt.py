"""The events of what the content plans: the course of a supervision, and the year that is signed for.

What happens to a task or to a point of a list is told by the events that are for everything (``hendelser.py``)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bvaudit.model.registeret.logg import Hendelse, fri_tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class TilsynSkritt(Hendelse):
    """One step of a supervision, by its code in ``tilsynsskritt`` of the kodeverk. ``dag`` is the authority's own date
    (of the letter, of the visit), which may lie ahead where it has been told: a visit. ``frist`` is the deadline it
    sets, and ``frist_for`` what that is for where it is not what the list says: a letter that moves the deadline of
    the plan. ``funn`` are the findings it is about, none = all. ``retter`` is the number of an earlier step that was
    written wrong, and that this one stands for; ``trukket``: it never happened, and nothing stands for it."""

    kode: ClassVar[str] = "tilsyn-skritt"
    nr: str
    skritt: str
    dag: date
    frist: date | None = None
    funn: tuple[str, ...] = ()
    tekst: str = fri_tekst()
    retter: int = 0
    trukket: bool = False
    fil: str = ""
    frist_for: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AretSignert(Hendelse):
    """A leader stands for the status of a year, as it was counted then: what was planned, done, not done, of no use
    (with reasons), and what nobody has said anything of. ``enhet`` empty = the whole municipality."""

    kode: ClassVar[str] = "aret-signert"
    ar: int
    enhet: str = ""
    planlagt: int
    utfort: int
    ikke_utfort: int
    ikke_aktuelt: int
    uten_status: int
    tekst: str = fri_tekst()
    dag: date
