"""What the papers of a supervision are made of: everything that is known of its theme, in its units and its period."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.enhet import name_key
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.hendelser import UtgaveSendt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand, Tilsynsstand
from bvaudit.model.samling import Beleggrad, Temagruppe, Temall
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_memory import Minne


@dataclass(frozen=True, slots=True, kw_only=True)
class Temafakta:
    """``enheter`` are the ids of the units it is about; never empty. ``oppgaver`` are the controls of the theme in the
    period, with those that steer the whole service (``felles``, by number) among them. ``avvik`` are open, or ended in
    the period. ``minne`` is None while there is no register. ``sendt`` are the papers somebody has said were sent."""

    kommune: str
    tilsyn: Tilsyn
    kontekst: Kontekst
    dag: date
    fra: date
    til: date
    enheter: tuple[str, ...]
    alle: bool
    grupper: tuple[Temagruppe, ...]
    tall: tuple[Temall, ...]
    oppgaver: tuple[Oppgavestand, ...]
    felles: frozenset[str]
    minne: Minne | None
    avvik: tuple[Avvik, ...]
    belegg: tuple[Beleggrad, ...]
    stand: Tilsynsstand
    sendt: tuple[UtgaveSendt, ...] = ()

    @property
    def regler(self) -> frozenset[str]:
        return frozenset(regel for group in self.grupper for regel in group.regler)

    @property
    def navn(self) -> tuple[str, ...]:
        """The units as people call them."""
        return tuple(self.kontekst.enhet(id_) for id_ in self.enheter)

    def has_unit(self, navn: str) -> bool:
        """Whether the unit of that name is one of those it is about."""
        return name_key(navn) in {name_key(one) for one in self.navn}

    def tall_av(self, regel: str, enhet: str) -> tuple[Temall, ...]:
        """``enhet`` is a name."""
        return tuple(one for one in self.tall if (one.regel, one.enhet) == (regel, enhet))
