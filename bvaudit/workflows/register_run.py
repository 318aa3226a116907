"""A run over an extract meets the register of the municipality's folder: what it would change, and writing it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bvaudit.engine.database import Database
from bvaudit.engine.evidence import Again, judged_again
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.loading.content.enheter import load_enheter
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
from bvaudit.model.varighet import Varighet
from bvaudit.register.fold import fold
from bvaudit.register.meet import meet
from bvaudit.texts import counted, text
from bvaudit.workflows.content import Content
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.register_folder import context_of, read_log, write
from bvaudit.workflows.run_facts import RunOver, facts_of, wanted_of

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
    none. ``linjer`` are what the person is told, and ``forelopig`` how the effect looks so far, by number."""

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


def evidence_now(
    reg: Registeret, plan: EvaluationPlan, prepared: Prepared, content: Content
) -> dict[tuple[str, str], Again]:
    """How the evidence stands in this snapshot; nothing is judged when there is none."""
    wanted = wanted_of(reg, content)
    if not wanted:
        return {}
    with Database() as database:
        database.attach(prepared.mappe)
        return judged_again(plan, database, wanted)


def register_before(mappe: Mappe) -> tuple[Registeret, tuple[Logget, ...] | None]:
    """The register and its log; no log while there is none."""
    events = read_log(mappe)
    return fold(events or ()), events


def met(
    mappe: Mappe,
    run: RunOver,
    before: tuple[Registeret, tuple[Logget, ...] | None],
    how: Writing,
    now: datetime,
) -> Met:
    """Propose, and write when that is wanted and allowed. Nothing is asked, and nothing said, of a run that may not
    change the register, in a folder that has none."""
    reg, _ = before
    return meet_and_write(mappe, run.content, facts_of(run, reg), before, how, now)


def meet_and_write(
    mappe: Mappe,
    content: Content,
    fakta: Kjoringsfakta,
    before: tuple[Registeret, tuple[Logget, ...] | None],
    how: Writing,
    now: datetime,
) -> Met:
    reg, events = before
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
        yield _first(mote) if mote.forste and not fakta.revisjon else _changes(mote)
    yield from mote.advarsler


def _first(mote: Mote) -> str:
    return counted("registeret_mote.forste", mote.apnes)


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


def _changes(mote: Mote) -> str:
    """The kinds of changes, each with how many avvik."""
    numbers = {(one.slag, one.nr) for one in mote.endringer}
    counts = Counter(slag for slag, _ in numbers)
    told = [counted(f"registeret_mote.endring.{_key(slag)}", counts[slag]) for slag in _KINDS if counts[slag]]
    return text("registeret_mote.endres", hva=", ".join(told) or text("registeret_mote.bare_kjoringen"))


def _key(slag: Endringsslag) -> str:
    return slag.value.replace("-", "_")


def _how_to_write(mote: Mote, how: Writing) -> Iterator[str]:
    if mote.nye and how.kommando:
        yield text("registeret_mote.skriv_med", kommando=how.kommando)


def units_in(mappe: Mappe) -> tuple[Enhet, ...]:
    """The municipality's own map, in its order; empty where it has none."""
    loaded = load_enheter(mappe.enheter)[0] if mappe.enheter is not None else None
    return loaded.enheter if loaded is not None else ()
