"""Every rule on every object. Same content, same extract, same day: same rows, read out in the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bvaudit.engine import result_table
from bvaudit.engine.beginnings import systems, with_beginnings
from bvaudit.engine.compile import Compiled
from bvaudit.engine.plan import EvaluationPlan, NotJudged, not_held
from bvaudit.engine.result_table import PLACES, ROWS, names_of
from bvaudit.engine.results import Results
from bvaudit.engine.run_tables import drop_living, empty_tables, make_living, make_run_tables
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.engine.unknown_dates import Field, leave_open, unknown_fields
from bvaudit.model.kalender import vis
from bvaudit.model.kilde import Kilde, begins_note, never_sent_note
from bvaudit.model.resultat import OUTCOME_NUMBERS
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.words.lookup import ord_for
from bvaudit.texts import counted, text

_WITH_DOUBT, _IN_QUESTION = "tvilsrader", "regelrader"  # rows of one rule that are looked at once more
_SETTLED = ", ".join(str(OUTCOME_NUMBERS[u]) for u in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """Something the format has and a sender has never sent, and the rules that cannot be answered for its cases.
    With ``begynner`` it has sent none from before that day, and ``objekter`` are left open for want of older ones;
    ``enheter`` are the units that have any of them, and how many."""

    kilde: Kilde
    mangler: str
    merknad: str  # the sentence about it in the explanation of a row
    regler: tuple[str, ...]
    rader: int
    begynner: date | None = None
    objekter: int = 0
    enheter: Mapping[str, int] = field(default_factory=dict)

    @property
    def vist(self) -> str:
        if self.begynner is not None:
            return self._begun(self.objekter, self.begynner)
        return text(
            "engine.evaluate.har_aldri_levert_sa_er_uavklart",
            vist=self.kilde.vist,
            mangler=self.mangler,
            regler=", ".join(self.regler),
        )

    @property
    def hos(self) -> Mapping[str, str]:
        """What is told in each unit it is about; of what was never sent nothing is, for it is about all."""
        if self.begynner is None:
            return {}
        return {enhet: self._begun(antall, self.begynner) for enhet, antall in self.enheter.items()}

    def _begun(self, objekter: int, dag: date) -> str:
        return counted(
            "engine.evaluate.begynner",
            objekter,
            vist=self.kilde.vist,
            mangler=self.mangler,
            dag=vis(dag),
            regler=", ".join(self.regler),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a run did: the rules with rows, and the rules the extract could not answer. ``hull`` are the things a
    sender has never sent, or not from before some day, with the rules that cannot be answered for its cases."""

    regler: tuple[Rule, ...]
    ikke_vurdert: tuple[NotJudged, ...]
    rader: int
    hull: tuple[Hull, ...] = ()


def evaluate(
    plan: EvaluationPlan, database: SqlEngine, progress: Callable[[Rule], None] | None = None
) -> tuple[Results, Judged]:
    """Judge every rule of the plan. One query a rule; the rows are kept as ``model/resultat.py`` says."""
    make_run_tables(database, plan.holdt, plan.saker)
    plan = with_beginnings(plan, database)
    listed = plan.rules(database.dialect)
    result_table.create(database)
    empty = empty_tables(database, {c.regel.gjelder.objekt for c in listed.kjores})
    made = make_living(database, (c for c in listed.kjores if c.regel.gjelder.objekt not in empty))
    unknown = unknown_fields(database)
    judged: dict[int, Compiled] = {}
    left = list(listed.utelatt)
    for number, compiled in enumerate(listed.kjores, start=1):
        if progress is not None:
            progress(compiled.regel)
        if compiled.regel.gjelder.objekt in empty or _run(compiled, compiled.kept_sql(number, made), database, unknown):
            judged[number] = compiled
        else:
            left.append(NotJudged(regel=compiled.regel, grunn=not_held(compiled.utenfor)))
    drop_living(database, made)
    names = [names_of(compiled, number) for number, compiled in judged.items()]
    result_table.tell_names(database, names)
    rows = database.run(f"SELECT COUNT(*) FROM {ROWS}")[0][0]
    done = Judged(
        regler=tuple(compiled.regel for compiled in judged.values()),
        ikke_vurdert=tuple(sorted(left, key=lambda one: one.regel.id)),
        rader=rows,
        hull=(*_gaps_met(plan.holdt, judged, database), *_begun_met(plan.holdt, judged, database)),
    )
    return Results(database, names), done


def judge_one(compiled: Compiled, kilder: tuple[Kilde, ...], database: SqlEngine) -> None:
    """The rows of one rule alone, in the view ``resultat``; also those of a rule that a run would leave out."""
    make_run_tables(database, kilder, None)
    result_table.create(database)
    database.append(ROWS, _rows(compiled, compiled.kept_sql(1), database, unknown_fields(database)))
    result_table.tell_names(database, [names_of(compiled, 1)])


def _run(compiled: Compiled, sql: str, database: SqlEngine, unknown: frozenset[Field]) -> bool:
    """Keep the rows of one rule. False, and none is kept: what would say whom the rule is about is not there, and not
    one object could be judged without it."""
    rows = _rows(compiled, sql, database, unknown)
    if compiled.utenfor:
        database.make(_IN_QUESTION, rows)
        rows = f"SELECT * FROM {_IN_QUESTION}"
        if _about_nobody(database):
            return False
    database.append(ROWS, rows)
    return True


def _rows(compiled: Compiled, sql: str, database: SqlEngine, unknown: frozenset[Field]) -> str:
    """``sql``, which gives the rows of a rule, or one that gives them with what cannot be answered left open. What it
    reads is made ready."""
    if compiled.calendar:
        database.need_calendar()
    if unknown.isdisjoint(compiled.felt):
        return sql
    database.make(_WITH_DOUBT, sql)
    return leave_open(compiled, _WITH_DOUBT, unknown)


def _about_nobody(database: SqlEngine) -> bool:
    """There are rows, and not one of them is settled."""
    sql = f"SELECT COUNT(*) FILTER (WHERE utfall_nr IN ({_SETTLED})), COUNT(*) FROM {_IN_QUESTION}"
    settled, every = database.run(sql)[0]
    return bool(every) and not settled


def _gaps_met(kilder: Sequence[Kilde], judged: Mapping[int, Compiled], database: SqlEngine) -> Iterator[Hull]:
    """The gaps that left some row unsettled, with the rules in question."""
    by_number = {k.nr: k for k in kilder}
    for (nr, mangler), rules in sorted(_gaps(judged).items()):
        note = never_sent_note(mangler)
        found = database.run(f"SELECT r.regel_nr, COUNT(*) {_left_open([nr])} GROUP BY 1 ORDER BY 1", [note])
        met = [(rules[number], antall) for number, antall in found if number in rules]
        if met:
            regler, rader = tuple(regel for regel, _ in met), sum(n for _, n in met)
            yield Hull(kilde=by_number[nr], mangler=mangler, merknad=note, regler=regler, rader=rader)


def _left_open(kilder: Sequence[int]) -> str:
    """The end of a query for the unsettled rows of the sources' cases, ``r``, whose explanation has some sentence."""
    return (
        f"FROM {ROWS} r JOIN {PLACES} p ON p.rekke = r.rekke JOIN sakskilde k ON k.sak_nr = p.sak_nr "
        f"WHERE k.nr IN ({', '.join(map(str, kilder))}) AND r.utfall_nr = {OUTCOME_NUMBERS[Utfall.UAVKLART]} "
        "AND POSITION(? IN r.forklaring) > 0"
    )


def _begun_met(kilder: Sequence[Kilde], judged: Mapping[int, Compiled], database: SqlEngine) -> Iterator[Hull]:
    """Where rows begin that left some breach unsettled, with the rules and how many objects."""
    for sender in systems(kilder):
        every = ", ".join(dict.fromkeys(kilde.format_versjon for kilde in sender))
        days = {(t, one.begynner) for kilde in sender for t, one in kilde.leverer.items() if one.begynner is not None}
        for tabell, dag in sorted(days):
            rules = {n: c.regel for n, c in judged.items() if tabell in c.query.scope.tables}
            note = begins_note(tabell, dag)
            where = _left_open([kilde.nr for kilde in sender])
            found = database.run(f"SELECT r.regel_nr, COUNT(*) {where} GROUP BY 1 ORDER BY 1", [note]) if rules else ()
            if not found:
                continue
            kinds = " ".join(f"WHEN {n} THEN '{rule.gjelder.objekt}'" for n, rule in rules.items())
            slag = f"CASE r.regel_nr {kinds} END AS slag"
            ((objekter,),) = database.run(
                f"SELECT COUNT(*) FROM (SELECT DISTINCT {slag}, r.objekt_nr {where}) f", [note]
            )
            enheter = database.run(
                f"SELECT enhet, COUNT(*) FROM (SELECT DISTINCT p.enhet, {slag}, r.objekt_nr {where}) f "
                "GROUP BY enhet ORDER BY enhet",
                [note],
            )
            yield Hull(
                kilde=replace(sender[0], format_versjon=every),
                mangler=ord_for(tabell),
                merknad=note,
                regler=tuple(rules[n].id for n, _ in found if n in rules),
                rader=sum(antall for _, antall in found),
                begynner=dag,
                objekter=objekter,
                enheter={str(enhet): antall for enhet, antall in enheter},
            )


def _gaps(judged: Mapping[int, Compiled]) -> Mapping[tuple[int, str], dict[int, str]]:
    """(source, what it has never sent) → the rules it matters to, by number."""
    found: dict[tuple[int, str], dict[int, str]] = {}
    for number, compiled in judged.items():
        for kilder, mangler in compiled.hull:
            for nr in kilder:
                found.setdefault((nr, mangler), {})[number] = compiled.regel.id
    return found
