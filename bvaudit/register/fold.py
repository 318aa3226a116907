"""What the events add up to. Pure, in the order of the log, and in time that grows with the number of events."""

from collections.abc import Iterable, Sequence

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser import Overfort
from bvaudit.model.registeret.hendelser_avvik import BevisVurdert, KanIkkeRettes
from bvaudit.model.registeret.logg import MASKINEN, Hode, Logget
from bvaudit.register import fold_avvik, fold_ends, fold_evidence, fold_runs, fold_supervised, fold_things
from bvaudit.register.fold_state import Handlers, closed, opened

HANDLERS: Handlers = {
    **fold_things.HANDLERS,
    **fold_avvik.HANDLERS,
    **fold_evidence.HANDLERS,
    **fold_ends.HANDLERS,
    **fold_runs.HANDLERS,
    **fold_supervised.HANDLERS,
}


_SETTLED_BY_PEOPLE = (BevisVurdert, KanIkkeRettes, Overfort)


def fold(events: Iterable[Logget]) -> Registeret:
    """The register after all of these."""
    return fold_on(Registeret(), events)


def fold_on(reg: Registeret, events: Iterable[Logget]) -> Registeret:
    """The register after these too. ``reg`` stays as it was."""
    state = opened(reg)
    for logget in events:
        event = logget.hendelse
        HANDLERS[type(event)](state, logget, event)
        state.mark(logget, event.om)
        if isinstance(event, _SETTLED_BY_PEOPLE) and logget.hvem != MASKINEN:
            state.change_avvik(event.nr, avgjort_av_folk=True)
        state.hode = Hode(nr=logget.nr, sum=logget.sum)
    return closed(state)


def state_at(events: Sequence[Logget], hode: Hode) -> Registeret | None:
    """The register as it was at this head; None when this log never had it."""
    if hode.nr == 0:
        return Registeret()
    at = next((place for place, logget in enumerate(events) if logget.nr == hode.nr), None)
    if at is None or events[at].sum != hode.sum:
        return None
    return fold(events[: at + 1])
