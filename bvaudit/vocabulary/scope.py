"""The query of one rule while it is being written: names become columns, rows become joined aggregates.

An operator never writes FROM or JOIN. It asks the scope for a column, a date, or something about rows that belong
to the object, and gets an expression back. The scope remembers what must be joined, once each.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model import tables
from bvaudit.model.kilde import Behov, EttAv, Kilde, Trenger, everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import Mangler, Table
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.model.words.lookup import ord_for
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.held import Held, needed_rows, window_of

_AS_IT_IS = ("sak", "innsending")  # parents of every row, read whatever the judging day


class RuleFault(Exception):
    """A rule says something its tables cannot mean. The text is for the rule's author."""


@dataclass(slots=True)
class Frame:
    """A table in the query under an alias, with the parents it has been joined to."""

    alias: str
    table: Table
    outer: "Frame | None" = None
    parents: dict[str, str] = field(default_factory=dict)  # parent table → alias
    beneath: dict[str, str] = field(default_factory=dict)  # rows under the row, told of each → alias
    correlated: bool = False


@dataclass(slots=True)
class Joined:
    """Values per object over some rows, found by the object's own number or its case's."""

    alias: str
    on: str  # nr or sak_nr
    group: str
    source: str  # FROM and WHERE
    values: dict[str, str] = field(default_factory=dict)  # expression → column

    @property
    def sql(self) -> str:
        columns = ", ".join(f"{expression} AS {name}" for expression, name in self.values.items())
        return f"SELECT {self.group} AS nr, {columns} FROM {self.source} GROUP BY {self.group}"


@dataclass(slots=True)
class Reads:
    """What a part of a rule reads. ``direct``: its answer rests on all of it. ``rows``: what it looks for among rows,
    where the answer already says «unknown» when the source does not have them. ``unknown``: truth values that some
    source does not have, with the SQL that says for which cases. ``unseen``: SQL for the cases where what is found is
    not enough, and more may be missing because the source does not reach that far. ``cut``: what may be missing, and
    SQL for where."""

    direct: list[Trenger] = field(default_factory=list)
    rows: list[Trenger] = field(default_factory=list)
    unknown: dict[tuple[str, str], str] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)
    cut: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Reads") -> None:
        self.direct += other.direct
        self.rows += other.rows
        self.unknown |= other.unknown
        self.unseen += other.unseen
        self.cut |= other.cut


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
            raise RuleFault(f"«{objekt}» kan ikke være objekt for en regel")
        self.dialect = dialect
        self.dag = per
        self._kodelister: Kodelister = koder or {}
        self.root = Frame(alias="o", table=table)
        self.object_columns: dict[str, str] = {}  # column of o → expression over the object's own tables
        self.object_parents: dict[str, str] = {}  # parent table → alias inside o
        self.object_values: dict[str, str] = {}  # expression over o → the column that has it
        self.joins: dict[str, Joined] = {}
        self.calendars: dict[str, str] = {}  # expression → alias of the calendar joined on it
        self.lets: dict[str, str] = {}  # name → expression, each expression once
        self.names: dict[str, str] = {}  # name asked for → the name in lets that has its expression
        self.tables: set[str] = {objekt}
        self.held = Held(kilder or (everything(),))
        self.reads = Reads()
        self.assumed: dict[tuple[str, str], bool] = {}  # a truth value some source does not have → what to take it for
        self.looked_at: set[tuple[str, str]] = set()  # table and column, of everything that was asked for by name
        self.prefix = ""

    # --- words for operators -------------------------------------------------------------------------------

    @property
    def per(self) -> str:
        return self.dialect.date(self.dag)

    @property
    def own_start(self) -> str:
        """The day the object itself came to be."""
        if not self.root.table.start:
            raise RuleFault(f"«{self.root.table.navn}» har ingen startdato")
        return self.column(self.root.table.start)

    def column(self, path: str, frame: Frame | None = None) -> str:
        """``start_dato`` of this table, ``tiltak.start_dato`` of its parent, ``objekt.x`` of the object from rows."""
        if path == "per":
            return self.per
        frame = frame or self.root
        head, _, rest = path.rpartition(".")
        if head == "objekt" or head.startswith("objekt."):
            if frame.outer is None:
                return self.column(path.removeprefix("objekt."), frame)
            frame.correlated = True
            return self.column(path.removeprefix("objekt."), frame.outer)
        if not head:
            return self._own(rest, frame)
        return self._of_parent(head, rest, frame)

    def date(self, dato: Dato, frame: Frame | None = None) -> str:
        rows = dato.tidligste or dato.seneste
        if dato.dag is not None:
            expression = self.dialect.date(dato.dag)
        elif rows is not None:
            expression = self.aggregate(rows, "MIN({felt})" if dato.tidligste else "MAX({felt})")
            self.short(f"{expression} IS NULL", self.unseen(rows))
        else:
            expression = self.column(dato.felt, frame)
        for lengde in dato.pluss:
            expression = self.dialect.add(expression, lengde)
        for lengde in dato.minus:
            expression = self.dialect.subtract(expression, lengde)
        return expression

    def let(self, name: str, expression: str) -> str:
        """Give an expression a name in the query; later expressions can use it. Two that are the same share a name."""
        asked = f"{self.prefix}{name}"
        known = self.names.setdefault(asked, next((n for n, one in self.lets.items() if one == expression), asked))
        if self.lets.setdefault(known, expression) != expression:
            raise RuleFault(f"navnet {asked} er brukt to ganger i spørringen")
        return self.dialect.identifier(known)

    def of_object(self, expression: str) -> str:
        """Reckon an expression over the object's own columns once, where the joins to other rows can use it too."""
        number = len(self.object_values) + 1
        return f"o.{self.object_values.setdefault(expression, f'verdi_{number}')}"

    def exists(self, rader: Rader) -> str:
        """True when such a row is there, unknown when a row may be one or the source may not show it, else false."""
        with self.reading() as reads:
            state = self.aggregate(rader, "MAX(CASE WHEN {der} THEN 2 ELSE 1 END)", unknown=True)
            unseen = self.unseen(rader)
        wanted = list(reads.direct)
        self.reads.rows += [*wanted, *reads.rows]
        reads.direct, reads.rows = [], []
        self.reads.add(reads)
        found = f"CASE COALESCE({state}, 0) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END"
        if unseen:
            none = f"CASE WHEN {unseen} THEN NULL ELSE FALSE END"
            found = f"CASE COALESCE({state}, 0) WHEN 2 THEN TRUE WHEN 0 THEN {none} END"
        lacking = self.held.lacking(wanted)
        return f"CASE WHEN {lacking} THEN NULL ELSE {found} END" if lacking else found

    @contextmanager
    def reading(self) -> Iterator[Reads]:
        """What is read inside, kept apart from what is read around it."""
        outer, self.reads = self.reads, Reads()
        try:
            yield self.reads
        finally:
            self.reads = outer

    def read(self, tabell: str, *kolonner: str) -> None:
        """Say that the answer rests on these columns, where an operator writes them itself."""
        for kolonne in kolonner:
            self._note(tables.BY_NAME[tabell], kolonne, rows=True)

    def unseen(self, rader: Rader) -> str:
        """SQL for: a row that would count may be missing here, because the source does not reach that far or is full.
        Empty when no source has such a limit."""
        if not self.held.limited(rader.tabell):
            return ""
        frame = Frame(alias="r", table=self._table(rader.tabell), outer=self.root)
        lower, upper = window_of(rader, frame.table, lambda dato, days: self._bound(dato, days, frame))
        return self.unseen_between(rader, lower, upper)

    def unseen_between(self, rader: Rader, lower: Sequence[str], upper: Sequence[str]) -> str:
        """As ``unseen``, for rows dated on or after every ``lower`` and on or before every ``upper``."""

        def number() -> str:
            with self.reading():
                every = Rader(tabell=rader.tabell, via=rader.via, retning=rader.retning)
                return f"COALESCE({self.aggregate(every, 'COUNT(*)', correlated=True)}, 0)"

        where = self.held.unseen(
            rader, self.dialect.date, lower=lower, upper=[*upper, self.per], number=number, koder=needed_rows(rader)
        )
        if where:
            self.reads.cut[ord_for(rader.tabell)] = where
        return where

    def short(self, condition: str, unseen: str) -> None:
        """Say that the answer is not known where the condition holds and more may lie outside what the source has."""
        if unseen:
            self.reads.unseen.append(f"({condition} AND {unseen})")

    def _bound(self, dato: Dato, days: int, frame: Frame) -> str | None:
        """The end of a window, moved by so many days, as an expression over the object. None when it differs by row."""
        if dato.tidligste or dato.seneste or not (dato.dag or dato.felt == "per" or dato.felt.startswith("objekt.")):
            return None
        with self.reading():
            day = self.date(dato, frame)
        one = Varighet(antall=1, enhet="D")
        return self.dialect.add(day, one) if days > 0 else self.dialect.subtract(day, one) if days < 0 else day

    def next_working_day(self, expression: str) -> str:
        """The day itself, or the first day after it that is neither weekend nor public holiday."""
        alias = self.calendars.setdefault(expression, f"k{len(self.calendars) + 1}")
        return f"COALESCE({alias}.neste_virkedag, {expression})"

    def condition(self, betingelse: Betingelse, frame: Frame | None = None) -> str:
        frame = frame or self.root
        parts = [self._field(krav, frame) for krav in betingelse.felt]
        if betingelse.i_kraft is not None:
            parts.append(self._in_force(self.date(betingelse.i_kraft, frame), frame))
        if betingelse.minst_en:
            parts.append(self._any_condition(betingelse.minst_en, frame))
        if betingelse.ikke is not None:
            parts.append(f"NOT ({self.condition(betingelse.ikke, frame)})")
        for rader in betingelse.finnes:
            parts.append(self.exists(rader) if frame is self.root else self._exists_beneath(rader, frame))
        return " AND ".join(parts) if parts else "TRUE"

    def _any_condition(self, alternatives: Sequence[Betingelse], frame: Frame) -> str:
        parts: list[str] = []
        wanted: list[tuple[Trenger, ...]] = []
        for one in alternatives:
            with self.reading() as reads:
                parts.append(f"({self.condition(one, frame)})")
            wanted.append(tuple(reads.rows))
            reads.rows = []
            self.reads.add(reads)
        if looking := tuple(w for w in wanted if w):
            self.reads.rows += looking[0] if len(looking) == 1 else [EttAv(deler=looking)]
        # Where a format has no such table, the row cannot be registered there, and one of the others must be.
        for i, where in enumerate(self.held.no_alternative(wanted)):
            if where:
                parts[i] = f"CASE WHEN {where} THEN FALSE ELSE {parts[i]} END"
        return "(" + " OR ".join(parts) + ")"

    def aggregate(self, rader: Rader, what: str, *, unknown: bool = False, correlated: bool = False) -> str:
        """One value per object over its rows. ``what`` may name ``{felt}`` (the date) and ``{der}`` (the condition).

        Rows whose condition is unknown count only with ``unknown=True``. With ``correlated`` the value may also
        name the object's own columns, under the alias ``o``.
        """
        frame = self._rows_frame(rader)
        self.reads.direct += self._rows_needed(rader, frame.table)
        felt = self.column(rader.felt or frame.table.start or "sak_nr", frame)
        der = self.condition(rader.der, frame) if rader.der else "TRUE"
        keep = f"COALESCE({der}, TRUE)" if unknown else der
        frame.correlated = frame.correlated or correlated
        return self._join(frame, rader, what.format(felt=felt, der=der), keep)

    def joined(self, source: str, group: str, value: str, *, on: str = "nr") -> str:
        """A value per ``group`` over ``source``. The same source is read once, however many values are asked of it."""
        key = f"{on} {group} {source}"
        joined = self.joins.get(key)
        if joined is None:
            joined = Joined(alias=f"a{len(self.joins) + 1}", on=on, group=group, source=source)
            self.joins[key] = joined
        # Named so that no other join has the same: the value is used long after the join.
        return joined.values.setdefault(value, f"{joined.alias}_v{len(joined.values) + 1}")

    def source(self, tabell: str) -> str:
        """The name of the table as it stands on the judging day: living rows that exist by then."""
        self.tables.add(tabell)
        return self.dialect.identifier(f"levende_{tabell}")

    def parent_source(self, parent: str) -> str:
        """The case is joined as it is: a case opened late does not hide what was done before it."""
        return self.dialect.identifier(parent) if parent in _AS_IT_IS else self.source(parent)

    def parent_join(self, parent: str, alias: str, child: str) -> str:
        """How a row finds its parent: the submission by its id in the case, everything else by number."""
        keys = ("innsending_id", "sak_id") if parent == "innsending" else (f"{parent}_nr",)
        return " AND ".join(f"{alias}.{key} = {child}.{key}" for key in map(self.dialect.identifier, keys))

    def require(self, *alternatives: str) -> None:
        """The rule can be judged only when the extract has at least one of these tables."""
        needs = [Behov(tabell=tabell) for tabell in alternatives]
        self.reads.rows.append(needs[0] if len(needs) == 1 else EttAv(deler=tuple((need,) for need in needs)))

    def code_valid(self, liste: str, kode: str, dag: str) -> str:
        """True when the code may be used on the day, by its list; unknown when code or day is."""
        kodeliste = self._kodelister.get(liste)
        if kodeliste is None:
            raise RuleFault(f"kodelisten «{liste}» finnes ikke")
        periods: dict[tuple[date | None, date | None], list[str]] = {}
        for k in kodeliste.koder:
            periods.setdefault((k.gyldig_fra, k.gyldig_til_og_med), []).append(k.kode)
        parts = []
        for (fra, til), koder in periods.items():
            part = f"{kode} IN ({', '.join(self.dialect.text(k) for k in koder)})"
            part += f" AND {dag} >= {self.dialect.date(fra)}" if fra else ""
            part += f" AND {dag} <= {self.dialect.date(til)}" if til else ""
            parts.append(f"({part})")
        return f"CASE WHEN {kode} IS NULL OR {dag} IS NULL THEN NULL ELSE ({' OR '.join(parts)}) END"

    # --- how names are found -------------------------------------------------------------------------------

    def _own(self, navn: str, frame: Frame) -> str:
        if frame.table.column(navn) is None:
            raise RuleFault(f"tabellen «{frame.table.navn}» har ikke feltet «{navn}»")
        self.looked_at.add((frame.table.navn, navn))
        if frame is self.root:
            self.object_columns[navn] = f"t.{self.dialect.identifier(navn)}"
        self._note(frame.table, navn, rows=frame is not self.root)
        return self._assume(frame.table, navn, f"{frame.alias}.{self.dialect.identifier(navn)}", frame)

    def _of_parent(self, parent: str, navn: str, frame: Frame) -> str:
        chain = [frame.table.forelder, *_AS_IT_IS]
        if parent not in chain or tables.BY_NAME[parent].column(navn) is None:
            raise RuleFault(f"«{parent}.{navn}» finnes ikke for tabellen «{frame.table.navn}»")
        self.looked_at.add((parent, navn))
        if parent not in _AS_IT_IS:
            self.tables.add(parent)
        if frame is self.root:
            alias = self.object_parents.setdefault(parent, f"p{len(self.object_parents) + 1}")
            known = f"{parent}__{navn}"
            self.object_columns[known] = f"{alias}.{self.dialect.identifier(navn)}"
            self._note(tables.BY_NAME[parent], navn)
            return self._assume(tables.BY_NAME[parent], navn, f"o.{self.dialect.identifier(known)}", frame)
        self._note(tables.BY_NAME[parent], navn, rows=True)
        alias = frame.parents.setdefault(parent, f"rp{len(frame.parents) + 1}")
        return f"{alias}.{self.dialect.identifier(navn)}"

    def _rows_frame(self, rader: Rader) -> Frame:
        table = self._table(rader.tabell)
        self.tables.add(rader.tabell)
        return Frame(alias="r", table=table, outer=self.root)

    def _table(self, navn: str) -> Table:
        table = tables.BY_NAME.get(navn)
        if table is None:
            raise RuleFault(f"tabellen «{navn}» finnes ikke")
        return table

    # --- what the sources hold -----------------------------------------------------------------------------

    def _rows_needed(self, rader: Rader, table: Table) -> Iterable[Trenger]:
        """The table the rows lie in, under what and of which kinds, and the links that lead to them."""
        objekt = self.root.table.navn
        if rader.via == "relasjon":
            ends = (rader.tabell, objekt) if rader.retning == "fra" else (objekt, rader.tabell)
            yield Behov(tabell="relasjon", eier=">".join(ends))
        eier = objekt if table.eid and objekt != "sak" else ""
        yield Behov(tabell=rader.tabell, eier=eier, koder=needed_rows(rader))

    def _note(self, table: Table, navn: str, *, rows: bool = False) -> None:
        """Remember that the column was read, and what it means where a source does not have it."""
        column = next((c for c in table.kolonner if c.navn == navn), None)
        if column is None or column.mangler is Mangler.NEI:
            return
        need = Behov(tabell=table.navn, kolonne=navn)
        if column.mangler is Mangler.KREVD:
            # Rows that mean «none» when they are missing need no columns either.
            self.reads.direct += [need] if not rows or table.mangler is Mangler.KREVD else []
        elif not rows and (lacking := self.held.lacking([need])):
            self.reads.unknown[table.navn, navn] = lacking

    def _assume(self, table: Table, navn: str, expression: str, frame: Frame) -> str:
        lacking = self.reads.unknown.get((table.navn, navn))
        if frame is not self.root or lacking is None or (table.navn, navn) not in self.assumed:
            return expression
        value = "TRUE" if self.assumed[table.navn, navn] else "FALSE"
        return value if lacking == "TRUE" else f"CASE WHEN {lacking} THEN {value} ELSE {expression} END"

    def empty(self, path: str, frame: Frame | None = None) -> str:
        """True when the field is empty, unknown when the source of the case does not have it."""
        with self.reading() as reads:
            felt = self.column(path, frame)
        own = path.startswith("objekt.") or frame is None or frame is self.root
        lacking = self.held.lacking([*reads.direct, *(Behov(tabell=t, kolonne=k) for t, k in reads.unknown)])
        if not own or not lacking or any(key in self.assumed for key in reads.unknown):
            return f"{felt} IS NULL"
        return f"CASE WHEN {lacking} THEN NULL ELSE {felt} IS NULL END"

    # --- conditions ----------------------------------------------------------------------------------------

    def _field(self, krav: Feltkrav, frame: Frame) -> str:
        felt = self.column(krav.felt, frame)
        parts: list[str] = []
        if krav.en_av is not None:
            koder = [self.dialect.text(k) for k in krav.en_av if k is not None]
            inside = f"{felt} IN ({', '.join(koder)})" if koder else "FALSE"
            parts.append(f"({self.empty(krav.felt, frame)} OR {inside})" if None in krav.en_av else inside)
        if krav.har_en_av:
            each = (self.dialect.text(f",{one},") for one in krav.har_en_av)
            parts.append("(" + " OR ".join(f"POSITION({one} IN ',' || {felt} || ',') > 0" for one in each) + ")")
        if krav.lik:
            parts.append(f"{felt} = {self.column(krav.lik, frame)}")
        if krav.er is not None:
            parts.append(felt if krav.er else f"NOT {felt}")
        if krav.utfylt is not None:
            empty = self.empty(krav.felt, frame)
            parts.append(f"NOT ({empty})" if krav.utfylt else f"({empty})")
        moved = felt
        for lengde in krav.pluss:
            moved = self.dialect.add(moved, lengde)
        if krav.tidligst is not None:
            parts.append(f"{moved} >= {self.date(krav.tidligst, frame)}")
        if krav.senest is not None:
            parts.append(f"{moved} <= {self.date(krav.senest, frame)}")
        if krav.minst is not None:
            parts.append(f"{felt} >= {int(krav.minst)}")
        if krav.hoyst is not None:
            parts.append(f"{felt} <= {int(krav.hoyst)}")
        if krav.gyldig_i:
            if krav.pa is None:
                raise RuleFault("«gyldig_i» må ha «pa»: datoen koden skal gjelde")
            parts.append(self.code_valid(krav.gyldig_i, felt, self.date(krav.pa, frame)))
        return " AND ".join(parts)

    def _in_force(self, dag: str, frame: Frame) -> str:
        table = frame.table
        if not table.start or not table.slutt:
            raise RuleFault(f"«{table.navn}» har ikke start og slutt, og kan ikke være i kraft")
        start, slutt = self.column(table.start, frame), self.column(table.slutt, frame)
        return f"{start} <= {dag} AND ({self.empty(table.slutt, frame)} OR {slutt} >= {dag})"

    def _exists_beneath(self, rader: Rader, frame: Frame) -> str:
        """As ``exists``, for one row among others: a row that lies under it, as a decision's paragraphs do."""
        below = self._rows_frame(rader)
        below.alias = "u"
        table, owner = below.table, frame.table
        if rader.via or owner.nr is None or not (table.eid or table.forelder == owner.navn):
            raise RuleFault("«finnes» kan ikke stå inne i andre rader, bare om det som står under raden selv")
        d = self.dialect
        with self.reading() as reads:
            der = self.condition(rader.der, below) if rader.der else "TRUE"
        lacking = self.held.lacking([Behov(tabell=table.navn), *reads.direct])
        frame.correlated = frame.correlated or lacking not in ("", "TRUE")
        if below.correlated or below.parents:
            raise RuleFault("«finnes» inne i andre rader kan bare se på radens egne felt")
        key = f"u.{d.identifier('eier_nr' if table.eid else owner.nr)}"
        mine = f"u.{d.identifier('eier_type')} = {d.text(owner.navn)} AND " if table.eid else ""
        told = (
            f"(SELECT {key} AS nr, MAX(CASE WHEN {der} THEN 2 ELSE 1 END) AS funnet FROM {self.source(table.navn)} u "
            f"WHERE {mine}COALESCE({der}, TRUE) GROUP BY {key})"
        )
        alias = frame.beneath.setdefault(told, f"b{len(frame.beneath) + 1}")
        found = f"CASE COALESCE({alias}.funnet, 0) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END"
        return f"CASE WHEN {lacking} THEN NULL ELSE {found} END" if lacking else found

    # --- joins ---------------------------------------------------------------------------------------------

    def _join(self, frame: Frame, rader: Rader, value: str, keep: str) -> str:
        key, source = self._link(frame, rader)
        for parent, alias in frame.parents.items():
            source += f" JOIN {self.parent_source(parent)} {alias} ON {self.parent_join(parent, alias, 'r')}"
        for told, alias in frame.beneath.items():
            source += f" LEFT JOIN {told} {alias} ON {alias}.nr = r.{self.dialect.identifier(str(frame.table.nr))}"
        on = self._object_key(frame, rader)
        group = key
        if frame.correlated:
            source += f" JOIN o ON o.{on} = {key}"
            group, on = "o.nr", "nr"
        where = "" if keep == "TRUE" else f" WHERE {keep}"
        return self.joined(source + where, group, value, on=on)

    def _link(self, frame: Frame, rader: Rader) -> tuple[str, str]:
        """The column that points to the object (or its case), and what to read the rows from."""
        objekt, table = self.root.table, frame.table
        rows = f"{self.source(table.navn)} r"
        if rader.via == "relasjon":
            near, far = ("til", "fra") if rader.retning == "fra" else ("fra", "til")
            d = self.dialect
            relation = (
                f"{self.source('relasjon')} rel JOIN {rows} ON r.{d.identifier(str(table.nr))} = rel.{far}_nr "
                f"AND rel.{far}_type = {d.text(table.navn)} AND rel.{near}_type = {d.text(objekt.navn)}"
            )
            return f"rel.{near}_nr", relation
        if table.forelder == objekt.navn and objekt.navn != "sak":
            return f"r.{self.dialect.identifier(str(objekt.nr))}", rows
        if table.eid and objekt.navn != "sak":
            return (
                "r.eier_nr",
                f"(SELECT * FROM {self.source(table.navn)} WHERE eier_type = {self.dialect.text(objekt.navn)}) r",
            )
        return "r.sak_nr", rows

    def _object_key(self, frame: Frame, rader: Rader) -> str:
        key, _ = self._link(frame, rader)
        return "sak_nr" if key == "r.sak_nr" and self.root.table.navn != "sak" else "nr"
