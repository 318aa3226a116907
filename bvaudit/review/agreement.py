"""How far two readers agree on each point, and which questions should be written anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bvaudit.model.anslag import Enighetstall
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.lest import ToLesere
from bvaudit.model.ordbruk import SkrivOm
from bvaudit.model.rule import Rule
from bvaudit.review.basis import Statistikk


def two_readers(
    settled: Iterable[Avgjort], regler: Mapping[str, Rule], stat: Statistikk, limits: SkrivOm
) -> tuple[ToLesere, ...]:
    """For each point somebody has read twice, over all units, the question that needs writing anew first, then by id.
    What the two came to afterwards is not looked at: they agree or not before they have talked."""
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in settled:
        if one.forste is not None and one.andre is not None:
            pairs[one.gjeldende.regel].append((one.forste.svar.value, one.andre.svar.value))
    found = [
        ToLesere(regel=regler[regel], tall=(tall := stat.agreement(both)), skriv_om=should_be_rewritten(tall, limits))
        for regel, both in pairs.items()
        if regel in regler
    ]
    return tuple(sorted(found, key=lambda one: (not one.skriv_om, one.regel.id)))


def should_be_rewritten(tall: Enighetstall, limits: SkrivOm) -> bool:
    """Under either limit, when enough are read by two. With few, one difference would be too much."""
    if tall.n < limits.minst_par:
        return False
    alike = tall.like * 100 < limits.enighet_under * tall.n
    return alike or (tall.ac1 is not None and tall.ac1 * 100 < limits.ac1_under)
