"""One rule becomes one query: which version judges each object, and the answer of each way of counting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.query import FACTS, CompiledVariant, QueryBuilder, ascii_name
from bvaudit.engine.result_rows import faults, kept, result
from bvaudit.model.kilde import Behov, EttAv, Kilde, Trenger, never_sent, not_examined
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Kontroll, Rule, Variant, Versjon
from bvaudit.model.tables import BY_NAME, Type
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, literal
from bvaudit.vocabulary.catalog import judge
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.scope import Reads, Scope

EXAMPLES = 5  # cases named with each thing a control found
_NULL = {"krav": "CAST(NULL AS INTEGER)", "funnet": "CAST(NULL AS INTEGER)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A rule's queries and what they need.

    ``sql`` gives the columns of ``RESULT`` as text, and ``kept_sql`` the same rows as ``KEPT`` (``model/resultat.py``),
    both in the contract's order. ``number`` is the rule's own in this run. ``calendar``: they read ``fristkalender``.

    ``mangler`` is what no source has, in a user's words: then the rule is not examined. ``utenfor`` is what may decide
    whether the rule is about an object, and no source has: the rule is examined only if some object is judged.
    ``varianter`` are those the sources can answer. ``hull`` are the gaps met: the sources' numbers, and the sentence.
    """

    regel: Rule
    number: int
    sql: str
    kept_sql: str
    calendar: bool
    mangler: tuple[str, ...]
    utenfor: tuple[str, ...]
    varianter: tuple[str, ...]
    hull: tuple[tuple[frozenset[int], str], ...]
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
    kilder: Sequence[Kilde] = (),
    number: int = 0,
) -> Compiled:
    """The whole query for ``rule``. Raises :class:`RuleFault` when the rule says what the tables cannot mean."""
    if rule.kontroll is not None:  # about what was sent; what was not, is nothing to control
        kilder = [replace(kilde, aldri=()) for kilde in kilder]
    sql = Scope(dialect, rule.gjelder.objekt, per, koder, kilder)
    early, late = _split(rule.gjelder.der)
    with sql.reading() as reads:
        filter_early = sql.condition(early) if early else ""
        filter_late = sql.condition(late) if late else ""
    needs, perhaps = _reach(rule, reads)
    version = _version_number(rule, sql)
    variants = [_compile_variant(rule, navn, sql, version) for navn in rule.variantnavn]
    mangler = not_examined([*needs, *variants[0].needs], sql.held.kilder)
    # A way of counting that no source can answer has no rows; the first is the one the rule stands or falls with.
    variants = [c for n, c in enumerate(variants) if not n or not not_examined(c.needs, sql.held.kilder)]
    if rule.kontroll is not None:
        sql.let("alvorlighet", _grade(rule.kontroll, sql))
    stale = uttrekksdato if uttrekksdato is not None and uttrekksdato < per else None
    query = QueryBuilder(rule, sql, variants, filter_early, filter_late, version, stale, reads)
    return Compiled(
        regel=rule,
        number=number,
        sql=result(query, periode, sample),
        kept_sql=kept(query, periode, sample, number),
        calendar=bool(sql.calendars),
        mangler=tuple(mangler),
        utenfor=tuple(not_examined(perhaps, sql.held.kilder)),
        varianter=tuple(c.navn for c in variants),
        hull=_gaps([*needs, *perhaps, *(need for c in variants for need in c.needs)], sql.held.kilder),
        steps=tuple((c.navn, c.steps) for c in variants),
        steps_sql=query.reckoning(),
        faults_sql=faults(query, sample, EXAMPLES) if rule.kontroll is not None else "",
        datoer=_dates(sql),
    )


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


def _dates(sql: Scope) -> tuple[tuple[str, str], ...]:
    """The dates the rule reads, and those that say whether the rows it reads exist."""
    read = sql.looked_at | {(navn, start) for navn in sql.tables if (start := BY_NAME[navn].start)}
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
    with sql.reading():  # the date that is there chooses
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


def _compile_variant(rule: Rule, navn: str, sql: Scope, version: str | int) -> CompiledVariant:
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
    return CompiledVariant(
        navn=navn,
        utfall=utfall,
        facts=facts,
        annen_ansvarlig=other,
        notes=tuple(dict.fromkeys(_in_version(note, version, i) for i, a in answers for note in a.notes)),
        steps=newest.steps if newest else (),
        needs=_of_versions([answer for _, answer in answers]),
    )


def _of_versions(answers: Sequence[Answer]) -> tuple[Trenger, ...]:
    """What must be there for some version of the law to be judged."""
    alike = tuple(dict.fromkeys(answer.needs for answer in answers))
    if not alike or not all(alike):
        return ()
    return alike[0] if len(alike) == 1 else (EttAv(deler=alike),)


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
