"""The first steps of a rule's statement: rows as they stood on the judging day, and the objects the rule is about."""

from collections.abc import Collection

from bvaudit.model.tables import BY_NAME, Column, Table
from bvaudit.vocabulary.columns import NOT_CUT_BY_PER
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, sql


def living_tables(scope: Scope, *, whole: bool, made: Collection[str]) -> list[str]:
    """A step ``levende_x AS (…)`` for each table that is read, but for those that are ``made`` in the database."""
    quoted = scope.dialect.identifier
    wanted = sorted(set(scope.tables).difference(made))
    return [f"{quoted(living_name(t))} AS ({living_rows(BY_NAME[t], scope, whole)})" for t in wanted]


def living_name(tabell: str) -> str:
    return f"levende_{tabell}"


def living_rows(table: Table, scope: Scope, whole: bool) -> str:
    """Rows that are not deleted and exist by the judging day, with what happened later taken out. ``whole``: for the
    register's own controls, which are about what was sent in, so that everything that is not deleted is there."""
    quoted = scope.dialect.identifier
    columns = [_living_column(table, column, scope, whole) for column in table.all_columns]
    where = "NOT COALESCE(er_slettet, FALSE)"
    if table.start and not whole:
        where += f" AND ({quoted(table.start)} IS NULL OR {quoted(table.start)} <= {scope.per})"
    return f"SELECT {', '.join(columns)} FROM {quoted(table.navn)} WHERE {where}"


def _living_column(table: Table, column: Column, scope: Scope, whole: bool) -> str:
    quoted = scope.dialect.identifier
    name = quoted(column.navn)
    if not column.hendt:
        return name
    keep = "TRUE" if whole else f"{quoted(column.hendt)} <= {scope.per}"
    if column.navn != column.hendt:
        keep = f"({quoted(column.hendt)} IS NULL OR {keep})"
    deleted = f"{column.hendt.split('_')[0]}_er_slettet"
    if table.column(deleted):
        keep += f" AND NOT COALESCE({quoted(deleted)}, FALSE)"
    return f"CASE WHEN {keep} THEN {name} END AS {name}"


def objects(scope: Scope, early: Sql | None, applies: str) -> str:
    """The step ``o``: each object with the columns of its own and its parents that are read, and of which ``early``
    holds. With ``applies``, the name of a column, also those where nobody knows whether it holds: there that column
    is null."""
    columns, source = _object_columns(scope), _object_source(scope)
    rows = f"SELECT {', '.join(columns)}\nFROM {source}"
    quoted = scope.dialect.identifier
    values = [f"{expression} AS {quoted(name)}" for expression, name in scope.object_values.items()]
    if applies:
        values.append(f"({early}) AS {quoted(applies)}")
    if early is None and not values:
        return rows
    # What cannot be known becomes uavklart later.
    where = f" WHERE {sql('COALESCE({}, TRUE)', early) if applies else early}" if early is not None else ""
    return f"SELECT {', '.join(['o.*', *values])} FROM (\n{rows}\n) o{where}"


def _object_columns(scope: Scope) -> list[str]:
    quoted, table = scope.dialect.identifier, scope.root.table
    columns = [f"t.{quoted(str(table.nr))} AS nr", "t.sak_nr AS sak_nr"]
    columns += [f"{expr} AS {quoted(name)}" for name, expr in scope.object_columns.items() if name != "sak_nr"]
    if str(table.nokkel) not in scope.object_columns:
        columns.append(f"t.{quoted(str(table.nokkel))}")
    return [*columns, "kilde.nr AS kilde"] if scope.held.used else columns


def _object_source(scope: Scope) -> str:
    source = f"{scope.source(scope.root.table.navn)} t"
    if scope.held.used:
        source += " JOIN sakskilde kilde ON kilde.sak_nr = t.sak_nr"
    for parent, alias in scope.object_parents.items():
        kind = "LEFT JOIN" if parent in NOT_CUT_BY_PER else "JOIN"
        source += f" {kind} {scope.parent_source(parent)} {alias} ON {scope.parent_join(parent, alias, 't')}"
    return source
