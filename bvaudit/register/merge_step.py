"""A row without a number on the sheet of the supervisions becomes a step that was taken."""

import re
from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import DATO, FRIST, FUNN, SKRITT, TEKST, TILSYNET
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.redigering import SLETTES, NyTing
from bvaudit.register.merge_owner import is_known, why_not
from bvaudit.register.merge_state import Merging
from bvaudit.register.plain import plain
from bvaudit.register.planned import opening
from bvaudit.register.supervised import finding_numbers
from bvaudit.register.supervised_steps import supervision
from bvaudit.texts import text

MENDED = "funn-rettet"  # the step by which the authority holds findings to be corrected
_BETWEEN = re.compile(r"[,;\n]| og ")


class Incomplete(Exception):
    """A new row that cannot be opened, with the reason and the key of the cell."""

    def __init__(self, key: str, grunn: str) -> None:
        super().__init__(grunn)
        self.key, self.grunn = key, grunn


def said_before(her: Merging, event: TilsynSkritt, ny: NyTing) -> bool:
    """Whether the row has been read: all but its text is the same. Another deadline or finding is another word."""
    if event.trukket or event.nr != ny.felt.get(TILSYNET, ""):
        return False
    try:
        said = _step(her, ny)
    except Incomplete:
        return False
    return (event.skritt, event.dag, event.frist, event.funn) == (said.skritt, said.dag, said.frist, said.funn)


def step_taken(her: Merging, ny: NyTing, reg: Registeret) -> tuple[Hendelse, ...]:
    """With what opens the supervision in ``reg``, when this is the first that is written of it. Raises
    ``Incomplete``."""
    made = _step(her, ny)
    for one in reg.tilsyn.get(made.nr, ()):
        same = (one.skritt, one.dag, one.funn) == (made.skritt, made.dag, made.funn)
        if same and one.frist != made.frist:  # a letter has one deadline: a second step would hide which it is
            raise Incomplete(FRIST, text("arsbok.steg.annen_frist"))
    if made.nr in reg.ting:
        return (made,)
    return (opening(her.kontekst, made.nr, her.hvem, her.dag, her.dok.fil), made)


def _step(her: Merging, ny: NyTing) -> TilsynSkritt:
    for key in (TILSYNET, SKRITT, DATO):
        if not ny.felt.get(key):
            raise Incomplete(key, text(f"arsbok.steg.uten_{key}"))
    for key in ny.steder:  # a deadline nobody could read is not one that is not there
        if ny.felt.get(key, SLETTES) == SLETTES:
            raise Incomplete(key, text("arsbok.steg.ulest"))
    nr = ny.felt[TILSYNET]
    if not is_known(her, nr):
        raise Incomplete(TILSYNET, text("registeret_les.avvist.ukjent", nr=nr))
    if reason := why_not(her, nr, SKRITT, ny.felt[SKRITT]):
        raise Incomplete(TILSYNET, reason)
    return TilsynSkritt(
        nr=nr,
        skritt=ny.felt[SKRITT],
        dag=date.fromisoformat(ny.felt[DATO]),
        frist=date.fromisoformat(ny.felt[FRIST]) if ny.felt.get(FRIST) else None,
        funn=_findings(her, ny),
        tekst=plain(ny.felt.get(TEKST, "")),
        fil=her.dok.fil,
    )


def _findings(her: Merging, ny: NyTing) -> tuple[str, ...]:
    """By their numbers or their ids; none = all of them. What the authority holds to be mended must be said: all of it
    is no slip to make."""
    tilsyn = supervision(her.kontekst, ny.felt[TILSYNET])
    numbers = finding_numbers(tilsyn) if tilsyn is not None else {}
    said = [one.strip().rstrip(".") for one in _BETWEEN.split(plain(ny.felt.get(FUNN, ""))) if one.strip()]
    if not said and ny.felt[SKRITT] == MENDED and len(numbers) > 1:
        raise Incomplete(FUNN, text("arsbok.steg.uten_funn"))
    if [one.casefold() for one in said] == [text("arsbok.tilsyn.alle_funn").casefold()]:
        return ()
    by_number = {number: id for id, number in numbers.items()}
    unknown = [one for one in said if one not in by_number and one not in numbers]
    if unknown:
        raise Incomplete(FUNN, text("arsbok.steg.ukjent_funn", funn=unknown[0], kjente=", ".join(by_number)))
    return tuple(dict.fromkeys(by_number.get(one, one) for one in said))
