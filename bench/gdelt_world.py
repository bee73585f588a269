"""The world of made GDELT rows: states, actors, places, codes, words and domains, always the same.

States, cities and codes of events come from the package's own tables; the rest is made up.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DATA = Path(__file__).parents[1] / "src" / "legation"
WORLD_SEED = 20150218  # the states, names and places are the same in every file
PLACES, WORDS, DOMAINS, SECTIONS = 30_000, 20_000, 5_000, 3

ACTOR_PARTS = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
PLACE_PARTS = (
    *("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"),
)
EVENT_PARTS = ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")

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
