"""Build the almanac's voting alignment from the UN General Assembly ideal points.

Usage: python tools/build_alignment.py [../shared/data/unga/IdealpointestimatesAll_Apr2020.csv.gz]

Writes `alignment/ideal_points.csv`. A session opens in September of its year; its estimate counts
as known from the end of the following year, since the edition read is later than all of them.
"""

import gzip
import io
import sys
from pathlib import Path

import polars as pl

DATA = Path("src/legation/almanac/data")
FIRST_SESSION_YEAR = 1946
HISTORIC = {"YEM": "YAR", "YPR": "YMD", "GDR": "DDR", "CZE": "CSK"}
SOURCE = "unga-ideal-points-2020"


def build_alignment(path: Path) -> pl.DataFrame:
    """Read the estimates and keep state, session, year, estimate and votes."""
    text = gzip.decompress(path.read_bytes()).decode("iso-8859-1")
    frame = pl.read_csv(io.StringIO(text), infer_schema_length=20000, truncate_ragged_lines=True)
    year = pl.col("session") + FIRST_SESSION_YEAR - 1
    state = (
        pl.when((pl.col("ccode") == 365) & (year < 1991))
        .then(pl.lit("SUN"))
        .when(pl.col("ccode") == 315)
        .then(pl.lit("CSK"))
        .when(pl.col("ccode") == 265)
        .then(pl.lit("DDR"))
        .when(pl.col("ccode") == 680)
        .then(pl.lit("YMD"))
        .when(pl.col("ccode") == 678)
        .then(pl.lit("YAR"))
        .when((pl.col("ccode") == 345) & (year < 1992))
        .then(pl.lit("YUG"))
        .when(pl.col("ccode") == 347)
        .then(pl.lit("XKX"))
        .otherwise(pl.col("iso3c"))
    )
    return (
        frame.with_columns(state_id=state, year=year)
        .filter(pl.col("state_id").is_not_null() & (pl.col("state_id") != "NA"))
        .select(
            "state_id",
            "session",
            "year",
            pl.col("IdealPoint").round(3).alias("ideal_point"),
            pl.col("NVotes").alias("votes"),
            pl.lit(SOURCE).alias("source"),
            (pl.col("year") + 1).cast(pl.String).add("-12-31").alias("known_on"),
        )
        .unique(["state_id", "session"], keep="first")
        .sort("state_id", "session")
    )


def write_alignment(path: Path) -> None:
    """Write the table and its source."""
    frame = build_alignment(path)
    (DATA / "alignment").mkdir(exist_ok=True)
    frame.write_csv(DATA / "alignment" / "ideal_points.csv")
    source = pl.DataFrame(
        {
            "source_id": [SOURCE],
            "publisher": ["Harvard Dataverse (Bailey, Strezhnev, Voeten)"],
            "title": ["United Nations General Assembly Voting Data: ideal point estimates"],
            "date": ["2020-04"],
            "url": ["https://doi.org/10.7910/DVN/LEJUQZ"],
            "license": ["MIT"],
        }
    )
    source.write_csv(DATA / "sources" / "alignment.csv")
    years = frame["year"].to_list()
    print(f"{len(frame)} state-sessions, {min(years)}-{max(years)}")


if __name__ == "__main__":
    default = "../shared/data/unga/IdealpointestimatesAll_Apr2020.csv.gz"
    write_alignment(Path(sys.argv[1] if len(sys.argv) > 1 else default))
