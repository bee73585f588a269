"""What GDELT publishes: its lists of files, and the days that each file stands for.

GDELT 2.0 lists files of 15 minutes with size, MD5 and address, and adds to its list's end. GDELT
1.0 lists names with MD5 in one file and with sizes in another: years to 2005, months to March 2013,
days from then on.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from legation.errors import InputError
from legation.feeds.transport import Transport
from legation.feeds.transport_listings import ListingCache, fetch_lines
from legation.feeds.transport_nouns import Checksum, Listing, RemoteFile

GDELT_BASE = "http://data.gdeltproject.org"
FIRST_DAY_2 = dt.date(2015, 2, 18)
_LIST_2 = "/gdeltv2/masterfilelist.txt"
_SUMS_1 = "/events/md5sums"
_SIZES_1 = "/events/filesizes"
_GKG = ".gkg.csv.zip"

_LINE_2 = re.compile(r"(\d+) ([0-9a-f]{32}) \S*?/?((\d{8})\d{6}\.(export|mentions)\.CSV\.zip)")
_SUM_1 = re.compile(r"([0-9a-f]{32}) [ *](\S+)")
_SIZE_1 = re.compile(r"(\d+) (\S+)")
_NAME_1 = re.compile(r"(?:(\d{4})|(\d{6})|(\d{8})\.export\.CSV)\.zip")
_FEEDS = {"export": "gdelt", "mentions": "gdelt-mentions"}


def list_gdelt(
    transport: Transport,
    cache: ListingCache,
    since: dt.date,
    until: dt.date | None,
    mentions: bool = False,
    base: str = GDELT_BASE,
) -> Listing:
    """Files of events, and of mentions where wanted, whose period overlaps [since, until].

    Args:
        transport: the run's.
        cache: of listings.
        since: first day.
        until: last day, None for as far as published.
        mentions: whether to list files of mentions too; there are none before 2015-02-18.
        base: address of GDELT or of a mirror.

    Returns:
        GDELT 1.0 files before 2015-02-18, GDELT 2.0 files from then on.

    Raises:
        InputError: if a listing cannot be had, or is none.
    """
    files: list[RemoteFile] = []
    malformed = 0
    if since < FIRST_DAY_2:
        first = _list_1(transport, cache, base)
        files += first.files
        malformed += first.malformed
    if until is None or until >= FIRST_DAY_2:
        url = base + _LIST_2
        lines = fetch_lines(transport, url, cache, _is_wanted, growing=True)
        second = parse_list_2(lines, base, since, until, mentions)
        _refuse_empty(second, url, cache)
        files += second.files
        malformed += second.malformed
    return Listing(tuple(file for file in files if file.overlaps(since, until)), malformed)


def parse_list_2(
    lines: Iterable[str],
    base: str = GDELT_BASE,
    since: dt.date | None = None,
    until: dt.date | None = None,
    mentions: bool = True,
) -> Listing:
    """Files of GDELT 2.0's list; of two lines for one file the later one counts.

    The list is long, so files that are not wanted are only counted.

    Examples:
        >>> line = f"150383 {'0' * 32} http://any.org/gdeltv2/20150218230000.export.CSV.zip"
        >>> parse_list_2([line, "150383 http://any.org/"]).malformed
        1
    """
    files: dict[str, RemoteFile] = {}
    sound, malformed = 0, 0
    for line in lines:
        found = _LINE_2.fullmatch(line.strip())
        day = _read_day(found[4]) if found else None
        if found is None or day is None:
            malformed += bool(line.strip())
            continue
        sound += 1
        is_in = (since is None or day >= since) and (until is None or day <= until)
        if is_in and (mentions or found[5] == "export"):
            files[found[3]] = _build_file_2(found, day, base)
    return Listing(tuple(files[name] for name in sorted(files)), malformed, sound)


def parse_lists_1(sums: Iterable[str], sizes: Iterable[str], base: str = GDELT_BASE) -> Listing:
    """Files of GDELT 1.0 before 2015-02-18, from its list of MD5s and its list of sizes.

    Args:
        sums: lines `md5  name`.
        sizes: lines `size name`.
        base: address of GDELT or of a mirror.

    Returns:
        Files that either list names.
    """
    summed, wrong_sums = _read_pairs(sums, _SUM_1)
    sized, wrong_sizes = _read_pairs(sizes, _SIZE_1)
    files = []
    for name in sorted(summed.keys() | sized.keys()):
        period = read_period_1(name)
        if period is None or period[0] >= FIRST_DAY_2:
            continue
        files.append(
            RemoteFile(
                feed="gdelt",
                name=name,
                url=f"{base}/events/{name}",
                size=int(sized[name]) if name in sized else None,
                checksum=Checksum("md5", summed[name]) if name in summed else None,
                first=period[0],
                last=period[1],
                chunk=name,
            )
        )
    files.sort(key=lambda file: (file.first, file.name))
    return Listing(tuple(files), wrong_sums + wrong_sizes, len(files))


def _build_file_2(found: re.Match[str], day: dt.date, base: str) -> RemoteFile:
    return RemoteFile(
        feed=_FEEDS[found[5]],
        name=found[3],
        url=f"{base}/gdeltv2/{found[3]}",
        size=int(found[1]),
        checksum=Checksum("md5", found[2]),
        first=day,
        last=day,
        chunk=f"{day}",
    )


def read_period_1(name: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a GDELT 1.0 file of events, None for other names.

    Examples:
        >>> [str(day) for day in read_period_1("200602.zip")]
        ['2006-02-01', '2006-02-28']
        >>> read_period_1("GDELT.MASTERREDUCEDV2.1979-2013.zip")
    """
    found = _NAME_1.fullmatch(name)
    if found is None:
        return None
    year, month, day = found.groups()
    first = _read_day(day or f"{month or f'{year}01'}01")
    if first is None:
        return None
    if day:
        return first, first
    if year:
        return first, first.replace(month=12, day=31)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _list_1(transport: Transport, cache: ListingCache, base: str) -> Listing:
    listing = parse_lists_1(
        fetch_lines(transport, base + _SUMS_1, cache),
        fetch_lines(transport, base + _SIZES_1, cache),
        base,
    )
    _refuse_empty(listing, base + _SUMS_1, cache)
    return listing


def _refuse_empty(listing: Listing, url: str, cache: ListingCache) -> None:
    if not listing.sound:
        cache.forget(url)
        raise InputError(f"{url} is no list of GDELT's files: try again later, or check --mirror")


def _is_wanted(line: str) -> bool:
    return _GKG not in line


def _read_pairs(lines: Iterable[str], pattern: re.Pattern[str]) -> tuple[dict[str, str], int]:
    """Values by name, and how many lines give none."""
    pairs: dict[str, str] = {}
    malformed = 0
    for line in lines:
        found = pattern.fullmatch(line.strip())
        if found:
            pairs[found[2]] = found[1]
        else:
            malformed += bool(line.strip())
    return pairs, malformed


@lru_cache(maxsize=8192)
def _read_day(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
