"""What the next year ought to hold besides what it has: the controls that were missed and never made up for, and a
control of what the open avvik of the year are about. Each is proposed with its reason, and a person decides."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bvaudit.model.kalender import pluss
from bvaudit.model.kodeverk import UTFORT
from bvaudit.model.plans import Arshjul, Fordeling, Oppgave
from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.gate_measures import MUST_HAVE_WORKED
from bvaudit.register.missed import months_of, task_of
from bvaudit.register.planned_tasks import known_unit, wheels
from bvaudit.register.roles import STAB
from bvaudit.register.year import missed
from bvaudit.texts import counted, in_each_language, text

_MADE_UP = re.compile(r"ta-igjen-(.+)-\d{4}")
_NAMED = 3  # units told by name
_LONGEST = 60  # of an id
_LONGEST_ID = 40  # of a task's id within the new one


class Forslagsslag(StrEnum):
    TA_IGJEN = "ta-igjen"  # a control that was missed and not made up for
    STAR = "star"  # missed, and the year has what makes up for it
    KONTROLL = "kontroll"  # a new control of what an avvik is about
    DEKKET = "dekket"  # an avvik the year has a control of already


@dataclass(frozen=True, slots=True, kw_only=True)
class Arsforslag:
    """``oppgave`` is what is proposed as a task of the year; None where it has what is needed, and ``dekkes_av`` is
    the title of that. ``enheter`` are ids, ``avvik`` numbers."""

    slag: Forslagsslag
    tittel: str
    enheter: tuple[str, ...]
    hvorfor: str
    avvik: tuple[str, ...] = ()
    oppgave: Oppgave | None = None
    dekkes_av: str = ""


def wheel_for(kontekst: Kontekst, ar: int) -> Arshjul | None:
    """The årshjul the year goes by; of several side by side the one with most tasks."""
    there = [one for one in wheels(kontekst) if one.gjelder_fra <= date(ar, 12, 31)]
    return max(there, key=lambda one: (one.gjelder_fra, len(one.oppgaver)), default=None)


def proposals(
    stands: Sequence[Oppgavestand],
    reg: Registeret,
    kontekst: Kontekst,
    ar: int,
    theme: Callable[[str], str] = str,
) -> tuple[Arsforslag, ...]:
    """For the year ``ar``. ``stands`` are those of the year before; ``theme`` says what the theme of a rule is
    called."""
    wheel = wheel_for(kontekst, ar)
    tasks = _tasks(wheel, ar)
    return (*_missed(stands, kontekst, ar, tasks), *_avvik(reg, kontekst, ar, tasks, theme))


def with_proposals(wheel: Arshjul, proposed: Sequence[Arsforslag]) -> Arshjul:
    """The årshjul with the proposed tasks last."""
    known = {task.id for task in wheel.oppgaver}
    new = [one.oppgave for one in proposed if one.oppgave is not None and one.oppgave.id not in known]
    return replace(wheel, oppgaver=(*wheel.oppgaver, *new))


def _tasks(wheel: Arshjul | None, ar: int) -> tuple[Oppgave, ...]:
    """Those that are in the year at all."""
    first, last = date(ar, 1, 1), date(ar, 12, 31)
    return tuple(
        task
        for task in (wheel.oppgaver if wheel is not None else ())
        if (task.gjelder_fra or first) <= last and (task.gjelder_til_og_med or last) >= first
    )


def _missed(
    stands: Sequence[Oppgavestand], kontekst: Kontekst, ar: int, tasks: Sequence[Oppgave]
) -> Iterator[Arsforslag]:
    by_task: dict[str, list[Oppgavestand]] = {}
    for stand in missed(stands):
        by_task.setdefault(stand.oppgave, []).append(stand)
    for id_, every in by_task.items():
        left = [one for one in every if not _made_up_for(one, stands)]
        again = next((task for task in tasks if task.id == id_ and 1 in task.maneder), None)
        task = task_of(every[0], kontekst)
        made_up = next((one for one in tasks if task is not None and one.id == _made_up_id(task, ar)), None)
        if left and again is None and task is not None and made_up is None:
            yield _make_up(task, left, kontekst, ar)
        else:
            yield _has_it(left, every, kontekst, ar, again or made_up)


def _has_it(
    left: Sequence[Oppgavestand],
    every: Sequence[Oppgavestand],
    kontekst: Kontekst,
    ar: int,
    task: Oppgave | None,
) -> Arsforslag:
    """Missed, and nothing new is needed: it was done later, or the year has what makes up for it."""
    if not left:
        why = text("sider.neste.tatt_igjen")
    else:
        why = text("sider.neste.borte") if task is None else text("sider.neste.er_med", ar=ar)
    return Arsforslag(
        slag=Forslagsslag.STAR,
        tittel=every[0].tittel,
        enheter=_units(left or every),
        hvorfor=f"{_reason(left or every, kontekst)} {why}",
        dekkes_av=task.tittel if task is not None else "",
    )


def _made_up_for(stand: Oppgavestand, stands: Sequence[Oppgavestand]) -> bool:
    """A later one of the same task in the same unit was done."""
    same = (one for one in stands if (one.oppgave, one.enhet) == (stand.oppgave, stand.enhet))
    return any(one.status == UTFORT and one.maned > stand.maned for one in same)


def _make_up(task: Oppgave, left: Sequence[Oppgavestand], kontekst: Kontekst, ar: int) -> Arsforslag:
    """The same control in January, in the units that lack it, and in that year alone."""
    units, why = _units(left), _reason(left, kontekst)
    begun = in_each_language("sider.neste.ta_igjen", kontroll="")
    plain = next((task.tittel.removeprefix(one) for one in begun if task.tittel.startswith(one)), task.tittel)
    title = text("sider.neste.ta_igjen", kontroll=plain)
    id_ = _made_up_id(task, ar)
    whole = units == ("",)
    return Arsforslag(
        slag=Forslagsslag.TA_IGJEN,
        tittel=title,
        enheter=units,
        hvorfor=why,
        oppgave=replace(
            task,
            id=id_,
            tittel=title,
            beskrivelse=f"{why} {' '.join(task.beskrivelse.split())}",
            maneder=(1,),
            dag=31,
            enheter=_names(units, kontekst),
            gjores_av=Fordeling.SAMLET if whole else Fordeling.HVER_ENHET,
            for_enheter=() if whole else units,
            gjelder_fra=date(ar, 1, 1),
            gjelder_til_og_med=date(ar, 12, 31),
        ),
    )


def _made_up_id(task: Oppgave, ar: int) -> str:
    """Of one that is missed again: that of the control it was to make up for."""
    first = _MADE_UP.fullmatch(task.id)
    return f"ta-igjen-{(first[1] if first else task.id)[:_LONGEST_ID].rstrip('-')}-{ar}"


def _reason(stands: Sequence[Oppgavestand], kontekst: Kontekst) -> str:
    return text("sider.neste.ikke_gjort", maneder=months_of(stands), enheter=_where(_units(stands), kontekst))


def _units(stands: Sequence[Oppgavestand]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.enhet for one in stands))


def _where(units: Sequence[str], kontekst: Kontekst) -> str:
    """By name as long as a sentence can hold them."""
    if len(units) > _NAMED:
        return counted("sider.neste.enheter", len(units))
    place = {enhet: at for at, enhet in enumerate(kontekst.enheter)}
    return _names(sorted(units, key=lambda enhet: place.get(enhet, len(place))), kontekst)


def _names(units: Sequence[str], kontekst: Kontekst) -> str:
    told = [kontekst.enhet(one) if one else text("sider.hele_kommunen_liten") for one in units]
    return text("sider.komma").join(told)


def _avvik(
    reg: Registeret, kontekst: Kontekst, ar: int, tasks: Sequence[Oppgave], theme: Callable[[str], str]
) -> Iterator[Arsforslag]:
    """Opened in the year before and still open. A missed control is told above, and a parent by its children. What a
    task of the year looks at is told under that; the rest is one control for each theme."""
    covered: dict[str, list[Avvik]] = {}
    themes: dict[str, list[Avvik]] = {}
    alone: list[Avvik] = []
    for avvik in reg.apne:
        if avvik.ting.apnet.year != ar - 1 or not avvik.telles or avvik.kilde is Kilde.INTERNKONTROLL:
            continue
        rule = kontekst.regler.get(avvik.regel)
        task = next((one for one in tasks if _looks_at(one, avvik, kontekst)), None)
        if task is not None:
            covered.setdefault(task.tittel, []).append(avvik)
        elif rule is None:
            alone.append(avvik)
        else:
            themes.setdefault(rule.tema, []).append(avvik)
    yield from (_of_theme(tema, theme(tema).lower(), every, kontekst, ar) for tema, every in themes.items())
    yield from (_alone(one, kontekst, ar) for one in alone)
    yield from (_covered(title, every, kontekst) for title, every in covered.items())


def _looks_at(task: Oppgave, avvik: Avvik, kontekst: Kontekst) -> bool:
    """The control holds its rule in its unit, or was made for it."""
    if task.for_enheter and avvik.enhet not in {known_unit(kontekst, one) for one in task.for_enheter}:
        return False
    return avvik.regel in task.regler if avvik.regel else task.id == _follow_id(avvik)


def _follow_id(avvik: Avvik) -> str:
    return f"folg-opp-{avvik.nr.lower()}"


def _of_theme(tema: str, name: str, every: Sequence[Avvik], kontekst: Kontekst, ar: int) -> Arsforslag:
    units, numbers = _units_of(every), tuple(one.nr for one in every)
    why = counted("sider.neste.nye_avvik", len(every), ar=ar - 1, enheter=_where(units, kontekst))
    title = text("sider.neste.kontroll", tema=name)
    rules = tuple(dict.fromkeys(one.regel for one in every))
    breaches = text("sider.semikolon").join(dict.fromkeys(one.ting.tittel for one in every))
    task = _check(f"kontroll-{tema.replace('_', '-')}-{ar}"[:_LONGEST], title, why, every, kontekst, ar)
    law = dict.fromkeys(one for regel in rules for one in kontekst.regler[regel].versjoner[-1].hjemmel)
    told = text("sider.neste.bruddene", brudd=breaches)
    return Arsforslag(
        slag=Forslagsslag.KONTROLL,
        tittel=title,
        enheter=units,
        hvorfor=why,
        avvik=numbers,
        oppgave=replace(task, beskrivelse=f"{task.beskrivelse} {told}", regler=rules, hjemmel=tuple(law)),
    )


def _covered(title: str, every: Sequence[Avvik], kontekst: Kontekst) -> Arsforslag:
    units, numbers = _units_of(every), tuple(one.nr for one in every)
    why = counted("sider.neste.dekket", len(every), enheter=_where(units, kontekst))
    return Arsforslag(
        slag=Forslagsslag.DEKKET, tittel=title, enheter=units, hvorfor=why, avvik=numbers, dekkes_av=title
    )


def _units_of(every: Sequence[Avvik]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.enhet for one in every))


def _alone(avvik: Avvik, kontekst: Kontekst, ar: int) -> Arsforslag:
    """Without a rule: what a person has written of it stands in the register, and nowhere else."""
    source = kontekst.kodeverk.tekst("kilder", avvik.kilde.value)
    units = (avvik.enhet,)
    why = text("sider.neste.avvik_alene", nr=avvik.nr, kilde=source, enhet=_names(units, kontekst))
    title = text("sider.neste.folg_opp", nr=avvik.nr)
    return Arsforslag(
        slag=Forslagsslag.KONTROLL,
        tittel=title,
        enheter=units,
        hvorfor=why,
        avvik=(avvik.nr,),
        oppgave=_check(_follow_id(avvik), title, why, (avvik,), kontekst, ar),
    )


def _check(id_: str, title: str, why: str, every: Sequence[Avvik], kontekst: Kontekst, ar: int) -> Oppgave:
    """In the month one of them is to be closed, else when a measure begun at New Year must have worked."""
    units = tuple(dict.fromkeys(one.enhet for one in every if one.enhet))
    grave = max((one.alvor for one in every), key=lambda one: one.rang)
    days = [day for one in every if (day := one.ting.dato("frist_lukking")) is not None and day.year == ar]
    month = min(days).month if days else pluss(date(ar, 1, 1), MUST_HAVE_WORKED).month
    rolle = _role(kontekst, grave) if units else STAB
    return Oppgave(
        id=id_,
        tittel=title,
        beskrivelse=f"{why} {text('sider.neste.slik')}",
        maneder=(month,),
        eier=kontekst.kodeverk.tekst("roller", rolle),
        enheter=_names(units or ("",), kontekst),
        dokumentasjon=text("sider.neste.dokumentasjon"),
        rolle=rolle,
        gjores_av=Fordeling.HVER_ENHET if units else Fordeling.SAMLET,
        for_enheter=units,
        gjelder_fra=date(ar, 1, 1),
        gjelder_til_og_med=date(ar, 12, 31),
        alvor=grave,
    )


def _role(kontekst: Kontekst, alvor: Alvorlighetsgrad) -> str:
    return kontekst.kodeverk.gradfrist(alvor).ansvarlig_rolle
