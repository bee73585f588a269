"""Print what the almanac holds: rows by table, limits, and gaps that an editor may want to fill.

Usage: `python tools/check_almanac.py`. Rules that may not be broken are tests (`tests/almanac`);
this shows what is allowed and yet worth a look.
"""

from collections import Counter

import polars as pl

from legation.almanac.columns import ALL_TABLES, COVERAGE, LEADER_COVERAGE, PERSONS, SOURCES, TERMS
from legation.almanac.store import locate_data, read_table


def print_counts() -> None:
    """Rows and bytes by table."""
    folder = locate_data()
    for spec in ALL_TABLES:
        size = sum(path.stat().st_size for path in folder.glob(spec.pattern))
        print(f"{spec.name:16} {read_table(folder, spec).height:7,} rows {size:10,} bytes")


def print_limits() -> None:
    """What each table covers, and the states whose leaders were verified least recently."""
    folder = locate_data()
    for row in read_table(folder, COVERAGE).iter_rows(named=True):
        period = f"{row['from_day'] or ''} to {row['verified_through'] or ''}"
        print(f"{row['table']:14} {row['scope']:32} {period:26} {row['note']}")
    oldest = read_table(folder, LEADER_COVERAGE).sort("verified_through").head(10)
    listed = ", ".join(
        f"{state} {day}" for state, day in oldest.select("state_id", "verified_through").iter_rows()
    )
    print(f"leaders verified least recently: {listed}")


def print_loose_ends() -> None:
    """Persons without a birth year, sources that nobody cites, rows that rest on one source."""
    folder = locate_data()
    unborn = read_table(folder, PERSONS).filter(pl.col("born").is_null()).height
    cited: Counter[str] = Counter()
    for spec in ALL_TABLES:
        if "source" in spec.columns:
            for cell in read_table(folder, spec)["source"].drop_nulls():
                cited.update(cell.split(";"))
    unused = sorted(set(read_table(folder, SOURCES)["source_id"]) - set(cited))
    single = read_table(folder, TERMS).filter(~pl.col("source").str.contains(";")).height
    print(f"persons without a day of birth: {unborn}")
    print(f"sources that no row cites: {len(unused)}: {', '.join(unused[:20])}")
    print(f"terms that rest on one source: {single}")


if __name__ == "__main__":
    print_counts()
    print_limits()
    print_loose_ends()
