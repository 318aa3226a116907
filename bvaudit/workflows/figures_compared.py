"""Key figures then and now, with the tests the program uses and the breaks the content knows."""

from collections.abc import Iterable, Sequence
from datetime import date

from bvaudit.figures.compared import Prover, compared
from bvaudit.figures.outliers import Utskiller, outliers
from bvaudit.model.endring import Endring, Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.stats.change import count_change, share_change
from bvaudit.stats.series import funnel

PROVER = Prover(andel=share_change, antall=count_change)


def changes(
    tabeller: Sequence[Sequence[Nokkelrad]], brudd: Iterable[Seriebrudd] = (), per: date | None = None
) -> tuple[Endring, ...]:
    """``tabeller`` in order of time: years in one table, or one table for each report, audit or extract. ``per``: the
    day the last of them is counted to."""
    return compared(tabeller, PROVER, tuple(brudd), per)


def standing_out(rader: Iterable[Nokkelrad]) -> tuple[Utskiller, ...]:
    return outliers(rader, funnel)
