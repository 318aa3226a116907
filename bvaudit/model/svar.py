"""What a run says of one rule in one unit, and of the rules nothing has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from bvaudit.model.funn import Funn, Intervall, Tall
from bvaudit.model.lesesvar import LEST, Svarvalg
from bvaudit.model.lest_i_mappen import LestTall
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Malestokk, Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlinje:
    """Breaches of a narrower rule that are told under a wider one, in the same unit."""

    regel: Rule
    teller: str
    funn: tuple[Funn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelSvar:
    """One rule in one unit: what it answered for on the day that is counted. For a rule only a person can answer the
    one way of counting is ``LEST``, and there is an answer only where somebody has read.

    ``hjemmel`` is the law the unit was judged by, one line for each legal basis, newest first. ``teller`` is what is
    counted: the table of the rule's objects, or ``plassering`` for the part of tiltak that are one.

    A case may be with another unit now, which is the one to correct it (``Funn.hos``). ``intervall`` is None when every
    case was examined, and when it cannot be given; then ``intervall_grunn`` says why. A rule that only indicates a
    breach never gives an avvik by itself, and neither does one whose every breach is told under a wider rule.
    ``under`` are the narrower rules told here.

    Where people have read, ``lest`` has their figures, which never touch ``tall``. In ``funn`` the settled answer has
    decided then: a breach a reader answered otherwise is in ``avkreftet``, one only the reader found is there too. Of a
    rule that only indicates, ``funn`` is what nobody has read, and ``bekreftet`` what a reader found to be a breach.
    ``lest_om`` are all the objects a reader and the extract say different things of.
    """

    regel: Rule
    enhet: str
    hjemmel: tuple[str, ...]
    teller: str
    standard: str
    tall: Mapping[str, Tall]  # every variant, the standard first
    intervall: Intervall | None
    funn: tuple[Funn, ...]  # ikke oppfylt by the standard variant
    uavklarte: tuple[Funn, ...]
    andre_funn: tuple[Funn, ...] = ()  # ikke oppfylt by another way of counting only; the row is the standard's
    intervall_grunn: str = ""
    under: tuple[Underlinje, ...] = ()
    lest: LestTall | None = None
    bekreftet: tuple[Funn, ...] = ()
    avkreftet: tuple[Funn, ...] = ()
    lest_om: tuple[Funn, ...] = ()

    @property
    def er_avvik(self) -> bool:
        return any(not f.under for f in self.bekreftet) if self.regel.indikasjon else self._found

    @property
    def er_indikasjon(self) -> bool:
        """The extract suggests a breach, and nobody has read all the cases yet."""
        return self._found and self.regel.indikasjon

    @property
    def brudd(self) -> tuple[Funn, ...]:
        """The breaches, those told under a wider rule too. What is only suggested is none."""
        return self.bekreftet if self.regel.indikasjon else self.funn

    @property
    def i_orden(self) -> tuple[Funn, ...]:
        """The breaches of the register that a reader found in order, or that do not apply: what is to be mended is how
        they are registered. Partly in order is not in order."""
        return tuple(f for f in self.avkreftet if f.lest and f.lest.svar is not Svarvalg.DELVIS)

    @property
    def egne(self) -> tuple[Funn, ...]:
        """The breaches that stand by themselves."""
        return tuple(funn for funn in self.brudd if not funn.under)

    @property
    def fort_under(self) -> int:
        """How many of the breaches are told under a wider rule."""
        return sum(1 for funn in self.bekreftet or self.funn if funn.under)

    @property
    def leser_teller(self) -> bool:
        """What people read is what shows the breach: the rule has no other figure that does."""
        if self.lest is None:
            return False
        shown = any(funn.lest is None or funn.lest.maskinen is Utfall.IKKE_OPPFYLT for funn in self.brudd)
        return self.standard == LEST or bool(self.bekreftet) or (bool(self.brudd) and not shown)

    @property
    def talt(self) -> Tall:
        """The figure an avvik is told by: the machine's, or the readers' where only they show the breach."""
        return self.lest.alle if self.lest and self.leser_teller else self.tall[self.standard]

    @property
    def med_andel(self) -> bool:
        """Whether a share may be told of ``talt``."""
        return self.lest.andel is not None if self.lest and self.leser_teller else True

    @property
    def lovkrav(self) -> bool:
        """The measure is the law's own, here or in a line under it."""
        return any(rule.malestokk is Malestokk.LOV for rule in (self.regel, *(line.regel for line in self.under)))

    @property
    def _found(self) -> bool:
        if self.lest is not None:
            return any(not funn.under for funn in self.funn)
        return self.tall[self.standard].ikke_oppfylt > self.fort_under


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeUndersokt:
    """A rule nobody or nothing has looked at in this run, and why. Never to be shown as 0 %."""

    regel: Rule
    teller: str
    grunn: str
    hjemmel: tuple[str, ...] = ()
