"""What the cases that were drawn say about all the cases of the unit, or why they cannot say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.mengdeord import antall, gjelder
from bvaudit.model.revisjon import EnhetTall
from bvaudit.texts import text

_DECIMALS = 6  # the last digits of a float may differ between machines; nobody reads them


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The sample a run was limited to. ``ramme``: unit → the cases it was drawn from.

    ``bounds(k, n, N)`` gives the fewest and the most of ``N`` that can have what ``k`` of ``n`` drawn have.
    """

    ramme: Mapping[str, int]
    bounds: Callable[[int, int, int], tuple[int, int]]


def interval(tall: Tall, teller: str, enhet: EnhetTall, draw: Draw | None) -> tuple[Intervall | None, str]:
    """The interval of the share ikke oppfylt, or None and why there is none; both empty when none is needed.

    Cases were drawn, from a frame with an end; so the bounds count cases, and only where each judged case has one
    object. How many of the cases that were not drawn the rule is about, nobody knows: the bounds are for all of them,
    which is where a draw says least. Nothing for a whole count, and nothing where nothing could be judged.
    """
    if draw is None or tall.n == 0:
        return None, ""
    frame = draw.ramme.get(enhet.navn)
    if frame is None:
        return None, text("findings.intervals.intervall_er_ikke_regnet_ut_enheten")
    if enhet.undersokt >= frame:
        return None, ""
    if tall.saker < tall.n:
        return None, (
            text(
                "findings.intervals.intervall_er_ikke_regnet_ut_det",
                n=tall.n,
                gjelder=gjelder(teller, tall.n),
                antall=antall(tall.saker, "sak", "saker"),
            )
        )
    population = tall.n + frame - enhet.undersokt
    fewest, most = draw.bounds(tall.ikke_oppfylt, tall.n, population)
    nedre, ovre = round(fewest / population, _DECIMALS), round(most / population, _DECIMALS)
    return Intervall(nedre=nedre, ovre=ovre), ""
