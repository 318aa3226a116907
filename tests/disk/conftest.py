"""The long sweeps are asked for by name: ``-m lang``."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "lang: tests that take minutes")
