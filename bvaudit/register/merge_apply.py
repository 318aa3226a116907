"""Everything a document leads to, let through the guards one by one, in an order in which it can be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bvaudit.diagnostics import Grad, Problem
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import Hendelse, Logget, Ny
from bvaudit.model.registeret.redigering import Linje, NyTing, Sammenfall, Sammenslaing
from bvaudit.register.fold import fold_on
from bvaudit.register.merge_events import Work, works_of
from bvaudit.register.merge_new import events_for
from bvaudit.register.merge_state import Merging
from bvaudit.register.merge_step import Incomplete
from bvaudit.register.supervised_writing import with_file_steps
from bvaudit.texts import text

Allowed = Callable[[Registeret, Ny, Kontekst, date], Sequence[Mangel]]


@dataclass(slots=True, kw_only=True)
class _Book:
    """The register as it becomes, and what has been let through so far."""

    her: Merging
    reg: Registeret
    tillatt: Allowed
    written: list[Hendelse]

    def take_work(self, work: Work) -> tuple[str, tuple[Hendelse, ...]]:
        """Why it cannot be written, and what was written when it was. Each that is about a planned thing can open it: a
        cell that is refused takes no other with it."""
        opens = work.apner is not None and work.apner.nr not in self.reg.ting
        events = (work.apner, *work.hendelser) if opens and work.apner is not None else work.hendelser
        return work.grunn or self.take(events), events

    def take(self, events: Sequence[Hendelse]) -> str:
        """Why they cannot be written together; empty when they are taken in."""
        reg = self.reg
        mine = [Ny(hvem=self.her.hvem, hendelse=event) for event in events]
        for ny in with_file_steps(reg, self.her.kontekst, mine, self.her.dag):  # they are put in when it is written
            lacking = self.tillatt(reg, ny, self.her.kontekst, self.her.dag) if any(ny is one for one in mine) else ()
            if lacking:
                return "; ".join(one.tekst for one in lacking)
            reg = fold_on(reg, (self._logged(reg, ny.hendelse),))
        self.reg = reg
        self.written += events
        return ""

    def _logged(self, reg: Registeret, event: Hendelse) -> Logget:
        tid = datetime.combine(self.her.dag, time(), tzinfo=UTC)
        return Logget(nr=reg.hode.nr + 1, tid=tid, hvem=self.her.hvem, hendelse=event, forrige="", sum="")


def applied(
    her: Merging, lines: Sequence[Linje], nye: Sequence[NyTing], problems: Sequence[Problem], tillatt: Allowed | None
) -> Sammenslaing:
    """What is refused at first is tried again when the rest is in: an event may be allowed only after another."""
    done = list(lines)
    book = _Book(her=her, reg=her.na, tillatt=tillatt or _guards(), written=[])
    waiting = list(works_of(her, lines))
    while waiting:
        tried = [(work, *book.take_work(work)) for work in waiting]
        left = [work for work, grunn, _ in tried if grunn]
        for work, grunn, events in tried:
            _settle(done, work, grunn, events)
        if len(left) == len(waiting):
            break
        waiting = left
    opened, told = _opened(book, nye)
    return Sammenslaing(
        linjer=tuple(line for line in done if line.hva is not Sammenfall.UENDRET),
        nye=opened,
        problems=(*her.dok.problems, *problems, *told),
        uendret=sum(1 for line in done if line.hva is Sammenfall.UENDRET),
        rekkefolge=tuple(book.written),
    )


def _settle(done: list[Linje], work: Work, grunn: str, events: tuple[Hendelse, ...]) -> None:
    first = work.linjer[0]
    for place in work.linjer:
        line = done[place]
        if grunn:
            done[place] = replace(line, hva=Sammenfall.AVVIST, grunn=grunn, hendelser=())
        else:
            hva = Sammenfall.ENDRET if line.hva is Sammenfall.AVVIST else line.hva
            was = "" if line.hva is Sammenfall.AVVIST else line.grunn
            done[place] = replace(line, hva=hva, grunn=was, hendelser=events if place == first else ())


def _opened(
    book: _Book, nye: Sequence[NyTing]
) -> tuple[tuple[tuple[NyTing, tuple[Hendelse, ...]], ...], list[Problem]]:
    opened: list[tuple[NyTing, tuple[Hendelse, ...]]] = []
    told: list[Problem] = []
    for ny in nye:
        try:
            events = events_for(book.her, ny, book.reg)
        except Incomplete as lacking:
            told.append(_not_opened(ny, lacking.key, lacking.grunn))
            continue
        if grunn := book.take(events):
            told.append(_not_opened(ny, "", grunn))
        else:
            opened.append((ny, events))
    return tuple(opened), told


def _not_opened(ny: NyTing, key: str, grunn: str) -> Problem:
    said = text("registeret_les.ny.ikke_opprettet", grunn=grunn)
    sted = ny.steder.get(key, ny.sted)
    return Problem(sted=sted, kode="register-ny-rad", tekst=said, grad=Grad.ADVARSEL)


def _guards() -> Allowed:
    from bvaudit.register.guards import allowed

    return allowed
