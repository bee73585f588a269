"""Listings that change, grow, break off, or are none."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feed_server import Broken, Other, Status, find_closed_port, serve
from legation.errors import InputError
from legation.feeds.transport import Transport
from legation.feeds.transport_listings import ListingCache, fetch_lines
from legation.feeds.transport_nouns import Limits

PATH = "/list.txt"
LINES = [f"line {number} of the list" for number in range(2_000)]


@pytest.fixture
def server():
    with serve(files={PATH: join(LINES)}) as running:
        yield running


@pytest.fixture
def transport():
    with Transport(Limits(read_s=2), sleep=lambda _: None) as made:
        yield made


@pytest.fixture
def cache(tmp_path):
    return ListingCache(tmp_path / "listings")


def join(lines):
    return "".join(f"{line}\n" for line in lines).encode()


def fetch(transport, server, cache, **options):
    return list(fetch_lines(transport, server.base + PATH, cache, **options))


@pytest.mark.parametrize("growing", [False, True])
def test_an_unchanged_listing_is_not_sent_again(server, transport, cache, growing):
    for _ in range(3):
        assert fetch(transport, server, cache, growing=growing) == LINES
    assert [each.status for each in server.log] == [200, 304, 304]


def test_of_a_longer_listing_only_the_end_is_sent(server, transport, cache):
    fetch(transport, server, cache, growing=True)
    for more in (1, 2, 3):
        grown = LINES + ["new"] * more
        server.files[PATH] = join(grown)
        assert fetch(transport, server, cache, growing=True) == grown
    assert [each.status for each in server.log] == [200, 206, 206, 206]
    assert all(each.sent < 5_000 for each in server.log[1:])


CHANGED = {
    "rewritten": ["something", "else"] * 3_000,
    "shorter": LINES[:10],
    "end rewritten": [*LINES[:-1], "another end", "and more"],
    "of the same length": [*LINES[:-1], LINES[-1].replace("line", "LINE")],
}


@pytest.mark.parametrize("lines", CHANGED.values(), ids=CHANGED)
@pytest.mark.parametrize("growing", [False, True])
def test_a_rewritten_listing_is_fetched_whole(server, transport, cache, lines, growing):
    fetch(transport, server, cache, growing=growing)
    server.files[PATH] = join(lines)
    assert fetch(transport, server, cache, growing=growing) == lines


def test_a_server_without_ranges_sends_all(server, transport, cache):
    server.ranges = False
    fetch(transport, server, cache, growing=True)
    server.files[PATH] = join([*LINES, "new"])
    assert fetch(transport, server, cache, growing=True) == [*LINES, "new"]


def test_unwanted_lines_are_not_kept(server, transport, cache):
    def is_even(line):
        return int(line.split()[1]) % 2 == 0 if "line" in line else True

    kept = [line for line in LINES if is_even(line)]
    assert fetch(transport, server, cache, keep=is_even, growing=True) == kept
    server.files[PATH] = join([*LINES, "line 5 again", "new"])
    assert fetch(transport, server, cache, keep=is_even, growing=True) == [*kept, "new"]
    assert server.log[-1].status == 206


@pytest.mark.parametrize("damage", ["cut", "no gzip", "no head", "empty"])
def test_a_damaged_cache_is_made_anew(server, transport, cache, damage):
    fetch(transport, server, cache)
    path = cache.locate(server.base + PATH)
    whole = path.read_bytes()
    made = {"cut": whole[:-20], "no gzip": b"x", "no head": gzip.compress(b"[1]\n"), "empty": b""}
    path.write_bytes(made[damage])
    assert fetch(transport, server, cache) == LINES


@pytest.mark.parametrize("fault", [Broken(500), Broken(500, reset=True), Status(503), Status(500)])
def test_a_fault_that_passes_is_outlived(server, transport, cache, fault):
    server.misbehave(PATH, fault, fault)
    assert fetch(transport, server, cache) == LINES
    names = [path.name for path in cache.folder.iterdir()]
    assert names == [cache.locate(server.base + PATH).name]


@pytest.mark.parametrize(
    "fault", [Status(404), Status(403), Status(500), Status(429, {"Retry-After": "9999"})]
)
def test_a_listing_that_cannot_be_had_is_one_sentence(server, transport, cache, fault):
    server.misbehave(PATH, *[fault] * 9)
    with pytest.raises(InputError, match=f"listing cannot be had.*{fault.code}"):
        fetch(transport, server, cache)


def test_an_old_listing_is_no_answer_where_there_is_none(server, transport, cache):
    fetch(transport, server, cache)
    server.misbehave(PATH, Status(404))
    with pytest.raises(InputError):
        fetch(transport, server, cache)
    assert fetch(transport, server, cache) == LINES


def test_a_closed_port_is_one_sentence(transport, cache):
    with pytest.raises(InputError, match="cannot be had"):
        fetch_lines(transport, find_closed_port() + PATH, cache)


def test_lines_may_end_anyhow(server, transport, cache):
    server.files[PATH] = b"one\r\ntwo\n\xff\nlast"
    assert fetch(transport, server, cache, growing=True) == ["one\r", "two", "\ufffd", "last"]
    server.files[PATH] = b"one\r\ntwo\n\xff\nlast one\nnext\n"
    assert fetch(transport, server, cache, growing=True)[-2:] == ["last one", "next"]


def test_an_empty_listing_has_no_lines(server, transport, cache):
    server.misbehave(PATH, Other(b""))
    assert fetch(transport, server, cache) == []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    versions=st.lists(
        st.lists(st.text(alphabet="ab \u00e9", max_size=5), max_size=12), min_size=1, max_size=4
    ),
    grows=st.booleans(),
)
def test_what_is_read_is_what_is_published(server, transport, tmp_path_factory, versions, grows):
    cache = ListingCache(tmp_path_factory.mktemp("cache"))
    lines = []
    for version in versions:
        lines = lines + version if grows else version
        server.files[PATH] = "".join(f"{line}\n" for line in lines).encode()
        assert fetch(transport, server, cache, growing=grows) == lines
