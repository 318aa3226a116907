"""Which rules can be judged on an extract, on which day, and for which period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPlan:
    """``periode`` has both ends inside; ``None`` keeps everything. ``saker`` limits to a sample (case keys)."""

    regler: tuple[Rule, ...]
    per: date
    periode: tuple[date, date] | None
    koder: Kodelister
    tabeller: frozenset[str]
    saker: frozenset[str] | None = None
    uuid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """A rule the extract cannot answer, and why."""

    regel: Rule
    grunn: str


def missing_tables(needs: Sequence[frozenset[str]], tabeller: frozenset[str]) -> list[str]:
    """What the rule needs and the extract does not have, as words for a person."""
    return [" eller ".join(sorted(need)) for need in needs if not need & tabeller]


def newest_first(rules: Mapping[str, Rule]) -> list[Rule]:
    """Rules in the order results are sorted: by id, by code point."""
    return [rules[key] for key in sorted(rules)]
