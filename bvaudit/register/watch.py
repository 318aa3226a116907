"""Which keys of cases may be struck by rule: the evidence of avvik that ended so long ago that nothing watches it."""

from collections.abc import Sequence
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil, BevisUnderAnnen, BevisVurdert
from bvaudit.model.registeret.logg import Del, Logget
from bvaudit.register.coding import parts_of
from bvaudit.register.guards_things import WATCH

# The evidence. What was counted in a measurement stays: a miss that was counted there must open nothing later.
_EVIDENCE = (AvvikOpprettet, BevisLagtTil, BevisVurdert, BevisUnderAnnen)


def keys_to_strike(events: Sequence[Logget], reg: Registeret, dag: date) -> tuple[int, ...]:
    """The events whose keys may be struck on ``dag``, in order: evidence of avvik that all ended more than a watch ago,
    with every avvik they were merged into."""
    return tuple(
        one.nr
        for one in events
        if isinstance(one.hendelse, _EVIDENCE)
        and parts_of(one.hendelse)[Del.NOKLER]
        and all(_is_past(reg.avvik.get(nr), reg, dag) for nr in one.hendelse.om)
    )


def _is_past(avvik: Avvik | None, reg: Registeret, dag: date) -> bool:
    if avvik is None or avvik.slutt is None or pluss(avvik.slutt.dag, WATCH) >= dag:
        return False
    return not avvik.slutt.til or _is_past(reg.avvik.get(avvik.slutt.til), reg, dag)
