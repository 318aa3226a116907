"""What many tests need, read once."""

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.everything import read_everything
from bvaudit.loading.content.place import shipped
from bvaudit.model.innhold import Innhold


@pytest.fixture(scope="session")
def read_once() -> tuple[Innhold, list[Problem]]:
    """All shipped content and its problems. Records cannot be changed, so every test may have the same."""
    return read_everything(shipped())


@pytest.fixture(scope="session")
def innhold(read_once: tuple[Innhold, list[Problem]]) -> Innhold:
    """All shipped content."""
    return read_once[0]
