"""May this control of the year be made an avvik, or be tied to one? Only one that was missed, and only once."""

from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, PunktKnyttet
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.asked import Asked, Found, no
from bvaudit.register.missed import answered, open_for, points, task_and_unit, units_on
from bvaudit.register.planned_tasks import parts
from bvaudit.register.year import missed, year
from bvaudit.texts import text

_OWN = "kontroll-"


def control_no(kode: str, **values: object) -> Mangel:
    """A reason by its code, with its sentence beside the texts of these pages."""
    return Mangel(kode=kode, tekst=text(f"sider.nei.{kode.removeprefix(_OWN).replace('-', '_')}", **values))


def control_opens(ask: Asked, event: AvvikOpprettet) -> Found:
    """There is no open avvik of the same task and unit; a further month is tied to that."""
    stand = _stand(ask, event.punkt)
    yield from _missed(ask, event.punkt, stand)
    units = units_on(ask.reg, ask.kontekst, ask.dag)
    there = open_for(ask.reg, event.punkt, units)
    if there is not None:
        yield control_no("kontroll-knyttes", avvik=there.nr)
    if stand is not None and event.enhet != (units.now(stand.enhet) if stand.enhet else ""):
        yield control_no("kontroll-annen-enhet", nr=event.punkt)


def control_tied(ask: Asked, event: PunktKnyttet) -> Found:
    """A person ties nothing but a missed control, and only to the open avvik of its own task and unit. The findings of
    supervisions are tied by the program."""
    avvik = ask.avvik(event.nr)
    if avvik is None or avvik.kilde is not Kilde.INTERNKONTROLL or not task_and_unit(event.punkt):
        yield no("bare-programmet")
        return
    yield from _missed(ask, event.punkt, _stand(ask, event.punkt))
    there = open_for(ask.reg, event.punkt, units_on(ask.reg, ask.kontekst, ask.dag))
    if there is None or there.nr != event.nr:
        yield control_no("kontroll-annen-oppgave", nr=event.punkt, avvik=event.nr, andre=", ".join(points(avvik)))


def _stand(ask: Asked, nr: str) -> Oppgavestand | None:
    said = parts(nr)
    if said is None:
        return None
    return next((one for one in year(ask.reg, ask.kontekst, said[0].year, ask.dag) if one.nr == nr), None)


def _missed(ask: Asked, nr: str, stand: Oppgavestand | None) -> Found:
    if stand is None:
        yield control_no("kontroll-ukjent", nr=nr)
    elif not missed((stand,)):
        yield control_no("kontroll-ikke-forsomt", nr=nr)
    if (avvik := answered(ask.reg).get(nr)) is not None:
        yield control_no("kontroll-har-avvik", nr=nr, avvik=avvik)
