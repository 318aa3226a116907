"""What a guard is asked: may this be done, by this one, today, with the register as it is?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.ting import Ting
from bvaudit.register.roles import above, is_person, rank, same, split, stands_alone
from bvaudit.texts import text

Found = Iterator[Mangel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``dag`` is today."""

    reg: Registeret
    hvem: str
    kontekst: Kontekst
    dag: date

    @property
    def person(self) -> bool:
        return is_person(self.hvem)

    def avvik(self, nr: str) -> Avvik | None:
        return self.reg.avvik.get(nr)

    def role(self, hvem: str) -> Found:
        """Whether this names somebody: a role the kodeverk has, at a unit that is known."""
        rolle, enhet = split(hvem)
        if rank(rolle, self.kontekst.kodeverk) is None:
            yield no("ukjent-rolle", rolle=rolle)
        elif not enhet and not stands_alone(rolle, self.kontekst.kodeverk):
            yield no("rolle-uten-enhet", rolle=rolle)
        if enhet and enhet not in self.kontekst.enheter:
            yield no("ukjent-enhet", enhet=enhet)

    def reason(self, grunn: str) -> Found:
        if not grunn.strip():
            yield no("uten-grunn")

    def not_owner(self, owners: tuple[str, ...]) -> Found:
        """A side exit is never taken by the owner alone."""
        for eier in dict.fromkeys(one for one in owners if one):
            if same(self.hvem, eier):
                yield no("eieren-selv", rolle=shown(eier, self.kontekst))
                return

    def above_owner(self, owners: tuple[str, ...]) -> Found:
        for eier in dict.fromkeys(one for one in owners if one):
            if not above(self.hvem, eier, self.kontekst.kodeverk):
                yield no("ikke-over-eieren", rolle=shown(eier, self.kontekst))
                return


Guards = Mapping[type[Hendelse], Callable[[Asked, Any], Found]]


def no(kode: str, **values: object) -> Mangel:
    """A reason by its code, with its sentence in the catalogue."""
    return Mangel(kode=kode, tekst=text(f"registeret.nei.{kode.replace('-', '_')}", **values))


def owners_of(ting: Ting) -> tuple[str, ...]:
    """Everyone who has it as theirs: who it was given to, and who is written as responsible."""
    return tuple(one for one in (ting.eier, ting.verdi("ansvarlig"), ting.verdi("eier")) if one)


def shown(hvem: str, kontekst: Kontekst) -> str:
    """«barnevernleder i Sjøvik», as people say it."""
    rolle, enhet = split(hvem)
    name = next((one.tekst for one in kontekst.kodeverk.roller if one.kode == rolle), rolle).lower()
    return text("registeret.hvem.i_enhet", rolle=name, enhet=kontekst.enhet(enhet)) if enhet else name
