"""What the authority waits for, and by when: set by its letters, moved by later ones, answered by what we have sent.

A deadline is never dropped because something else has come: it is answered, moved to a later day by a letter about the
same, or comes to nothing by a step the list says it does (``avloser``, ``avslutter``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.kodeverk import OURS, Kodeverk
from bvaudit.model.registeret.planlagt import Skrittet, Tilsynsfrist
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.supervised_steps import about_all, leaves, loose_deadlines, of_course, required, step_named
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """``apne`` by day, the nearest first. ``godtatt``: finding → the day the authority said that it is mended."""

    apne: tuple[Tilsynsfrist, ...] = ()
    tidligere: tuple[Tilsynsfrist, ...] = ()
    uten_frist: tuple[Skrittet, ...] = ()
    godtatt: dict[str, date]
    avsluttet: date | None = None


def has_happened(step: Skrittet, dag: date) -> bool:
    return step.dag <= dag and not step.avtalt


def deadlines_of(tilsyn: Tilsyn, steps: Sequence[Skrittet], kodeverk: Kodeverk, dag: date) -> Deadlines:
    """As they are on ``dag``. ``steps`` are in the order of their days."""
    course = _Course(tilsyn, kodeverk)
    taken = [one for one in steps if has_happened(one, dag)]
    for one in taken:
        course.take(one)
    course.from_file(tilsyn, taken)
    course.of_findings(tilsyn)
    course.lapses(dag)
    return Deadlines(
        apne=tuple(sorted(course.open, key=lambda one: (one.dag, one.skritt))),
        tidligere=tuple(course.over),
        uten_frist=course.without_day(taken),
        godtatt=course.accepted,
        avsluttet=course.ended,
    )


class _Course:
    """The steps taken one after the other, and what is awaited after each."""

    def __init__(self, tilsyn: Tilsyn, kodeverk: Kodeverk) -> None:
        self.tilsyn = tilsyn
        self.kodeverk = kodeverk
        self.within = {one.id: frozenset(leaves(one)) for funn in tilsyn.funn for one in funn.within()}
        self.every = [id for id in self.within if id in self.within[id]]
        self.open: list[Tilsynsfrist] = []
        self.over: list[Tilsynsfrist] = []
        self.accepted: dict[str, date] = {}
        self.ended: date | None = None

    def take(self, step: Skrittet) -> None:
        known = step_named(self.kodeverk, step.skritt)
        if known is not None and known.av == OURS:
            self._answer(step)
        if known is not None:
            ends = known.avslutter and about_all(step, self.tilsyn)
            self._comes_to_nothing(step.dag, None if ends else known.avloser)
            self.ended = step.dag if ends else self.ended
        if known is not None and known.godtar:
            ids = self.within if not step.funn else {one for id in step.funn for one in (id, *self.within.get(id, ()))}
            self._accepts(ids, step.dag)
        if step.frist is not None:
            self._set(step, step.frist)

    def _accepts(self, ids: Iterable[str], dag: date) -> None:
        """A finding over others is mended when every one of them is."""
        self.accepted.update({id: self.accepted.get(id, dag) for id in ids})
        for id, inner in self.within.items():
            if inner and all(one in self.accepted for one in inner):
                self.accepted.setdefault(id, dag)

    def lapses(self, dag: date) -> None:
        """What we may do and need not, such as to complain, is no debt when its day is over."""
        for one in list(self.open):
            known = step_named(self.kodeverk, one.skritt)
            if known is not None and known.frivillig and one.dag < dag:
                self.open.remove(one)
                self.over.append(replace(one, bortfalt=one.dag))

    def _set(self, step: Skrittet, frist: date) -> None:
        made = Tilsynsfrist(skritt=required(step, self.kodeverk), dag=frist, satt_av=step, funn=step.funn)
        for one in [each for each in self.open if self._moves(made, each)]:
            made = replace(made, flyttet_fra=(*made.flyttet_fra, *one.flyttet_fra, one.dag))
            self.open.remove(one)
        self.open.append(made)

    def _moves(self, later: Tilsynsfrist, before: Tilsynsfrist) -> bool:
        """A letter moves a deadline to a later day (never to an earlier one) when it is for the same, about all that
        is left of it, and is the same kind of letter or says itself what it is for."""
        same_kind = later.satt_av.skritt == before.satt_av.skritt or bool(later.satt_av.frist_for)
        covers = not later.funn or bool(before.funn and self._left(before) <= self._named(later.funn))
        return later.skritt == before.skritt and later.dag >= before.dag and same_kind and covers

    def _answer(self, step: Skrittet) -> None:
        """Every deadline for it that was set before; one that is answered for some findings stays for the others."""
        for one in [each for each in self.open if each.skritt == step.skritt]:
            left = self._left(one) - self._named(step.funn)
            self.open.remove(one)
            if step.funn and (left or not self._left(one)):
                self.open.append(replace(one, funn=tuple(id for id in self.every if id in left) or one.funn))
            else:
                self.over.append(replace(one, besvart=step.dag))

    def _comes_to_nothing(self, dag: date, codes: Sequence[str] | None) -> None:
        """``codes`` None = all of them."""
        for one in [each for each in self.open if codes is None or each.skritt in codes]:
            self.open.remove(one)
            self.over.append(replace(one, bortfalt=dag))

    def _left(self, frist: Tilsynsfrist) -> frozenset[str]:
        return self._named(frist.funn) if frist.funn else frozenset(self.every)

    def _named(self, funn: Sequence[str]) -> frozenset[str]:
        return frozenset(one for id in funn for one in self.within.get(id, (id,)))

    def from_file(self, tilsyn: Tilsyn, taken: Sequence[Skrittet]) -> None:
        """Deadlines whose letter has no day in the file: they stand until they are answered, or come to nothing."""
        if self.ended is not None:
            return
        gone = {code for one in taken if (known := step_named(self.kodeverk, one.skritt)) for code in known.avloser}
        sent = {one.skritt for one in taken}
        for code, frist in loose_deadlines(tilsyn, taken):
            letter = Skrittet(skritt=code, dag=frist, frist=frist, tekst=text("tilsynslop.frist.uten_brev"))
            wanted = required(letter, self.kodeverk)
            if wanted not in gone | sent:
                self.open.append(Tilsynsfrist(skritt=wanted, dag=frist, satt_av=letter))

    def of_findings(self, tilsyn: Tilsyn) -> None:
        """The day a finding is to be mended, until the authority says that it is. Those of one day are told as one."""
        by_day: dict[date, list[str]] = {}
        for one in (one for funn in tilsyn.funn for one in funn.within()):
            if one.frist is not None and one.id not in self.accepted and self.ended is None:
                by_day.setdefault(one.frist, []).append(one.id)
        for frist, ids in by_day.items():
            says = Skrittet(skritt="", dag=frist, frist=frist, funn=tuple(ids))
            self.open.append(Tilsynsfrist(skritt="", dag=frist, satt_av=says, funn=tuple(ids)))

    def without_day(self, taken: Sequence[Skrittet]) -> tuple[Skrittet, ...]:
        """The authority's last letter, when it waits for something and nobody has written by when."""
        theirs = [one for one in taken if (known := step_named(self.kodeverk, one.skritt)) and known.av != OURS]
        if not theirs or self.ended is not None or theirs[-1].frist is not None:
            return ()
        last, wanted = theirs[-1], required(theirs[-1], self.kodeverk)
        answered = any(one.skritt == wanted for one in taken[taken.index(last) + 1 :])
        awaited = any(one.skritt == wanted for one in self.open)
        belongs = bool(wanted) and of_course(wanted, self.tilsyn, self.kodeverk)
        return (last,) if belongs and not answered and not awaited else ()
