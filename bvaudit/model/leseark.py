"""What one reader is given to read in one unit: the cases, the questions, and what the machine says beside them.

The form in Excel is made of this (``reports/``), and what is filled in is read back against it (``intake/``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.lesesvar import Gjenstand, Lesesvar, Lesing
from bvaudit.model.utfall import Utfall

SKJEMA = "lesing"  # the kind the reader of forms dispatches on
ENIGHET = "enighet"  # where two readers differ, for the one who settles
SPORSMAL = "sporsmal"  # questions about points, for the list's owner


class Oppsett(StrEnum):
    """A sheet for each case, or a row for each case when there are many cases and few points."""

    ARK = "ark"
    RAD = "rad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maskinsvar:
    """What the extract says of the object, with the dates that decided it."""

    utfall: Utfall
    start_dato: date | None = None
    frist_dato: date | None = None
    faktisk_dato: date | None = None
    krav: int | None = None
    funnet: int | None = None
    forklaring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesepunkt:
    """One question about one object. ``regelversjon`` is the first day of the version that applies; ``ordlyd`` the
    fingerprint of the wording. ``om`` tells which object where a case has several («tiltak fra 03.02.2024»). ``maskin``
    is None where only a person can answer, and always in a second reading. ``svar`` are the answers allowed, ``krever``
    those that need a reason."""

    gjelder: Gjenstand
    regelversjon: date | None
    ordlyd: str
    sporsmal: str
    tittel: str
    veiledning: str = ""
    godt: str = ""
    svakt: str = ""
    merknad: str = ""  # the checklist's own, for this review
    hjemmel: tuple[str, ...] = ()
    om: str = ""
    svar: tuple[str, ...] = ("ja", "delvis", "nei", "ikke aktuelt")
    krever: tuple[str, ...] = ("delvis", "nei")
    maskin: Maskinsvar | None = None

    @property
    def id(self) -> str:
        """The hidden id of the row: everything the answer is about, and the wording it is given to."""
        one = self.gjelder
        return "|".join((one.sak, one.objekt, one.objekt_id, one.regel, self.ordlyd))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesesak:
    """One place in the form. ``sak`` is the full pseudonym and ``kort`` what is shown. ``stratum`` is the part of the
    frame it was drawn from: a struck case gives way to the next in reserve of the same. ``reserve``: not in use until
    one before it is struck. ``malrettet``: pointed at, and in no statistics. ``om`` is one line that tells the object
    («undersøkelse fra 03.02.2025 til 01.05.2025»)."""

    plass: int
    sak: str
    kort: str
    stratum: str = ""
    reserve: bool = False
    malrettet: bool = False
    om: str = ""
    punkter: tuple[Lesepunkt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesesporsmal:
    """A question a reader has about a point, to the list's owner. ``id`` is its row in every form; ``leser`` the code
    of the one who asked. ``lukket``: it is answered, and nobody waits for more."""

    id: str
    regel: str
    sporsmal: str
    leser: str
    enhet: str
    stilt: date | None = None
    svar: str = ""
    lukket: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leseark:
    """``utgave`` counts the times the form has been made for this reader and unit. ``enhetspunkter`` are about the
    service itself and stand once in the unit's first form. ``grunner`` are the reasons a case can be struck for, as
    code and text; ``feiltyper`` the kinds of fault likewise. ``sporsmal``: what the reader has asked before.
    ``ikke_spurt``: points of the checklist that are asked about in no case, each with why."""

    revisjon: str
    tittel: str
    kommune: str
    enhet: str
    enhet_id: str
    leser: str
    rolle: str
    lesing: Lesing
    oppsett: Oppsett
    utgave: int
    per: date
    periode_fra: date
    periode_til: date
    program: str
    saker: tuple[Lesesak, ...]
    enhetspunkter: tuple[Lesepunkt, ...] = ()
    grunner: tuple[tuple[str, str], ...] = ()
    feiltyper: tuple[tuple[str, str], ...] = ()
    dokumentklasse: str = ""
    sporsmal: tuple[Lesesporsmal, ...] = ()
    ikke_spurt: tuple[tuple[str, str], ...] = ()

    @property
    def blind(self) -> bool:
        return self.lesing is Lesing.ANDRE

    @property
    def punkter(self) -> Iterator[Lesepunkt]:
        yield from self.enhetspunkter
        for sak in self.saker:
            yield from sak.punkter


@dataclass(frozen=True, slots=True, kw_only=True)
class Uenighet:
    """One point two readers have answered differently. ``punkt.id`` is the row; ``kort`` the case as it is shown."""

    punkt: Lesepunkt
    kort: str
    forste: Lesesvar
    andre: Lesesvar
    om: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enighetsark:
    """What the role that settles is given: both answers side by side. ``roller``: who may settle, as code and text."""

    revisjon: str
    tittel: str
    kommune: str
    utgave: int
    per: date
    program: str
    uenige: tuple[Uenighet, ...]
    roller: tuple[tuple[str, str], ...] = ()
    feiltyper: tuple[tuple[str, str], ...] = ()
    dokumentklasse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sporsmalsark:
    """The questions readers have asked, for the list's owner. ``punkter``: id and title of each point."""

    revisjon: str
    tittel: str
    kommune: str
    utgave: int
    per: date
    program: str
    sporsmal: tuple[Lesesporsmal, ...]
    punkter: tuple[tuple[str, str], ...] = ()
    dokumentklasse: str = ""
