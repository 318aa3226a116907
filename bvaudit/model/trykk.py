"""A number as it stands on paper, with what it is: where in Excel it is found, and what it was made of."""

from dataclasses import dataclass
from enum import StrEnum

from bvaudit.model.nokkelrad import Celle


class Talldel(StrEnum):
    """Which number of the row."""

    VERDI = "verdi"
    TELLER = "teller"
    NEVNER = "nevner"
    N_SAKER = "n_saker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trykktall:
    """``vist`` is what the reader sees: «13,3 %», «89». ``celle`` and ``del_`` say which number of which row it is.
    Where it lies in the workbook is known when that is written."""

    vist: str
    celle: Celle
    del_: Talldel = Talldel.VERDI
