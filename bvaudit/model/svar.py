"""What a run says of one rule in one unit, and of the rules nothing has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from bvaudit.model.funn import Funn, Intervall, Tall
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Malestokk


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlinje:
    """Breaches of a narrower rule that are told under a wider one, in the same unit."""

    regel: Rule
    teller: str
    funn: tuple[Funn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelSvar:
    """One machine rule in one unit: what it answered for on the day that is counted.

    ``hjemmel`` is the law the unit was judged by, one line for each legal basis, newest first. ``teller`` is what is
    counted: the table of the rule's objects, or ``plassering`` for the part of tiltak that are one.

    A case may be with another unit now, which is the one to correct it (``Funn.hos``). ``intervall`` is None when every
    case was examined, and when it cannot be given; then ``intervall_grunn`` says why. A rule that only indicates a
    breach never gives an avvik by itself, and neither does one whose every breach is told under a wider rule.
    ``under`` are the narrower rules told here.
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

    @property
    def er_avvik(self) -> bool:
        return self._found and not self.regel.indikasjon

    @property
    def er_indikasjon(self) -> bool:
        """The extract suggests a breach, and nobody has read the cases yet."""
        return self._found and self.regel.indikasjon

    @property
    def egne(self) -> tuple[Funn, ...]:
        """The breaches that stand by themselves."""
        return tuple(funn for funn in self.funn if not funn.under)

    @property
    def fort_under(self) -> int:
        """How many of the breaches are told under a wider rule."""
        return sum(1 for funn in self.funn if funn.under)

    @property
    def lovkrav(self) -> bool:
        """The measure is the law's own, here or in a line under it."""
        return any(rule.malestokk is Malestokk.LOV for rule in (self.regel, *(line.regel for line in self.under)))

    @property
    def _found(self) -> bool:
        return self.tall[self.standard].ikke_oppfylt > self.fort_under


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeUndersokt:
    """A rule nobody or nothing has looked at in this run, and why. Never to be shown as 0 %."""

    regel: Rule
    teller: str
    grunn: str
    hjemmel: tuple[str, ...] = ()
