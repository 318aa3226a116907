"""What of the overruns has been reported to the authority, and what has not.

Reported is what a paper that was sent there told of, and what somebody has written that was reported (``meldt``). A
report says nothing of what was found after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Objekttilstand, Registeret
from bvaudit.model.registeret.hendelser import FeltSatt, UtgaveSendt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.meldt import Overskridelse
from bvaudit.register.draft import number_key
from bvaudit.register.rulefacts import is_event_rule, limit_of

FIELD = "meldt"
AUTHORITY = (
    "statsforvalter",
    "statsforvaltar",
    "fylkesmann",
)  # what the receiver of a paper is called, whatever stands before or after
_NO_BREACH = Objekttilstand.IKKE_BRUDD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    dag: date
    papir: str = ""


def overruns(reg: Registeret, events: Iterable[Logget], kontekst: Kontekst) -> tuple[Overskridelse, ...]:
    """Every object in evidence under a rule that gives a time and whose last day is followed (``frist``), also of avvik
    that have ended; by unit, rule and day. What a reader found to be no breach is not one."""
    reports = _reports(events)
    found = [
        one
        for avvik in sorted(reg.avvik.values(), key=lambda each: number_key(each.nr))
        if avvik.telles and _has_limit(avvik, kontekst)
        for one in _of_avvik(avvik, reports.get(avvik.nr, ()))
    ]
    return tuple(
        sorted(found, key=lambda one: (kontekst.enhet(one.enhet), one.regel, one.start or one.funnet, one.objekt_id))
    )


def _has_limit(avvik: Avvik, kontekst: Kontekst) -> bool:
    rule = kontekst.regler.get(avvik.regel)
    return rule is not None and rule.frist is not None and is_event_rule(rule) and bool(limit_of(rule))


def _of_avvik(avvik: Avvik, reports: Sequence[_Report]) -> Iterator[Overskridelse]:
    for one in avvik.bevis:
        if one.tilstand is _NO_BREACH:
            continue
        told = min((report for report in reports if report.dag >= one.dag), key=lambda each: each.dag, default=None)
        yield Overskridelse(
            avvik=avvik.nr,
            regel=avvik.regel,
            brudd=avvik.ting.tittel,
            enhet=avvik.enhet,
            sak=one.sak,
            objekt_id=one.objekt_id,
            start=one.start,
            funnet=one.dag,
            tilstand=one.tilstand,
            meldt=told.dag if told is not None else None,
            papir=told.papir if told is not None else "",
        )


def _reports(events: Iterable[Logget]) -> dict[str, tuple[_Report, ...]]:
    """Avvik → its reports. A day that is written after a later one, or erased, was a slip: it stands for those after
    it."""
    papers: dict[str, list[_Report]] = {}
    written: dict[str, list[_Report]] = {}
    for logget in events:
        event = logget.hendelse
        if isinstance(event, UtgaveSendt) and is_authority(event.mottaker):
            for nr in event.numre:
                papers.setdefault(nr, []).append(_Report(dag=event.dag, papir=event.fil))
        elif isinstance(event, FeltSatt) and event.felt == FIELD:
            day = date.fromisoformat(event.verdi) if event.verdi else date.min
            before = [one for one in written.get(event.nr, ()) if one.dag < day]
            written[event.nr] = [*before, _Report(dag=day)] if event.verdi else []
    return {nr: (*papers.get(nr, ()), *written.get(nr, ())) for nr in {*papers, *written}}


def is_authority(mottaker: str) -> bool:
    said = mottaker.casefold()
    return any(word in said for word in AUTHORITY)
