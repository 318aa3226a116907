"""Cases that have changed unit. The figure belongs to the unit that had the case; the list to the one that has it now.

Only the unit that has the case now can correct it, so every list of cases is made by ``Funn.hos``.
"""

from collections import Counter

from bvaudit.model.funn import Funn
from bvaudit.model.mengdeord import antall
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text


def cases_here(svar: RegelSvar, revisjon: Revisjon) -> tuple[Funn, ...]:
    """The breaches of one rule that stand by themselves in the cases the unit has now, its own and those that came
    with a case. What is asked of a unit is about no case."""
    alle = (funn for other in revisjon.svar if other.regel.id == svar.regel.id for funn in other.egne)
    return tuple(sorted((f for f in alle if f.sak and f.hos == svar.enhet), key=lambda f: (f.sak, f.objekt_id)))


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
