"""May this be done to a thing that is followed: opened, linked, moved, ended, commented, struck?"""

import re
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.kodeverk import DROPPET, FULLFORT
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.felter import REGISTERFELT, felt_av
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Overfort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.logg import Del
from bvaudit.model.registeret.ting import FORSTAVELSER, PLANLAGTE, Slag, Ting, link_number
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, Guards, no, owners_of, shown
from bvaudit.register.guards_fields import field_set
from bvaudit.register.guards_listed import point_moved
from bvaudit.register.guards_planned import as_planned
from bvaudit.register.roles import split

CHOICES = ("register", "dokument")  # what a conflict may be decided as
WATCH = Varighet(antall=24, enhet="M")  # register.md part 8: watched for 24 months


def _opened(ask: Asked, event: TingOpprettet) -> Found:
    if event.slag in (Slag.AVVIK, Slag.KOBLING):
        yield no("eget-slag", nr=event.nr)
        return
    yield from number_is_free(ask, event.nr, event.slag, event.dag)
    if event.slag in PLANLAGTE:
        yield from as_planned(ask, event)
    elif not event.tittel:
        yield no("uten-tittel")
    if event.enhet and event.enhet not in ask.kontekst.enheter:
        yield no("ukjent-enhet", enhet=event.enhet)
    if event.eier or event.slag is Slag.TILTAK:
        yield from ask.role(event.eier)
    written = {felt.navn for felt in REGISTERFELT[event.slag]}
    if written & set(event.felt):
        yield no("felt-settes-for-seg")


def number_is_free(ask: Asked, nr: str, slag: Slag, dag: date) -> Found:
    if nr in ask.reg.ting:
        yield no("nummer-brukt", nr=nr)
    if slag not in PLANLAGTE and not re.fullmatch(rf"{FORSTAVELSER[slag]}-({dag.year}|{ask.dag.year})-\d{{4,}}", nr):
        yield no("feil-nummer", nr=nr)


def still_open(ask: Asked, nr: str) -> Found:
    """A thing that has come to its end is written in no more."""
    ting = ask.reg.ting.get(nr)
    if ting is not None and ting.avsluttet is not None:
        yield no("avsluttet", nr=nr)


def _comment(ask: Asked, event: Kommentert) -> Found:
    if not event.tekst:
        yield no("uten-tekst")


def _linked(ask: Asked, event: Koblet) -> Found:
    yield from _pair(ask, event.avvik, event.tiltak)
    yield from still_open(ask, event.avvik)
    yield from still_open(ask, event.tiltak)
    avvik = ask.avvik(event.avvik)
    if avvik is not None and event.tiltak in avvik.tiltak:
        yield no("alt-koblet", tiltak=event.tiltak, avvik=event.avvik)


def _pair(ask: Asked, avvik: str, tiltak: str) -> Found:
    if avvik not in ask.reg.avvik:
        yield no("ikke-avvik", nr=avvik)
    if ask.reg.ting[tiltak].slag is not Slag.TILTAK:
        yield no("ikke-tiltak", nr=tiltak)


def _unlinked(ask: Asked, event: Frakoblet) -> Found:
    """As dropping it: with a reason, and not by the one who would have had to do it."""
    yield from _pair(ask, event.avvik, event.tiltak)
    yield from still_open(ask, event.avvik)
    avvik = ask.avvik(event.avvik)
    if avvik is None or event.tiltak not in avvik.tiltak:
        yield no("ikke-koblet", tiltak=event.tiltak, avvik=event.avvik)
        return
    yield from ask.reason(event.grunn)
    yield from ask.not_owner((*owners_of(ask.reg.ting[event.tiltak]), *owners_of(avvik.ting)))


def _moved(ask: Asked, event: Overfort) -> Found:
    ting = ask.reg.ting[event.nr]
    if ting.slag is Slag.KOBLING:
        yield no("folger-avviket", nr=event.nr)
        return
    yield from still_open(ask, event.nr)
    if event.enhet and event.enhet not in ask.kontekst.enheter:
        yield no("ukjent-enhet", enhet=event.enhet)
    if not ask.person:
        yield from _taken_over(ask, event, ting)
        return
    if event.eier in ask.reg.ting:
        yield no("aldri-til-forelder", nr=event.eier)
        return
    yield from ask.role(event.eier)
    yield from ask.reason(event.grunn)
    yield from ask.not_owner(owners_of(ting))
    yield from point_moved(ting)
    if event.eier == ting.eier and (event.enhet or ting.enhet) == ting.enhet:
        yield no("samme-eier", rolle=shown(ting.eier, ask.kontekst))
    enhet = event.enhet or ting.enhet
    if enhet and split(event.eier)[1] not in ("", enhet):
        yield no("eier-i-annen-enhet", rolle=shown(event.eier, ask.kontekst), enhet=ask.kontekst.enhet(enhet))


def _taken_over(ask: Asked, event: Overfort, ting: Ting) -> Found:
    """The machine hands over what a unit had that has ceased, and nothing else."""
    ceased = ting.enhet in ask.reg.etterfolgere or ting.enhet in ask.kontekst.etterfolgere
    ended = ask.kontekst.opphort.get(ting.enhet)
    if not (ceased or (ended is not None and ended < ask.dag) or ting.enhet not in ask.kontekst.enheter):
        yield no("bare-mennesker")


def _ended(ask: Asked, event: Avsluttet) -> Found:
    """A measure ends only where nothing open counts on it any more."""
    ting = ask.reg.ting[event.nr]
    if ting.slag in (Slag.AVVIK, Slag.KOBLING, Slag.OPPGAVE, Slag.LISTEPUNKT, Slag.TILSYN):
        yield no("eget-slag", nr=event.nr)
        return
    yield from still_open(ask, event.nr)
    yield from ask.reason(event.grunn)
    waiting = [avvik.nr for avvik in ask.reg.apne if event.nr in avvik.tiltak and not _done(ask, avvik.nr, event.nr)]
    if waiting:
        yield no("avvik-venter", nr=event.nr, avvik=", ".join(waiting))


def _done(ask: Asked, avvik: str, tiltak: str) -> bool:
    link = ask.reg.ting.get(link_number(avvik, tiltak))
    return link is not None and link.verdi("tiltaksstatus") in (FULLFORT, DROPPET)


def _struck(ask: Asked, event: Sladdet) -> Found:
    """What a person wrote may be struck at any time; the keys of the evidence not while anything counts on them."""
    yield from ask.reason(event.grunn)
    if not 0 < event.hendelse <= ask.reg.hode.nr:
        yield no("ukjent-hendelse", hendelse=event.hendelse)
    if event.del_ not in (Del.TEKST, Del.NOKLER):
        yield no("ukjent-del", del_=event.del_)
    elif event.del_ == Del.TEKST and not ask.person:
        yield no("bare-mennesker")
    if event.del_ == Del.NOKLER:
        used = [a for a in ask.reg.avvik.values() if event.hendelse in a.ting.hendelser and _watched(a, ask.dag)]
        if used:
            yield no("nokler-i-bruk", nr=", ".join(avvik.nr for avvik in used))


def _watched(avvik: Avvik, dag: date) -> bool:
    return avvik.slutt is None or dag < pluss(avvik.slutt.dag, WATCH)


def _sent(ask: Asked, event: UtgaveSendt) -> Found:
    if not (event.fil and event.sha256 and event.mottaker):
        yield no("utgave-uten-fil")
    if event.enhet and event.enhet not in ask.kontekst.enheter:
        yield no("ukjent-enhet", enhet=event.enhet)


def _decided(ask: Asked, event: KonfliktAvgjort) -> Found:
    if felt_av(ask.reg.ting[event.nr].slag, event.felt) is None:
        yield no("ukjent-felt", felt=event.felt)
    if event.valgt not in CHOICES:
        yield no("ukjent-valg", verdi=event.valgt)


GUARDS: Guards = {
    TingOpprettet: _opened,
    FeltSatt: field_set,
    Kommentert: _comment,
    Koblet: _linked,
    Frakoblet: _unlinked,
    Overfort: _moved,
    Avsluttet: _ended,
    Sladdet: _struck,
    UtgaveSendt: _sent,
    KonfliktAvgjort: _decided,
}
