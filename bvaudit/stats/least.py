"""The one door to the solver of sums in whole numbers."""

from collections.abc import Sequence
from typing import Any


def least(
    cost: Sequence[float],
    *,
    matrix: Any,
    right: Sequence[float],
    bounds: Any,
    whole: bool = True,
    options: dict[str, float] | None = None,
) -> Any:
    """The solution with least cost for which ``matrix`` times it is ``right``. None when there is none.

    ``matrix`` is sparse, of any kind. Whether its rows and columns are numbered by 32 or 64 bits depends on how it was
    made; the solver in the oldest scipy we allow takes only those of 32.
    """
    import numpy as np
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csc_array

    columns = csc_array(matrix)
    narrow = columns.data, columns.indices.astype(np.int32), columns.indptr.astype(np.int32)
    sums = LinearConstraint(csc_array(narrow, shape=columns.shape), right, right)
    return milp(cost, integrality=[int(whole)] * len(cost), bounds=bounds, constraints=sums, options=options or {}).x
