"""GDELT's event files of both versions, with each known fault."""

import datetime as dt
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.almanac.columns import STATES
from legation.almanac.store import locate_data, read_table
from legation.errors import InputError
from legation.feeds.catalogue import FEEDS
from legation.feeds.columns import load_pairs, read_whole_table
from legation.feeds.gdelt_columns import GDELT_1_COLUMNS, GDELT_2_COLUMNS

ROW = dict.fromkeys(GDELT_2_COLUMNS, "") | {
    "GLOBALEVENTID": "410359301",
    "SQLDATE": "20150218",
    "MonthYear": "201502",
    "Year": "2015",
    "FractionDate": "2015.1315",
    "Actor1Code": "USAGOV",
    "Actor1Name": "UNITED STATES",
    "Actor1CountryCode": "USA",
    "Actor1Type1Code": "GOV",
    "Actor1Type2Code": "MIL",
    "Actor2Code": "ROM",
    "Actor2Name": "BUCHAREST",
    "Actor2CountryCode": "ROM",
    "Actor2KnownGroupCode": "NAT",
    "IsRootEvent": "1",
    "EventCode": "042",
    "EventBaseCode": "042",
    "EventRootCode": "04",
    "QuadClass": "1",
    "GoldsteinScale": "1.9",
    "NumMentions": "10",
    "NumSources": "1",
    "NumArticles": "10",
    "AvgTone": "2.5",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Bucharest, Bucuresti, Romania",
    "ActionGeo_CountryCode": "RO",
    "ActionGeo_ADM1Code": "RO10",
    "ActionGeo_Lat": "44.4333",
    "ActionGeo_Long": "26.1",
    "ActionGeo_FeatureID": "-1153951",
    "DATEADDED": "20150218230000",
    "SOURCEURL": "http://www.example.com/a",
}


def join_row(columns=GDELT_2_COLUMNS, **changes):
    row = ROW | changes
    return "\t".join(row[column] for column in columns)


def write_file(folder, lines, name="20150218230000.export.CSV"):
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def read_one(read_feed, folder, **changes):
    read = read_feed("gdelt", write_file(folder, [join_row(**changes)]))
    assert read.quarantine.is_empty()
    return read.events.row(0, named=True)


def test_a_row_says_what_it_says(read_feed, tmp_path):
    row = read_one(read_feed, tmp_path)
    assert row["day"] == row["known_on"] == dt.date(2015, 2, 18)
    assert (row["source_name"], row["target_name"]) == ("UNITED STATES", "BUCHAREST")
    assert (row["source_state"], row["target_state"], row["place_state"]) == ("USA", "ROU", "ROU")
    assert row["source_sector"] == "Government;Military"
    assert row["target_sector"] == "International Government Organization"
    assert (row["event_type"], row["mode"], row["cameo"]) == ("CONSULT", "visit", "042")
    assert (row["quad_class"], row["intensity"]) == ("verbal_cooperation", 1.9)
    assert (row["latitude"], row["longitude"]) == (44.4333, 26.1)
    assert row["place_name"] == "Bucharest, Bucuresti, Romania"
    assert (row["origin"], row["origin_id"], row["precision"]) == ("gdelt", "410359301", "day")
    assert (row["report_url"], row["story_id"]) == ("http://www.example.com/a", "410359301")
    assert (row["evidence"], row["publisher"]) == ("lead", "")


@pytest.mark.parametrize(
    ("columns", "address"),
    [
        (GDELT_2_COLUMNS, "http://www.example.com/a"),
        (GDELT_1_COLUMNS, "http://www.example.com/a"),
        (GDELT_1_COLUMNS[:-1], ""),
    ],
)
def test_all_widths_say_the_same(read_feed, tmp_path, columns, address):
    lines = [join_row(columns, GLOBALEVENTID=str(number)) for number in range(3)]
    read = read_feed("gdelt", write_file(tmp_path, lines, "200001.csv"))
    assert (read.lines, read.quarantine.height) == (3, 0)
    assert read.events["latitude"].to_list() == [44.4333] * 3
    assert read.events["report_url"].to_list() == [address] * 3
    assert read.events["story_id"].to_list() == ["0" if address else ""] * 3


def test_the_layout_is_that_of_most_lines(read_feed, tmp_path):
    lines = [join_row(GDELT_1_COLUMNS), join_row(), join_row(), "x"]
    read = read_feed("gdelt", write_file(tmp_path, lines))
    assert read.events.height == 2
    assert read.quarantine["line"].to_list() == [1, 4]
    assert read.quarantine["reason"][0] == "58 columns instead of 61"


@pytest.mark.parametrize(
    ("code", "root", "cameo"),
    [
        ("042", "04", "042"),
        ("42", "04", "042"),
        ("42", "4", "042"),
        ("10", "10", "10"),
        ("10", "01", "010"),
        ("100", "10", "100"),
        ("251", "02", "0251"),
        ("190", "19", "190"),
    ],
)
def test_lost_zeros_come_back_where_the_root_shows_them(read_feed, tmp_path, code, root, cameo):
    row = read_one(read_feed, tmp_path, EventCode=code, EventRootCode=root)
    assert row["cameo"] == cameo


@pytest.mark.parametrize(
    ("day", "added", "known_on"),
    [
        ("20140218", "20150218230000", dt.date(2015, 2, 18)),
        ("20150219", "20150218", dt.date(2015, 2, 19)),
    ],
)
def test_known_on_is_the_day_it_was_added(read_feed, tmp_path, day, added, known_on):
    assert read_one(read_feed, tmp_path, SQLDATE=day, DATEADDED=added)["known_on"] == known_on


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"GoldsteinScale": ""}, {"intensity": None}),
        ({"GoldsteinScale": "11"}, {"intensity": None}),
        ({"GoldsteinScale": "nan"}, {"intensity": None}),
        ({"ActionGeo_Lat": "95"}, {"latitude": None, "place_state": "ROU"}),
        ({"ActionGeo_Long": "26#1"}, {"longitude": None, "latitude": 44.4333}),
        ({"Actor1CountryCode": "EUR"}, {"source_state": ""}),
        ({"ActionGeo_CountryCode": "GZ"}, {"place_state": "PSE"}),
        ({"SOURCEURL": "unspecified"}, {"report_url": "", "story_id": ""}),
        ({"IsRootEvent": "0"}, {"evidence": ""}),
        ({"Actor1Type2Code": "GOV"}, {"source_sector": "Government"}),
        ({"Actor1Type1Code": "XYZ", "Actor1Type2Code": ""}, {"source_sector": ""}),
        ({"EventCode": "010", "EventRootCode": "01"}, {"event_type": "", "quad_class": ""}),
    ],
)
def test_what_is_doubtful_is_left_empty(read_feed, tmp_path, changes, expected):
    row = read_one(read_feed, tmp_path, **changes)
    assert {name: row[name] for name in expected} == expected


FAULTS = {
    "GLOBALEVENTID is not a number": join_row(GLOBALEVENTID="4103x"),
    "unreadable SQLDATE": join_row(SQLDATE="20150229"),
    "unreadable DATEADDED": join_row(DATEADDED="2015021"),
    "unknown CAMEO code in EventCode": join_row(EventCode="---", EventRootCode="--"),
    "60 columns instead of 61": join_row().rsplit("\t", 1)[0],
    "62 columns instead of 61": join_row() + "\t",
    "blank line": " ",
    "character U+0000": join_row(Actor1Name="A\0B"),
}


def test_each_fault_is_quarantined_with_its_line_and_reason(read_feed, tmp_path):
    path = write_file(tmp_path, [join_row(), *FAULTS.values(), join_row(GLOBALEVENTID="2")])
    read = read_feed("gdelt", path)
    assert read.events["origin_id"].to_list() == ["410359301", "2"]
    assert read.quarantine["reason"].to_list() == list(FAULTS)
    assert read.quarantine["line"].to_list() == list(range(2, 2 + len(FAULTS)))
    assert set(read.quarantine["file"]) == {path.name}


def test_codes_without_a_state_are_counted(read_feed, tmp_path):
    lines = [
        join_row(Actor1CountryCode="ZZZ", Actor2CountryCode="ZZZ"),
        join_row(Actor1CountryCode="ZZZ", ActionGeo_CountryCode="??"),
        join_row(Actor1CountryCode="AFR", Actor2CountryCode=""),
    ]
    read = read_feed("gdelt", write_file(tmp_path, lines))
    assert read.unknown == {"ZZZ": 3, "??": 1}
    assert read.events["source_state"].to_list() == ["", "", ""]


def test_rows_of_one_article_share_their_story(read_feed, tmp_path):
    addresses = ["http://a", "http://b", "http://a", "", "BBC Monitoring"]
    lines = [
        join_row(GLOBALEVENTID=str(number), SOURCEURL=address)
        for number, address in enumerate(addresses)
    ]
    read = read_feed("gdelt", write_file(tmp_path, lines))
    assert read.events["story_id"].to_list() == ["0", "1", "0", "", "4"]


def test_states_are_those_of_the_day(read_feed, tmp_path):
    lines = [
        join_row(SQLDATE=day, DATEADDED=day, Actor1CountryCode=one, Actor2CountryCode=two)
        for day, one, two in [
            ("19850301", "RUS", "CZE"),
            ("19911226", "RUS", "CZE"),
            ("19900101", "YEM", "SRB"),
            ("19990324", "SRB", "YEM"),
            ("19890101", "UKR", "EST"),
            ("20150218", "RUS", "SRB"),
        ]
    ]
    read = read_feed("gdelt", write_file(tmp_path, lines))
    assert list(read.events.select("source_state", "target_state").iter_rows()) == [
        ("SUN", "CSK"),
        ("RUS", "CSK"),
        ("YAR", "YUG"),
        ("SCG", "YEM"),
        ("SUN", "EST"),
        ("RUS", "SRB"),
    ]


def test_a_choice_of_states_keeps_predecessors_and_counts_the_rest(read_feed, tmp_path):
    sides = [("RUS", "19850301"), ("RUS", "20150218"), ("UKR", "19850301"), ("", "20150218")]
    lines = [
        join_row(SQLDATE=day, DATEADDED=day, Actor1CountryCode=code, Actor2CountryCode="FRA")
        for code, day in sides
    ]
    path = write_file(tmp_path, [*lines, "bad"])
    read = read_feed("gdelt", path, frozenset({"RUS"}))
    # Soviet events are those of Russia's predecessor, whichever republic GDELT names.
    assert read.events["source_state"].to_list() == ["SUN", "RUS", "SUN"]
    assert (read.left_out, read.quarantine.height, read.lines) == (1, 1, 5)
    ukraine = read_feed("gdelt", path, frozenset({"UKR"}))
    assert ukraine.events["source_state"].to_list() == ["SUN"]
    assert ukraine.file.states == frozenset({"UKR"})


def test_zips_are_read_in_order_of_name(read_feed, tmp_path):
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.CSV", join_row(GLOBALEVENTID="2") + "\nbad\n")
        archive.writestr("a/a.CSV", join_row(GLOBALEVENTID="1"))
        archive.writestr("__MACOSX/._b.CSV", b"\x00\x05\x16\x07")
        archive.writestr("c/", "")
    read = read_feed("gdelt", path)
    assert read.events["origin_id"].to_list() == ["1", "2"]
    assert read.quarantine.select("file", "line").row(0) == ("two.zip/b.CSV", 2)


@pytest.mark.parametrize("content", ["a\tb\n", "\n\n", "hello"])
def test_other_files_are_refused(read_feed, tmp_path, content):
    path = tmp_path / "x.export.CSV"
    path.write_text(content)
    with pytest.raises(InputError, match=r"x\.export\.CSV is no gdelt file.*57 or 58 or 61"):
        read_feed("gdelt", path)


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=8)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    damage=st.dictionaries(
        st.integers(0, 11),
        st.tuples(st.sampled_from(["cut", "replace", "insert", "field"]), st.integers(), VALUES),
    ),
    block_bytes=st.sampled_from([1, 200, 1_000, 1 << 20]),
    breaks=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_damaged_every_line_is_accounted_for(
    read_feed, tmp_path, damage, block_bytes, breaks
):
    lines = [join_row(GLOBALEVENTID=str(number)) for number in range(12)]
    for number, (kind, where, text) in damage.items():
        line = lines[number]
        place = where % len(line)
        fields = line.split("\t")
        fields[where % len(fields)] = text
        lines[number] = {
            "cut": line[:place],
            "replace": line[:place] + text + line[place + 1 :],
            "insert": line[:place] + text + line[place:],
            "field": "\t".join(fields),
        }[kind]
    path = tmp_path / "d.export.CSV"
    path.write_bytes(breaks.join([join_row(GLOBALEVENTID="99"), *lines, ""]).encode())
    read = read_feed("gdelt", path, block_bytes=block_bytes)
    assert read.events.height + read.quarantine.height == read.lines == 13
    bad = {line - 2 for line in read.quarantine["line"]}
    assert bad <= set(damage)
    kept = [number for number in range(12) if number not in bad]
    ids = [lines[number].split("\t")[0] for number in kept]
    assert read.events["origin_id"].to_list() == ["99", *ids]
    texts = dict(read.quarantine.select("line", "text").iter_rows())
    for line, text in texts.items():
        assert text == lines[line - 2].removesuffix("\r").replace("\0", "\ufffd")


def test_tables_of_codes_are_clean():
    states = set(read_table(locate_data(), STATES)["state_id"])
    for name in ("cameo_countries.csv", "fips_countries.csv", "plover_countries.csv"):
        table = read_whole_table(name)
        assert table["code"].is_unique().all(), name
        assert set(table["state_id"]) - {""} <= states, name
        assert all(note for note in table["note"]), name
    cameo = load_pairs("cameo_countries.csv")
    assert (cameo["ROM"], cameo["TMP"], cameo["MTN"]) == ("ROU", "TLS", "MNE")
    assert (cameo["PRK"], cameo["KOR"], cameo["EUR"]) == ("PRK", "KOR", "")
    fips = load_pairs("fips_countries.csv")
    assert (fips["CH"], fips["SZ"], fips["AU"], fips["AS"]) == ("CHN", "CHE", "AUT", "AUS")
    for name in ("cameo_sectors.csv", "plover_sectors.csv", "cameo_groups.csv"):
        assert all(label and ";" not in label for label in load_pairs(name).values()), name


def test_columns_are_as_many_as_published():
    assert (len(GDELT_1_COLUMNS), len(GDELT_2_COLUMNS)) == (58, 61)
    assert [one.name for one in FEEDS["gdelt"].declarations] == ["gdelt-2.0", "gdelt-1.0"]
    assert ".export.CSV.zip" in FEEDS["gdelt"].suffixes
