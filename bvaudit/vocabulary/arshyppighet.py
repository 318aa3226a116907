"""How often a year something must be done each day: the usual number, a decided one, or one of the object's own.

Everything here is SQL over the object (alias ``o``). ``antall_i_periode`` makes the requirement of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse, Dato, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, NO_DATE, TRUE, Sql, all_of, any_of, case, earliest, latest, sql

_DAY = Varighet(antall=1, enhet="D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyppighet:
    """Hvor ofte det er bestemt at noe skal skje, med datoen det gjelder fra."""

    tabell: str = arg("Tabellen med fastsatt hyppighet under objektet.")
    antall: str = arg("Heltallsfeltet med antall.")
    tidsenhet: str = arg("Kodefeltet for tidsenhet (1 uke, 2 måned, 3 år). Tomt: antallet er per år.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lavere:
    """Hva som skal til for at et lavere antall teller."""

    etter: Varighet = arg("Det lavere antallet må gjelde fra en dag senere enn så lenge etter objektets start.")
    alder: Dato | None = arg("Et lavere antall fra før denne datoen teller aldri.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saerskilt:
    """Et eget antall for noen av objektene, fra en dag."""

    der: Betingelse = arg("Objektene det gjelder.")
    fra: date = arg("Første dag det gjelder.")
    per_ar: int = arg("Antall i året fra den dagen. Med «lavere» er det dette tallet uansett hva som er fastsatt.")


class Arshyppighet:
    """The sums of the yearly number over the days from ``fra`` to ``til``, and what is uncertain about them.

    ``grense`` is the last day from which a lower number is doubtful, ``alder`` the first day it may count at all, and
    ``er_egen`` whether the object has a number of its own: each ``None`` when the rule does not ask for it.
    """

    def __init__(
        self,
        scope: Scope,
        hyppighet: Hyppighet,
        per_ar: int,
        lavere: Lavere | None,
        saerskilt: Saerskilt | None,
        dager: tuple[Sql, Sql],
    ) -> None:
        self._scope, self._hyppighet, self._per_ar, self._lavere = scope, hyppighet, per_ar, lavere
        self._egen = saerskilt if saerskilt is not None and saerskilt.fra <= scope.dag else None
        self._dager = dager
        self.fra, self.til = (scope.of_object(dag) for dag in dager)
        self.grense = scope.of_object(scope.dialect.add(scope.own_start, lavere.etter)) if lavere else None
        self.alder = scope.of_object(scope.date(lavere.alder)) if lavere and lavere.alder else None
        self._er_egen = FALSE
        if self._egen:
            with scope.reading():  # where a source cannot show it, the object is in doubt and the rule still answers
                self._er_egen = sql("({})", scope.condition(self._egen.der))
        self.er_egen = scope.of_object(self._er_egen) if self._egen else None

    @property
    def certain(self) -> Sql:
        """Without the decided numbers that are doubtful, and without a number of its own nobody can be sure of."""
        late_enough = sql("h.fra > {}", self.grense) if self.grense is not None else None
        old_enough = sql("h.fra >= {}", self.alder) if self.alder is not None else None
        return self._sum(all_of((late_enough, old_enough)), sql("COALESCE({}, FALSE)", self._er_egen))

    @property
    def lowest(self) -> Sql:
        """With everything that is doubtful."""
        not_too_young = sql("NOT COALESCE({}, FALSE)", self.too_young) if self.alder is not None else None
        return self._sum(all_of((not_too_young,)), sql("COALESCE({}, TRUE)", self._er_egen))

    @property
    def too_soon(self) -> Sql:
        """A decided number from so early a day that it is doubtful, and not from before it may count at all."""
        soon = sql("h.fra <= {}", self.grense) if self.grense is not None else None
        old_enough = sql("h.fra >= {}", self.alder) if self.alder is not None else None
        return all_of((soon, old_enough))

    @property
    def too_young(self) -> Sql:
        """A decided number from before it may count at all."""
        return sql("h.fra < {}", self.alder if self.alder is not None else NO_DATE)

    def decided(self, when: Sql) -> Sql:
        """True when a lower number is decided for which ``when`` holds; it may name ``h.fra``, the day it is from."""
        found = self._joined(sql("MAX(CASE WHEN h.antall < {} AND ({}) THEN 1 END)", self._per_ar, when))
        return sql("COALESCE({} = 1, FALSE)", found)

    @property
    def half(self) -> Sql:
        """True when a decided number cannot be counted with: no date, no number, or a unit of time not in the list."""
        missing = sql("{} IS NULL", self._scope.dialect.column("r", self._hyppighet.antall))
        unit = self._unit()
        odd = sql("COALESCE({} NOT IN ('1', '2', '3'), TRUE)", unit) if unit is not None else None

        def lacks(felt: Sql, der: Sql) -> Sql:
            return sql("MAX(CASE WHEN {} THEN 1 END)", any_of((sql("{} IS NULL", felt), missing, odd)))

        return sql("COALESCE({} = 1, FALSE)", self._of_rows(lacks))

    @property
    def none_decided(self) -> Sql:
        return sql("{} IS NULL", self._of_rows(lambda felt, der: sql("COUNT(*)")))

    # --- how it is reckoned --------------------------------------------------------------------------------

    def _sum(self, counts: Sql, own: Sql) -> Sql:
        """Σ over the days of the yearly number that day. ``counts`` picks decided numbers ``h``; TRUE: all of them.
        ``own`` is whether the object has a number of its own, never unknown."""
        if self._egen is None:
            return self._part(self._per_ar, self.fra, self.til, counts)
        d, of_object, number = self._scope.dialect, self._scope.of_object, self._egen.per_ar
        (fra, til), first = self._dager, d.date(self._egen.fra)
        before = of_object(case([(own, earliest([til, d.subtract(first, _DAY)]))], til))
        # Not a day of it for an object without a number of its own: it begins after the end.
        after = of_object(case([(own, latest([fra, first]))], d.add(til, _DAY)))
        if self._lavere:
            whole = sql("{} * {}", number, self._days(after, self.til))
        else:
            whole = self._part(number, after, self.til, TRUE)
        return sql("{} + {}", self._part(self._per_ar, self.fra, before, counts), whole)

    def _part(self, usual: int, fra: Sql, til: Sql, counts: Sql) -> Sql:
        """The usual number each day, corrected by each decided one over the days until the next."""
        d = self._scope.dialect
        end = sql("LEAST({til}, COALESCE({last}, {til}))", til=til, last=d.subtract(sql("h.neste"), _DAY))
        overlap = self._days(latest([fra, sql("h.fra")]), end)
        kept = sql(" FILTER (WHERE {})", counts) if counts != TRUE else sql("")
        correction = self._joined(sql("SUM((h.antall - {}) * {}){}", usual, overlap, kept))
        return sql("{} * {} + COALESCE({}, 0)", usual, self._days(fra, til), correction)

    def _days(self, fra: Sql, til: Sql) -> Sql:
        return sql("GREATEST(0, {} + 1)", self._scope.dialect.days_between(fra, til))

    def _joined(self, value: Sql) -> Sql:
        """A value per object over its decided numbers: ``h.fra``, ``h.antall`` and ``h.neste``, the day of the next."""
        column, tabell = self._scope.dialect.column, self._hyppighet.tabell
        # Two decisions on one day: the strictest counts, whatever order they were read in.
        decided = sql(
            "SELECT {key} AS nr, {start} AS fra, MAX({yearly}) AS antall "
            "FROM {source} r WHERE {start} IS NOT NULL GROUP BY {key}, {start}",
            key=column("r", f"{self._scope.root.table.navn}_nr"),
            start=column("r", start_of(tabell)),
            yearly=self._yearly(),
            source=self._scope.source(tabell),
        )
        spans = "SELECT nr, fra, antall, LEAD(fra) OVER (PARTITION BY nr ORDER BY fra) AS neste FROM"
        source = sql(f"({spans} ({{}})) h JOIN o ON o.nr = h.nr", decided)
        return self._scope.joined(source, sql("o.nr"), value)

    def _unit(self) -> Sql | None:
        name = self._hyppighet.tidsenhet
        return self._scope.dialect.column("r", name) if name else None

    def _yearly(self) -> Sql:
        """A decided number a year, never above the usual."""
        antall, unit = self._scope.dialect.column("r", self._hyppighet.antall), self._unit()
        if unit is not None:
            antall = sql("{} * CASE {} WHEN '1' THEN 52 WHEN '2' THEN 12 ELSE 1 END", antall, unit)
        return sql("LEAST({}, GREATEST(0, {}))", self._per_ar, antall)

    def _of_rows(self, what: Callable[[Sql, Sql], Sql]) -> Sql:
        return self._scope.aggregate(Rader(tabell=self._hyppighet.tabell), what)


def start_of(tabell: str) -> str:
    start = BY_NAME[tabell].start if tabell in BY_NAME else None
    if not start:
        raise RuleFault(text("vocabulary.arshyppighet.tabellen_finnes_ikke_eller_har_ingen", tabell=tabell))
    return start
