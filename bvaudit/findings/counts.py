"""What the rows of a run come to, as plain counts: the only way results reach the findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.funn import Funn, Tall
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of a whole run.

    ``tall``: (rule, unit, variant) → how many objects had each outcome. ``saker``: (rule, variant, unit) → the cases
    that the judged objects lie in; unit None is all units together, each case counted once. ``versjoner``: (rule, unit)
    → the first day of each version that some row was judged by.
    """

    tall: Mapping[tuple[str, str, str], Tall]
    saker: Mapping[tuple[str, str, str | None], int]
    versjoner: Mapping[tuple[str, str], frozenset[date]]

    def per_variant(self, rule: Rule, enhet: str) -> dict[str, Tall]:
        """Every way of counting the rule in one unit, the standard first; empty when the standard has no row there.

        A variant without rows is there with zeros.
        """
        if (rule.id, enhet, rule.variantnavn[0]) not in self.tall:
            return {}
        return {navn: self._one(rule.id, enhet, navn) for navn in rule.variantnavn}

    def _one(self, regel: str, enhet: str, variant: str) -> Tall:
        tall = self.tall.get((regel, enhet, variant))
        return replace(tall, saker=self.saker.get((regel, variant, enhet), 0)) if tall else Tall()

    def cases_altogether(self) -> dict[tuple[str, str], int]:
        """(rule, variant) → the cases behind its figures over all units, each counted once."""
        return {(regel, variant): saker for (regel, variant, enhet), saker in self.saker.items() if enhet is None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFindings:
    """The rows of one rule that are told one by one, all of its standard variant and over all units.

    ``broken`` are ikke oppfylt and ``unclear`` uavklart. ``otherwise`` are decided and not broken, where another way of
    counting says ikke oppfylt. ``other_ways``: object id → what every other variant says of that object.
    """

    rule: Rule
    broken: tuple[Funn, ...] = ()
    unclear: tuple[Funn, ...] = ()
    otherwise: tuple[Funn, ...] = ()
    other_ways: Mapping[str, tuple[tuple[str, Utfall], ...]]
