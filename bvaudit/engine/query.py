"""The pieces of one rule put together as one statement that can be printed, read and run again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kilde import Trenger
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, Table
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Feltkrav
from bvaudit.vocabulary.answer import Note, Step, literal
from bvaudit.vocabulary.scope import Reads, Scope

FACTS = ("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet")
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
MOVED = "SELECT sak_nr, ARG_MAX(enhet, fra) AS enhet FROM saksrekke GROUP BY sak_nr HAVING COUNT(DISTINCT enhet) > 1"
LINES = ",\n  "
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class CompiledVariant:
    """One variant: its answer for each group of versions that count alike."""

    navn: str
    utfall: str
    facts: dict[str, str]
    annen_ansvarlig: str
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
    needs: tuple[Trenger, ...] = ()


class QueryBuilder:
    """Everything of the statement before its last SELECT: a step called ``m`` with one row for each object.

    ``m`` has ``nr``, ``sak_nr``, ``objekt_id``, and for each of ``variants`` the columns that ``utfall``, ``facts``,
    ``annen_ansvarlig`` and ``explanation_column`` name; the modules that write the last SELECT read these only.
    """

    def __init__(
        self,
        rule: Rule,
        scope: Scope,
        variants: Sequence[CompiledVariant],
        early: str,
        late: str,
        version: str | int,
        stale: date | None,
        reach: Reads | None = None,
    ) -> None:
        self.rule, self.scope, self.version, self.stale = rule, scope, version, stale
        self.early, self.late = early, late
        self.reach = reach or Reads()
        self.doubtful = bool(early) and not _always_known(rule.gjelder.der)
        self.id = scope.dialect.identifier
        self.variants = [self._with_doubt(c) for c in variants]

    def _with_doubt(self, c: CompiledVariant) -> CompiledVariant:
        """The answer is unsettled where nobody knows whether the rule is about the object, except where no version of
        it was in force: then it was about nobody."""
        if not self._uncertain() or self.version == -1:
            return c
        inner = self.scope.let(f"{ascii_name(c.navn)}_uten_tvil", c.utfall)
        doubt = self._uncertain()
        if not isinstance(self.version, int):
            doubt = f"({doubt}) AND {self.version} >= 0"
        if self.rule.kontroll is not None:  # before the control applied there is nothing to doubt
            doubt = f"({doubt}) AND {inner} <> {literal(Utfall.IKKE_AKTUELT)}"
        final = f"CASE WHEN {doubt} THEN {literal(Utfall.UAVKLART)} ELSE {inner} END"
        return replace(c, utfall=self.scope.let(f"{ascii_name(c.navn)}_endelig", final))

    def reckoning(self) -> str:
        return f"{self.with_clause(steps=True)}\nSELECT m.* FROM m WHERE m.objekt_id = $objekt"

    def with_clause(self, *, steps: bool = False) -> str:
        """WITH: the tables, the object, and each step of the reckoning up to ``m``."""
        levels = self._levels(steps)  # first: it may name more tables
        ctes = [f"{self.id(f'levende_{t}')} AS ({self._living(BY_NAME[t])})" for t in sorted(self.scope.tables)]
        ctes.append(f"o AS (\n{self._objects()}\n)")
        ctes += [f"{name} AS (\n{body}\n)" for name, body in levels]
        title = " ".join(self.rule.tittel.split())  # on one line: a line end would end the comment
        return f"-- {self.rule.id}: {title}\n-- saksrekke: {CASE_ORDER}\nWITH " + ",\n".join(ctes)

    def _living(self, table: Table) -> str:
        """Rows that are not deleted and exist by the judging day, with what happened later taken out.

        The register's controls are about what was sent in, so for them everything that is not deleted is there.
        """
        columns = []
        whole = self.rule.kontroll is not None
        for column in table.all_columns:
            name = self.id(column.navn)
            if column.hendt:
                keep = "TRUE" if whole else f"{self.id(column.hendt)} <= {self.scope.per}"
                if column.navn != column.hendt:
                    keep = f"({self.id(column.hendt)} IS NULL OR {keep})"
                if table.column(f"{column.hendt.split('_')[0]}_er_slettet"):
                    keep += f" AND NOT COALESCE({self.id(column.hendt.split('_')[0] + '_er_slettet')}, FALSE)"
                columns.append(f"CASE WHEN {keep} THEN {name} END AS {name}")
            else:
                columns.append(name)
        where = "NOT COALESCE(er_slettet, FALSE)"
        if table.start and not whole:
            start = self.id(table.start)
            where += f" AND ({start} IS NULL OR {start} <= {self.scope.per})"
        return f"SELECT {', '.join(columns)} FROM {self.id(table.navn)} WHERE {where}"

    def _objects(self) -> str:
        sql, table = self.scope, self.scope.root.table
        columns = [f"t.{self.id(str(table.nr))} AS nr", "t.sak_nr AS sak_nr"]
        columns += [f"{expr} AS {self.id(name)}" for name, expr in sql.object_columns.items() if name != "sak_nr"]
        if str(table.nokkel) not in sql.object_columns:
            columns.append(f"t.{self.id(str(table.nokkel))}")
        source = f"{sql.source(table.navn)} t"
        if sql.held.used:
            columns.append("kilde.nr AS kilde")
            source += " JOIN sakskilde kilde ON kilde.sak_nr = t.sak_nr"
        for parent, alias in sql.object_parents.items():
            kind = "LEFT JOIN" if parent in ("sak", "innsending") else "JOIN"
            source += f" {kind} {sql.parent_source(parent)} {alias} ON {sql.parent_join(parent, alias, 't')}"
        rows = f"SELECT {', '.join(columns)}\nFROM {source}"
        values = [f"{expression} AS {name}" for expression, name in sql.object_values.items()]
        if self.doubtful:
            values.append(f"({self.early}) AS gjelder")
        if not self.early and not values:
            return rows
        # With doubt, kept when the condition holds or cannot be known; what cannot be known becomes uavklart.
        kept = f"COALESCE({self.early}, TRUE)" if self.doubtful else self.early
        where = f" WHERE {kept}" if kept else ""
        return f"SELECT {', '.join(['o.*', *values])} FROM (\n{rows}\n) o{where}"

    def _levels(self, steps: bool) -> list[tuple[str, str]]:
        """The object with what belongs to it, then one query for each step of the reckoning; the last one is ``m``.

        A name is used only in a later query than the one that gives it. Given and used in the same one, the database
        would copy its whole expression to each place, and planning would take longer than judging.
        """
        found = _by_depth(self._reckoned(steps))
        source = "o" + self._joins()
        levels: list[tuple[str, str]] = []
        for number, columns in enumerate(found, start=1):
            carried = ["o.*", *self._joined_values()] if number == 1 else ["o.*"]
            given = [*carried, *(f"{expression} AS {self.id(name)}" for name, expression in columns.items())]
            where = f"\nWHERE COALESCE({self.late}, TRUE)" if self.late and number == 1 else ""
            levels.append((f"m{number}", f"SELECT {LINES.join(given)}\nFROM {source}{where}"))
            source = f"m{number} o"
        kept = LINES.join(self._kept(steps))
        return [*levels, ("m", f"SELECT {kept}\nFROM {source}")]

    def _joins(self) -> str:
        joins = [f"\nLEFT JOIN ({j.sql}) {j.alias} ON {j.alias}.nr = o.{j.on}" for j in self.scope.joins.values()]
        joins += [f"\nLEFT JOIN fristkalender {k} ON {k}.dato = {dag}" for dag, k in self.scope.calendars.items()]
        return "".join(joins)

    def _joined_values(self) -> list[str]:
        return [column for joined in self.scope.joins.values() for column in joined.values.values()]

    def _reckoned(self, steps: bool) -> dict[str, str]:
        """Every named expression of the rule."""
        named = {"gjelder_rader": f"({self.late})"} if self.late else {}
        named |= self.scope.lets
        named |= {f"tell_{navn}": felt for navn, felt in self._counting_columns().items()}
        if steps:
            named |= {f"steg_{c.navn}_{i}": s.expression for c in self.variants for i, s in enumerate(c.steps)}
        return named

    def _kept(self, steps: bool) -> list[str]:
        """What the rows of each variant are made of; the rest of the reckoning stays behind."""
        names = ["versjon"] * (not isinstance(self.version, int))
        names += [f"tell_{navn}" for navn in self._counting_columns()]
        names += ["alvorlighet"] * (self.rule.kontroll is not None)
        if steps:
            names += [f"steg_{c.navn}_{i}" for c in self.variants for i in range(len(c.steps))]
        kept = [
            "o.nr",
            "o.sak_nr",
            f"o.{self.id(str(self.scope.root.table.nokkel))} AS objekt_id",
            *map(self.id, names),
        ]
        for c in self.variants:
            kept += [c.utfall, *c.facts.values(), *([c.annen_ansvarlig] if c.annen_ansvarlig else [])]
        kept += [f"{text} AS {name}" for text, name in self._explanations().items()]
        return list(dict.fromkeys(kept))

    def _explanations(self) -> dict[str, str]:
        """Text → its column. Variants that count alike say the same."""
        texts: dict[str, str] = {}
        for c in self.variants:
            texts.setdefault(self._explanation(c), self.id(f"{ascii_name(c.navn)}_forklaring"))
        return texts

    def explanation_column(self, c: CompiledVariant) -> str:
        """The column of ``m`` with the text for «forklaring»."""
        return self._explanations()[self._explanation(c)]

    def counted_by(self, navn: str) -> str:
        """The column of ``m`` with the object's date ``navn``, one of those that say when the object is counted."""
        return self.id(f"tell_{navn}")

    def _counting_columns(self) -> dict[str, str]:
        own = [navn for navn in self.rule.telles_etter if navn != "frist_dato"]
        ends = (self.scope.root.table.start, self.scope.root.table.slutt)
        own += [navn for navn in ends if navn and self.rule.telles_etter and navn not in own]
        with self.scope.reading():
            return {navn: self.scope.column(navn) for navn in own}

    def _explanation(self, c: CompiledVariant) -> str:
        """The rule's own sentence when it is broken, then what the operator noticed; null when there is nothing."""
        d = self.scope.dialect
        broken = f"{c.utfall} = {literal(Utfall.IKKE_OPPFYLT)}"
        said = [(broken, self._fill(self.rule.avvikstekst, c))]
        said += [(condition, self._fill(tekst, c)) for tekst, condition in _once(c.notes).items()]
        if self.stale is not None:
            since = f"Åpen i uttrekket {vis(self.stale)}; kan være gjort siden."
            said.append((f"{broken} AND {c.facts['faktisk_dato']} IS NULL", d.text(since)))
        if self._uncertain():
            unsure = f"({self._uncertain()}) AND {c.utfall} = {literal(Utfall.UAVKLART)}"
            said.append((unsure, d.text("Det er usikkert om regelen gjelder.")))
            reasons = self.scope.held.reasons([*self.reach.direct, *self.reach.rows])
            said += [(f"{where} AND {unsure}", d.text(tekst)) for where, tekst in reasons]
        # Text is built only for the few rows that have something to say.
        anything = " OR ".join(f"({condition})" for condition, _ in said)
        parts = [f"CASE WHEN {condition} THEN ' ' || {text} ELSE '' END" for condition, text in said]
        return f"CASE WHEN {anything} THEN TRIM({' || '.join(parts)}) END"

    def _uncertain(self) -> str:
        return " OR ".join(["o.gjelder IS NULL"] * self.doubtful + ['o."gjelder_rader" IS NULL'] * bool(self.late))

    def _fill(self, tekst: str, c: CompiledVariant) -> str:
        """A text with {frist_dato} and the like, as SQL. A fact that is missing is shown as «ukjent»."""
        d, sql = self.scope.dialect, self.scope
        pieces = []
        for i, piece in enumerate(_split_braces(tekst)):
            if i % 2 == 0:
                if piece:
                    pieces.append(d.text(piece))
            elif piece in ("krav", "funnet"):
                pieces.append(f"COALESCE(CAST({c.facts[piece]} AS VARCHAR(10)), 'ukjent')")
            elif piece in c.facts:
                pieces.append(f"COALESCE({d.show_date(c.facts[piece])}, 'ukjent')")
            else:
                own = [n for n in sql.names if n.startswith(f"{ascii_name(c.navn)}_") and n.endswith(f"_{piece}")]
                pieces.append(f"COALESCE({self.id(sql.names[own[0]])}, 'ukjent')")
        return " || ".join(pieces) or "''"


def _by_depth(named: Mapping[str, str]) -> list[dict[str, str]]:
    """The expressions sorted into levels: each uses only names from the levels before its own."""
    depth: dict[str, int] = {}
    for name, expression in named.items():
        used = [depth[word] for word in _QUOTED.findall(expression) if word in depth]
        depth[name] = max(used, default=-1) + 1
    levels: list[dict[str, str]] = [{} for _ in range(max(depth.values(), default=0) + 1)]
    for name, expression in named.items():
        levels[depth[name]][name] = expression
    return levels


def _split_braces(tekst: str) -> list[str]:
    """«frist {frist_dato}.» → ["frist ", "frist_dato", "."]: every other piece is a name."""
    pieces: list[str] = []
    rest = tekst
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += [before, name]
    return [*pieces, rest]


def _once(notes: Sequence[Note]) -> dict[str, str]:
    """Text → when it is said. Two parts of a rule that notice the same thing say it once."""
    found: dict[str, str] = {}
    for note in notes:
        found[note.tekst] = (
            f"{found[note.tekst]} OR ({note.condition})" if note.tekst in found else f"({note.condition})"
        )
    return found


def _always_known(der: Betingelse | None) -> bool:
    """True when the condition is yes or no for every row: only codes where an empty field is let through."""
    if der is None or der.i_kraft or der.minst_en or der.ikke:
        return der is None
    return all(f.en_av is not None and None in f.en_av and f == Feltkrav(felt=f.felt, en_av=f.en_av) for f in der.felt)


def ascii_name(navn: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in navn)
