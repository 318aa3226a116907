"""May this attempt be begun, and may this be its result? It is begun by a person before any case is looked at, and
finished by the program, as it was begun, once."""

from datetime import timedelta

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.ting import link_number
from bvaudit.model.rule import Rule
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, Guards, no
from bvaudit.register.criteria import reached
from bvaudit.register.guards_avvik import open_avvik
from bvaudit.register.rulefacts import no_miss_allowed

BETWEEN = Varighet(antall=3, enhet="M")  # register.md part 6: state rules, after an attempt that failed
_YEAR, _TWO_YEARS = Varighet(antall=12, enhet="M"), Varighet(antall=24, enhet="M")  # part 6: few cases
_DAY = timedelta(days=1)
# What is settled when an attempt begins, and is the same when it ends.
_AS_BEGUN = ("per", "mate", "mal", "tiltak", "i_bruk", "fra", "fro")


def _begun(ask: Asked, event: ForsokBegynt) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik, new = ask.avvik(event.nr), event.forsok
    if avvik is None:
        return
    if new.nr != max((one.nr for one in avvik.forsok), default=0) + 1:
        yield no("forsok-nummer", forsok=new.nr)
    if any(not one.ferdig for one in avvik.forsok):
        yield no("forsok-uferdig", forsok=avvik.forsok[-1].nr)
    if new.n or new.brudd or new.brukt or new.ferdig or new.forelopig or new.utfall is not Forsoksutfall.VENTER:
        yield no("forsok-med-tall")
    if new.per > ask.dag:
        yield no("fram-i-tid", dag=vis(new.per))
    yield from _criterion(ask, avvik, new)
    yield from _later_than_the_last(avvik, new)


def _criterion(ask: Asked, avvik: Avvik, new: Forsok) -> Found:
    link = ask.reg.ting.get(link_number(avvik.nr, avvik.avgjorende)) if avvik.avgjorende else None
    in_use = link.dato("i_bruk") if link is not None else None
    if in_use is None or (new.tiltak, new.i_bruk) != (avvik.avgjorende, in_use):
        yield no("forsok-tiltak")
    elif new.fra < in_use:
        yield no("forsok-for-i-bruk", dag=vis(in_use))
    if new.mal != avvik.mal:
        yield no("forsok-mal")
    if avvik.krever_lesing and new.mate is not Malemate.LESING:
        yield no("forsok-leses")
    if new.mate is Malemate.LESING and not new.fro:
        yield no("forsok-uten-fro")


def _later_than_the_last(avvik: Avvik, new: Forsok) -> Found:
    """After one that failed, only what came later is counted."""
    for one in avvik.forsok:
        if not one.feilet or one.tiltak != new.tiltak or one.hendelse <= avvik.maling_fra:
            continue
        if new.mate is Malemate.HENDELSE and new.fra < (one.siste_start or one.til) + _DAY:
            yield no("forsok-samme-saker", dag=vis(one.siste_start or one.til))
        elif new.mate is not Malemate.HENDELSE and new.per < pluss(one.per, BETWEEN):
            yield no("forsok-for-tett", dag=vis(pluss(one.per, BETWEEN)))


def _finished(ask: Asked, event: ForsokFerdig) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik, done = ask.avvik(event.nr), event.forsok
    if avvik is None:
        return
    begun = next((one for one in avvik.forsok if one.nr == done.nr), None)
    if begun is None or begun.ferdig:
        yield no("forsok-ikke-begynt", forsok=done.nr)
        return
    if any(getattr(begun, name) != getattr(done, name) for name in _AS_BEGUN):
        yield no("forsok-endret", forsok=done.nr)
    if begun.utfall is Forsoksutfall.UTVIDES and done.utfall is Forsoksutfall.UTVIDES:
        yield no("forsok-utvidet-alt", forsok=done.nr)
    if not _adds_up(avvik, done, ask.kontekst.regler.get(avvik.regel)):
        yield no("forsok-tall", forsok=done.nr)


def _adds_up(avvik: Avvik, done: Forsok, rule: Rule | None) -> bool:
    """The outcome is one these figures can have."""
    if not 0 <= done.brudd <= done.n or done.uavklart < 0:
        return False
    if done.utfall is Forsoksutfall.NADD:
        return met_by(avvik, done, rule)
    if done.utfall is Forsoksutfall.FA_OK:
        return 0 < done.n < done.mal.av and not done.brudd and _lasted(done, _YEAR)
    if done.utfall in (Forsoksutfall.FA_AVSLUTT, Forsoksutfall.INGEN):
        seen = done.n + done.n_for
        return (
            seen < done.mal.av and _lasted(done, _TWO_YEARS) and bool(seen) == (done.utfall is not Forsoksutfall.INGEN)
        )
    return True


def _lasted(done: Forsok, time: Varighet) -> bool:
    """Few cases are no reason before so long has passed from the first day of the measurement."""
    return done.per >= pluss(max(done.forste or done.i_bruk, done.i_bruk), time)


def met_by(avvik: Avvik, done: Forsok, rule: Rule | None) -> bool:
    """Whether the figures of an attempt, with those of the year before where they are counted together, reach its
    goal: enough cases, a share that is large enough, and no miss where it is kritisk."""
    n, brudd = done.n, done.brudd
    if n < done.mal.av:
        n, brudd = n + done.n_for, brudd + done.brudd_for
    critical = no_miss_allowed(avvik, rule)
    extended = done.mate is Malemate.LESING and n > done.mal.av
    return n >= done.mal.av and reached(done.mal, n - brudd, n, extended=extended, critical=critical)


GUARDS: Guards = {ForsokBegynt: _begun, ForsokFerdig: _finished}
