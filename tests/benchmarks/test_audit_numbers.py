"""Every kind of number that is measured can be reckoned."""

import pytest

from benchmarks import audit_numbers


@pytest.mark.parametrize("name", audit_numbers.JOBS)
def test_every_measured_number_runs(name: str) -> None:
    audit_numbers.job(name, times=2)
