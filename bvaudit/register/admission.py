"""Whether a run may change the register at all, and what a person should know before it does."""

from collections.abc import Iterable
from datetime import date

from bvaudit.model import kalender
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Skrevet
from bvaudit.register.units import changed_in_the_past
from bvaudit.texts import counted, text

FALL = 5  # a warning when more than one in five of the objects is gone since the last run (register.md part 4)


def last_run(reg: Registeret) -> Skrevet | None:
    """The last run over an extract that stands."""
    return next((one for one in reversed(reg.kjoringer) if not one.trukket and not one.revisjon), None)


def refusal(reg: Registeret, fakta: Kjoringsfakta, enheter: dict[str, str], dag: date) -> str:
    """Why nothing may be written on ``dag``; empty when it may. ``enheter``: what the units are called."""
    if not fakta.hel:
        return fakta.hvorfor_ikke
    if fakta.per > dag:
        return text("registeret_mote.avvist.fram_i_tid", per=kalender.vis(fakta.per))
    if reg.nokkel and fakta.nokkel and fakta.nokkel != reg.nokkel:
        return text("registeret_mote.avvist.nokkel")
    if any(one.trukket and one.uttrekk == fakta.uttrekk for one in reg.kjoringer) and not fakta.revisjon:
        return text("registeret_mote.avvist.trukket")
    last = last_run(reg)
    if last is None or fakta.revisjon:
        return ""
    if fakta.per < last.per:
        return text("registeret_mote.avvist.for_siste", per=kalender.vis(fakta.per), siste=kalender.vis(last.per))
    return _map(last, fakta, enheter)


def _map(last: Skrevet, fakta: Kjoringsfakta, enheter: dict[str, str]) -> str:
    if not last.kart:  # the units were the extract's own: they must all be known by the same ids
        changed = tuple(sorted(set(last.enheter) - set(fakta.enheter))) if fakta.kart else ()
    else:
        changed = changed_in_the_past(last.kart, fakta.kart, last.per)
    if not changed:
        return ""
    named = ", ".join(enheter.get(enhet, enhet) for enhet in changed)
    return text("registeret_mote.avvist.kart", enheter=named, siste=kalender.vis(last.per))


def warnings(reg: Registeret, fakta: Kjoringsfakta, enheter: dict[str, str]) -> tuple[str, ...]:
    """What may be wrong with the extract."""
    last = last_run(reg)
    if last is None or fakta.revisjon:
        return ()
    told = []
    if fakta.antall_objekter * FALL < last.antall_objekter * (FALL - 1):
        fewer = {"for": last.antall_objekter, "na": fakta.antall_objekter}
        told.append(text("registeret_mote.advarsel.faerre", **fewer))
    gone = vanished(last, fakta)
    if gone:
        named = ", ".join(enheter.get(enhet, enhet) for enhet in gone)
        told.append(counted("registeret_mote.advarsel.enhet_borte", len(gone), enheter=named))
    return tuple(told)


def vanished(last: Skrevet | None, fakta: Kjoringsfakta) -> tuple[str, ...]:
    """Units that had something to judge in the last run, have no case now, and have not ceased."""
    return _without_cases((last,) if last is not None else (), fakta)


def left_out(reg: Registeret, fakta: Kjoringsfakta) -> frozenset[str]:
    """As ``vanished``, since any run that stands: a unit that is left out twice has ended no more than one that is left
    out once."""
    return frozenset(_without_cases([one for one in reg.kjoringer if not one.trukket and not one.revisjon], fakta))


def _without_cases(runs: Iterable[Skrevet], fakta: Kjoringsfakta) -> tuple[str, ...]:
    before = {enhet for run in runs for enhet, antall in run.enheter.items() if antall}
    ceased = {enhet for enhet, siste in fakta.opphort.items() if siste < fakta.per}
    return tuple(sorted(enhet for enhet in before - ceased if not fakta.saker.get(enhet)))
