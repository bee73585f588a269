import pytest
from written import build_events, build_quarantine, hash_name

from legation.record.store import open_record
from legation.record.writing import write_batch


@pytest.fixture
def store(tmp_path):
    """A function that writes rows to a record in a fresh folder and returns the record."""
    record = open_record(tmp_path / "record")

    def write(*rows, name="one", lines=()):
        write_batch(
            record,
            build_events(*rows),
            build_quarantine(*lines),
            origin="icews",
            file_name=name,
            file_sha256=hash_name(name),
        )
        return record

    return write
