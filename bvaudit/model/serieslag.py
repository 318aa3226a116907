"""The words a series is told in: what it is about, what its numbers count, what its columns are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Serieslag(StrEnum):
    """What the series is about."""

    BEMANNING = "bemanning"
    SYKEFRAVAR = "sykefravar"
    TURNOVER = "turnover"
    MEDARBEIDERE = "medarbeidere"
    OKONOMI = "okonomi"
    BEFOLKNING = "befolkning"
    AKTIVITET = "aktivitet"
    KLAGER = "klager"
    AVVIKSKULTUR = "avvikskultur"
    LEVERANDORER = "leverandorer"
    SAMMENLIGNING = "sammenligning"
    SAKER = "saker"
    ANNET = "annet"


class Maal(StrEnum):
    """What a number is a number of. A share is told in per cent, and kept between 0 and 1."""

    ANTALL = "antall"
    ANSATTE = "ansatte"
    ARSVERK = "arsverk"
    ANDEL = "andel"
    SUM = "sum"
    DOGN = "dogn"
    TIMER = "timer"
    GJENNOMSNITT = "gjennomsnitt"
    MINST = "minst"
    STORST = "storst"


# What can be added up over time: what happened, and not what there was on a day.
OVER_TID = frozenset({Maal.SUM, Maal.DOGN, Maal.TIMER, Maal.ANTALL})
TELLES_HELT = frozenset({Maal.ANTALL, Maal.ANSATTE, Maal.DOGN})  # whole numbers: no difference is due to rounding


class Rolle(StrEnum):
    """What a column is."""

    PERIODE = "periode"
    ENHET = "enhet"
    KOMMUNE = "kommune"
    KATEGORI = "kategori"
    VERDI = "verdi"
    TELLER = "teller"
    NEVNER = "nevner"
    PERSONER = "personer"
    NAVN = "navn"
    BRUKES_IKKE = "brukes_ikke"


class Radslag(StrEnum):
    """What a row of the file is. ``PERSON``: one employee, of whom only counts and means go further; ``TELLES``: one
    thing, counted in its category; ``SUMMERES``: one employee, whose number is added to those of the others."""

    TALL = "tall"
    PERSON = "person"
    TELLES = "telles"
    SUMMERES = "summeres"


class Lengde(StrEnum):
    """What a date in a column of periods stands for."""

    DAG = "dag"
    MANED = "maned"
    AR = "ar"


class Retning(StrEnum):
    HOYST = "hoyst"
    MINST = "minst"


class Seriegraf(StrEnum):
    LINJE = "linje"
    SOYLER = "soyler"
    STABLET = "stablet"
    PRIKK = "prikk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slagregel:
    """``minst``: fewer employees than this behind a number, and it is hidden. ``graf``: how it is drawn."""

    minst: int = 0
    graf: Seriegraf = Seriegraf.SOYLER


# Numbers of the health, the opinions and the work of employees say nothing of fewer than five.
FEWEST = 5
SLAG: Mapping[Serieslag, Slagregel] = {
    **{slag: Slagregel() for slag in Serieslag},
    Serieslag.SYKEFRAVAR: Slagregel(minst=FEWEST, graf=Seriegraf.LINJE),
    Serieslag.TURNOVER: Slagregel(minst=FEWEST, graf=Seriegraf.LINJE),
    Serieslag.MEDARBEIDERE: Slagregel(minst=FEWEST, graf=Seriegraf.STABLET),
    Serieslag.AVVIKSKULTUR: Slagregel(minst=FEWEST),
    Serieslag.SAMMENLIGNING: Slagregel(graf=Seriegraf.PRIKK),
    Serieslag.OKONOMI: Slagregel(graf=Seriegraf.LINJE),
    Serieslag.BEFOLKNING: Slagregel(graf=Seriegraf.LINJE),
}
