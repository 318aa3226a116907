"""May a thing the content plans be opened? Only as it is planned."""

from bvaudit.model.registeret.hendelser import TingOpprettet
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.asked import Asked, Found, no
from bvaudit.register.guards_year import year_no
from bvaudit.register.planned import thing
from bvaudit.register.planned_tasks import control
from bvaudit.register.year import dealt_elsewhere


def as_planned(ask: Asked, event: TingOpprettet) -> Found:
    """A control, a point or a supervision nobody has planned is a slip of the number, or lies in a document that is
    older than the list. Who owns it may be another than the content says."""
    planned = thing(ask.kontekst, event.nr)
    if planned is None or planned.slag is not event.slag:
        yield no("feil-nummer", nr=event.nr) if event.slag is Slag.PLAN else year_no("ikke-planlagt", nr=event.nr)
    elif planned.enhet != event.enhet:
        yield no("feil-nummer", nr=event.nr)
    elif event.slag is not Slag.PLAN and event.tittel != planned.tittel:
        yield year_no("annen-tittel", nr=event.nr)
    elif (found := control(ask.kontekst, event.nr)) and (other := dealt_elsewhere(found, ask.reg.ting)):
        yield year_no("alt-i-annen-maned", nr=other)
