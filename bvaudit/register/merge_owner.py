"""What a document may not write, whatever stands in it: what belongs to others, and what a cell cannot do."""

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import KOMMENTAR, TITTEL
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.register.merge_state import Merging
from bvaudit.texts import text


def is_known(her: Merging, nr: str) -> bool:
    """What the content plans is opened by the first thing that is written of it, and a link by the document that makes
    it."""
    return nr in her.lenker or her.ting(nr) is not None


def why_not(her: Merging, nr: str, felt: str, verdi: str) -> str:
    """Why the field cannot be written from this document; empty when it can."""
    if felt == "status" and verdi in _ending(her):
        return text("registeret_les.avvist.lukkes", nr=nr)
    if felt == TITTEL:
        return text("registeret_les.avvist.tittel")
    if not her.enhet:
        return ""
    ting = her.ting(nr.partition("/")[0])
    unit = "" if ting is None else ting.enhet
    if ting is not None and ting.slag is Slag.TILTAK:
        if felt == KOMMENTAR and _is_linked(her.na, nr, her.enhet):
            return ""
        return text("registeret_les.avvist.felles_tiltak") if is_shared(her.na, ting, her.enhet) else ""
    if not unit:
        return text("registeret_les.avvist.hele_kommunen")
    return "" if unit == her.enhet else text("registeret_les.avvist.annen_enhet", enhet=her.kontekst.enhet(unit))


def is_shared(reg: Registeret, tiltak: Ting, enhet: str) -> bool:
    """Whether a measure is another's than the unit's, or meant for the avvik of others too."""
    mine = (one.enhet == enhet for one in reg.avvik.values() if tiltak.nr in one.tiltak)
    return tiltak.enhet != enhet or not all(mine)


def _is_linked(reg: Registeret, tiltak: str, enhet: str) -> bool:
    return any(tiltak in one.tiltak for one in reg.avvik.values() if one.enhet == enhet)


def _ending(her: Merging) -> frozenset[str]:
    return frozenset(status.kode for status in her.kontekst.kodeverk.statuser if status.avslutter)
