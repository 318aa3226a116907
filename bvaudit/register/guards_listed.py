"""May this be written of a point of a list? Nothing is called done, given up or decided on by a word alone."""

from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.lister import Listepunkt
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.ting import Slag, Ting, point_number
from bvaudit.register.asked import Asked, Found
from bvaudit.register.listed import AGAIN, GIVEN_UP, GJENNOMFORT, WAITING
from bvaudit.texts import text

BEGUN = ("pagar", GJENNOMFORT, "stanset")
_STANDS_ON = ("effekt", "grunn", "belegg")


def point_set(ask: Asked, ting: Ting, event: FeltSatt) -> Found:
    """The reason and the evidence may have been written before, or earlier in the same go."""
    if not event.verdi:
        return
    if event.felt == "status":
        yield from _status(ting, event.verdi)
    elif event.felt == "beslutning" and event.verdi not in WAITING:
        yield from _decided(ask, ting, event.verdi)
    elif event.felt in ("slutt", "frist"):
        yield from _after_start(ask, ting, event)


def _status(ting: Ting, verdi: str) -> Found:
    """That there is no evidence can be written too, and is then read by everybody: it is not left out."""
    if verdi in GIVEN_UP and not ting.verdi("grunn"):
        yield _no("uten-grunn", nr=ting.nr)
    if verdi == GJENNOMFORT and not ting.verdi("belegg"):
        yield _no("uten-belegg", nr=ting.nr)


def _decided(ask: Asked, ting: Ting, verdi: str) -> Found:
    """What has not been tried can be given up (``stanset``), and not carried on, spread or ended as a trial is. What is
    decided stands on something: what it led to, a reason, or where it was decided."""
    punkt = point_of(ask.kontekst, ting.nr)
    begun = ting.verdi("status") if "status" in ting.felt else punkt.status if punkt is not None else ""
    started = punkt is not None and punkt.start is not None and punkt.start <= ask.dag
    if begun not in BEGUN and not started:
        yield _no("ikke-provd", nr=ting.nr)
    said = any(ting.verdi(name) for name in _STANDS_ON) or bool(punkt is not None and punkt.effekt)
    if verdi != AGAIN and not said:
        yield _no("uten-grunnlag", nr=ting.nr)


def _after_start(ask: Asked, ting: Ting, event: FeltSatt) -> Found:
    punkt = point_of(ask.kontekst, ting.nr)
    if punkt is None or punkt.start is None:
        return
    try:
        dag = date.fromisoformat(event.verdi)
    except ValueError:
        return  # told already
    if dag < punkt.start:
        yield _no("for-start", start=vis(punkt.start))


def point_moved(ting: Ting) -> Found:
    """Who has the point is written in its field: a move beside it would not be seen."""
    if ting.slag is Slag.LISTEPUNKT and ting.verdi("eier"):
        yield _no("eier-i-feltet", nr=ting.nr)


def point_of(kontekst: Kontekst, nr: str) -> Listepunkt | None:
    """The point as its list has it."""
    for liste in kontekst.lister:
        for punkt in liste.innhold:
            if point_number(liste.id, punkt.id) == nr:
                return punkt
    return None


def _no(kode: str, **values: object) -> Mangel:
    return Mangel(kode=kode, tekst=text(f"listene.nei.{kode.replace('-', '_')}", **values))
