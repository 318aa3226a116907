"""What a measurement is reckoned with: exact bounds and tests, and what a comparison must know."""

from dataclasses import replace

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.measure import Statistikk
from bvaudit.stats.rounds import fisher
from bvaudit.stats.shares import share
from bvaudit.workflows.content import Content


def _interval(k: int, n: int, ramme: int | None) -> tuple[float, float]:
    found = share(k, n, ramme)
    assert found.nedre is not None and found.ovre is not None, "one by one it always has bounds"
    return found.nedre, found.ovre


STATS = Statistikk(interval=_interval, apart=fisher)


def with_comparison(kontekst: Kontekst, content: Content, reg: Registeret) -> Kontekst:
    """The context with what a comparison needs, and the units that are known to have taken over from others."""
    taken_over = {**reg.etterfolgere, **kontekst.etterfolgere}
    return replace(kontekst, sammenligninger=content.planer.sammenligninger, etterfolgere=taken_over)
