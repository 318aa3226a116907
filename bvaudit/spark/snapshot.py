"""A snapshot where Spark finds it: on this machine's disk, or in a place only the cluster can read."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.errors import SurroundingsError
from bvaudit.extract.normalise.snapshot import MANIFEST, manifest_of, open_snapshot
from bvaudit.model.manifest import Manifest, Tabellfil
from bvaudit.model.tables import TABLES
from bvaudit.texts import text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# The types Spark gives what DuckDB wrote to Parquet.
_TYPES = {"VARCHAR": "string", "INTEGER": "int", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "timestamp_ntz"}


def find_snapshot(session: "SparkSession", place: Path | str) -> tuple[Manifest, Mapping[str, str]]:
    """The manifest, and where each table lies. ``place`` is a folder, or an address such as ``hdfs://…`` as text.

    Everything is found to be whole first: SurroundingsError says what is not.
    """
    if isinstance(place, Path):
        manifest, files = open_snapshot(place)
        return manifest, {navn: f"file://{_literally(str(file.absolute()))}" for navn, file in files.items()}
    return _far_away(session, place.rstrip("/"))


def _far_away(session: "SparkSession", place: str) -> tuple[Manifest, Mapping[str, str]]:
    from pyspark.errors import PySparkException

    where = {table.navn: f"{_literally(place)}/{table.navn}.parquet" for table in TABLES}
    try:
        rows = session.read.text(f"{_literally(place)}/{MANIFEST}", wholetext=True).collect()
        manifest = manifest_of(rows[0][0], place)
        vouched = {fil.navn: fil for fil in manifest.tabellfiler}
        for navn, file in where.items():
            _check(session, place, navn, file, vouched.get(navn))
    except PySparkException as error:
        raise SurroundingsError(
            text("spark.snapshot.uttrekket_i_lar_seg_ikke_lese", place=place),
            hint=text("spark.snapshot.sjekk_adressen_og_at_spark_har"),
        ) from error
    return manifest, where


def _check(session: "SparkSession", place: str, navn: str, file: str, vouched: Tabellfil | None) -> None:
    """Columns, rows and sum as the model and the manifest say."""
    frame = session.read.parquet(file)
    table = next(t for t in TABLES if t.navn == navn)
    wanted = [(c.navn, _TYPES[str(c.type)]) for c in table.all_columns]
    sums = session.read.format("binaryFile").load(file).selectExpr("sha2(content, 256)").collect()
    whole = vouched is not None and [row[0] for row in sums] == [vouched.sha256] and frame.count() == vouched.rader
    if frame.dtypes != wanted or not whole:
        raise SurroundingsError(
            text("spark.snapshot.uttrekket_i_kan_ikke_brukes_parquet", place=place, navn=navn),
            hint=text("spark.snapshot.kopier_hele_mappen_pa_nytt_dit"),
        )


def _literally(path: str) -> str:
    """A path that means itself, where Spark would take some characters for a pattern."""
    return re.sub(r"([*?\[\]{}\\])", r"\\\1", path)
