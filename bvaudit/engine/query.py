"""The pieces of one rule put together as one statement that can be printed, read and run again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.explanations import Explanations
from bvaudit.engine.living import living_tables, objects
from bvaudit.engine.versions import FACTS, CompiledVariant, Number
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Feltkrav
from bvaudit.vocabulary.answer import literal
from bvaudit.vocabulary.frame import Reads, read_together, written
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, any_of, case, sql

__all__ = ["CASE_ORDER", "FACTS", "FIRST_DAY", "LAST_DAY", "LINES", "MOVED", "CompiledVariant", "QueryBuilder"]

# Each case with the unit that had it from one day to another, and its place in the results. The days of a case never
# overlap and have no holes: before the first submission seen nobody knows, and the unit that has it now is shown.
# Made once a run; the unit is joined here and nowhere else.
FIRST_DAY, LAST_DAY = "DATE '0001-01-01'", "DATE '9999-12-31'"
CASE_ORDER = (
    "SELECT sak_nr, sak_id, enhet, fra, til, DENSE_RANK() OVER (ORDER BY enhet, sak_nr) AS rekke FROM ("
    f"SELECT s.sak_nr, s.sak_id, s.enhet, {FIRST_DAY} AS fra, COALESCE(f.slutt, {LAST_DAY}) AS til FROM sak s "
    f"LEFT JOIN (SELECT sak_nr, CAST(MIN(COALESCE(fra, {FIRST_DAY})) - INTERVAL 1 DAY AS DATE) AS slutt "
    "FROM sak_enhet GROUP BY sak_nr HAVING COUNT(*) > 1) f ON f.sak_nr = s.sak_nr "
    f"UNION ALL SELECT e.sak_nr, e.sak_id, e.enhet, COALESCE(e.fra, {FIRST_DAY}), COALESCE(e.til, {LAST_DAY}) "
    "FROM sak_enhet e JOIN (SELECT sak_nr FROM sak_enhet GROUP BY sak_nr HAVING COUNT(*) > 1) m "
    "ON m.sak_nr = e.sak_nr) d"
)
# The few cases that more than one unit has had, each with the one that has it now.
MOVED = "SELECT sak_nr, MAX_BY(enhet, fra) AS enhet FROM saksrekke GROUP BY sak_nr HAVING COUNT(DISTINCT enhet) > 1"
LINES = ",\n  "
_APPLIES = "o#gjelder"  # the column of ``o`` that is null where nobody knows whether the rule is about the object


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which objects the rule is about. ``early``: what their own columns decide. ``late``: what other rows must decide
    after the joins; ``late_value`` is the name of it. ``reads`` is what the two rest on."""

    early: Sql | None = None
    late: Sql | None = None
    late_value: Sql | None = None
    reads: Reads


class QueryBuilder:
    """Everything of the statement before its last SELECT: a step called ``m`` with one row for each object.

    ``m`` has ``nr``, ``sak_nr``, ``objekt_id``, and for each of ``variants`` the columns that ``utfall``, ``facts``,
    ``annen_ansvarlig`` and ``explanation_column`` name; the modules that write the last SELECT read these only.
    ``stale`` is the day of the extract when the judging day is later.
    """

    def __init__(
        self,
        rule: Rule,
        scope: Scope,
        variants: list[CompiledVariant],
        about: About,
        version: Number,
        stale: date | None,
    ) -> None:
        self.rule, self.scope, self.version, self._about = rule, scope, version, about
        self._early_unknown = about.early is not None and not _always_known(rule.gjelder.der)
        self.id = scope.dialect.identifier
        unknown = self._applies_unknown()
        self.variants = [self._with_doubt(c, unknown) for c in variants] if unknown is not None else variants
        self._explanations = Explanations(
            dialect=scope.dialect,
            avvikstekst=rule.avvikstekst,
            stale=stale,
            applies_unknown=unknown,
            reasons=scope.held.reasons([*about.reads.direct, *about.reads.rows]) if unknown is not None else (),
        )
        self._counted_by = self._dates_that_count()
        for navn in self._counted_by:
            with scope.reading():
                scope.values.give(f"/telles/{navn}", scope.column(navn))
        # Text → its column. Variants that count alike say the same.
        self._explained: dict[Sql, str] = {}
        for c in self.variants:
            name = scope.values.take(f"{c.navn}/forklaring")
            self._explained.setdefault(self._explanations.of(c), self.id(name))

    def _applies_unknown(self) -> Sql | None:
        """Where nobody knows whether the rule is about the object. ``None``: nowhere."""
        unknown = []
        if self._early_unknown:
            unknown.append(sql("{} IS NULL", self.scope.dialect.column("o", _APPLIES)))
        if self._about.late_value is not None:
            unknown.append(sql("{} IS NULL", self._about.late_value))
        return any_of(unknown) if unknown else None

    def _with_doubt(self, c: CompiledVariant, doubt: Sql) -> CompiledVariant:
        """The answer is unsettled where nobody knows whether the rule is about the object, except where no version of
        it was in force: then it was about nobody."""
        if self.version == -1:
            return c
        if not isinstance(self.version, int):
            doubt = sql("{} AND {} >= 0", doubt, self.version)
        with self.scope.values.within(c.navn):
            inner = self.scope.let("uten_tvil", c.utfall)
            if self.rule.kontroll is not None:  # before the control applied there is nothing to doubt
                doubt = sql("{} AND {} <> {}", doubt, inner, literal(Utfall.IKKE_AKTUELT))
            return replace(c, utfall=self.scope.let("endelig", case([(doubt, literal(Utfall.UAVKLART))], inner)))

    # --- for the modules that write the last SELECT --------------------------------------------------------

    def with_clause(self, *, steps: bool = False, made: Collection[str] = ()) -> str:
        """WITH: the tables, but for those whose living rows are ``made`` in the database already, the object, and each
        step of the reckoning up to ``m``."""
        levels = self._levels(steps)
        ctes = living_tables(self.scope, whole=self.rule.kontroll is not None, made=made)
        ctes.append(f"o AS (\n{objects(self.scope, self._about.early, _APPLIES if self._early_unknown else '')}\n)")
        ctes += [f"{name} AS (\n{body}\n)" for name, body in levels]
        title = " ".join(self.rule.tittel.split())  # on one line: a line end would end the comment
        return f"-- {self.rule.id}: {title}\n-- saksrekke: {CASE_ORDER}\nWITH " + ",\n".join(ctes)

    def reckoning(self) -> str:
        """The whole statement that shows how one object, ``$objekt``, was reckoned: see ``step_column``."""
        mark = self.scope.dialect.mark
        return f"{self.with_clause(steps=True)}\nSELECT m.* FROM m WHERE m.objekt_id = {mark}objekt"

    def explanation_column(self, c: CompiledVariant) -> str:
        """The column of ``m`` with the text for «forklaring»."""
        return self._explained[self._explanations.of(c)]

    def counted_by(self, navn: str) -> str:
        """The column of ``m`` with the object's date ``navn``, one of those that say when the object is counted."""
        return self.id(f"/telles/{navn}")

    # --- the steps -----------------------------------------------------------------------------------------

    def _levels(self, steps: bool) -> list[tuple[str, str]]:
        """The object with what belongs to it, then one query for each step of the reckoning; the last one is ``m``.

        A name is used only in a later query than the one that gives it. Given and used in the same one, the database
        would copy its whole expression to each place, and planning would take longer than judging.
        """
        shown = dict(self._steps()) if steps else {}
        source = "o" + self._joins()
        levels: list[tuple[str, str]] = []
        for number, columns in enumerate(_by_depth({**self.scope.values.given, **shown}), start=1):
            carried = ["o.*", *self._joined_values()] if number == 1 else ["o.*"]
            given = [*carried, *(f"{expression} AS {self.id(name)}" for name, expression in columns.items())]
            where = f"\nWHERE COALESCE({self._about.late}, TRUE)" if self._about.late and number == 1 else ""
            levels.append((f"m{number}", f"SELECT {LINES.join(given)}\nFROM {source}{where}"))
            source = f"m{number} o"
        kept = LINES.join(self._kept(shown))
        return [*levels, ("m", f"SELECT {kept}\nFROM {source}")]

    def _joins(self) -> str:
        joins = []
        for together in read_together(self.scope.joins.values()):
            first = together[0]
            joins.append(f"\nLEFT JOIN {written(together)} ON {first.alias}.nr = o.{first.on}")
        joins += [f"\nLEFT JOIN fristkalender {k} ON {k}.dato = {dag}" for dag, k in self.scope.calendars.items()]
        return "".join(joins)

    def _joined_values(self) -> list[str]:
        return [str(column) for joined in self.scope.joins.values() for column in joined.values.values()]

    def _steps(self) -> Iterator[tuple[str, Sql]]:
        for c in self.variants:
            for i, step in enumerate(c.steps):
                yield step_column(c.navn, i), step.expression

    def _kept(self, shown: Mapping[str, Sql]) -> list[str]:
        """What the rows of each variant are made of; the rest of the reckoning stays behind."""
        kept = ["o.nr", "o.sak_nr", f"o.{self.id(str(self.scope.root.table.nokkel))} AS objekt_id"]
        kept += [] if isinstance(self.version, int) else [str(self.version)]
        kept += [self.counted_by(navn) for navn in self._counted_by]
        kept += [str(self.grade)] * (self.rule.kontroll is not None)
        kept += [self.id(name) for name in shown]
        for c in self.variants:
            kept += [str(value) for value in (c.utfall, *c.facts.values(), c.annen_ansvarlig) if value is not None]
        kept += [f"{text} AS {name}" for text, name in self._explained.items()]
        return list(dict.fromkeys(kept))

    @property
    def grade(self) -> str:
        """The column of ``m`` with the register's own grade of what a control finds."""
        return self.id("/alvorlighet")

    def _dates_that_count(self) -> list[str]:
        """The object's dates that ``telles_etter`` names, and the ends of its time: a period asks for them."""
        own = [navn for navn in self.rule.telles_etter if navn != "frist_dato"]
        ends = (self.scope.root.table.start, self.scope.root.table.slutt)
        return own + [navn for navn in ends if navn and self.rule.telles_etter and navn not in own]


def step_column(variant: str, number: int) -> str:
    """The column of the reckoning with one of a variant's steps: ``lov/steg/0``."""
    return f"{variant}/steg/{number}"


def _by_depth(named: Mapping[str, Sql]) -> list[dict[str, Sql]]:
    """The expressions sorted into levels: each uses only names from the levels before its own."""
    depth: dict[str, int] = {}
    for name, expression in named.items():
        depth[name] = max((depth[used] for used in expression.uses), default=-1) + 1
    levels: list[dict[str, Sql]] = [{} for _ in range(max(depth.values(), default=0) + 1)]
    for name, expression in named.items():
        levels[depth[name]][name] = expression
    return levels


def _always_known(der: Betingelse | None) -> bool:
    """True when the condition is yes or no for every row: only codes where an empty field is let through."""
    if der is None or der.i_kraft or der.minst_en or der.ikke:
        return der is None
    return all(f.en_av is not None and None in f.en_av and f == Feltkrav(felt=f.felt, en_av=f.en_av) for f in der.felt)
