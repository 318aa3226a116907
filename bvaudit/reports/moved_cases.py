"""Cases that have changed unit. The figure belongs to the unit that had the case; the list to the one that has it now.

Only the unit that has the case now can correct it, so every list of cases is made by ``Funn.hos``.
"""

from collections import Counter
from collections.abc import Iterable

from bvaudit.model.funn import Funn
from bvaudit.model.mengdeord import antall
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text


def cases_here(svar: RegelSvar, revisjon: Revisjon) -> tuple[Funn, ...]:
    """The breaches of one rule that stand by themselves in the cases the unit has now, its own and those that came
    with a case."""
    alle = (funn for other in revisjon.svar if other.regel.id == svar.regel.id for funn in other.egne)
    return tuple(sorted((f for f in alle if f.hos == svar.enhet), key=lambda f: (f.sak, f.objekt_id)))


def moved_away(svar: RegelSvar) -> tuple[str, ...]:
    """Where the cases behind the figure are, when another unit has them now."""
    other = Counter(funn.hos for funn in svar.egne if funn.oppstatt_i)
    if not other:
        return ()
    hvem = oppramsing([f"{enhet} ({n})" for enhet, n in sorted(other.items())])
    return (
        text(
            "reports.moved_cases.ligger_i_saker_som_na_er",
            antall=antall(sum(other.values()), "forhold", "forhold"),
            hvem=hvem,
        ),
    )


def to_correct_for_others(enhet: str, told: Iterable[str], revisjon: Revisjon) -> tuple[str, ...]:
    """A line for each rule (but those ``told`` in the plan already) where only cases from other units are broken."""
    already, lines = set(told), []
    for regel, title, found in _came_to(enhet, revisjon):
        if regel not in already:
            saker = ", ".join(text("reports.moved_cases.oppstatt_i", sak=f.sak, oppstatt_i=f.oppstatt_i) for f in found)
            lines.append(text("reports.moved_cases.saker_a_rette_fra_en_annen", regel=regel, title=title, saker=saker))
    return tuple(lines)


def _came_to(enhet: str, revisjon: Revisjon) -> list[tuple[str, str, list[Funn]]]:
    rules: dict[str, tuple[str, list[Funn]]] = {}
    for svar in revisjon.svar:
        came = [f for f in svar.egne if f.oppstatt_i and f.hos == enhet] if svar.er_avvik else []
        if came:
            rules.setdefault(svar.regel.id, (svar.regel.brudd.rstrip("."), []))[1].extend(came)
    return [(regel, title, found) for regel, (title, found) in sorted(rules.items())]
