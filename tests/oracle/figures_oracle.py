"""The independent key to the key figures: every printed reading, counted in plain Python over made-up cases.

The words of each reading are the reference's; how the program counts is never looked at.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from .bred.saker import Rad
from .tall.barn import AKUTT, ANDRE, APNE, BARN
from .tall.meldinger import MELDINGER, UNDERSOKELSER
from .tall.telling import Oppskrift, Rute, Svar, Vindu, sett, tell

OPPSKRIFTER: tuple[Oppskrift, ...] = (*MELDINGER, *UNDERSOKELSER, *BARN, *AKUTT, *APNE, *ANDRE)
LESNINGER = tuple((one.tall, one.lesning) for one in OPPSKRIFTER)


def fasit(
    saker: Iterable[Rad], per: date, perioder: Sequence[tuple[date, date]], tall: Collection[str] = ()
) -> dict[Rute, Svar]:
    """Every number of every reading and period, in all and by unit and municipality. One that is not here is 0, or a
    share with nothing under the line."""
    sette = sett(saker, per)
    return {
        rute: svar
        for oppskrift in OPPSKRIFTER
        if not tall or oppskrift.tall in tall
        for fra, til in perioder
        for rute, svar in tell(oppskrift, sette, Vindu(fra=fra, til=til, per=per))
    }
