"""Calendar arithmetic the way the law counts: months and years clamp to the last day, weekends change nothing."""

from calendar import monthrange
from datetime import date, timedelta

from bvaudit.model.varighet import Varighet


def pluss(dag: date, lengde: Varighet) -> date:
    """``dag`` + ``lengde``: 31 January + P1M = 28 or 29 February."""
    if lengde.enhet in ("D", "W"):
        return dag + timedelta(days=lengde.antall * (7 if lengde.enhet == "W" else 1))
    months = dag.year * 12 + dag.month - 1 + lengde.antall * (12 if lengde.enhet == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(dag.day, monthrange(year, month + 1)[1]))


def minus(dag: date, lengde: Varighet) -> date:
    """``dag`` − ``lengde``. Not the inverse of :func:`pluss`: see design part 6 on 30 June and 31 December."""
    return pluss(dag, Varighet(antall=-lengde.antall, enhet=lengde.enhet))


def vis(dag: date) -> str:
    """As people write it here: 31.12.2025."""
    return f"{dag:%d.%m.%Y}"
