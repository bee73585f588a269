"""Small files in the forms in which feeds are published, on a server that lists them."""

import datetime as dt
import hashlib
import io
import json
import zipfile

GDELT_PATH = "/gdeltv2/masterfilelist.txt"
SUMS_PATH = "/events/md5sums"
SIZES_PATH = "/events/filesizes"
STATES = ("USA", "RUS", "PRK", "CHN", "FRA")
_ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity"
    "|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District"
    "|Province|Country|Latitude|Longitude"
)
_POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name"
    "|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw"
    "|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector"
    "|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City"
    "|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source"
    "|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
ICEWS_COLUMNS = _ICEWS.split("|")
POLECAT_COLUMNS = _POLECAT.split("|")


def pack(name, text):
    """A zip that is the same whenever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def hash_md5(content):
    return hashlib.md5(content).hexdigest()


def write_gdelt_row(number, day, version=2):
    """An event by GDELT 1.0 (58 columns) or 2.0 (61)."""
    source, target = STATES[number % 5], STATES[(number + 1 + number // 5 % 3) % 5]
    date = f"{day:%Y%m%d}"
    place = ["1", "Moscow, Russia", "RS", "RS48", "55.75", "37.62", "-2960561"]
    if version == 2:
        place.insert(4, "25106")
    row = [
        *(str(number), date, date[:6], date[:4], f"{day.year}.5"),
        *(f"{source}GOV", f"ACTOR {source}", source, "", "", "", "", "GOV", "", ""),
        *(f"{target}GOV", f"ACTOR {target}", target, "", "", "", "", "GOV", "", ""),
        *("1", "042", "042", "04", "1", "1.9", "4", "1", "4", "2.5"),
        *place,
        *place,
        *place,
        date + "000000" * (version == 2),
        f"http://news.example/{number}",
    ]
    assert len(row) == (61 if version == 2 else 58)
    return "\t".join(row)


def write_mention_row(number, moment):
    url = f"http://news.example/{number}"
    row = [str(number), moment, moment, "1", "news.example", url]
    row += ["3", "10", "20", "30", "1", "80", "2500", "-1.5", "", ""]
    return "\t".join(row)


def count_days(first, days):
    start = dt.date.fromisoformat(first)
    return [start + dt.timedelta(days=number) for number in range(days)]


def publish_gdelt(server, first="2015-02-19", days=2, files=4, rows=6):
    """Files of GDELT 2.0 for some days, `files` of events and of mentions on each."""
    lines, number = [], 1
    for day in count_days(first, days):
        for slot in range(files):
            moment = f"{day:%Y%m%d}{slot // 4:02}{slot % 4 * 15:02}00"
            numbers = range(number, number + rows)
            number += rows
            texts = {
                "export": [write_gdelt_row(each, day) for each in numbers],
                "mentions": [write_mention_row(each, moment) for each in numbers],
            }
            for kind, text in texts.items():
                name = f"{moment}.{kind}.CSV"
                content = pack(name, "".join(f"{line}\n" for line in text))
                server.files[f"/gdeltv2/{name}.zip"] = content
                lines.append(list_file(content, f"{name}.zip"))
            lines.append(f"9 {'0' * 32} http://data.gdeltproject.org/gdeltv2/{moment}.gkg.csv.zip")
    listed = server.files.get(GDELT_PATH, b"").decode()
    server.files[GDELT_PATH] = (listed + "".join(f"{line}\n" for line in lines)).encode()
    return [line.rpartition("/")[2] for line in lines if ".gkg." not in line]


def list_file(content, name):
    host = "http://data.gdeltproject.org/gdeltv2"
    return f"{len(content)} {hash_md5(content)} {host}/{name}"


def publish_gdelt_1(server, names=("1979.zip", "200602.zip", "20150217.export.CSV.zip")):
    """Files of GDELT 1.0, with their two lists."""
    sums = [f"{'0' * 32}  GDELT.MASTERREDUCEDV2.1979-2013.zip"]
    sizes = ["1 GDELT.MASTERREDUCEDV2.1979-2013.zip"]
    for number, name in enumerate(names):
        digits = name.split(".")[0]
        day = dt.date(int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 3))
        rows = [write_gdelt_row(9_000 + 10 * number + each, day, 1) for each in range(5)]
        if day < dt.date(2013, 4, 1):
            rows = [row.rpartition("\t")[0] for row in rows]
        content = pack(name.removesuffix(".zip"), "".join(f"{row}\n" for row in rows))
        server.files[f"/events/{name}"] = content
        sums.append(f"{hash_md5(content)}  {name}")
        sizes.append(f"{len(content)} {name}")
    server.files[SUMS_PATH] = "".join(f"{line}\n" for line in sums).encode()
    server.files[SIZES_PATH] = "".join(f"{line}\n" for line in sizes).encode()


def write_icews(days, start):
    """An ICEWS file with two events a day."""
    lines = ["\t".join(ICEWS_COLUMNS)]
    for number, day in enumerate(sorted(days * 2)):
        row = [str(start + number), f"{day}", "Vladimir Putin", "Executive", "Russian Federation"]
        row += ["Consult", "040", "1.0", f"Kim Jong-Un {number % 2}", "Executive", "North Korea"]
        row += [str(77_000 + number), "2", "Example News", "Moscow", "", "Moskva"]
        row += ["Russian Federation", "55.75", "37.62"]
        lines.append("\t".join(row))
    return "".join(f"{line}\n" for line in lines)


def write_polecat(days, start):
    """A POLECAT file with two events a day."""
    lines = ["\t".join(POLECAT_COLUMNS)]
    for number, day in enumerate(sorted(days * 2)):
        row = dict.fromkeys(POLECAT_COLUMNS, "None")
        row |= {"Event ID": f"20180101-{start + number}-x", "Event Date": f"{day}"}
        row |= {"Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "1.0"}
        row |= {"Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic"}
        row |= {"Actor Name": "Vladimir Putin", "Actor Country": "RUS", "Actor COW": "365"}
        row |= {"Recipient Name": "Kim Jong Un", "Recipient Country": "PRK"}
        row |= {"Recipient COW": "731", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV"}
        row |= {"Latitude": "55.75", "Longitude": "37.62", "Country": "RUS"}
        row |= {"Publication Date": f"{day}", "Source": "Example", "Language": "en"}
        row |= {"Version": "NGEC_coder-Vers001-b1-Run-001"}
        lines.append("\t".join(row.values()))
    return "".join(f"{line}\n" for line in lines)


def publish_dataset(server, doi, contents, **changes):
    """Files of a Dataverse dataset: names and bytes; `changes` to an entry by name."""
    entries = []
    for place, (name, content) in enumerate(contents.items()):
        number = 1_000 * len(server.files) + place
        file = {"id": number, "filename": name, "filesize": len(content)}
        file["md5"] = hash_md5(content)
        path = f"/api/access/datafile/{number}"
        if name.endswith(".tab"):  # taken in as a table: what is sent is not what was deposited
            server.files[path] = content.replace(b"\t", b"\t\t")
            path += "?format=original"
            file |= {"originalFileFormat": "text/tsv", "originalFileName": name}
            file |= {"originalFileSize": len(content) - 3, "filesize": 2 * len(content)}
        server.files[path] = content
        entries.append({"label": name, "dataFile": file, **changes.get(name, {})})
    body = json.dumps({"status": "OK", "data": {"latestVersion": {"files": entries}}})
    server.files[f"/api/datasets/:persistentId/?persistentId={doi}"] = body.encode()
    return [path for path in server.files if "/datafile/" in path]


def publish_icews(server, **changes):
    year = [dt.date(2017, month, 5) for month in range(1, 13)]
    yearly = {
        "events.2017.20200427084805.tab": write_icews(year, 1).encode(),
        "codebook.pdf": b"%PDF",
    }
    weekly = {
        "20180103-icews-events.zip": pack(
            "20180103-icews-events.tab", write_icews(count_days("2018-01-01", 2), 100)
        ),
        "20180104-icews-events.tab": write_icews(count_days("2018-01-03", 1), 200).encode(),
    }
    publish_dataset(server, "doi:10.7910/DVN/28075", yearly, **changes)
    return publish_dataset(server, "doi:10.7910/DVN/QI2T9A", weekly, **changes)


def publish_polecat(server):
    contents = {
        "ngecEvents.DV.2018.txt": write_polecat(count_days("2018-02-01", 3), 1).encode(),
        "ngecEvents.20230103111842.Release603.DV.txt.zip": pack(
            "ngecEvents.20230103111842.Release603.DV.txt",
            write_polecat(count_days("2022-12-30", 3), 900),
        ),
        "agents.csv": b"a,b\n",
    }
    return publish_dataset(server, "doi:10.7910/DVN/AJGVIT", contents)
