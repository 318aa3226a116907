"""Whether a measurement may be held against the finding it came from: the same question, asked of all or of a draw."""

from collections.abc import Iterator
from datetime import date

from bvaudit.model.kalender import minus, vis
from bvaudit.model.lesesvar import LEST
from bvaudit.model.regellogikk import logic_print
from bvaudit.model.registeret.effekt import Malemate, Utgangspunkt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, version_map
from bvaudit.model.varighet import Varighet
from bvaudit.register.measure import Maling
from bvaudit.texts import text

_YEAR = Varighet(antall=1, enhet="Y")  # the standard period of a run


def logic_now(regel: Rule | None, kontekst: Kontekst) -> str:
    """The print of the rule's logic today."""
    if regel is None:
        return ""
    return kontekst.logikk.get(regel.id) or logic_print(regel)


def not_comparable(found: Maling, kontekst: Kontekst) -> str:
    """Why it cannot be held against the start; empty = it can."""
    return next(_reasons(found, kontekst), "")


def _reasons(found: Maling, kontekst: Kontekst) -> Iterator[str]:
    start = found.avvik.utgangspunkt
    if start is None or start.n == 0:
        yield text("registeret_effekt.kan_ikke_sammenlignes.ikke_malt")
        return
    if not start.tilfeldig:
        yield text("registeret_effekt.kan_ikke_sammenlignes.malrettet")
    if (start.variant == LEST) is not (found.mate is Malemate.LESING):
        yield text("registeret_effekt.kan_ikke_sammenlignes.annen_mate")
    if found.i_bruk < start.per:
        yield text("registeret_effekt.kan_ikke_sammenlignes.tiltak_for", i_bruk=vis(found.i_bruk), per=vis(start.per))
    if found.regel is not None and found.mate is not Malemate.LESING:
        yield from _other_question(found, found.regel, start, kontekst)


def _other_question(found: Maling, regel: Rule, start: Utgangspunkt, kontekst: Kontekst) -> Iterator[str]:
    if regel.variantnavn[0] != start.variant:
        yield text("registeret_effekt.kan_ikke_sammenlignes.annen_variant", fra=start.variant, til=regel.variantnavn[0])
    before = start.logikk or found.avvik.logikk
    if before and before != logic_now(regel, kontekst):
        yield text("registeret_effekt.kan_ikke_sammenlignes.annen_logikk")
    first = minus(start.per, _YEAR) if found.mate is Malemate.HENDELSE else start.per
    yield from _other_law(regel, first, found.til, kontekst)


def _other_law(regel: Rule, after: date, til: date, kontekst: Kontekst) -> Iterator[str]:
    """Every change of the law on the way must be judged alike by somebody."""
    maps = version_map(kontekst.sammenligninger)
    for versjon in regel.versjoner[1:]:
        if not after < versjon.gjelder_fra <= til:
            continue
        par = maps.get((regel.id, versjon.gjelder_fra))
        if par is None or par.forhold is not Forhold.LIK:
            yield text("registeret_effekt.kan_ikke_sammenlignes.annen_lov", dag=vis(versjon.gjelder_fra))
