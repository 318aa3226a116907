"""What a person writes of a control of the year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.enhet import name_key
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.registeret.ting import Slag, task_number
from bvaudit.register.act_typed import choice, person
from bvaudit.register.fold import fold_on
from bvaudit.register.guards_common import canonical
from bvaudit.register.planned import opened
from bvaudit.register.planned_tasks import Kontroll, controls, parts
from bvaudit.register.sentences import told
from bvaudit.register.year import year
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, state_of, write
from bvaudit.workflows.unit_typed import unit_named

FIELDS = ("utfort", "grunn", "belegg", "frist", "eier", "status")  # what a status needs is written before it


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRequest:
    """``oppgave`` is the id of a task, what it is called, or the number of a control. ``maned`` is the first day of its
    month, None = the one of today. ``enheter`` are ids or names; none = that of the one who writes, or the only one
    there is. ``felt``: what is set, by the field's name, as it was typed; a word that erases gives the empty value."""

    mappe: Mappe
    content: Content
    oppgave: str
    som: str
    maned: date | None = None
    enheter: tuple[str, ...] = ()
    felt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    """What was written, and where the controls stand after it."""

    acted: Acted
    stands: tuple[Oppgavestand, ...]


def set_task(request: SetRequest, tid: datetime) -> SetDone:
    """Write it, or raise: UsageError where it is not understood, Refused where it may not be done."""
    kontekst = context_of(request.mappe, request.content)
    reg = state_of(request.mappe)
    given = [name for name in FIELDS if name in request.felt]
    if not given:
        raise UsageError(text("aret.sett.ingenting"), hint=text("aret.sett.ingenting_hint"))
    if not request.som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    numbers = list(_numbers(request, reg, kontekst, tid.date()))
    new = [
        Ny(hvem=person(request.som, kontekst, enhet), hendelse=_event(nr, enhet, name, request.felt[name], kontekst))
        for nr, enhet in numbers
        for name in given
    ]
    events = opened(reg, kontekst, new, tid.date())
    written = write(request.mappe, events, kontekst=kontekst, tid=tid, expected=reg.hode)
    after = fold_on(reg, written)
    said = [one for one in written if isinstance(one.hendelse, FeltSatt)]
    acted = Acted(skrevet=tuple(said), setninger=tuple(told(one, after, kontekst) for one in said))
    years = {int(nr[3:7]) for nr, _ in numbers}
    wanted = {nr for nr, _ in numbers}
    stands = tuple(one for ar in years for one in year(after, kontekst, ar, tid.date()) if one.nr in wanted)
    return SetDone(acted=acted, stands=stands)


def _event(nr: str, enhet: str, name: str, typed: str, kontekst: Kontekst) -> FeltSatt:
    felt = felt_av(Slag.OPPGAVE, name)
    assert felt is not None, name
    said = canonical(typed)
    if felt.fritekst:
        return FeltSatt(nr=nr, felt=name, tekst=said)
    if said and felt.type is Felttype.VALG:
        said = choice(said, felt, kontekst)
    elif said and felt.type is Felttype.ROLLE:
        said = person(said, kontekst, enhet)
    return FeltSatt(nr=nr, felt=name, verdi=said)


def _numbers(request: SetRequest, reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[tuple[str, str]]:
    """The controls that were named, each with its unit."""
    typed = request.oppgave.strip()
    if typed.upper().startswith("OP-"):
        yield _by_number(typed, reg, kontekst)
        return
    maned = (request.maned or dag).replace(day=1)
    planned = controls(kontekst, maned.year)
    oppgave = _task(typed, planned, maned.year)
    here = [one for one in planned if one.oppgave.id == oppgave and one.maned == maned]
    known = {one.enhet for one in here} | _written(reg, oppgave, maned)
    if not known:
        months = dict.fromkeys(f"{one.maned:%Y-%m}" for one in planned if one.oppgave.id == oppgave)
        hint = text("aret.sett.maned_hint", maneder=", ".join(months))
        raise UsageError(text("aret.sett.ikke_i_maneden", oppgave=oppgave, maned=f"{maned:%Y-%m}"), hint=hint)
    for enhet in _units(request, kontekst, known):
        yield task_number(maned, oppgave, enhet), enhet


def _by_number(typed: str, reg: Registeret, kontekst: Kontekst) -> tuple[str, str]:
    nr = f"OP-{typed[3:].casefold()}"
    said = parts(nr)
    planned = {one.nr: one.enhet for one in controls(kontekst, said[0].year)} if said is not None else {}
    ting = reg.ting.get(nr)
    if ting is None and nr not in planned:
        raise UsageError(text("aret.nei.ikke_planlagt", nr=typed), hint=text("aret.sett.nummer_hint"))
    return nr, ting.enhet if ting is not None else planned[nr]


def _written(reg: Registeret, oppgave: str, maned: date) -> set[str]:
    """The units of the controls somebody has written of, also where the årshjul plans them no more."""
    found = (parts(ting.nr) for ting in reg.av_slag(Slag.OPPGAVE))
    return {said[2] for said in found if said is not None and said[:2] == (maned, oppgave)}


def _task(typed: str, planned: Sequence[Kontroll], ar: int) -> str:
    """The id of a task that was typed by its id or what it is called."""
    known = {one.oppgave.id: one.oppgave.tittel for one in planned}
    if typed.casefold() in known:
        return typed.casefold()
    named = [id_ for id_, tittel in known.items() if name_key(tittel) == name_key(typed)]
    if len(named) == 1:
        return named[0]
    near = get_close_matches(typed.casefold(), known, n=1, cutoff=0.5)
    hint = text("felles.mente_du", naer=near[0]) if near else text("aret.sett.oppgave_hint", kjente=", ".join(known))
    raise UsageError(text("aret.sett.ukjent_oppgave", oppgave=typed, ar=ar), hint=hint)


def _units(request: SetRequest, kontekst: Kontekst, known: set[str]) -> tuple[str, ...]:
    """Those that were typed; else the unit of the one who writes, or the only one the task is of."""
    typed = tuple(dict.fromkeys(unit_named(one, kontekst) for one in request.enheter))
    own = person(request.som, kontekst).partition("@")[2]
    chosen = typed or ((own,) if own in known else tuple(known) if len(known) == 1 else ())
    names = ", ".join(sorted(kontekst.enhet(one) for one in known if one))
    if not chosen:
        raise UsageError(text("aret.sett.hvilken_enhet"), hint=text("aret.enhet_hint", enheter=names))
    for enhet in chosen:
        if enhet not in known:
            hint = text("aret.enhet_hint", enheter=names) if names else text("aret.sett.samlet_hint")
            raise UsageError(text("aret.sett.ikke_i_enheten", enhet=kontekst.enhet(enhet)), hint=hint)
    return chosen
