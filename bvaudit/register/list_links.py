"""Which points of the municipality's lists are linked, and which avvik show in the same checkpoints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bvaudit.model.lister import UTEN_TALL, Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret
from bvaudit.model.registeret.kjede import LEDD, Ledd
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import point_number
from bvaudit.register.planned_tasks import known_unit

TALL = "tall"  # the key figures among what a point is tied to: of the whole municipality


@dataclass(frozen=True, kw_only=True)
class Punktet:
    """A point with the list it stands in."""

    liste: Liste
    punkt: Listepunkt

    @property
    def nr(self) -> str:
        return point_number(self.liste.id, self.punkt.id)

    @property
    def ledd(self) -> Ledd:
        return LEDD.get(self.liste.listeslag, Ledd.ANNET)


@dataclass(frozen=True, kw_only=True)
class Links:
    """``lister`` are those that are looked in; a link may be written on either side of it. ``alle`` are all there are:
    a link to a list another has come after is one to the point of the same id there."""

    lister: Sequence[Liste]
    alle: Sequence[Liste] = ()

    @classmethod
    def of(cls, lister: Sequence[Liste], kontekst: Kontekst) -> "Links":
        """Those lists, and all others no list comes after."""
        asked = {liste.id for liste in lister}
        others = (one for one in newest(kontekst.lister) if one.id not in asked)
        return cls(lister=(*lister, *others), alle=kontekst.lister)

    @cached_property
    def after(self) -> dict[str, str]:
        """The id of a list → that of the one that comes after it."""
        return {liste.forrige: liste.id for liste in self.alle if liste.forrige}

    @cached_property
    def points(self) -> dict[str, Punktet]:
        """Every point by its number."""
        every = (Punktet(liste=liste, punkt=punkt) for liste in self.lister for punkt in liste.innhold)
        return {one.nr: one for one in every}

    @cached_property
    def linked(self) -> dict[str, tuple[str, ...]]:
        """The numbers of those each point is linked with, whoever wrote it. A link that leads nowhere is none."""
        found: dict[str, dict[str, None]] = {nr: {} for nr in self.points}
        for nr, one in self.points.items():
            for navn in one.punkt.koblet:
                liste, _, id_ = navn.rpartition(":")
                other = self._now(liste or one.liste.id, id_)
                if other and other != nr:
                    found[nr][other] = found[other][nr] = None
        return {nr: tuple(others) for nr, others in found.items()}

    def _now(self, liste: str, punkt: str) -> str:
        """The number of the point where it stands now; empty when it is not there any more."""
        seen: set[str] = set()
        while (nr := point_number(liste, punkt)) not in self.points and liste in self.after and liste not in seen:
            seen.add(liste)
            liste = self.after[liste]
        return nr if nr in self.points else ""

    @cached_property
    def by_rule(self) -> dict[str, tuple[Punktet, ...]]:
        found: dict[str, list[Punktet]] = {}
        for one in self.points.values():
            for regel in one.punkt.regler:
                found.setdefault(regel, []).append(one)
        return {regel: tuple(points) for regel, points in found.items()}

    def neighbours(self, nr: str) -> Iterator[Punktet]:
        return (self.points[other] for other in self.linked.get(nr, ()))


def newest(lister: Sequence[Liste]) -> tuple[Liste, ...]:
    """The lists no other list comes after: only in those is anything waited for."""
    earlier = {liste.forrige for liste in lister if liste.forrige}
    return tuple(liste for liste in lister if liste.id not in earlier)


def unit_ids(names: Sequence[str], kontekst: Kontekst) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units by their ids, and the names nobody knows. They may be written as ids or as names; one that has ceased
    is there with the one that took over."""
    known: dict[str, None] = {}
    unknown = []
    for name in names:
        enhet = known_unit(kontekst, name)
        if not enhet:
            unknown.append(name)
        while enhet and enhet not in known:
            known[enhet] = None
            enhet = kontekst.etterfolgere.get(enhet, "")
    return tuple(known), tuple(unknown)


def of_unit(liste: Liste, enhet: str, kontekst: Kontekst) -> Liste:
    """Only the points that are for the unit, or for all. How many the source says there are is of the whole list."""
    mine = tuple(one for one in liste.innhold if not one.enheter or enhet in unit_ids(one.enheter, kontekst)[0])
    groups = {group for one in mine for group in one.grupper}
    return replace(
        liste,
        innhold=mine,
        grupper=tuple(group for group in liste.grupper if group.id in groups),
        oppgitt_antall=UTEN_TALL,
    )


def links_of_unit(
    lenker: Mapping[str, tuple[str, ...]], enhet: str, reg: Registeret, kontekst: Kontekst
) -> dict[str, tuple[str, ...]]:
    """What a point is tied to, as the unit may see it: its own avvik, and the points that are for it or for all."""
    there = {
        point_number(liste.id, punkt.id)
        for whole in kontekst.lister
        for liste in (of_unit(whole, enhet, kontekst),)
        for punkt in liste.innhold
    }
    known = {nr for nr in reg.avvik if reg.avvik[nr].enhet == enhet} | there
    mine = {ledd: tuple(nr for nr in numbers if ledd == TALL or nr in known) for ledd, numbers in lenker.items()}
    return {ledd: numbers for ledd, numbers in mine.items() if numbers}


def avvik_of(one: Punktet, reg: Registeret, kontekst: Kontekst) -> tuple[Avvik, ...]:
    """The avvik of the point's checkpoints in its units. A list of health and safety at work has only such avvik, and
    one of the budget none."""
    units, _ = unit_ids(one.punkt.enheter, kontekst)
    return tuple(
        avvik
        for avvik in reg.avvik.values()
        if avvik.telles
        and avvik.regel in one.punkt.regler
        and (not one.punkt.enheter or avvik.enhet in units)
        and _alike(one.liste, avvik)
    )


def _alike(liste: Liste, avvik: Avvik) -> bool:
    if liste.listeslag is Listeslag.HMS:
        return avvik.kilde is Kilde.HMS
    return liste.om_loven and avvik.kilde is not Kilde.HMS
