"""The national register's own controls, followed: every case they find, in each unit, and what has been done about it.

Nothing is kept of what they find but what people write of it: the controls are run on the extract each time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.engine.controls import ControlCount, run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.errors import UsageError
from bvaudit.model.kontrollfunn import Kontrollert, Kontrollfunn, Kontrollsak
from bvaudit.model.kortid import short_ids
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.felter import REGISTERFELT, Felttype
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.ting import Slag, control_number
from bvaudit.register.act_typed import NotUnderstood, as_day, choice, person
from bvaudit.register.controls_followed import FIELDS, acts, with_state
from bvaudit.register.fold import fold_on
from bvaudit.register.guards_common import canonical
from bvaudit.register.planned import opened
from bvaudit.register.sentences import told
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.from_folder import as_known, take
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, state_of, write
from bvaudit.workflows.run_plan import MEMORY, plan_for, when
from bvaudit.workflows.unit_typed import unit_named

EVERY = 10_000_000  # cases named with each thing that is found
_FREE = tuple(felt.navn for felt in REGISTERFELT[Slag.KONTROLL] if felt.fritekst)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsRequest:
    """``inputs`` without sources = the newest extract of the folder. ``enhet`` and ``regel``: only these."""

    mappe: Mappe
    inputs: ImportInputs
    per: date | None = None
    regel: str = ""
    enhet: str = ""
    periode: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsOutcome:
    kontrollert: Kontrollert
    kontekst: Kontekst
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]


def controls_found(
    request: ControlsRequest, content: Content, *, now: datetime, home: Path, progress: Progress | None
) -> ControlsOutcome:
    """UsageError when the folder has no extract, or nobody knows the unit or the control."""
    mappe = request.mappe
    kontekst = context_of(mappe, content)
    enhet = unit_named(request.enhet, kontekst) if request.enhet else ""
    regel = control_named(request.regel, kontekst) if request.regel else ""
    taken = take(mappe, request.inputs, content.koder, now=now, home=home, progress=progress)
    with (
        snapshot_of(taken.inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared,
        Database(memory_limit=MEMORY) as database,
    ):
        per, _, _ = when(request, prepared.manifest)
        database.attach(prepared.mappe)
        database.lock((prepared.mappe,))
        plan = replace(plan_for(content, prepared.manifest, per, None, None), regler=())
        if regel:
            plan = replace(plan, kontroller=tuple(one for one in plan.kontroller if one.id == regel))
        evaluate(plan, database)
        controlled = run_controls(plan, database, EVERY)
        names = {one.navn: one.id for one in as_known(prepared.manifest, mappe.kommune).enheter}
    found = with_state(_gathered(controlled.funn, names), state_of(mappe), kontekst)
    mine = tuple(one for one in found if enhet in ("", one.enhet) and regel in ("", one.regel))
    return ControlsOutcome(
        kontrollert=Kontrollert(
            per=per,
            kommune=mappe.kommune.navn,
            kjort=len(controlled.kjort),
            ikke_kjort=len(controlled.ikke_kjort),
            funn=mine,
        ),
        kontekst=kontekst,
        problems=(*taken.problems, *prepared.problems),
        beskjeder=(*taken.beskjeder, *prepared.beskjeder),
    )


def _gathered(counts: tuple[ControlCount, ...], names: Mapping[str, str]) -> tuple[Kontrollfunn, ...]:
    """One for each control and unit; the gravest grade is told where it found things of several."""
    found: dict[str, Kontrollfunn] = {}
    for one in counts:
        enhet = names.get(one.enhet, one.enhet)
        nr = control_number(one.regel.id, enhet)
        cases = tuple(Kontrollsak(sak=sak) for sak in one.eksempler)
        before = found.get(nr)
        if before is None:
            found[nr] = Kontrollfunn(
                nr=nr,
                regel=one.regel.id,
                tekst=one.regel.avvikstekst,
                enhet=enhet,
                grad=one.grad,
                antall=one.antall,
                saker=cases,
            )
        else:
            every = {case.sak: case for case in (*before.saker, *cases)}
            found[nr] = replace(
                before,
                antall=before.antall + one.antall,
                saker=tuple(every[sak] for sak in sorted(every)),
                grad=before.grad or one.grad,
            )
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTyped:
    """What was typed of a control in a unit. ``verdier`` are of ``FIELDS``; ``saker`` cases, in full or as they stand
    on paper, that were mended on ``dag`` (None = today). ``kjente`` are the cases the control finds now, so that a case
    on paper can be found."""

    regel: str
    enhet: str
    som: str
    verdier: Mapping[str, str]
    saker: tuple[str, ...] = ()
    kjente: tuple[str, ...] = ()
    dag: date | None = None


def follow_control(mappe: Mappe, content: Content, typed: ControlTyped, tid: datetime) -> Acted:
    """Write it, or raise: UsageError where it is not understood, Refused where it may not be done."""
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    regel, enhet = control_named(typed.regel, kontekst), unit_named(typed.enhet, kontekst)
    if not typed.som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    given = {navn: _value(navn, typed.verdier[navn], kontekst, enhet) for navn in FIELDS if typed.verdier.get(navn)}
    cases = tuple(_case(sak, typed.kjente) for sak in typed.saker)
    events = tuple(acts(regel, enhet, given, _FREE, cases, typed.dag or tid.date()))
    if not events:
        raise UsageError(text("forfall.kontroller.ingenting"), hint=text("forfall.kontroller.ingenting_hint"))
    who = person(typed.som, kontekst, enhet)
    new = opened(reg, kontekst, [Ny(hvem=who, hendelse=event) for event in events], tid.date())
    written = write(mappe, new, kontekst=kontekst, tid=tid, expected=reg.hode)
    after = fold_on(reg, written)
    return Acted(skrevet=written, setninger=tuple(told(one, after, kontekst) for one in written))


def _value(navn: str, said: str, kontekst: Kontekst, enhet: str) -> str:
    felt = next(one for one in REGISTERFELT[Slag.KONTROLL] if one.navn == navn)
    if felt.type is Felttype.ROLLE:
        return person(said, kontekst, enhet)
    if felt.type is Felttype.VALG:
        return choice(said.strip(), felt, kontekst)
    if felt.type is Felttype.DATO:
        try:
            return as_day(said).isoformat()
        except NotUnderstood:
            raise UsageError(text("forfall.kontroller.ikke_dato", verdi=said)) from None
    return canonical(said)


def _case(said: str, known: tuple[str, ...]) -> str:
    """In full, or as it stands on paper when only one case is called so."""
    wanted = said.strip()
    short = short_ids(known)
    found = [sak for sak in known if wanted in (sak, short[sak])]
    if len(found) == 1:
        return found[0]
    raise UsageError(text("forfall.kontroller.ukjent_sak", sak=said), hint=text("forfall.kontroller.ukjent_sak_hint"))


def control_named(said: str, kontekst: Kontekst) -> str:
    wanted = said.strip().upper()
    controls = [id for id, rule in kontekst.regler.items() if rule.kontroll is not None]
    exact = {one.upper(): one for one in controls}
    if wanted in exact:
        return exact[wanted]
    near = get_close_matches(wanted, list(exact), n=1)
    hint = text("felles.mente_du", naer=exact[near[0]]) if near else text("forfall.kontroller.se")
    raise UsageError(text("forfall.kontroller.ukjent", kontroll=said), hint=hint)
