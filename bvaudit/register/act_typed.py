"""What was typed for an act, read as what it means in the register: numbers, runs, roles, goals, cases."""

import re
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import Felt, Felttype
from bvaudit.model.registeret.hendelser_kjoring import Nokkelpar
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.roles import join, split, stands_alone

_GOAL = re.compile(r"\s*(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\s*")
FIRST, LAST = "forste", "siste"  # a run may be named like this


class NotUnderstood(Exception):
    """What was typed is no act. ``kode`` is the reason's key in the catalogue, with what it names."""

    def __init__(self, kode: str, **values: object) -> None:
        super().__init__(kode)
        self.kode, self.values = kode, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """``nr`` is the number of a thing, a run, an event or a rule, as the act wants it."""

    nr: str
    som: str
    dag: date
    reg: Registeret
    kontekst: Kontekst
    grunn: str = ""
    verdi: str = ""
    til: str = ""
    rolle: str = ""
    enhet: str = ""
    felt: str = ""
    tiltak: str = ""
    feiltype: str = ""
    fil: tuple[str, str] = ("", "")  # the name and the sha256 of a paper that was sent
    nokler: tuple[tuple[Nokkelpar, ...], int] = ((), 0)  # names before and after, and how many have none

    def need(self, name: str) -> str:
        value: str = getattr(self, name)
        if not value:
            raise NotUnderstood("mangler", valg=name)
        return value

    def day(self, name: str) -> date:
        return as_day(self.need(name))

    def run(self) -> str:
        """The print of the run that was named: by its first signs, its day, or «forste» or «siste»."""
        runs = [one for one in self.reg.kjoringer if not one.trukket]
        wanted = self.nr.casefold()
        if runs and wanted in (FIRST, LAST):
            return runs[0 if wanted == FIRST else -1].kjoring
        found = [one.kjoring for one in runs if one.kjoring.startswith(wanted) or one.per.isoformat() == wanted]
        if len(set(found)) != 1:
            raise NotUnderstood("kjoring", verdi=self.nr)
        return found[0]

    def event(self) -> int:
        if not self.nr.isdigit():
            raise NotUnderstood("hendelse", verdi=self.nr)
        return int(self.nr)

    def goal(self) -> Effektmal:
        """«9 av 10, 18 av 20»"""
        found = _GOAL.fullmatch(self.need("verdi"))
        if found is None:
            raise NotUnderstood("mal", verdi=self.verdi)
        least, of, extended, further = (int(one) for one in found.groups())
        return Effektmal(minst=least, av=of, minst_utvidet=extended, utvides_til=further)

    def severity(self) -> Alvorlighetsgrad:
        said = self.need("verdi").casefold().replace("ø", "o")
        if said not in set(Alvorlighetsgrad):
            raise NotUnderstood("alvor", verdi=self.verdi)
        return Alvorlighetsgrad(said)

    def objects(self) -> tuple[str, ...]:
        """The objects in evidence that are of the cases named, or named themselves."""
        avvik = self.reg.avvik.get(self.nr)
        wanted = {one.strip() for one in self.need("verdi").split(",") if one.strip()}
        found = [one for one in (avvik.bevis if avvik is not None else ()) if wanted & {one.sak, one.objekt_id}]
        unknown = wanted - {name for one in found for name in (one.sak, one.objekt_id)}
        if unknown or not found:
            raise NotUnderstood("sak", verdi=", ".join(sorted(unknown)) or self.nr, nr=self.nr)
        return tuple(one.objekt_id for one in found)

    def value_of(self, felt: Felt | None) -> str:
        """A value in its canonical text."""
        if felt is None or not self.verdi:
            return self.verdi
        if felt.type is Felttype.DATO:
            return as_day(self.verdi).isoformat()
        if felt.type is Felttype.ROLLE:
            ting = self.reg.ting.get(self.nr)
            return person(self.verdi, self.kontekst, ting.enhet if ting is not None else "")
        return choice(self.verdi, felt, self.kontekst)


def as_day(said: str) -> date:
    """ISO or dd.mm.yyyy."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", said.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(said.strip())
    except ValueError:
        raise NotUnderstood("dato", verdi=said) from None


def person(said: str, kontekst: Kontekst, enhet: str = "") -> str:
    """``rolle@enhet`` by the unit's id, which may be typed as its name. A role alone is of ``enhet``, unless it is one
    of the whole municipality."""
    rolle, where = split(said.strip())
    rolle = rolle.strip().casefold()
    by_name = {name.casefold(): id for id, name in kontekst.enheter.items()}
    where = by_name.get(where.strip().casefold(), where.strip())
    if not where and not stands_alone(rolle, kontekst.kodeverk):
        where = enhet
    return join(rolle, where)


def choice(said: str, felt: Felt, kontekst: Kontekst) -> str:
    """The code of a choice, which may be typed as its words."""
    by_words: dict[str, str] = {one.tekst.casefold(): one.kode for one in kontekst.kodeverk.liste(felt.liste)}
    return by_words.get(said.casefold(), said)
