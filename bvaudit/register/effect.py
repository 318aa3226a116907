"""What a measurement of the effect gives: figures, exact bounds, an exact test against the finding, and one outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Utfallsord, Utgangspunkt
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.register.comparable import logic_now, not_comparable
from bvaudit.register.few_cases import Dom, judge
from bvaudit.register.judged import Talt, counted
from bvaudit.register.measure import Maling, Statistikk, measurement

# A difference as large as this comes by chance alone less often than one time in twenty: it is told as one
# (docs/statistikk.md, «Virkningen av tiltak»).
CHANCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Trekning:
    """What was read was drawn from ``ramme`` cases (None: nobody knows), and may still be extended by so many."""

    ramme: int | None = None
    kan_utvides: int = 0


def preliminary(
    reg: Registeret, avvik: Avvik, rows: Iterable[Objektrad], kontekst: Kontekst, per: date, stats: Statistikk
) -> Forsok | tuple[Mangel, ...]:
    """How it looks on ``per``. It is no attempt, and closes nothing."""
    found = measurement(reg, avvik, kontekst, per)
    if isinstance(found, tuple):
        return found
    return measured(found, rows, kontekst, stats, forelopig=True)


def measured(
    found: Maling,
    rows: Iterable[Objektrad],
    kontekst: Kontekst,
    stats: Statistikk,
    *,
    trekning: Trekning | None = None,
    forelopig: bool = False,
) -> Forsok:
    """The whole result of one measurement."""
    talt = counted(found, rows, kontekst)
    dom = judge(found, talt, extendable=trekning is not None and trekning.kan_utvides > 0)
    reason = not_comparable(found, kontekst)
    p = None if reason or not talt.n else _p(found.avvik.utgangspunkt, talt, stats)
    low, high = _bounds(talt, stats, trekning)
    return Forsok(
        nr=0,
        dag=found.per,
        per=found.per,
        mate=found.mate,
        mal=found.mal,
        tiltak=found.tiltak,
        i_bruk=found.i_bruk,
        fra=found.fra,
        til=talt.til,
        n=dom.n,
        brudd=dom.brudd,
        uavklart=talt.uavklart,
        utfall=dom.utfall,
        ord=_word(found, talt, dom, p),
        siste_start=talt.siste_start,
        brukt=talt.missed,
        nedre=low,
        ovre=high,
        p=p,
        sammenlignbar=reason,
        forelopig=forelopig,
        neste_kontroll=dom.neste,
        forste=found.forste,
        n_for=dom.n_for,
        brudd_for=dom.brudd_for,
        logikk=logic_now(found.regel, kontekst),
    )


def _bounds(talt: Talt, stats: Statistikk, trekning: Trekning | None) -> tuple[float | None, float | None]:
    """For the share that is met. Everything in an extract is a sample of what the practice gives, without an end."""
    if not talt.n:
        return None, None
    return stats.interval(talt.n - talt.brudd, talt.n, trekning.ramme if trekning is not None else None)


def _p(start: Utgangspunkt | None, talt: Talt, stats: Statistikk) -> float | None:
    """Against what was found, and against what was left of it when some turned out to be no breach: the larger one, and
    1 where they point each way. So nothing is told that rests on either."""
    if start is None:
        return None
    both = {missed(start), missed(start) - start.ikke_brudd}
    if len({_fewer(one, start.n, talt) for one in both}) > 1:
        return 1.0
    return max(stats.apart(one, start.n, talt.brudd, talt.n) for one in both)


def missed(start: Utgangspunkt) -> int:
    """What was met in part is a miss, before as after."""
    return start.brudd + start.delvis


def _fewer(brudd: int, n: int, talt: Talt) -> int:
    """1 when fewer are missed now than then, -1 when more are, 0 when it is the same share."""
    before, now = brudd * talt.n, talt.brudd * n
    return (before > now) - (before < now)


def _word(found: Maling, talt: Talt, dom: Dom, p: float | None) -> Utfallsord:
    if dom.utfall is Forsoksutfall.NADD:
        return Utfallsord.NADD
    if dom.utfall not in (Forsoksutfall.IKKE_NADD, Forsoksutfall.UTVIDES):
        return Utfallsord.VENTER
    start = found.avvik.utgangspunkt
    if p is None or p >= CHANCE or start is None:
        return Utfallsord.UVISST
    return Utfallsord.BEDRE if _fewer(missed(start), start.n, talt) > 0 else Utfallsord.DARLIGERE
