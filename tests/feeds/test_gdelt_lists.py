"""GDELT's lists, as they are and as they should not be."""

import datetime as dt

import pytest

from feed_server import Status, serve
from legation.errors import InputError
from legation.feeds.gdelt_lists import list_gdelt, parse_list_2, parse_lists_1, read_period_1
from legation.feeds.transport import Transport
from legation.feeds.transport_listings import ListingCache
from legation.feeds.transport_nouns import Checksum, Limits

SUM = "0123456789abcdef" * 2
HOST = "http://data.gdeltproject.org"
LIST_2 = f"""\
150383 {SUM} {HOST}/gdeltv2/20150218230000.export.CSV.zip
318084 {SUM} {HOST}/gdeltv2/20150218230000.mentions.CSV.zip
10768507 {SUM} {HOST}/gdeltv2/20150218230000.gkg.csv.zip
149211 {SUM} {HOST}/gdeltv2/20150219001500.export.CSV.zip
339037 {SUM} {HOST}/gdeltv2/20150219001500.mentions.CSV.zip
10269336 {SUM} {HOST}/gdeltv2/20150219001500.gkg.csv.zip
"""
SUMS_1 = f"""\
{SUM}  GDELT.MASTERREDUCEDV2.1979-2013.zip
{SUM}  20150218.export.CSV.zip
{SUM}  20150217.export.CSV.zip
{SUM}  201303.zip
{SUM}  1979.zip
{SUM}  2005.zip
"""
SIZES_1 = """\
1167000000 GDELT.MASTERREDUCEDV2.1979-2013.zip
11 20150217.export.CSV.zip
12 201303.zip
13 1979.zip
14 200602.zip
"""


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def server():
    files = {
        "/gdeltv2/masterfilelist.txt": LIST_2.encode(),
        "/events/md5sums": SUMS_1.encode(),
        "/events/filesizes": SIZES_1.encode(),
    }
    with serve(files=files) as running:
        yield running


@pytest.fixture
def ask(server, tmp_path):
    def ask(since, until=None, mentions=False):
        with Transport(Limits(), sleep=lambda _: None) as transport:
            cache = ListingCache(tmp_path)
            until = day(until) if until else None
            return list_gdelt(transport, cache, day(since), until, mentions, server.base)

    return ask


def name_all(listing):
    return [file.name for file in listing.files]


def test_a_line_of_gdelt_2():
    file = parse_list_2(LIST_2.splitlines()[:1]).files[0]
    assert file.name == "20150218230000.export.CSV.zip"
    assert file.url == f"{HOST}/gdeltv2/20150218230000.export.CSV.zip"
    assert (file.size, file.checksum) == (150383, Checksum("md5", SUM))
    assert (file.first, file.last, file.chunk) == (*[day("2015-02-18")] * 2, "2015-02-18")


MALFORMED = [
    "20150218230000.export.CSV.zip",
    f"150383 {HOST}/gdeltv2/20150218230000.export.CSV.zip",
    f"x {SUM} {HOST}/gdeltv2/20150218230000.export.CSV.zip",
    f"150383 {SUM[:-1]} {HOST}/gdeltv2/20150218230000.export.CSV.zip",
    f"150383 {SUM} {HOST}/gdeltv2/20151318230000.export.CSV.zip",
    f"150383 {SUM} {HOST}/gdeltv2/20150218230000.export.CSV.zip extra",
    f"150383 {SUM} {HOST}/gdeltv2/../20150218230000.passwd",
    "<html>",
    "\ufffd\ufffd",
]


@pytest.mark.parametrize("line", MALFORMED)
def test_a_malformed_line_is_counted_and_passed_over(line):
    listing = parse_list_2([line, "", *LIST_2.splitlines()[:1]])
    assert (len(listing.files), listing.malformed) == (1, 1)


def test_addresses_come_from_the_base_and_not_from_the_list():
    line = f"1 {SUM} http://elsewhere.example/x/20150218230000.export.CSV.zip"
    file = parse_list_2([line], "http://mirror.example/g").files[0]
    assert file.url == "http://mirror.example/g/gdeltv2/20150218230000.export.CSV.zip"


def test_of_two_lines_for_one_file_the_later_counts():
    name = f"{HOST}/gdeltv2/20150218230000.export.CSV.zip"
    listing = parse_list_2([f"1 {SUM} {name}", f"2 {SUM[::-1]} {name}\r"])
    assert [file.size for file in listing.files] == [2]


def test_gdelt_1_from_two_lists():
    listing = parse_lists_1(SUMS_1.splitlines(), [*SIZES_1.splitlines(), "what"])
    found = [(file.name, file.size, file.checksum is not None) for file in listing.files]
    assert found == [
        ("1979.zip", 13, True),
        ("2005.zip", None, True),
        ("200602.zip", 14, False),
        ("201303.zip", 12, True),
        ("20150217.export.CSV.zip", 11, True),
    ]
    assert listing.malformed == 1


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("1979.zip", ("1979-01-01", "1979-12-31")),
        ("200802.zip", ("2008-02-01", "2008-02-29")),
        ("20130401.export.CSV.zip", ("2013-04-01", "2013-04-01")),
        ("20130431.export.CSV.zip", None),
        ("200613.zip", None),
        ("0000.zip", None),
        ("20130401.gkg.csv.zip", None),
        ("md5sums", None),
    ],
)
def test_periods(name, period):
    assert read_period_1(name) == (tuple(map(day, period)) if period else None)


def test_the_period_chooses_lists_and_files(ask, server):
    assert name_all(ask("2015-02-18")) == [
        "20150218230000.export.CSV.zip",
        "20150219001500.export.CSV.zip",
    ]
    assert not server.asked("md5sums")
    assert name_all(ask("2015-02-19", "2015-02-19", mentions=True)) == [
        "20150219001500.export.CSV.zip",
        "20150219001500.mentions.CSV.zip",
    ]
    before = len(server.asked("masterfilelist.txt"))
    assert name_all(ask("1979-06-01", "2006-02-01")) == ["1979.zip", "2005.zip", "200602.zip"]
    assert len(server.asked("masterfilelist.txt")) == before
    assert name_all(ask("2015-02-01", "2015-02-18")) == [
        "20150217.export.CSV.zip",
        "20150218230000.export.CSV.zip",
    ]
    assert name_all(ask("2031-01-01")) == []


@pytest.mark.parametrize("path", ["/gdeltv2/masterfilelist.txt", "/events/md5sums"])
def test_a_listing_that_is_none(ask, server, path):
    good = server.files[path]
    server.files[path] = b"<html>down for maintenance</html>\n" * 10
    server.files["/events/filesizes"] = b""
    with pytest.raises(InputError, match="is no list of GDELT's files"):
        ask("2015-01-01")
    server.files[path] = good
    assert ask("2015-01-01").files


def test_a_listing_that_is_missing(ask, server):
    server.misbehave("/events/filesizes", Status(404))
    with pytest.raises(InputError, match="404"):
        ask("2000-01-01")
