"""A small made-up almanac: two sides, a neighbour, an ally, permanent members."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from legation.almanac.columns import ALL_TABLES
from legation.almanac.store import Almanac, open_almanac
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, EngagementKind, Party
from legation.tables.counts import TOWARD_COUNTS_SCHEMA, WINDOWS_SCHEMA
from legation.tables.extract import RecordExtract

AS_OF = dt.date(2024, 6, 12)
STATES = ("AAA", "BBB", "CCC", "DDD", "OLD", "USA")
ROWS = {
    "sources": ["s1,Publisher,Title,2020,,"],
    "states": [
        f"{state},Land"
        f" {state[0]},,,,,,,,1950-01-01,{'1990-01-01' if state == 'OLD' else ''},,,,Here,,s1,,"
        for state in STATES
    ],
    "contiguity": ["BBB,CCC,land,,,s1", "BBB,OLD,land,,1990-01-01,s1"],
    "memberships": ["unsc,USA,permanent,1945-10-24,,s1,,"],
    "treaties": [
        (
            "t1,Pact of B and D,defense,BBB;DDD,1990-05-01,1991-01-01,,They promised"
            " help.,s1,,2024-01-31"
        ),
        "t2,Large pact,defense,AAA;BBB;CCC;USA,1990-05-01,1991-01-01,,Help.,s1,,2024-01-31",
        "t3,Lapsed pact,defense,BBB;CCC,1980-05-01,1981-01-01,1999-01-01,Help.,s1,,",
        "t4,Pact of A and B,defense,AAA;BBB,2024-06-11,,,Help.,s1,,",
    ],
    "chronicle": [
        *(
            f"e{year},{year}-03-01,,incident,ASSAULT,,,CCC,BBB,,Shots of {year},They shot.,2,s1,"
            for year in range(2011, 2024)
        ),
        *(
            f"p{year},{year}-04-01,,talks,CONSULT,,,AAA,BBB,,Talks of {year},They talked.,2,s1,"
            for year in range(2005, 2024)
        ),
        "x1,2022-05-01,,sanction,SANCTION,,,AAA,BBB,,Sanctions of A,A acted.,2,s1,",
        "v1,2023-05-01,,resolution,REJECT,,,AAA,BBB,,Veto of A,A cast a veto.,2,s1,",
        "m1,2024-01-10,,missile_test,MOBILIZE,,,BBB,,,Missile of January,B tested.,2,s1,",
        "f1,2024-07-01,,sanction,SANCTION,,,USA,BBB,,Later sanctions,USA acted.,2,s1,",
    ],
    "visits": [
        *(
            f"aaa-bbb-{year},{year}-02-01,{year}-02-02,held,leader,official,bilateral,AAA,,Leader"
            " A,President,BBB,,Leader B,Bville,,,s1,"
            for year in (2016, 2021, 2022, 2023)
        ),
        *(
            f"ddd-bbb-{year},{year}-02-11,{year}-02-12,held,leader,official,bilateral,DDD,,Leader"
            " D,President,BBB,,Leader B,Bville,,,s1,"
            for year in (2021, 2022, 2023)
        ),
        (
            "bbb-aaa-2020,2020-02-11,2020-02-12,held,leader,official,bilateral,BBB,,Leader"
            " B,President,AAA,,Leader A,Aville,,,s1,"
        ),
        (
            "aaa-bbb-2024-09,2024-09-01,2024-09-02,held,leader,official,bilateral,AAA,,Leader"
            " A,President,BBB,,Leader B,Bville,,,s1,"
        ),
    ],
}


@pytest.fixture
def almanac(tmp_path: Path) -> Almanac:
    for spec in ALL_TABLES:
        path = tmp_path / spec.pattern.replace("*", "one")
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [",".join(spec.columns), *ROWS.get(spec.name, [])]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_almanac(AS_OF, tmp_path)


@pytest.fixture
def engagement() -> Engagement:
    day = PartialDate.parse("2024-06-20")
    return Engagement(EngagementKind.VISIT, Party("AAA"), Party("BBB"), start=day, end=day)


@pytest.fixture
def extract() -> RecordExtract:
    days = [dt.date(2018, month, 1) for month in range(1, 9)]
    names = [f"after:{day}" for day in days[:4]] + [f"placebo:{day}:+28" for day in days[4:]]
    windows = pl.DataFrame(
        [(name, day, day + dt.timedelta(days=13)) for name, day in zip(names, days, strict=True)],
        schema=WINDOWS_SCHEMA,
        orient="row",
    )
    toward = pl.DataFrame(
        [
            (names[0], "CCC", "BBB", "verbal_conflict", 3, -5.0),
            (names[1], "CCC", "BBB", "material_conflict", 5, -9.0),
            (names[1], "CCC", "BBB", "verbal_cooperation", 7, 3.0),
            (names[5], "CCC", "BBB", "verbal_conflict", 4, -5.0),
        ],
        schema=TOWARD_COUNTS_SCHEMA,
        orient="row",
    )
    return RecordExtract(
        AS_OF,
        events=100,
        first_day=dt.date(2018, 1, 1),
        last_day=dt.date(2018, 12, 31),
        days=365,
        origins=("icews",),
        windows=windows,
        toward=toward,
    )
