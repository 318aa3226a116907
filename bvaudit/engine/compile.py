"""One rule becomes one query: which version judges each object, and the answer of each way of counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.query import FACTS, Counted, Writer, ascii_name
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Kontroll, Rule, Variant, Versjon
from bvaudit.model.tables import BY_NAME, Type
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, literal
from bvaudit.vocabulary.catalog import judge
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.scope import Scope

EXAMPLES = 5  # cases named with each thing a control found
_NULL = {"krav": "CAST(NULL AS INTEGER)", "funnet": "CAST(NULL AS INTEGER)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A rule's query and what it needs. It gives ``RESULT_COLUMNS`` and ``annen_ansvarlig`` in a total order."""

    regel: Rule
    sql: str
    needs: tuple[frozenset[str], ...]
    steps: tuple[tuple[str, tuple[Step, ...]], ...]  # per variant
    steps_sql: str
    faults_sql: str = ""  # for the register's controls: objects per unit and grade, with some cases
    datoer: tuple[tuple[str, str], ...] = ()  # table and column of every date the rule looks at


def compile_rule(
    rule: Rule,
    dialect: Dialect,
    *,
    per: date,
    koder: Kodelister,
    periode: tuple[date, date] | None,
    sample: bool = False,
    uttrekksdato: date | None = None,
) -> Compiled:
    """The whole query for ``rule``. Raises :class:`RuleFault` when the rule says what the tables cannot mean."""
    sql = Scope(dialect, rule.gjelder.objekt, per, koder)
    early, late = _split(rule.gjelder.der)
    filter_early = sql.condition(early) if early else ""
    filter_late = sql.condition(late) if late else ""
    version = _version_number(rule, sql)
    counted = [_count(rule, navn, sql, version) for navn in rule.variantnavn]
    if rule.kontroll is not None:
        sql.let("alvorlighet", _grade(rule.kontroll, sql))
    stale = uttrekksdato if uttrekksdato is not None and uttrekksdato < per else None
    writer = Writer(rule, sql, counted, filter_early, filter_late, version, stale)
    return Compiled(
        regel=rule,
        sql=writer.result(periode, sample),
        needs=tuple(sql.needs),
        steps=tuple((c.navn, c.steps) for c in counted),
        steps_sql=writer.reckoning(),
        faults_sql=writer.faults(sample, EXAMPLES) if rule.kontroll is not None else "",
        datoer=_dates(sql),
    )


def _dates(sql: Scope) -> tuple[tuple[str, str], ...]:
    """The dates the rule reads, and those that say whether the rows it reads exist."""
    read = sql.read | {(navn, start) for navn in sql.tables if (start := BY_NAME[navn].start)}
    return tuple(sorted((t, k) for t, k in read if (c := BY_NAME[t].column(k)) is not None and c.type is Type.DATO))


def _grade(kontroll: Kontroll, sql: Scope) -> str:
    """The register's grade of the object: lower for what was moved from an older system, where the register says so."""
    text = sql.dialect.text
    branches = ""
    if kontroll.alvorlighet_migrert is not None:
        branches = f" WHEN {sql.column('migrert_id')} <> '' THEN {text(kontroll.alvorlighet_migrert)}"
    for one in kontroll.etter_kode:
        branches += f" WHEN {sql.column(kontroll.kodefelt)} = {text(one.kode)} THEN {text(one.alvorlighet)}"
    return f"CASE{branches} ELSE {text(kontroll.alvorlighet)} END" if branches else text(kontroll.alvorlighet)


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


def _uses_rows(der: Betingelse) -> bool:
    nested = (*der.minst_en, *([der.ikke] if der.ikke else []))
    return bool(der.finnes) or any(_uses_rows(part) for part in nested)


def _version_number(rule: Rule, sql: Scope) -> str | int:
    """Which version judges the object: a number known now, or SQL for it. −1 = none in force."""
    if not any(v.velges_etter for v in rule.versjoner):
        return next((i for i, v in enumerate(rule.versjoner) if v.in_force(sql.dag)), -1)
    dates = [sql.date(d) for v in rule.versjoner[-1:] for d in v.velges_etter]
    event = sql.let("versjonsdato", dates[0] if len(dates) == 1 else f"COALESCE({', '.join(dates)})")
    branches = []
    for i, version in enumerate(rule.versjoner):
        inside = f"{event} >= {sql.dialect.date(version.gjelder_fra)}"
        if version.gjelder_til_og_med is not None:
            inside += f" AND {event} <= {sql.dialect.date(version.gjelder_til_og_med)}"
        branches.append(f"WHEN {inside} THEN {i}")
    # Without the date nobody knows which law applies; the newest one says what is missing.
    newest = len(rule.versjoner) - 1
    return sql.let("versjon", f"CASE WHEN {event} IS NULL THEN {newest} {' '.join(branches)} ELSE -1 END")


def _count(rule: Rule, navn: str, sql: Scope, version: str | int) -> Counted:
    groups: dict[Krav, list[int]] = {}
    for i, v in enumerate(rule.versjoner):
        variant = _variant(v, navn)
        if variant is not None and (not isinstance(version, int) or version == i):
            groups.setdefault(variant.krav, []).append(i)
    answers: list[tuple[list[int], Answer]] = []
    for number, (krav, versions) in enumerate(groups.items()):
        sql.prefix = f"{ascii_name(navn)}_" + (f"v{number + 1}_" if len(groups) > 1 else "")
        answers.append((versions, judge(krav, sql)))
    sql.prefix = f"{ascii_name(navn)}_"
    covered = sum(len(versions) for versions, _ in answers) == len(rule.versjoner)
    choose = _Chooser(version, answers, whole_range=covered)
    utfall = sql.let("utfall", choose.of("utfall", literal(Utfall.IKKE_AKTUELT)))
    facts = {name: sql.let(f"ut_{name}", choose.of(name, _NULL.get(name, "CAST(NULL AS DATE)"))) for name in FACTS}
    apart = any(answer.annen_ansvarlig for _, answer in answers)
    other = sql.let("ut_annen", choose.of("annen_ansvarlig", "FALSE")) if apart else ""
    newest = answers[-1][1] if answers else None
    sql.prefix = ""
    return Counted(
        navn=navn,
        utfall=utfall,
        facts=facts,
        annen_ansvarlig=other,
        notes=tuple(dict.fromkeys(_in_version(note, version, i) for i, a in answers for note in a.notes)),
        steps=newest.steps if newest else (),
    )


def _in_version(note: Note, version: str | int, versions: Sequence[int]) -> Note:
    """What one version of the law notices is said only of the objects that version judges."""
    if isinstance(version, int):
        return note
    inside = ", ".join(str(i) for i in versions)
    return Note(condition=f"({note.condition}) AND {version} IN ({inside})", tekst=note.tekst)


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Picks each fact from the answer whose version judges the object."""

    version: str | int
    answers: list[tuple[list[int], Answer]]
    whole_range: bool

    def of(self, name: str, nothing: str) -> str:
        if isinstance(self.version, int):
            return (getattr(self.answers[0][1], name) if self.answers else "") or nothing
        branches = ""
        for versions, answer in self.answers:
            inside = ", ".join(str(i) for i in versions)
            branches += f" WHEN {self.version} IN ({inside}) THEN {getattr(answer, name) or nothing}"
        if len(self.answers) == 1 and self.whole_range and name != "utfall":
            only = getattr(self.answers[0][1], name) or nothing
            return only  # the dates are facts also when no law was in force
        return f"CASE{branches} ELSE {nothing} END" if branches else nothing


def _variant(version: Versjon, navn: str) -> Variant | None:
    return next((v for v in version.varianter if v.navn == navn), None)
