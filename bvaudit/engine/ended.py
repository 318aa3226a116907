"""Objects that are over: nothing is left to do in them, however it went."""

from datetime import date

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.tables import BY_NAME

_CONCLUDED, _WITHDRAWN = "konklusjon_slutt_dato", "konklusjon_er_slettet"  # a withdrawn conclusion is none
_ENDS = ("slutt_dato", _CONCLUDED)


def ended(database: SqlEngine, objekt: str, per: date) -> frozenset[str]:
    """The ids of those in the table ``objekt`` that ended on ``per`` or before."""
    return frozenset(end_days(database, objekt, per))


def end_days(database: SqlEngine, objekt: str, per: date) -> dict[str, date]:
    """Object → the day it ended, of those that had ended on ``per``; the first, where there are two."""
    table = BY_NAME[objekt]
    columns = [name for name in _ENDS if table.column(name) is not None]
    if not columns:
        return {}
    withdrawn = table.column(_WITHDRAWN) is not None
    days = [
        f"CASE WHEN {name} <= ?"
        + (f" AND NOT COALESCE({_WITHDRAWN}, FALSE)" if withdrawn and name == _CONCLUDED else "")
        + f" THEN {name} END"
        for name in columns
    ]
    first = days[0] if len(days) == 1 else f"LEAST({', '.join(days)})"
    rows = database.run(f"SELECT {table.nokkel}, {first} FROM {objekt}", [per] * len(columns))
    return {objekt_id: dag for objekt_id, dag in rows if dag is not None}
