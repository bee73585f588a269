"""Read facts out of the remarks in the State Department's lists of trips and visits."""

import re

from attrs import frozen

_TITLES = (
    "Minister of Foreign Affairs|Deputy Prime Minister|Vice President|Deputy President|"
    "Prime Minister|Deputy Foreign Minister|External Affairs Minister|Foreign Minister|"
    "Foreign Secretary|General Secretary|Crown Prince|State Councilor|Vice Premier|Premier|"
    "President|Chancellor|King|Queen|Emperor|Grand Duke|Prince|Chairman|Sultan|Amir|Emir|Shah|"
    "Pope|Sheikh|Taoiseach"
)
_WORD = (
    r"(?:[A-Z]\.(?!\s*$)|[A-ZÀ-Ž][\w’'`-]*|de|da|dos|del|la|van|von|der|bin|"
    r"al-\w+|el-\w+|II|III|IV|VI)"
)
_PERSON = re.compile(
    rf"(?P<before>(?:[A-Z][a-z]+ ){{0,2}})(?P<title>{_TITLES}) "
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,4}})"
)
_SKIP_BEFORE = re.compile(
    r"(?:former|late|funeral|services|memory|memorial|honou?r\w*|tribute|slain|assassinat\w+|"
    r"Accompan\w+|[Jj]oin\w*|death|birthday|inauguration|invitation)\b[^.,;]{0,25}$"
)
_SUMMIT_WITH = re.compile(r"summit (?:meeting |conference |talks )?with", re.IGNORECASE)
_MULTI = re.compile(
    r"\b(?:G-?[78]|G[–-]?20|G[–-]7|NATO|North Atlantic|OSCE|CSCE|APEC|Asia-Pacific|ASEAN|OAS|"
    r"Organization of American|U\.?N\.?(?= )|United Nations|SEATO|CENTO|ANZUS|OECD|Summit|"
    r"Conference|Council|European Union|African Union|Arab League|Gulf Cooperation|CARICOM|"
    r"Contact Group|Quartet|Quad|Assembly|Ministerial Meeting|Foreign Ministers[’'] Meeting)\b"
)
_TOOK_PART = re.compile(
    r"attend|participat|host|chair|at the |during|while|summit|meeting of|leaders|addressed",
    re.IGNORECASE,
)
_KINDS = (
    ("funeral", r"funeral|memorial service|signed condolence"),
    ("state", r"\bstate visit"),
    (
        "official",
        r"offici?al (?:working |select |guest)?\s*visit|official (?:working|guest)|offical",
    ),
    ("private", r"private|vacation|unofficial|personal visit|honeymoon|medical"),
    ("working", r"\bworking visit|informal visit|working lunch"),
    ("transit", r"en route|refuel|overnight|stopover|transit|stopped"),
)
_CEREMONY = re.compile(
    r"inaugurat|anniversary|ceremon|dedicat|wedding|coronation|olympic|commemorat|signing of|"
    r"laid (?:a )?wreath|enthronement|canonization",
    re.IGNORECASE,
)
_MEETING_NAME = re.compile(
    r"(?:[Aa]ttend(?:ed|ing)|[Pp]articipated in|[Cc]o-hosted|[Cc]o-chaired|[Hh]osted|"
    r"during|at|after|before) (?:the |a |an )?([A-Z0-9][^.;]*?)"
    r"(?= in [A-Z]| and (?:met|with|the)|, | with |\.(?:\s|$)|;|$)"
)


@frozen
class Named:
    """A person as the remarks name him.

    Attributes:
        demonym: the word or two before the title, such as `Soviet`; empty for none.
    """

    demonym: str
    title: str
    name: str


def find_persons(remarks: str) -> list[Named]:
    """Persons whom the remarks say were met, in order, once each."""
    found: list[Named] = []
    for match in _PERSON.finditer(remarks):
        before = remarks[: match.start("title")]
        if _SKIP_BEFORE.search(before):
            continue
        words = [w for w in match["before"].split() if w not in ("Met", "Also", "Acting", "With")]
        name = re.sub(r"['’]s\b.*", "", match["name"]).rstrip(".,")
        named = Named(" ".join(words), match["title"], name)
        if named.name not in {person.name for person in found}:
            found.append(named)
    return found


def is_multilateral(remarks: str) -> bool:
    """Whether the remarks name a summit or a meeting of an organization."""
    sentences = re.split(r"(?<=[a-z)])[.;]\s+", _SUMMIT_WITH.sub("talks with", remarks))
    return any(_MULTI.search(text) and _TOOK_PART.search(text) for text in sentences)


def classify_kind(remarks: str, is_leader: bool) -> str:
    """One of the visit kinds of the almanac."""
    low = remarks.lower()
    for kind, pattern in _KINDS:
        if re.search(pattern, low):
            return kind
    if is_multilateral(remarks):
        return "summit" if is_leader and re.search(r"summit|apec|g-?\d", low) else "meeting"
    if _CEREMONY.search(remarks):
        return "ceremony"
    return "working" if is_leader else "meeting"


def name_meeting(remarks: str) -> str:
    """The gathering that the remarks name, empty for none."""
    for match in _MEETING_NAME.finditer(remarks):
        text = match[1].strip(" ,")
        if _MULTI.search(text) and len(text) <= 90 and not text.startswith(("President", "White")):
            return text
    return ""
