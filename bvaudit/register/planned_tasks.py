"""The controls of a year as the årshjul plans them: which there are, in which months, and in which units. Without the
log: what people have written of them is in ``year.py``.

Everything is decided by the last day a control can be done on, its deadline: the årshjul, the task and the unit that
are there on that day are those that count.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.enhet import UKJENT_ID, name_key
from bvaudit.model.plans import Arshjul, Fordeling, Oppgave
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag, task_number

_OP = f"{FORSTAVELSER[Slag.OPPGAVE]}-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontroll:
    """One control in one month and unit. ``maned`` is the first day of its month. ``fra`` are the units that have
    ceased and that it was planned in, ``egen`` is False where the unit has it from those alone."""

    arshjul: Arshjul
    oppgave: Oppgave
    maned: date
    frist: date
    enhet: str = ""
    fra: tuple[str, ...] = ()
    egen: bool = True

    @property
    def nr(self) -> str:
        return task_number(self.maned, self.oppgave.id, self.enhet)


def wheels(kontekst: Kontekst) -> tuple[Arshjul, ...]:
    """The årshjul that count, by the day they begin: the shipped one until the municipality has its own."""
    every = (*kontekst.arshjul, *kontekst.arshjul_for)
    first = min((one.gjelder_fra for one in every if one.egen), default=date.max)
    there = [one for one in every if one.egen or one.gjelder_fra < first]
    return tuple(sorted(there, key=lambda one: (one.gjelder_fra, one.id)))


def has_own(kontekst: Kontekst) -> bool:
    return any(one.egen for one in kontekst.arshjul)


def controls(kontekst: Kontekst, ar: int, oppgave: str = "", month: int = 0) -> tuple[Kontroll, ...]:
    """Every control of the year by month, then as they stand in the årshjul, then by unit. ``oppgave``: only those of
    the task with that id, and with a ``month`` not those of other months, but where the months are dealt out. Of two
    that would have the same number, the first counts."""
    every = wheels(kontekst)
    found: dict[str, Kontroll] = {}
    for wheel in every:
        for task in wheel.oppgaver:
            if oppgave in ("", task.id):
                for one in _of_task(kontekst, every, wheel, task, ar, month):
                    found.setdefault(one.nr, one)
    return tuple(sorted(found.values(), key=lambda one: one.maned))  # stable: the order within a month stays


def control(kontekst: Kontekst, nr: str) -> Kontroll | None:
    """The one with that number; None when the årshjul plans none."""
    said = parts(nr)
    if said is None:
        return None
    maned, oppgave, _ = said
    return next((one for one in controls(kontekst, maned.year, oppgave, maned.month) if one.nr == nr), None)


def parts(nr: str) -> tuple[date, str, str] | None:
    """Month, task and unit of a number; None when it is of no task."""
    head, _, rest = nr.partition(":")
    oppgave, _, enhet = rest.partition(":")
    try:
        maned = date.fromisoformat(f"{head.removeprefix(_OP)}-01")
    except ValueError:
        return None
    return (maned, oppgave, enhet) if oppgave and nr == task_number(maned, oppgave, enhet) else None


def deadline(oppgave: Oppgave, ar: int, maned: int) -> date:
    """The last day it can be done on: day 31 is the last of every month, also of February."""
    return date(ar, maned, min(oppgave.dag, monthrange(ar, maned)[1]))


def last_day(maned: date) -> date:
    return maned.replace(day=monthrange(maned.year, maned.month)[1])


def unknown_units(kontekst: Kontekst) -> tuple[tuple[str, str], ...]:
    """Task and unit, where the årshjul names one nobody knows: no control is planned there."""
    named = ((task, said) for wheel in wheels(kontekst) for task in wheel.oppgaver for said in task.for_enheter)
    return tuple((task.id, said) for task, said in named if kontekst.enheter and not known_unit(kontekst, said))


def _of_task(
    kontekst: Kontekst, every: Sequence[Arshjul], wheel: Arshjul, task: Oppgave, ar: int, only: int = 0
) -> Iterator[Kontroll]:
    made = _shared(kontekst, every, wheel, task, ar) if task.gjores_av is Fordeling.DELT else ()
    if task.gjores_av is not Fordeling.DELT:
        months = [month for month in sorted(task.maneder) if only in (0, month)]
        made = (one for month in months for one in _in_month(kontekst, _bare(wheel, task, ar, month)))
    for one in made:
        if is_there(wheel, every, task, one.frist):
            yield one


def is_there(wheel: Arshjul, every: Iterable[Arshjul], task: Oppgave, frist: date) -> bool:
    """Whether the årshjul and the task are those that count on that day, of every årshjul there is."""
    return _counts(wheel, every, frist) and _within(task, frist)


def _bare(wheel: Arshjul, task: Oppgave, ar: int, month: int) -> Kontroll:
    return Kontroll(arshjul=wheel, oppgave=task, maned=date(ar, month, 1), frist=deadline(task, ar, month))


def _counts(wheel: Arshjul, every: Iterable[Arshjul], frist: date) -> bool:
    """An årshjul counts from its first day until another has taken its place."""
    return wheel.gjelder_fra <= frist and not any(
        _follows(later, wheel) and later.gjelder_fra <= frist for later in every
    )


def _follows(later: Arshjul, wheel: Arshjul) -> bool:
    """A later one with any of the same tasks is the next of it; with none of them, the two stand side by side. Their
    own takes the place of the shipped one whatever it holds."""
    if later.egen and not wheel.egen:
        return True
    mine = {task.id for task in wheel.oppgaver}
    return later.gjelder_fra > wheel.gjelder_fra and any(task.id in mine for task in later.oppgaver)


def _within(task: Oppgave, frist: date) -> bool:
    begun = task.gjelder_fra is None or task.gjelder_fra <= frist
    return begun and (task.gjelder_til_og_med is None or frist <= task.gjelder_til_og_med)


def _in_month(kontekst: Kontekst, bare: Kontroll) -> Iterator[Kontroll]:
    """One in each unit; a unit that has ceased leaves it to its successor, which still has it once."""
    if bare.oppgave.gjores_av is Fordeling.SAMLET:
        yield bare
        return
    slots = [(unit, _responsible(kontekst, unit, bare)) for unit in _units(kontekst, bare.oppgave)]
    yield from _once(bare, slots)


def _once(bare: Kontroll, slots: Sequence[tuple[str, str | None]]) -> Iterator[Kontroll]:
    """``slots``: the unit it was planned in → the one that has it."""
    for enhet in dict.fromkeys(to for _, to in slots if to is not None):
        own = any(unit == to == enhet for unit, to in slots)
        gone = tuple(unit for unit, to in slots if to == enhet and unit != enhet)
        yield replace(bare, enhet=enhet, fra=gone, egen=own)


def _shared(kontekst: Kontekst, every: Sequence[Arshjul], wheel: Arshjul, task: Oppgave, ar: int) -> Iterator[Kontroll]:
    """Each unit once in the year, dealt out over the months in order. A unit that comes later is dealt after the
    others, so that theirs stay; and so do those an earlier årshjul had come to."""
    earlier = [(one, other) for one in every if _follows(wheel, one) for other in one.oppgaver if other.id == task.id]
    taken = {one.enhet for before, other in earlier for one in _of_task(kontekst, every, before, other, ar, 0)}
    months = [_bare(wheel, task, ar, month) for month in sorted(task.maneder)]
    months = [bare for bare in months if _within(task, bare.frist)]
    left = [bare for bare in months if wheel.gjelder_fra <= bare.frist]
    dealt: list[tuple[Kontroll, str, str | None]] = []
    for place, unit in enumerate(_members(kontekst, task, ar)):
        there = [bare for bare in left if _begun(kontekst, unit, bare.frist)]
        if there:
            among = months if earlier else left
            bare = among[place % len(among)]
            bare = bare if bare in there else there[place % len(there)]
            dealt.append((bare, unit, _responsible(kontekst, unit, bare)))
    own = {to for _, unit, to in dealt if unit == to}
    for bare, unit, to in dealt:
        if to is not None and to not in taken and (unit == to or to not in own):
            taken.add(to)
            yield replace(bare, enhet=to, fra=() if unit == to else (unit,), egen=unit == to)


def _members(kontekst: Kontekst, task: Oppgave, ar: int) -> tuple[str, ...]:
    """The units that are there some day of the year; for one that had ceased before it, its successor."""
    first, last = date(ar, 1, 1), date(ar, 12, 31)
    now = [_successor(kontekst, unit, first) for unit in _units(kontekst, task)]
    return tuple(dict.fromkeys(unit for unit in now if unit is not None and _begun(kontekst, unit, last)))


def _units(kontekst: Kontekst, task: Oppgave) -> tuple[str, ...]:
    """Ids, in the order they came to be: those with no first day, then by it. The whole municipality as one where no
    unit is known. Those the task names stand as it names them."""
    known = [unit for unit in kontekst.enheter if unit != UKJENT_ID]
    if not known:
        return ("",)
    if task.for_enheter:
        named = (known_unit(kontekst, said) for said in task.for_enheter)
        return tuple(dict.fromkeys(unit for unit in named if unit))
    return tuple(sorted(known, key=lambda unit: kontekst.begynt.get(unit, date.min)))


def known_unit(kontekst: Kontekst, said: str) -> str:
    """The id of a unit that is written by its id or its name; empty when nobody knows it."""
    if said in kontekst.enheter:
        return said
    return next((id for id, name in kontekst.enheter.items() if name_key(name) == name_key(said)), "")


def _begun(kontekst: Kontekst, unit: str, dag: date) -> bool:
    return kontekst.begynt.get(unit, date.min) <= dag


def _successor(kontekst: Kontekst, unit: str, dag: date) -> str | None:
    """Who has taken over by ``dag``, through as many as there are: the unit itself while it is there, None when nobody
    has."""
    after: Mapping[str, str] = kontekst.etterfolgere
    seen: set[str] = set()
    while unit in kontekst.opphort and kontekst.opphort[unit] < dag:
        seen.add(unit)
        unit = after.get(unit, "")
        if not unit or unit in seen or unit not in kontekst.enheter:
            return None
    return unit


def _responsible(kontekst: Kontekst, unit: str, bare: Kontroll) -> str | None:
    """Who has it on its deadline. One that begins after that has it only where there was somebody in the month to have
    it from."""
    to = _successor(kontekst, unit, bare.frist)
    if to is None or _begun(kontekst, to, bare.frist):
        return to
    handed = to != unit and kontekst.opphort[unit] >= bare.maned
    return to if handed else None
