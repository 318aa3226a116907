"""Puts a breach of a narrow rule under the wider rule that is broken in the same case, so that it is counted once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bvaudit.model.funn import Funn
from bvaudit.model.svar import RegelSvar, Underlinje


def nest(svar: Sequence[RegelSvar], omfattes_av: Mapping[str, tuple[str, ...]]) -> tuple[RegelSvar, ...]:
    """The same answers, with each breach marked when a wider rule is broken in the same case and unit.

    By case, not by object: two measures in one case share its plan. «Broken» is ikke oppfylt by the standard way of
    counting. A wider rule that only indicates a breach tells nothing for others until somebody has read the case. Of
    several wider rules the first named one tells it. No count changes; what changes is what stands by itself.
    """
    broken = {(s.regel.id, s.enhet): {funn.sak for funn in s.brudd} for s in svar if s.brudd}
    marked = [_marked(s, omfattes_av.get(s.regel.id, ()), broken) for s in svar]
    lines: dict[tuple[str, str], list[Underlinje]] = defaultdict(list)
    for s in marked:
        told_there = [funn for funn in (*s.funn, *s.bekreftet) if funn.under]
        for wider in dict.fromkeys(funn.under for funn in told_there):
            told = tuple(funn for funn in told_there if funn.under == wider)
            lines[wider, s.enhet].append(Underlinje(regel=s.regel, teller=s.teller, funn=told))
    return tuple(
        replace(s, under=tuple(lines[s.regel.id, s.enhet])) if (s.regel.id, s.enhet) in lines else s for s in marked
    )


def _marked(svar: RegelSvar, wider: tuple[str, ...], broken: Mapping[tuple[str, str], set[str]]) -> RegelSvar:
    if not wider or not (svar.funn or svar.bekreftet):
        return svar

    def told_by(funn: Funn) -> str:
        return next((w for w in wider if funn.sak and funn.sak in broken.get((w, svar.enhet), ())), "")

    funn, bekreftet = (
        tuple(replace(one, under=told_by(one)) for one in found) for found in (svar.funn, svar.bekreftet)
    )
    return replace(svar, funn=funn, bekreftet=bekreftet)
