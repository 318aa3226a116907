"""How an avvik begins, what is decided about it, and the attempts to measure its effect."""

from dataclasses import replace

from bvaudit.model.registeret.avvik import Avvik, Stilling, Utsettelse
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikOpprettet,
    ForelderSatt,
    ForsokBegynt,
    ForsokFerdig,
    MalEndret,
    PunktKnyttet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.register.fold_state import Handlers, State


def _opened(state: State, logget: Logget, event: AvvikOpprettet) -> None:
    ting = Ting(
        nr=event.nr,
        slag=Slag.AVVIK,
        tittel=event.tittel or event.tekst,
        enhet=event.enhet,
        eier=event.eier,
        apnet=event.dag,
    )
    state.ting[event.nr] = ting
    state.avvik[event.nr] = Avvik(
        ting=ting,
        regel=event.regel,
        variant=event.variant,
        sak=event.sak[0] if event.sak else "",
        samles_per=event.samles_per,
        kilde=event.kilde,
        alvor=event.alvor,
        omfang=event.omfang,
        stilling=Stilling.APENT,
        mal=event.mal,
        logikk=event.logikk,
        krever_lesing=event.krever_lesing,
        utgangspunkt=event.utgangspunkt,
        kjoring=event.kjoring,
        slekt=event.slekt,
        slekt_til=event.slekt_til,
        slekt_maneder=event.slekt_maneder,
        forelder=event.forelder,
        punkt=event.punkt,
    )


def _parent(state: State, logget: Logget, event: ForelderSatt) -> None:
    state.change_avvik(event.nr, forelder=event.forelder)


def _finding(state: State, logget: Logget, event: PunktKnyttet) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        state.change_avvik(event.nr, punkter=tuple(dict.fromkeys((*avvik.punkter, event.punkt))))


def _told(state: State, logget: Logget, event: Varslet) -> None:
    """The first day anybody was told is the one that counts."""
    avvik = state.avvik.get(event.nr)
    if avvik is not None and (avvik.varslet is None or event.dag < avvik.varslet):
        state.change_avvik(event.nr, varslet=event.dag)


def _at_once(state: State, logget: Logget, event: Strakstiltak) -> None:
    """The same three fields as a person writes in the workbook."""
    state.set_field(logget, event.nr, "strakstiltak", event.hva)
    state.set_field(logget, event.nr, "strakstiltak_dag", event.dag.isoformat())
    state.set_field(logget, event.nr, "strakstiltak_hvem", event.rolle)


def _decisive(state: State, logget: Logget, event: AvgjorendeValgt) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None and avvik.avgjorende != event.tiltak:
        anew = logget.nr if avvik.avgjorende else avvik.maling_fra
        state.change_avvik(event.nr, avgjorende=event.tiltak, maling_fra=anew)


def _goal(state: State, logget: Logget, event: MalEndret) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        state.change_avvik(event.nr, mal=event.mal, endret_mal=(*avvik.endret_mal, logget.nr))


def _severity(state: State, logget: Logget, event: AlvorEndret) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        state.change_avvik(event.nr, alvor=event.alvor, endret_alvor=(*avvik.endret_alvor, logget.nr))


def _answers(state: State, logget: Logget, event: SvarEndret) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        state.change_avvik(event.nr, endret_svar=(*avvik.endret_svar, logget.nr))


def _put_off(state: State, logget: Logget, event: UtsattMedGrunn) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        given = Utsettelse(til=event.til, fra=event.dag, giver=event.giver, grunn=event.grunn, hendelse=logget.nr)
        state.change_avvik(event.nr, stilling=Stilling.UTSATT, utsettelser=(*avvik.utsettelser, given))


def _attempt(state: State, logget: Logget, event: ForsokBegynt) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is not None:
        begun = replace(event.forsok, hendelse=logget.nr, ferdig=False, brukt=())
        state.change_avvik(event.nr, forsok=(*avvik.forsok, begun))


def _attempted(state: State, logget: Logget, event: ForsokFerdig) -> None:
    avvik = state.avvik.get(event.nr)
    if avvik is None:
        return
    begun = {one.nr: one for one in avvik.forsok}
    at = begun[event.forsok.nr].hendelse if event.forsok.nr in begun else logget.nr
    done = event.forsok.utfall is not Forsoksutfall.UTVIDES  # then the draw is extended first, once
    begun[event.forsok.nr] = replace(event.forsok, hendelse=at, ferdig=done, forelopig=False, brukt=event.brukt)
    state.change_avvik(event.nr, forsok=tuple(begun[nr] for nr in sorted(begun)))


HANDLERS: Handlers = {
    AvvikOpprettet: _opened,
    ForelderSatt: _parent,
    PunktKnyttet: _finding,
    Varslet: _told,
    Strakstiltak: _at_once,
    AvgjorendeValgt: _decisive,
    MalEndret: _goal,
    AlvorEndret: _severity,
    SvarEndret: _answers,
    UtsattMedGrunn: _put_off,
    ForsokBegynt: _attempt,
    ForsokFerdig: _attempted,
}
