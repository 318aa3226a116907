"""What fails in more than one unit, and the measure stab makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.findings.measures import measures_by_rule
from bvaudit.model.forbedring import Tiltaksforslag
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.register.act_typed import person
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.guards_common import canonical
from bvaudit.register.sentences import told
from bvaudit.register.shared import Felles, measure_for, measure_type, shared
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, read_log, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    felles: tuple[Felles, ...]
    forslag: Mapping[str, Sequence[Tiltaksforslag]]
    kontekst: Kontekst


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMeasure:
    """What was typed: the measure's words, its kind (code or word), the day it is to be in use, and who says so."""

    regel: str
    tekst: str
    som: str
    tiltakstype: str = ""
    frist: date | None = None


def shared_in(mappe: Mappe, content: Content) -> Shared:
    """UsageError while the folder has no register."""
    reg, kontekst = _register(mappe, content)
    return Shared(
        felles=shared(reg, kontekst),
        forslag=measures_by_rule(content.planer.forbedringstiltak),
        kontekst=kontekst,
    )


def make_shared(mappe: Mappe, content: Content, wanted: SharedMeasure, tid: datetime) -> Acted:
    """Write the measure and its links: all of it, or nothing. UsageError when the rule is not shared, or the kind is
    not known; Refused when the guards let it not through."""
    reg, kontekst = _register(mappe, content)
    felles = _of_rule(wanted.regel, shared(reg, kontekst))
    kind = measure_type(wanted.tiltakstype, kontekst) if wanted.tiltakstype else ""
    if kind is None:
        known = ", ".join(one.kode for one in kontekst.kodeverk.tiltakstyper)
        raise UsageError(
            text("forfall.felles.ukjent_slag", slag=wanted.tiltakstype), hint=text("forfall.kjente", kjente=known)
        )
    who = person(wanted.som, kontekst)
    events = measure_for(felles, reg, tid.date(), tekst=canonical(wanted.tekst), tiltakstype=kind, frist=wanted.frist)
    new = [Ny(hvem=who, hendelse=event) for event in events]
    if not new:
        raise UsageError(text("forfall.felles.alt_koblet", regel=felles.regel))
    written = write(mappe, new, kontekst=kontekst, tid=tid, expected=reg.hode)
    after = fold_on(reg, written)
    return Acted(skrevet=written, setninger=tuple(told(one, after, kontekst) for one in written))


def _register(mappe: Mappe, content: Content) -> tuple[Registeret, Kontekst]:
    events = read_log(mappe)
    if not events:
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    return fold(events), context_of(mappe, content)


def _of_rule(regel: str, found: Sequence[Felles]) -> Felles:
    wanted = regel.strip().upper()
    for one in found:
        if one.regel == wanted:
            return one
    near = get_close_matches(wanted, [one.regel for one in found], n=1)
    hint = text("felles.mente_du", naer=near[0]) if near else text("forfall.felles.se")
    raise UsageError(text("forfall.felles.ikke_felles", regel=regel), hint=hint)
