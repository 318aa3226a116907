"""How a name in a rule finds its column, and what is remembered of every column that is asked for."""

from typing import TYPE_CHECKING

from bvaudit.model import tables
from bvaudit.model.kilde import Behov
from bvaudit.model.tables import Mangler, Table
from bvaudit.texts import text
from bvaudit.vocabulary.frame import Frame, RuleFault
from bvaudit.vocabulary.sql import FALSE, TRUE, Sql, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope

_COLUMNS = {table.navn: frozenset(c.navn for c in table.all_columns) for table in tables.TABLES}
NOT_CUT_BY_PER = ("sak", "innsending")  # parents of every row, joined without dropping rows later than ``per``


def column(scope: "Scope", path: str, frame: Frame) -> Sql:
    """See ``Scope.column``. RuleFault when the tables have no such column."""
    if path == "per":
        return scope.per
    head, _, rest = path.rpartition(".")
    if head == "objekt" or head.startswith("objekt."):
        if frame.outer is None:
            return column(scope, path.removeprefix("objekt."), frame)
        frame.correlated = True
        return column(scope, path.removeprefix("objekt."), frame.outer)
    return _of_parent(scope, head, rest, frame) if head else _own(scope, rest, frame)


def _own(scope: "Scope", navn: str, frame: Frame) -> Sql:
    if navn not in _COLUMNS[frame.table.navn]:
        tekst = text("vocabulary.columns.tabellen_har_ikke_feltet", navn=frame.table.navn, navn_2=navn)
        raise RuleFault(tekst, navn, (c.navn for c in frame.table.kolonner))
    scope.looked_at.add((frame.table.navn, navn))
    if frame is scope.root:
        scope.object_columns[navn] = scope.dialect.column("t", navn)
    note(scope, frame.table, navn, rows=frame is not scope.root)
    return _assume(scope, frame.table, navn, scope.dialect.column(frame.alias, navn), frame)


def _of_parent(scope: "Scope", parent: str, navn: str, frame: Frame) -> Sql:
    chain = [frame.table.forelder, *NOT_CUT_BY_PER]
    if parent not in chain or navn not in _COLUMNS[parent]:
        tekst = text("vocabulary.columns.finnes_ikke_for_tabellen", parent=parent, navn=navn, navn_2=frame.table.navn)
        names = (f"{one}.{c.navn}" for one in chain if one for c in tables.BY_NAME[one].kolonner)
        raise RuleFault(tekst, f"{parent}.{navn}", names)
    table = tables.BY_NAME[parent]
    scope.looked_at.add((parent, navn))
    if parent not in NOT_CUT_BY_PER:
        scope.tables.add(parent)
    if frame is scope.root:
        alias = scope.object_parents.setdefault(parent, f"p{len(scope.object_parents) + 1}")
        known = f"{parent}.{navn}"
        scope.object_columns[known] = scope.dialect.column(alias, navn)
        note(scope, table, navn)
        return _assume(scope, table, navn, scope.dialect.column("o", known), frame)
    note(scope, table, navn, rows=True)
    alias = frame.parents.setdefault(parent, f"rp{len(frame.parents) + 1}")
    return scope.dialect.column(alias, navn)


def note(scope: "Scope", table: Table, navn: str, *, rows: bool = False) -> None:
    """Remember that the column was read, and what it means where a source does not have it."""
    found = next((c for c in table.kolonner if c.navn == navn), None)
    if found is None or found.mangler is Mangler.NEI:
        return
    need = Behov(tabell=table.navn, kolonne=navn)
    if found.mangler is Mangler.KREVD:
        # Rows that mean «none» when they are missing need no columns either.
        scope.reads.direct += [need] if not rows or table.mangler is Mangler.KREVD else []
    elif not rows and (lacking := scope.held.lacking([need])) is not None:
        scope.reads.unknown[table.navn, navn] = lacking


def _assume(scope: "Scope", table: Table, navn: str, expression: Sql, frame: Frame) -> Sql:
    lacking = scope.reads.unknown.get((table.navn, navn))
    if frame is not scope.root or lacking is None or (table.navn, navn) not in scope.assumed:
        return expression
    value = TRUE if scope.assumed[table.navn, navn] else FALSE
    return value if lacking == TRUE else sql("CASE WHEN {} THEN {} ELSE {} END", lacking, value, expression)


def empty(scope: "Scope", path: str, frame: Frame | None) -> Sql:
    """See ``Scope.empty``."""
    with scope.reading() as reads:
        felt = scope.column(path, frame)
    own = path.startswith("objekt.") or frame is None or frame is scope.root
    lacking = scope.held.lacking([*reads.direct, *(Behov(tabell=t, kolonne=k) for t, k in reads.unknown)])
    if not own or lacking is None or any(key in scope.assumed for key in reads.unknown):
        return sql("{} IS NULL", felt)
    return sql("CASE WHEN {} THEN NULL ELSE {} IS NULL END", lacking, felt)
