"""Which rules can be judged on an extract, on which day, and for which period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPlan:
    """``periode`` has both ends inside; ``None`` keeps everything. ``saker`` limits to a sample (case keys).
    ``kontroller`` are the national register's own controls, which have no rows in the results. ``kilder`` are the
    senders and what each holds; without them one source holds every column of ``tabeller``.
    When ``per`` is after ``uttrekksdato``, what was open in the extract is marked."""

    regler: tuple[Rule, ...]
    per: date
    periode: tuple[date, date] | None
    koder: Kodelister
    tabeller: frozenset[str]
    uttrekksdato: date | None = None
    saker: frozenset[str] | None = None
    kontroller: tuple[Rule, ...] = ()
    kilder: tuple[Kilde, ...] = ()

    @property
    def holdt(self) -> tuple[Kilde, ...]:
        return self.kilder or (everything(self.tabeller),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """A rule the extract cannot answer, and why."""

    regel: Rule
    grunn: str


def not_held(words: Sequence[str]) -> str:
    """Why a rule is not examined: what the extract does not hold, in a user's words."""
    listed = f"{', '.join(words[:-1])} og {words[-1]}" if len(words) > 1 else words[0]
    return f"Ikke undersøkt: uttrekket har ikke {listed}."
