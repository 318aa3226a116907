"""May this event be written? One answer for every door: the command line, workbooks, plans, runs and the library.

Each kind of event has its guard, which gives every reason it finds; none = it may be written.
"""

from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import Hendelse, Ny
from bvaudit.register import (
    guards_avvik,
    guards_effect,
    guards_ends,
    guards_evidence,
    guards_runs,
    guards_supervised,
    guards_things,
    guards_year,
)
from bvaudit.register.asked import Asked, Found, Guards, no
from bvaudit.register.guards_common import common, who_may

GUARDS: Guards = {
    **guards_things.GUARDS,
    **guards_avvik.GUARDS,
    **guards_evidence.GUARDS,
    **guards_effect.GUARDS,
    **guards_ends.GUARDS,
    **guards_runs.GUARDS,
    **guards_supervised.GUARDS,
    **guards_year.GUARDS,
}


def allowed(reg: Registeret, ny: Ny, kontekst: Kontekst, dag: date) -> tuple[Mangel, ...]:
    """Every reason why it may not be written; empty = it may. ``dag`` is today."""
    ask = Asked(reg=reg, hvem=ny.hvem, kontekst=kontekst, dag=dag)
    return tuple(dict.fromkeys(_refused(ask, ny.hendelse)))


def _refused(ask: Asked, event: Hendelse) -> Found:
    if not ask.reg.hode.nr and not isinstance(event, RegisterBegynt):
        yield no("register-ikke-begynt")
        return
    first = list(who_may(ask, event)) or list(common(ask, event))
    yield from first
    if not first:  # the guard of its own kind reads what the common ones have found to be there
        yield from GUARDS[type(event)](ask, event)
