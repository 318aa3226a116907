"""What a measurement means when there are fewer cases than the goal asks for, and what it means when there are enough.

register.md part 6: under ``av`` all are counted. Twelve months after the first day without a miss it may close as «få
saker»; with a miss the next twelve months are waited for. Each year stands alone, unless both together reach ``av``.
Whatever was missed is counted: a year that goes well never hides one that did not.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.register.criteria import may_be_reached, reached
from bvaudit.register.judged import Talt
from bvaudit.register.measure import BETWEEN, TWO_YEARS, YEAR, Maling, first_year
from bvaudit.register.rulefacts import after


@dataclass(frozen=True, slots=True, kw_only=True)
class Dom:
    """What came out. ``n`` and ``brudd`` are what decides; ``n_for`` and ``brudd_for`` the year before, where it is
    looked at too. ``neste`` is when to look again; None where nothing is waited for."""

    utfall: Forsoksutfall
    n: int
    brudd: int
    n_for: int = 0
    brudd_for: int = 0
    neste: date | None = None


def judge(found: Maling, talt: Talt, *, extendable: bool = False) -> Dom:
    """``extendable``: a draw that may still be extended."""
    if not found.begynt:
        return Dom(utfall=Forsoksutfall.VENTER, n=0, brudd=0, neste=found.tidligst)
    if talt.n >= found.mal.av:
        return _enough(found, talt, extendable=extendable)
    if found.per >= pluss(found.forste, TWO_YEARS):
        return _second_year(found, talt)
    if found.per >= pluss(found.forste, YEAR):
        return _first_year(found, talt)
    return _waits(found, talt, pluss(found.forste, YEAR))


def _enough(found: Maling, talt: Talt, *, extendable: bool) -> Dom:
    """A goal that is reached only because breaches were left open is not reached: a new journal system, without the
    visits from before it, would otherwise close what nobody has mended."""
    goal, met = found.mal, talt.n - talt.brudd
    read = found.mate is Malemate.LESING
    if reached(goal, met, talt.n, extended=read and talt.n > goal.av, critical=found.kritisk):
        if not reached(goal, met, talt.n + talt.apnet, critical=found.kritisk):
            return _waits(found, talt, pluss(found.per, BETWEEN))
        return _said(Forsoksutfall.NADD, talt)
    if extendable and may_be_reached(goal, met, talt.n, critical=found.kritisk):
        return _said(Forsoksutfall.UTVIDES, talt, found.per)
    return _said(Forsoksutfall.IKKE_NADD, talt, _again(found, talt))


def _first_year(found: Maling, talt: Talt) -> Dom:
    """A miss in a measurement that was logged this year is not washed away by a better day later in the year. And what
    nobody knows of is not oppfylt: all of them must be."""
    if talt.n and not talt.brudd and not talt.uavklart and not any(one.brudd for one in _in_first_year(found)):
        return _said(Forsoksutfall.FA_OK, talt)
    return _waits(found, talt, pluss(found.forste, TWO_YEARS))


def _second_year(found: Maling, talt: Talt) -> Dom:
    this, n_for, brudd_for = _this_year(found, talt)
    n, brudd = this.n + n_for, this.brudd + brudd_for
    if n == 0 and talt.uavklart:  # there were cases, and nobody knows how they went
        return _waits(found, talt, pluss(found.per, BETWEEN))
    if n == 0:
        return Dom(utfall=Forsoksutfall.INGEN, n=0, brudd=0, neste=pluss(found.per, YEAR))
    utfall, neste = Forsoksutfall.FA_AVSLUTT, pluss(found.per, YEAR)
    if n >= found.mal.av:
        met = reached(found.mal, n - brudd, n, critical=found.kritisk)
        utfall = Forsoksutfall.NADD if met else Forsoksutfall.IKKE_NADD
        if met and not reached(found.mal, n - brudd, n + talt.apnet, critical=found.kritisk):
            return _waits(found, talt, pluss(found.per, BETWEEN))
    elif this.n and not this.brudd and not this.uavklart:
        utfall = Forsoksutfall.FA_OK
    if utfall in (Forsoksutfall.NADD, Forsoksutfall.FA_OK):
        return Dom(utfall=utfall, n=this.n, brudd=this.brudd, n_for=n_for, brudd_for=brudd_for)
    return Dom(utfall=utfall, n=this.n, brudd=this.brudd, n_for=n_for, brudd_for=brudd_for, neste=neste)


def _this_year(found: Maling, talt: Talt) -> tuple[Talt, int, int]:
    """The second year, with how many there were in the first, and how many of them were missed. Events stand in the
    extract by their start; the first year of a state, and of what is read, is the measurement that was logged first in
    it: a better day later that year changes nothing."""
    if found.mate is Malemate.HENDELSE:
        this = talt.since(pluss(found.forste, YEAR))
        return this, talt.n - this.n, talt.brudd - this.brudd
    before = _in_first_year(found)
    return (talt, before[0].n, before[0].brudd) if before else (talt, 0, 0)


def _in_first_year(found: Maling) -> list[Forsok]:
    """What was missed among events is still in the extract."""
    return [] if found.mate is Malemate.HENDELSE else first_year(found)


def _waits(found: Maling, talt: Talt, neste: date) -> Dom:
    return _said(Forsoksutfall.VENTER, talt, neste)


def _said(utfall: Forsoksutfall, talt: Talt, neste: date | None = None) -> Dom:
    return Dom(utfall=utfall, n=talt.n, brudd=talt.brudd, neste=neste)


def _again(found: Maling, talt: Talt) -> date:
    """The first day there can be anything to count in a new attempt."""
    if found.mate is Malemate.HENDELSE:
        return after((talt.siste_start or talt.til) + timedelta(days=1), found.grense) + timedelta(days=1)
    return pluss(found.per, BETWEEN)
