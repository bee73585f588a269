"""The Spark session: the one that runs already, else one by the environment."""

import contextlib
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator

from py4j.protocol import Py4JError  # type: ignore[import-untyped]
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from legation.errors import InputError

MASTER_VARIABLE = "LEGATION_SPARK_MASTER"
_DEFAULT_MASTER = "local[*]"
_SUBMITTED = "PYSPARK_GATEWAY_PORT"

# Of a session that we build; `spark-submit` and the user's own session bring their own.
_SETTINGS = {
    "spark.app.name": "legation",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # Spark runs one process per core already.
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}
# Of every session of ours, so that answers are DuckDB's whatever the cluster's defaults are.
_SQL_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
}
_FEWEST_PARTITIONS = 8


def start_session() -> SparkSession:
    """A session with settings and views of its own, on the Spark that runs or on a new one.

    Raises:
        InputError: if Spark cannot be started.
    """
    with ignore_pandas():
        # Pyspark imports it in the midst of calls, where it would warn.
        import pyspark.testing.utils  # noqa: F401

        session = _find_spark().newSession()
    partitions = max(_FEWEST_PARTITIONS, 2 * session.sparkContext.defaultParallelism)
    settings = {**_SQL_SETTINGS, "spark.sql.shuffle.partitions": str(partitions)}
    for name, value in settings.items():
        session.conf.set(name, value)
    return session


def _find_spark() -> SparkSession:
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    if SparkContext._active_spark_context is not None:
        return SparkSession.builder.getOrCreate()
    master = os.environ.get(MASTER_VARIABLE, "")
    try:
        return _build_spark(master)
    except (PySparkException, Py4JError, OSError) as error:
        shown = master or _DEFAULT_MASTER
        raise InputError(
            f"Spark does not start with master {shown} ({_tell(error)}): install legation[spark] "
            f"and Java 17, or set {MASTER_VARIABLE}"
        ) from None


def _build_spark(master: str) -> SparkSession:
    """Start Spark; where `spark-submit` started it its own master and settings hold."""
    conf = SparkConf(loadDefaults=False)
    if _SUBMITTED not in os.environ:
        for name, value in _SETTINGS.items():
            conf.set(name, value)
        conf.set("spark.master", master or _DEFAULT_MASTER)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        # What the Java process says before its logging is set up is no user's concern.
        silence = {} if os.environ.get("LEGATION_DEBUG") else {"stderr": subprocess.DEVNULL}
        gateway = launch_gateway(conf, silence)  # type: ignore[no-untyped-call]
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    return SparkSession.builder.getOrCreate()


def _tell(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__


@contextlib.contextmanager
def ignore_pandas() -> Iterator[None]:
    """Keep to itself what pyspark thinks of new versions of pandas, of which nothing is used."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support", FutureWarning)
        yield
