"""What is asked for, and the list of what will run: every rule and control that the extract can answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.compile import Compiled, compile_rule
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule
from bvaudit.texts import text
from bvaudit.vocabulary.dialect import Dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPlan:
    """``periode`` has both ends inside; ``None`` keeps everything. ``saker`` limits to a sample (case keys).
    ``kontroller`` are the national register's own controls, which have no rows in the results. ``kilder`` are the
    senders and what each holds; without them one source holds every column of ``tabeller``.
    When ``per`` is after ``uttrekksdato``, what was open in the extract is marked. ``begynt``: the sources say already
    where the rows of each table begin (``with_beginnings``)."""

    regler: tuple[Rule, ...]
    per: date
    periode: tuple[date, date] | None
    koder: Kodelister
    tabeller: frozenset[str]
    uttrekksdato: date | None = None
    saker: frozenset[str] | None = None
    kontroller: tuple[Rule, ...] = ()
    kilder: tuple[Kilde, ...] = ()
    begynt: bool = False

    @property
    def holdt(self) -> tuple[Kilde, ...]:
        return self.kilder or (everything(self.tabeller),)

    def rules(self, dialect: Dialect) -> "RunList":
        """The rules that have rows in the results: those a machine can judge, in the order of their ids."""
        return self._listed((rule for rule in self.regler if not rule.manuell), dialect)

    def controls(self, dialect: Dialect) -> "RunList":
        """The register's own controls, in the order of their ids."""
        return self._listed(self.kontroller, dialect)

    def _listed(self, rules: Iterable[Rule], dialect: Dialect) -> "RunList":
        every = [self.compiled(rule, dialect) for rule in sorted(rules, key=lambda r: r.id)]
        left = tuple(NotJudged(regel=c.regel, grunn=not_held(c.mangler)) for c in every if c.mangler)
        return RunList(kjores=tuple(c for c in every if not c.mangler), utelatt=left)

    def compiled(self, rule: Rule, dialect: Dialect) -> Compiled:
        """The query of one rule as it is run here."""
        return compile_rule(
            rule,
            dialect,
            per=self.per,
            koder=self.koder,
            periode=self.periode,
            sample=self.saker is not None,
            uttrekksdato=self.uttrekksdato,
            kilder=self.holdt,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """A rule the extract cannot answer, and why."""

    regel: Rule
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunList:
    """``kjores`` will run, in this order. ``utelatt`` cannot: the extract has not what they need. Known before any of
    them runs; only a rule with ``utenfor`` is known when its rows are there."""

    kjores: tuple[Compiled, ...]
    utelatt: tuple[NotJudged, ...]


def not_held(words: Sequence[str]) -> str:
    """Why a rule is not examined: what the extract does not hold, in a user's words."""
    listed = text("engine.plan.og", de_forste=", ".join(words[:-1]), siste=words[-1]) if len(words) > 1 else words[0]
    return text("engine.plan.ikke_undersokt_uttrekket_har_ikke", listed=listed)
