"""The query of one rule while it is being written: names become columns, rows become joined aggregates.

An operator never writes FROM or JOIN. It asks the scope for a column, a date, or something about rows that belong
to the object, and gets an expression back. The scope remembers what must be joined, once each.
"""

from dataclasses import dataclass, field
from datetime import date

from bvaudit.model import tables
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import Table
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Rader
from bvaudit.vocabulary.dialect import Dialect

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


class Scope:
    """Everything one rule's query is made of. ``object_columns`` are what the rows about the object must carry."""

    def __init__(self, dialect: Dialect, objekt: str, per: date, koder: Kodelister | None = None) -> None:
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
        self.read: set[tuple[str, str]] = set()  # table and column, of everything that was asked for by name
        self.needs: list[frozenset[str]] = [frozenset({objekt})]
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
        if dato.dag is not None:
            expression = self.dialect.date(dato.dag)
        elif dato.tidligste is not None:
            expression = self.aggregate(dato.tidligste, "MIN({felt})")
        elif dato.seneste is not None:
            expression = self.aggregate(dato.seneste, "MAX({felt})")
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
        """True when such a row is there, unknown when a row may be one, else false."""
        state = self.aggregate(rader, "MAX(CASE WHEN {der} THEN 2 ELSE 1 END)", unknown=True)
        return f"CASE COALESCE({state}, 0) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END"

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
            parts.append("(" + " OR ".join(f"({self.condition(b, frame)})" for b in betingelse.minst_en) + ")")
        if betingelse.ikke is not None:
            parts.append(f"NOT ({self.condition(betingelse.ikke, frame)})")
        for rader in betingelse.finnes:
            parts.append(self.exists(rader) if frame is self.root else self._exists_beneath(rader, frame))
        return " AND ".join(parts) if parts else "TRUE"

    def aggregate(self, rader: Rader, what: str, *, unknown: bool = False, correlated: bool = False) -> str:
        """One value per object over its rows. ``what`` may name ``{felt}`` (the date) and ``{der}`` (the condition).

        Rows whose condition is unknown count only with ``unknown=True``. With ``correlated`` the value may also
        name the object's own columns, under the alias ``o``.
        """
        frame = self._rows_frame(rader)
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
        self.needs.append(frozenset(alternatives))

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
        self.read.add((frame.table.navn, navn))
        if frame is self.root:
            self.object_columns[navn] = f"t.{self.dialect.identifier(navn)}"
        return f"{frame.alias}.{self.dialect.identifier(navn)}"

    def _of_parent(self, parent: str, navn: str, frame: Frame) -> str:
        chain = [frame.table.forelder, *_AS_IT_IS]
        if parent not in chain or tables.BY_NAME[parent].column(navn) is None:
            raise RuleFault(f"«{parent}.{navn}» finnes ikke for tabellen «{frame.table.navn}»")
        self.read.add((parent, navn))
        if parent not in _AS_IT_IS:
            self.tables.add(parent)
        if frame is self.root:
            alias = self.object_parents.setdefault(parent, f"p{len(self.object_parents) + 1}")
            known = f"{parent}__{navn}"
            self.object_columns[known] = f"{alias}.{self.dialect.identifier(navn)}"
            return f"o.{self.dialect.identifier(known)}"
        alias = frame.parents.setdefault(parent, f"rp{len(frame.parents) + 1}")
        return f"{alias}.{self.dialect.identifier(navn)}"

    def _rows_frame(self, rader: Rader) -> Frame:
        table = tables.BY_NAME.get(rader.tabell)
        if table is None:
            raise RuleFault(f"tabellen «{rader.tabell}» finnes ikke")
        self.tables.add(rader.tabell)
        return Frame(alias="r", table=table, outer=self.root)

    # --- conditions ----------------------------------------------------------------------------------------

    def _field(self, krav: Feltkrav, frame: Frame) -> str:
        felt = self.column(krav.felt, frame)
        parts: list[str] = []
        if krav.en_av is not None:
            koder = [self.dialect.text(k) for k in krav.en_av if k is not None]
            inside = f"{felt} IN ({', '.join(koder)})" if koder else "FALSE"
            parts.append(f"({felt} IS NULL OR {inside})" if None in krav.en_av else inside)
        if krav.har_en_av:
            each = (self.dialect.text(f",{one},") for one in krav.har_en_av)
            parts.append("(" + " OR ".join(f"POSITION({one} IN ',' || {felt} || ',') > 0" for one in each) + ")")
        if krav.lik:
            parts.append(f"{felt} = {self.column(krav.lik, frame)}")
        if krav.er is not None:
            parts.append(felt if krav.er else f"NOT {felt}")
        if krav.utfylt is not None:
            parts.append(f"{felt} IS {'NOT ' if krav.utfylt else ''}NULL")
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
        return f"{start} <= {dag} AND ({slutt} IS NULL OR {slutt} >= {dag})"

    def _exists_beneath(self, rader: Rader, frame: Frame) -> str:
        """As ``exists``, for one row among others: a row that lies under it, as a decision's paragraphs do."""
        below = self._rows_frame(rader)
        below.alias = "u"
        table, owner = below.table, frame.table
        if rader.via or owner.nr is None or not (table.eid or table.forelder == owner.navn):
            raise RuleFault("«finnes» kan ikke stå inne i andre rader, bare om det som står under raden selv")
        d = self.dialect
        der = self.condition(rader.der, below) if rader.der else "TRUE"
        if below.correlated or below.parents:
            raise RuleFault("«finnes» inne i andre rader kan bare se på radens egne felt")
        key = f"u.{d.identifier('eier_nr' if table.eid else owner.nr)}"
        mine = f"u.{d.identifier('eier_type')} = {d.text(owner.navn)} AND " if table.eid else ""
        told = (
            f"(SELECT {key} AS nr, MAX(CASE WHEN {der} THEN 2 ELSE 1 END) AS funnet FROM {self.source(table.navn)} u "
            f"WHERE {mine}COALESCE({der}, TRUE) GROUP BY {key})"
        )
        alias = frame.beneath.setdefault(told, f"b{len(frame.beneath) + 1}")
        return f"CASE COALESCE({alias}.funnet, 0) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END"

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
