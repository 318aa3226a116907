"""Why no form asks about a point."""

from dataclasses import replace
from datetime import date

from bvaudit.review.not_asked import why_not_asked
from tests.reports.rules_by_hand import en_regel


def test_the_day_the_law_begins_is_told() -> None:
    rule = en_regel()
    begins = min(version.gjelder_fra for version in rule.versjoner)
    assert why_not_asked(rule, date(1990, 1, 1)) == f"kravet gjelder fra {begins:%d.%m.%Y}"
    assert why_not_asked(rule, date(2025, 6, 30)) == "kravet gjaldt ikke da det som leses, skjedde"
    assert why_not_asked(replace(rule, utgatt=date(2025, 1, 1)), date(2025, 6, 30)) == "kravet er tatt ut"
