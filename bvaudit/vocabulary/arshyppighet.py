"""How often a year something must be done each day: the usual number, a decided one, or one of the object's own.

Everything here is SQL over the object (alias ``o``). ``antall_i_periode`` makes the requirement of it.
"""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse, Dato, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope

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
    ``er_egen`` whether the object has a number of its own: each empty when the rule does not ask for it.
    """

    def __init__(
        self,
        sql: Scope,
        hyppighet: Hyppighet,
        per_ar: int,
        lavere: Lavere | None,
        saerskilt: Saerskilt | None,
        dager: tuple[str, str],
    ) -> None:
        self._sql, self._hyppighet, self._per_ar, self._lavere = sql, hyppighet, per_ar, lavere
        self._egen = saerskilt if saerskilt is not None and saerskilt.fra <= sql.dag else None
        self._dager = dager
        self.fra, self.til = (sql.of_object(dag) for dag in dager)
        self.grense = sql.of_object(sql.dialect.add(sql.own_start, lavere.etter)) if lavere else ""
        self.alder = sql.of_object(sql.date(lavere.alder)) if lavere and lavere.alder else ""
        self._er_egen = ""
        if self._egen:
            with sql.reading():  # where a source cannot show it, the object is in doubt and the rule still answers
                self._er_egen = f"({sql.condition(self._egen.der)})"
        self.er_egen = sql.of_object(self._er_egen) if self._egen else ""

    @property
    def certain(self) -> str:
        """Without the decided numbers that are doubtful, and without a number of its own nobody can be sure of."""
        counts = f"h.fra > {self.grense}" if self.grense else ""
        counts += f" AND h.fra >= {self.alder}" if self.alder else ""
        return self._sum(counts, f"COALESCE({self._er_egen}, FALSE)")

    @property
    def lowest(self) -> str:
        """With everything that is doubtful."""
        counts = f"NOT COALESCE(h.fra < {self.alder}, FALSE)" if self.alder else ""
        return self._sum(counts, f"COALESCE({self._er_egen}, TRUE)")

    def decided(self, when: str) -> str:
        """True when a lower number is decided for which ``when`` holds; it may name ``h.fra``, the day it is from."""
        found = self._joined(f"MAX(CASE WHEN h.antall < {self._per_ar} AND ({when}) THEN 1 END)")
        return f"COALESCE({found} = 1, FALSE)"

    @property
    def half(self) -> str:
        """True when a decided number cannot be counted with: no date, no number, or a unit of time not in the list."""
        parts = ["{felt} IS NULL", f"r.{self._sql.dialect.identifier(self._hyppighet.antall)} IS NULL"]
        if self._hyppighet.tidsenhet:
            unit = f"r.{self._sql.dialect.identifier(self._hyppighet.tidsenhet)}"
            parts.append(f"COALESCE({unit} NOT IN ('1', '2', '3'), TRUE)")
        found = self._of_rows(f"MAX(CASE WHEN {' OR '.join(parts)} THEN 1 END)")
        return f"COALESCE({found} = 1, FALSE)"

    @property
    def none_decided(self) -> str:
        return f"{self._of_rows('COUNT(*)')} IS NULL"

    # --- how it is reckoned --------------------------------------------------------------------------------

    def _sum(self, counts: str, own: str) -> str:
        """Σ over the days of the yearly number that day. ``counts`` picks decided numbers ``h``; empty: all of them.
        ``own`` is whether the object has a number of its own, never unknown."""
        if self._egen is None:
            return self._part(self._per_ar, self.fra, self.til, counts)
        d, of_object, number = self._sql.dialect, self._sql.of_object, self._egen.per_ar
        (fra, til), first = self._dager, d.date(self._egen.fra)
        before = of_object(f"CASE WHEN {own} THEN LEAST({til}, {d.subtract(first, _DAY)}) ELSE {til} END")
        # Not a day of it for an object without a number of its own: it begins after the end.
        after = of_object(f"CASE WHEN {own} THEN GREATEST({fra}, {first}) ELSE {d.add(til, _DAY)} END")
        whole = f"{number} * {self._days(after, self.til)}" if self._lavere else self._part(number, after, self.til, "")
        return f"{self._part(self._per_ar, self.fra, before, counts)} + {whole}"

    def _part(self, usual: int, fra: str, til: str, counts: str) -> str:
        """The usual number each day, corrected by each decided one over the days until the next."""
        d = self._sql.dialect
        end = f"LEAST({til}, COALESCE({d.subtract('h.neste', _DAY)}, {til}))"
        overlap = f"GREATEST(0, {d.days_between(f'GREATEST({fra}, h.fra)', end)} + 1)"
        correction = f"SUM((h.antall - {usual}) * {overlap})" + (f" FILTER (WHERE {counts})" if counts else "")
        return f"{usual} * {self._days(fra, til)} + COALESCE({self._joined(correction)}, 0)"

    def _days(self, fra: str, til: str) -> str:
        return f"GREATEST(0, {self._sql.dialect.days_between(fra, til)} + 1)"

    def _joined(self, value: str) -> str:
        """A value per object over its decided numbers: ``h.fra``, ``h.antall`` and ``h.neste``, the day of the next."""
        d, tabell = self._sql.dialect, self._hyppighet.tabell
        key, start = d.identifier(f"{self._sql.root.table.navn}_nr"), d.identifier(start_of(tabell))
        # Two decisions on one day: the strictest counts, whatever order they were read in.
        decided = f"SELECT r.{key} AS nr, r.{start} AS fra, MAX({self._yearly()}) AS antall "
        decided += f"FROM {self._sql.source(tabell)} r WHERE r.{start} IS NOT NULL GROUP BY r.{key}, r.{start}"
        spans = f"SELECT nr, fra, antall, LEAD(fra) OVER (PARTITION BY nr ORDER BY fra) AS neste FROM ({decided})"
        return self._sql.joined(f"({spans}) h JOIN o ON o.nr = h.nr", "o.nr", value)

    def _yearly(self) -> str:
        """A decided number a year, never above the usual."""
        antall = f"r.{self._sql.dialect.identifier(self._hyppighet.antall)}"
        if self._hyppighet.tidsenhet:
            unit = f"r.{self._sql.dialect.identifier(self._hyppighet.tidsenhet)}"
            antall = f"{antall} * CASE {unit} WHEN '1' THEN 52 WHEN '2' THEN 12 ELSE 1 END"
        return f"LEAST({self._per_ar}, GREATEST(0, {antall}))"

    def _of_rows(self, what: str) -> str:
        return self._sql.aggregate(Rader(tabell=self._hyppighet.tabell), what)


def start_of(tabell: str) -> str:
    start = BY_NAME[tabell].start if tabell in BY_NAME else None
    if not start:
        raise RuleFault(f"tabellen «{tabell}» finnes ikke, eller har ingen dato å regne fra")
    return start
