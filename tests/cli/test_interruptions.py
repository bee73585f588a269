"""What Python drops at the end of a generator."""

import subprocess
import sys

PROGRAM = """
import signal
from legation.cli.app import quiet_interruptions

quiet_interruptions()

def count():
    try:
        yield 1
    finally:
        signal.raise_signal(signal.SIGINT)
        for _ in range(3):
            pass

counting = count()
next(counting)
try:
    del counting
    for _ in range(1000):
        pass
    print("not heard")
except KeyboardInterrupt:
    print("heard")
"""


def run(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    return done.stdout.strip(), done.stderr


def test_a_dropped_interruption_prints_nothing():
    assert run(PROGRAM) == ("not heard", "")


def test_python_itself_prints_it():
    said, error = run(PROGRAM.replace("\nquiet_interruptions()\n", "\n"))
    assert said == "not heard" and "KeyboardInterrupt" in error


def test_other_dropped_errors_are_still_told():
    program = PROGRAM.replace("signal.raise_signal(signal.SIGINT)", "raise ValueError('seen')")
    said, error = run(program)
    assert said == "not heard" and "seen" in error
