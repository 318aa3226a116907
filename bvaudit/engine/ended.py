"""Objects that are over: nothing is left to do in them, however it went."""

from datetime import date

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.tables import BY_NAME

_CONCLUDED, _WITHDRAWN = "konklusjon_slutt_dato", "konklusjon_er_slettet"  # a withdrawn conclusion is none
_ENDS = ("slutt_dato", _CONCLUDED)


def ended(database: SqlEngine, objekt: str, per: date) -> frozenset[str]:
    """The ids of those in the table ``objekt`` that ended on ``per`` or before."""
    table = BY_NAME[objekt]
    columns = [name for name in _ENDS if table.column(name) is not None]
    if not columns:
        return frozenset()
    withdrawn = table.column(_WITHDRAWN) is not None
    over = " OR ".join(
        f"{name} <= ?" + (f" AND NOT COALESCE({_WITHDRAWN}, FALSE)" if withdrawn and name == _CONCLUDED else "")
        for name in columns
    )
    rows = database.run(f"SELECT {table.nokkel} FROM {objekt} WHERE {over}", [per] * len(columns))
    return frozenset(objekt_id for (objekt_id,) in rows)
