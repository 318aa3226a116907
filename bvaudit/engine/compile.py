"""One rule becomes one query: which version judges each object, and the answer of each way of counting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.living import living_rows
from bvaudit.engine.query import About, QueryBuilder
from bvaudit.engine.result_rows import faults, kept, result
from bvaudit.engine.versions import compile_variant, version_number
from bvaudit.model.kilde import Behov, Kilde, Trenger, never_sent, not_examined
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Kontroll, Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse
from bvaudit.vocabulary.answer import Step
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.frame import Reads
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, case, sql

EXAMPLES = 5  # cases named with each thing a control found


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A rule's statements and what they need.

    ``mangler`` is what no source has, in a user's words: then the rule is not examined. ``utenfor`` is what may decide
    whether the rule is about an object, and no source has: the rule is examined only if some object is judged.
    ``varianter`` are those the sources can answer. ``hull`` are the gaps met: the sources' numbers, and the sentence.
    """

    regel: Rule
    query: QueryBuilder
    periode: tuple[date, date] | None
    sample: bool
    mangler: tuple[str, ...]
    utenfor: tuple[str, ...]
    varianter: tuple[str, ...]
    hull: tuple[tuple[frozenset[int], str], ...]
    steps: tuple[tuple[str, tuple[Step, ...]], ...]  # per variant
    felt: tuple[tuple[str, str], ...]  # table and column of everything the rule looks at
    trenger: tuple[Trenger, ...]  # what a source must have for the rule to be examined

    @property
    def sql(self) -> str:
        """The statement that gives the rule's rows as text (``RESULT`` of ``model/resultat.py``), in a total order."""
        return result(self.query, self.periode, self.sample)

    def kept_sql(self, number: int, made: Collection[str] = ()) -> str:
        """The statement that gives the same rows in the same order as they are kept (``KEPT``). ``number`` is the
        rule's own in this run, ``made`` the tables whose living rows the run has made: see ``run_tables``."""
        return kept(self.query, self.periode, self.sample, number, made)

    @property
    def steps_sql(self) -> str:
        """The statement that shows how the object ``$objekt`` was reckoned."""
        return self.query.reckoning()

    @property
    def faults_sql(self) -> str:
        """For the register's controls: objects per unit and grade, with some cases. Empty for other rules."""
        return faults(self.query, self.sample, EXAMPLES) if self.regel.kontroll is not None else ""

    def found_sql(self, made: Collection[str], examples: int = EXAMPLES) -> str:
        """``faults_sql`` in a run that has ``made`` the living rows of some tables."""
        return faults(self.query, self.sample, examples, made)

    @property
    def living(self) -> dict[str, str]:
        """Table → the query that gives the rows the rule sees of it. The same for every rule of a run, and for every
        control."""
        whole = self.regel.kontroll is not None
        return {t: living_rows(BY_NAME[t], self.query.scope, whole) for t in sorted(self.query.scope.tables)}

    @property
    def calendar(self) -> bool:
        """Whether the statements read the table ``fristkalender``."""
        return bool(self.query.scope.calendars)


def compile_rule(
    rule: Rule,
    dialect: Dialect,
    *,
    per: date,
    koder: Kodelister,
    periode: tuple[date, date] | None,
    sample: bool = False,
    uttrekksdato: date | None = None,
    kilder: Sequence[Kilde] = (),
) -> Compiled:
    """The whole query for ``rule``. Raises :class:`RuleFault` when the rule says what the tables cannot mean."""
    if rule.kontroll is not None:  # about what was sent; what was not, is nothing to control
        kilder = [replace(_told_only(kilde), aldri=()) for kilde in kilder]
    scope = Scope(dialect, rule.gjelder.objekt, per, koder, kilder)
    scope.happened = tuple(navn for navn in rule.telles_etter if navn != "frist_dato")
    about = _about(rule, scope)
    needs, perhaps = _reach(rule, about.reads)
    version = version_number(rule, scope)
    # Who the rule is about for want of a row that may be older than any there is, is no breach either.
    before = {key: where for key, where in about.reads.before.items() if key[0] in _denied(rule.gjelder.der)}
    variants = [compile_variant(rule, navn, scope, version, before) for navn in rule.variantnavn]
    trenger = (*needs, *variants[0].needs)
    mangler = not_examined(trenger, scope.held.kilder)
    # A way of counting that no source can answer has no rows; the first is the one the rule stands or falls with.
    variants = [c for n, c in enumerate(variants) if not n or not not_examined(c.needs, scope.held.kilder)]
    if rule.kontroll is not None:
        scope.let("alvorlighet", _grade(rule.kontroll, scope))
    stale = uttrekksdato if uttrekksdato is not None and uttrekksdato < per else None
    query = QueryBuilder(rule, scope, variants, about, version, stale)
    return Compiled(
        regel=rule,
        query=query,
        periode=periode,
        sample=sample,
        mangler=tuple(mangler),
        utenfor=tuple(not_examined(perhaps, scope.held.kilder)),
        varianter=tuple(c.navn for c in variants),
        hull=_gaps([*needs, *perhaps, *(need for c in variants for need in c.needs)], scope.held.kilder),
        steps=tuple((c.navn, c.steps) for c in variants),
        felt=_looked_at(scope),
        trenger=trenger,
    )


def _told_only(kilde: Kilde) -> Kilde:
    """The source without what was found in its rows."""
    return replace(kilde, leverer={tabell: replace(one, begynner=None) for tabell, one in kilde.leverer.items()})


def _about(rule: Rule, scope: Scope) -> About:
    early, late = _split(rule.gjelder.der)
    with scope.reading() as reads:
        early_sql = scope.condition(early) if early else None
        late_sql = scope.condition(late) if late else None
    named = scope.let("gjelder_rader", sql("({})", late_sql)) if late_sql is not None else None
    return About(early=early_sql, late=late_sql, late_value=named, reads=reads)


def _reach(rule: Rule, reads: Reads) -> tuple[list[Trenger], list[Trenger]]:
    """What it takes to know which objects the rule is about, and what may matter for some of them only."""
    unknown = (Behov(tabell=tabell, kolonne=kolonne) for tabell, kolonne in reads.unknown)
    needs: list[Trenger] = [Behov(tabell=rule.gjelder.objekt, objekt=True), *reads.direct, *unknown]
    sure = {rader.tabell for rader in (rule.gjelder.der.finnes if rule.gjelder.der else ())}
    perhaps: list[Trenger] = []
    for need in reads.rows:
        (needs if isinstance(need, Behov) and need.tabell in sure else perhaps).append(need)
    return needs, perhaps


def _gaps(needs: Sequence[Trenger], kilder: Sequence[Kilde]) -> tuple[tuple[frozenset[int], str], ...]:
    """What senders have never sent of what their format has, once each."""
    found: dict[str, set[int]] = {}
    for kilde in kilder:
        for word in never_sent(needs, kilde):
            found.setdefault(word, set()).add(kilde.nr)
    return tuple((frozenset(numbers), word) for word, numbers in found.items())


def _looked_at(scope: Scope) -> tuple[tuple[str, str], ...]:
    """The columns the rule reads, and the dates that say whether the rows it reads exist."""
    read = scope.looked_at | {(navn, start) for navn in scope.tables if (start := BY_NAME[navn].start)}
    return tuple(sorted((t, k) for t, k in read if BY_NAME[t].column(k) is not None))


def _grade(kontroll: Kontroll, scope: Scope) -> Sql:
    """The register's grade of the object: lower for what was moved from an older system, where the register says so."""
    text = scope.dialect.text
    branches: list[tuple[Sql, Sql]] = []
    if kontroll.alvorlighet_migrert is not None:
        branches.append((sql("{} <> ''", scope.column("migrert_id")), text(kontroll.alvorlighet_migrert)))
    for one in kontroll.etter_kode:
        branches.append((sql("{} = {}", scope.column(kontroll.kodefelt), text(one.kode)), text(one.alvorlighet)))
    return case(branches, text(kontroll.alvorlighet))


def _split(der: Betingelse | None) -> tuple[Betingelse | None, Betingelse | None]:
    """What the object's own columns decide, and what other rows must decide after the joins."""
    if der is None:
        return None, None
    nested = (*der.minst_en, *([der.ikke] if der.ikke else []))
    if not der.finnes and any(_uses_rows(part) for part in nested):
        return None, der
    early = Betingelse(felt=der.felt, i_kraft=der.i_kraft, minst_en=der.minst_en, ikke=der.ikke)
    if any(_uses_rows(part) for part in nested):
        return None, der
    return early, (Betingelse(finnes=der.finnes) if der.finnes else None)


def _denied(der: Betingelse | None, *, inside: bool = False) -> frozenset[str]:
    """The tables some row must not be in."""
    if der is None:
        return frozenset()
    found = {rader.tabell for rader in der.finnes} if inside else set()
    for part in der.minst_en:
        found |= _denied(part, inside=inside)
    return frozenset(found | _denied(der.ikke, inside=True))


def _uses_rows(der: Betingelse) -> bool:
    nested = (*der.minst_en, *([der.ikke] if der.ikke else []))
    return bool(der.finnes) or any(_uses_rows(part) for part in nested)
