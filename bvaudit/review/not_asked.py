"""Why a point of the checklist was asked of nobody: no version of its law was in force for what was read."""

from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.rule import Rule
from bvaudit.texts import text


def why_not_asked(rule: Rule, per: date) -> str:
    """«kravet gjelder fra 01.01.2026»."""
    if rule.utgatt is not None and rule.utgatt <= per:
        return text("lest.ikke_spurt.utgatt")
    begins = min(version.gjelder_fra for version in rule.versjoner)
    if begins > per:
        return text("lest.ikke_spurt.gjelder_fra", dag=vis(begins))
    return text("lest.ikke_spurt.gjaldt_ikke")
