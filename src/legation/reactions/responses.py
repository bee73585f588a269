"""How third states acted toward both sides after earlier engagements, against placebo windows."""

import polars as pl

from legation.domain.citation import Statement
from legation.domain.reactions import Response
from legation.reactions.phrases import count_noun, open_sentence
from legation.reactions.setting import Setting
from legation.tables.counts import CountColumn
from legation.tables.events import CONFLICT
from legation.tables.extract import RecordExtract

MIN_WINDOWS = 3
AFTER, PLACEBO = "after:", "placebo:"
_CONFLICT_CLASSES = tuple(str(quad) for quad in CONFLICT)


def count_windows(extract: RecordExtract, prefix: str) -> int:
    """Windows whose id begins with `after:` or `placebo:`."""
    return sum(name.startswith(prefix) for name in extract.windows[CountColumn.WINDOW_ID].to_list())


def find_length_days(extract: RecordExtract) -> int:
    """Days of a window, both ends included."""
    start, end = extract.windows.select(CountColumn.START, CountColumn.END).row(0)
    return int((end - start).days) + 1


def average_conflict(extract: RecordExtract, prefix: str, events: pl.DataFrame) -> float:
    """Mean conflict events a window, windows without any counted as none."""
    windows = count_windows(extract, prefix)
    found = events.filter(pl.col(CountColumn.WINDOW_ID).str.starts_with(prefix))
    return float(found[CountColumn.EVENTS].sum()) / windows if windows else 0.0


def select_conflict(extract: RecordExtract, targets: tuple[str, ...]) -> pl.DataFrame:
    """Rows of conflict toward the targets in all windows."""
    return extract.toward.filter(
        pl.col(CountColumn.QUAD_CLASS).is_in(_CONFLICT_CLASSES)
        & pl.col(CountColumn.TARGET_STATE).is_in(targets)
    )


def describe_responses(setting: Setting, state: str) -> tuple[Response, ...]:
    """A third state's conflict events toward each side; nothing below three windows of a kind."""
    extract = setting.extract
    windows, placebo_windows = (count_windows(extract, prefix) for prefix in (AFTER, PLACEBO))
    if min(windows, placebo_windows) < MIN_WINDOWS:
        return ()
    days = find_length_days(extract)
    responses = []
    for side in setting.pair:
        events = select_conflict(extract, (side,)).filter(pl.col(CountColumn.SOURCE_STATE) == state)
        after, placebo = (average_conflict(extract, prefix, events) for prefix in (AFTER, PLACEBO))
        text = (
            f"{setting.name(state)} toward {setting.name(side)}: {after:.1f} conflict events a"
            f" window of {days} days after {count_noun(windows, 'earlier engagement')} of the two"
            f" sides, {placebo:.1f} in {count_noun(placebo_windows, 'placebo window')};"
            " association, not cause."
        )
        note = (
            f"conflict events of {state} toward {side} in windows after engagements and at other"
            " times"
        )
        reference = extract.cite(f"responses/{state}-{side}", note)
        responses.append(
            Response(
                toward=side,
                measure=f"conflict events in {days} days",
                after=after,
                placebo=placebo,
                windows=windows,
                placebo_windows=placebo_windows,
                statement=Statement(open_sentence(text), (reference,)),
            )
        )
    return tuple(responses)


def note_few_windows(setting: Setting) -> Statement | None:
    """Says why third parties have no responses, None where they have."""
    extract = setting.extract
    if not extract.events:
        return Statement("The record is empty: responses of third parties are not established.")
    windows, placebo_windows = (count_windows(extract, prefix) for prefix in (AFTER, PLACEBO))
    if min(windows, placebo_windows) >= MIN_WINDOWS:
        return None
    text = (
        f"The record covers {count_noun(windows, 'window')} after earlier engagements of the two"
        f" sides and {count_noun(placebo_windows, 'placebo window')}; responses of third parties"
        f" need {MIN_WINDOWS} of each and are not established."
    )
    return Statement(text, (extract.cite("windows", "windows within the record's days"),))
