"""May this be written of a control of the year, and may the year be signed for?

None is called done without the day, and none is called off without a reason. What is given in the same batch counts,
when it stands before.
"""

from collections.abc import Iterator
from datetime import date

from bvaudit.model.kalender import minus, pluss, vis
from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_UTFORT, UTFORT
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.registeret.planlagt import Arstall
from bvaudit.model.registeret.ting import Ting
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, Guards, no
from bvaudit.register.planned import LAST_DAY
from bvaudit.register.planned_tasks import last_day, parts
from bvaudit.register.roles import rank, split, stands_alone
from bvaudit.register.year import counts, year
from bvaudit.texts import text

WITH_REASON = (IKKE_UTFORT, IKKE_AKTUELT)
# A control of May may be done in the last days of April, and hardly in March: then the month is a slip, and the control
# of another month stands as not done.
EARLIEST = Varighet(antall=1, enhet="M")
# Moved further than to the same month of the next year, it is another control.
FURTHEST = Varighet(antall=12, enhet="M")
LEADER = "barnevernleder"  # the lowest role that stands for a year


def year_no(kode: str, **values: object) -> Mangel:
    """A reason by its code, with its sentence beside the year's own texts."""
    return Mangel(kode=kode, tekst=text(f"aret.nei.{kode.replace('-', '_')}", **values))


def of_control(ask: Asked, ting: Ting, event: FeltSatt) -> Found:
    match event.felt:
        case "status":
            yield from _status(ask, ting, event.verdi)
        case "utfort":
            yield from _done_on(ting, event.verdi)
        case "frist":
            yield from _moved(ting, event.verdi)
        case "grunn" if not event.tekst and ting.verdi("status") in WITH_REASON:
            yield year_no("grunnen-trengs", status=_word(ask, ting.verdi("status")))


def _status(ask: Asked, ting: Ting, verdi: str) -> Iterator[Mangel]:
    if verdi == UTFORT and not ting.verdi("utfort"):
        yield year_no("utfort-uten-dag")
    if verdi in WITH_REASON and not ting.verdi("grunn"):
        yield year_no("uten-grunn", status=_word(ask, verdi))


def _word(ask: Asked, kode: str) -> str:
    return ask.kontekst.kodeverk.tekst("oppgavestatuser", kode)


def _done_on(ting: Ting, verdi: str) -> Iterator[Mangel]:
    maned = _month(ting)
    if not verdi and ting.verdi("status") == UTFORT:
        yield year_no("dagen-trengs")
    elif _day(verdi) is not None and date.fromisoformat(verdi) < minus(maned, EARLIEST):
        yield year_no("gjort-for-tidlig", dag=vis(date.fromisoformat(verdi)), fra=vis(minus(maned, EARLIEST)))


def _moved(ting: Ting, verdi: str) -> Iterator[Mangel]:
    frist, maned = _day(verdi), _month(ting)
    first, last = minus(maned, EARLIEST), pluss(ting.dato(LAST_DAY) or last_day(maned), FURTHEST)
    if frist is not None and not first <= frist <= last:
        yield year_no("fristen-for-langt", fra=vis(first), til=vis(last))


def _month(ting: Ting) -> date:
    said = parts(ting.nr)
    return said[0] if said is not None else ting.apnet


def _day(verdi: str) -> date | None:
    """None for nothing, and for what the guard of every field has refused already."""
    try:
        return date.fromisoformat(verdi)
    except ValueError:
        return None


def _signed(ask: Asked, event: AretSignert) -> Found:
    """A leader stands for the counts as they are when it is written, of a year that was begun the day of it."""
    if event.enhet and event.enhet not in ask.kontekst.enheter:
        yield no("ukjent-enhet", enhet=event.enhet)
        return
    if not _may_sign(ask, event.enhet):
        yield year_no("ikke-leder")
    if event.ar > min(ask.dag.year, event.dag.year):
        yield year_no("aret-ikke-begynt", ar=event.ar)
    now = counts(year(ask.reg, ask.kontekst, event.ar, ask.dag), event.enhet)
    said = Arstall(
        planlagt=event.planlagt,
        utfort=event.utfort,
        ikke_utfort=event.ikke_utfort,
        ikke_aktuelt=event.ikke_aktuelt,
        uten_status=event.uten_status,
    )
    if not now.planlagt:
        yield year_no("ingen-oppgaver", ar=event.ar)
    elif now != said:
        yield year_no("tallene-er-andre", ar=event.ar)


def _may_sign(ask: Asked, enhet: str) -> bool:
    """The leader of the unit, or who is of the whole municipality; for all of it a unit's leader only where there is
    one unit."""
    rolle, where = split(ask.hvem)
    mine, leader = rank(rolle, ask.kontekst.kodeverk), rank(LEADER, ask.kontekst.kodeverk)
    if mine is None or (leader is not None and mine < leader):
        return False
    alone = stands_alone(rolle, ask.kontekst.kodeverk)
    return alone or (where == enhet if enhet else len(ask.kontekst.enheter) <= 1)


GUARDS: Guards = {AretSignert: _signed}
