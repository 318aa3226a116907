"""May a person set this field to this value?"""

from datetime import date

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.kodeverk import DROPPET
from bvaudit.model.registeret.felter import REGISTERFELT, Felt, Felttype, felt_av
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, no, owners_of
from bvaudit.register.guards_listed import point_set
from bvaudit.register.guards_year import of_control

FURTHEST = Varighet(antall=10, enhet="Y")  # further ahead or back, a date is a slip of the keys
# Days of what has been done, and never of what is planned.
DONE_DAYS = ("i_bruk", "strakstiltak_dag", "meldt", "utfort", "sist")


def field_set(ask: Asked, event: FeltSatt) -> Found:
    ting = ask.reg.ting[event.nr]
    felt = felt_av(ting.slag, event.felt)
    if felt is None:
        yield no("ukjent-felt", felt=event.felt)
        return
    if felt not in REGISTERFELT[ting.slag]:
        yield no("eget-felt", felt=event.felt)
        return
    if ting.avsluttet is not None or _of_closed(ask, ting):
        yield no("avsluttet", nr=event.nr)
        return
    yield from _value(ask, felt, event)
    if felt.navn == "tiltaksstatus" and event.verdi == DROPPET:
        yield from _dropped(ask, ting)
    of_kind = {Slag.OPPGAVE: of_control, Slag.LISTEPUNKT: point_set, Slag.KONTROLL: point_set}.get(ting.slag)
    if of_kind is not None:
        yield from of_kind(ask, ting, event)


def _of_closed(ask: Asked, ting: Ting) -> bool:
    avvik = ask.reg.avvik.get(ting.nr.partition("/")[0]) if ting.slag is Slag.KOBLING else None
    return avvik is not None and not avvik.apen


def _value(ask: Asked, felt: Felt, event: FeltSatt) -> Found:
    if felt.fritekst:
        if event.verdi:
            yield no("verdi-i-fritekst", felt=felt.navn)
        return
    if event.tekst:
        yield no("tekst-i-verdi", felt=felt.navn)
    if not event.verdi:
        return
    if felt.type is Felttype.DATO:
        yield from _date(ask, felt, event.verdi)
    elif felt.type is Felttype.VALG:
        yield from _choice(ask, felt, event.verdi)
    else:
        yield from ask.role(event.verdi)


def _date(ask: Asked, felt: Felt, verdi: str) -> Found:
    try:
        dag = date.fromisoformat(verdi)
    except ValueError:
        yield no("ikke-dato", verdi=verdi)
        return
    if dag.isoformat() != verdi:
        yield no("ikke-dato", verdi=verdi)
    elif felt.navn in DONE_DAYS and dag > ask.dag:
        yield no("ikke-gjort-enna", dag=vis(dag))
    elif not pluss(dag, FURTHEST) > ask.dag or not dag < pluss(ask.dag, FURTHEST):
        yield no("urimelig-dato", dag=vis(dag))


def _choice(ask: Asked, felt: Felt, verdi: str) -> Found:
    """How an avvik ends is an act with conditions, and never a word that is picked from a list."""
    picked = next((one for one in ask.kontekst.kodeverk.liste(felt.liste) if one.kode == verdi), None)
    if picked is None:
        yield no("ukjent-valg", verdi=verdi)
    elif picked.avslutter:
        yield no("status-avslutter", status=picked.tekst)
    elif not picked.valgbar:
        yield no("status-av-programmet", status=picked.tekst)


def _dropped(ask: Asked, ting: Ting) -> Found:
    """With a reason, and decided by another role than the one that owns the measure."""
    measure = ask.reg.ting.get(ting.nr.partition("/")[2], ting) if ting.slag is Slag.KOBLING else ting
    said = (ting.verdi("belegg"), measure.verdi("droppet_grunn"))
    if not any(said):
        yield no("droppet-uten-grunn")
    yield from ask.not_owner(owners_of(measure))
