"""Every rule on every object. Same content, same extract, same day: same rows, read out in the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.engine import result_table
from bvaudit.engine.compile import Compiled
from bvaudit.engine.plan import EvaluationPlan, NotJudged, not_held
from bvaudit.engine.result_table import PLACES, ROWS, names_of
from bvaudit.engine.results import Results
from bvaudit.engine.run_tables import drop_living, empty_tables, make_living, make_run_tables
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.engine.unknown_dates import Field, leave_open, unknown_fields
from bvaudit.model.kilde import Kilde, never_sent_note
from bvaudit.model.resultat import OUTCOME_NUMBERS
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

_WITH_DOUBT, _IN_QUESTION = "tvilsrader", "regelrader"  # rows of one rule that are looked at once more
_SETTLED = ", ".join(str(OUTCOME_NUMBERS[u]) for u in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """Something the format has and a sender has never sent, and the rules that cannot be answered for its cases."""

    kilde: Kilde
    mangler: str
    regler: tuple[str, ...]
    rader: int

    @property
    def vist(self) -> str:
        return text(
            "engine.evaluate.har_aldri_levert_sa_er_uavklart",
            vist=self.kilde.vist,
            mangler=self.mangler,
            regler=", ".join(self.regler),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a run did: the rules with rows, and the rules the extract could not answer. ``hull`` are the things a
    sender has never sent, with the rules that cannot be answered for its cases."""

    regler: tuple[Rule, ...]
    ikke_vurdert: tuple[NotJudged, ...]
    rader: int
    hull: tuple[Hull, ...] = ()


def evaluate(
    plan: EvaluationPlan, database: SqlEngine, progress: Callable[[Rule], None] | None = None
) -> tuple[Results, Judged]:
    """Judge every rule of the plan. One query a rule; the rows are kept as ``model/resultat.py`` says."""
    listed = plan.rules(database.dialect)
    make_run_tables(database, plan.holdt, plan.saker)
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
        hull=tuple(_gaps_met(plan.holdt, judged, database)),
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
        found = database.run(
            f"SELECT r.regel_nr, COUNT(*) FROM {ROWS} r JOIN {PLACES} p ON p.rekke = r.rekke "
            f"JOIN sakskilde k ON k.sak_nr = p.sak_nr WHERE k.nr = {nr} AND r.utfall_nr = "
            f"{OUTCOME_NUMBERS[Utfall.UAVKLART]} AND POSITION(? IN r.forklaring) > 0 GROUP BY 1 ORDER BY 1",
            [never_sent_note(mangler)],
        )
        met = [(rules[number], antall) for number, antall in found if number in rules]
        if met:
            regler = tuple(regel for regel, _ in met)
            yield Hull(kilde=by_number[nr], mangler=mangler, regler=regler, rader=sum(n for _, n in met))


def _gaps(judged: Mapping[int, Compiled]) -> Mapping[tuple[int, str], dict[int, str]]:
    """(source, what it has never sent) → the rules it matters to, by number."""
    found: dict[tuple[int, str], dict[int, str]] = {}
    for number, compiled in judged.items():
        for kilder, mangler in compiled.hull:
            for nr in kilder:
                found.setdefault((nr, mangler), {})[number] = compiled.regel.id
    return found
