"""The query of one rule while it is being written: names become columns, rows become joined aggregates.

An operator never writes FROM or JOIN. It asks the scope for a column, a date, or something about rows that belong
to the object, and gets an expression back. The scope remembers what must be joined, once each.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from bvaudit.model import tables
from bvaudit.model.kilde import Behov, EttAv, Kilde, everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import Table
from bvaudit.model.uttrykk import Betingelse, Dato, Rader
from bvaudit.texts import text
from bvaudit.vocabulary import columns, conditions, rows, windows
from bvaudit.vocabulary.columns import NOT_CUT_BY_PER
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.frame import Frame, Joined, Reads, RuleFault
from bvaudit.vocabulary.held import Held
from bvaudit.vocabulary.sql import FALSE, TRUE, Extreme, Sql, all_of, sql
from bvaudit.vocabulary.values import Values


class Scope:
    """Everything one rule's query is made of. ``object_columns`` are what the rows about the object must carry.

    ``kilder`` are the sources of the extract and what each holds (default: one that holds everything).
    """

    def __init__(
        self,
        dialect: Dialect,
        objekt: str,
        per: date,
        koder: Kodelister | None = None,
        kilder: Sequence[Kilde] = (),
    ) -> None:
        table = tables.BY_NAME.get(objekt)
        if table is None or table.nr is None:
            raise RuleFault(text("vocabulary.scope.kan_ikke_vaere_objekt_for_en", objekt=objekt))
        self.dialect = dialect
        self.dag = per
        self.kodelister: Kodelister = koder or {}
        self.root = Frame(alias="o", table=table)
        self.object_columns: dict[str, Sql] = {}  # column of o → expression over the object's own tables
        self.object_parents: dict[str, str] = {}  # parent table → alias inside o
        self.object_values: dict[Sql, str] = {}  # expression over o → the name of its column
        self.joins: dict[tuple[str, Sql, Sql, Sql], Joined] = {}
        self.calendars: dict[Sql, str] = {}  # expression → alias of the calendar joined on it
        self.values = Values(dialect)
        self.tables: set[str] = {objekt}
        self.held = Held(kilder or (everything(),))
        self.reads = Reads()
        self.assumed: dict[tuple[str, str], bool] = {}  # a truth value some source does not have → what to take it for
        self.since: tuple[Sql, ...] = ()  # the first day of the rows an operator looks at, where it says so itself
        # The object's dates of what the rule is about; none where it is about how it stands on the day.
        self.happened: tuple[str, ...] = ()
        self.trusting = False  # nothing is said of rows that may be older than those there are
        self.looked_at: set[tuple[str, str]] = set()  # table and column, of everything that was asked for by name

    # --- columns and dates ---------------------------------------------------------------------------------

    @property
    def per(self) -> Sql:
        return self.dialect.date(self.dag)

    @property
    def own_start(self) -> Sql:
        """The day the object itself came to be."""
        if not self.root.table.start:
            raise RuleFault(text("vocabulary.scope.har_ingen_startdato", navn=self.root.table.navn))
        return self.column(self.root.table.start)

    def column(self, path: str, frame: Frame | None = None) -> Sql:
        """``start_dato`` of this table, ``tiltak.start_dato`` of its parent, ``objekt.x`` of the object from rows.

        For the object: ``o."start_dato"`` and ``o."tiltak.start_dato"``; for rows: ``r."start_dato"``, ``rp1."kode"``.
        """
        return columns.column(self, path, frame or self.root)

    def date(self, dato: Dato, frame: Frame | None = None) -> Sql:
        """A day of a rule file: a column, a fixed day, or the earliest or latest of some rows, then moved.

        ``{felt: start_dato, pluss: [P1W]}`` → ``CAST(o."start_dato" + INTERVAL 7 DAY AS DATE)``.
        """
        expression = self._unmoved(dato, frame)
        for lengde in dato.pluss:
            expression = self.dialect.add(expression, lengde)
        for lengde in dato.minus:
            expression = self.dialect.subtract(expression, lengde)
        return expression

    def _unmoved(self, dato: Dato, frame: Frame | None) -> Sql:
        rader = dato.tidligste or dato.seneste
        if dato.dag is not None:
            return self.dialect.date(dato.dag)
        if rader is None:
            return self.column(dato.felt, frame)
        expression = self.aggregate(rader, _earliest if dato.tidligste else _latest)
        self.short(sql("{} IS NULL", expression), self.unseen(rader))
        return expression

    def empty(self, path: str, frame: Frame | None = None) -> Sql:
        """True when the field is empty, unknown when the source of the case does not have it."""
        return columns.empty(self, path, frame)

    def condition(self, betingelse: Betingelse, frame: Frame | None = None) -> Sql:
        """A condition of a rule file over the object, or over rows. True, false or unknown.

        ``{kode: {en_av: ["1"]}, i_kraft: per}`` →
        ``o."kode" IN ('1') AND o."start_dato" <= DATE '…' AND (o."slutt_dato" IS NULL OR o."slutt_dato" >= DATE '…')``
        """
        return conditions.condition(self, betingelse, frame or self.root)

    def code_valid(self, liste: str, kode: Sql, dag: Sql) -> Sql:
        """True when the code may be used on the day, by its list; unknown when code or day is."""
        return conditions.code_valid(self, liste, kode, dag)

    # --- names ---------------------------------------------------------------------------------------------

    def let(self, word: str, expression: Sql) -> Sql:
        """Name a value for later expressions: see ``Values.let``."""
        return self.values.let(word, expression)

    def of_object(self, expression: Sql) -> Sql:
        """Reckon an expression over the object's own columns once, where the joins to other rows can use it too.

        ``of_object(LEAST(o."slutt_dato", …))`` gives ``o."o#1"``; the step ``o`` is then written
        ``SELECT o.*, LEAST(o."slutt_dato", …) AS "o#1" FROM (…) o``. It may name no value.
        """
        _no_values(expression)
        name = self.object_values.setdefault(expression, f"o#{len(self.object_values) + 1}")
        return self.dialect.column("o", name)

    # --- rows that belong to the object --------------------------------------------------------------------

    def exists(self, rader: Rader) -> Sql:
        """True when such a row is there, unknown when a row may be one or the source may not show it, else false."""
        with self.reading() as reads:
            state = self.aggregate(rader, _two_or_one, unknown=True)
            unseen = self.unseen(rader)
        wanted = list(reads.direct)
        self.reads.rows += [*wanted, *reads.rows]
        reads.direct, reads.rows = [], []
        self.reads.add(reads)
        return unless(self.held.lacking(wanted), _state(state, unseen))

    def aggregate(self, rader: Rader, what: rows.What, *, unknown: bool = False, correlated: bool = False) -> Sql:
        """One value per object over its rows. ``what`` makes it of the rows' date and of their condition.

        ``aggregate(rader, lambda felt, der: Extreme("MIN", felt, der))`` gives ``"a1#1"``, a column of
        ``LEFT JOIN (SELECT r."tiltak_nr" AS nr, MIN(r."start_dato") FILTER (WHERE …) AS "a1#1" …) a1``.

        Rows whose condition is unknown count only with ``unknown=True``. With ``correlated`` the value may also
        name the object's own columns, under the alias ``o``.
        """
        return rows.aggregate(self, rader, what, unknown=unknown, correlated=correlated)

    def joined(self, source: Sql, group: Sql, value: Sql | Extreme, *, on: str = "nr", keep: Sql = TRUE) -> Sql:
        """A value per ``group`` over the rows of ``source`` for which ``keep`` holds. The same rows are read once,
        however many values are asked of them.

        ``joined('levende_melder r', 'r.eier_nr', 'COUNT(*)')`` gives ``"a1#1"``, a column of
        ``LEFT JOIN (SELECT r.eier_nr AS nr, COUNT(*) AS "a1#1" FROM levende_melder r GROUP BY r.eier_nr) a1
        ON a1.nr = o.nr``.
        """
        for one in (source, group, keep, value.among() if isinstance(value, Extreme) else value):
            _no_values(one)
        joined = self.joins.get((on, group, source, keep))
        if joined is None:
            joined = Joined(alias=f"a{len(self.joins) + 1}", on=on, group=group, source=source, keep=keep)
            self.joins[on, group, source, keep] = joined
        if value not in joined.values:
            # Named so that no other join has the same: the value is used long after the join.
            name = self.dialect.identifier(f"{joined.alias}#{len(joined.values) + 1}")
            joined.values[value] = Sql(name)
        return joined.values[value]

    def source(self, tabell: str) -> Sql:
        """The name of the table as it stands on the judging day: living rows that exist by then."""
        self.tables.add(tabell)
        return Sql(self.dialect.identifier(f"levende_{tabell}"))

    def parent_source(self, parent: str) -> Sql:
        """The case is joined as it is: a case opened late does not hide what was done before it."""
        return Sql(self.dialect.identifier(parent)) if parent in NOT_CUT_BY_PER else self.source(parent)

    def parent_join(self, parent: str, alias: str, child: str) -> Sql:
        """How a row finds its parent: the submission by its id in the case, everything else by number."""
        keys = ("innsending_id", "sak_id") if parent == "innsending" else (f"{parent}_nr",)
        column = self.dialect.column
        return all_of(sql("{} = {}", column(alias, key), column(child, key)) for key in keys)

    def table(self, navn: str) -> Table:
        table = tables.BY_NAME.get(navn)
        if table is None:
            raise RuleFault(text("vocabulary.scope.tabellen_finnes_ikke", navn=navn))
        return table

    def next_working_day(self, expression: Sql) -> Sql:
        """The day itself, or the first day after it that is neither weekend nor public holiday.

        ``COALESCE(k1.neste_virkedag, e)`` with ``LEFT JOIN fristkalender k1 ON k1.dato = e``. The expression may name
        no value: a join cannot see what the same SELECT names.
        """
        _no_values(expression)
        alias = self.calendars.setdefault(expression, f"k{len(self.calendars) + 1}")
        return sql("COALESCE({}, {})", Sql(f"{alias}.neste_virkedag"), expression)

    # --- what the answer rests on --------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Reads]:
        """What is read inside, kept apart from what is read around it."""
        outer, self.reads = self.reads, Reads()
        try:
            yield self.reads
        finally:
            self.reads = outer

    @contextmanager
    def only_since(self, day: Sql) -> Iterator[None]:
        """Rows that are asked for inside count from this day on, whatever their condition says."""
        outer, self.since = self.since, (day,)
        try:
            yield
        finally:
            self.since = outer

    @contextmanager
    def trust_what_is_there(self) -> Iterator[None]:
        """Inside, it does not matter where rows begin, or the operator says it itself."""
        outer, self.trusting = self.trusting, True
        try:
            yield
        finally:
            self.trusting = outer

    def read(self, tabell: str, *kolonner: str) -> None:
        """Say that the answer rests on these columns, where an operator writes them itself."""
        for kolonne in kolonner:
            columns.note(self, tables.BY_NAME[tabell], kolonne, rows=True)

    def require(self, *alternatives: str) -> None:
        """The rule can be judged only when the extract has at least one of these tables. It writes no SQL."""
        needs = [Behov(tabell=tabell) for tabell in alternatives]
        self.reads.rows.append(needs[0] if len(needs) == 1 else EttAv(deler=tuple((need,) for need in needs)))

    def unseen(self, rader: Rader) -> Sql | None:
        """SQL for: a row that would count may be missing here, because the source does not reach that far or is full.
        ``None`` when no source has such a limit."""
        return windows.unseen(self, rader)

    def unseen_between(self, rader: Rader, lower: Sequence[Sql], upper: Sequence[Sql]) -> Sql | None:
        """As ``unseen``, for rows dated on or after every ``lower`` and on or before every ``upper``."""
        return windows.unseen_between(self, rader, lower, upper)

    def short(self, condition: Sql, unseen: Sql | None) -> None:
        """Say that the answer is not known where the condition holds and more may lie outside what the source has."""
        if unseen is not None:
            self.reads.unseen.append(sql("({} AND {})", condition, unseen))


def unless(lacking: Sql | None, found: Sql) -> Sql:
    """``found``, unknown where ``lacking`` holds."""
    return found if lacking is None else sql("CASE WHEN {} THEN NULL ELSE {} END", lacking, found)


def _earliest(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MIN", felt)


def _latest(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MAX", felt)


def _two_or_one(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MAX", sql("CASE WHEN {} THEN 2 ELSE 1 END", der))


def _state(state: Sql, unseen: Sql | None) -> Sql:
    """2: such a row is there; 1: one may be; none at all: false, or unknown where rows may be missing."""
    none = unless(unseen, FALSE)
    return sql("CASE COALESCE({}, 0) WHEN 2 THEN TRUE WHEN 0 THEN {} END", state, none)


def _no_values(expression: Sql) -> None:
    if expression.uses:
        raise ValueError(f"{expression} names {sorted(expression.uses)}, which are not known in a join")
