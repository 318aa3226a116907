"""The gate: may this avvik be called closed? One function behind every door.

Everything that is missing is said, not only the first. The conditions are those of part 7 of the register's rules:
every object settled, the cause, every measure in use with evidence, long enough in use, the goal met by an attempt (or
few cases), and another one to close it than the one who owns it.
"""

from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Registeret, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.register.asked import Asked, Found, no, owners_of
from bvaudit.register.gate_commands import with_command
from bvaudit.register.gate_controls import controls_held
from bvaudit.register.gate_measures import in_use_day, measures
from bvaudit.register.gate_single import single
from bvaudit.register.guards_effect import met_by
from bvaudit.register.roles import split
from bvaudit.register.rulefacts import found_by

CAUSE_UNKNOWN = "ukjent"  # of ``arsaker``: «ikke avklart» is no cause
OUTCOMES = {
    Forsoksutfall.NADD: Stilling.LUKKET,
    Forsoksutfall.FA_OK: Stilling.LUKKET_FA,
    Forsoksutfall.FA_AVSLUTT: Stilling.AVSLUTTET_FA,
    Forsoksutfall.INGEN: Stilling.AVSLUTTET_UTEN,
}
_WITHOUT_ATTEMPT = (Kilde.FORELDER, Kilde.INTERNKONTROLL)
SIDE_EXITS = (Stilling.AVSLUTTET_FA, Stilling.AVSLUTTET_UTEN)


def missing(reg: Registeret, avvik: Avvik, lukker: str, kontekst: Kontekst, dag: date) -> tuple[Mangel, ...]:
    """Everything that stands between this avvik and its closing by ``lukker`` on ``dag``; empty = it may be closed."""
    ask = Asked(reg=reg, hvem=lukker, kontekst=kontekst, dag=dag)
    if not avvik.apen:
        return (no("avsluttet", nr=avvik.nr),)
    found = (*_work(ask, avvik), *closer(ask, avvik))
    return tuple(dict.fromkeys(with_command(one, avvik) for one in found))


def _work(ask: Asked, avvik: Avvik) -> Found:
    if avvik.kilde is Kilde.FORELDER:
        yield from _parent(ask, avvik)
        return
    if left := unsettled(ask, avvik):
        yield no("objekter-uavgjort", antall=left)
    settled = max((one.tilstand_dag or one.dag for one in avvik.bevis if one.tilstand.avgjort), default=ask.dag)
    if settled > ask.dag:
        yield no("avgjort-etter-lukking", dag=vis(settled))
    if avvik.ting.verdi("arsak") in ("", CAUSE_UNKNOWN):
        yield no("uten-arsak")
    if avvik.omfang is Omfang.ENKELTHENDELSE:
        yield from single(ask, avvik)
        return
    yield from measures(ask, avvik, decisive=True)
    yield from controls_held(ask, avvik) if avvik.kilde is Kilde.INTERNKONTROLL else _effect(ask, avvik)


def unsettled(ask: Asked, avvik: Avvik) -> int:
    """How many of the evidence are not settled: with what has breached since the measure was in use, where its day has
    been moved on, or another was chosen, so that it began before."""
    rule, in_use = ask.kontekst.regler.get(avvik.regel), in_use_day(ask, avvik)
    return sum(
        not one.tilstand.avgjort and (one.for_tiltak or in_use is None or found_by(one.start, one.dag, rule) < in_use)
        for one in avvik.bevis
    )


def _parent(ask: Asked, avvik: Avvik) -> Found:
    """No child is open, and what is common to them is in use."""
    children = [one.nr for one in ask.reg.apne if one.forelder == avvik.nr]
    if children:
        yield no("barn-apne", avvik=", ".join(children))
    yield from measures(ask, avvik, decisive=False)


def outcome(reg: Registeret, avvik: Avvik) -> tuple[Stilling, Forsok | None] | None:
    """How it may end now, and by which attempt. None: no attempt says it yet."""
    if avvik.kilde in _WITHOUT_ATTEMPT or avvik.omfang is Omfang.ENKELTHENDELSE:
        return Stilling.LUKKET, None
    last = last_attempt(reg, avvik)
    if last is None or not last.ferdig or last.utfall not in OUTCOMES:
        return None
    return OUTCOMES[last.utfall], last


def last_attempt(reg: Registeret, avvik: Avvik) -> Forsok | None:
    """The last one of the measurement that runs: begun since the decisive measure was chosen, and since it was opened
    again. An earlier one that went well is nothing beside a later one that did not."""
    counting = [one for one in avvik.forsok if one.hendelse > avvik.maling_fra and not one.forelopig]
    return counting[-1] if counting else None


def _effect(ask: Asked, avvik: Avvik) -> Found:
    last = last_attempt(ask.reg, avvik)
    if last is None:
        yield no("uten-forsok")
    elif not last.ferdig:
        yield no("forsok-uferdig", forsok=last.nr)
    elif last.utfall is Forsoksutfall.VENTER:
        enough = last.n >= avvik.mal.av
        yield no("venter-uavklart" if enough else "venter-pa-saker", n=last.n, av=avvik.mal.av, uavklart=last.uavklart)
    elif last.utfall not in OUTCOMES:
        yield no("mal-ikke-nadd", forsok=last.nr, brudd=last.brudd, n=last.n)
    else:
        yield from _still_holds(ask, avvik, last)


def _still_holds(ask: Asked, avvik: Avvik, last: Forsok) -> Found:
    """The attempt measured what is to be closed: by this measure, from this day, against this goal and severity."""
    link = ask.reg.ting.get(f"{avvik.nr}/{avvik.avgjorende}")
    in_use = link.dato("i_bruk") if link is not None else None
    if last.tiltak != avvik.avgjorende or (in_use is not None and last.i_bruk != in_use):
        yield no("forsok-annet-tiltak", forsok=last.nr)
    if last.mal != avvik.mal:
        yield no("forsok-annet-mal", forsok=last.nr)
    elif last.utfall is Forsoksutfall.NADD and not met_by(avvik, last, ask.kontekst.regler.get(avvik.regel)):
        yield no("mal-ikke-nadd", forsok=last.nr, brudd=last.brudd, n=last.n)
    if any(_measured_while(run, last) for run in ask.reg.kjoringer):
        yield no("forsok-pa-trukket", forsok=last.nr)
    if last.dag > ask.dag:
        yield no("forsok-etter-lukking", forsok=last.nr)


def _measured_while(run: Skrevet, attempt: Forsok) -> bool:
    """It was begun on the day of a run that stood then, and has been withdrawn since: by the wrong extract."""
    same_day = run.per == attempt.per and not run.revisjon and attempt.mate is not Malemate.LESING
    return same_day and run.trukket and run.hendelse < attempt.hendelse < run.trukket_ved


def closer(ask: Asked, avvik: Avvik) -> Found:
    """Another ``rolle@enhet`` than the owner; of the two side exits of few cases, one above the owner."""
    if not ask.person:
        yield no("bare-mennesker")
        return
    named = list(ask.role(ask.hvem))
    yield from named
    owners = owners_of(avvik.ting)
    if not owners:
        yield no("uten-eier")
    ended = ask.kontekst.opphort.get(split(ask.hvem)[1])
    if ended is not None and ended < ask.dag:
        yield no("enhet-opphort", enhet=ask.kontekst.enhet(split(ask.hvem)[1]))
    if named:
        return
    own = list(ask.not_owner(owners))
    yield from own
    found = outcome(ask.reg, avvik)
    if not own and found is not None and found[0] in SIDE_EXITS:
        yield from ask.above_owner(owners)


def closing(
    reg: Registeret,
    avvik: Avvik,
    lukker: str,
    kontekst: Kontekst,
    dag: date,
    *,
    grunn: str = "",
    samme_person: bool = False,
    neste_kontroll: date | None = None,
) -> AvvikAvsluttet | tuple[Mangel, ...]:
    """The event that closes it, or everything that is missing. ``samme_person``: it is the owner in another role, who
    says so; counted apart. ``neste_kontroll`` goes before the day the attempt proposed."""
    lacks = missing(reg, avvik, lukker, kontekst, dag)
    found = outcome(reg, avvik)
    if lacks or found is None:
        return lacks
    stilling, attempt = found
    event = AvvikAvsluttet(
        nr=avvik.nr,
        stilling=stilling,
        forsok=attempt.nr if attempt is not None else 0,
        grunn=grunn,
        samme_person=samme_person,
        neste_kontroll=(neste_kontroll or (attempt.neste_kontroll if attempt else None))
        if stilling in SIDE_EXITS
        else None,
        siste_start=attempt.siste_start if attempt is not None else None,
        brukt=attempt.brukt if attempt is not None else (),
        dag=dag,
    )
    ask = Asked(reg=reg, hvem=lukker, kontekst=kontekst, dag=dag)
    return tuple(with_command(one, avvik) for one in side_exit(ask, event)) or event


def side_exit(ask: Asked, event: AvvikAvsluttet) -> Found:
    """What the side exits of few cases need beside the rest: a reason, and when it is looked at again."""
    if event.stilling in SIDE_EXITS:
        yield from ask.reason(event.grunn)
        if event.neste_kontroll is None or event.neste_kontroll <= event.dag:
            yield no("uten-neste-kontroll")


def agrees(reg: Registeret, avvik: Avvik, event: AvvikAvsluttet) -> bool:
    """Whether a closing says what the gate found: how, by which attempt, and what was counted in it."""
    found = outcome(reg, avvik)
    if found is None or found[0] is not event.stilling or event.til:
        return False
    attempt = found[1]
    if attempt is None:
        return not (event.forsok or event.siste_start or event.brukt)
    counted = (attempt.nr, attempt.siste_start, attempt.brukt)
    return (event.forsok, event.siste_start, event.brukt) == counted
