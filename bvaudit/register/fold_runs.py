"""Runs, and what is about the register as a whole."""

from dataclasses import replace

from bvaudit.model.registeret.avvik import Slutt, Stilling
from bvaudit.model.registeret.hendelser_kjoring import (
    EnheterEndret,
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    RegisterBegynt,
    SakMerket,
)
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold_ends import end
from bvaudit.register.fold_state import Handlers, State
from bvaudit.register.other_key import renamed

_OF_RUNS = ("bevis", "under", "omfang", "logikk", "annen_logikk", "utgangspunkt")  # what a run may change of an avvik


def _begun(state: State, logget: Logget, event: RegisterBegynt) -> None:
    state.nokkel = event.nokkel
    state.begynt = event.dag


def _written(state: State, logget: Logget, event: KjoringSkrevet) -> None:
    state.nokkel = state.nokkel or event.nokkel
    state.kjoringer.append(
        Skrevet(
            kjoring=event.kjoring,
            per=event.dag,
            uttrekk=event.uttrekk,
            hendelse=logget.nr,
            antall_objekter=event.antall_objekter,
            enheter=event.enheter,
            logikk=event.logikk,
            kart=event.kart,
            revisjon=event.revisjon,
        )
    )


def _withdrawn(state: State, logget: Logget, event: KjoringTrukket) -> None:
    """What it opened is withdrawn, and what it changed is as it was before."""
    state.kjoringer = [
        replace(one, trukket=True, trukket_ved=logget.nr) if one.kjoring == event.kjoring and not one.trukket else one
        for one in state.kjoringer
    ]
    for nr, before in state.for_kjoring.pop(event.kjoring, {}).items():
        state.change_avvik(nr, **{name: getattr(before, name) for name in _OF_RUNS})
        if len(before.slutter) == len(state.avvik[nr].slutter):
            state.change_avvik(nr, slutter=before.slutter)
    gone = {nr for nr, avvik in state.avvik.items() if avvik.kjoring == event.kjoring and avvik.apen}
    for nr in sorted(gone):
        slutt = Slutt(stilling=Stilling.TRUKKET, dag=event.dag, hvem=logget.hvem, hendelse=logget.nr, grunn=event.grunn)
        end(state, state.avvik[nr], slutt)
    for nr, avvik in list(state.avvik.items()):
        if avvik.forelder in gone:
            state.change_avvik(nr, forelder="")
    state.mark(logget, sorted(gone))


def _common_start(state: State, logget: Logget, event: FellesStart) -> None:
    for nr, avvik in list(state.avvik.items()):
        if avvik.kjoring == event.kjoring and avvik.alvor is not Alvorlighetsgrad.KRITISK:
            state.change_avvik(nr, felles_start=event.dag)
            state.mark(logget, (nr,))


def _units(state: State, logget: Logget, event: EnheterEndret) -> None:
    state.etterfolgere.update(event.etterfolgere)


def _marked(state: State, logget: Logget, event: SakMerket) -> None:
    for sak in event.sak:
        state.merket.pop((event.regel, sak), None)
        if event.rettet is not None:
            state.merket[event.regel, sak] = event.rettet


def _key(state: State, logget: Logget, event: NokkelByttet) -> None:
    """The same things by other names, also as they were before each run."""
    names = {one.gammel: one.ny for one in event.par}
    state.nokkel, state.nokkel_fra, state.oversatt = event.til, logget.nr, frozenset(names.values())
    if not names:
        return
    for nr, avvik in list(state.avvik.items()):
        after = renamed(avvik, names)
        if after is not avvik:
            state.avvik[nr] = after
            state.mark(logget, (nr,))
    for run, before in state.for_kjoring.items():
        state.for_kjoring[run] = {nr: renamed(avvik, names) for nr, avvik in before.items()}
    state.merket = {(regel, names.get(sak, sak)): dag for (regel, sak), dag in state.merket.items()}


HANDLERS: Handlers = {
    RegisterBegynt: _begun,
    KjoringSkrevet: _written,
    KjoringTrukket: _withdrawn,
    FellesStart: _common_start,
    EnheterEndret: _units,
    NokkelByttet: _key,
    SakMerket: _marked,
}
