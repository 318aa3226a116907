"""One list as people read it, whatever kind it is: parts, and in each part points with what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.model.rule import Hjemmel, Lov, Rule
from bvaudit.model.sitering import cite
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """``id`` is the same in every language. ``iso`` is the value where it is a day."""

    id: str
    verdi: str
    iso: str = ""

    @property
    def navn(self) -> str:
        return text(f"lister.fakta.{self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """``nr`` is what the point is called by, and may be empty. ``inni`` has a dash for each point it lies in."""

    nr: str
    tekst: str
    fakta: tuple[Fact, ...]
    inni: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    tittel: str
    punkter: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table over the whole list."""

    id: str
    tittel: str
    om: str
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]

    @property
    def bred(self) -> int:
        """How many times wider the first column is than the others."""
        return 3 if self.id == "grupper" else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """``antall`` points have the warning."""

    kode: str
    antall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A point of a list and where it stands. ``nr`` is what it is called in the matrices."""

    nr: str
    punkt: Listepunkt
    stand: Punktstand


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """``slag`` is the kind of list as a word of the machine. ``om`` are sentences under the title. Text, lists and
    records only: a letterhead may be filled in with it."""

    id: str
    slag: str
    tittel: str
    om: tuple[str, ...]
    deler: tuple[Part, ...]
    ruter: tuple[Grid, ...] = ()
    varsler: tuple[Warned, ...] = ()

    @property
    def antall(self) -> int:
        return len({(point.nr, point.tekst) for part in self.deler for point in part.punkter})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the lists point to, and the day the law is shown for. ``punkter``: the number of a point → what it is called
    where another points at it."""

    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    per: date
    kontekst: Kontekst
    punkter: Mapping[str, str] = field(default_factory=dict)


_OLDER = {Listeslag.RISIKOER: "risikoliste", Listeslag.TILTAK: "forbedringstiltak"}


def slag_of(liste: Liste) -> str:
    """The word of the machine for the kind, as the older kinds have had it."""
    return _OLDER.get(liste.listeslag, liste.listeslag.value)


def day(id_: str, dag: date | None) -> tuple[Fact, ...]:
    return (Fact(id=id_, verdi=vis(dag), iso=dag.isoformat()),) if dag is not None else ()


def facts(**values: str) -> tuple[Fact, ...]:
    """Those that say something, in the order given."""
    return tuple(Fact(id=id_, verdi=" ".join(value.split())) for id_, value in values.items() if value)


def cited(hjemmel: Sequence[Hjemmel], content: Content) -> str:
    return "; ".join(cite(one, content.lover) for one in hjemmel)


def named(regler: Sequence[str], content: Content) -> str:
    """«UND-03: Undersøkelsen er avsluttet innen fristen; …»."""
    return "; ".join(
        text("lister.tittel_sjekkpunkt", id=id_, tittel=content.regler[id_].tittel) if id_ in content.regler else id_
        for id_ in regler
    )
