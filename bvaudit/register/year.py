"""The year as it stands on a day: every control the årshjul plans, and what people have written of it.

Nothing here changes because time goes by, but that what nobody has ended becomes «forfalt». What was written of a
control that is planned no more is still told, and said to be so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_STARTET, IKKE_UTFORT, OPPGAVER_FERDIG, UTFORT
from bvaudit.model.plans import Fordeling
from bvaudit.model.registeret.avvik import Kilde, Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Arstall, Oppgavemerknad, Oppgavestand
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.register.planned import LAST_DAY, LIST, task_owner
from bvaudit.register.planned_tasks import Kontroll, controls, has_own, last_day, parts

_DONE = (UTFORT, IKKE_AKTUELT)  # these are never over their deadline


def year(reg: Registeret, kontekst: Kontekst, ar: int, dag: date) -> tuple[Oppgavestand, ...]:
    """By month, then as they stand in the årshjul, then by unit."""
    written = {ting.nr: ting for ting in reg.av_slag(Slag.OPPGAVE) if _year(ting.nr) == ar}
    planned = {one.nr: one for one in controls(kontekst, ar)}
    answered = open_avvik(reg)
    stands: list[tuple[tuple[date, int], Oppgavestand]] = []
    for place, one in enumerate(planned.values()):
        ting = written.get(one.nr)
        if ting is None and (_answered(one, written) or _dealt_before(one, written) or _nobodys(one, reg, kontekst)):
            continue
        stand = _planned(kontekst, one, ting, answered)
        stands.append(((one.maned, place), _on(stand, reg, one, dag)))
    unwritten = [one for one in planned.values() if one.nr not in written]
    for nr, ting in written.items():
        if nr not in planned:
            found = _unplanned(ting, planned.values(), unwritten, answered, dag)
            stands.append(((found.maned, len(planned)), found))
    return tuple(stand for _, stand in sorted(stands, key=lambda one: (one[0], one[1].nr)))


def counts(stands: Iterable[Oppgavestand], enhet: str = "") -> Arstall:
    """Of one unit, or (empty) all of them and what is done once for the whole municipality."""
    counted = [one for one in stands if one.teller and enhet in ("", one.enhet)]
    ended = {kode: sum(one.status == kode for one in counted) for kode in OPPGAVER_FERDIG}
    return Arstall(
        planlagt=len(counted),
        utfort=ended[UTFORT],
        ikke_utfort=ended[IKKE_UTFORT],
        ikke_aktuelt=ended[IKKE_AKTUELT],
        uten_status=len(counted) - sum(ended.values()),
    )


def missed(stands: Iterable[Oppgavestand]) -> tuple[Oppgavestand, ...]:
    """Over the deadline and neither done nor of no use; or said not to be done."""
    return tuple(one for one in stands if one.forfalt or one.status == IKKE_UTFORT)


def open_avvik(reg: Registeret) -> Mapping[str, str]:
    """The number of a control → the open avvik it has become."""
    own = [avvik for avvik in reg.apne if avvik.kilde is Kilde.INTERNKONTROLL]
    return {punkt: avvik.nr for avvik in own for punkt in (avvik.punkt, *avvik.punkter)}


def _planned(kontekst: Kontekst, one: Kontroll, ting: Ting | None, answered: Mapping[str, str]) -> Oppgavestand:
    """As the årshjul has it, and what has been written over it."""
    stand = Oppgavestand(
        nr=one.nr,
        arshjul=one.arshjul.id,
        oppgave=one.oppgave.id,
        tittel=one.oppgave.tittel,
        maned=one.maned,
        frist=one.frist,
        planlagt=one.frist,
        enhet=one.enhet,
        eier=task_owner(kontekst, one) or one.oppgave.eier,
        status=IKKE_STARTET,
        forfalt=False,
        avvik=answered.get(one.nr, ""),
    )
    return stand if ting is None else _written(stand, ting)


def _written(stand: Oppgavestand, ting: Ting) -> Oppgavestand:
    """A day it was done on, or a reason, is told only with the status it belongs to."""
    said, moved = ting.felt.get("status"), ting.dato("frist")
    status = said.verdi if said is not None and said.verdi else IKKE_STARTET
    return replace(
        stand,
        enhet=ting.enhet,
        eier=ting.verdi("eier") or ting.eier or stand.eier,
        frist=moved or stand.frist,
        flyttet=moved is not None and moved != stand.planlagt,
        status=status,
        utfort=ting.dato("utfort") if status == UTFORT else None,
        belegg=ting.verdi("belegg"),
        grunn=ting.verdi("grunn") if status != UTFORT else "",
        satt=said.tid if said is not None else None,
        hvem=said.hvem if said is not None else "",
    )


def _on(stand: Oppgavestand, reg: Registeret, one: Kontroll, dag: date) -> Oppgavestand:
    """Whether it is over its deadline. Of the time before the register began the log knows only what people have
    written since: what was done then may well be written somewhere else, and is never held to be missed."""
    if stand.status not in OPPGAVER_FERDIG:
        if not reg.hode.nr:
            return stand
        if reg.begynt is not None and stand.frist < reg.begynt:
            return replace(stand, merknad=Oppgavemerknad.FOR_REGISTERET, teller=False)
    return replace(stand, forfalt=stand.frist < dag and stand.status not in _DONE)


def _nobodys(one: Kontroll, reg: Registeret, kontekst: Kontekst) -> bool:
    """Of the årshjul that came with the program, from before there was a register, where they have their own now."""
    before = reg.begynt is None or one.frist < reg.begynt
    return before and not one.arshjul.egen and has_own(kontekst)


def _answered(one: Kontroll, written: Mapping[str, Ting]) -> bool:
    """A control the unit has only from units that have ceased, and all of those ended theirs before they did."""
    return not one.egen and all(_ended(written.get(replace(one, enhet=unit).nr)) for unit in one.fra)


def _ended(ting: Ting | None) -> bool:
    return ting is not None and ting.verdi("status") in OPPGAVER_FERDIG


def _dealt_before(one: Kontroll, written: Mapping[str, Ting]) -> bool:
    """Dealt over the months, and already written of in another of them: it is done once in the year."""
    return dealt_elsewhere(one, written) != ""


def dealt_elsewhere(one: Kontroll, numbers: Iterable[str]) -> str:
    """The number the unit's one control of the year already has been written of under; empty when there is none."""
    if one.oppgave.gjores_av is not Fordeling.DELT:
        return ""
    return next((nr for nr in numbers if _same_dealt(nr, one)), "")


def _same_dealt(nr: str, one: Kontroll) -> bool:
    said = parts(nr)
    if said is None:
        return False
    maned, oppgave, enhet = said
    alike = (maned.year, oppgave, enhet) == (one.maned.year, one.oppgave.id, one.enhet)
    return alike and nr != one.nr and maned.month in one.oppgave.maneder


def _unplanned(
    ting: Ting,
    planned: Iterable[Kontroll],
    unwritten: Iterable[Kontroll],
    answered: Mapping[str, str],
    dag: date,
) -> Oppgavestand:
    """Written of, and planned no more under that number. What is dealt over the months stands in the month it was
    written in, in place of the one it would be dealt to now."""
    maned, oppgave, enhet = parts(ting.nr) or (ting.apnet, "", "")
    frist = ting.dato(LAST_DAY) or last_day(maned)
    stand = _written(
        Oppgavestand(
            nr=ting.nr,
            arshjul=ting.verdi(LIST),
            oppgave=oppgave,
            tittel=ting.tittel,
            maned=maned,
            frist=frist,
            planlagt=frist,
            enhet=ting.enhet,
            eier="",
            status=IKKE_STARTET,
            forfalt=False,
            avvik=answered.get(ting.nr, ""),
        ),
        ting,
    )
    if any(_same_dealt(ting.nr, one) for one in unwritten if one.oppgave.gjores_av is Fordeling.DELT):
        return replace(stand, forfalt=stand.frist < dag and stand.status not in _DONE)
    ended = stand.status in OPPGAVER_FERDIG
    if any(enhet in one.fra and (one.oppgave.id, one.maned) == (oppgave, maned) for one in planned):
        return replace(stand, teller=ended, merknad="" if ended else Oppgavemerknad.OVERTATT)
    return replace(stand, teller=ended, merknad=Oppgavemerknad.UTE_AV_ARSHJULET)


def _year(nr: str) -> int | None:
    said = parts(nr)
    return said[0].year if said is not None else None


def of_month(stands: Sequence[Oppgavestand], maned: date) -> Iterator[Oppgavestand]:
    return (one for one in stands if one.maned == maned.replace(day=1))
