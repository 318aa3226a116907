"""How many cases to read, and what those that are read can say, as lines for people and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bvaudit.model.anslag import Planrad, Sierad, Synsjanse
from bvaudit.texts import counted, text


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawPlan:
    """``rader`` are how many to read for each limit and number of faults, ``sier`` what ``antall`` read cases say.
    ``svar`` is the line that was asked for."""

    ramme: int | None
    sikkerhet: Fraction
    antall: int
    svar: Planrad
    rader: tuple[Planrad, ...]
    sier: tuple[Sierad, ...]
    sjanser: tuple[Synsjanse, ...]


def plan_lines(plan: DrawPlan) -> Iterator[str]:
    """The sentence, the table of a plan, and what a number of read cases can and cannot say."""
    yield sentence(plan)
    yield ""
    yield text("trekning.plan.tabell", sikkerhet=percent(plan.sikkerhet))
    faults = list(dict.fromkeys(row.tillatt for row in plan.rader))
    head = [text("trekning.plan.feil_i_alle")] + [counted("trekning.plan.tillatt", n) for n in faults]
    yield from _table([head, *_cells(plan.rader, faults)])
    yield ""
    yield _what_it_says(plan.antall, plan.ramme)
    yield from dict.fromkeys(f"  {said(row)}" for row in plan.sier)
    yield ""
    yield counted("trekning.plan.ser", plan.antall)
    yield from (f"  {_seen(one)}" for one in plan.sjanser)


def sentence(plan: DrawPlan) -> str:
    """How many must be read for what was asked, in one sentence."""
    row = plan.svar
    facts = {"most": percent(row.most), "sikkerhet": percent(row.sikkerhet)}
    if row.n is None:
        return counted("trekning.plan.gar_ikke", row.tillatt, **facts)
    if row.ramme is not None and row.n >= row.ramme:
        return text("trekning.plan.alle", antall=row.n, **facts)
    if not row.tillatt:
        return counted("trekning.plan.svar_ingen", row.n, **facts)
    return counted("trekning.plan.svar", row.n, tillatt=row.tillatt, **facts)


def said(row: Sierad) -> str:
    """What so many read cases say when so many of them have the fault."""
    if row.ramme is not None and row.n >= row.ramme:
        return text("trekning.plan.hele", n=row.n)
    facts = {"treff": row.treff, "n": row.n, "hoyst": percent(row.hoyst)}
    if row.hoyst_antall is None:
        return text("trekning.plan.hoyst", **facts)
    return text("trekning.plan.hoyst_av", antall=row.hoyst_antall, ramme=row.ramme, **facts)


def as_plain(plan: DrawPlan) -> dict[str, Any]:
    return {
        "setning": sentence(plan),
        "ramme": plan.ramme,
        "sikkerhet": float(plan.sikkerhet),
        "plan": [{"farre_enn": float(r.most), "tillatt": r.tillatt, "les": r.n} for r in plan.rader],
        "antall": plan.antall,
        "sier": [
            {
                "treff": r.treff,
                "andel": r.andel.andel,
                "nedre": r.andel.nedre,
                "ovre": r.andel.ovre,
                "hoyst": r.hoyst,
                "hoyst_antall": r.hoyst_antall,
            }
            for r in plan.sier
        ],
        "ser": [{"andel": float(c.andel), "antall": c.antall, "sjanse": c.sjanse} for c in plan.sjanser],
    }


def percent(share: Fraction | float) -> str:
    """«10 %», «2,5 %»: one decimal where there is one. Never 0 % or 100 % of what is not."""
    tenths = round(share * 1000)
    if share > 0 and tenths == 0:
        return text("trekning.plan.under")
    if share < 1 and tenths == 1000:
        return text("trekning.plan.over")
    whole, tenth = divmod(tenths, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"


def _seen(one: Synsjanse) -> str:
    return text("trekning.plan.sjanse", andel=percent(one.andel), sjanse=percent(one.sjanse))


def _what_it_says(antall: int, ramme: int | None) -> str:
    if ramme is None:
        return counted("trekning.plan.sier", antall)
    return counted("trekning.plan.sier_av", antall, ramme=ramme)


def _cells(rows: Sequence[Planrad], faults: Sequence[int]) -> Iterator[list[str]]:
    for most in dict.fromkeys(row.most for row in rows):
        found = {row.tillatt: row.n for row in rows if row.most == most}
        numbers = [str(found[n]) if found.get(n) is not None else text("trekning.plan.umulig") for n in faults]
        yield [text("trekning.plan.farre_enn", most=percent(most)), *numbers]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [f"{first:<{widths[0]}}", *(f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))]
        yield "  " + "   ".join(cells).rstrip()
