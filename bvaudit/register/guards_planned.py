"""May a thing the content plans be opened? Only as it is planned."""

from bvaudit.model.registeret.hendelser import TingOpprettet
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.asked import Asked, Found, no
from bvaudit.register.planned import thing
from bvaudit.texts import text


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


def year_no(kode: str, **values: object) -> Mangel:
    """A reason by its code, with its sentence beside the year's own texts."""
    return Mangel(kode=kode, tekst=text(f"aret.nei.{kode.replace('-', '_')}", **values))
