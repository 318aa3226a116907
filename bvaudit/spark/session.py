"""Finding or starting Spark, with an answer a user can act on when it cannot be had."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bvaudit.errors import SurroundingsError
from bvaudit.texts import text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What the rules' SQL means must not depend on how a cluster is set up.
_MEANING = {
    "spark.sql.ansi.enabled": "true",  # a number that is too large is an error, not another number
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
}


# The rules' expressions are large, and looking for facts in them takes longer than the work it could save.
_PLANNING = {"spark.sql.constraintPropagation.enabled": "false"}
# On this machine alone: nothing listens to the network, for what Spark holds is case data.
_LOCAL = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
}


@contextmanager
def spark_session(*, local: bool = False) -> Iterator["SparkSession"]:
    """A session of our own, with its own names and settings, in the Spark that spark-submit started. ``local``: nobody
    did, so Spark is started on this machine. What was started here is stopped again.

    Raises SurroundingsError when pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SurroundingsError(
            text("spark.session.pyspark_er_ikke_installert_og_det"),
            hint=text("spark.session.pip_install_bvaudit_spark_eller_kjor"),
        ) from error
    there = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("bvaudit").config("spark.ui.showConsoleProgress", "false")
    for name, value in _LOCAL.items() if local else ():
        builder = builder.config(name, value)
    try:
        started = there or builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise SurroundingsError(
            text("spark.session.spark_lar_seg_ikke_starte"),
            hint=text("spark.session.installer_java_17_eller_nyere_og"),
        ) from error
    try:
        started.sparkContext.setLogLevel("ERROR")
        own = started.newSession()
        for name, value in {**_MEANING, **_PLANNING}.items():
            own.conf.set(name, value)
        yield own
    finally:
        if there is None:
            started.stop()
