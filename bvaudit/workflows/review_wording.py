"""Whether an answer given to one wording of a point still answers the point as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bvaudit.model.ordlyd import wording_print
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.sammenligning import Forhold, Sammenligning
from bvaudit.workflows.content import Content


class Dom(StrEnum):
    """``NY`` must be asked again; ``BORTE`` is asked no more."""

    SAMME = "samme"
    LIK = "lik"
    NY = "ny_ordlyd"
    BORTE = "punkt_borte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordlyd:
    """``regel`` is the point the answer belongs to now. The wording it was given to is kept with it, always."""

    dom: Dom
    regel: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of a checklist as they are now, and what may stand for them."""

    content: Content
    liste: Sjekkliste
    known: dict[tuple[str, str, date | None], Ordlyd] = field(default_factory=dict)

    def of(self, regel: str, ordlyd: str, regelversjon: date | None) -> Ordlyd:
        key = (regel, ordlyd, regelversjon)
        if key not in self.known:
            self.known[key] = self._judged(regel, ordlyd, regelversjon)
        return self.known[key]

    def _judged(self, regel: str, ordlyd: str, regelversjon: date | None) -> Ordlyd:
        asked = {punkt.regel for punkt in self.liste.punkter}
        rule = self.content.regler.get(regel)
        if rule is not None and regel in asked and wording_print(rule) == ordlyd:
            return Ordlyd(dom=Dom.SAMME, regel=regel)
        heir = next(iter(self._heirs(regel, asked)), "")
        if heir:
            return Ordlyd(dom=Dom.LIK, regel=heir)
        if rule is None or regel not in asked:
            return Ordlyd(dom=Dom.BORTE, regel=regel)
        equal = any(
            par.regel == regel and par.fra == regelversjon and par.forhold is Forhold.LIK
            for one in self._maps()
            for par in one.versjonspar
        )
        return Ordlyd(dom=Dom.LIK if equal else Dom.NY, regel=regel)

    def _heirs(self, regel: str, asked: set[str]) -> Iterator[str]:
        """The points that a comparison to this checklist says are just the same."""
        for one in self._maps():
            if one.til == self.liste.id:
                yield from (
                    par.til
                    for par in one.punktpar
                    if par.fra == regel and par.forhold is Forhold.LIK and par.til in asked
                )

    def _maps(self) -> tuple[Sammenligning, ...]:
        return self.content.planer.sammenligninger
