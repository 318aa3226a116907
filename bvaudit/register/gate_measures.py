"""The measures of an avvik, as the gate looks at them: in use, finished or dropped, with evidence, and long enough."""

from datetime import date

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.kodeverk import DROPPET, FULLFORT, I_BRUK
from bvaudit.model.registeret.avvik import Avvik, Kilde
from bvaudit.model.registeret.ting import Ting, link_number
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found
from bvaudit.register.gate_commands import lack

MUST_HAVE_WORKED = Varighet(antall=3, enhet="M")  # register.md part 7: in use as long as the goal says, else this
_DONE = (I_BRUK, FULLFORT, DROPPET)


def measures(ask: Asked, avvik: Avvik, *, decisive: bool) -> Found:
    """``decisive``: one of them must be the one the effect is counted from, and have worked long enough."""
    if not avvik.tiltak:
        yield lack("uten-tiltak", avvik)
        return
    working = [one for one in avvik.tiltak if status_of(ask, avvik, one) in (I_BRUK, FULLFORT)]
    for tiltak in avvik.tiltak:
        yield from _one(ask, avvik, tiltak)
    if decisive:
        yield from _decisive(ask, avvik)
    elif not working:
        yield lack("ingen-i-bruk", avvik)


def status_of(ask: Asked, avvik: Avvik, tiltak: str) -> str:
    """What the unit says of it; dropped by its owner, it is dropped whatever the unit says."""
    link, measure = _link(ask, avvik, tiltak), ask.reg.ting.get(tiltak)
    if measure is not None and measure.verdi("tiltaksstatus") == DROPPET:
        return DROPPET
    return link.verdi("tiltaksstatus") if link is not None else ""


def in_use_day(ask: Asked, avvik: Avvik) -> date | None:
    """Of the decisive measure, as it is now."""
    link = _link(ask, avvik, avvik.avgjorende) if avvik.avgjorende else None
    return link.dato("i_bruk") if link is not None else None


def _link(ask: Asked, avvik: Avvik, tiltak: str) -> Ting | None:
    return ask.reg.ting.get(link_number(avvik.nr, tiltak))


def _one(ask: Asked, avvik: Avvik, tiltak: str) -> Found:
    link, status = _link(ask, avvik, tiltak), status_of(ask, avvik, tiltak)
    if status not in _DONE:
        yield lack("tiltak-ikke-i-bruk", avvik, tiltak=tiltak)
    elif not _evidence(ask, link, tiltak, status):
        yield lack("tiltak-uten-belegg", avvik, tiltak=tiltak)


def _evidence(ask: Asked, link: Ting | None, tiltak: str, status: str) -> str:
    shown = link.verdi("belegg") if link is not None else ""
    measure = ask.reg.ting.get(tiltak)
    if not shown and status == DROPPET and measure is not None:
        return measure.verdi("droppet_grunn")
    return shown


def _decisive(ask: Asked, avvik: Avvik) -> Found:
    if not avvik.avgjorende:
        yield lack("uten-avgjorende", avvik)
        return
    if status_of(ask, avvik, avvik.avgjorende) == DROPPET:
        yield lack("avgjorende-droppet", avvik, tiltak=avvik.avgjorende)
    in_use = in_use_day(ask, avvik)
    if in_use is None:
        yield lack("uten-i-bruk-dag", avvik, tiltak=avvik.avgjorende)
        return
    if in_use <= _found_on(avvik):
        yield lack("i-bruk-for-funnet", avvik, tiltak=avvik.avgjorende, dag=vis(_found_on(avvik)))
    worked = pluss(in_use, MUST_HAVE_WORKED)
    if ask.dag < worked:
        yield lack("for-kort-i-bruk", avvik, tiltak=avvik.avgjorende, dag=vis(worked))


def _found_on(avvik: Avvik) -> date:
    """The day of the finding the effect is held against: a measure that was in use by then did not prevent it."""
    by_run = avvik.kilde in (Kilde.KJORING, Kilde.LESING) and avvik.utgangspunkt is not None
    return avvik.utgangspunkt.per if by_run and avvik.utgangspunkt is not None else date.min
