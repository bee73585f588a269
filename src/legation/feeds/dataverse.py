"""What Dataverse holds of ICEWS and POLECAT: the files of their datasets, and their days.

A file that Dataverse took in as a table is offered as a table of its own making; its listed MD5 is
that of the file as it was deposited, so that one is asked for.
"""

import calendar
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from legation.errors import InputError
from legation.feeds.transport import Transport
from legation.feeds.transport_listings import ListingCache, fetch_lines
from legation.feeds.transport_nouns import Checksum, Listing, RemoteFile

DATAVERSE_BASE = "https://dataverse.harvard.edu"
DATAVERSE_HEADER = "X-Dataverse-key"
DATASETS: Mapping[str, tuple[str, ...]] = {
    "icews": ("doi:10.7910/DVN/28075", "doi:10.7910/DVN/QI2T9A"),
    "polecat": ("doi:10.7910/DVN/AJGVIT",),
}

# A file that bears one date holds days before it: one in daily releases, a week in weekly ones.
REACH_DAYS = 10

_ENDING = r"(?:\.(?:tab|tsv|txt))?(?:\.(?:zip|gz))?"
_ICEWS_YEAR = re.compile(rf"events\.(\d{{4}})\.\d{{8,14}}{_ENDING}", re.IGNORECASE)
_ICEWS_DAY = re.compile(rf"(\d{{8}})-icews-events(?:[-_.]?(?:part)?\d)?{_ENDING}", re.IGNORECASE)
_POLECAT = re.compile(
    rf"ngecEvents(?:\.?DV)?[.-](\d{{4}})(?:-?(\d\d))?(?:(\d\d)\d{{0,6}})?(?:\.Release\w+)?(?:\.DV)?{_ENDING}",
    re.IGNORECASE,
)
_KINDS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}
_HASH = re.compile(r"[0-9a-f]{32,128}")
_Period = tuple[dt.date, dt.date, str]


def list_dataverse(
    transport: Transport,
    cache: ListingCache,
    feed: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    base: str = DATAVERSE_BASE,
) -> Listing:
    """Event files of a feed's datasets whose period overlaps [since, until].

    Args:
        transport: the run's.
        cache: of listings.
        feed: `icews` or `polecat`.
        since: first day, None for as early as published.
        until: last day, None for as far as published.
        base: address of Dataverse or of a mirror.

    Returns:
        Files in the order of their periods; codebooks, dictionaries and the like are left out.

    Raises:
        InputError: if a listing cannot be had, or is none.
    """
    files: list[RemoteFile] = []
    malformed = 0
    for dataset in DATASETS[feed]:
        url = f"{base}/api/datasets/:persistentId/?persistentId={dataset}"
        text = "\n".join(fetch_lines(transport, url, cache))
        try:
            listing = parse_dataset(text, feed, base)
        except InputError as error:
            cache.forget(url)
            raise InputError(f"{url} {error}: try again later, or check --mirror") from None
        files += listing.files
        malformed += listing.malformed
    files.sort(key=lambda file: (file.last, file.first, file.name, file.url))
    return Listing(tuple(file for file in files if file.overlaps(since, until)), malformed)


def parse_dataset(text: str, feed: str, base: str = DATAVERSE_BASE) -> Listing:
    """Event files in Dataverse's description of a dataset.

    Raises:
        InputError: if the text is no such description.
    """
    try:
        entries = json.loads(text)["data"]["latestVersion"]["files"]
    except (ValueError, KeyError, TypeError):
        raise InputError("is no description of a dataset") from None
    if not isinstance(entries, list):
        raise InputError("is no description of a dataset")
    files: list[RemoteFile] = []
    malformed = 0
    for entry in entries:
        data = entry.get("dataFile") if isinstance(entry, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("id"), int):
            malformed += 1
            continue
        name = _read_name(data, entry)
        period = read_period(feed, name)
        if period is not None:
            files.append(_build_file(feed, name, period, data, bool(entry.get("restricted")), base))
    return Listing(tuple(files), malformed)


def read_period(feed: str, name: str) -> _Period | None:
    """First day, last day and chunk of an event file, None for files of another kind.

    Examples:
        >>> [str(part) for part in read_period("icews", "events.1995.20150313082510.tab")]
        ['1995-01-01', '1995-12-31', 'events.1995.20150313082510.tab']
        >>> [str(part) for part in read_period("icews", "20200517-icews-events.zip")]
        ['2020-05-07', '2020-05-17', '2020-05']
        >>> [str(part) for part in read_period("polecat", "ngecEventsDV-2022.txt.zip")]
        ['2022-01-01', '2022-12-31', 'ngecEventsDV-2022.txt.zip']
        >>> read_period("icews", "CAMEO.CDB.09b5.pdf")
    """
    return _READERS[feed](name)


def _read_icews(name: str) -> _Period | None:
    year = _ICEWS_YEAR.fullmatch(name)
    if year:
        return _span(name, year[1])
    day = _ICEWS_DAY.fullmatch(name)
    return _span(name, day[1][:4], day[1][4:6], day[1][6:]) if day else None


def _read_polecat(name: str) -> _Period | None:
    found = _POLECAT.fullmatch(name)
    return _span(name, found[1], found[2], found[3]) if found else None


_READERS: Mapping[str, Callable[[str], _Period | None]] = {
    "icews": _read_icews,
    "polecat": _read_polecat,
}


def _span(name: str, year: str, month: str | None = None, day: str | None = None) -> _Period | None:
    """The days of a file of a year, a month, or up to a day; dated files of a month go together."""
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first - dt.timedelta(days=REACH_DAYS), first, f"{first:%Y-%m}"
    if month:
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1]), name
    return first, first.replace(month=12, day=31), name


def _read_name(data: Mapping[str, object], entry: Mapping[str, object]) -> str:
    """The name as deposited, without folders."""
    name = data.get("originalFileName") or data.get("filename") or entry.get("label")
    return PurePosixPath(name).name if isinstance(name, str) else ""


def _build_file(
    feed: str,
    name: str,
    period: _Period,
    data: Mapping[str, object],
    restricted: bool,
    base: str,
) -> RemoteFile:
    tabular = "originalFileFormat" in data or "originalFileName" in data
    size = data.get("originalFileSize") if tabular else data.get("filesize")
    return RemoteFile(
        feed=feed,
        name=name,
        url=f"{base}/api/access/datafile/{data['id']}{'?format=original' if tabular else ''}",
        # The numbers of tables are not always those of what is sent; their checksum decides.
        size=size if isinstance(size, int) and not tabular else None,
        checksum=_read_checksum(data),
        first=period[0],
        last=period[1],
        chunk=period[2],
        restricted=restricted,
    )


def _read_checksum(data: Mapping[str, object]) -> Checksum | None:
    listed = data.get("checksum")
    kind, value = ("MD5", data.get("md5"))
    if isinstance(listed, dict):
        kind, value = str(listed.get("type")), listed.get("value")
    if kind not in _KINDS or not isinstance(value, str) or not _HASH.fullmatch(value.lower()):
        return None
    return Checksum(_KINDS[kind], value.lower())
