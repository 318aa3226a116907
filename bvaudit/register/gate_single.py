"""An enkelthendelse, as the gate looks at it: a later run, or a reader, finds it still settled, and there is no
third."""

from collections.abc import Iterable

from bvaudit.model.kalender import minus
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, no
from bvaudit.register.extent import counts_together
from bvaudit.register.fold_evidence import TOGETHER

WITHIN = Varighet(antall=24, enhet="M")  # register.md part 2: those that were closed count with it so long


def single(ask: Asked, avvik: Avvik) -> Found:
    if not seen_later(avvik, (run for run in ask.reg.kjoringer if run.per <= ask.dag)):
        yield no("uten-senere-kjoring")
    if len(_objects(ask, avvik)) >= TOGETHER:
        yield no("tre-objekter", antall=len(_objects(ask, avvik)))


def seen_later(avvik: Avvik, runs: Iterable[Skrevet]) -> bool:
    """Whether one of these found its objects still settled."""
    return any(_later(one, avvik) for one in runs)


def _later(run: Skrevet, avvik: Avvik) -> bool:
    """A run that stands and came after the last one of its objects was settled, by its day and in the log: what was
    said of a day that has gone is not found again by a run from before it was said. What is read is seen by a
    reader."""
    if avvik.uavgjort or run.trukket or (avvik.krever_lesing and not run.revisjon):
        return False
    if run.logikk and avvik.regel not in run.logikk:
        return False
    settled = [one.tilstand_dag or one.dag for one in avvik.bevis]
    said = max((one.tilstand_hendelse for one in avvik.bevis), default=0)
    return run.per > max(settled, default=avvik.ting.apnet) and run.hendelse > said


def _objects(ask: Asked, avvik: Avvik) -> set[tuple[str, str]]:
    """Those of this one, and of the others of the same rule and unit, as far back as they are counted together."""
    first = minus(ask.dag, WITHIN)
    found = set()
    for other in ask.reg.avvik.values():
        same = other.nr == avvik.nr or (avvik.regel and (other.regel, other.enhet) == (avvik.regel, avvik.enhet))
        recent = other.apen or (other.slutt is not None and other.slutt.dag >= first)
        if same and recent and other.telles and counts_together(other):
            found |= {(one.sak, one.objekt_id) for one in other.bevis if one.tilstand is not Objekttilstand.IKKE_BRUDD}
    return found
