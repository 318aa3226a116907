"""A rule: one sjekkpunkt, the law behind it over time, and the ways to count it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import arg, described
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk, Sikkerhet
from bvaudit.model.uttrykk import Betingelse, Dato, Krav


@described("En lov eller forskrift.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lov:
    """An act or regulation that rules refer to by ``id``."""

    id: str = arg("Kort id brukt i hjemmel.")
    kort: str = arg("Slik den siteres: bvl.")
    navn: str = arg("Fullt navn.")
    gjelder_fra: date | None = arg(default=None)
    gjelder_til_og_med: date | None = arg(default=None)
    lenke: str = arg("Offentlig adresse til teksten.", default="")


@described("Lover og forskrifter som reglene viser til.", title="bvaudit: lover")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lover:
    """The whole file, ``rules/kodeverk/lover.yaml``."""

    lover: tuple[Lov, ...] = arg("Lovene.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hjemmel:
    """A place in the law. ``paragraf`` is text: ``2-1`` is not a number."""

    lov: str
    paragraf: str
    ledd: str = ""
    punktum: str = ""
    bokstav: str = ""


_BY_VARIANT = {
    "lov": Malestokk.LOV,
    "retningslinje": Malestokk.NORM,
    "register": Malestokk.REGISTER,
    "ssb": Malestokk.REGISTER,
}
ENHET = "enhet"  # a point about the service itself: answered by a person, once for each unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjelder:
    """Which objects the rule is about: rows of a table, or ``ENHET``. Outside ``der`` there is no row."""

    objekt: str
    der: Betingelse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way of counting. ``forklaring`` says in one sentence how, for people."""

    navn: str
    krav: Krav
    forklaring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versjon:
    """The law at a time. ``velges_etter`` are the event dates that choose it (the first that is filled in);
    empty = the judging day. No version in force gives ikke aktuelt."""

    gjelder_fra: date
    gjelder_til_og_med: date | None
    velges_etter: tuple[Dato, ...]
    hjemmel: tuple[Hjemmel, ...]
    varianter: tuple[Variant, ...]
    merknad: str = ""

    def in_force(self, dag: date) -> bool:
        return self.gjelder_fra <= dag and (self.gjelder_til_og_med is None or dag <= self.gjelder_til_og_med)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollert:
    """Who approved the content, and when. ``avtrykk`` is of the wording they approved; empty = not taken."""

    av: str
    dato: date
    avtrykk: str = ""


class Kontrollgrad(StrEnum):
    """The national register's own grades, as it spells them."""

    FATAL = "FATAL"
    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradForKode:
    """The grade when the object's code is this one."""

    kode: str
    alvorlighet: Kontrollgrad


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontroll:
    """What makes a rule one of the national register's own controls. ``entitet`` is what the register says is wrong,
    also where our object is its owner; ``v5`` says how the control fits version 5 of the format (``direkte``,
    ``tilpasses``, ``uaktuell`` or ``xsd``). ``kodefelt`` and ``etter_kode`` give some codes a grade of their own."""

    entitet: str
    alvorlighet: Kontrollgrad
    v5: str
    alvorlighet_migrert: Kontrollgrad | None = None
    kodefelt: str = ""
    etter_kode: tuple[GradForKode, ...] = ()

    @property
    def vist(self) -> str:
        """«ERROR, WARNING for rader fra et eldre fagsystem»."""
        graded = [self.alvorlighet.value, *(f"{one.alvorlighet} ved kode {one.kode}" for one in self.etter_kode)]
        if self.alvorlighet_migrert is not None:
            graded.append(f"{self.alvorlighet_migrert} for rader fra et eldre fagsystem")
        return ", ".join(graded)


class SamlesPer(StrEnum):
    """What one avvik gathers: the rule in one unit, or, where a child needs action the same day, in one case."""

    ENHET = "enhet"
    SAK = "sak"


class Rettes(StrEnum):
    """How a breach can heal: it may become oppfylt later, it can only be done too late, or it stays as it is."""

    KAN = "kan"
    VED_UTFORT = "ved_utfort"
    NEI = "nei"


@dataclass(frozen=True, slots=True, kw_only=True)
class Eksempel:
    """A good and a poor answer, for the person who answers the point."""

    godt: str
    svakt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effektmal:
    """The goal when the effect is measured: ``minst`` of ``av``, extended once to ``minst_utvidet`` of
    ``utvides_til``."""

    minst: int
    av: int
    utvides_til: int
    minst_utvidet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``telles_etter`` are the dates that put an object in a period (``frist_dato`` is the variant's own limit);
    empty = a rule about a state, always judged on the judging day. ``fil`` is where it was read. A rule with
    ``kontroll`` is about the data and not about the law: it is kept out of the results and counted by itself.

    ``avvikstittel`` is the breach as a heading. ``omfattes_av`` are wider rules that see the same fault: in a case
    where one of them is broken, this one is told under it. ``rettes``, ``samles_per`` and ``effektmal`` are for the
    register. ``egen_malestokk`` is whose measure it is, where the name of the standard variant does not tell.
    """

    id: str
    tema: str
    tittel: str
    sporsmal: str
    formal: str
    alvorlighetsgrad: Alvorlighetsgrad
    gjelder: Gjelder
    telles_etter: tuple[str, ...]
    versjoner: tuple[Versjon, ...]
    avvikstekst: str
    veiledning: str
    metode: str
    kilde: str
    plikter: tuple[str, ...]
    sikkerhet: Sikkerhet
    sikkerhet_grunn: str
    indikasjon: bool
    kontrollert: Kontrollert
    fil: str
    utgatt: date | None = None
    kontroll: Kontroll | None = None
    avvikstittel: str = ""
    eksempel: Eksempel | None = None
    omfattes_av: tuple[str, ...] = ()
    rettes: Rettes | None = None
    samles_per: SamlesPer = SamlesPer.ENHET
    effektmal: Effektmal | None = None
    egen_malestokk: Malestokk | None = None

    @property
    def malestokk(self) -> Malestokk:
        """Whose measure the standard way of counting is: what the file says, else by the name of the variant."""
        if self.egen_malestokk is not None:
            return self.egen_malestokk
        return _BY_VARIANT.get(self.variantnavn[0], Malestokk.EGET) if not self.manuell else Malestokk.LOV

    @property
    def brudd(self) -> str:
        """What a finding is called: never the requirement as if it were met, also where nobody wrote a heading."""
        return self.avvikstittel or f"Ikke oppfylt: {self.tittel}"

    @property
    def manuell(self) -> bool:
        return not self.telles_etter and all(
            getattr(type(v.krav), "manuell", False) for version in self.versjoner for v in version.varianter
        )

    @property
    def variantnavn(self) -> tuple[str, ...]:
        """Every variant of every version, the newest version's order first. The first is the standard."""
        names: dict[str, None] = {}
        for version in reversed(self.versjoner):
            names.update(dict.fromkeys(v.navn for v in version.varianter))
        return tuple(names)
