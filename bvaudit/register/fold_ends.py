"""How an avvik ends, and how it is opened again."""

from dataclasses import replace
from typing import Any

from bvaudit.model.registeret.avvik import Avvik, Omfang, Slutt, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, Gjenapnet
from bvaudit.model.registeret.hendelser_kjoring import RegelUtgatt
from bvaudit.model.registeret.logg import Logget
from bvaudit.register.fold_evidence import TOGETHER, counted, joined
from bvaudit.register.fold_state import Handlers, State

PLANLAGT = "planlagt"  # of ``tiltaksstatuser``: what a measure is again when the closing was wrong
PROMISED = ("frist_plan", "frist_lukking")  # what was promised before it was opened again


def _ended(state: State, logget: Logget, event: AvvikAvsluttet) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is None:
        return
    slutt = Slutt(
        stilling=event.stilling,
        dag=event.dag,
        hvem=logget.hvem,
        hendelse=logget.nr,
        grunn=event.grunn,
        til=event.til,
        siste_start=event.siste_start,
        brukt=event.brukt,
        neste_kontroll=event.neste_kontroll,
        samme_person=event.samme_person,
    )
    end(state, avvik, slutt)
    if event.stilling is Stilling.SLATT_SAMMEN:
        _taken_in(state, avvik, event.til)


def end(state: State, avvik: Avvik, slutt: Slutt) -> None:
    state.change_avvik(avvik.nr, stilling=slutt.stilling, slutter=(*avvik.slutter, slutt))
    state.change(avvik.nr, avsluttet=slutt.dag)


def _taken_in(state: State, gone: Avvik, til: str) -> None:
    """The one that survives has the evidence of both, the earliest day anybody was told, and its grade by all of it."""
    other = state.avvik.get(til)
    if other is None:
        return
    told = [dag for dag in (other.varslet, gone.varslet) if dag is not None]
    common = other.felles_start or gone.felles_start
    starts = [dag for one in (other, gone) if (dag := one.felles_start or one.varslet) is not None]
    for run, before in state.for_kjoring.items():
        if til in before or gone.nr in before:
            mine, theirs = before.get(til, other), before.get(gone.nr, gone)
            state.for_kjoring[run] = {**before, til: replace(mine, **_evidence_of_both(mine, theirs))}
    state.change_avvik(
        til,
        **_evidence_of_both(other, gone),
        varslet=min(told, default=None),
        felles_start=common and min(starts),
        slatt_inn=(*other.slatt_inn, gone.nr, *gone.slatt_inn),
    )


def _evidence_of_both(one: Avvik, other: Avvik) -> dict[str, Any]:
    bevis = joined(one.bevis, other.bevis)
    wide = Omfang.SYSTEMSVIKT in (one.omfang, other.omfang) or counted(bevis) >= TOGETHER
    return {
        "bevis": bevis,
        "under": joined(one.under, other.under),
        "omfang": Omfang.SYSTEMSVIKT if wide else one.omfang,
        "annen_logikk": one.annen_logikk | other.annen_logikk,
    }


def _reopened(state: State, logget: Logget, event: Gjenapnet) -> None:
    """Its measures are planned again, what was promised is asked for anew, and no earlier attempt counts any more."""
    avvik = state.avvik.get(event.nr)
    if avvik is None:
        return
    for link in state.links_of(event.nr):
        if link.verdi("tiltaksstatus"):
            state.set_field(logget, link.nr, "tiltaksstatus", PLANLAGT)
        if link.verdi("i_bruk"):
            state.set_field(logget, link.nr, "i_bruk", "")
        state.mark(logget, (link.nr,))
    for felt in PROMISED:
        if avvik.ting.verdi(felt):
            state.set_field(logget, event.nr, felt, "")
    state.change(event.nr, avsluttet=None)
    state.change_avvik(event.nr, stilling=Stilling.APENT, gjenapnet=(*avvik.gjenapnet, event.dag), maling_fra=logget.nr)


def _rule_gone(state: State, logget: Logget, event: RegelUtgatt) -> None:
    for nr in event.numre:
        avvik = state.avvik.get(nr)
        if avvik is not None and avvik.apen:
            slutt = Slutt(
                stilling=Stilling.REGEL_UTGATT,
                dag=event.dag,
                hvem=logget.hvem,
                hendelse=logget.nr,
                grunn=event.grunn,
                til=event.erstattet_av,
            )
            end(state, avvik, slutt)


HANDLERS: Handlers = {AvvikAvsluttet: _ended, Gjenapnet: _reopened, RegelUtgatt: _rule_gone}
