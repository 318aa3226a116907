"""One list as people read it, whatever kind it is: parts, and in each part points with what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.rule import Hjemmel, Lov, Rule
from bvaudit.model.sitering import cite
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """``id`` is the same in every language."""

    id: str
    verdi: str

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
class ListView:
    """``slag`` is the kind of list as a word of the machine. ``om`` are sentences under the title."""

    id: str
    slag: str
    tittel: str
    om: tuple[str, ...]
    deler: tuple[Part, ...]

    @property
    def antall(self) -> int:
        return len({(point.nr, point.tekst) for part in self.deler for point in part.punkter})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the lists point to, and the day the law is shown for."""

    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    per: date


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
