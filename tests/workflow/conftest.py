"""Articles and records for tests of the whole way."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def example() -> Path:
    return ROOT / "examples" / "kremlin-pyongyang.html"
