"""ICEWS files with each known fault, written here; and the real ones where they lie at hand."""

import datetime as dt
import gzip
import zipfile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.errors import InputError
from legation.feeds.icews import DECLARATION as ICEWS
from legation.feeds.icews import load_countries, load_texts
from legation.feeds.icews_rows import Raw
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA

ROW = {
    Raw.EVENT_ID: "900001",
    Raw.EVENT_DATE: "2018-11-05",
    Raw.SOURCE_NAME: "Foreign Ministry (Freedonia)",
    Raw.SOURCE_SECTORS: "Executive,Foreign Ministry,Government",
    Raw.SOURCE_COUNTRY: "France",
    Raw.EVENT_TEXT: "Make a visit",
    Raw.CAMEO_CODE: "042",
    Raw.INTENSITY: "1.9",
    Raw.TARGET_NAME: "Government (Sylvania)",
    Raw.TARGET_SECTORS: "",
    Raw.TARGET_COUNTRY: "Japan",
    Raw.STORY_ID: "77",
    Raw.SENTENCE_NUMBER: "3",
    Raw.PUBLISHER: "The Test Herald",
    Raw.CITY: "Tokyo",
    Raw.DISTRICT: "",
    Raw.PROVINCE: "Tokyo",
    Raw.COUNTRY: "Japan",
    Raw.LATITUDE: "35.69",
    Raw.LONGITUDE: "139.69",
}


@pytest.fixture
def read_icews(read_feed):
    def read(path):
        read = read_feed("icews", path)
        return read.events, read.quarantine

    return read


def join_row(**changes):
    row = ROW | {Raw[name]: value for name, value in changes.items()}
    return "\t".join(row.values())


def write_file(folder, lines, name="20181106-icews-events.tab", header=ICEWS.columns):
    path = folder / name
    path.write_bytes("\n".join(["\t".join(header), *lines, ""]).encode())
    return path


def test_a_row_says_what_it_says(read_icews, tmp_path):
    events, quarantine = read_icews(write_file(tmp_path, [join_row()]))
    assert quarantine.is_empty()
    assert events.schema == FEED_SCHEMA
    row = events.row(0, named=True)
    assert row["day"] == dt.date(2018, 11, 5)
    assert row["known_on"] == dt.date(2018, 11, 6)
    assert (row["source_state"], row["target_state"], row["place_state"]) == ("FRA", "JPN", "JPN")
    assert row["source_sector"] == "Executive;Foreign Ministry;Government"
    assert (row["event_type"], row["mode"], row["cameo"]) == ("CONSULT", "visit", "042")
    assert row["quad_class"] == "verbal_cooperation"
    assert (row["intensity"], row["latitude"], row["longitude"]) == (1.9, 35.69, 139.69)
    assert (row["place_name"], row["story_id"], row["evidence"]) == ("Tokyo", "77", "sentence 3")
    assert (row["origin"], row["origin_id"], row["precision"]) == ("icews", "900001", "day")


@pytest.mark.parametrize(
    ("name", "day", "known_on"),
    [
        ("20181231-icews-events.tab", "2018-12-30", dt.date(2018, 12, 31)),
        ("20181231-icews-events-part1.tab", "2018-12-31", dt.date(2018, 12, 31)),
        ("20181231-icews-events.tab", "2019-01-01", dt.date(2019, 1, 1)),
        ("events.2018.20190312.tab", "2018-12-30", dt.date(2018, 12, 31)),
        ("20189999-icews-events.tab", "2018-12-30", dt.date(2018, 12, 31)),
        ("20200517-icews-events.tab", "2020-05-11", dt.date(2020, 5, 17)),
        ("Events.2017.20200602.tab", "2017-05-11", dt.date(2017, 5, 12)),
    ],
)
def test_known_on_comes_from_the_file_name_or_the_next_day(
    read_icews, tmp_path, name, day, known_on
):
    events, _ = read_icews(write_file(tmp_path, [join_row(EVENT_DATE=day)], name))
    assert events["known_on"].to_list() == [known_on]


def test_packed_files_say_the_same(read_icews, tmp_path):
    plain = write_file(tmp_path, [join_row()])
    packed = tmp_path / "20181106-icews-events.tab.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    archive = tmp_path / "20181106-icews-events.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(plain, "inside/20181106-icews-events.tab")
    expected = read_icews(plain)[0].drop("batch")
    for path in (packed, archive):
        assert read_icews(path)[0].drop("batch").equals(expected)


def test_american_days_and_a_missing_code_column(read_icews, tmp_path):
    header = [column for column in ICEWS.columns if column != Raw.CAMEO_CODE]
    row = {key: value for key, value in ROW.items() if key != Raw.CAMEO_CODE}
    lines = [
        "\t".join((row | {Raw.EVENT_DATE: "1/31/2017"}).values()),
        "\t".join((row | {Raw.EVENT_ID: "2", Raw.EVENT_TEXT: "Juggle"}).values()),
    ]
    events, quarantine = read_icews(write_file(tmp_path, lines, "events.2017.tab", header))
    assert events["day"].to_list() == [dt.date(2017, 1, 31)]
    assert events["cameo"].to_list() == ["042"]
    assert quarantine["reason"].str.contains("no CAMEO Code").to_list() == [True]


@pytest.mark.parametrize(
    ("code", "text", "cameo"),
    [
        ("010", "Make statement", "010"),
        ("10", "Make statement", "010"),
        ("100", "Demand", "100"),
        ("36", "Express intent to meet or negotiate", "036"),
        ("", "Threaten non-force", "131"),
        ("043", "Words that ICEWS does not use", "043"),
    ],
)
def test_codes_keep_their_leading_zeros(read_icews, tmp_path, code, text, cameo):
    events, _ = read_icews(write_file(tmp_path, [join_row(CAMEO_CODE=code, EVENT_TEXT=text)]))
    assert events["cameo"].to_list() == [cameo]


def test_bare_statements_have_no_type(read_icews, tmp_path):
    line = join_row(CAMEO_CODE="010", EVENT_TEXT="Make statement")
    events, _ = read_icews(write_file(tmp_path, [line]))
    assert events["event_type"].to_list() == [""]
    assert events["quad_class"].to_list() == [""]


FAULTS = {
    "20 columns": join_row() + "\tmore",
    "19 columns": join_row().rsplit("\t", 1)[0],
    "header repeated": "\t".join(ICEWS.columns),
    "blank line": "",
    "Event ID": join_row(EVENT_ID="x1"),
    "Event Date": join_row(EVENT_DATE="31/31/2018"),
    "unknown CAMEO Code": join_row(CAMEO_CODE="999"),
    "Intensity": join_row(INTENSITY="much"),
    "Latitude": join_row(LATITUDE="139.69"),
    "Longitude": join_row(LONGITUDE="-181"),
    "Event Text": join_row(CAMEO_CODE="NULL", EVENT_TEXT="Juggle"),
    "U+0000": join_row(CITY="To\0kyo"),
}


def test_each_fault_is_quarantined_with_its_line_and_reason(read_icews, tmp_path):
    path = write_file(tmp_path, [join_row(), *FAULTS.values(), join_row(EVENT_ID="900002")])
    events, quarantine = read_icews(path)
    assert events["origin_id"].to_list() == ["900001", "900002"]
    assert quarantine.schema == QUARANTINE_SCHEMA
    assert quarantine["line"].to_list() == list(range(3, 3 + len(FAULTS)))
    assert quarantine["text"].to_list() == [
        text.replace("\0", "\ufffd") for text in FAULTS.values()
    ]
    assert set(quarantine["file"]) == {path.name}
    for expected, reason in zip(FAULTS, quarantine["reason"], strict=True):
        assert (expected if expected != "20 columns" else "21 columns") in reason


def test_bytes_that_are_not_utf_8_are_quarantined(read_icews, tmp_path):
    path = write_file(tmp_path, [join_row(), join_row(EVENT_ID="2", CITY="Sao Paulo")])
    path.write_bytes(path.read_bytes().replace(b"Sao", b"S\xe3o"))
    events, quarantine = read_icews(path)
    assert events.height == 1
    assert quarantine["reason"].to_list() == ["bytes that are not UTF-8"]


def test_carriage_returns_quotes_and_strange_breaks_stay_in_their_fields(read_icews, tmp_path):
    line = join_row(SOURCE_NAME='The "Firefly" crew', PUBLISHER="One\x85Two\u2028Three")
    path = write_file(tmp_path, [line])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    events, quarantine = read_icews(path)
    assert quarantine.is_empty()
    assert events["source_name"].to_list() == ['The "Firefly" crew']
    assert events["publisher"].to_list() == ["One\x85Two\u2028Three"]


def test_an_actor_filed_under_a_wrong_country_is_put_right(read_icews, tmp_path):
    lines = [
        join_row(SOURCE_NAME="Emmanuel Macron", SOURCE_COUNTRY="Andorra"),
        join_row(EVENT_ID="2", TARGET_NAME="Emmanuel Macron", TARGET_COUNTRY="Andorra"),
        join_row(EVENT_ID="3", SOURCE_COUNTRY="Andorra"),
    ]
    events, _ = read_icews(write_file(tmp_path, lines))
    assert events["source_state"].to_list() == ["FRA", "FRA", "AND"]
    assert events["target_state"].to_list() == ["JPN", "FRA", "JPN"]


def test_missing_places_and_unknown_countries(read_feed, tmp_path):
    line = join_row(
        SOURCE_COUNTRY="Freedonia", CITY="NA", PROVINCE="NULL", LATITUDE="", LONGITUDE="NULL"
    )
    read = read_feed("icews", write_file(tmp_path, [line]))
    row = read.events.row(0, named=True)
    assert (row["source_state"], row["place_name"]) == ("", "")
    assert (row["latitude"], row["longitude"]) == (None, None)
    assert read.unknown == {"Freedonia": 1}


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"name,day\n1,2\n", b"\x00\x01\x02", b"\x1f\x8bno"]
)
def test_other_files_are_refused_with_their_name(read_icews, tmp_path, content):
    path = tmp_path / "20181106-icews-events.tab"
    path.write_bytes(content)
    with pytest.raises(InputError, match="20181106-icews-events"):
        read_icews(path)


def test_a_file_that_is_not_there_is_refused(read_icews, tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        read_icews(tmp_path / "nothing.tab")


def test_a_file_with_only_a_header_holds_nothing(read_icews, tmp_path):
    events, quarantine = read_icews(write_file(tmp_path, []))
    assert events.is_empty() and quarantine.is_empty()
    assert events.schema == FEED_SCHEMA


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from([join_row(), *FAULTS.values()]),
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=40
            ),
            st.integers(0, 9).map(lambda number: join_row(EVENT_ID=str(number))),
        ),
        max_size=20,
    )
)
def test_every_line_is_an_event_or_in_quarantine(read_feed, tmp_path, lines):
    read = read_feed("icews", write_file(tmp_path, lines), block_bytes=300)
    assert read.events.height + read.quarantine.height == read.lines == len(lines)
    texts = dict(read.quarantine.select("line", "text").iter_rows())
    for line, text in texts.items():
        assert text == lines[line - 2].replace("\0", "\ufffd")


def test_tables_of_names_are_clean():
    countries = load_countries()
    assert all(len(state) == 3 and state.isupper() for state in countries.values())
    assert all(name == name.strip() and name for name in countries)
    assert countries["North Korea"] == "PRK" and countries["South Korea"] == "KOR"
    assert countries["Congo"] == "COG" and countries["Democratic Republic of Congo"] == "COD"
    assert all(code.isdigit() and 3 <= len(code) <= 4 for code in load_texts().values())


def test_all_real_days_are_read_whole(read_feed, real_icews):
    expected = {"20181031": 2_063}
    total = 0
    for path in sorted(real_icews.glob("2*-icews-events.tab.gz")):
        read = read_feed("icews", path)
        assert read.quarantine.is_empty(), path.name
        assert not read.unknown, path.name
        assert read.lines == gzip.decompress(path.read_bytes()).count(b"\n") - 1
        total += read.events.height
        day = expected.get(path.name[:8])
        if day:
            assert read.events.height == day
            visits = read.events.filter(pl.col("cameo") == "042")
            assert set(visits["event_type"]) == {"CONSULT"}
    assert total > 240_000


def test_the_real_yearly_sample_is_known_a_day_after(read_feed, real_icews):
    read = read_feed("icews", real_icews / "events.2018.sample.tab.gz")
    assert read.lines == 3705
    assert (read.events["known_on"] - read.events["day"]).unique().to_list() == [
        dt.timedelta(days=1)
    ]
