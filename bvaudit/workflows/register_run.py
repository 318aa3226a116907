"""A run over an extract meets the register of the municipality's folder: what it would change, and writing it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bvaudit.engine.database import Database
from bvaudit.engine.evidence import Again, judged_again
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.findings.citing import law_of
from bvaudit.model import kalender
from bvaudit.model.enhet import Enhet
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kjoring import Kjoringsfakta
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Logget, Ny
from bvaudit.model.registeret.mote import Endringsslag, Mote
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.varighet import Varighet
from bvaudit.register.fold import fold
from bvaudit.register.meet import meet
from bvaudit.reports.register_memory import Minne
from bvaudit.texts import counted, text
from bvaudit.workflows.content import Content
from bvaudit.workflows.effect_in_run import said_of, so_far
from bvaudit.workflows.gather import Run
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.planned_rows import law_of_tasks
from bvaudit.workflows.register_export import remembered
from bvaudit.workflows.register_folder import context_of, read_log, write
from bvaudit.workflows.run_facts import RunOver, ends_of, facts_of, wanted_of

Confirm = Callable[[tuple[str, ...]], bool]  # told what would change; whether it is to be written
A_YEAR = Varighet(antall=1, enhet="Y")  # the standard period


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Whether what is found shall be written. ``skriv``: it shall; else ``bekreft`` is asked when there is somebody to
    ask. ``kommando`` is what writes it later, exactly as it is typed."""

    skriv: bool = False
    bekreft: Confirm | None = None
    kommando: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What came of it. ``reg`` and ``hendelser`` are the register as it is afterwards, written or not; None = there is
    none. ``linjer`` are what the person is told."""

    mote: Mote
    reg: Registeret | None
    hendelser: tuple[Logget, ...]
    kontekst: Kontekst
    linjer: tuple[str, ...]
    skrevet: bool = False
    forelopig: Mapping[str, Forsok] = field(default_factory=dict)


def why_not_whole(
    *, utvalg: bool, egne_regler: bool, per: date, periode: tuple[date, date] | None, avtrykk: str
) -> str:
    """Why this run may not change the register; empty when it may. ``avtrykk`` is of an extract that is kept."""
    if utvalg:
        return text("registeret_mote.avvist.utvalg")
    if egne_regler:
        return text("registeret_mote.avvist.egne_regler")
    if periode != (kalender.minus(per, A_YEAR) + timedelta(days=1), per):
        return text("registeret_mote.avvist.periode")
    return "" if avtrykk else text("registeret_mote.avvist.ikke_lest_inn")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRun:
    """A run, when everything is judged. ``ekstra``: with rules from outside the folder."""

    run: Run
    revisjon: Revisjon
    plan: EvaluationPlan
    prepared: Prepared
    database: SqlEngine
    ekstra: bool = False


def meet_run(mappe: Mappe, content: Content, over: JudgedRun, how: Writing, now: datetime) -> Met:
    """Propose, and write when that is wanted and allowed, before the papers, which tell of it. Of a run that may not
    change the register nothing is said in a folder that has none."""
    events = read_log(mappe)
    reg = fold(events or ())
    run = over.run
    why = why_not_whole(
        utvalg=run.utvalg is not None,
        egne_regler=over.ekstra,
        per=run.per,
        periode=run.periode,
        avtrykk=over.prepared.avtrykk,
    )
    wanted = wanted_of(reg, content) if not why else {}
    if not wanted:  # nothing is judged twice where nothing is followed
        met = meet_and_write(mappe, content, _facts(mappe, content, over, reg, {}, why), events, how, now)
        return _with_effect(met, content, over)
    with Database() as database:
        database.attach(over.prepared.mappe)
        again = judged_again(over.plan, database, wanted)
        met = meet_and_write(mappe, content, _facts(mappe, content, over, reg, again, why), events, how, now)
    return _with_effect(met, content, over)


def _facts(
    mappe: Mappe,
    content: Content,
    over: JudgedRun,
    reg: Registeret,
    again: Mapping[tuple[str, str], Again],
    why: str,
) -> Kjoringsfakta:
    run = RunOver(
        revisjon=over.revisjon,
        manifest=over.prepared.manifest,
        results=over.run.results,
        judged=over.run.judged,
        content=content,
        enheter=units_in(mappe),
        igjen=again,
        slutter=ends_of(over.revisjon, over.database),
        hvorfor_ikke=why,
    )
    return facts_of(run, reg)


def _with_effect(met: Met, content: Content, over: JudgedRun) -> Met:
    """How the effect looks so far, where a decisive measure is in use and a machine can measure it. It is no
    attempt."""
    if met.reg is None:
        return met
    found = so_far(met.reg, met.kontekst, content, over.prepared, over.run.per)
    return replace(met, forelopig=found, linjer=(*met.linjer, *said_of(found)))


def memory_of_run(mappe: Mappe, met: Met | None, content: Content, dag: date) -> Minne | None:
    """What the workbook of the run tells of the register; None while there is none."""
    if met is None or met.reg is None:
        return None
    law = {id: law_of(rule, frozenset(), dag, content.lover) for id, rule in content.regler.items()}
    return remembered(
        met.hendelser,
        met.kontekst,
        dag=dag,
        kommune=mappe.kommune.navn,
        forelopig=met.forelopig,
        hjemmel=law,
        task_law=law_of_tasks(content),
        dokumentklasse=mappe.kommune.dokumentklasse,
    )


def meet_and_write(
    mappe: Mappe,
    content: Content,
    fakta: Kjoringsfakta,
    events: tuple[Logget, ...] | None,
    how: Writing,
    now: datetime,
) -> Met:
    """``events`` is the log as it is; None while there is none."""
    reg = fold(events or ())
    kontekst = context_of(mappe, content)
    mote = meet(reg, fakta, kontekst, now.date())
    told = tuple(proposal_lines(mote, fakta))
    wanted = bool(mote.nye) and (how.skriv or (how.bekreft is not None and how.bekreft(told)))
    if wanted:
        written = write(
            mappe,
            _with_beginning(mappe, mote, fakta, events, now),
            kontekst=kontekst,
            tid=now,
            expected=reg.hode if events is not None else None,
        )
        every = (*(events or ()), *written)
        reg = fold(every)
        lines = (*told, text("registeret_mote.skrevet", hode=reg.hode.vist))
        return Met(mote=mote, reg=reg, hendelser=every, kontekst=kontekst, linjer=lines, skrevet=True)
    quiet = events is None and bool(mote.ikke_skrevet) and not how.skriv
    lines = () if quiet else (*told, *_how_to_write(mote, how))
    return Met(
        mote=mote, reg=reg if events is not None else None, hendelser=events or (), kontekst=kontekst, linjer=lines
    )


def _with_beginning(
    mappe: Mappe, mote: Mote, fakta: Kjoringsfakta, events: tuple[Logget, ...] | None, now: datetime
) -> tuple[Ny, ...]:
    """The first event of every log says whose it is, and which key its pseudonyms are made with."""
    if events is not None:
        return mote.nye
    kommune = mappe.kommune
    began = RegisterBegynt(
        kommune=kommune.navn, kommunenummer=kommune.kommunenummer, nokkel=fakta.nokkel, dag=now.date()
    )
    return (Ny(hvem=MASKINEN, hendelse=began), *mote.nye)


def proposal_lines(mote: Mote, fakta: Kjoringsfakta) -> Iterator[str]:
    """What would change, in few lines."""
    if mote.ikke_skrevet:
        yield text("registeret_mote.ikke_endret", grunn=mote.ikke_skrevet)
    elif not mote.nye:
        yield text("registeret_mote.uendret")
    else:
        first = mote.forste and not fakta.revisjon
        yield counted("registeret_mote.forste", mote.apnes) if first else _changes(mote, fakta)
    yield from mote.advarsler


_KINDS = (
    Endringsslag.KOM_TILBAKE,
    Endringsslag.NY_ENKELTHENDELSE,
    Endringsslag.SPREDNING,
    Endringsslag.NYTT,
    Endringsslag.NYE_OBJEKTER,
    Endringsslag.VURDERT,
    Endringsslag.LOFTET,
    Endringsslag.FORELDER,
    Endringsslag.FLYTTET,
    Endringsslag.LOGIKK,
    Endringsslag.UNDER,
    Endringsslag.PUNKT,
)


_MOST_KINDS = 3


def _changes(mote: Mote, fakta: Kjoringsfakta) -> str:
    """The kinds of changes, each with how many avvik; only the weightiest, for the screen is small."""
    numbers = {(one.slag, one.nr) for one in mote.endringer}
    counts = Counter(slag for slag, _ in numbers)
    kinds = [slag for slag in _KINDS if counts[slag]]
    told = [counted(f"registeret_mote.endring.{_key(slag)}", counts[slag]) for slag in kinds[:_MOST_KINDS]]
    if rest := {nr for slag, nr in numbers if slag in kinds[_MOST_KINDS:]}:
        told.append(counted("registeret_mote.endring.flere", len(rest)))
    nothing = text("registeret_mote.bare_svarene") if fakta.revisjon else text("registeret_mote.bare_kjoringen")
    return text("registeret_mote.endres", hva=", ".join(told) or nothing)


def _key(slag: Endringsslag) -> str:
    return slag.value.replace("-", "_")


def _how_to_write(mote: Mote, how: Writing) -> Iterator[str]:
    if mote.nye and how.kommando:
        yield text("registeret_mote.skriv_med", kommando=how.kommando)


def units_in(mappe: Mappe) -> tuple[Enhet, ...]:
    """The municipality's own map, in its order; empty where it has none."""
    if mappe.enheter is None:
        return ()
    from bvaudit.loading.content.enheter import load_enheter

    loaded = load_enheter(mappe.enheter)[0]
    return loaded.enheter if loaded is not None else ()
