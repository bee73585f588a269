"""GDELT's mention files."""

import datetime as dt

import pytest

from legation.errors import InputError
from legation.feeds.gdelt_mentions import Raw

ROW = dict.fromkeys(Raw, "") | {
    Raw.ID: "410359301",
    Raw.EVENT_TIME: "20150218230000",
    Raw.MENTION_TIME: "20150219001500",
    Raw.MENTION_TYPE: "1",
    Raw.SOURCE_NAME: "example.com",
    Raw.IDENTIFIER: "http://www.example.com/a",
    Raw.SENTENCE: "3",
    Raw.IN_RAW_TEXT: "1",
    Raw.CONFIDENCE: "60",
    Raw.LENGTH: "2500",
    Raw.TONE: "-2.25",
    Raw.TRANSLATION: "srclc:fra;eng:Moses 2.1.1",
}


def join_row(**changes):
    return "\t".join((ROW | {Raw[name]: value for name, value in changes.items()}).values())


def write_file(folder, lines):
    path = folder / "20150219001500.mentions.CSV"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_says_what_it_says(read_feed, tmp_path):
    read = read_feed("gdelt-mentions", write_file(tmp_path, [join_row()]))
    assert read.events.is_empty() and read.quarantine.is_empty()
    assert read.file.origin == "gdelt"
    assert read.mentions.row(0, named=True) == {
        "origin": "gdelt",
        "origin_id": "410359301",
        "event_known_on": dt.date(2015, 2, 18),
        "known_on": dt.date(2015, 2, 19),
        "publisher": "example.com",
        "report_url": "http://www.example.com/a",
        "sentence": 3,
        "confidence": 60,
        "tone": -2.25,
        "language": "fra",
        "batch": read.file.batch,
    }


@pytest.mark.parametrize(
    ("translation", "language"),
    [("", "eng"), ("srclc:ara; eng:GT-ARA 1.0", "ara"), ("eng:x", "eng"), ("srclc:", "eng")],
)
def test_the_language_is_english_where_none_is_named(read_feed, tmp_path, translation, language):
    path = write_file(tmp_path, [join_row(TRANSLATION=translation)])
    assert read_feed("gdelt-mentions", path).mentions["language"].to_list() == [language]


@pytest.mark.parametrize(
    ("name", "value", "column"),
    [
        ("SENTENCE", "x", "sentence"),
        ("CONFIDENCE", "101", "confidence"),
        ("CONFIDENCE", "", "confidence"),
        ("TONE", "nan", "tone"),
    ],
)
def test_doubtful_numbers_are_left_empty(read_feed, tmp_path, name, value, column):
    read = read_feed("gdelt-mentions", write_file(tmp_path, [join_row(**{name: value})]))
    assert read.mentions[column].to_list() == [None]


def test_faults_and_lines_without_extras(read_feed, tmp_path):
    lines = [
        join_row().removesuffix("\t"),
        join_row(),
        join_row(ID=""),
        join_row(EVENT_TIME="2015"),
        join_row(MENTION_TIME="20151350000000"),
        join_row() + "\t",
        join_row().rsplit("\t", 2)[0],
        join_row(TRANSLATION="").removesuffix("\t"),
    ]
    read = read_feed("gdelt-mentions", write_file(tmp_path, lines))
    assert (read.mentions.height, read.lines) == (3, 8)
    assert read.mentions["language"].to_list() == ["fra", "fra", "eng"]
    assert list(read.quarantine.select("line", "reason").iter_rows()) == [
        (3, "GLOBALEVENTID is not a number"),
        (4, "unreadable EventTimeDate"),
        (5, "unreadable MentionTimeDate"),
        (6, "17 columns instead of 16"),
        (7, "14 columns instead of 16"),
    ]


def test_a_choice_of_states_is_refused(read_feed, tmp_path):
    path = write_file(tmp_path, [join_row()])
    with pytest.raises(InputError, match="without a choice of states"):
        read_feed("gdelt-mentions", path, frozenset({"RUS"}))
