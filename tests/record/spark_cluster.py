"""Spark as tests have it: a master, and two workers that are processes of their own."""

import atexit
import functools
import os
import shutil
import time
from pathlib import Path

import pytest

WORKERS = 2
# Java that compiles once and lightly is done sooner.
_SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_TESTS = Path(__file__).parent


def require_spark():
    pytest.importorskip("pyspark", reason="pyspark is not installed: legation[spark]")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Java is not installed")


@functools.cache
def start_cluster():
    """The one session of a test run; ends with it."""
    require_spark()
    import pyspark

    from legation.record.spark_session import start_session

    given = {
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "LEGATION_SPARK_MASTER": f"local-cluster[{WORKERS},1,1024]",
        # Workers read with functions of test modules, too.
        "PYTHONPATH": os.pathsep.join([str(_TESTS), str(_TESTS.parents[1] / "src")]),
        "PYSPARK_SUBMIT_ARGS": (
            "--conf spark.executor.memory=1024m "
            f"--driver-java-options '{_SHORT_LIVED}' "
            f"--conf 'spark.executor.extraJavaOptions={_SHORT_LIVED}' pyspark-shell"
        ),
    }
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        session = start_session()
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    atexit.register(session.sparkContext.stop)
    deadline = time.monotonic() + 90
    while len(count_tasks(session)) < WORKERS and time.monotonic() < deadline:
        time.sleep(0.2)
    return session


def count_tasks(session):
    """Finished tasks of each worker."""
    workers = session.sparkContext._jsc.sc().statusStore().executorList(True)
    found = (workers.apply(number) for number in range(workers.size()))
    return {each.id(): each.completedTasks() for each in found if each.id() != "driver"}
