"""Find the person behind a title and a name, from the almanac's own leaders' terms."""

import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from attrs import frozen

_SLACK = dt.timedelta(days=45)
_OFFICES = (
    (r"foreign|external|secretary of state", ("foreign_minister",)),
    (r"prime minister|premier|chancellor|taoiseach", ("head_of_government",)),
    (
        r"president|king|queen|emperor|amir|emir|sultan|pope|shah|chairman|general secretary|"
        r"prince|sheikh",
        ("head_of_state", "head_of_government", "other"),
    ),
)
_TITLE_WORDS = {
    "president",
    "prime",
    "minister",
    "king",
    "queen",
    "prince",
    "sheikh",
    "the",
    "foreign",
    "chancellor",
    "premier",
    "general",
    "secretary",
    "chairman",
    "amir",
    "emir",
    "al",
    "bin",
}


@frozen
class Holder:
    """One term of one person.

    Attributes:
        first, last: days of the term, open ends far away.
    """

    person_id: str
    name: str
    tokens: frozenset[str]
    office: str
    first: dt.date
    last: dt.date
    title: str = ""


def fold_tokens(text: str) -> frozenset[str]:
    """The words of a name in plain lower case, without titles and initials."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.findall(r"[a-z]{2,}", plain.replace("'", "").replace("’", ""))
    return frozenset(word for word in words if word not in _TITLE_WORDS)


def _pad_day(text: str, month_day: str, fallback: str) -> dt.date:
    text = text or fallback
    return dt.date.fromisoformat((text + month_day[len(text) - 4 :]) if len(text) < 10 else text)


def read_holders(leaders: Path) -> dict[str, list[Holder]]:
    """All terms by state, with every spelling of the person's name."""
    spellings: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for path in sorted(leaders.glob("persons_*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            names[row["person_id"]] = row["name"]
            spellings[row["person_id"]].add(row["name"])
    for path in sorted(leaders.glob("names_*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            spellings[row["person_id"]].add(row["name"])
    holders: dict[str, list[Holder]] = defaultdict(list)
    for path in sorted(leaders.glob("terms_*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            person = row["person_id"]
            texts = spellings[person] | {person}
            tokens = frozenset(token for text in texts for token in fold_tokens(text))
            last = _pad_day(row["end_day"], "-12-28", row["verified_through"] or "2026-12-31")
            first = _pad_day(row["start_day"], "-01-01", "1945-01-01")
            holders[row["state_id"]].append(
                Holder(
                    person, names.get(person, ""), tokens, row["office"], first, last, row["title"]
                )
            )
    return holders


def find_person(
    holders: dict[str, list[Holder]], state_id: str, title: str, name: str, day: str
) -> Holder | None:
    """The one office holder of a state whose name fits on a day, None where none or several do."""
    when = dt.date.fromisoformat(day)
    wanted = fold_tokens(name)
    offices = next((o for pattern, o in _OFFICES if re.search(pattern, title.lower())), ())
    scores: dict[str, tuple[int, Holder]] = {}
    for holder in holders.get(state_id, []):
        if holder.office not in offices or not (
            holder.first - _SLACK <= when <= holder.last + _SLACK
        ):
            continue
        score = 2 * len(wanted & holder.tokens) + (holder.first <= when <= holder.last)
        if score >= 2 and score > scores.get(holder.person_id, (0, holder))[0]:
            scores[holder.person_id] = (score, holder)
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def find_title(holders: dict[str, list[Holder]], state_id: str, person_id: str, day: str) -> str:
    """The highest title that a person bore in a state on a day, empty for none known."""
    when = dt.date.fromisoformat((day + "-01-01"[len(day) - 4 :])[:10])
    held = [
        holder
        for holder in holders.get(state_id, [])
        if holder.person_id == person_id and holder.first <= when <= holder.last
    ]
    order = ("head_of_state", "head_of_government", "other", "foreign_minister")
    return min(held, key=lambda holder: order.index(holder.office)).title if held else ""
