"""Effect: what was found first, what has to be reached, and what each attempt to measure it gave."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.rule import Effektmal


class Malemate(StrEnum):
    """How the effect of a rule is measured."""

    HENDELSE = "hendelse"  # new objects, chosen by their start
    TILSTAND = "tilstand"  # everyone in the population on a later day
    LESING = "lesing"  # read in folders, by a draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgangspunkt:
    """The finding the effect is held against, by the standard variant (``lest`` = as people read it). ``ikke_brudd``
    are those of ``brudd`` that turned out to be none; shown with and without. ``tilfeldig``: every case, or a random
    draw; only then can it be tested against another. ``delvis`` are met in part, told apart from the breaches and
    missed all the same. ``logikk`` is the print of the rule's logic it was judged by."""

    n: int
    brudd: int
    variant: str
    per: date
    ikke_brudd: int = 0
    tilfeldig: bool = True
    nedre: float | None = None
    ovre: float | None = None
    delvis: int = 0
    logikk: str = ""


class Utfallsord(StrEnum):
    """The five sentences an attempt may end in, chosen by the numbers."""

    NADD = "nadd"  # the goal is reached
    BEDRE = "bedre"  # not reached, and better than before by more than chance
    UVISST = "uvisst"  # not reached, and cannot be told from before
    DARLIGERE = "darligere"  # worse than before by more than chance
    VENTER = "venter"  # too few new cases yet


class Forsoksutfall(StrEnum):
    """What an attempt means for the gate."""

    NADD = "nadd"
    UTVIDES = "utvides"  # the goal may still be reached with the extension, once
    IKKE_NADD = "ikke-nadd"
    FA_OK = "fa-ok"  # few cases for twelve months, all in order
    FA_AVSLUTT = "fa-avslutt"  # year two, with a miss
    VENTER = "venter"
    INGEN = "ingen"  # no object in 24 months


@dataclass(frozen=True, slots=True, kw_only=True)
class Forsok:
    """One attempt, an act that was logged before any case was looked at. ``nr`` counts from 1. ``fra`` and ``til`` are
    the days an object must have started between (event rules), or the day it was judged on (state rules, both alike).
    ``n`` were counted and ``brudd`` of them missed, ``brukt`` which. ``siste_start`` is the last start day counted.
    ``p`` is the exact test against the start, None where there can be none. A ``forelopig`` one is no attempt.

    ``forste`` is the first day that may be counted, which the twelve and 24 months of few cases run from. ``n_for`` and
    ``brudd_for`` are those of the year before, where it is looked at with this one. ``nedre`` and ``ovre`` are exact
    bounds for the share that is met. ``logikk`` is the print of
    the rule's logic then, and ``revisjon`` the audit it is read in."""

    nr: int
    dag: date
    per: date
    mate: Malemate
    mal: Effektmal
    tiltak: str
    i_bruk: date
    fra: date
    til: date
    n: int = 0
    brudd: int = 0
    uavklart: int = 0
    utfall: Forsoksutfall = Forsoksutfall.VENTER
    ord: Utfallsord = Utfallsord.VENTER
    siste_start: date | None = None
    brukt: tuple[str, ...] = ()
    fro: str = ""  # the seed of the draw, for what is read
    nedre: float | None = None
    ovre: float | None = None
    p: float | None = None
    sammenlignbar: str = ""  # why it cannot be held against the start; empty = it can
    forelopig: bool = False
    ferdig: bool = False
    hendelse: int = 0
    neste_kontroll: date | None = None
    forste: date | None = None
    n_for: int = 0
    brudd_for: int = 0
    logikk: str = ""
    revisjon: str = ""

    @property
    def i_orden(self) -> int:
        return self.n - self.brudd

    @property
    def feilet(self) -> bool:
        """After such a one only what came later is counted."""
        return self.ferdig and self.utfall in (Forsoksutfall.IKKE_NADD, Forsoksutfall.FA_AVSLUTT)
