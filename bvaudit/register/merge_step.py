"""A row without a number on the sheet of the supervisions becomes a step that was taken."""

from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import DATO, FRIST, SKRITT, TEKST, TILSYNET
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.redigering import NyTing
from bvaudit.register.merge_owner import is_known, why_not
from bvaudit.register.merge_state import Merging
from bvaudit.register.plain import plain
from bvaudit.register.planned import opening
from bvaudit.texts import text


class Incomplete(Exception):
    """A new row that cannot be opened, with the reason and the key of the cell."""

    def __init__(self, key: str, grunn: str) -> None:
        super().__init__(grunn)
        self.key, self.grunn = key, grunn


def said_before(event: TilsynSkritt, ny: NyTing) -> bool:
    """Whether the row has been read: the same step of the same supervision on the same day."""
    said = (ny.felt.get(TILSYNET, ""), ny.felt.get(SKRITT, ""), ny.felt.get(DATO, ""))
    return not event.trukket and (event.nr, event.skritt, event.dag.isoformat()) == said


def step_taken(her: Merging, ny: NyTing, reg: Registeret) -> tuple[Hendelse, ...]:
    """With what opens the supervision in ``reg``, when this is the first that is written of it. Raises
    ``Incomplete``."""
    for key in (TILSYNET, SKRITT, DATO):
        if not ny.felt.get(key):
            raise Incomplete(key, text(f"arsbok.steg.uten_{key}"))
    nr = ny.felt[TILSYNET]
    if not is_known(her, nr):
        raise Incomplete(TILSYNET, text("registeret_les.avvist.ukjent", nr=nr))
    if reason := why_not(her, nr, SKRITT, ny.felt[SKRITT]):
        raise Incomplete(TILSYNET, reason)
    made = TilsynSkritt(
        nr=nr,
        skritt=ny.felt[SKRITT],
        dag=date.fromisoformat(ny.felt[DATO]),
        frist=date.fromisoformat(ny.felt[FRIST]) if ny.felt.get(FRIST) else None,
        tekst=plain(ny.felt.get(TEKST, "")),
        fil=her.dok.fil,
    )
    if nr in reg.ting:
        return (made,)
    return (opening(her.kontekst, nr, her.hvem, her.dag, her.dok.fil), made)
