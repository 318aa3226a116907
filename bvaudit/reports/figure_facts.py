"""What the workbook, the screen and the papers of key figures are made of: the rows, and the words around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.endring import Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.chart_view import Grafslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesetekst:
    """A reading: its name in the rows, its short heading, and the sentence that says what is counted."""

    navn: str
    tittel: str = ""
    forklaring: str = ""
    merknad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talltekst:
    """A figure. The first of ``lesninger`` is the standard. ``koder`` are axis → code → word, ``akser`` axis → heading.
    ``regel``: it is the share of breaches of a rule."""

    id: str
    tittel: str
    tema: str = ""
    kilde: str = ""
    merknad: str = ""
    benevning: str = ""
    desimaler: int = 1
    lesninger: tuple[Lesetekst, ...] = ()
    graf: Grafslag | None = None
    brudd: tuple[Seriebrudd, ...] = ()
    akser: Mapping[str, str] = field(default_factory=dict)
    koder: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ikke_kvalitetsmal: bool = False
    regel: bool = False
    serie: bool = False

    def lesning(self, navn: str) -> Lesetekst:
        return next((one for one in self.lesninger if one.navn == navn), Lesetekst(navn=navn, tittel=navn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallfakta:
    """``tekster`` are in the order figures are shown. ``enheter`` and ``kommuner`` (four digits → name) are in the
    order they are shown, ``kilder`` labels and words of where it is from. ``kjoring`` is the print of the run, and
    ``ikke_undersokt`` what could not be counted, each with why. ``sagt`` are sentences about figures, by their ids."""

    kommune: str
    per: date
    rader: tuple[Nokkelrad, ...]
    tekster: Mapping[str, Talltekst]
    enheter: tuple[str, ...] = ()
    kommuner: Mapping[str, str] = field(default_factory=dict)
    kilder: tuple[tuple[str, str], ...] = ()
    ikke_undersokt: tuple[tuple[str, str], ...] = ()
    programversjon: str = ""
    kjoring: str = ""
    dokumentklasse: str = ""
    sagt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
