import pytest
from written import build_events, build_quarantine, write

from legation.record.store import open_record


@pytest.fixture
def store(tmp_path):
    """A function that writes rows to a record in a fresh folder and returns the record."""
    record = open_record(tmp_path / "record")

    def write_rows(*rows, name="one", lines=()):
        write(record, build_events(*rows), name, build_quarantine(*lines))
        return record

    return write_rows
