"""Whatever happens to a sync, the next one ends with the same record as an undisturbed one."""

import errno

import pytest
from attrs import evolve
from publishers import (
    GDELT_PATH,
    SUMS_PATH,
    publish_gdelt,
    publish_gdelt_1,
    publish_icews,
)
from synced import LIMITS, list_spool, read_content, read_tree, sync

from feed_server import Broken, Hang, Other, Status, find_closed_port, serve
from legation.errors import DataError, InputError
from legation.feeds.transport_nouns import Limits
from legation.record.lock import lock_record
from legation.workflow.import_feed import import_files
from legation.workflow.sync_fetching import State

DAYS, FILES = 3, 4
VICTIM = "/gdeltv2/20150220001500.export.CSV.zip"


@pytest.fixture
def server():
    with serve() as running:
        publish_gdelt(running, days=DAYS, files=FILES, rows=4)
        yield running


@pytest.fixture
def root(tmp_path):
    return tmp_path / "record"


@pytest.fixture
def undisturbed(server, tmp_path):
    """The record of a sync to which nothing happened."""
    calm = tmp_path / "calm"
    assert sync(server, calm).left == ()
    server.log.clear()
    return calm


PASSING = {
    "reset": [Broken(40, reset=True)],
    "short": [Broken(40)],
    "nothing": [Broken(0), Broken(0)],
    "other bytes": [Other(b"x" * 700), Other(b"")],
    "error": [Status(500), Status(502)],
    "silence": [Hang(0.8)],
    "busy": [Status(503), Status(503)],
    "too many": [Status(429, {"Retry-After": "30"}), Status(503, {"Retry-After": "1"})],
}


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING)
def test_a_fault_that_passes_leaves_no_trace(server, root, undisturbed, faults):
    for path in (VICTIM, "/gdeltv2/20150219000000.export.CSV.zip"):
        server.misbehave(path, *faults)
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)
    assert list_spool(root) == []


def test_a_wait_that_is_asked_for_is_kept(server, root):
    server.misbehave(VICTIM, Status(429, {"Retry-After": "30"}))
    pauses = []
    assert sync(server, root, pauses=pauses).left == ()
    assert 29 <= max(pauses) <= 30


LASTING = {
    "missing": ([Status(404)], State.MISSING, "404"),
    "forbidden": ([Status(403)], State.FORBIDDEN, "403"),
    "other bytes": ([Other(b"x")] * 3, State.DAMAGED, "bytes came instead of"),
    "no zip": ([Other(b"x" * 20)] * 3, State.DAMAGED, "damaged"),
    "reset": ([Broken(40, reset=True)] * 3, State.UNREACHABLE, "broke off"),
    "error": ([Status(500)] * 3, State.UNREACHABLE, "500"),
    "silence": ([Hang(0.8)] * 3, State.UNREACHABLE, "in time"),
}


@pytest.mark.parametrize(("faults", "state", "reason"), LASTING.values(), ids=LASTING)
def test_a_fault_that_stays_costs_one_file(server, root, undisturbed, faults, state, reason):
    server.misbehave(VICTIM, *faults)
    first = sync(server, root)
    assert (first.imported, len(first.left)) == (DAYS * FILES - 1, 1)
    assert first.left[0].state is state and reason in first.left[0].reason
    assert first.left[0].file.url.endswith(VICTIM)
    assert first.halted == ""
    second = sync(server, root)
    assert (second.imported, second.left) == (1, ())
    assert read_content(root) == read_content(undisturbed)
    assert list_spool(root) == []


def test_a_whole_chunk_may_fail(server, root, undisturbed):
    """The day that came late stands in a part of its own, and the parts are the same."""
    day = [path for path in server.files if "/20150220" in path and "export" in path]
    for path in day:
        server.misbehave(path, Status(404))
    assert sync(server, root).imported == (DAYS - 1) * FILES
    assert sync(server, root).left == ()
    assert read_content(root) == read_content(undisturbed)


HALTS = {
    "asked to go": (Status(429, {"Retry-After": "3600"}), "429"),
    "always busy": (Status(503), "503"),
}


@pytest.mark.parametrize(("fault", "reason"), HALTS.values(), ids=HALTS)
def test_a_publisher_that_wants_us_gone_is_left(server, root, undisturbed, fault, reason):
    server.misbehave(VICTIM, *[fault] * 50)
    pauses = []
    first = sync(server, root, pauses=pauses, limits=evolve(LIMITS, connections=1))
    assert reason in first.halted and first.left
    assert all(each.state is State.WAITING for each in first.left)
    assert first.imported + len(first.left) == DAYS * FILES
    assert first.imported == FILES  # the day before; the day that was cut short waits
    assert all(pause <= 60 for pause in pauses)
    server.faults.clear()
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)
    assert list_spool(root) == []


def test_what_waits_in_the_spool_is_not_fetched_again(server, root, undisturbed):
    last = "/gdeltv2/20150219004500.export.CSV.zip"
    server.misbehave(last, Status(429, {"Retry-After": "3600"}))
    sync(server, root, limits=Limits(connections=1))
    assert list_spool(root)
    sync(server, root)
    fetched = [each.path for each in server.log if each.status == 200 and "export" in each.path]
    assert len(fetched) == len(set(fetched)) == DAYS * FILES
    assert read_tree(root) == read_tree(undisturbed)


def test_a_publisher_that_goes_away_ends_the_run(server, root, undisturbed):
    for path in server.files:
        if "export" in path and "/20150219" not in path:
            server.misbehave(path, *[Broken(0, reset=True)] * 3)
    limits = evolve(LIMITS, connections=1, unreachable_in_row=3)
    first = sync(server, root, limits=limits)
    assert "no longer answers" in first.halted
    assert len(first.left) == (DAYS - 1) * FILES
    assert sum("/20150221" in each.path for each in server.log) == 0
    server.faults.clear()
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


def test_a_damaged_zip_with_the_right_hash_is_refused_and_asked_for_again(server, root):
    publish_gdelt_1(server, ("1979.zip", "1980.zip"))
    good = server.files["/events/1980.zip"]
    sums = server.files[SUMS_PATH]
    server.files[SUMS_PATH] = b"\n".join(sums.split(b"\n")[:2]) + b"\n"  # 1980 by its size alone
    bad = good[:60] + bytes(len(good) - 60)
    server.misbehave("/events/1980.zip", Other(bad))
    first = sync(server, root, since="1979-01-01", until="1981-01-01")
    assert (first.imported, [each.state for each in first.left]) == (1, [State.REFUSED])
    assert list_spool(root) == []
    second = sync(server, root, since="1979-01-01", until="1981-01-01")
    assert (second.imported, second.left) == (1, ())


def test_one_refused_file_does_not_keep_its_chunk(server, root):
    paths = publish_icews(server)
    bad = b"no such feed\n1\n"
    listed = "/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/QI2T9A"
    server.files[listed] = server.files[listed].replace(b'"md5"', b'"was"')
    server.misbehave(paths[-1], Other(bad))
    first = sync(server, root, "icews", since="2018-01-01")
    assert (first.imported, [each.state for each in first.left]) == (1, [State.REFUSED])
    assert sync(server, root, "icews", since="2018-01-01").left == ()


LISTINGS = {
    "missing": [Status(404)],
    "forbidden": [Status(403)],
    "busy": [Status(503, {"Retry-After": "3600"})],
    "garbage": [Other(b"<html>no</html>")],
    "empty": [Other(b"")],
    "broken": [Broken(20)] * 3,
}


@pytest.mark.parametrize("faults", LISTINGS.values(), ids=LISTINGS)
@pytest.mark.parametrize("before", [False, True])
def test_without_a_listing_nothing_is_done(server, root, undisturbed, faults, before):
    if before:
        sync(server, root, until="2015-02-19")
        server.tags = server.ranges = False  # else the publisher only says that nothing changed
    tree = read_tree(root)
    server.misbehave(GDELT_PATH, *faults)
    with pytest.raises(InputError):
        sync(server, root)
    assert read_tree(root) == tree
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


def test_a_closed_port_is_one_sentence(server, root):
    server.base = find_closed_port()
    with pytest.raises(InputError, match="listing cannot be had"):
        sync(server, root)


def test_a_redirect_of_every_file(server, root, undisturbed):
    with serve(files=dict(server.files)) as store:
        for path in list(server.files):
            if "export" in path:
                server.misbehave(path, Status(302, {"Location": store.base + path}))
        assert sync(server, root).left == ()
        assert len(store.log) == DAYS * FILES
    assert read_tree(root) == read_tree(undisturbed)


def test_a_server_without_ranges_or_tags(server, root, undisturbed):
    server.ranges = server.tags = False
    server.misbehave(VICTIM, Broken(100))
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_end_beside_the_commit(server, root, undisturbed, moment):
    """As if the process had gone just before or just after a chunk was committed."""
    calls = []

    def end(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            if moment == "after":
                import_files(*arguments)
            raise KeyboardInterrupt
        return import_files(*arguments)

    with pytest.raises(KeyboardInterrupt):
        sync(server, root, importer=end)
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)
    assert list_spool(root) == []


def test_a_full_disk_while_importing(server, root, undisturbed):
    def fill(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    first = sync(server, root, importer=fill)
    assert "No space left" in first.halted
    assert (first.imported, len(first.left)) == (0, DAYS * FILES)
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


def test_a_spool_that_cannot_be_written(server, root, undisturbed):
    (root / "spool").mkdir(parents=True)
    (root / "spool" / "gdelt").write_text("a file where a folder should be")
    first = sync(server, root)
    assert "cannot be written" in first.halted
    assert (first.imported, len(first.left)) == (0, DAYS * FILES)
    (root / "spool" / "gdelt").unlink()
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


def test_another_writer_of_the_record(server, root, undisturbed):
    with lock_record(root), pytest.raises(DataError, match="another process"):
        sync(server, root)
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)


def test_many_small_faults_at_once(server, root, undisturbed):
    kinds = list(PASSING.values())
    for number, path in enumerate(path for path in server.files if "export" in path):
        server.misbehave(path, *kinds[number % 5])
    assert sync(server, root).left == ()
    assert read_tree(root) == read_tree(undisturbed)
