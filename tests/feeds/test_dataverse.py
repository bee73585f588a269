"""Dataverse's descriptions of datasets."""

import datetime as dt
import json

import pytest

from feed_server import Status, serve
from legation.errors import InputError
from legation.feeds.dataverse import list_dataverse, parse_dataset, read_period
from legation.feeds.transport import Transport
from legation.feeds.transport_listings import ListingCache
from legation.feeds.transport_nouns import Checksum, Limits

SUM = "0123456789abcdef" * 2


def describe(*entries):
    return json.dumps({"status": "OK", "data": {"latestVersion": {"files": list(entries)}}})


def enter(name, number=1, restricted=False, **data):
    file = {"id": number, "filename": name, "filesize": 100, "md5": SUM, **data}
    return {"label": name, "restricted": restricted, "dataFile": file}


def locate(doi):
    return f"/api/datasets/:persistentId/?persistentId={doi}"


def test_a_plain_file():
    (file,) = parse_dataset(describe(enter("events.1995.20150313082510.tab", 7)), "icews").files
    assert file.url == "https://dataverse.harvard.edu/api/access/datafile/7"
    assert (file.size, file.checksum) == (100, Checksum("md5", SUM))
    assert file.feed == "icews" and not file.restricted


def test_of_a_table_the_deposited_file_is_asked_for():
    entry = enter(
        "20200517-icews-events.tab",
        8,
        originalFileFormat="text/tsv",
        originalFileName="20200517-icews-events.tsv",
        originalFileSize=90,
    )
    (file,) = parse_dataset(describe(entry), "icews", "http://mirror.example").files
    assert file.url == "http://mirror.example/api/access/datafile/8?format=original"
    assert file.name == "20200517-icews-events.tsv"
    assert file.size is None and file.checksum == Checksum("md5", SUM)


@pytest.mark.parametrize(
    ("data", "checksum"),
    [
        ({"checksum": {"type": "SHA-256", "value": "AB" * 32}}, Checksum("sha256", "ab" * 32)),
        ({"checksum": {"type": "MD5", "value": SUM}}, Checksum("md5", SUM)),
        ({"checksum": {"type": "CRC", "value": "1"}}, None),
        ({"md5": None}, None),
        ({"md5": 12}, None),
        ({"checksum": {}}, None),
        ({"checksum": {"type": "MD5", "value": "no hash"}}, None),
    ],
)
def test_checksums(data, checksum):
    entry = enter("ngecEventsDV-2022.txt.zip", **data)
    assert parse_dataset(describe(entry), "polecat").files[0].checksum == checksum


PERIODS = {
    "icews": {
        "events.1995.20150313082510.tab": ("1995-01-01", "1995-12-31"),
        "Events.2017.20200602.tab.zip": ("2017-01-01", "2017-12-31"),
        "events.2014.20160121105408.tab.zip": ("2014-01-01", "2014-12-31"),
        "20181004-icews-events.zip": ("2018-09-24", "2018-10-04"),
        "20181005-icews-events.tab.gz": ("2018-09-25", "2018-10-05"),
        "20230106-icews-events.tab.zip": ("2022-12-27", "2023-01-06"),
        "20190309-icews-events-1.zip": ("2019-02-27", "2019-03-09"),
        "20191399-icews-events.zip": None,
        "events.2014.20160121105408.sample.tab": None,
        "CAMEO.CDB.09b5.pdf": None,
        "icews.actors.20150313.tab": None,
        "ICEWS Events and Aggregations.pdf": None,
        "sentences.2014.pdf": None,
        "": None,
    },
    "polecat": {
        "ngecEventsDV-2022.txt.zip": ("2022-01-01", "2022-12-31"),
        "ngecEvents.DV.2018.txt": ("2018-01-01", "2018-12-31"),
        "ngecEventsDV-2022-11.txt": ("2022-11-01", "2022-11-30"),
        "ngecEvents.20230103111842.Release603.DV.txt": ("2022-12-24", "2023-01-03"),
        "ngecEvents.20240215.Release700.DV.txt.gz": ("2024-02-05", "2024-02-15"),
        "POLECAT_codebook.pdf": None,
        "ngecEvents.README.txt": None,
        "agents.csv": None,
    },
}


@pytest.mark.parametrize(
    ("feed", "name", "period"),
    [(feed, name, period) for feed, names in PERIODS.items() for name, period in names.items()],
)
def test_names_tell_periods(feed, name, period):
    found = read_period(feed, name)
    assert (tuple(map(str, found[:2])) if found else None) == period


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", "{}", '{"data": null}', describe()[:-4], '{"data":{"latestVersion":1}}'],
)
def test_a_description_that_is_none(text):
    with pytest.raises(InputError):
        parse_dataset(text, "icews")
    with pytest.raises(InputError):
        parse_dataset('{"data": {"latestVersion": {"files": "many"}}}', "icews")


def test_entries_that_are_none_are_counted():
    entries = [1, {}, {"dataFile": {"id": "x"}}, enter("20181004-icews-events.zip")]
    listing = parse_dataset(describe(*entries), "icews")
    assert (len(listing.files), listing.malformed) == (1, 3)


def test_a_name_never_leaves_its_folder():
    entry = enter("20181004-icews-events.zip", originalFileName="../../20181004-icews-events.zip")
    (file,) = parse_dataset(describe(entry), "icews").files
    assert file.name == "20181004-icews-events.zip"


@pytest.fixture
def server():
    yearly = [enter("events.2018.20200427084805.tab", 1), enter("codebook.pdf", 2)]
    weekly = [
        enter("20181004-icews-events.zip", 4),
        enter("20181002-icews-events.zip", 3),
        enter("20190309-icews-events.zip", 5),
        enter("20190309-icews-events.zip", 6, restricted=True),
    ]
    files = {
        locate("doi:10.7910/DVN/28075"): describe(*yearly).encode(),
        locate("doi:10.7910/DVN/QI2T9A"): describe(*weekly).encode(),
        locate("doi:10.7910/DVN/AJGVIT"): b"Service unavailable",
    }
    with serve(files=files) as running:
        yield running


def ask(server, tmp_path, feed="icews", **period):
    with Transport(Limits(), sleep=lambda _: None) as transport:
        return list_dataverse(
            transport, ListingCache(tmp_path), feed, base=server.base, **period
        ).files


def test_both_datasets_of_icews_are_listed(server, tmp_path):
    numbers = [int(file.url.rpartition("/")[2]) for file in ask(server, tmp_path)]
    assert numbers == [3, 4, 1, 5, 6]
    chosen = ask(server, tmp_path, since=dt.date(2019, 1, 1), until=dt.date(2019, 3, 1))
    assert [file.restricted for file in chosen] == [False, True]
    assert len({file.name for file in chosen}) == 1


def test_a_listing_that_is_none_or_missing(server, tmp_path):
    with pytest.raises(InputError, match="is no description of a dataset"):
        ask(server, tmp_path, "polecat")
    server.misbehave(locate("doi:10.7910/DVN/QI2T9A"), Status(404))
    with pytest.raises(InputError, match="404"):
        ask(server, tmp_path)
