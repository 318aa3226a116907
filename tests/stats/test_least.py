"""Sums solved in whole numbers, with every width of numbers for rows and columns, and in the oldest scipy we allow."""

import numpy as np
import pytest
from scipy.optimize import Bounds
from scipy.sparse import coo_array, csc_array, csr_array

from bvaudit.model.skjerming import Likninger
from bvaudit.stats.bounds import completed
from bvaudit.stats.least import least

ROWS, COLUMNS, FACTORS = [0, 0, 1, 1], [0, 1, 1, 2], [1.0, 1.0, 1.0, 1.0]
FREE = Bounds(0.0, float("inf"))


@pytest.mark.parametrize("width", [np.int32, np.int64])
@pytest.mark.parametrize("kind", [coo_array, csc_array, csr_array])
def test_rows_and_columns_may_be_numbered_by_any_width(kind: type, width: type) -> None:
    matrix = kind((FACTORS, (np.array(ROWS, dtype=width), np.array(COLUMNS, dtype=width))), shape=(2, 3))
    # a + b = 4 and b + c = 7; with b cheap, b is all of the 4.
    assert least([2.0, 1.0, 2.0], matrix=matrix, right=[4.0, 7.0], bounds=FREE).round().tolist() == [0, 4, 3]


def test_there_may_be_no_solution() -> None:
    matrix = csr_array(([1.0, 1.0], ([0, 1], [0, 0])), shape=(2, 1))
    assert least([1.0], matrix=matrix, right=[1.0, 2.0], bounds=FREE) is None


def test_whole_numbers_are_asked_for_unless_said() -> None:
    matrix = csr_array(([2.0], ([0], [0])), shape=(1, 1))
    assert least([1.0], matrix=matrix, right=[3.0], bounds=FREE) is None
    assert least([1.0], matrix=matrix, right=[3.0], bounds=FREE, whole=False).tolist() == [1.5]


def test_unknown_numbers_are_found_and_a_sum_that_cannot_hold_is_left_out() -> None:
    sums = (((0, 1), (1, 1), (2, -1)),)
    assert completed(Likninger(verdier=(3, None, 10), likninger=sums)) == (
        Likninger(verdier=(3, 7, 10), likninger=sums),
        0,
    )
    told_twice = (((0, 1), (1, -1)), ((0, 1), (2, -1)))
    whole, broken = completed(Likninger(verdier=(None, 4, 5), likninger=told_twice))
    assert broken == 1 and whole.verdier[0] in (4, 5)
