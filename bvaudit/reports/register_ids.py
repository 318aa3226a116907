"""What a workbook calls its avvik and its cases: a number that is good for this run only, and ids short enough to read
aloud."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bvaudit.findings.ranking import by_weight
from bvaudit.model.enhet import slug
from bvaudit.model.funn import Funn
from bvaudit.model.kortid import short_ids
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar

Nokkel = tuple[str, str]  # rule and the name of the unit
_PSEUDONYM = re.compile(r"\b[A-Z]+-[0-9a-f]{20}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """``avvik`` in the order they are listed, with ``numre`` from 1; ``kort``: every pseudonym of the book → what it is
    shown as; ``enheter``: name → id."""

    avvik: tuple[RegelSvar, ...]
    numre: Mapping[Nokkel, int]
    kort: Mapping[str, str]
    enheter: Mapping[str, str]

    def number(self, svar: RegelSvar, funn: Funn | None = None) -> int | None:
        """The avvik that tells of an answer, or of one breach in it: a wider rule's when the breach is told there."""
        return self.numre.get((funn.under if funn and funn.under else svar.regel.id, svar.enhet))

    def shortened(self, tekst: str) -> str:
        """The text with every pseudonym in it as it is shown."""
        return _PSEUDONYM.sub(lambda found: self.kort.get(found[0], found[0]), tekst)

    def key(self, navn: str) -> str:
        """What a formula looks a unit up by. «9999-03» alone would be a month to Excel."""
        return f"enhet {self.unit(navn)}"

    def unit(self, navn: str) -> str:
        return self.enheter.get(navn) or slug(navn)


def names_in(revisjon: Revisjon) -> Names:
    """Avvik come by unit, in the order of the units, and in each the law's own measures first, then the gravest."""
    order = {enhet.navn: number for number, enhet in enumerate(revisjon.enheter)}
    weighed = by_weight(revisjon.avvik)
    avvik = tuple(sorted(weighed, key=lambda s: (order.get(s.enhet, len(order)), s.enhet)))
    shown = {
        pseudonym
        for svar in revisjon.svar
        for funn in (*svar.funn, *svar.uavklarte, *svar.andre_funn, *svar.bekreftet, *svar.lest_om)
        for pseudonym in (funn.sak, funn.objekt_id)
        if funn.sak  # what is asked of a unit is about no case
    }
    shown |= {pseudonym for linje in revisjon.datakvalitet for pseudonym in _PSEUDONYM.findall(linje.eksempler)}
    return Names(
        avvik=avvik,
        numre={(svar.regel.id, svar.enhet): number for number, svar in enumerate(avvik, start=1)},
        kort=short_ids(shown),
        enheter={enhet.navn: enhet.id or enhet.slug for enhet in revisjon.enheter},
    )
