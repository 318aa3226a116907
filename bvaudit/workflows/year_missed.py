"""The controls that were missed, and one of them made an avvik by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser_avvik import PunktKnyttet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.act_typed import person
from bvaudit.register.merge_new import next_number
from bvaudit.register.missed import grouped, made_of, months_of, open_for, proposed, units_on
from bvaudit.register.planned_tasks import parts
from bvaudit.register.year import missed
from bvaudit.reports.year import stand_words as words
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted, acted
from bvaudit.workflows.register_folder import write
from bvaudit.workflows.unit_typed import unit_named
from bvaudit.workflows.year_page import year_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedRequest:
    """``oppgave`` is the id of a task or the number of a control; ``maned`` any day of its month, None = every month of
    the year ``ar`` that is proposed. ``alvor`` None = as the årshjul says, ``dato`` None = today."""

    mappe: Mappe
    content: Content
    oppgave: str
    som: str
    ar: int
    maned: date | None = None
    enhet: str = ""
    alvor: Alvorlighetsgrad | None = None
    dato: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The months a task was missed in a unit, in a sentence; the law it rests on; and the words after «bvaudit» that
    make it an avvik."""

    linje: str
    hjemmel: str
    kommando: tuple[str, ...]


def proposals(mappe: Mappe, content: Content, ar: int, dag: date, enhet: str = "") -> Sequence[Proposal]:
    """Every control of the year that was missed and that nobody follows up, one for each task and unit, the gravest
    first and then the most months. ``enhet`` is an id or a name, empty = all."""
    aret = year_papers(mappe, content, (ar,), dag)
    unit = unit_named(enhet, aret.kontekst)
    mine = [one for one in proposed(aret.stands, aret.reg) if not unit or one.enhet == unit]
    return [_told(stands, aret) for stands in sorted(grouped(mine), key=lambda one: _weight(one, aret), reverse=True)]


def _weight(stands: Sequence[Oppgavestand], aret: Aret) -> tuple[int, int]:
    task = aret.task(stands[0])
    return task.alvor.rang if task is not None else 0, len(stands)


def _told(stands: Sequence[Oppgavestand], aret: Aret) -> Proposal:
    first = stands[0]
    there = open_for(aret.reg, first.nr, units_on(aret.reg, aret.kontekst, aret.dag))
    told = text(
        "sider.avvik.linje",
        kontroll=first.tittel,
        enhet=words.unit_of(first.enhet, aret.kontekst),
        maneder=months_of(stands),
    )
    tied = f" {text('sider.avvik.ett', nr=there.nr)}" if there is not None else ""
    where = ("--enhet", aret.kontekst.enhet(first.enhet)) if first.enhet else ()
    return Proposal(
        linje=f"{told}{tied}",
        hjemmel=words.law_of(first, aret),
        kommando=("arshjul", "avvik", first.oppgave, *where, "--som"),
    )


def make_avvik(request: MissedRequest, tid: datetime) -> Acted:
    """Open it, or tie the control to the open avvik of its task and unit. Refused where it was not missed, or has an
    avvik."""
    today = tid.date()
    said = parts(request.oppgave.strip())
    maned = request.maned or (said[0] if said is not None else None)
    aret = year_papers(request.mappe, request.content, (maned.year if maned else request.ar,), today)
    stands = _meant(aret, request)
    nr = next_number(aret.reg, Slag.AVVIK, today.year)
    events = made_of(stands, aret.reg, aret.kontekst, nr=nr, dag=request.dato or today, alvor=request.alvor)
    if request.alvor is not None and isinstance(events[0], PunktKnyttet):
        told = {"nr": events[0].nr, "alvor": request.alvor.value}
        raise UsageError(text("sider.avvik.alvor", **told), hint=text("sider.avvik.alvor_hint", **told))
    who = _who(request.som, aret.kontekst, stands[0].enhet)
    new = tuple(Ny(hvem=who, hendelse=event) for event in events)
    written = write(request.mappe, new, kontekst=aret.kontekst, tid=tid, expected=aret.reg.hode)
    return acted(aret.reg, written, aret.kontekst)


def _who(som: str, kontekst: Kontekst, enhet: str) -> str:
    if not som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    return person(som, kontekst, enhet)


def _meant(aret: Aret, request: MissedRequest) -> Sequence[Oppgavestand]:
    """The months of one task in one unit: those that are proposed, or the one that was named."""
    said, unit = request.oppgave.strip().casefold(), unit_named(request.enhet, aret.kontekst)
    found = [
        one
        for one in aret.stands
        if said in (one.nr.casefold(), one.oppgave.casefold())
        and (not unit or one.enhet == unit)
        and (request.maned is None or one.maned == request.maned.replace(day=1))
    ]
    if not found:
        raise UsageError(text("sider.avvik.ukjent", oppgave=request.oppgave), hint=text("sider.avvik.ukjent_hint"))
    of_units = grouped(proposed(found, aret.reg)) or grouped(found)
    if len(of_units) > 1:
        names = ", ".join(words.unit_of(stands[0].enhet, aret.kontekst) for stands in of_units)
        raise UsageError(
            text("sider.avvik.flere", oppgave=request.oppgave, n=len(of_units)),
            hint=text("sider.avvik.velg", enheter=names),
        )
    here = of_units[0]
    return proposed(here, aret.reg) or missed(here)[-1:] or here[-1:]  # the guards say why not
