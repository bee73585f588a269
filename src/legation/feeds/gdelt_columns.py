"""GDELT's column names, in the order of its files, which have no header."""

from enum import StrEnum


class Raw(StrEnum):
    """The columns of event files that are read, by GDELT's names."""

    ID = "GLOBALEVENTID"
    DAY = "SQLDATE"
    SOURCE_NAME = "Actor1Name"
    SOURCE_COUNTRY = "Actor1CountryCode"
    TARGET_NAME = "Actor2Name"
    TARGET_COUNTRY = "Actor2CountryCode"
    IS_ROOT = "IsRootEvent"
    EVENT_CODE = "EventCode"
    EVENT_ROOT_CODE = "EventRootCode"
    INTENSITY = "GoldsteinScale"
    PLACE_NAME = "ActionGeo_FullName"
    PLACE_COUNTRY = "ActionGeo_CountryCode"
    LATITUDE = "ActionGeo_Lat"
    LONGITUDE = "ActionGeo_Long"
    ADDED = "DATEADDED"
    SOURCE_URL = "SOURCEURL"


ROLES = ("KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")


def _list_actor(number: int) -> tuple[str, ...]:
    before = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode")
    parts = (*before, "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")
    return tuple(f"Actor{number}{part}" for part in parts)


def _list_place(whose: str) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{whose}Geo_{part}" for part in parts)


GDELT_2_COLUMNS = (
    *(Raw.ID, Raw.DAY, "MonthYear", "Year", "FractionDate"),
    *_list_actor(1),
    *_list_actor(2),
    *(Raw.IS_ROOT, Raw.EVENT_CODE, "EventBaseCode", Raw.EVENT_ROOT_CODE, "QuadClass"),
    *(Raw.INTENSITY, "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *_list_place("Actor1"),
    *_list_place("Actor2"),
    *_list_place("Action"),
    *(Raw.ADDED, Raw.SOURCE_URL),
)
# 2.0 added the second administrative division of each place.
GDELT_1_COLUMNS = tuple(name for name in GDELT_2_COLUMNS if not name.endswith("_ADM2Code"))

USED = (*Raw, *(f"Actor{number}{role}" for number in (1, 2) for role in ROLES))
