"""One Spark for all the tests here, on this machine with two threads; without it they are skipped, with the reason."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    pytest.importorskip("pyspark", reason="pyspark er ikke installert (pip install -e .[spark])")
    if shutil.which("java") is None:
        pytest.skip("java finnes ikke på maskinen; Spark trenger Java 17 eller nyere")
    from benchmarks.spark import local_spark

    with local_spark(small=True) as session:
        yield session


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from benchmarks.spark import example_snapshot

    return example_snapshot(tmp_path_factory.mktemp("eksempel"))
