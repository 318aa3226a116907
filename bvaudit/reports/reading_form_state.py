"""How far a form is filled in when it is made: the answers its formulas come to, so that they can be stored beside
them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bvaudit.intake.form_layout import plain
from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak
from bvaudit.reports.reading_form_words import Filled, is_answered, lacking
from bvaudit.reports.register_sheets import Verdi


@dataclass(frozen=True, kw_only=True)
class State:
    """``fylt``: what is written, by the id of the point and the column; and of a place, by the case."""

    ark: Leseark
    fylt: Filled = field(default_factory=dict)

    def given(self, row_id: str) -> Mapping[str, Verdi]:
        given = self.fylt.get(row_id, {})
        svar = given.get("svar")
        return {**given, "svar": plain(svar)} if isinstance(svar, str) else given

    def struck(self, sak: Lesesak) -> bool:
        return bool(self.given(sak.sak).get("utgar"))

    def rank(self, sak: Lesesak) -> int | None:
        """0 for a drawn case, its number in line for one in reserve of the same part of the frame; None for one pointed
        at, which no other takes the place of."""
        return None if sak.malrettet else self._line[sak.plass] if sak.reserve else 0

    @cached_property
    def _line(self) -> Mapping[int, int]:
        """The number in line of each place in reserve."""
        line: dict[int, int] = {}
        last: dict[str, int] = {}
        for sak in sorted(self.ark.saker, key=lambda one: one.plass):
            if sak.reserve:
                line[sak.plass] = last[sak.stratum] = last.get(sak.stratum, 0) + 1
        return line

    def in_use(self, sak: Lesesak) -> bool:
        """Whether as many before it are struck as it takes: each struck one gives way to the next in line."""
        rank = self.rank(sak)
        if not rank:
            return True
        before = (
            one
            for one in self.ark.saker
            if one.stratum == sak.stratum and (at := self.rank(one)) is not None and at < rank and self.struck(one)
        )
        return len(list(before)) >= rank

    def read(self, sak: Lesesak) -> bool:
        return self.in_use(sak) and not self.struck(sak)

    def answered(self, punkter: Iterable[Lesepunkt]) -> int:
        return sum(is_answered(self.given(one.id)) for one in punkter)

    def faulty(self, punkter: Iterable[Lesepunkt]) -> int:
        return sum(lacking(one, self.given(one.id)).startswith("mangler") for one in punkter)

    @property
    def counted(self) -> tuple[Lesepunkt, ...]:
        """Every point that is to be answered as it is now."""
        return (*self.ark.enhetspunkter, *(one for sak in self.ark.saker if self.read(sak) for one in sak.punkter))
