"""Which rules can be judged on an extract, on which day, and for which period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPlan:
    """``periode`` has both ends inside; ``None`` keeps everything. ``saker`` limits to a sample (case keys).
    ``kontroller`` are the national register's own controls, which have no rows in the results.
    When ``per`` is after ``uttrekksdato``, what was open in the extract is marked."""

    regler: tuple[Rule, ...]
    per: date
    periode: tuple[date, date] | None
    koder: Kodelister
    tabeller: frozenset[str]
    uttrekksdato: date | None = None
    saker: frozenset[str] | None = None
    kontroller: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """A rule the extract cannot answer, and why."""

    regel: Rule
    grunn: str


def missing_tables(needs: Sequence[frozenset[str]], tabeller: frozenset[str]) -> list[str]:
    """What the rule needs and the extract does not have, as words for a person."""
    return list(dict.fromkeys(" eller ".join(sorted(need)) for need in needs if not need & tabeller))
