"""One number of a run: a rule in a unit, counted in one way."""

from dataclasses import dataclass

from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallrad:
    """``enhet`` is empty for all units together, ``variant`` for a rule nobody has examined: then ``tall`` is None and
    ``grunn`` says why. ``grunn`` may also say why there is no share or no interval. ``fort_under`` of the breaches are
    told under a wider rule, ``avvik`` stand by themselves; both are given for the standard way of counting only.
    ``andel_verdi`` is the share where it is not the plain one: a draw from unequal parts is weighted."""

    regel: Rule
    teller: str
    enhet: str
    variant: str
    standard: bool
    tall: Tall | None
    fort_under: int | None = None
    avvik: int | None = None
    andel: bool = True
    andel_verdi: float | None = None
    intervall: Intervall | None = None
    grunn: str = ""
