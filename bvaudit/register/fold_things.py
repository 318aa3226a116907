"""Events that can happen to anything that is followed. None of this knows what kind of thing it is, but for the link
between an avvik and a measure, which is a thing of its own."""

from dataclasses import fields, replace

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
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.planlagt import Signatur
from bvaudit.model.registeret.ting import Feltverdi, Kommentar, Slag, Ting, link_number
from bvaudit.register.fold_state import Handlers, State


def _opened(state: State, logget: Logget, event: TingOpprettet) -> None:
    felt = {
        navn: Feltverdi(verdi=verdi, hendelse=logget.nr, hvem=logget.hvem, tid=logget.tid)
        for navn, verdi in event.felt.items()
    }
    state.put(
        Ting(
            nr=event.nr,
            slag=event.slag,
            tittel=event.tittel,
            enhet=event.enhet,
            eier=event.eier,
            apnet=event.dag,
            felt=felt,
        )
    )


def _field(state: State, logget: Logget, event: FeltSatt) -> None:
    state.set_field(logget, event.nr, event.felt, event.tekst or event.verdi)


def _comment(state: State, logget: Logget, event: Kommentert) -> None:
    ting = state.ting.get(event.nr)
    if ting is not None:
        said = Kommentar(hendelse=logget.nr, hvem=logget.hvem, tid=logget.tid, tekst=event.tekst)
        state.put(replace(ting, kommentarer=(*ting.kommentarer, said)))


def _linked(state: State, logget: Logget, event: Koblet) -> None:
    """A link that was undone is taken up again with what was written in it."""
    avvik = state.avvik.get(event.avvik)
    if avvik is None or event.tiltak in avvik.tiltak:
        return
    nr = link_number(event.avvik, event.tiltak)
    before = state.ting.get(nr)
    fresh = Ting(nr=nr, slag=Slag.KOBLING, tittel="", enhet=avvik.enhet, eier=avvik.ting.eier, apnet=event.dag)
    state.put(fresh if before is None else replace(before, avsluttet=None))
    state.change_avvik(event.avvik, tiltak=(*avvik.tiltak, event.tiltak))
    state.mark(logget, (nr,))


def _unlinked(state: State, logget: Logget, event: Frakoblet) -> None:
    avvik = state.avvik.get(event.avvik)
    if avvik is None:
        return
    nr = link_number(event.avvik, event.tiltak)
    state.change(nr, avsluttet=logget.dag)
    left = tuple(one for one in avvik.tiltak if one != event.tiltak)
    state.change_avvik(event.avvik, tiltak=left)
    if avvik.avgjorende == event.tiltak:
        state.change_avvik(event.avvik, avgjorende="", maling_fra=logget.nr)
    state.mark(logget, (nr,))


def _moved(state: State, logget: Logget, event: Overfort) -> None:
    ting = state.ting.get(event.nr)
    if ting is None:
        return
    enhet = event.enhet or ting.enhet
    state.put(replace(ting, eier=event.eier, enhet=enhet))
    for link in state.links_of(event.nr):
        state.put(replace(link, eier=event.eier, enhet=enhet))


def _ended(state: State, logget: Logget, event: Avsluttet) -> None:
    state.change(event.nr, avsluttet=event.dag)


def _sent(state: State, logget: Logget, event: UtgaveSendt) -> None:
    """Who got a paper about an avvik has been told of it."""
    for nr in event.numre:
        avvik = state.avvik.get(nr)
        if avvik is not None and avvik.varslet is None:
            state.change_avvik(nr, varslet=event.dag)


def _signed(state: State, logget: Logget, event: AretSignert) -> None:
    said = {field.name: getattr(event, field.name) for field in fields(event)}
    state.signert.append(Signatur(hvem=logget.hvem, hendelse=logget.nr, **said))


def _told_only(state: State, logget: Logget, event: Sladdet | KonfliktAvgjort) -> None:
    """What it is about keeps its number, and nothing else is changed by it."""


HANDLERS: Handlers = {
    TingOpprettet: _opened,
    FeltSatt: _field,
    Kommentert: _comment,
    Koblet: _linked,
    Frakoblet: _unlinked,
    Overfort: _moved,
    Avsluttet: _ended,
    UtgaveSendt: _sent,
    Sladdet: _told_only,
    KonfliktAvgjort: _told_only,
    AretSignert: _signed,
}
