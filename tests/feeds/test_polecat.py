"""POLECAT's files with each known fault."""

import datetime as dt
import zipfile

import pytest

from legation.errors import InputError
from legation.feeds.polecat_columns import Raw
from legation.ontology import load_event_types

HEADER = "\t".join(Raw)
ROW = dict.fromkeys(Raw, "None") | {
    Raw.EVENT_ID: "20230102-77-CONSULT",
    Raw.EVENT_DATE: "2023-01-02",
    Raw.EVENT_TYPE: "CONSULT",
    Raw.EVENT_MODE: "visit",
    Raw.INTENSITY: "4.0",
    Raw.QUAD_CODE: "VERBAL COOPERATION",
    Raw.CONTEXTS: "diplomatic;human_rights",
    Raw.ACTOR_NAME: "Freedonia's Foreign Ministry",
    Raw.ACTOR_COUNTRY: "FRA",
    Raw.PRIMARY_ACTOR_SECTOR: "GOV",
    Raw.ACTOR_SECTORS: "GOV;MED",
    Raw.RECIPIENT_NAME: "None",
    Raw.RECIPIENT_NAME_RAW: "the Sylvanian side",
    Raw.RECIPIENT_COUNTRY: "JPN",
    Raw.PLACENAME: "Tokyo",
    Raw.COUNTRY: "JPN",
    Raw.LATITUDE: "35.69",
    Raw.LONGITUDE: "139.69",
    Raw.SOURCE: "The Test Herald",
    Raw.PUBLICATION_DATE: "2023-01-04",
    Raw.LANGUAGE: "English",
    Raw.VERSION: "NGEC 1.0",
}


def join_row(**changes):
    return "\t".join((ROW | {Raw[name]: value for name, value in changes.items()}).values())


def write_file(folder, lines, header=HEADER, name="ngecEvents.20230103111842.Release603.DV.txt"):
    path = folder / name
    path.write_bytes("\n".join([header, *lines, ""]).encode())
    return path


def read_one(read_feed, folder, **changes):
    read = read_feed("polecat", write_file(folder, [join_row(**changes)]))
    assert read.quarantine.is_empty()
    return read.events.row(0, named=True)


def test_a_row_says_what_it_says(read_feed, tmp_path):
    row = read_one(read_feed, tmp_path)
    assert (row["day"], row["known_on"]) == (dt.date(2023, 1, 2), dt.date(2023, 1, 4))
    assert (row["event_type"], row["mode"], row["cameo"]) == ("CONSULT", "visit", "")
    assert (row["quad_class"], row["intensity"]) == ("verbal_cooperation", 4.0)
    assert row["contexts"] == "diplomatic;human_rights"
    assert row["source_name"] == "Freedonia's Foreign Ministry"
    assert row["target_name"] == "the Sylvanian side"
    assert (row["source_state"], row["target_state"], row["place_state"]) == ("FRA", "JPN", "JPN")
    assert (row["source_sector"], row["target_sector"]) == ("Government;Medical / Health", "")
    assert (row["place_name"], row["publisher"]) == ("Tokyo", "The Test Herald")
    assert (row["origin"], row["origin_id"]) == ("polecat", "20230102-77-CONSULT")


@pytest.mark.parametrize("event_type", sorted(load_event_types()))
def test_every_type_and_mode_of_the_ontology_is_read(read_feed, tmp_path, event_type):
    modes = [mode.name for mode in load_event_types()[event_type].modes]
    written = ["None", *modes, *(f"{event_type}-{mode}".replace("-", "_") for mode in modes)]
    lines = [join_row(EVENT_TYPE=event_type, EVENT_MODE=mode) for mode in written]
    read = read_feed("polecat", write_file(tmp_path, lines))
    assert read.events["mode"].to_list() == ["", *modes, *modes]
    assert read.events["quad_class"].n_unique() == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"PUBLICATION_DATE": "None"}, {"known_on": dt.date(2023, 1, 3)}),
        ({"PUBLICATION_DATE": "2022-12-31"}, {"known_on": dt.date(2023, 1, 2)}),
        ({"ACTOR_COUNTRY": "USA; KOR"}, {"source_state": "USA"}),
        ({"ACTOR_COUNTRY": "IGO;KOS"}, {"source_state": "XKX"}),
        ({"ACTOR_COUNTRY": "None"}, {"source_state": ""}),
        ({"INTENSITY": "None"}, {"intensity": None}),
        ({"LATITUDE": "None"}, {"latitude": None, "longitude": 139.69}),
        ({"CONTEXTS": "None"}, {"contexts": ""}),
        ({"CONTEXTS": "Pro-Democracy; election"}, {"contexts": "pro_democracy;election"}),
        ({"EVENT_TYPE": "consult", "EVENT_MODE": "Third_Party"}, {"mode": "third-party"}),
        ({"PLACENAME": "None"}, {"place_name": ""}),
    ],
)
def test_values_are_read_as_they_are_meant(read_feed, tmp_path, changes, expected):
    row = read_one(read_feed, tmp_path, **changes)
    assert {name: row[name] for name in expected} == expected


def test_each_fault_is_quarantined_with_its_line_and_reason(read_feed, tmp_path):
    faults = {
        "Event ID is empty": join_row(EVENT_ID="None"),
        "unreadable Event Date": join_row(EVENT_DATE="None"),
        "unknown PLOVER type": join_row(EVENT_TYPE="JUGGLE"),
        "unknown PLOVER mode": join_row(EVENT_MODE="juggling"),
        "41 columns instead of 40": join_row() + "\tmore",
        "39 columns instead of 40": join_row().rsplit("\t", 1)[0],
        "header repeated": HEADER,
        "blank line": "",
    }
    path = write_file(tmp_path, [join_row(), *faults.values(), join_row(EVENT_ID="2")])
    read = read_feed("polecat", path)
    assert read.events.height == 2
    assert read.quarantine["reason"].to_list() == list(faults)
    assert read.quarantine["line"].to_list() == list(range(3, 3 + len(faults)))


def test_lines_that_are_not_utf_8_are_read_by_another_encoding(read_feed, tmp_path):
    path = write_file(tmp_path, [join_row(), join_row(ACTOR_NAME="Jose"), join_row(SOURCE="é")])
    path.write_bytes(path.read_bytes().replace(b"Jose", b"Jos\xe9"))
    read = read_feed("polecat", path)
    assert read.quarantine.is_empty()
    assert read.events["source_name"][1] == "José"
    assert read.events["publisher"][2] == "é"


@pytest.mark.parametrize("block_bytes", [1, 2_000, 1 << 20])
def test_extra_tabs_at_line_ends_are_left_out(read_feed, tmp_path, block_bytes):
    lines = [join_row() + "\t\t\t", join_row(), join_row() + "\t", join_row() + "\t\tx\t"]
    read = read_feed(
        "polecat", write_file(tmp_path, lines, HEADER + "\t\t\t"), block_bytes=block_bytes
    )
    assert read.events["origin_id"].to_list() == ["20230102-77-CONSULT"] * 3
    assert read.events["publisher"].to_list() == ["The Test Herald"] * 3
    assert read.quarantine["line"].to_list() == [5]
    assert read.quarantine["reason"].to_list() == ["43 columns instead of 40"]


def test_a_header_with_more_names_than_columns_is_mended(read_feed, tmp_path):
    names = list(Raw)
    header = "\t".join([*names[:34], "Headline", *names[34:]])
    read = read_feed("polecat", write_file(tmp_path, [join_row(), join_row(EVENT_ID="2")], header))
    assert read.quarantine.is_empty()
    assert read.events["known_on"].to_list() == [dt.date(2023, 1, 4)] * 2


def test_the_other_name_of_intensity_and_another_order_are_read(read_feed, tmp_path):
    names = [name.replace("Intensity", "Event Intensity") for name in reversed(Raw)]
    line = "\t".join(reversed(join_row().split("\t")))
    read = read_feed("polecat", write_file(tmp_path, [line], "\t".join(names)))
    assert read.events["intensity"].to_list() == [4.0]
    assert read.events["source_state"].to_list() == ["FRA"]


def test_a_yearly_archive_of_monthly_files_is_read(read_feed, tmp_path):
    path = tmp_path / "ngecEventsDV-2022.txt.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for month in ("Jan", "Feb"):
            archive.writestr(f"ngecEventsDV-2022-{month}.txt", f"{HEADER}\n{join_row()}\nx\n")
        archive.writestr("MANIFEST.TXT", "what a repository adds")
    read = read_feed("polecat", path)
    assert (read.events.height, read.quarantine.height) == (2, 2)
    assert read.quarantine["file"].to_list() == [
        "ngecEventsDV-2022.txt.zip/ngecEventsDV-2022-Feb.txt",
        "ngecEventsDV-2022.txt.zip/ngecEventsDV-2022-Jan.txt",
    ]


def test_unknown_countries_are_counted(read_feed, tmp_path):
    read = read_feed("polecat", write_file(tmp_path, [join_row(ACTOR_COUNTRY="QQQ")]))
    assert read.unknown == {"QQQ": 1}


def test_other_files_are_refused(read_feed, tmp_path):
    path = write_file(tmp_path, [], header="name\tday")
    with pytest.raises(InputError, match="is no polecat file: its first line lacks"):
        read_feed("polecat", path)
