"""How many cases an audit must read to be able to say what it wants to say."""

from fractions import Fraction

from bvaudit.errors import UsageError
from bvaudit.reports.draw_plan import DrawPlan
from bvaudit.stats.planning import MOST, chance_to_see, plan, what_it_says
from bvaudit.texts import text

_ALLOWED = (0, 1, 2)


def plan_draw(
    *, ramme: int | None, hoyst: Fraction, sikkerhet: Fraction, tillatt: int, antall: int | None = None
) -> DrawPlan:
    """``ramme`` is how many cases there are to draw from, None = no known number. ``antall``: how many are thought of;
    None = as many as the plan comes to, or ten when it comes to none."""
    if antall is not None and ramme is not None and antall > ramme:
        raise UsageError(text("trekning.plan.flere_enn_rammen", antall=antall, ramme=ramme))
    limits = tuple(sorted({*MOST, hoyst}))
    rows = plan(ramme, confidence=sikkerhet, most=limits, allowed=tuple(sorted({*_ALLOWED, tillatt})))
    asked = next(row for row in rows if row.most == hoyst and row.tillatt == tillatt)
    read = antall or asked.n or 10
    read = read if ramme is None else min(read, ramme)
    return DrawPlan(
        ramme=ramme,
        sikkerhet=sikkerhet,
        antall=read,
        svar=asked,
        rader=rows,
        sier=what_it_says(read, ramme, confidence=sikkerhet),
        sjanser=chance_to_see(read, ramme, shares=limits),
    )
