"""POLECAT's column names, in the order of its files."""

from enum import StrEnum


class Raw(StrEnum):
    """The columns as most files name them."""

    EVENT_ID = "Event ID"
    EVENT_DATE = "Event Date"
    EVENT_TYPE = "Event Type"
    EVENT_MODE = "Event Mode"
    INTENSITY = "Intensity"
    QUAD_CODE = "Quad Code"
    CONTEXTS = "Contexts"
    ACTOR_NAME = "Actor Name"
    ACTOR_COUNTRY = "Actor Country"
    ACTOR_COW = "Actor COW"
    PRIMARY_ACTOR_SECTOR = "Primary Actor Sector"
    ACTOR_SECTORS = "Actor Sectors"
    ACTOR_TITLE = "Actor Title"
    ACTOR_NAME_RAW = "Actor Name Raw"
    WIKIPEDIA_ACTOR = "Wikipedia Actor ID"
    RECIPIENT_NAME = "Recipient Name"
    RECIPIENT_COUNTRY = "Recipient Country"
    RECIPIENT_COW = "Recipient COW"
    PRIMARY_RECIPIENT_SECTOR = "Primary Recipient Sector"
    RECIPIENT_SECTORS = "Recipient Sectors"
    RECIPIENT_TITLE = "Recipient Title"
    RECIPIENT_NAME_RAW = "Recipient Name Raw"
    WIKIPEDIA_RECIPIENT = "Wikipedia Recipient ID"
    PLACENAME = "Placename"
    CITY = "City"
    DISTRICT = "District"
    PROVINCE = "Province"
    COUNTRY = "Country"
    LATITUDE = "Latitude"
    LONGITUDE = "Longitude"
    GEONAMES = "GeoNames ID"
    RAW_PLACENAME = "Raw Placename"
    FEATURE_TYPE = "Feature Type"
    SOURCE = "Source"
    PUBLICATION_DATE = "Publication Date"
    STORY_PEOPLE = "Story People"
    STORY_ORGANIZATIONS = "Story Organizations"
    STORY_LOCATIONS = "Story Locations"
    LANGUAGE = "Language"
    VERSION = "Version"


ALIASES = {"Event Intensity": Raw.INTENSITY}
USED = (
    *(Raw.EVENT_ID, Raw.EVENT_DATE, Raw.EVENT_TYPE, Raw.EVENT_MODE, Raw.INTENSITY, Raw.CONTEXTS),
    *(Raw.ACTOR_NAME, Raw.ACTOR_NAME_RAW, Raw.ACTOR_COUNTRY),
    *(Raw.PRIMARY_ACTOR_SECTOR, Raw.ACTOR_SECTORS),
    *(Raw.RECIPIENT_NAME, Raw.RECIPIENT_NAME_RAW, Raw.RECIPIENT_COUNTRY),
    *(Raw.PRIMARY_RECIPIENT_SECTOR, Raw.RECIPIENT_SECTORS),
    *(Raw.PLACENAME, Raw.COUNTRY, Raw.LATITUDE, Raw.LONGITUDE, Raw.SOURCE, Raw.PUBLICATION_DATE),
)
