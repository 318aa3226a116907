"""What a breach is when the unit has had an avvik of the rule before: known, back again, or something new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kalender import minus
from bvaudit.model.registeret.avvik import Avvik, Bevis, Objekttilstand, Omfang, Slekt, Slutt, Stilling
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.rule import Rule
from bvaudit.register.draft import number_key
from bvaudit.register.extent import SYSTEM_FROM, watched_since
from bvaudit.register.rulefacts import is_event_rule, window_of

_CLOSED = (Stilling.LUKKET, Stilling.LUKKET_FA, Stilling.LUKKET_FOR)  # what something can come back from
# Ends after which what was found counts as known. An avvik of a rule that went out, or of a run that was withdrawn,
# says nothing of what is found later; one that was merged lives on in another.
_SETTLED = (*_CLOSED, Stilling.AVSLUTTET_FA, Stilling.AVSLUTTET_UTEN, Stilling.AVVIST)
_NO_BREACH = (Objekttilstand.IKKE_BRUDD, Objekttilstand.KAN_IKKE_RETTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """How a new avvik is related to an earlier one."""

    slekt: Slekt = Slekt.INGEN
    til: str = ""
    maneder: int | None = None


def ended_of(every: Iterable[Avvik], regel: str, enhet: str, sak: str | None = None) -> list[Avvik]:
    """The ended avvik of the rule in the unit, the latest end last. ``sak``: only that of one case."""
    found = [
        a
        for a in every
        if (a.regel, a.enhet) == (regel, enhet) and a.stilling in _SETTLED and (sak is None or a.sak == sak)
    ]
    return sorted(found, key=_end)


def not_settled(rows: Sequence[Objektrad], ended: Sequence[Avvik], rule: Rule) -> list[Objektrad]:
    """The breaches that are no part of what the ended ones settled: nobody is told of those again, also where a later
    avvik of the rule is open."""
    return [row for row in rows if not _known(row, ended, rule)]


def unknown(rows: Sequence[Objektrad], ended: Sequence[Avvik], rule: Rule, per: date) -> list[Objektrad]:
    """The breaches that are no part of what the ended ones settled, and can be told of by now."""
    return [row for row in rows if not _known(row, ended, rule) and _can_be_told(row, ended, rule, per)]


def new_since(row: Objektrad, ended: Sequence[Avvik], rule: Rule, per: date) -> bool:
    """It began after everything that was counted in the last closing (an event), or its whole window lies after the
    closing (a state)."""
    slutt = _last_end(ended)
    if slutt is None:
        return True
    if _by_start(row, rule):
        assert row.start is not None
        return row.start > (slutt.siste_start or slutt.dag)
    return _window_after(slutt, rule, per)


def kin_here(rows: Sequence[Objektrad], ended: Sequence[Avvik], rule: Rule, per: date) -> Kin:
    """By the closed ones of the same unit. None closed within the watch: no kin."""
    closed = [a for a in ended if a.stilling in _CLOSED and a.slutt and a.slutt.dag >= watched_since(per)]
    if not closed:
        return Kin()
    last = closed[-1]
    assert last.slutt is not None
    back = sum(new_since(row, ended, rule, per) for row in rows) >= SYSTEM_FROM
    slekt = Slekt.KOM_TILBAKE if back else Slekt.NY_ENKELTHENDELSE
    return Kin(slekt=slekt, til=last.nr, maneder=months_between(last.slutt.dag, per))


def kin_elsewhere(before: Iterable[Avvik], regel: str, enhet: str, omfang: Omfang, per: date) -> Kin:
    """A failing of the system that another unit had already: closed within the watch, the latest first, or open."""
    if omfang is not Omfang.SYSTEMSVIKT:
        return Kin()
    others = [a for a in before if a.regel == regel and a.enhet != enhet and a.telles]
    others = [a for a in others if a.omfang is Omfang.SYSTEMSVIKT and a.enhet]
    closed = [a for a in others if a.stilling in _CLOSED and a.slutt and a.slutt.dag >= watched_since(per)]
    still = sorted((a for a in others if a.apen), key=lambda a: number_key(a.nr))
    found = [*sorted(closed, key=_end, reverse=True), *still]
    return Kin(slekt=Slekt.SPREDNING, til=found[0].nr) if found else Kin()


def months_between(fra: date, til: date) -> int:
    """Whole months."""
    months = (til.year - fra.year) * 12 + til.month - fra.month
    return max(0, months - (til.day < fra.day))


def _known(row: Objektrad, ended: Sequence[Avvik], rule: Rule) -> bool:
    """It was settled or counted there. What a state rule found then may be broken anew, but for what was missed in
    the measurement, or settled by a person as what cannot be mended or is no breach, and has never been in order
    since."""
    for avvik in ended:
        if row.objekt_id in known_of(avvik, rule):
            return True
        # What was told under a wider rule when it ended, it has not settled.
        mine = [one for one in avvik.bevis if one.objekt_id == row.objekt_id]
        if any(_settles(one, row, rule) for one in mine):
            return True
    return False


def known_of(avvik: Avvik, rule: Rule) -> frozenset[str]:
    """The objects of one that has ended that open nothing until they have been in order: those missed in its
    measurement and, of a state, those a person has settled."""
    slutt = avvik.slutt
    if slutt is None:
        return frozenset()
    settled = () if is_event_rule(rule) else (one.objekt_id for one in avvik.bevis if one.tilstand in _NO_BREACH)
    return frozenset({*slutt.brukt, *settled} - {*slutt.oppfylt_siden, ""})


def _settles(one: Bevis, row: Objektrad, rule: Rule) -> bool:
    """An event happened once, and the same answer of a reader is told again at every run."""
    same_answer = bool(row.lest) and row.lest == one.kjoring
    return is_event_rule(rule) or same_answer


def _can_be_told(row: Objektrad, ended: Sequence[Avvik], rule: Rule, per: date) -> bool:
    """Of a state nothing can be said until a whole window has gone by since the closing."""
    slutt = _last_end(ended)
    return slutt is None or _by_start(row, rule) or _window_after(slutt, rule, per)


def _last_end(ended: Sequence[Avvik]) -> Slutt | None:
    """The end new breaches are held against; one that was found to be none sets no line."""
    return next((a.slutt for a in reversed(ended) if a.stilling is not Stilling.AVVIST), None)


def _by_start(row: Objektrad, rule: Rule) -> bool:
    return is_event_rule(rule) and row.start is not None


def _window_after(slutt: Slutt, rule: Rule, per: date) -> bool:
    window = window_of(rule)
    return minus(per, window) >= slutt.dag if window is not None else per > slutt.dag


def _end(avvik: Avvik) -> tuple[date, int]:
    slutt = avvik.slutter[-1]
    return slutt.dag, slutt.hendelse
