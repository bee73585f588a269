"""Read, check, count and compare the labelled sentences of `corpus/`.

    python tools/corpus.py check [FILE...]
    python tools/corpus.py stats [FILE...]
    python tools/corpus.py agree FILE FILE

docs/coder/codebook.md gives the form of a file and says what is labelled, and how. `check` reads
the whole corpus, to find repeated ids and sentences, and prints what is wrong in the named files.
"""

import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from legation.almanac.columns import ORGANIZATIONS, STATES
from legation.almanac.store import locate_data, read_table
from legation.domain.coding import Modality
from legation.domain.dates import PartialDate
from legation.domain.report import Span
from legation.feeds.columns import load_pairs
from legation.ontology.event_types import load_contexts, load_event_types

FOLDER = Path(__file__).parents[1] / "corpus" / "events"
FIELDS = frozenset({"src", "tgt", "trig", "mod", "day", "ctx", "qty", "place"})
FLAGS = frozenset({"both", "neg", "reported"})
NOT_USED = frozenset({"IMG", "ISM", "PRE", "PRM", "UNK", "UNO"})
ALWAYS_KNOWN = frozenset({"PSE", "XKX", "ESH", "HKG", "TWN"})
NO_EVENT = "NONE"
SHINGLE_WORDS = 3
ALIKE = 0.6
_HEAD = re.compile(r"# ([a-z]+(?:-[a-z]+)*-\d{4}) (\d{4}-\d\d-\d\d)")
_COUNTED = re.compile(r"(.+)@(\d)")


class CorpusError(ValueError):
    """A line that is not in the corpus's form; the message says what to write instead."""


@frozen
class Actor:
    """One side of an event.

    Attributes:
        span: where its name stands in the sentence.
        state: ISO 3166 alpha-3 or the almanac's id of an organization in capitals; may be empty.
        sector: PLOVER sector; may be empty.
    """

    span: Span
    state: str
    sector: str


@frozen
class Event:
    """One labelled event; the codebook explains the fields.

    Attributes:
        is_reciprocal: both sides act (flag `both`).
        is_negated: the sentence's grammar negates it (flag `neg`).
        is_reported: it is the content of an accusation (flag `reported`).
        day: None where the sentence gives none.
        quantity: as `12 killed`; empty where nothing was counted.
        place: None where the sentence names none.
    """

    event_type: str
    mode: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    trigger: Span
    modality: Modality
    is_reciprocal: bool
    is_negated: bool
    is_reported: bool
    day: PartialDate | None
    contexts: tuple[str, ...]
    quantity: str
    place: Span | None

    @property
    def quad_class(self) -> int:
        """PLOVER's quad class, 1 to 4."""
        return load_event_types()[self.event_type].quad_class


@frozen
class Sentence:
    """One sentence, the day of its report, and its events with the main one first."""

    sentence_id: str
    day: dt.date
    text: str
    events: tuple[Event, ...]


@frozen
class Problem:
    """What is wrong, and where."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        """As `file:line: what`."""
        return f"{self.path}:{self.line}: {self.what}"


@frozen
class Placed:
    """A sentence and where it stands."""

    path: Path
    line: int
    sentence: Sentence


def read_corpus(path: Path = FOLDER) -> list[Sentence]:
    """Read a file, or all files of a folder.

    Raises:
        CorpusError: at the first block that is not in the corpus's form.
    """
    placed, problems = read_files(list_files([path]))
    if problems:
        raise CorpusError(f"{problems[0]}; see `python tools/corpus.py check`")
    return [one.sentence for one in placed]


def list_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant by paths of files and folders."""
    return [f for p in paths for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]


def read_files(paths: Iterable[Path]) -> tuple[list[Placed], list[Problem]]:
    """Read what can be read, and tell what cannot."""
    placed, problems = [], []
    for path in paths:
        for number, lines in split_blocks(path.read_text(encoding="utf-8")):
            try:
                sentence = read_block(lines)
            except ValueError as error:
                problems.append(Problem(path, number, str(error)))
                continue
            events, wrong = read_lines(sentence, lines[2:])
            problems += [Problem(path, number + 2 + at, what) for at, what in wrong]
            placed.append(Placed(path, number, evolve(sentence, events=events)))
    return placed, problems


def split_blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The blocks of a file, each with the number of its first line."""
    start, block = 1, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line.strip())
        elif block:
            yield start, block
            block = []


def read_block(lines: Sequence[str]) -> Sentence:
    """Read the head and the sentence of a block."""
    match = _HEAD.fullmatch(lines[0])
    if match is None:
        raise CorpusError(f"{lines[0]!r} is no head: write '# topic-0001 2014-03-05'")
    if len(lines) < 3:
        raise CorpusError("a block has a sentence and event lines, or NONE where it has no event")
    return Sentence(match[1], dt.date.fromisoformat(match[2]), lines[1], ())


def read_lines(
    sentence: Sentence, lines: Sequence[str]
) -> tuple[tuple[Event, ...], list[tuple[int, str]]]:
    """Read a block's event lines; what is wrong comes with the number of its line from 0."""
    if list(lines) == [NO_EVENT]:
        return (), []
    events, wrong = list[Event](), list[tuple[int, str]]()
    for number, line in enumerate(lines):
        try:
            events.append(read_event(sentence, line))
        except ValueError as error:
            wrong.append((number, str(error)))
    return tuple(events), wrong


def read_event(sentence: Sentence, line: str) -> Event:
    """Read one event line.

    Raises:
        CorpusError: if it is not in the corpus's form or contradicts itself.
    """
    if line == NO_EVENT:
        raise CorpusError("NONE stands alone, without events")
    first, *rest = line.split(" | ")
    event_type, mode = read_type(first)
    fields, flags = read_fields(rest)
    text = sentence.text
    event = Event(
        event_type=event_type,
        mode=mode,
        sources=read_actors(text, fields.get("src", "")),
        targets=read_actors(text, fields.get("tgt", "")),
        trigger=find_words(text, fields["trig"]),
        modality=Modality(fields["mod"]),
        is_reciprocal="both" in flags,
        is_negated="neg" in flags,
        is_reported="reported" in flags,
        day=PartialDate.parse(fields["day"]) if "day" in fields else None,
        contexts=read_contexts(fields.get("ctx", "")),
        quantity=fields.get("qty", ""),
        place=find_words(text, fields["place"]) if "place" in fields else None,
    )
    refuse_contradictions(event, sentence)
    return event


def read_contexts(field: str) -> tuple[str, ...]:
    """Read contexts, separated by commas."""
    contexts = tuple(filter(None, map(str.strip, field.split(","))))
    if strange := [name for name in contexts if name not in load_contexts()]:
        raise CorpusError(f"no such context: {', '.join(strange)}")
    return contexts


def read_type(words: str) -> tuple[str, str]:
    """Type and mode of an event line."""
    name, _, mode = words.strip().partition(" ")
    kind = load_event_types().get(name)
    if kind is None:
        raise CorpusError(f"no such type: {name!r}")
    if mode and kind.find_mode(mode) is None:
        known = ", ".join(one.name for one in kind.modes) or "none"
        raise CorpusError(f"{name} has no mode {mode!r}: {known}")
    return name, mode


def read_fields(parts: Iterable[str]) -> tuple[dict[str, str], set[str]]:
    """The fields `name=value` and the flags of an event line."""
    fields, flags = dict[str, str](), set[str]()
    for part in map(str.strip, parts):
        name, has_value, value = part.partition("=")
        if part not in FLAGS and name not in FIELDS:
            raise CorpusError(f"no such field or flag: {part!r}")
        if name in fields or part in flags:
            raise CorpusError(f"twice in one line: {name}")
        if not has_value:
            flags.add(part)
        elif not value:
            raise CorpusError(f"{name}= is empty: leave the field out")
        else:
            fields[name] = value
    if not fields.keys() >= {"trig", "mod"}:
        raise CorpusError("every event has trig= and mod=")
    if fields["mod"] not in list(Modality):
        raise CorpusError(f"no such modality: {fields['mod']}: one of {', '.join(Modality)}")
    return fields, flags


def read_actors(text: str, field: str) -> tuple[Actor, ...]:
    """Read `words:STATE:SECTOR`, several separated by `;`."""
    actors = []
    for part in filter(None, map(str.strip, field.split(";"))):
        pieces = part.rsplit(":", 2)
        if len(pieces) != 3:
            raise CorpusError(f"{part!r} is no actor: write words:STATE:SECTOR")
        words, state, sector = pieces
        if state and state not in list_state_ids():
            raise CorpusError(f"the almanac knows no state or organization {state!r}")
        if sector and sector not in list_sectors():
            raise CorpusError(f"no such sector: {sector!r}: {', '.join(sorted(list_sectors()))}")
        actors.append(Actor(find_words(text, words), state, sector))
    return tuple(actors)


def find_words(text: str, words: str) -> Span:
    """Where words stand in a sentence, whole words only; `words@2` is the second time."""
    counted = _COUNTED.fullmatch(words)
    wanted, times = (counted[1], int(counted[2])) if counted else (words, 1)
    start = -1
    for _ in range(times):
        start = text.find(wanted, start + 1)
        if start < 0:
            raise CorpusError(f"not in the sentence: {words!r}")
    end = start + len(wanted)
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        raise CorpusError(f"{words!r} stands inside a word there: count on with @2, or write more")
    return Span(start, end)


def refuse_contradictions(event: Event, sentence: Sentence) -> None:
    """Raise where the parts of an event line cannot be true together."""
    if event.modality == Modality.DONE and event.is_negated:
        raise CorpusError("done and neg: what did not happen is mod=denied with neg")
    is_done = event.modality == Modality.DONE
    if is_done and event.day is not None and event.day.earliest > sentence.day:
        raise CorpusError(f"done after the report's day: {event.day}")
    found = set(re.findall(r"[\w.,'-]*\w", sentence.text.lower()))
    if lost := [w for w in event.quantity.lower().split() if w.strip(",.$€£") not in found]:
        raise CorpusError(f"words of qty are not in the sentence: {' '.join(lost)}")
    days = {str(sentence.day), str(event.day.earliest if event.day else sentence.day)}
    for state in {actor.state for actor in (*event.sources, *event.targets)} - ALWAYS_KNOWN:
        lives = list_lifetimes().get(state, [])
        if lives and not any(start <= day <= end for start, end in lives for day in days):
            raise CorpusError(f"{state} did not exist on {sentence.day}: write the state of then")


@cache
def list_lifetimes() -> dict[str, list[tuple[str, str]]]:
    """First and last days of the almanac's states."""
    found = defaultdict[str, list[tuple[str, str]]](list)
    rows = read_table(locate_data(), STATES).select("state_id", "start_day", "end_day")
    for state, start, end in rows.iter_rows():
        found[state].append((start or "", end or "9999"))
    return dict(found)


@cache
def list_state_ids() -> frozenset[str]:
    """The ids that may stand for an actor's state."""
    organizations = read_table(locate_data(), ORGANIZATIONS)["org_id"].to_list()
    return frozenset(list_lifetimes()) | {name.upper() for name in organizations}


@cache
def list_sectors() -> frozenset[str]:
    """PLOVER's sectors, less those that say no more than the state."""
    return frozenset(load_pairs("plover_sectors.csv")) - NOT_USED


def find_repeats(placed: Sequence[Placed]) -> list[Problem]:
    """Ids that occur twice, and sentences that are nearly another's."""
    problems, ids = [], dict[str, Placed]()
    holders = defaultdict[tuple[str, ...], list[int]](list)
    shingles = [cut_shingles(one.sentence.text) for one in placed]
    for number, one in enumerate(placed):
        first = ids.setdefault(one.sentence.sentence_id, one)
        if first is not one:
            where = f"{first.path.name}:{first.line}"
            problems.append(Problem(one.path, one.line, f"the id stands already in {where}"))
        shared = Counter(other for part in shingles[number] for other in holders[part])
        for other, count in shared.most_common(1):
            if count >= ALIKE * len(shingles[number] | shingles[other]):
                where = f"{placed[other].path.name}:{placed[other].line}"
                problems.append(Problem(one.path, one.line + 1, f"nearly the sentence of {where}"))
        for part in shingles[number]:
            holders[part].append(number)
    return problems


def cut_shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of three words, in small letters."""
    words = re.findall(r"\w+", text.lower())
    stop = max(len(words) - SHINGLE_WORDS + 1, 1)
    return frozenset(tuple(words[at : at + SHINGLE_WORDS]) for at in range(stop))


def check_files(paths: Sequence[Path]) -> list[Problem]:
    """All that is wrong in some files, in their order; the rest of the corpus is read along."""
    wanted = {path.resolve() for path in paths}
    others = [path for path in list_files([FOLDER]) if path.resolve() not in wanted]
    placed, problems = read_files([*others, *paths])
    problems += find_repeats(placed)
    mine = [one for one in problems if one.path.resolve() in wanted]
    return sorted(mine, key=lambda one: (str(one.path), one.line))


def count_labels(sentences: Sequence[Sentence]) -> str:
    """Counts as text: sentences, events, types, modes, modalities, regions."""
    events = [event for one in sentences for event in one.events]
    actors = [actor for event in events for actor in (*event.sources, *event.targets)]
    rows = read_table(locate_data(), STATES).select("state_id", "region").iter_rows()
    regions = {state: region or "elsewhere" for state, region in rows} | {"": "no state"}
    tables = {
        "type": Counter(event.event_type for event in events),
        "mode": Counter(f"{event.event_type} {event.mode}" for event in events if event.mode),
        "modality": Counter(str(event.modality) for event in events),
        "region": Counter(regions.get(actor.state, "organization") for actor in actors),
        "state": Counter(actor.state for actor in actors if actor.state),
        "context": Counter(context for event in events for context in event.contexts),
    }
    empty = sum(not one.events for one in sentences)
    several = sum(len(one.events) > 1 for one in sentences)
    head = f"{len(sentences)} sentences, {empty} without event, {several} with several"
    lines = [f"{head}; {len(events)} events, {len(actors)} sides"]
    for title, counts in tables.items():
        named = ", ".join(f"{name} {count}" for name, count in counts.most_common())
        lines.append(f"{title} ({len(counts)}): {named}")
    return "\n".join(lines)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    command, paths = (arguments[0] if arguments else ""), [Path(name) for name in arguments[1:]]
    if command == "check":
        problems = check_files(list_files(paths or [FOLDER]))
        print("\n".join(map(str, problems)) or "nothing wrong")
        return 1 if problems else 0
    if command == "stats":
        print(count_labels([s for path in paths or [FOLDER] for s in read_corpus(path)]))
        return 0
    if command == "agree" and len(paths) == 2:
        from corpus_agreement import measure_agreement

        for name, value in measure_agreement(*map(read_corpus, paths)).items():
            print(f"{name:24}{value:8.3f}".removesuffix(".000" if value > 1 else ""))
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
