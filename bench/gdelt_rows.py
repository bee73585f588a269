"""Make rows in the format of GDELT 2.0's event files: 61 columns, tabs, no header, no quoting.

Usage: python bench/gdelt_rows.py OUT.csv --rows 1000000 [--seed 7] [--watched 40000] [--zip]
       (and --first-day 2023-01-01 --last-day 2023-06-30 for another period)

The rows are invented, and the same arguments give the same bytes. What costs time and space is made
to look like the real thing: skewed states, dyads, actors, codes and places; articles of one to
eight rows that stand together and share address, tone and most actors and places. GDELT's blog
gives 159 million rows of version 2.0 as 63 GB, or 396 bytes each; a file of a quarter of an hour is
seen with about 1,000 rows in 65 KB of zip.

With --watched N, rows with RUS or PRK in Actor1CountryCode or Actor2CountryCode are N fixed ones
(15 % of them join the two), with the same GLOBALEVENTID however many rows stand around them, so
long as seed and days are the same. Without it every dyad grows with the file.
"""

import argparse
import contextlib
import datetime as dt
import functools
import io
import itertools
import math
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DATA = Path(__file__).parents[1] / "src" / "legation"
WORLD_SEED = 20150218  # the states, names and places are the same in every file
FIRST_ID = 1_000_000_000
FIRST_DAY, LAST_DAY = dt.date(2022, 1, 1), dt.date(2024, 12, 31)
BLOCK_ROWS = 50_000
SLOTS_A_DAY = 96  # a file each quarter of an hour
IDS_A_SLOT = 10_000
WATCHED = ("RUS", "PRK")
WATCHED_PAIR_SHARE = 0.15
PLACES, WORDS, DOMAINS, SECTIONS = 30_000, 20_000, 5_000, 3
ABSENT, STATELESS = -1, -2  # no actor at all; an actor without a state

ACTOR_PARTS = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
PLACE_PARTS = (
    *("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"),
)
EVENT_PARTS = ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
COUNTS = ("NumMentions", "NumSources", "NumArticles")

# Relative weights; the states that are not named follow in a falling row.
STATE_WEIGHTS = {
    **{"USA": 100.0, "RUS": 21.0, "CHN": 18.0, "GBR": 18.0, "ISR": 17.0, "IND": 13.0, "CAN": 11.0},
    **{"AUS": 11.0, "UKR": 11.0, "IRN": 10.0, "FRA": 10.0, "DEU": 9.0, "PAK": 9.0, "NGA": 9.0},
    **{"PSE": 8.0, "TUR": 7.0, "JPN": 7.0, "SYR": 5.0, "KOR": 5.0, "SAU": 5.0, "ITA": 5.0},
    **{"EGY": 4.0, "MEX": 4.0, "ZAF": 4.0, "AFG": 4.0, "PRK": 3.0, "IRQ": 3.0, "ESP": 3.0},
}
# Percent of all rows; the codes that are not named share what remains.
CODE_WEIGHTS = {
    **{"010": 5.6, "040": 6.6, "042": 7.0, "043": 6.4, "051": 5.2, "020": 4.4, "036": 4.6},
    **{"190": 4.4, "173": 4.2, "112": 3.2, "110": 2.4, "111": 2.8, "030": 3.2, "012": 1.1},
    **{"013": 1.2, "014": 1.0, "046": 2.6, "050": 2.2, "057": 2.0, "060": 1.0, "070": 1.8},
    **{"080": 1.5, "090": 1.8, "100": 1.2, "120": 1.6, "130": 1.0, "141": 1.6, "170": 1.2},
    **{"180": 1.0, "182": 0.8, "193": 1.2, "172": 0.8, "174": 0.8, "084": 0.8, "115": 0.6},
    **{"023": 0.8, "041": 1.2, "061": 0.8, "071": 0.9, "073": 0.7, "114": 0.5, "138": 0.5},
    **{"160": 0.5, "163": 0.3, "150": 0.3, "154": 0.2, "151": 0.2, "1823": 0.2, "203": 0.05},
    **{"0231": 0.4, "0841": 0.4, "017": 0.9, "018": 0.5, "186": 0.4, "195": 0.4},
}
# Who stands on each side: the article's first or second state (0, 1), or none.
PATTERNS = np.array(
    [
        *[(0, 1), (1, 0), (0, ABSENT), (0, STATELESS), (ABSENT, 0), (STATELESS, 0)],
        *[(STATELESS, STATELESS), (STATELESS, ABSENT)],
    ]
)
PATTERN_SHARES = np.array([0.36, 0.24, 0.14, 0.09, 0.05, 0.08, 0.02, 0.02])
ROWS_OF_ARTICLE = np.array([0.29, 0.22, 0.16, 0.11, 0.08, 0.06, 0.05, 0.03])
INTERNATIONAL_SHARE = 0.37
AGES_DAYS, AGE_SHARES = np.array([0, 1, 7, 30, 365, 3652]), [0.95, 0.02, 0.01, 0.011, 0.007, 0.002]
MENTIONS = np.array([10, 2, 4, 5, 6, 8, 1, 3, 20, 7, 9, 12, 14, 16, 15, 30, 40, 50, 80, 120])
ROLES = (
    *("PRESIDENT GOV", "GOVERNMENT GOV", "POLICE COP", "MINISTRY GOV", "ARMY MIL", "MEDIA MED"),
    *("PARLIAMENT LEG", "SUPREME COURT JUD", "COMPANY BUS", "STUDENT EDU", "CITIZEN CVL"),
    *("OPPOSITION OPP", "HOSPITAL HLH", "PRIME MINISTER GOV", "SENATE LEG", "JUDGE JUD"),
    *("RESIDENTS CVL", "REBEL REB", "FARMER AGR", "PROTESTER OPP", "INTELLIGENCE SPY"),
    *("PRISON JUD", "UNIVERSITY EDU", "TERRORIST UAF", "CRIMINAL CRM", "REFUGEE REF"),
)
GROUPS = (
    *("UNITED NATIONS UNO", "EUROPEAN UNION EEC", "NATO NAT", "WORLD BANK WBK", "HAMAS HMS"),
    *("HEZBOLLAH HEZ", "AMNESTY INTERNATIONAL AMN", "RED CROSS IRC", "OPEC OPC", "TALIBAN TAL"),
)
FAITHS = ("MUSLIM MOS", "CHRISTIAN CHR", "CATHOLIC CHRCTH", "JEWISH JEW", "BUDDHIST BUD")
KNOWN_NAMES = {
    "USA": ("WHITE HOUSE GOV", "CONGRESS LEG", "JOE BIDEN GOV"),
    "RUS": ("KREMLIN GOV", "VLADIMIR PUTIN GOV"),
    "PRK": ("PYONGYANG GOV", "KIM JONG UN GOV"),
}


@dataclass(frozen=True)
class World:
    """What every file draws from; the rows of one state stand together, most used first.

    Actors end with those without a state and the empty one; places end with the empty one.
    """

    states: pl.DataFrame
    actors: pl.DataFrame
    actor_start: Ints
    places: pl.DataFrame
    place_start: Ints
    codes: pl.DataFrame
    code_sums: Floats
    words: pl.Series
    domains: pl.DataFrame


@dataclass(frozen=True)
class DyadBook:
    """Which pairs of states articles are about, how often, and who stands on each side of a row."""

    first: Ints
    second: Ints
    sums: Floats
    pattern_shares: Floats


@dataclass(frozen=True)
class Articles:
    """Drawn articles; the second axis is the state (0 or 1), the third a first or second choice."""

    of_row: Ints
    states: Ints
    actors: Ints
    places: Ints
    code: Ints
    mentions: Ints


def build_dyads(without: Collection[str] = ()) -> DyadBook:
    """All ordered pairs of states, within and between states, but for the states named."""
    states = open_world().states
    weight = states["weight"].to_numpy()
    noise = np.random.default_rng(WORLD_SEED + 1).lognormal(0.0, 1.1, (weight.size, weight.size))
    between = np.outer(weight, weight) ** 0.95 * noise
    np.fill_diagonal(between, 0.0)
    share = INTERNATIONAL_SHARE * between / between.sum()
    share += np.diag((1 - INTERNATIONAL_SHARE) * weight / weight.sum())
    left_out = states["cameo"].is_in(list(without)).to_numpy()
    share[left_out, :] = 0.0
    share[:, left_out] = 0.0
    return _make_book(share, PATTERN_SHARES)


def build_watched_dyads(states: tuple[str, str], *, together: bool) -> DyadBook:
    """The pair itself, always both at once; or each of the two at home and with all others."""
    codes = open_world().states["cameo"].to_list()
    one, two = (codes.index(code) for code in states)
    weight = open_world().states["weight"].to_numpy()
    share = np.zeros((weight.size, weight.size))
    if together:
        share[one, two], share[two, one] = 0.6, 0.4
        return _make_book(share, np.where(np.arange(len(PATTERNS)) < 2, PATTERN_SHARES, 0.0))
    for watched in (one, two):
        share[watched] = (1 - INTERNATIONAL_SHARE) * weight[watched] * weight / weight.sum()
        share[watched, [one, two]] = 0.0
        share[watched, watched] = INTERNATIONAL_SHARE * weight[watched]
    named = (PATTERNS == 0).any(axis=1)
    return _make_book(share, np.where(named, PATTERN_SHARES, 0.0))


def _make_book(share: Floats, pattern_shares: Floats) -> DyadBook:
    first, second = np.nonzero(share)
    sums = np.cumsum(share[first, second])
    return DyadBook(first, second, sums / sums[-1], pattern_shares / pattern_shares.sum())


@functools.cache
def open_world() -> World:
    """Build the states, actors, places, codes, words and domains; always the same."""
    rng = np.random.default_rng(WORLD_SEED)
    words = make_words(rng, WORDS)
    states = list_states()
    cities = pl.read_csv(DATA / "almanac/data/states/cities.csv", infer_schema=False)
    cities = cities.sort(pl.col("population").cast(pl.Int64), descending=True)
    actors, actor_start = list_actors(rng, states, cities, words)
    places, place_start = list_places(rng, states, cities, words)
    codes = list_codes()
    sums = np.cumsum(codes["weight"].to_numpy())
    return World(
        states=states,
        actors=actors,
        actor_start=actor_start,
        places=places,
        place_start=place_start,
        codes=codes.select(EVENT_PARTS),
        code_sums=sums / sums[-1],
        words=pl.Series([f"-{word}" for word in words] + [""]),
        domains=list_domains(rng, words),
    )


def make_words(rng: np.random.Generator, count: int) -> list[str]:
    """Different made words of one to four syllables, the short ones first."""
    heads = [*"bcdfghjklmnprstvwz", *("br", "ch", "dr", "gr", "pl", "sh", "st", "th", "tr"), ""]
    tails = ["", "", "", "", "", "n", "r", "s", "l", "t", "m", "nd", "st"]
    found: dict[str, None] = {}
    while len(found) < count:
        length = 1 + min(3, int(4 * len(found) / count) + int(rng.integers(0, 2)))
        draws = rng.integers(0, 2**31, (length, 3))
        syllable = (heads[a % len(heads)] + "aeiou"[b % 5] + tails[c % 13] for a, b, c in draws)
        found["".join(syllable)] = None
    return list(found)


def list_states() -> pl.DataFrame:
    """States of today with CAMEO and FIPS codes, capital and weight, heaviest first."""
    folder = DATA / "almanac/data/states"
    states = pl.read_csv(folder / "states.csv", infer_schema=False)
    states = states.filter(pl.col("end_day").is_null(), pl.col("cameo").is_not_null())
    fips = pl.read_csv(DATA / "feeds/data/fips_countries.csv", infer_schema=False)
    fips = fips.drop_nulls("state_id").unique("state_id", keep="first", maintain_order=True)
    capitals = pl.read_csv(folder / "capitals.csv", infer_schema=False)
    capitals = capitals.unique("state_id", keep="last", maintain_order=True)
    adjectives = pl.read_csv(folder / "names.csv", infer_schema=False)
    adjectives = adjectives.filter(pl.col("kind") == "adjective").rename({"name": "adjective"})
    adjectives = adjectives.unique("state_id", keep="first", maintain_order=True)
    joined = states.select("state_id", "name", "cameo")
    for other, column in ((fips, ["code"]), (capitals, ["city", "latitude", "longitude"])):
        joined = joined.join(other.select("state_id", *column), on="state_id", how="inner")
    joined = joined.join(adjectives.select("state_id", "adjective"), on="state_id", how="left")
    joined = joined.unique("cameo", keep="first", maintain_order=True)
    known = [STATE_WEIGHTS.get(code, 0.0) for code in joined["cameo"]]
    order = np.random.default_rng(WORLD_SEED).permutation(len(known))
    tail = 3.0 / (1 + order / 6) ** 1.1
    weight = np.where(np.array(known) > 0, known, tail)
    return joined.with_columns(weight=pl.Series(weight)).sort("weight", descending=True)


def list_actors(
    rng: np.random.Generator, states: pl.DataFrame, cities: pl.DataFrame, words: list[str]
) -> tuple[pl.DataFrame, Ints]:
    """Rows of the ten actor columns, and where each state's rows begin."""
    rows: list[tuple[str, ...]] = []
    starts = []
    urban: dict[str, list[str]] = dict(cities.group_by("state_id").agg("city").iter_rows())
    for state, name, code, city, adjective in states.select(
        "state_id", "name", "cameo", "city", "adjective"
    ).iter_rows():
        starts.append(len(rows))
        roles = [*ROLES[:4], *KNOWN_NAMES.get(code, ()), *ROLES[4:]]
        people = [f"{words[a]} {words[b]} GOV" for a, b in rng.integers(300, 6000, (14, 2))]
        places = [f"{place} " for place in (name, adjective or name, city)]
        named = [*places, *roles, *(f"{town} " for town in urban.get(state, [])[1:9]), *people]
        rows += [_make_actor(code, entry.upper()) for entry in dict.fromkeys(named)]
    starts.append(len(rows))
    rows += [_make_actor("", entry) for entry in ROLES]
    for entry in GROUPS:
        name, _, group = entry.rpartition(" ")
        rows.append((f"IGO{group}", name, "", group, "", "", "", "IGO", "", ""))
    for entry in FAITHS:
        name, _, faith = entry.rpartition(" ")
        rows.append((faith, name, "", "", "", faith[:3], faith[3:], "", "", ""))
    starts.append(len(rows))
    rows.append(("",) * len(ACTOR_PARTS))
    return pl.DataFrame(rows, schema=dict.fromkeys(ACTOR_PARTS, pl.String), orient="row"), (
        np.array(starts)
    )


def _make_actor(country: str, entry: str) -> tuple[str, ...]:
    name, _, role = entry.rpartition(" ")
    return (f"{country}{role}", name, country, "", "", "", "", role, "", "")


def list_places(
    rng: np.random.Generator, states: pl.DataFrame, cities: pl.DataFrame, words: list[str]
) -> tuple[pl.DataFrame, Ints]:
    """Rows of the eight columns of a place, and where each state's rows begin."""
    rows: list[tuple[str, ...]] = []
    starts = []
    weight = states["weight"].to_numpy() ** 0.7
    counts = np.maximum(20, PLACES * weight / weight.sum()).astype(int)
    urban = dict(cities.group_by("state_id", maintain_order=True).agg("city").iter_rows())
    for count, state in zip(counts, states.iter_rows(named=True), strict=True):
        starts.append(len(rows))
        towns = [state["city"], *urban.get(state["state_id"], [])[: count // 2]]
        towns += [words[at].title() for at in rng.integers(2000, WORDS, count - len(towns))]
        rows += _list_state_places(rng, state, towns, words)
    starts.append(len(rows))
    rows.append(("0", *[""] * (len(PLACE_PARTS) - 1)))
    return pl.DataFrame(rows, schema=dict.fromkeys(PLACE_PARTS, pl.String), orient="row"), (
        np.array(starts)
    )


def _list_state_places(
    rng: np.random.Generator, state: dict[str, str], towns: list[str], words: list[str]
) -> list[tuple[str, ...]]:
    """The state itself, some of its regions, then its towns."""
    fips, country, american = state["code"], state["name"], state["cameo"] == "USA"
    middle = float(state["latitude"]), float(state["longitude"])
    names = [words[at].title() for at in rng.integers(1000, WORDS, 40 if american else 14)]
    regions = [(name, f"{fips}{number:02}") for number, name in enumerate(names, 1)]
    spread = rng.normal(0.0, (2.5, 4.0), (len(towns) + 40, 2)) + middle
    spread = np.clip(spread, (-89.9, -179.9), (89.9, 179.9))
    spots = [tuple(f"{number:g}" for number in pair) for pair in spread]
    rows = [("1", country, fips, fips, "", *spots[0], fips)]
    for number, (name, adm1) in enumerate(regions[: 30 if american else 5], 1):
        kind = "2" if american else "5"
        rows.append((kind, f"{name}, {country}", fips, adm1, "", *spots[number], adm1))
    for town, spot in zip(towns, spots[40:], strict=True):
        name, adm1 = regions[int(len(regions) * rng.random() ** 2)]
        county = f"{adm1[-2:]}{rng.integers(1, 200):03}"
        adm2 = f"{fips}{county}" if american else str(rng.integers(10_000, 40_000))
        feature = str(rng.integers(100_000, 2_500_000) * (1 if american else -1))
        kind = "3" if american else "4"
        rows.append((kind, f"{town}, {name}, {country}", fips, adm1, adm2, *spot, feature))
    return rows


def list_codes() -> pl.DataFrame:
    """CAMEO's codes with the columns that follow from them, and how often each is drawn."""
    cameo = pl.read_csv(DATA / "ontology/data/cameo.csv", infer_schema=False)
    cameo = cameo.filter(
        pl.col("listed_in").str.contains("gdelt"), pl.col("cameo").str.len_chars() > 2
    )
    rest = 100 - sum(CODE_WEIGHTS.values())
    known = cameo["cameo"].is_in(list(CODE_WEIGHTS)).to_numpy()
    rank = np.random.default_rng(WORLD_SEED).permutation(cameo.height) + 1
    tail = np.where(known, 0.0, 1 / (rank + 4))
    weight = [CODE_WEIGHTS.get(code, 0.0) for code in cameo["cameo"]] + rest * tail / tail.sum()
    return cameo.select(
        EventCode="cameo",
        EventBaseCode=pl.col("cameo").str.slice(0, 3),
        EventRootCode="root",
        QuadClass="quad_class",
        GoldsteinScale=pl.col("intensity_goldstein").cast(pl.Float64).cast(pl.String),
        weight=pl.Series(weight),
    )


def list_domains(rng: np.random.Generator, words: list[str]) -> pl.DataFrame:
    """Beginnings of addresses, three sections for each domain, and how the domain ends its own."""
    endings = [".com", ".com", ".com", ".org", ".net", ".co.uk", ".in", ".com.au", ".ng", ".ca"]
    papers = ["news", "times", "post", "herald", "daily", "tribune", "today", ""]
    sections = ["news/", "world/", "politics/", "story/", "local/", "business/", "en/news/", ""]
    rows = []
    for word in (words[at] for at in rng.integers(100, WORDS, DOMAINS)):
        picks = rng.integers(0, 8, 5)
        start = "https://www." if picks[0] < 6 else "https://"
        domain = f"{start}{word}{papers[picks[1]]}{endings[rng.integers(0, 10)]}/"
        style = int(rng.choice(4, p=[0.3, 0.35, 0.2, 0.15]))
        rows += [(f"{domain}{sections[picks[2 + nth]]}", style) for nth in range(SECTIONS)]
    return pl.DataFrame(rows, schema={"base": pl.String, "style": pl.Int64}, orient="row")


def draw_ranks(rng: np.random.Generator, count: int | Ints, size: int | tuple[int, ...]) -> Ints:
    """Numbers from 0 to count - 1 by Zipf's law: half as often at twice the rank."""
    return np.floor(np.power(count, rng.random(size))).astype(np.int64) - 1


def draw_articles(rng: np.random.Generator, rows: int, dyads: DyadBook) -> Articles:
    """Draw articles until their rows suffice, and what the rows of each share."""
    world = open_world()
    mean = float(np.dot(ROWS_OF_ARTICLE, np.arange(1, 9)))
    count = int(rows / mean * 1.02) + 50 + 4 * math.isqrt(rows)
    size = rng.choice(np.arange(1, 9), count, p=ROWS_OF_ARTICLE)
    of_row = np.repeat(np.arange(count), size)[:rows]
    count = int(of_row[-1]) + 1
    pair = np.searchsorted(dyads.sums, rng.random(count))
    states = np.column_stack([dyads.first[pair], dyads.second[pair]])
    begin, end = (world.actor_start[states + more][:, :, None] for more in (0, 1))
    actors = begin + draw_ranks(rng, end - begin, (count, 2, 2))
    begin, end = (world.place_start[states + more][:, :, None] for more in (0, 1))
    ranks = draw_ranks(rng, end - begin, (count, 2, 2))
    ranks[rng.random(ranks.shape) < 0.12] = 0
    code = np.searchsorted(world.code_sums, rng.random(count))
    mentions = MENTIONS[draw_ranks(rng, len(MENTIONS), count)]
    return Articles(of_row, states, actors, begin + ranks, code, mentions)


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


def generate_watched(
    rows: int, seed: int, first_day: dt.date, last_day: dt.date, pair: tuple[str, str] = WATCHED
) -> pl.DataFrame:
    """The fixed rows of a watched pair: 15 % between the two, the rest with one of them."""
    both = max(1, round(rows * WATCHED_PAIR_SHARE))
    parts = []
    for together, count in ((True, both), (False, max(1, rows - both))):
        dyads = build_watched_dyads(pair, together=together)
        parts.append(
            generate_block(count, _mix(seed, -1 - together), 0, first_day, last_day, dyads)
        )
    return pl.concat(parts).sort("DATEADDED", maintain_order=True)


def generate_blocks(
    rows: int,
    seed: int = 7,
    first_day: dt.date = FIRST_DAY,
    last_day: dt.date = LAST_DAY,
    watched: int = 0,
    block_rows: int = BLOCK_ROWS,
) -> Iterator[pl.DataFrame]:
    """Make a record block by block, each of whole days, in the order of time.

    Args:
        rows: of all blocks together, with the watched ones.
        seed: of the whole record.
        first_day, last_day: between which the rows were added, both with it.
        watched: how many fixed rows RUS and PRK have; 0 lets them grow with the rest.
        block_rows: about how many rows a block has, where it has more than one day.
    """
    days = (last_day - first_day).days + 1
    edges = np.linspace(0, days, min(days, max(1, round(rows / block_rows))) + 1).astype(int)
    dyads = build_dyads(WATCHED if watched else ())
    fixed = generate_watched(watched, seed, first_day, last_day) if watched else None
    done = 0
    for number, (begin, end) in enumerate(itertools.pairwise(edges)):
        until = (rows - watched) * int(end) // days
        start, stop = (first_day + dt.timedelta(int(day)) for day in (begin, end - 1))
        block = generate_block(
            until - done, _mix(seed, number), FIRST_ID + done, start, stop, dyads
        )
        done = until
        yield block if fixed is None else _insert(fixed, block, first_day, start, stop)


def _mix(seed: int, number: int) -> int:
    return int(np.random.SeedSequence((seed, number + 10)).generate_state(1, np.uint64)[0])


def _insert(
    fixed: pl.DataFrame, block: pl.DataFrame, origin: dt.date, start: dt.date, stop: dt.date
) -> pl.DataFrame:
    """Put the fixed rows of these days before the others of their quarter of an hour."""
    day = pl.col("DATEADDED").str.slice(0, 8)
    rows = pl.concat(
        [fixed.filter(day.is_between(pl.lit(f"{start:%Y%m%d}"), pl.lit(f"{stop:%Y%m%d}"))), block],
        rechunk=True,  # six times faster to gather from
    )
    added = rows["DATEADDED"].str.to_datetime("%Y%m%d%H%M%S", time_unit="ms")
    slot = ((added - dt.datetime.combine(origin, dt.time())).dt.total_minutes() // 15).to_numpy()
    order = np.argsort(slot, kind="stable")
    slot = slot[order]
    within = np.arange(slot.size) - np.searchsorted(slot, slot)
    if within.max() >= IDS_A_SLOT:
        raise ValueError(f"more than {IDS_A_SLOT} rows in a quarter of an hour; give more days")
    ids = pl.Series("GLOBALEVENTID", FIRST_ID + slot * IDS_A_SLOT + within)
    return rows.select(pl.all().gather(order)).with_columns(ids.cast(pl.String))


def write_block(frame: pl.DataFrame, path: Path) -> None:
    """Write one frame as GDELT does; a path that ends in .zip gets a zip with one member."""
    write_blocks([frame], path)


def write_blocks(frames: Iterable[pl.DataFrame], path: Path) -> int:
    """Write frames one after the other into one file, and count the rows."""
    rows = 0
    with contextlib.ExitStack() as stack:
        target: IO[bytes]
        if path.suffix == ".zip":
            archive = stack.enter_context(zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED))
            target = stack.enter_context(archive.open(path.stem, "w", force_zip64=True))
        else:
            target = stack.enter_context(path.open("wb"))
        for frame in frames:
            text = io.BytesIO()
            frame.write_csv(text, include_header=False, separator="\t", quote_style="never")
            target.write(text.getbuffer())
            rows += frame.height
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--watched", type=int, default=0, help="fixed rows of RUS and PRK")
    parser.add_argument("--zip", action="store_true", help="write OUT.csv.zip instead")
    parser.add_argument("--first-day", type=dt.date.fromisoformat, default=FIRST_DAY)
    parser.add_argument("--last-day", type=dt.date.fromisoformat, default=LAST_DAY)
    options = parser.parse_args()
    zipped = options.zip and options.out.suffix != ".zip"
    out = options.out.with_name(f"{options.out.name}.zip") if zipped else options.out
    days = (options.first_day, options.last_day)
    rows = write_blocks(generate_blocks(options.rows, options.seed, *days, options.watched), out)
    print(f"{rows:,} rows, {out.stat().st_size / rows:.1f} bytes each, in {out}")


if __name__ == "__main__":
    main()
