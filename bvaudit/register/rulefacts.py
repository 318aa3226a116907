"""What the register must know of how a rule is built: by what its objects are chosen, how far back it looks, how long
it gives. Read from the standard way of counting of the newest version."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.uttrykk import Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary import antall_i_periode, finnes, fulgt_opp, innen_frist, siste_innen, utfylt

_A_YEAR = Varighet(antall=1, enhet="Y")  # what «antall i perioden» looks back over, both ways of counting it
_ANY_DAY = date(2025, 1, 1)  # lengths are put in order from one day, where it does not matter which


def is_event_rule(rule: Rule) -> bool:
    """Objects are chosen by their dates; else the rule is about a state on the judging day."""
    return bool(rule.telles_etter)


def found_by(start: date | None, per: date, rule: Rule | None) -> date:
    """The day that says whether a breach is from before a measure was in use: an event's start; of a state the judging
    day it was broken on."""
    return start if start is not None and rule is not None and is_event_rule(rule) else per


def is_read(rule: Rule) -> bool:
    """Only people can measure it: the register gives a hint, or nothing at all."""
    return rule.manuell or rule.indikasjon


def no_miss_allowed(avvik: Avvik, rule: Rule | None) -> bool:
    """Of what is kritisk nothing may be missed in a measurement: by the rule, also when somebody has set the avvik
    lower, or by the avvik."""
    grades = (avvik.alvor, rule.alvorlighetsgrad if rule is not None else avvik.alvor)
    return Alvorlighetsgrad.KRITISK in grades


_DEEDS = (antall_i_periode.Args, siste_innen.Args, innen_frist.Args, fulgt_opp.Args)


def is_of_deeds(rule: Rule) -> bool:
    """It asks for something to be done while the object lasts. Else it is about how the object is registered, which
    can be put right also when the object has ended."""
    return any(isinstance(krav, _DEEDS) or _has_a_day(krav) for krav in _demands(rule))


def _has_a_day(krav: Krav) -> bool:
    """Rows that must be there, of something that happened: with a day of their own."""
    return isinstance(krav, finnes.Args) and bool(krav.rader.felt or BY_NAME[krav.rader.tabell].start)


def window_of(rule: Rule) -> Varighet | None:
    """How far back from the judging day the rule looks; the longest where it has several. None: it has no window."""
    return max(_windows(rule), key=_length, default=None)


def limit_of(rule: Rule) -> tuple[Varighet, ...]:
    """The longest time the rule gives from the start of an object, extension included, as what is added in order:
    ``(P1W, P6M)``. Empty: it gives none."""
    return max(_limits(rule), key=lambda parts: after(_ANY_DAY, parts), default=())


def after(dag: date, parts: tuple[Varighet, ...]) -> date:
    """The day these lengths lead to, added in order."""
    for part in parts:
        dag = pluss(dag, part)
    return dag


def _windows(rule: Rule) -> Iterator[Varighet]:
    for krav in _demands(rule):
        if isinstance(krav, antall_i_periode.Args):
            yield _A_YEAR
        elif isinstance(krav, siste_innen.Args):
            yield krav.vindu


def _limits(rule: Rule) -> Iterator[tuple[Varighet, ...]]:
    for krav in _demands(rule):
        if isinstance(krav, innen_frist.Args):
            yield (*krav.start.pluss, krav.lengde)
            if krav.utvidet is not None:
                yield (*krav.start.pluss, krav.utvidet.lengde)
        elif isinstance(krav, fulgt_opp.Args):
            yield from ((*krav.start.pluss, frist.lengde) for frist in krav.frister)
        elif isinstance(krav, finnes.Args) and krav.vent is not None:
            yield (*(krav.fra.pluss if krav.fra is not None else ()), krav.vent)
        elif isinstance(krav, utfylt.Args) and krav.etter is not None:
            yield krav.etter.pluss


def _demands(rule: Rule) -> Iterator[Krav]:
    """The standard demand of the newest version, and every one inside it."""
    yield from _inside(rule.versjoner[-1].varianter[0].krav)


def _inside(part: object) -> Iterator[Krav]:
    if isinstance(part, Krav):
        yield part
    if isinstance(part, tuple):
        for one in part:
            yield from _inside(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _inside(getattr(part, field.name))


def _length(varighet: Varighet) -> date:
    return pluss(_ANY_DAY, varighet)
