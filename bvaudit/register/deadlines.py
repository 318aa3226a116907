"""The deadlines of an avvik on a day: when there must be a plan, what must be done at once, when it is to be closed.

Part 3 of the register's rules. Nothing runs before the unit has been told.
"""

from collections.abc import Iterator
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.plans import Arshjul
from bvaudit.model.registeret.avvik import Avvik, Omfang, Registeret
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.kontekst import Frister, Kontekst
from bvaudit.model.registeret.ting import link_number
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import Varighet
from bvaudit.register.gate import CAUSE_UNKNOWN, SIDE_EXITS, last_attempt
from bvaudit.register.gate_measures import MUST_HAVE_WORKED
from bvaudit.register.planned_tasks import deadline, is_there, wheels
from bvaudit.register.rulefacts import after, is_event_rule, limit_of, window_of

PLAN, AT_ONCE, CLOSING, CHECK = "plan", "strakstiltak", "lukking", "kontroll"
NO_CONTROL = Varighet(antall=12, enhet="M")  # no control of the årshjul holds the rule
_MONTH = Varighet(antall=1, enhet="M")
_MONTHS = 12


def deadlines(avvik: Avvik, reg: Registeret, kontekst: Kontekst, dag: date) -> Frister:
    """``dag`` is today. Each deadline is the last day that is in time; it is forfalt from the day after."""
    if not avvik.apen:
        return _ended(avvik)
    start = told(avvik)
    plan = None if start is None else plan_deadline(avvik, kontekst, start)
    holds = plan_is_met(avvik)
    at_once = _at_once(avvik)
    closing, given = _closing(avvik, reg, kontekst, plan)
    runs = {
        AT_ONCE: None if at_once is None or done_at_once(avvik) else at_once,
        PLAN: None if plan is None or holds else _put_off(avvik, plan),
        CLOSING: None if closing is None else _put_off(avvik, closing),
    }
    left = {what: day for what, day in runs.items() if day is not None}
    nearest = min(left, key=lambda what: left[what], default="")
    return Frister(
        plan=plan,
        plan_holdt=holds,
        strakstiltak=at_once,
        lukking=closing,
        lukking_satt=given,
        neste=left.get(nearest),
        neste_hva=nearest,
        forfalt=tuple(what for what, day in left.items() if day < dag),
        lop=left,
    )


def _ended(avvik: Avvik) -> Frister:
    """No deadline runs; the side exits of few cases are looked at again."""
    slutt = avvik.slutt
    check = slutt.neste_kontroll if slutt is not None and slutt.stilling in SIDE_EXITS else None
    return Frister(
        plan=None,
        plan_holdt=plan_is_met(avvik),
        strakstiltak=None,
        lukking=None,
        lukking_satt=False,
        neste=check,
        neste_hva=CHECK if check is not None else "",
    )


def told(avvik: Avvik) -> date | None:
    """The day deadlines count from: when the unit was told, the common start of the first run (never for
    kritisk), or the day it was opened again. None: nobody has told the unit."""
    common = None if avvik.alvor is Alvorlighetsgrad.KRITISK else avvik.felles_start
    start = common or avvik.varslet
    if avvik.gjenapnet and (start is None or avvik.gjenapnet[-1] > start):
        return avvik.gjenapnet[-1]
    return start


def plan_deadline(avvik: Avvik, kontekst: Kontekst, start: date) -> date:
    """By severity. Kritisk as høy: what must be done the same day is strakstiltak."""
    kritisk = avvik.alvor is Alvorlighetsgrad.KRITISK
    grad = kontekst.kodeverk.gradfrist(Alvorlighetsgrad.HOY if kritisk else avvik.alvor)
    return pluss(start, grad.frist) if grad.frist is not None else next_control(avvik.regel, wheels(kontekst), start)


def next_control(regel: str, arshjul: tuple[Arshjul, ...], start: date) -> date:
    """The last day of the first month after this one in which a control of the årshjul holds the rule; else twelve
    months."""
    for ahead in range(1, _MONTHS + 1):
        first = pluss(start.replace(day=1), Varighet(antall=ahead, enhet="M"))
        if any(regel in rules for rules in _controls(arshjul, first)):
            return last_of_month(first)
    return pluss(start, NO_CONTROL)


def _controls(arshjul: tuple[Arshjul, ...], first: date) -> Iterator[tuple[str, ...]]:
    """The rules of each control that is planned in the month that begins on ``first``."""
    for wheel in arshjul:
        for task in wheel.oppgaver:
            if first.month in task.maneder and is_there(wheel, arshjul, task, deadline(task, first.year, first.month)):
                yield task.regler


def last_of_month(day: date) -> date:
    return date.fromordinal(pluss(day.replace(day=1), _MONTH).toordinal() - 1)


def plan_is_met(avvik: Avvik) -> bool:
    """Cause, role and date are set, and for systemsvikt a measure."""
    ting = avvik.ting
    cause = ting.verdi("arsak") not in ("", CAUSE_UNKNOWN)
    role = ting.verdi("ansvarlig") or ting.eier
    measure = avvik.omfang is Omfang.ENKELTHENDELSE or bool(avvik.tiltak)
    return bool(cause and role and ting.verdi("frist_plan") and measure)


def _at_once(avvik: Avvik) -> date | None:
    """Kritisk: the same day it was told; a common start and a postponement are not for it."""
    return avvik.varslet if avvik.alvor is Alvorlighetsgrad.KRITISK else None


def done_at_once(avvik: Avvik) -> bool:
    """Done, when, and by which role."""
    ting = avvik.ting
    return all(ting.verdi(felt) for felt in ("strakstiltak", "strakstiltak_dag", "strakstiltak_hvem"))


def _closing(avvik: Avvik, reg: Registeret, kontekst: Kontekst, plan: date | None) -> tuple[date | None, bool]:
    """(the day, whether a person has set it). Few cases: not before there is something to look at again."""
    given = min(_given(avvik, reg), default=None)
    proposed = _single(reg, plan) if avvik.omfang is Omfang.ENKELTHENDELSE else proposed_closing(avvik, reg, kontekst)
    day = given or proposed
    last = last_attempt(reg, avvik)
    if day is not None and last is not None and last.ferdig and last.utfall is Forsoksutfall.VENTER:
        day = max(day, last.neste_kontroll or day)
    return day, given is not None


def _given(avvik: Avvik, reg: Registeret) -> Iterator[date]:
    """The days people have set: its own, and of those that were merged into it until somebody sets another."""
    own = avvik.ting.felt.get("frist_lukking")
    if (day := avvik.ting.dato("frist_lukking")) is not None:
        yield day
    for gone in (reg.avvik[nr] for nr in avvik.slatt_inn if nr in reg.avvik):
        merged = gone.slutt.hendelse if gone.slutt is not None else 0
        day = gone.ting.dato("frist_lukking")
        if day is not None and (own is None or own.hendelse < merged):
            yield day


def proposed_closing(avvik: Avvik, reg: Registeret, kontekst: Kontekst) -> date | None:
    """The decisive measure's in-use day, the time it must have worked, and the time the rule looks back over (of an
    event: the time it gives). None until a decisive measure is in use."""
    link = reg.ting.get(link_number(avvik.nr, avvik.avgjorende)) if avvik.avgjorende else None
    in_use = link.dato("i_bruk") if link is not None else None
    if in_use is None:
        return None
    worked = pluss(in_use, MUST_HAVE_WORKED)
    rule = kontekst.regler.get(avvik.regel)
    return worked if rule is None else after(worked, _looks_over(rule))


def _looks_over(rule: Rule) -> tuple[Varighet, ...]:
    """An event is counted when its whole limit has run out: to close sooner would be to promise what cannot be
    measured."""
    if is_event_rule(rule):
        return limit_of(rule)
    window = window_of(rule)
    return () if window is None else (window,)


def _single(reg: Registeret, plan: date | None) -> date | None:
    """The next full run after the plan; None until it has come."""
    if plan is None:
        return None
    later = [run.per for run in reg.kjoringer if not run.trukket and not run.revisjon and run.per > plan]
    return min(later, default=None)


def _put_off(avvik: Avvik, day: date) -> date:
    """While it is put off nothing is forfalt; what was before that ended is forfalt the day after. What is kritisk is
    never put off, nor what has become it since."""
    if avvik.alvor is Alvorlighetsgrad.KRITISK:
        return day
    since = avvik.gjenapnet[-1] if avvik.gjenapnet else date.min
    until = [one.til for one in avvik.utsettelser if one.fra >= since]
    return max([day, *until])
