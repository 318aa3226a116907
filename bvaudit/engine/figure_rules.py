"""The results of rules as they are counted in key figures: each object with what puts it in a period.

``tallregel``: regel, variant, dag, nr, sak_nr, utfall, telles, naar, venter, begynt, konkludert, apnet. A rule about a
state is judged on each of the days, and ``dag`` says which; what happened is judged once, on ``per``, and ``dag`` is
empty. ``apnet`` is the table, and the day its rows begin, where that is why nobody knows whether it is a breach.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bvaudit.engine.beginnings import with_beginnings
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.figure_counts import HITS, PLACED, by_place, without
from bvaudit.engine.figure_tables import CASES, PERIODS, PLACES
from bvaudit.engine.living import living_rows
from bvaudit.engine.plan import EvaluationPlan, NotJudged
from bvaudit.engine.result_table import PLACES as ROW_PLACES
from bvaudit.engine.result_table import ROWS
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde, begins_note
from bvaudit.model.nokkeltall import Lesning, Regelsvar
from bvaudit.model.resultat import OUTCOME_NUMBERS
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.tallord import Brudddel
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.scope import Scope

RULE_ROWS = "tallregel"
_COLUMNS = (
    ("regel", "VARCHAR"),
    ("variant", "VARCHAR"),
    ("dag", "DATE"),
    ("nr", "INTEGER"),
    ("sak_nr", "INTEGER"),
    ("utfall", "TINYINT"),
    ("telles", "DATE"),
    ("naar", "DATE"),
    ("venter", "BOOLEAN"),
    ("begynt", "DATE"),
    ("konkludert", "DATE"),
    ("apnet", "VARCHAR"),
)
BROKEN, UNCLEAR = OUTCOME_NUMBERS[Utfall.IKKE_OPPFYLT], OUTCOME_NUMBERS[Utfall.UAVKLART]
MET = OUTCOME_NUMBERS[Utfall.OPPFYLT]
JUDGED = ", ".join(str(OUTCOME_NUMBERS[u]) for u in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT))
_UNSEEN = "COALESCE(r.telles < k.sett, FALSE) AS usett"  # counted on a day before anyone knows who had the case
_THEIRS = f"r.annen_ansvarlig AND r.utfall_nr = {BROKEN}"  # another municipality answers for it


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAnswer:
    """A rule counted in some way: a reading of a figure, or the free figure of the rule itself."""

    tall: str
    lesning: Lesning
    regel: Rule
    svar: Regelsvar

    @property
    def plain(self) -> bool:
        """By the rule's own counting date, of the breaches, with nobody left out."""
        svar = self.svar
        return svar.over == "regel" and not svar.mot and not self.lesning.uten and svar.teller is Brudddel.BRUDD

    @property
    def variant(self) -> str:
        return self.svar.variant or self.regel.variantnavn[0]


def make_rule_rows(
    database: SqlEngine, plan: EvaluationPlan, days: Mapping[str, Sequence[date]]
) -> tuple[NotJudged, ...]:
    """``tallregel`` with every rule of the plan. ``days``: rule → those its state is counted on. What could not be
    judged."""
    database.create(RULE_ROWS, _COLUMNS)
    plan = with_beginnings(plan, database)
    begun = _begun(plan.holdt)
    events = tuple(rule for rule in plan.regler if rule.telles_etter)
    states = tuple(rule for rule in plan.regler if not rule.telles_etter)
    left: dict[str, NotJudged] = {}
    wanted = sorted({day for rule in states for day in days.get(rule.id, ())})
    on_days = [(tuple(rule for rule in states if day in days.get(rule.id, ())), day) for day in wanted]
    for rules, day in [(events, plan.per), *on_days]:
        if not rules:
            continue
        _, judged = evaluate(replace(plan, regler=rules, per=day, periode=None), database)
        left |= {one.regel.id: one for one in judged.ikke_vurdert}
        for rule in judged.regler:
            database.append(RULE_ROWS, _rows(database, rule, day, begun))
    return tuple(left[id_] for id_ in sorted(left))


def _begun(kilder: Iterable[Kilde]) -> dict[str, str]:
    """What is said of a row where rows of a table begin too late → the table and the day."""
    found = {
        (tabell, levert.begynner)
        for kilde in kilder
        for tabell, levert in kilde.leverer.items()
        if levert.begynner is not None
    }
    return {begins_note(tabell, dag): f"{tabell} {dag.isoformat()}" for tabell, dag in sorted(found)}


def _rows(database: SqlEngine, rule: Rule, day: date, begun: Mapping[str, str]) -> str:
    """The kept rows of one rule, with the object's own dates as they stood on the judging day."""
    d, table = database.dialect, BY_NAME[rule.gjelder.objekt]
    scope = Scope(d, rule.gjelder.objekt, day)
    own = {navn: f"o.{d.identifier(navn)}" for navn in rule.telles_etter if navn != "frist_dato"}
    dates = [own.get(navn, "r.frist_dato") for navn in rule.telles_etter]
    start = f"o.{d.identifier(table.start)}" if table.start else "CAST(NULL AS DATE)"
    slutt = f"o.{d.identifier(table.slutt)}" if table.slutt else "CAST(NULL AS DATE)"
    due = (
        f"r.frist_dato IS NOT NULL AND r.faktisk_dato IS NULL AND "
        f"(r.utfall_nr IN ({BROKEN}, {UNCLEAR}) OR r.frist_dato >= {scope.per})"
    )
    waiting = [f"{dates[0]} IS NULL"] if len(dates) > 1 else []
    waiting += [f"({slutt} IS NULL AND {due})"] if table.slutt else []
    naar = f"COALESCE({', '.join(dates)})" if dates else "CAST(NULL AS DATE)"
    said = " ".join(
        f"WHEN POSITION({d.text(note)} IN r.forklaring) > 0 THEN {d.text(mark)}" for note, mark in begun.items()
    )
    apnet = f"CASE WHEN r.utfall_nr <> {UNCLEAR} THEN NULL {said} END" if begun else "CAST(NULL AS VARCHAR)"
    return (
        f"SELECT {d.text(rule.id)} AS regel, n.variant, {'CAST(NULL AS DATE)' if dates else scope.per} AS dag, "
        f"r.objekt_nr AS nr, p.sak_nr, r.utfall_nr AS utfall, r.telles, "
        f"{naar} AS naar, {' OR '.join(waiting) if waiting and dates else 'FALSE'} AS venter, "
        f"{start} AS begynt, {slutt} AS konkludert, {apnet} AS apnet\n"
        f"FROM {ROWS} r JOIN regelnavn n ON n.regel_nr = r.regel_nr AND n.variant_nr = r.variant_nr "
        f"JOIN {ROW_PLACES} p ON p.rekke = r.rekke "
        f"LEFT JOIN ({living_rows(table, scope, False)}) o ON o.{table.nr} = r.objekt_nr "
        f"WHERE n.regel = {d.text(rule.id)} AND NOT ({_THEIRS})"
    )


def count_plain(database: SqlEngine) -> list[tuple[Any, ...]]:
    """Every rule and way of counting by its own counting date, nobody left out: rule, variant, and the columns that
    ``count_rule`` gives, of the breaches."""
    event = f"{_BY_EVENT} AND r.dag IS NULL"
    rows = " UNION ALL ".join(
        f"SELECT p.nr AS periode, r.regel, r.variant, r.nr, r.sak_nr, s.enhet, s.kommune, r.utfall, r.apnet, {_UNSEEN} "
        f"FROM {RULE_ROWS} r JOIN {PERIODS} p ON p.spurt AND {when} JOIN {CASES} k ON k.sak_nr = r.sak_nr "
        f"JOIN {PLACES} s ON s.sak_nr = r.sak_nr AND r.telles >= s.fra AND r.telles <= s.til"
        for when in (event, "r.dag = p.dag")
    )
    return database.run(
        f"SELECT regel, variant, periode, {PLACED}, NULL AS kode, {_counts(BROKEN)} FROM ({rows}) "
        + by_place("regel", "variant")
    )


def count_rule(database: SqlEngine, one: RuleAnswer, omsorg: tuple[str, ...]) -> str:
    """Make ``treff`` of the answers, and give the query that counts them."""
    database.make(HITS, _hits(database, one, omsorg, one.variant))
    wanted = BROKEN if one.svar.teller is Brudddel.BRUDD else MET
    counted = str(wanted) if one.svar.mot else JUDGED
    return f"SELECT periode, {PLACED}, NULL AS kode, {_counts(wanted, counted)} FROM {HITS} {by_place()}"


def _counts(wanted: int, counted: str = JUDGED) -> str:
    """``counted``: the outcomes that are the number itself; of a split the breaches, which are what is split."""
    judged, number = (f"FILTER (WHERE utfall IN ({which}))" for which in (JUDGED, counted))
    return (
        f"COUNT(*) {number}, COUNT(*) FILTER (WHERE utfall = {wanted}), COUNT(*) {judged}, "
        f"COUNT(DISTINCT sak_nr) {number}, COUNT(DISTINCT sak_nr) {judged}, "
        f"COUNT(*) FILTER (WHERE utfall = {UNCLEAR}), 0, COUNT(*) FILTER (WHERE usett AND utfall IN ({JUDGED})), "
        "NULL, NULL, NULL, NULL, COUNT(apnet), MIN(apnet)"
    )


# An object not done by the judging day is in every period since it began, however old.
_BY_EVENT = (
    "(r.naar IS NULL OR (r.naar >= p.fra AND r.naar <= p.til) OR (r.venter AND COALESCE(r.begynt <= p.til, TRUE)))"
)


def count_split() -> str:
    """The breaches by what another way of counting says of the same object."""
    return (
        f"SELECT periode, {PLACED}, kode, COUNT(*), COUNT(*), COUNT(*), COUNT(DISTINCT sak_nr), "
        f"COUNT(DISTINCT sak_nr), 0, 0, 0, NULL, NULL, NULL, NULL FROM ({split_rows()}) " + by_place("kode")
    )


def split_rows() -> str:
    """``treff`` with the part each row is in as ``kode``. Needs ``make_other``."""
    other = f"SELECT nr, periode, enhet, utfall FROM annet_{HITS}"
    part = (
        f"CASE WHEN a.utfall = {BROKEN} AND b.utfall = {BROKEN} THEN 'reell' "
        f"WHEN a.utfall = {BROKEN} AND b.utfall IN ({JUDGED}) THEN 'regeleffekt' "
        f"WHEN a.utfall = {BROKEN} THEN 'uten_melding' WHEN b.utfall = {BROKEN} THEN 'bare_korrigert' END"
    )
    inner = (
        f"SELECT a.*, {part} AS kode FROM {HITS} a LEFT JOIN ({other}) b "
        "ON b.nr = a.nr AND b.periode = a.periode AND b.enhet = a.enhet"
    )
    return f"SELECT * FROM ({inner}) WHERE kode IS NOT NULL"


def make_other(database: SqlEngine, one: RuleAnswer, omsorg: tuple[str, ...]) -> None:
    """The answers of the other way of counting, beside ``treff``."""
    database.make(f"annet_{HITS}", _hits(database, one, omsorg, one.svar.mot))


def _hits(database: SqlEngine, one: RuleAnswer, omsorg: tuple[str, ...], variant: str) -> str:
    d = database.dialect
    if one.svar.over == "konkludert":
        when = "r.konkludert >= p.fra AND r.konkludert <= p.dag"
    elif one.regel.telles_etter:
        when = _BY_EVENT
    else:
        when = "r.dag = p.dag"
    return (
        f"SELECT p.nr AS periode, r.nr, r.sak_nr, s.enhet, s.kommune, r.utfall, r.apnet, {_UNSEEN} FROM {RULE_ROWS} r "
        f"JOIN {PERIODS} p ON p.spurt AND {when} JOIN {CASES} k ON k.sak_nr = r.sak_nr "
        f"JOIN {PLACES} s ON s.sak_nr = r.sak_nr AND r.telles >= s.fra AND r.telles <= s.til "
        f"WHERE r.regel = {d.text(one.regel.id)} AND r.variant = {d.text(variant)}{without(d, one.lesning, omsorg)}"
    )


def answered(database: SqlEngine) -> frozenset[tuple[str, str]]:
    """(rule, variant) that has been used at all."""
    return frozenset((a, b) for a, b in database.run(f"SELECT DISTINCT regel, variant FROM {RULE_ROWS}"))
