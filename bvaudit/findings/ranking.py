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


def rules_by_urgency(svar: Iterable[RegelSvar]) -> list[list[RegelSvar]]:
    """As ``by_urgency``, the rule as one whatever the unit, for those who ask of the whole municipality."""
    rules: dict[str, list[RegelSvar]] = {}
    for one in svar:
        rules.setdefault(one.regel.id, []).append(one)
    return sorted(
        rules.values(),
        key=lambda found: (
            not any(s.lovkrav for s in found),
            -found[0].regel.alvorlighetsgrad.rang,
            -sum(len(s.egne) for s in found),
            found[0].regel.id,
        ),
    )
