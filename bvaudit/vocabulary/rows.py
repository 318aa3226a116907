"""Rows that belong to the object, or lie under another row: where they are found, and how they are joined."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from bvaudit import texts
from bvaudit.model.kilde import Behov, Trenger
from bvaudit.model.tables import Table
from bvaudit.model.uttrykk import Rader
from bvaudit.vocabulary import windows
from bvaudit.vocabulary.frame import Frame, RuleFault
from bvaudit.vocabulary.held import needed_rows
from bvaudit.vocabulary.sql import TRUE, Extreme, Sql, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope


What = Callable[[Sql, Sql], Sql | Extreme]  # of the rows' date and of their condition


def aggregate(scope: "Scope", rader: Rader, what: What, *, unknown: bool, correlated: bool) -> Sql:
    """See ``Scope.aggregate``."""
    frame = _frame(scope, rader)
    scope.reads.direct += _needed(scope, rader, frame.table)
    windows.begins(scope, rader)
    felt = scope.column(rader.felt or frame.table.start or "sak_nr", frame)
    der = scope.condition(rader.der, frame) if rader.der else TRUE
    keep = sql("COALESCE({}, TRUE)", der) if unknown else der
    frame.correlated = frame.correlated or correlated
    return _join(scope, frame, rader, what(felt, der), keep)


def exists_beneath(scope: "Scope", rader: Rader, frame: Frame) -> Sql:
    """As ``Scope.exists``, for one row among others: a row that lies under it, as a decision's paragraphs do."""
    below = _frame(scope, rader)
    below.alias = "u"
    table, owner, column = below.table, frame.table, scope.dialect.column
    if rader.via or owner.nr is None or not (table.eid or table.forelder == owner.navn):
        raise RuleFault(texts.text("vocabulary.rows.finnes_kan_ikke_sta_inne_i"))
    windows.begins(scope, rader)
    with scope.reading() as reads:
        der = scope.condition(rader.der, below) if rader.der else TRUE
    lacking = scope.held.lacking([Behov(tabell=table.navn), *reads.direct])
    frame.correlated = frame.correlated or lacking not in (None, TRUE)
    if below.correlated or below.parents:
        raise RuleFault(texts.text("vocabulary.rows.finnes_inne_i_andre_rader_kan"))
    owned = sql("{} = {} AND ", column("u", "eier_type"), scope.dialect.text(owner.navn)) if table.eid else Sql("")
    told = sql(
        "(SELECT {key} AS nr, MAX(CASE WHEN {der} THEN 2 ELSE 1 END) AS funnet FROM {source} u "
        "WHERE {owned}COALESCE({der}, TRUE) GROUP BY {key})",
        key=column("u", "eier_nr" if table.eid else owner.nr),
        der=der,
        source=scope.source(table.navn),
        owned=owned,
    )
    alias = frame.beneath.setdefault(told, f"b{len(frame.beneath) + 1}")
    found = sql("CASE COALESCE({}, 0) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END", Sql(f"{alias}.funnet"))
    return found if lacking is None else sql("CASE WHEN {} THEN NULL ELSE {} END", lacking, found)


def pairs(scope: "Scope", rader: Rader, felt: str) -> Sql:
    """A query for the rows that belong to the object, one by one: the object's number (or its case's, where the rows
    are of the case) as ``nr`` and the column as ``verdi``. Empty ``felt``: the rows' own date. A row whose condition is
    unknown is not there. RuleFault where the condition names the object."""
    frame = _frame(scope, rader)
    scope.reads.direct += _needed(scope, rader, frame.table)
    value = scope.column(felt or rader.felt or frame.table.start or "sak_nr", frame)
    der = scope.condition(rader.der, frame) if rader.der else TRUE
    if frame.correlated or frame.parents or frame.beneath:
        raise RuleFault(texts.text("vocabulary.rows.finnes_inne_i_andre_rader_kan"))
    key, source = _link(scope, frame, rader)
    on = "sak_nr" if key.text == "r.sak_nr" and scope.root.table.navn != "sak" else "nr"
    return sql(
        "SELECT DISTINCT o.nr AS nr, {value} AS verdi FROM {source} JOIN o ON o.{on} = {key} WHERE {der}",
        value=value,
        source=source,
        on=Sql(on),
        key=key,
        der=der,
    )


def _frame(scope: "Scope", rader: Rader) -> Frame:
    table = scope.table(rader.tabell)
    scope.tables.add(rader.tabell)
    return Frame(alias="r", table=table, outer=scope.root)


def _needed(scope: "Scope", rader: Rader, table: Table) -> Iterable[Trenger]:
    """The table the rows lie in, under what and of which kinds, and the links that lead to them."""
    objekt = scope.root.table.navn
    if rader.via == "relasjon":
        way = [rader.tabell, *([rader.gjennom] if rader.gjennom else []), objekt]
        for ends in pairwise(way if rader.retning == "fra" else reversed(way)):
            yield Behov(tabell="relasjon", eier=">".join(ends))
        if rader.gjennom:
            yield Behov(tabell=rader.gjennom)
    eier = objekt if table.eid and objekt != "sak" else ""
    yield Behov(tabell=rader.tabell, eier=eier, koder=needed_rows(rader))


def _join(scope: "Scope", frame: Frame, rader: Rader, value: Sql | Extreme, keep: Sql) -> Sql:
    key, source = _link(scope, frame, rader)
    for parent, alias in frame.parents.items():
        near = scope.parent_join(parent, alias, "r")
        source = sql("{} JOIN {} {} ON {}", source, scope.parent_source(parent), Sql(alias), near)
    for told, alias in frame.beneath.items():
        nr = scope.dialect.column("r", str(frame.table.nr))
        source = sql("{} LEFT JOIN {} {alias} ON {alias}.nr = {}", source, told, nr, alias=Sql(alias))
    on = "sak_nr" if key.text == "r.sak_nr" and scope.root.table.navn != "sak" else "nr"
    group = key
    if frame.correlated:
        source = sql("{} JOIN o ON o.{} = {}", source, Sql(on), key)
        group, on = Sql("o.nr"), "nr"
    return scope.joined(source, group, value, on=on, keep=keep)


def _link(scope: "Scope", frame: Frame, rader: Rader) -> tuple[Sql, Sql]:
    """The column that points to the object (or its case), and what to read the rows from."""
    objekt, table = scope.root.table, frame.table
    source, column, text = scope.source(table.navn), scope.dialect.column, scope.dialect.text
    rows = sql("{} r", source)
    if rader.via == "relasjon":
        return _linked(scope, rows, frame, rader)
    if table.forelder == objekt.navn and objekt.navn != "sak":
        return column("r", str(objekt.nr)), rows
    if table.eid and objekt.navn != "sak":
        return Sql("r.eier_nr"), sql("(SELECT * FROM {} WHERE eier_type = {}) r", source, text(objekt.navn))
    return Sql("r.sak_nr"), rows


def _linked(scope: "Scope", rows: Sql, frame: Frame, rader: Rader) -> tuple[Sql, Sql]:
    """Rows that a Relasjon leads to, or two with a row between."""
    near, far = ("til", "fra") if rader.retning == "fra" else ("fra", "til")
    if rader.gjennom:
        return _linked_through(scope, rows, frame, rader, (near, far))
    source = sql(
        f"{{relasjon}} rel JOIN {{rows}} ON {{nr}} = rel.{far}_nr "
        f"AND rel.{far}_type = {{kind}} AND rel.{near}_type = {{objekt}}",
        relasjon=scope.source("relasjon"),
        rows=rows,
        nr=scope.dialect.column("r", str(frame.table.nr)),
        kind=scope.dialect.text(frame.table.navn),
        objekt=scope.dialect.text(scope.root.table.navn),
    )
    return Sql(f"rel.{near}_nr"), source


def _linked_through(scope: "Scope", rows: Sql, frame: Frame, rader: Rader, ends: tuple[str, str]) -> tuple[Sql, Sql]:
    """The object, a living row of ``gjennom``, and the rows: two links after each other."""
    near, far = ends
    between = scope.table(rader.gjennom)
    if between.nr is None:
        raise RuleFault(texts.text("vocabulary.rows.gjennom_ma_ha_id", navn=between.navn))
    text = scope.dialect.text
    source = sql(
        f"{{relasjon}} rel JOIN {{between}} m ON {{mnr}} = rel.{far}_nr AND rel.{far}_type = {{mkind}} "
        f"AND rel.{near}_type = {{objekt}} "
        f"JOIN {{relasjon}} rel2 ON rel2.{near}_nr = {{mnr}} AND rel2.{near}_type = {{mkind}} "
        f"JOIN {{rows}} ON {{nr}} = rel2.{far}_nr AND rel2.{far}_type = {{kind}}",
        relasjon=scope.source("relasjon"),
        between=scope.source(between.navn),
        mnr=scope.dialect.column("m", between.nr),
        mkind=text(between.navn),
        objekt=text(scope.root.table.navn),
        rows=rows,
        nr=scope.dialect.column("r", str(frame.table.nr)),
        kind=text(frame.table.navn),
    )
    return Sql(f"rel.{near}_nr"), source
