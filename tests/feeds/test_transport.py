"""Requests against a real server that misbehaves."""

import datetime as dt
import hashlib

import pytest
from attrs import evolve

from feed_server import Broken, Hang, Other, Status, find_closed_port, serve
from legation.feeds.transport import AGENT, Transport
from legation.feeds.transport_files import fetch_file
from legation.feeds.transport_nouns import (
    Checksum,
    Credentials,
    DamagedError,
    ForbiddenError,
    Limits,
    MissingError,
    OverloadedError,
    RemoteFile,
    StoppedError,
    UnreachableError,
)

BODY = bytes(range(256)) * 2000
DAY = dt.date(2020, 1, 1)
PATH = "/files/a.zip"
NOON = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def server():
    with serve(files={PATH: BODY}) as running:
        yield running


@pytest.fixture
def pauses():
    """Seconds that were waited; nobody waits them, but the clock goes on."""
    return []


@pytest.fixture
def transport(pauses):
    limits = Limits(connect_s=2, read_s=0.5)
    with Transport(limits, None, pauses.append, lambda: sum(pauses), lambda: NOON) as made:
        yield made


def name_file(server, path=PATH, body=BODY, **changes):
    checksum = Checksum("md5", hashlib.md5(body).hexdigest())
    made = RemoteFile("gdelt", "a.zip", server.base + path, len(body), checksum, DAY, DAY, "c")
    return evolve(made, **changes)


def list_names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_fetched_once_and_we_say_who_we_are(server, transport, tmp_path):
    for _ in range(2):
        path = fetch_file(transport, name_file(server), tmp_path / "x")
        assert path.read_bytes() == BODY
        assert list_names(tmp_path / "x") == ["a.zip"]
    assert len(server.log) == 1
    assert server.log[0].headers["User-Agent"] == AGENT
    assert AGENT.startswith("legation/")


FAULTS = {
    "reset": Broken(70_000, reset=True),
    "short": Broken(70_000),
    "nothing": Broken(0),
    "other bytes": Other(BODY[::-1]),
    "shorter": Other(BODY[:1000]),
    "longer": Other(BODY * 2),
    "error": Status(500),
    "gateway": Status(502),
    "silence": Hang(0.8),
    "busy": Status(503),
    "too many": Status(429, {"Retry-After": "7"}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_that_passes_is_outlived(server, transport, tmp_path, fault, pauses):
    server.misbehave(PATH, fault, fault)
    assert fetch_file(transport, name_file(server), tmp_path).read_bytes() == BODY
    assert list_names(tmp_path) == ["a.zip"]
    assert len(server.log) == 3
    assert len(pauses) == 2


LASTING = {
    "reset": (Broken(10, reset=True), UnreachableError),
    "other bytes": (Other(BODY[::-1]), DamagedError),
    "silence": (Hang(0.8), UnreachableError),
    "error": (Status(500), UnreachableError),
}


@pytest.mark.parametrize(("fault", "error"), LASTING.values(), ids=LASTING)
def test_a_fault_that_stays_is_named_after_three_tries(server, transport, tmp_path, fault, error):
    server.misbehave(PATH, *[fault] * 9)
    with pytest.raises(error):
        fetch_file(transport, name_file(server), tmp_path)
    assert len(server.log) == 3
    assert "a.zip" not in list_names(tmp_path)


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, MissingError), (410, MissingError), (403, ForbiddenError), (401, ForbiddenError)],
)
def test_a_clear_no_is_not_asked_again(server, transport, tmp_path, status, error, pauses):
    server.misbehave(PATH, Status(status))
    with pytest.raises(error, match=str(status)):
        fetch_file(transport, name_file(server), tmp_path)
    assert len(server.log) == 1 and pauses == []


def test_a_closed_port_is_no_answer(transport, tmp_path, pauses):
    with pytest.raises(UnreachableError):
        fetch_file(
            transport,
            RemoteFile("gdelt", "a", find_closed_port(), *[None] * 2, DAY, DAY, ""),
            tmp_path,
        )
    assert pauses == [1.0, 2.0]


def test_a_wait_that_is_asked_for_is_kept(server, transport, tmp_path, pauses):
    server.misbehave(
        PATH,
        Status(429, {"Retry-After": "20"}),
        Status(503, {"Retry-After": "Mon, 01 Jan 2024 12:00:25 GMT"}),
        Status(503, {"Retry-After": "soon"}),
    )
    fetch_file(transport, name_file(server), tmp_path)
    assert pauses == [20, 25, 4]


@pytest.mark.parametrize("fault", [Status(429, {"Retry-After": "3600"}), Status(503)])
def test_a_wait_that_is_too_long_is_not_begun(server, transport, tmp_path, pauses, fault):
    server.misbehave(PATH, *[fault] * 99)
    with pytest.raises(OverloadedError, match=str(fault.code)):
        fetch_file(transport, name_file(server), tmp_path)
    assert len(server.log) <= 6
    assert all(pause <= 60 for pause in pauses)


def test_what_came_is_not_fetched_again(server, transport, tmp_path):
    server.misbehave(PATH, Broken(100_000))
    fetch_file(transport, name_file(server), tmp_path)
    first, second = server.log
    assert second.status == 206 and second.sent < len(BODY)
    assert second.headers["If-Range"] == f'"{hashlib.md5(BODY).hexdigest()}"'
    assert second.headers["Range"] == f"bytes={len(BODY) - second.sent}-"
    assert first.status == 200


def test_a_run_goes_on_with_what_another_left(server, transport, tmp_path):
    server.misbehave(PATH, *[Broken(65_536)] * 3)
    with pytest.raises(UnreachableError):
        fetch_file(transport, name_file(server), tmp_path)
    assert list_names(tmp_path) == ["a.zip.partial", "a.zip.partial.etag"]
    assert fetch_file(transport, name_file(server), tmp_path).read_bytes() == BODY
    assert server.log[-1].sent == len(BODY) - 3 * 65_536
    assert list_names(tmp_path) == ["a.zip"]


def test_another_version_is_begun_anew(server, transport, tmp_path):
    server.misbehave(PATH, *[Broken(100_000)] * 3)
    with pytest.raises(UnreachableError):
        fetch_file(transport, name_file(server), tmp_path)
    fresh = server.files[PATH] = BODY[::-1]
    file = name_file(server, body=fresh)
    assert fetch_file(transport, file, tmp_path).read_bytes() == fresh
    assert "If-Range" in server.log[-1].headers and server.log[-1].status == 200
    assert len(server.log) == 4


@pytest.mark.parametrize("how", ["no ranges", "no tag"])
def test_a_server_that_cannot_resume_sends_all(server, transport, tmp_path, how):
    server.ranges = how != "no ranges"
    server.tags = how != "no tag"
    server.misbehave(PATH, Broken(100_000))
    assert fetch_file(transport, name_file(server), tmp_path).read_bytes() == BODY
    assert [each.status for each in server.log] == [200, 200]


@pytest.mark.parametrize("size", [len(BODY), len(BODY) + 5, len(BODY) - 7])
def test_a_partial_file_of_any_size_becomes_whole(server, transport, tmp_path, size):
    (tmp_path / "a.zip.partial").write_bytes((BODY + b"12345")[:size])
    (tmp_path / "a.zip.partial.etag").write_text(f'"{hashlib.md5(BODY).hexdigest()}"')
    for file in (name_file(server), name_file(server, size=None)):
        assert fetch_file(transport, file, tmp_path).read_bytes() == BODY
        (tmp_path / "a.zip").rename(tmp_path / "a.zip.partial")
        (tmp_path / "a.zip.partial.etag").write_text(f'"{hashlib.md5(BODY).hexdigest()}"')


def test_a_partial_file_without_a_tag_is_of_no_use(server, transport, tmp_path):
    (tmp_path / "a.zip.partial").write_bytes(b"x" * 100)
    assert fetch_file(transport, name_file(server), tmp_path).read_bytes() == BODY
    assert "Range" not in server.log[0].headers


def test_a_whole_file_that_is_damaged_is_fetched_again(server, transport, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"x")
    assert fetch_file(transport, name_file(server), tmp_path).read_bytes() == BODY


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
def test_checksums_of_all_kinds(server, transport, tmp_path, kind):
    good = name_file(server, checksum=Checksum(kind, hashlib.new(kind, BODY).hexdigest()))
    assert fetch_file(transport, good, tmp_path / kind).read_bytes() == BODY
    bad = name_file(server, checksum=Checksum(kind, hashlib.new(kind, b"").hexdigest()))
    with pytest.raises(DamagedError, match=kind.upper()):
        fetch_file(transport, bad, tmp_path / f"bad-{kind}")
    assert list_names(tmp_path / f"bad-{kind}") == []


def test_a_redirect_is_followed_and_a_circle_is_not(server, transport, tmp_path):
    server.misbehave("/old", *[Status(302, {"Location": PATH})])
    assert fetch_file(transport, name_file(server, "/old"), tmp_path).read_bytes() == BODY
    server.misbehave("/round", *[Status(302, {"Location": "/round"})] * 40)
    with pytest.raises(UnreachableError, match="circle"):
        fetch_file(transport, name_file(server, "/round"), tmp_path / "r")
    server.misbehave("/odd", *[Status(302, {"Location": "ftp://127.0.0.1/x"})] * 3)
    with pytest.raises(UnreachableError):
        fetch_file(transport, name_file(server, "/odd"), tmp_path / "o")


def test_a_token_goes_to_its_own_host_only(server, tmp_path):
    credentials = Credentials(server.base, "X-Dataverse-key", "secret")
    with serve(files={PATH: BODY}) as store, Transport(Limits(), credentials) as transport:
        server.misbehave("/api", Status(303, {"Location": store.base + PATH}))
        fetch_file(transport, name_file(server, "/api"), tmp_path)
        assert server.log[0].headers["X-Dataverse-key"] == "secret"
        assert "X-Dataverse-key" not in store.log[0].headers
    assert "secret" not in repr(credentials)


def test_a_stopped_run_stops_waiting(server, tmp_path):
    server.misbehave(PATH, Status(503, {"Retry-After": "50"}))
    with Transport(Limits()) as transport:
        transport._sleep = lambda _: transport.stopped.set()
        with pytest.raises(StoppedError):
            fetch_file(transport, name_file(server), tmp_path)


def test_an_answer_that_trickles_is_left(server, tmp_path):
    ticks = iter(range(0, 10_000, 40))
    limits = Limits(slowest_bytes_per_s=1e9, patience_s=60, tries=1)
    with (
        Transport(limits, clock=lambda: next(ticks), sleep=lambda _: None) as transport,
        pytest.raises(UnreachableError, match="trickles"),
    ):
        fetch_file(transport, name_file(server), tmp_path)


def test_sizes_that_are_reported_never_exceed_the_file(server, transport, tmp_path):
    server.misbehave(PATH, Broken(100_000), Other(BODY[::-1]))
    sizes = []
    fetch_file(transport, name_file(server), tmp_path, sizes.append)
    assert sizes[-1] == len(BODY) and max(sizes) == len(BODY)
