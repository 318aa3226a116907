"""A control of the year that was not done is proposed as an avvik, and a person makes it one.

One open avvik for each task and unit: a further month that was missed is tied to it. What an avvik has answered for is
not proposed again, also when that avvik has ended since."""

from collections.abc import Iterable, Sequence
from datetime import date

from bvaudit.model.plans import Fordeling, Oppgave
from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Registeret, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, PunktKnyttet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.breaches import owner
from bvaudit.register.planned_tasks import parts
from bvaudit.register.roles import STAB, split, stands_alone
from bvaudit.register.units import Units
from bvaudit.register.year import missed
from bvaudit.texts import text

_OFTEN, _SELDOM = 2, 1


def task_and_unit(nr: str) -> tuple[str, str] | None:
    """The id of the task and of the unit in the number of a control; None when it is the number of something else."""
    said = parts(nr)
    return said[1:] if said is not None else None


def points(avvik: Avvik) -> tuple[str, ...]:
    """The numbers of the controls an avvik answers for, in the order they were tied to it."""
    if avvik.kilde is not Kilde.INTERNKONTROLL:
        return ()
    return tuple(one for one in (avvik.punkt, *avvik.punkter) if task_and_unit(one))


def answered(reg: Registeret) -> dict[str, str]:
    """The number of a control → of the avvik somebody has made of it, open or ended."""
    made = (one for one in reg.avvik.values() if one.stilling is not Stilling.TRUKKET)
    return {punkt: avvik.nr for avvik in made for punkt in points(avvik)}


def proposed(stands: Sequence[Oppgavestand], reg: Registeret) -> tuple[Oppgavestand, ...]:
    """The controls that were missed and that no avvik answers for."""
    known = answered(reg)
    return tuple(stand for stand in missed(stands) if stand.nr not in known)


def open_for(reg: Registeret, nr: str, units: Units) -> Avvik | None:
    """The open avvik of the same task and unit; a unit that has ceased is the one that took over."""
    for avvik in reg.apne:
        if any(same_control(punkt, nr, units) for punkt in points(avvik)):
            return avvik
    return None


def same_control(nr: str, other: str, units: Units) -> bool:
    """The same task in the same unit, whatever the months."""
    return _now(nr, units) == _now(other, units)


def _now(nr: str, units: Units) -> tuple[str, str]:
    task, enhet = task_and_unit(nr) or (nr, "")
    return task, units.now(enhet) if enhet else ""


def units_on(reg: Registeret, kontekst: Kontekst, dag: date) -> Units:
    ceased = frozenset(enhet for enhet, siste in kontekst.opphort.items() if siste < dag)
    return Units(ceased=ceased, successors={**reg.etterfolgere, **kontekst.etterfolgere})


def task_of(stand: Oppgavestand, kontekst: Kontekst) -> Oppgave | None:
    """The task as the årshjul has it; None when it is there no more."""
    wheels = (*kontekst.arshjul, *kontekst.arshjul_for)
    every = (task for year in wheels if year.id == stand.arshjul for task in year.oppgaver)
    return next((task for task in every if task.id == stand.oppgave), None)


def grouped(stands: Sequence[Oppgavestand]) -> tuple[tuple[Oppgavestand, ...], ...]:
    """Those of the same task and unit together: they are one avvik."""
    found: dict[tuple[str, str], list[Oppgavestand]] = {}
    for stand in stands:
        found.setdefault((stand.oppgave, stand.enhet), []).append(stand)
    return tuple(map(tuple, found.values()))


def made_of(
    stands: Sequence[Oppgavestand],
    reg: Registeret,
    kontekst: Kontekst,
    *,
    nr: str,
    dag: date,
    alvor: Alvorlighetsgrad | None = None,
) -> tuple[AvvikOpprettet | PunktKnyttet, ...]:
    """What makes the missed months of one task in one unit an avvik: the first opens it, with the number ``nr``, and
    the others are tied to it; all of them where one is open already. ``alvor`` None = as the årshjul says."""
    there = open_for(reg, stands[0].nr, units_on(reg, kontekst, dag))
    if there is not None:
        return tuple(PunktKnyttet(nr=there.nr, punkt=one.nr, dag=dag) for one in stands)
    first, *more = stands
    tied = (PunktKnyttet(nr=nr, punkt=one.nr, dag=dag) for one in more)
    return (_opened(first, reg, kontekst, nr, dag, alvor), *tied)


def goal_for(task: Oppgave | None) -> Effektmal:
    """The two next; of what is done once a year, the next one."""
    often = task is not None and len(task.maneder) > 1 and task.gjores_av is not Fordeling.DELT
    n = _OFTEN if often else _SELDOM
    return Effektmal(minst=n, av=n, utvides_til=n, minst_utvidet=n)


def _opened(
    stand: Oppgavestand,
    reg: Registeret,
    kontekst: Kontekst,
    nr: str,
    dag: date,
    alvor: Alvorlighetsgrad | None,
) -> AvvikOpprettet:
    units = units_on(reg, kontekst, dag)
    task, enhet = task_of(stand, kontekst), units.now(stand.enhet) if stand.enhet else ""
    graded = alvor or (task.alvor if task is not None else Alvorlighetsgrad.MIDDELS)
    return AvvikOpprettet(
        nr=nr,
        tittel=text("sider.avvik.tittel", kontroll=stand.tittel),
        enhet=enhet,
        kilde=Kilde.INTERNKONTROLL,
        alvor=graded,
        omfang=Omfang.SYSTEMSVIKT,  # without objects
        eier=owner(kontekst, graded, enhet, units.ceased) if enhet else _above(stand, kontekst),
        mal=goal_for(task),
        krever_lesing=True,
        dag=dag,
        punkt=stand.nr,
    )


def _above(stand: Oppgavestand, kontekst: Kontekst) -> str:
    """Who has what is done once for the whole municipality: the role of the task when it is one of the whole."""
    rolle, _ = split(stand.eier)
    return rolle if stands_alone(rolle, kontekst.kodeverk) else STAB


def months_of(stands: Sequence[Oppgavestand]) -> str:
    return told_months(one.maned for one in stands)


def told_months(months: Iterable[date]) -> str:
    """«april, mai 2026»; three or more that follow each other are told by the first and the last."""
    runs: list[list[date]] = []
    for maned in sorted(set(months)):
        if runs and (maned.year, maned.month) == (runs[-1][-1].year, runs[-1][-1].month + 1):
            runs[-1].append(maned)
        else:
            runs.append([maned])
    years: dict[int, list[str]] = {}
    for run in runs:
        years.setdefault(run[0].year, []).append(_run(run))
    each = (text("sider.maned_og_ar", maned=text("sider.komma").join(told), ar=ar) for ar, told in years.items())
    return text("sider.komma").join(each)


def _run(months: Sequence[date]) -> str:
    first, last = (text(f"lister.maned.m{one.month}").lower() for one in (months[0], months[-1]))
    if len(months) == 1:
        return first
    return text(f"sider.rekke.{'fra_til' if len(months) > 2 else 'to'}", fra=first, til=last)
