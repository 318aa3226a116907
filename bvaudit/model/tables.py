"""The tables case data is kept in, in the order they are written: names, columns, types, and which dates say that a row
exists or has ended. Each is declared in ``tables_*.py``.
"""

from bvaudit.model.table import Column, Mangler, Table, Type
from bvaudit.model.tables_case import SAK, SAKENS_REST, UKJENT_DATO
from bvaudit.model.tables_measures import TILTAK, VEDTAK
from bvaudit.model.tables_reports import HENVENDELSE

__all__ = ["BY_NAME", "FIRST_YEAR", "LAST_YEAR", "TABLES", "UKJENT_DATO", "Column", "Mangler", "Table", "Type"]

# No child or case in a register of today has a day outside these years; 0001, 1900 and 9999 stand for «nothing».
FIRST_YEAR, LAST_YEAR = 1950, 2078

TABLES: tuple[Table, ...] = (*SAK, *HENVENDELSE, *TILTAK, *VEDTAK, *SAKENS_REST)
BY_NAME: dict[str, Table] = {table.navn: table for table in TABLES}
