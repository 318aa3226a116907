"""The order avvik are listed in: measures of the law before all others, then by grade."""

from collections.abc import Iterable

from bvaudit.model.svar import RegelSvar


def by_weight(svar: Iterable[RegelSvar]) -> list[RegelSvar]:
    """For a list people look things up in: by law, grade, rule and unit."""
    return sorted(svar, key=lambda s: (not s.lovkrav, -s.regel.alvorlighetsgrad.rang, s.regel.id, s.enhet))


def by_urgency(svar: Iterable[RegelSvar]) -> list[RegelSvar]:
    """For «the five most urgent»: by law, grade, and then most cases first."""
    return sorted(
        svar,
        key=lambda s: (not s.lovkrav, -s.regel.alvorlighetsgrad.rang, -len(s.egne), s.regel.id, s.enhet),
    )
