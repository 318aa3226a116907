"""May it end like this, and may it be opened again? Nothing is closed but by the gate; the side exits have a guard, a
reason and another role than the owner."""

from bvaudit.model.registeret.avvik import Avvik, Kilde, Objekttilstand, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, Gjenapnet
from bvaudit.model.registeret.hendelser_kjoring import RegelUtgatt
from bvaudit.register.asked import Asked, Found, Guards, no, owners_of
from bvaudit.register.gate import agrees, closer, missing, outcome, side_exit
from bvaudit.register.guards_avvik import is_softer, open_avvik

BY_THE_GATE = (Stilling.LUKKET, Stilling.LUKKET_FA, Stilling.AVSLUTTET_FA, Stilling.AVSLUTTET_UTEN)


def _ended(ask: Asked, event: AvvikAvsluttet) -> Found:
    avvik = ask.avvik(event.nr)
    closed = list(open_avvik(ask, event.nr))
    yield from closed
    if avvik is None or closed:
        return
    if event.stilling in BY_THE_GATE:
        yield from _through_the_gate(ask, avvik, event)
    elif event.stilling is Stilling.AVVIST:
        yield from _rejected(ask, avvik, event)
    elif event.stilling is Stilling.SLATT_SAMMEN:
        yield from _merged(ask, avvik, event)
    elif event.stilling is Stilling.LUKKET_FOR:
        if avvik.kilde is not Kilde.IMPORT or avvik.gjenapnet:
            yield no("ikke-fra-for", nr=event.nr)
    else:
        yield no("ikke-slik", nr=event.nr)


def _through_the_gate(ask: Asked, avvik: Avvik, event: AvvikAvsluttet) -> Found:
    """As of the day it says, which is not before what it stands on was done."""
    lacks = missing(ask.reg, avvik, ask.hvem, ask.kontekst, event.dag)
    yield from lacks
    if outcome(ask.reg, avvik) is not None and not agrees(ask.reg, avvik, event):
        yield no("sier-annet-enn-forsoket")
    yield from side_exit(ask, event)


def _rejected(ask: Asked, avvik: Avvik, event: AvvikAvsluttet) -> Found:
    yield from ask.reason(event.grunn)
    yield from closer(ask, avvik)
    if avvik.kilde is Kilde.FORELDER or (avvik.kilde is Kilde.TILSYN and not avvik.bevis):
        yield no("avvises-ikke", nr=avvik.nr)
    elif any(one.tilstand is not Objekttilstand.IKKE_BRUDD for one in avvik.bevis):
        yield no("ikke-alle-uten-brudd", nr=avvik.nr)
    elif not avvik.bevis and avvik.kilde in (Kilde.KJORING, Kilde.LESING):
        yield no("avvises-ikke", nr=avvik.nr)


def _merged(ask: Asked, avvik: Avvik, event: AvvikAvsluttet) -> Found:
    """The lowest number survives; nothing is closed, made milder or made easier to close by being merged."""
    yield from ask.reason(event.grunn)
    yield from ask.not_owner(owners_of(avvik.ting))
    other = ask.avvik(event.til)
    if other is None or other.nr == avvik.nr:
        yield no("ikke-avvik", nr=event.til)
        return
    if not other.apen:
        yield no("aldri-i-et-lukket", nr=event.til)
    if Kilde.FORELDER in (avvik.kilde, other.kilde):
        yield no("aldri-til-forelder", nr=event.til)
    if avvik.nr < other.nr:
        yield no("laveste-bestar", nr=avvik.nr, til=other.nr)
    if avvik.enhet != other.enhet or (avvik.regel and avvik.regel != other.regel) or avvik.sak != other.sak:
        yield no("ikke-samme-avvik", nr=avvik.nr, til=other.nr)
    if other.alvor.rang < avvik.alvor.rang or is_softer(other.mal, avvik.mal):
        yield no("mildere-ved-sammenslaing", nr=event.til)


def _reopened(ask: Asked, event: Gjenapnet) -> Found:
    avvik = ask.avvik(event.nr)
    if avvik is None:
        yield no("ikke-avvik", nr=event.nr)
        return
    if avvik.apen:
        yield no("ikke-avsluttet", nr=event.nr)
    elif avvik.stilling in (Stilling.TRUKKET, Stilling.SLATT_SAMMEN):
        yield no("gjenapnes-ikke", nr=event.nr)
    yield from ask.reason(event.grunn)


def _rule_gone(ask: Asked, event: RegelUtgatt) -> Found:
    """The rule is retired, or the municipality has one of its own in its place."""
    rule = ask.kontekst.regler.get(event.regel)
    replaced = [one.id for one in ask.kontekst.regler.values() if one.erstatter == event.regel]
    if rule is not None and (rule.utgatt is None or rule.utgatt > ask.dag) and not replaced:
        yield no("regel-gjelder", regel=event.regel)
    if event.erstattet_av and event.erstattet_av not in replaced:
        yield no("ukjent-regel", regel=event.erstattet_av)
    yield from ask.reason(event.grunn)
    if not event.numre:
        yield no("uten-nummer")
    for nr in event.numre:
        yield from open_avvik(ask, nr)
        avvik = ask.avvik(nr)
        if avvik is not None and avvik.regel != event.regel:
            yield no("annen-regel", nr=nr, regel=event.regel)
        if avvik is not None:
            yield from ask.not_owner(owners_of(avvik.ting))


GUARDS: Guards = {AvvikAvsluttet: _ended, Gjenapnet: _reopened, RegelUtgatt: _rule_gone}
