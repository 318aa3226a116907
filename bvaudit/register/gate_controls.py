"""What shows that a control that was not done is done now: the next ones of the same task in the same unit, each in the
month it was planned. No folder has to be read for that, and no extract is judged."""

from collections.abc import Iterator

from bvaudit.model.kodeverk import IKKE_AKTUELT, UTFORT
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.asked import Asked, Found
from bvaudit.register.gate_measures import in_use_day
from bvaudit.register.guards_missed import control_no
from bvaudit.register.missed import points, same_control, units_on
from bvaudit.register.planned_tasks import parts
from bvaudit.register.year import year


def controls_held(ask: Asked, avvik: Avvik) -> Found:
    """As many in a row as the goal says, since the decisive measure was in use, and none missed after them: also none
    that the avvik itself answers for, whatever has been written of it since."""
    n, mine = 0, points(avvik)
    for stand in _since(ask, avvik):
        n = n + 1 if _in_time(stand) and stand.nr not in mine else 0
    if n < avvik.mal.minst:
        yield control_no("kontroll-venter", n=n, av=avvik.mal.minst)


def _since(ask: Asked, avvik: Avvik) -> Iterator[Oppgavestand]:
    """Those that are over or done, by the deadline the årshjul gave them: one that is moved is not in time by that."""
    mine, begun = points(avvik), in_use_day(ask, avvik)
    first = parts(mine[0]) if mine else None
    if first is None or begun is None:
        return
    units = units_on(ask.reg, ask.kontekst, ask.dag)
    for ar in range(begun.year, ask.dag.year + 1):
        for stand in year(ask.reg, ask.kontekst, ar, ask.dag):
            of_use = stand.teller and (stand.status != IKKE_AKTUELT or stand.nr in mine)
            last = stand.planlagt or stand.frist
            if (
                of_use
                and (stand.status == UTFORT or last < ask.dag)
                and last >= begun
                and same_control(stand.nr, mine[0], units)
            ):
                yield stand


def _in_time(stand: Oppgavestand) -> bool:
    return stand.status == UTFORT and stand.utfort is not None and stand.utfort <= (stand.planlagt or stand.frist)
