"""The columns of made GDELT rows: 61 of them, written from drawn articles."""

import datetime as dt

import numpy as np
import polars as pl

from gdelt_articles import (
    ABSENT,
    MENTIONS,
    PATTERNS,
    STATELESS,
    Articles,
    DyadBook,
    draw_articles,
    draw_ranks,
)
from gdelt_world import DOMAINS, SECTIONS, WORDS, Ints, open_world

SLOTS_A_DAY = 96  # a file each quarter of an hour
COUNTS = ("NumMentions", "NumSources", "NumArticles")
AGES_DAYS, AGE_SHARES = np.array([0, 1, 7, 30, 365, 3652]), [0.95, 0.02, 0.01, 0.011, 0.007, 0.002]


def generate_block(
    rows: int, seed: int, first_id: int, first_day: dt.date, last_day: dt.date, dyads: DyadBook
) -> pl.DataFrame:
    """Make rows as text, in the order of a file.

    Args:
        rows: how many, at least 1.
        seed: of this block; two blocks of one record need two seeds.
        first_id: the first GLOBALEVENTID; the others follow one by one.
        first_day, last_day: between which the rows were added, both with it.
        dyads: from `build_dyads` or `build_watched_dyads`.

    Returns:
        61 columns named as in GDELT's list of labels; what is unknown is empty text.
    """
    rng = np.random.default_rng(seed)
    articles = draw_articles(rng, rows, dyads)
    number = np.arange(articles.code.size)
    slot = number * ((last_day - first_day).days + 1) * SLOTS_A_DAY // number.size
    pattern = PATTERNS[rng.choice(len(PATTERNS), rows, p=dyads.pattern_shares)]
    ids = pl.Series("GLOBALEVENTID", np.arange(first_id, first_id + rows)).cast(pl.String)
    parts = [
        ids.to_frame(),
        write_days(rng, slot[articles.of_row] // SLOTS_A_DAY, first_day, last_day),
        *(write_actor(rng, articles, pattern[:, side], f"Actor{side + 1}") for side in (0, 1)),
        write_event(rng, articles),
        *write_geography(rng, articles, pattern),
        write_source(rng, articles, slot, first_day, last_day),
    ]
    return pl.concat(parts, how="horizontal")


def write_days(
    rng: np.random.Generator, added: Ints, first_day: dt.date, last_day: dt.date
) -> pl.DataFrame:
    """SQLDATE and its other forms: the day added, or some days, months or years before."""
    back = int(AGES_DAYS[-1])
    days = pl.date_range(first_day - dt.timedelta(back), last_day, eager=True)
    fraction = ((days.dt.month() - 1).cast(pl.Int64) * 30 + days.dt.day()) / 365
    table = pl.DataFrame(
        {
            "SQLDATE": days.dt.strftime("%Y%m%d"),
            "MonthYear": days.dt.strftime("%Y%m"),
            "Year": days.dt.strftime("%Y"),
            "FractionDate": (days.dt.year() + fraction.clip(0, 0.9999)).round(4).cast(pl.String),
        }
    )
    ages = rng.choice(AGES_DAYS, added.size, p=AGE_SHARES)
    return table.select(pl.all().gather(back + added - ages))


def write_actor(
    rng: np.random.Generator, articles: Articles, who: Ints, prefix: str
) -> pl.DataFrame:
    """The ten columns of one side."""
    world = open_world()
    choice = (rng.random(who.size) < 0.35).astype(np.int64)
    at = articles.actors[articles.of_row, np.maximum(who, 0), choice]
    stateless, absent = world.actor_start[-2:]
    free = (who == STATELESS).nonzero()[0]
    at[free] = stateless + draw_ranks(rng, int(absent - stateless), free.size)
    at[who == ABSENT] = absent
    return world.actors.select(pl.all().gather(at).name.prefix(prefix))


def write_event(rng: np.random.Generator, articles: Articles) -> pl.DataFrame:
    """The code with what follows from it, how often it was reported, and the tone."""
    world, of_row = open_world(), articles.of_row
    code = articles.code[of_row]
    other = (rng.random(of_row.size) < 0.6).nonzero()[0]
    code[other] = np.searchsorted(world.code_sums, rng.random(other.size))
    mentions = articles.mentions[of_row]
    more = (rng.random(of_row.size) < 0.2).nonzero()[0]
    mentions[more] = MENTIONS[draw_ranks(rng, len(MENTIONS), more.size)]
    sources = np.where(rng.random(of_row.size) < 0.93, 1, 1 + mentions // 10)
    numbers = pl.Series([str(number) for number in range(MENTIONS.max() + 1)])
    length = rng.integers(80, 1400, articles.code.size)
    tone = np.rint(length * rng.normal(-0.022, 0.032, length.size)) / length * 100
    tone_text = pl.Series(tone).round_sig_figs(15).cast(pl.String).str.strip_suffix(".0")
    first = np.diff(of_row, prepend=-1) > 0
    root = (first | (rng.random(of_row.size) < 0.45)).astype(np.int64)
    is_root = numbers.gather(root).alias("IsRootEvent")
    reported = [numbers.gather(number) for number in (mentions, sources, mentions)]
    counts = [series.alias(name) for name, series in zip(COUNTS, reported, strict=True)]
    events = world.codes[code]
    return pl.DataFrame(
        [is_root, *events.get_columns(), *counts, tone_text.gather(of_row).alias("AvgTone")]
    )


def write_geography(
    rng: np.random.Generator, articles: Articles, pattern: Ints
) -> list[pl.DataFrame]:
    """Places of both actors and of the action, which mostly are one place."""
    world, of_row = open_world(), articles.of_row
    rows, nowhere = of_row.size, int(world.place_start[-1])
    state = (rng.random(rows) < 0.25).astype(np.int64)
    action = articles.places[of_row, state, (rng.random(rows) < 0.2).astype(np.int64)]
    tables = []
    for side in (0, 1):
        who = pattern[:, side]
        own = articles.places[of_row, np.maximum(who, 0), 0]
        at = np.where((rng.random(rows) < 0.7) | (who < 0), action, own)
        at[(who == ABSENT) | (rng.random(rows) < 0.07)] = nowhere
        tables.append((f"Actor{side + 1}Geo_", at))
    action[rng.random(rows) < 0.1] = nowhere
    tables.append(("ActionGeo_", action))
    return [world.places.select(pl.all().gather(at).name.prefix(prefix)) for prefix, at in tables]


def write_source(
    rng: np.random.Generator,
    articles: Articles,
    slot: Ints,
    first_day: dt.date,
    last_day: dt.date,
) -> pl.DataFrame:
    """DATEADDED, in steps of a quarter of an hour, and the address of the article."""
    days = pl.date_range(first_day, last_day, eager=True)
    quarters = [f"{n // 4:02}{n % 4 * 15:02}00" for n in range(SLOTS_A_DAY)]
    day, quarter = np.divmod(slot, SLOTS_A_DAY)
    added = days.dt.strftime("%Y%m%d").gather(day) + pl.Series(quarters).gather(quarter)
    dates = days.dt.strftime("%Y/%m/%d/").gather(day)
    table = pl.DataFrame({"DATEADDED": added, "SOURCEURL": write_addresses(rng, dates)})
    return table[articles.of_row]


def write_addresses(rng: np.random.Generator, dates: pl.Series) -> pl.Series:
    """One address for each article: domain, section, perhaps date, slug and the domain's ending."""
    world, count = open_world(), dates.len()
    at = draw_ranks(rng, DOMAINS, count) * SECTIONS + rng.integers(0, SECTIONS, count)
    longest = 11
    slug = draw_ranks(rng, WORDS, (count, longest))
    slug[np.arange(longest) >= rng.integers(5, longest + 1, count)[:, None]] = WORDS
    words = [world.words.gather(slug[:, nth]).alias(f"w{nth}") for nth in range(longest)]
    number = pl.Series("number", rng.integers(1_000_000, 99_999_999, count)).cast(pl.String)
    frame = pl.DataFrame([dates.alias("date"), number, *words]).hstack(world.domains[at])
    style, empty = pl.col("style"), pl.lit("")
    ending = (
        pl.when(style == 0).then(pl.concat_str(pl.lit("-"), "number"))
        .when(style == 1).then(pl.lit("/"))
        .when(style == 2).then(pl.lit(".html"))
        .otherwise(pl.concat_str(pl.lit("/"), "number", pl.lit(".cms")))
    )  # fmt: skip
    pieces = ["base", pl.when(style == 1).then("date").otherwise(empty)]
    pieces += [pl.col("w0").str.slice(1), *(f"w{nth}" for nth in range(1, longest)), ending]
    return frame.select(pl.concat_str(pieces)).to_series()
