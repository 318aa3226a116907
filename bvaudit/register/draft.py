"""The register as it becomes while a meeting goes on: each event that is proposed is folded in at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bvaudit.model.funn import Tall, summed
from bvaudit.model.registeret.avvik import Avvik, Bevis, Kilde, Registeret
from bvaudit.model.registeret.kjoring import Kjoringsfakta
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget, Ny
from bvaudit.model.registeret.mote import Endring
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag, link_number, numbered
from bvaudit.model.rule import Rule
from bvaudit.register.fold import fold_on
from bvaudit.register.units import Units


@dataclass(slots=True, kw_only=True)
class Draft:
    """``reg`` has every event of ``nye`` in it."""

    reg: Registeret
    fakta: Kjoringsfakta
    kontekst: Kontekst
    dag: date
    units: Units
    nye: list[Ny] = field(default_factory=list)
    endringer: list[Endring] = field(default_factory=list)
    last_number: int | None = None

    def add(self, events: Iterable[Hendelse]) -> None:
        """The machine says these, in this order."""
        every = list(events)
        self.nye += [Ny(hvem=MASKINEN, hendelse=event) for event in every]
        tid = datetime.combine(self.dag, time.min, UTC)
        first = self.reg.hode.nr + 1
        self.reg = fold_on(
            self.reg,
            (
                Logget(nr=first + at, tid=tid, hvem=MASKINEN, hendelse=event, forrige="", sum=str(first + at))
                for at, event in enumerate(every)
            ),
        )

    def rule(self, regel: str) -> Rule | None:
        return self.kontekst.regler.get(regel)

    def next_number(self) -> str:
        """The next number of an avvik this year, over everything the log has opened."""
        if self.last_number is None:
            before = f"{FORSTAVELSER[Slag.AVVIK]}-{self.dag.year}-"
            used = (int(nr.removeprefix(before)) for nr in self.reg.avvik if nr.startswith(before))
            self.last_number = max(used, default=0)
        self.last_number += 1
        return numbered(Slag.AVVIK, self.dag.year, self.last_number)

    def open_of(self, regel: str, enhet: str, sak: str = "") -> Avvik | None:
        """The open avvik of the rule in the unit (and the case, where each has its own), the lowest number first."""
        found = [a for a in self.open_avvik() if (a.regel, a.enhet, a.sak) == (regel, enhet, sak)]
        return found[0] if found else None

    def open_avvik(self) -> list[Avvik]:
        """Those with a rule and evidence of their own, by number."""
        every = (a for a in self.reg.apne if a.regel and a.kilde is not Kilde.FORELDER)
        return sorted(every, key=lambda a: number_key(a.nr))

    def in_use(self, avvik: Avvik) -> date | None:
        """The day the decisive measure came in use."""
        link = self.reg.ting.get(link_number(avvik.nr, avvik.avgjorende)) if avvik.avgjorende else None
        return link.dato("i_bruk") if link is not None else None

    def counted(self, regel: str, enhet: str) -> tuple[Tall, frozenset[tuple[str, str]]]:
        """The figures of a rule in the unit and those it has taken over from, and which (rule, unit) they are of."""
        found = {key: t for key, t in self.fakta.tall.items() if key[0] == regel and self.units.now(key[1]) == enhet}
        return summed(found.values()), frozenset(found)


def number_key(nr: str) -> tuple[int, int]:
    """Year and place: numbers are in this order, and not in that of their text."""
    _, ar, plass = nr.split("-", 2)
    return int(ar), int(plass)


def every_object(avvik: Avvik) -> tuple[Bevis, ...]:
    """The evidence, with what is told under a wider rule just now."""
    return (*avvik.bevis, *avvik.under)
