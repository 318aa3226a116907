"""The evidence of an avvik: which objects, and what has become of each.

A run that is withdrawn has changed nothing. What an avvik was before a run changed it is kept with the run, and what a
person says of the evidence meanwhile is said of that too.
"""

from collections.abc import Callable
from dataclasses import replace

from bvaudit.model.registeret.avvik import Avvik, Bevis, Objekttilstand, Omfang
from bvaudit.model.registeret.effekt import Utgangspunkt
from bvaudit.model.registeret.hendelser_avvik import (
    BevisLagtTil,
    BevisUnderAnnen,
    BevisVurdert,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    OmfangLoftet,
)
from bvaudit.model.registeret.logg import Logget
from bvaudit.register.fold_state import Handlers, State

TOGETHER = 3  # register.md part 2: three objects are a systemsvikt


def counted(bevis: tuple[Bevis, ...]) -> int:
    """How many objects grade an avvik: all but those that turned out to be no breach."""
    return sum(one.tilstand is not Objekttilstand.IKKE_BRUDD for one in bevis)


def _added(state: State, logget: Logget, event: BevisLagtTil) -> None:
    known = state.avvik.get(event.nr)
    if known is None:
        return
    bevis = event.bevis or _struck(event)
    _by_run(state, event.nr, event.kjoring, lambda avvik: replace(avvik, bevis=joined(avvik.bevis, bevis)))


def _struck(event: BevisLagtTil) -> tuple[Bevis, ...]:
    """The keys are gone, the count is not."""
    empty = Bevis(
        sak="",
        objekt="",
        objekt_id="",
        enhet="",
        start=None,
        dag=event.dag,
        kjoring=event.kjoring,
        tilstand=Objekttilstand.IKKE_KONTROLLERT,
    )
    return (empty,) * event.antall


def joined(mine: tuple[Bevis, ...], new: tuple[Bevis, ...]) -> tuple[Bevis, ...]:
    """An object stands once, as it was first found. Those whose keys are struck cannot be told apart."""
    there = {one.objekt_id for one in mine if one.objekt_id}
    return (*mine, *(one for one in new if not one.objekt_id or one.objekt_id not in there))


def _judged(state: State, logget: Logget, event: BevisVurdert) -> None:
    def judge(avvik: Avvik) -> Avvik:
        answers = {one.objekt_id: one for one in event.svar}
        broken = {id for id, one in answers.items() if event.kjoring and one.tilstand is Objekttilstand.FORTSATT}
        bevis = tuple(
            replace(
                one,
                tilstand=answers[one.objekt_id].tilstand,
                tilstand_dag=event.dag,
                tilstand_hendelse=logget.nr,
                grunn=answers[one.objekt_id].grunn,
                feiltype=answers[one.objekt_id].feiltype,
            )
            if one.objekt_id in answers
            else one
            for one in avvik.bevis
        )
        return replace(
            avvik,
            bevis=_counted(bevis, event),
            utgangspunkt=_less_no_breach(avvik.utgangspunkt, bevis),
            annen_logikk=avvik.annen_logikk - broken,
        )

    _by_run(state, event.nr, event.kjoring, judge)


def _less_no_breach(found: Utgangspunkt | None, bevis: tuple[Bevis, ...]) -> Utgangspunkt | None:
    """How many of those the finding counted turned out to be no breach."""
    if found is None:
        return None
    none = sum(one.tilstand is Objekttilstand.IKKE_BRUDD and one.dag == found.per for one in bevis)
    return replace(found, ikke_brudd=max(found.ikke_brudd, min(none, found.brudd)))


def _counted(bevis: tuple[Bevis, ...], event: BevisVurdert) -> tuple[Bevis, ...]:
    """As many of those without keys are settled as the counts of the event say, and never more."""
    left = event.avgjort - sum(one.tilstand.avgjort for one in bevis)
    found = []
    for one in bevis:
        if left > 0 and not one.objekt_id and not one.tilstand.avgjort:
            one, left = replace(one, tilstand=Objekttilstand.BORTFALT, tilstand_dag=event.dag), left - 1
        found.append(one)
    return tuple(found)


def _under(state: State, logget: Logget, event: BevisUnderAnnen) -> None:
    """The wider avvik has them from now on, and this one does not: its own number stays, and they may come back."""
    moved = frozenset(event.objekter)

    def away(avvik: Avvik) -> Avvik:
        bevis, gone = _parted(avvik.bevis, moved)
        return replace(avvik, bevis=bevis, under=joined(avvik.under, gone))

    def back(avvik: Avvik) -> Avvik:
        under, again = _parted(avvik.under, moved)
        return replace(avvik, bevis=joined(avvik.bevis, again), under=under)

    _by_run(state, event.nr, event.kjoring, away if event.annen else back)


def _parted(bevis: tuple[Bevis, ...], moved: frozenset[str]) -> tuple[tuple[Bevis, ...], tuple[Bevis, ...]]:
    """(those that stay, those that move)"""
    stays = tuple(one for one in bevis if one.objekt_id not in moved)
    return stays, tuple(one for one in bevis if one.objekt_id in moved)


def _cannot(state: State, logget: Logget, event: KanIkkeRettes) -> None:
    wanted = frozenset(event.objekter)

    def mark(avvik: Avvik) -> Avvik:
        bevis = tuple(
            replace(
                one,
                tilstand=Objekttilstand.KAN_IKKE_RETTES,
                tilstand_dag=event.dag,
                tilstand_hendelse=logget.nr,
                grunn=event.grunn,
            )
            if not one.tilstand.avgjort and (event.alle or one.objekt_id in wanted)
            else one
            for one in avvik.bevis
        )
        return replace(avvik, bevis=bevis, kan_ikke=event.grunn if event.alle else avvik.kan_ikke)

    _by_run(state, event.nr, "", mark)


def _known_miss(state: State, logget: Logget, event: KjentBruddOppfylt) -> None:
    def since(avvik: Avvik) -> Avvik:
        if not avvik.slutter:
            return avvik
        *earlier, last = avvik.slutter
        kept = tuple(dict.fromkeys((*last.oppfylt_siden, *event.objekter)))
        return replace(avvik, slutter=(*earlier, replace(last, oppfylt_siden=kept)))

    _by_run(state, event.nr, event.kjoring, since)


def _lifted(state: State, logget: Logget, event: OmfangLoftet) -> None:
    _by_run(state, event.nr, event.kjoring, lambda avvik: replace(avvik, omfang=Omfang.SYSTEMSVIKT))


def _logic(state: State, logget: Logget, event: LogikkEndret) -> None:
    def other(avvik: Avvik) -> Avvik:
        found = frozenset(one.objekt_id for one in (*avvik.bevis, *avvik.under) if one.objekt_id)
        return replace(avvik, logikk=event.til, annen_logikk=found)

    _by_run(state, event.nr, event.kjoring, other)


def _by_run(state: State, nr: str, kjoring: str, change: Callable[[Avvik], Avvik]) -> None:
    """Change it, and remember how it was before the run; what a person says (no run) is said of that too."""
    avvik = state.avvik.get(nr)
    if avvik is None:
        return
    if kjoring:
        state.for_kjoring.setdefault(kjoring, {}).setdefault(nr, avvik)
    else:
        for before in state.for_kjoring.values():
            if nr in before:
                before[nr] = change(before[nr])
    state.avvik[nr] = change(avvik)


HANDLERS: Handlers = {
    BevisLagtTil: _added,
    BevisVurdert: _judged,
    BevisUnderAnnen: _under,
    KanIkkeRettes: _cannot,
    KjentBruddOppfylt: _known_miss,
    OmfangLoftet: _lifted,
    LogikkEndret: _logic,
}
