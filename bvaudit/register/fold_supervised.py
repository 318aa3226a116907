"""The steps of a supervision that stand, as its events add up to."""

from datetime import UTC, date, timedelta

from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.register.fold_state import Handlers, State

_AHEAD_OF_UTC = timedelta(hours=2)  # Norway in summer; one hour too much in winter makes nothing that was done undone


def _step(state: State, logget: Logget, event: TilsynSkritt) -> None:
    """A corrected step keeps its place among those of the same day; a withdrawn one leaves none."""
    before = state.tilsyn.get(event.nr, ())
    if not event.retter:
        state.tilsyn[event.nr] = (*before, _standing(logget, event))
        return
    stands = () if event.trukket else (_standing(logget, event),)
    at = next((place for place, one in enumerate(before) if one.hendelse == event.retter), len(before))
    state.tilsyn[event.nr] = (*before[:at], *stands, *before[at + 1 :])


def _standing(logget: Logget, event: TilsynSkritt) -> Skrittet:
    return Skrittet(
        skritt=event.skritt,
        dag=event.dag,
        frist=event.frist,
        funn=event.funn,
        tekst=event.tekst,
        hendelse=logget.nr,
        hvem=logget.hvem,
        frist_for=event.frist_for,
        avtalt=event.dag > written_on(logget),
    )


def written_on(logget: Logget) -> date:
    """The day it was where it was written. The log keeps the time in UTC, and what is done here late in the evening is
    done the next day there."""
    return (logget.tid.astimezone(UTC) + _AHEAD_OF_UTC).date()


HANDLERS: Handlers = {TilsynSkritt: _step}
