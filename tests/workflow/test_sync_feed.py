"""What a feed has published comes into the record, once, and nothing stays in the spool."""

import datetime as dt

import polars as pl
import pytest
from publishers import (
    GDELT_PATH,
    hash_md5,
    pack,
    publish_gdelt,
    publish_gdelt_1,
    publish_icews,
    publish_polecat,
    write_gdelt_row,
)
from synced import LIMITS, list_spool, read_content, read_tree, sync

from feed_server import serve
from legation.errors import DataError, InputError
from legation.feeds.transport_nouns import Limits
from legation.record.ledger import read_ledger
from legation.workflow.import_feed import import_files
from legation.workflow.states import find_states
from legation.workflow.sync_spool import open_spool


@pytest.fixture
def server():
    with serve() as running:
        yield running


@pytest.fixture
def root(tmp_path):
    return tmp_path / "record"


def count_files(server):
    return sum("list" not in each.path and ":persistentId" not in each.path for each in server.log)


def test_gdelt_comes_and_comes_once(server, root):
    publish_gdelt(server, days=2, files=4, rows=6)
    first = sync(server, root)
    assert (first.wanted, first.held, first.imported, first.left) == (8, 0, 8, ())
    assert (first.lines, first.added, first.quarantined) == (48, 48, 0)
    assert first.size == sum(len(server.files[each.path]) for each in server.asked(".CSV.zip"))
    tree = read_tree(root)
    second = sync(server, root)
    assert (second.wanted, second.held, second.imported, second.left) == (8, 8, 0, ())
    assert count_files(server) == 8
    assert [each.status for each in server.asked(GDELT_PATH)] == [200, 304]
    assert read_tree(root) == tree
    assert list_spool(root) == []


def test_a_sync_is_the_import_of_its_chunks(server, root, tmp_path):
    publish_gdelt(server, days=2, files=3)
    sync(server, root, mentions=True)
    other, folder = tmp_path / "other", tmp_path / "files"
    folder.mkdir()
    for day in ("20150219", "20150220"):
        for feed, kind in (("gdelt", "export"), ("gdelt-mentions", "mentions")):
            paths = []
            for path, content in server.files.items():
                if day in path and kind in path:
                    paths.append(folder / path.rpartition("/")[2])
                    paths[-1].write_bytes(content)
            import_files(feed, paths, other)
    assert read_tree(other) == read_tree(root)


def test_new_files_are_added_by_asking_for_the_lists_end(server, root, tmp_path):
    publish_gdelt(server, "2015-02-19", days=6)
    sync(server, root)
    publish_gdelt(server, "2015-02-25", days=1)
    summary = sync(server, root)
    assert (summary.held, summary.imported) == (24, 4)
    assert [each.status for each in server.asked(GDELT_PATH)] == [200, 206]
    whole = tmp_path / "whole"
    sync(server, whole)
    assert len(read_content(whole)["ledger"]) == len(read_content(root)["ledger"]) == 28


def test_never_more_connections_than_asked_for(server, root):
    publish_gdelt(server, days=3, files=8, rows=2)
    server.delay_s = 0.01
    sync(server, root, limits=Limits(connections=3))
    assert server.most_open <= 3
    sync(server, root.with_name("one"), limits=Limits(connections=1))
    assert server.most_open >= 2


def test_the_spool_never_holds_more_than_two_chunks(server, root):
    publish_gdelt(server, days=6, files=3, rows=2)
    held = []

    def look(_):
        held.append(len([name for name in list_spool(root) if name.endswith(".zip")]))

    sync(server, root, report=look)
    assert 0 < max(held) <= 6


def test_the_period_is_kept(server, root):
    publish_gdelt(server, days=4, files=2)
    summary = sync(server, root, since="2015-02-20", until="2015-02-21")
    assert (summary.wanted, summary.imported) == (4, 4)
    names = read_ledger(root)["name"].to_list()
    assert {name[:8] for name in names} == {"20150220", "20150221"}
    assert sync(server, root).imported == 4


def test_gdelt_1_for_days_before_gdelt_2(server, root):
    publish_gdelt(server, days=1, files=2)
    publish_gdelt_1(server)
    summary = sync(server, root, since="1979-06-01")
    assert (summary.wanted, summary.imported, summary.left) == (5, 5, ())
    assert summary.quarantined == 0 and summary.added == 15 + 12
    assert sync(server, root, since="1979-06-01").imported == 0
    assert sync(server, root.with_name("b"), since="2006-02-03", until="2006-02-03").imported == 1


def test_states_decide_what_is_held(server, root):
    publish_gdelt(server, days=1, files=2, rows=10)
    some = sync(server, root, states=frozenset({"RUS", "PRK"}))
    assert some.left_out > 0 and some.added > 0 and some.lines == 20
    assert sync(server, root, states=frozenset({"RUS"})).imported == 0
    every = sync(server, root)
    assert every.imported == 2 and every.added == some.left_out
    assert sync(server, root, states=frozenset({"CHN"})).imported == 0
    assert list_spool(root) == []


def test_mentions_name_no_states_and_are_all_kept(server, root):
    publish_gdelt(server, days=1, files=2, rows=10)
    for states in ({"RUS"}, {"PRK"}):
        assert sync(server, root, mentions=True, states=frozenset(states)).left == ()
    ledger = read_ledger(root).filter(pl.col("name").str.contains("mentions"))
    assert ledger["states"].to_list() == ["", ""] and ledger["lines"].sum() == 20
    assert len(server.asked("mentions.CSV.zip")) == 2


def test_a_file_that_changed_at_the_publisher_is_fetched_again(server, root):
    (name, *_) = publish_gdelt(server, days=1, files=1)
    sync(server, root)
    row = write_gdelt_row(77, dt.date(2015, 2, 19))
    content = pack(name.removesuffix(".zip"), row + "\n")
    old = server.files[f"/gdeltv2/{name}"]
    server.files[f"/gdeltv2/{name}"] = content
    listed = server.files[GDELT_PATH].decode()
    listed = listed.replace(f"{len(old)} {hash_md5(old)}", f"{len(content)} {hash_md5(content)}")
    server.files[GDELT_PATH] = listed.encode()
    summary = sync(server, root)
    assert (summary.imported, summary.added) == (1, 1)


def test_malformed_lines_are_counted(server, root):
    publish_gdelt(server, days=1, files=1)
    server.files[GDELT_PATH] += b"20150219 http://data.gdeltproject.org/\n\nwhat\n"
    summary = sync(server, root)
    assert (summary.malformed, summary.imported) == (2, 1)


@pytest.mark.parametrize("feed", ["icews", "polecat"])
def test_dataverse_comes_and_comes_once(server, root, feed):
    files = 2
    if feed == "icews":
        publish_icews(server)
        files = 3
    else:
        publish_polecat(server)
    first = sync(server, root, feed, since=None)
    assert (first.wanted, first.imported, first.left) == (files, files, ())
    assert first.added > 0 and first.quarantined == 0
    assert sync(server, root, feed, since=None).imported == 0
    assert count_files(server) == files
    assert list_spool(root) == []


def test_dataverse_restricted_files_need_a_token(server, root):
    publish_icews(server, **{"20180103-icews-events.zip": {"restricted": True}})
    summary = sync(server, root, "icews", since="2018-01-01")
    assert summary.imported == 1
    (left,) = summary.left
    assert "LEGATION_DATAVERSE_TOKEN" in left.reason
    assert sync(server, root, "icews", since="2018-01-01", token="abc").imported == 1
    assert server.log[-1].headers["X-Dataverse-key"] == "abc"


def test_two_files_of_one_name(server, root):
    publish_icews(server)
    path = "/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/QI2T9A"
    renamed = server.files[path].replace(b"20180104-icews-events.tab", b"20180103-icews-events.zip")
    server.files[path] = renamed
    summary = sync(server, root, "icews", since="2018-01-01")
    assert (summary.imported, summary.left) == (2, ())


def test_progress_ends_at_the_end(server, root):
    publish_gdelt(server, days=2, files=2)
    seen = []
    sync(server, root, report=seen.append)
    last = seen[-1]
    assert last.files == last.files_in_all == 4
    assert last.size == last.size_in_all > 0


WRONG = {
    "feed": ({"feed": "acled"}, "cannot be synced"),
    "no since": ({"since": None}, "--since"),
    "mentions": ({"feed": "icews", "mentions": True}, "--mentions"),
    "order": ({"since": "2020-01-02", "until": "2020-01-01"}, "swap"),
    "token": ({"feed": "icews", "token": "a\nb"}, "no token"),
}


@pytest.mark.parametrize(("request_", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_request_is_one_sentence(server, root, request_, message):
    with pytest.raises(InputError, match=message):
        sync(server, root, **request_)
    assert server.log == [] and not root.exists()


def test_a_mirror_has_an_address(server, root):
    server.base = "ftp://mirror"
    with pytest.raises(InputError, match="--mirror"):
        sync(server, root)


def test_a_record_that_is_a_file(server, root):
    root.write_text("")
    with pytest.raises(InputError, match="--record"):
        sync(server, root)


def test_one_sync_at_a_time(server, root):
    publish_gdelt(server, days=1, files=1)
    with open_spool(root, "gdelt"), pytest.raises(DataError, match="another process"):
        sync(server, root)
    assert sync(server, root).imported == 1


def test_what_another_run_left_is_swept(server, root):
    publish_gdelt(server, days=1, files=1)
    left = root / "spool" / "gdelt" / "0123456789abcdef"
    left.mkdir(parents=True)
    (left / "old.zip.partial").write_bytes(b"x")
    sync(server, root, limits=LIMITS)
    assert list_spool(root) == []


def test_states_are_resolved_as_elsewhere():
    assert find_states("RUS, North Korea") == frozenset({"RUS", "PRK", "SUN"})
    assert find_states(None) is None
    for text in ("Ruritania", ",", ""):
        with pytest.raises(InputError):
            find_states(text)


def test_the_ledger_says_what_was_fetched(server, root):
    names = publish_gdelt(server, days=1, files=2)
    sync(server, root, mentions=True)
    ledger = read_ledger(root)
    assert ledger["name"].to_list() == sorted(names)
    sums = {name: hash_md5(server.files[f"/gdeltv2/{name}"]) for name in names}
    assert dict(ledger.select("name", "md5").iter_rows()) == sums
    assert ledger.select(pl.col("size").sum()).item() == sum(
        len(server.files[f"/gdeltv2/{name}"]) for name in names
    )
