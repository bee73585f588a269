"""What all feeds share: archives, blocks, damage, memory."""

import gzip
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from legation.errors import InputError
from legation.feeds.blocks import LONGEST_LINE_BYTES, cut_blocks
from legation.feeds.catalogue import FEEDS
from legation.feeds.gdelt_columns import GDELT_2_COLUMNS
from legation.feeds.stream import open_feed_file

_SOUND = dict.fromkeys(GDELT_2_COLUMNS, "") | {
    "SQLDATE": "20150218",
    "Actor1Name": "ÉTATS-UNIS",
    "EventCode": "042",
    "EventRootCode": "04",
    "DATEADDED": "20150218230000",
    "SOURCEURL": "http://www.example.com/a",
}


def join_row(number):
    return "\t".join((_SOUND | {"GLOBALEVENTID": str(number)}).values()).encode()


def write_rows(path, count=400, damaged=()):
    rows = [b"damaged" if number in damaged else join_row(number) for number in range(count)]
    path.write_bytes(b"\n".join(rows) + b"\n")
    return path


def test_a_file_is_hashed_as_it_lies_on_the_disk(tmp_path):
    path = write_rows(tmp_path / "a.csv")
    file = open_feed_file(FEEDS["gdelt"], path)
    content = path.read_bytes()
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.md5 == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert (file.size, file.name, file.origin) == (len(content), "a.csv", "gdelt")
    assert file.batch == file.sha256[:16]


def test_a_file_can_be_read_again_and_left_early(tmp_path):
    file = open_feed_file(FEEDS["gdelt"], write_rows(tmp_path / "a.csv"), block_bytes=1_000)
    assert next(file.read()).lines > 0
    assert sum(batch.lines for batch in file.read()) == 400


@pytest.mark.parametrize("block_bytes", [1, 77, 1_000, 10_000])
def test_small_blocks_say_the_same_as_one(read_feed, tmp_path, block_bytes):
    path = write_rows(tmp_path / "a.csv", 200, damaged=(0, 57, 199))
    whole = read_feed("gdelt", path)
    cut = read_feed("gdelt", path, block_bytes=block_bytes)
    # A story is told by the first row of its article in the same block.
    assert_frame_equal(cut.events.drop("story_id"), whole.events.drop("story_id"))
    assert_frame_equal(cut.quarantine, whole.quarantine)
    assert cut.quarantine["line"].to_list() == [1, 58, 200]


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_packed_files_say_the_same(read_feed, tmp_path, pack):
    plain = write_rows(tmp_path / "a.csv")
    packed = tmp_path / f"a.csv.{pack}"
    if pack == "gz":
        halves = plain.read_bytes()[:5_000], plain.read_bytes()[5_000:]
        packed.write_bytes(b"".join(gzip.compress(half) for half in halves))
    else:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(plain, "a.csv")
    expected = read_feed("gdelt", plain).events.drop("batch")
    assert_frame_equal(read_feed("gdelt", packed).events.drop("batch"), expected)


@pytest.mark.parametrize("pack", ["gz", "zip"])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_truncated_archives_are_refused(read_feed, tmp_path, pack, share):
    content = write_rows(tmp_path / "a.csv", 20_000).read_bytes()
    memory = io.BytesIO()
    if pack == "gz":
        memory.write(gzip.compress(content, 1))
    else:
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", content)
    path = tmp_path / f"b.{pack}"
    path.write_bytes(memory.getvalue()[: int(len(memory.getvalue()) * share)])
    with pytest.raises(InputError, match=rf"b\.{pack} is damaged .*fetch it again"):
        read_feed("gdelt", path, block_bytes=10_000)


def test_a_zip_with_wrong_bytes_inside_is_refused_where_they_stand(read_feed, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"\n".join(map(join_row, range(5_000))))
    content = bytearray(path.read_bytes())
    content[-5_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(InputError, match="Bad CRC-32"):
        read_feed("gdelt", path)


@pytest.mark.parametrize("content", [b"", gzip.compress(b"")])
def test_empty_files_are_refused(read_feed, tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.csv is empty"):
        read_feed("gdelt", path)


def test_folders_and_missing_files_are_refused(read_feed, tmp_path):
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(InputError, match="cannot read"):
            read_feed("gdelt", path)


def test_a_very_long_line_is_quarantined_and_the_others_read(read_feed, tmp_path):
    path = tmp_path / "a.csv"
    long = join_row(1) + b"x" * 60_000_000
    path.write_bytes(b"\n".join([join_row(0), long, join_row(2), long]))
    for block_bytes in (100, 8 << 20):
        read = read_feed("gdelt", path, block_bytes=block_bytes)
        assert read.events["origin_id"].to_list() == ["0", "2"]
        assert read.quarantine["line"].to_list() == [2, 4]
        assert set(read.quarantine["reason"]) == {"line longer than 1,048,576 bytes"}
        assert read.quarantine["text"].str.len_chars().to_list() == [2_000, 2_000]


@pytest.mark.parametrize("length", [-1, 0, 1, 2])
@pytest.mark.parametrize("block_bytes", [1, 1_000_000, 1 << 22])
def test_the_longest_line_is_the_same_for_all_blocks(read_feed, tmp_path, length, block_bytes):
    row = join_row(1)
    path = tmp_path / "a.csv"
    row += b"x" * (LONGEST_LINE_BYTES + length - len(row))
    path.write_bytes(b"\n".join([join_row(0), row, join_row(2)]))
    read = read_feed("gdelt", path, block_bytes=block_bytes)
    assert read.lines == 3
    assert read.quarantine.height == (1 if length > 0 else 0)


@pytest.mark.parametrize("block_bytes", [1, 2, 3, 5, 8, 100])
def test_blocks_hold_every_line_once(block_bytes):
    content = b"\xef\xbb\xbfa\n\n\nbcdef\nghij\nk"
    blocks = list(cut_blocks(io.BytesIO(content), block_bytes))
    assert b"".join(block.content for block in blocks) == content[3:] + b"\n"
    line = 1
    for block in blocks:
        assert block.first_line == line
        assert block.content.endswith(b"\n")
        line += block.content.count(b"\n")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_marks_and_missing_line_ends_change_nothing(read_feed, tmp_path, mark, end):
    path = tmp_path / "a.csv"
    path.write_bytes(mark + b"\r\n".join(map(join_row, range(3))) + end)
    read = read_feed("gdelt", path)
    assert read.quarantine.is_empty()
    assert read.events["origin_id"].to_list() == ["0", "1", "2"]
    assert read.events["report_url"].to_list() == ["http://www.example.com/a"] * 3


_PROBE = r"""
import re, sys
from pathlib import Path
from legation.feeds.catalogue import FEEDS
from legation.feeds.stream import open_feed_file
lines = sum(batch.lines for batch in open_feed_file(FEEDS["gdelt"], Path(sys.argv[1])).read())
# Not ru_maxrss: a process inherits it from the one that started it.
peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
print(lines, int(peak[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "large.csv.gz"
    piece = b"".join(join_row(number) + b"\n" for number in range(100_000))
    with gzip.open(path, "wb", compresslevel=1) as packed:
        for _ in range(20):
            packed.write(piece)
    answer = subprocess.run(
        [sys.executable, "-c", _PROBE, str(path)], capture_output=True, text=True, check=True
    )
    lines, megabytes = map(int, answer.stdout.split())
    assert lines == 2_000_000
    assert megabytes < 400
