"""What of the overruns in the register has been reported to the authority, and the writing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.meldt import Overskridelse
from bvaudit.register.act_typed import person
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.reported import FIELD, overruns
from bvaudit.register.sentences import told
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, read_log, write
from bvaudit.workflows.unit_typed import unit_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    funnet: tuple[Overskridelse, ...]
    kontekst: Kontekst


def reported_in(mappe: Mappe, content: Content, enhet: str = "") -> Reported:
    """UsageError while the folder has no register, or when nobody knows the unit."""
    events = read_log(mappe)
    if not events:
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    kontekst = context_of(mappe, content)
    wanted = unit_named(enhet, kontekst) if enhet else ""
    found = overruns(fold(events), events, kontekst)
    return Reported(funnet=tuple(one for one in found if wanted in ("", one.enhet)), kontekst=kontekst)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTyped:
    """What was reported on ``dag``: the avvik with these numbers, or all of the unit that had something to report."""

    numre: tuple[str, ...]
    enhet: str
    dag: date
    som: str


def report(mappe: Mappe, content: Content, typed: ReportTyped, tid: datetime) -> Acted:
    """Write it on every avvik that has overruns which were found by that day and are not reported. UsageError when
    there are none, or an avvik is not known; Refused where it may not be done."""
    events = read_log(mappe) or ()
    reg, kontekst = fold(events), context_of(mappe, content)
    who = person(typed.som, kontekst, unit_named(typed.enhet, kontekst) if typed.enhet else "")
    numbers = _numbers(reported_in(mappe, content, typed.enhet).funnet, typed)
    ended = [nr for nr in numbers if not reg.avvik[nr].apen]
    if ended and typed.numre:
        raise UsageError(text("forfall.meldt.lukket", nr=", ".join(ended)))
    new = [
        Ny(hvem=who, hendelse=FeltSatt(nr=nr, felt=FIELD, verdi=typed.dag.isoformat()))
        for nr in numbers
        if nr not in ended
    ]
    if not new:
        raise UsageError(text("forfall.meldt.ingenting"))
    written = write(mappe, new, kontekst=kontekst, tid=tid, expected=reg.hode)
    after = fold_on(reg, written)
    return Acted(skrevet=written, setninger=tuple(told(one, after, kontekst) for one in written))


def _numbers(found: Sequence[Overskridelse], typed: ReportTyped) -> tuple[str, ...]:
    wanted = {nr.strip().upper() for nr in typed.numre}
    unknown = wanted - {one.avvik for one in found}
    if unknown:
        raise UsageError(text("registeret.nei.ukjent_nummer", nr=", ".join(sorted(unknown))))
    left = (one for one in found if one.meldt is None and one.funnet <= typed.dag)
    return tuple(dict.fromkeys(one.avvik for one in left if not wanted or one.avvik in wanted))
