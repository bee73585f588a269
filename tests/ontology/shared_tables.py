"""Reference tables for tests: outside the repository, absent on most machines."""

import csv
import gzip
import io
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="reference tables of ../shared/data are not on this machine"
)


def open_text(relative, encoding="utf-8"):
    data = (SHARED / relative).read_bytes()
    if relative.endswith(".gz"):
        data = gzip.decompress(data)
    return io.StringIO(data.decode(encoding, errors="replace"))


def read_icews_table():
    with open_text("icews_raw/cameo-codes.csv.gz") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def read_gdelt_codes():
    with open_text("gdelt_reference/LOOKUP-CAMEO.eventcodes.txt.gz", "latin-1") as file:
        return {line.split("\t")[0] for line in file.read().splitlines()[1:]}


def read_published_crosswalk():
    rows = {}
    with open_text("plover/CAMEO2PLOVER-2021.txt") as file:
        for line in file:
            code, separator, rest = line.partition(":")
            if separator and code.isdigit() and len(code) > 2:
                kind, mode, contexts = (part.strip() for part in rest.split("#")[0].split(","))
                names = tuple(name.strip() for name in contexts.split(";") if name.strip())
                rows[code] = (kind, mode, names)
    return rows
