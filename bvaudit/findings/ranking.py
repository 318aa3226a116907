"""The order avvik are listed in: the law's own measures above everybody else's, then the gravest."""

from collections.abc import Iterable

from bvaudit.model.svar import RegelSvar


def by_weight(svar: Iterable[RegelSvar]) -> list[RegelSvar]:
    """For a list that is looked things up in: law, grade, rule, unit."""
    return sorted(svar, key=lambda s: (not s.lovkrav, -s.regel.alvorlighetsgrad.rang, s.regel.id, s.enhet))


def by_urgency(svar: Iterable[RegelSvar]) -> list[RegelSvar]:
    """For the few that matter most: law, grade, then the most cases."""
    return sorted(
        svar,
        key=lambda s: (not s.lovkrav, -s.regel.alvorlighetsgrad.rang, -len(s.egne), s.regel.id, s.enhet),
    )
