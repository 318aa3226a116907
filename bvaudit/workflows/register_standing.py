"""Where the register stands, for «bvaudit status»: what is overdue, and what waits for whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Registeret, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.kontekst import Frister, Kontekst
from bvaudit.register.deadlines import deadlines
from bvaudit.register.fold import fold
from bvaudit.register.gate import last_attempt
from bvaudit.register.listed import left_out
from bvaudit.register.measure import Maling, measurement
from bvaudit.register.shared import shared
from bvaudit.reports.status_view import Punkt, Words
from bvaudit.texts import counted, text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, read_log

_STAB = "status.hvem.stab"
_CAN_CLOSE = (Forsoksutfall.NADD, Forsoksutfall.FA_OK)
_MOST_UNITS = 3
Command = Callable[..., Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``uttrekk`` are the prints of the extracts that have been taken in."""

    gjort: tuple[Punkt, ...] = ()
    forfalt: tuple[Punkt, ...] = ()
    venter: tuple[Punkt, ...] = ()
    uttrekk: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    avvik: Avvik
    frister: Frister


def standing_of(mappe: Mappe, content: Content, dag: date, command: Command) -> Standing | None:
    """None while there is no register. ``command`` makes the words of a command, as they are typed here."""
    events = read_log(mappe)
    if events is None:
        return None
    reg, kontekst = fold(events), context_of(mappe, content)
    every = _open(reg, kontekst, dag)
    return Standing(
        gjort=(_so_far(reg),),
        forfalt=tuple(_overdue(every, kontekst, command)),
        venter=tuple(_waiting(every, reg, kontekst, dag, command)),
        uttrekk=frozenset(one.uttrekk for one in reg.kjoringer if not one.trukket),
    )


def _open(reg: Registeret, kontekst: Kontekst, dag: date) -> list[_Open]:
    counted_ones = (one for one in reg.apne if one.telles)
    return [_Open(avvik=one, frister=deadlines(one, reg, kontekst, dag)) for one in counted_ones]


def _so_far(reg: Registeret) -> Punkt:
    counts = Counter(one.stilling for one in reg.avvik.values() if one.telles)
    closed = counts[Stilling.LUKKET] + counts[Stilling.LUKKET_FA]
    open_ones = sum(one.telles for one in reg.apne)
    last = vis(reg.siste.per) if reg.siste is not None else text("status.ukjent_dag")
    apne, lukket = counted("registeret_innhold.apne", open_ones), counted("registeret_innhold.lukket", closed)
    return Punkt(tekst=text("registeret_innhold.gjort", apne=apne, lukket=lukket, dag=last, hode=reg.hode.vist))


def _overdue(every: Iterable[_Open], kontekst: Kontekst, command: Command) -> Iterator[Punkt]:
    """The units with most first, and the rest of them together."""
    late = Counter(one.avvik.enhet for one in every if one.frister.forfalt)
    units = sorted(late, key=lambda enhet: (-late[enhet], kontekst.enhet(enhet)))
    for enhet in units[:_MOST_UNITS]:
        name = kontekst.enhet(enhet)
        said = counted("registeret_innhold.forfalt", late[enhet])
        yield Punkt(tekst=said, hvem=name, kommando=command("register", "eksport", "--enhet", name))
    if rest := sum(late[enhet] for enhet in units[_MOST_UNITS:]):
        yield Punkt(tekst=counted("registeret_innhold.forfalt_ellers", rest), kommando=command("register", "eksport"))


def _waiting(
    every: Sequence[_Open], reg: Registeret, kontekst: Kontekst, dag: date, command: Command
) -> Iterator[Punkt]:
    stab = text(_STAB)
    for avvik in _closable(every, reg):
        said = text("registeret_innhold.kan_lukkes", nr=avvik.nr, tittel=avvik.ting.tittel)
        yield Punkt(tekst=said, hvem=stab, kommando=command("register", "lukk", avvik.nr, "--som", "stab"))
    ready = list(_measurable(every, reg, kontekst, dag))
    if ready:
        said = counted("registeret_innhold.kan_males", len(ready), nr=ready[0].nr)
        yield Punkt(
            tekst=said, hvem=stab, kommando=command("register", "effekt", ready[0].nr, "--forsok", "--som", "stab")
        )
    if untold := sum(one.avvik.varslet is None for one in every):
        said = counted("registeret_innhold.ikke_varslet", untold)
        yield Punkt(tekst=said, hvem=stab, kommando=command("register", "eksport"))
    if nobody := sum(not one.avvik.ting.eier for one in every):
        yield Punkt(tekst=counted("registeret_innhold.uten_eier", nobody), hvem=stab)
    if common := sum(not one.tiltak for one in shared(reg, kontekst)):
        yield Punkt(tekst=counted("forfall.status.felles", common), hvem=stab, kommando=command("register", "felles"))
    if gone := left_out(reg, kontekst):
        said = counted("listene.uten_liste", len(gone), nr=gone[0].nr, tittel=gone[0].tittel)
        yield Punkt(tekst=said, hvem=stab, kommando=command("register", "historikk", gone[0].nr))
    plans = [one for one in every if one.frister.plan is not None and not one.frister.plan_holdt]
    asked = [one for one in plans if not one.frister.forfalt]
    if asked:
        first = min(one.frister.neste for one in asked if one.frister.neste is not None)
        said = counted("registeret_innhold.venter_plan", len(asked), dag=vis(first))
        yield Punkt(tekst=said, hvem=text("status.hvem.enhetene"), frist=first)


def _closable(every: Iterable[_Open], reg: Registeret) -> Iterator[Avvik]:
    """The last attempt reached the goal, and nobody has closed it."""
    for one in every:
        last = last_attempt(reg, one.avvik)
        if last is not None and last.ferdig and last.utfall in _CAN_CLOSE:
            yield one.avvik


def _measurable(every: Iterable[_Open], reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Avvik]:
    """The measure has worked as long as it must, and nothing has been measured since."""
    for one in every:
        last = last_attempt(reg, one.avvik)
        if last is not None and (not last.ferdig or last.utfall in _CAN_CLOSE or (last.neste_kontroll or dag) > dag):
            continue
        found = measurement(reg, one.avvik, kontekst, dag)
        if isinstance(found, Maling) and found.begynt:
            yield one.avvik
