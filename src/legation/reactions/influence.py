"""Influence as an indicator: whose share the host's and the region's contacts are."""

import polars as pl
from attrs import frozen

from legation.domain.citation import Statement
from legation.domain.reactions import Indicator, IndicatorPoint
from legation.reactions.contacts import US, cite_contacts, count_years, select_pair, select_state
from legation.reactions.course import WINDOW_YEARS, build_shares, list_years, sum_window
from legation.reactions.phrases import open_sentence, say_day, say_share
from legation.reactions.setting import Setting

MIN_CONTACTS = 5
MOST_OTHERS = 3
THEME = "influence"


@frozen(eq=False)
class ShareQuestion:
    """Which contacts are counted out of which."""

    indicator_id: str
    label: str
    part: pl.DataFrame
    whole: pl.DataFrame
    part_text: str
    whole_text: str
    with_us: bool


def list_influence(setting: Setting) -> tuple[Indicator, ...]:
    """Shares of the visitor and the permanent members in the host's and the region's contacts.

    With the United States on one side its own lists are the base, which are complete; otherwise
    contacts of the United States are left out, since no other state's list is as complete.
    """
    questions = [*_ask_pair(setting), *_ask_permanent(setting), *_ask_region(setting)]
    built = [_build_indicator(setting, question) for question in questions]
    return tuple(indicator for indicator in built if indicator is not None)


def _ask_pair(setting: Setting) -> list[ShareQuestion]:
    with_us = US in setting.pair
    centre = US if with_us else setting.host
    other = setting.host if setting.visitor == centre else setting.visitor
    whole = select_state(setting.contacts.select_side(with_us), (centre,))
    return [_ask_share(setting, other, centre, whole, with_us)]


def _ask_share(
    setting: Setting, power: str, centre: str, whole: pl.DataFrame, with_us: bool
) -> ShareQuestion:
    base = "" if with_us else f" with states other than {setting.name(US)}"
    if centre == US and not with_us:
        base = ""
    return ShareQuestion(
        f"influence-{power.lower()}-{centre.lower()}",
        f"Share of {setting.name(power)} in the listed high-level contacts of"
        f" {setting.name(centre)}{base}, five years to each year",
        select_pair(whole, power, centre),
        whole,
        f"were with {setting.name(power)}",
        f"listed high-level contacts of {setting.name(centre)}{base}",
        with_us,
    )


def _ask_permanent(setting: Setting) -> list[ShareQuestion]:
    if setting.host == US:
        return []
    whole = select_state(setting.contacts.select_side(with_us=False), (setting.host,))
    powers = [state for state in setting.permanent if state not in {*setting.pair, US}]
    counted = [(select_pair(whole, power, setting.host).height, power) for power in powers]
    chosen = sorted((-count, power) for count, power in counted if count)[:MOST_OTHERS]
    return [_ask_share(setting, power, setting.host, whole, with_us=False) for _, power in chosen]


def _ask_region(setting: Setting) -> list[ShareQuestion]:
    subregion = setting.subregions.get(setting.host, "")
    members = tuple(
        sorted(state for state, region in setting.subregions.items() if region == subregion)
    )
    if not subregion or setting.host == US or setting.visitor in members:
        return []
    with_us = setting.visitor == US
    contacts = setting.contacts.select_side(with_us)
    within = select_state(contacts, members)
    part = select_state(within, (setting.visitor,))
    base = "" if with_us else f" (those of {setting.name(US)} left out)"
    whole_text = f"listed high-level contacts of states in the subregion {subregion}{base}"
    part_text = f"were with {setting.name(setting.visitor)}"
    label = f"Share of {setting.name(setting.visitor)} in the {whole_text}, five years to each year"
    if with_us:
        within = contacts
        whole_text = f"listed high-level contacts of {setting.name(US)}"
        part_text = f"were with states in the subregion {subregion}"
        label = (
            f"Share of states in the subregion {subregion} in the {whole_text}, "
            "five years to each year"
        )
    return [
        ShareQuestion(
            f"influence-{setting.visitor.lower()}-region",
            label,
            part,
            within,
            part_text,
            whole_text,
            with_us,
        )
    ]


def _build_indicator(setting: Setting, question: ShareQuestion) -> Indicator | None:
    end = setting.contacts.find_end(question.with_us, setting.as_of)
    part, whole = count_years(question.part), count_years(question.whole)
    if end is None or not whole:
        return None
    course = build_shares(part, whole, list_years(end))
    if not course or not sum_window(whole, end.year, 2 * WINDOW_YEARS):
        return None
    last = course[-1]
    is_enough = last.year == end.year and last.count >= MIN_CONTACTS
    note = f"held visits and meetings of leaders and foreign ministers, {question.whole_text}; " + (
        "from the State Department's lists" if question.with_us else "not every one is listed"
    )
    reference = cite_contacts(question.whole, question.indicator_id, note)
    text = describe_share(
        question.part_text, question.whole_text, part, whole, course, say_day(end)
    )
    if not is_enough:
        text += f" Below {MIN_CONTACTS} contacts no share is given as established."
    return Indicator(
        indicator_id=question.indicator_id,
        theme=THEME,
        label=question.label,
        value=last.value if is_enough else None,
        unit="share",
        course=course,
        statement=Statement(open_sentence(text), (reference,)),
        reference=reference,
    )


def describe_share(
    part_text: str,
    whole_text: str,
    part: dict[int, int],
    whole: dict[int, int],
    course: tuple[IndicatorPoint, ...],
    end: str,
) -> str:
    """The share in the last window and, where there is one, in the window before it."""
    year = course[-1].year
    now = say_share(sum_window(part, year), sum_window(whole, year))
    text = f"From {year - WINDOW_YEARS + 1} to {end}, {now} {whole_text} {part_text}"
    before = year - WINDOW_YEARS
    if sum_window(whole, before):
        then = say_share(sum_window(part, before), sum_window(whole, before))
        text += f"; from {before - WINDOW_YEARS + 1} to {before}, {then}"
    return f"{text}."


def note_influence(setting: Setting, indicators: tuple[Indicator, ...]) -> tuple[Statement, ...]:
    """What the shares cannot say."""
    notes = [
        Statement(
            f"The lists of visits are complete only for {setting.name(US)}; shares among other"
            " states rest on what was collected and say nothing of contacts that are not listed."
        )
    ]
    if not any(one.value is not None for one in indicators):
        notes.append(
            Statement(
                f"Influence: the almanac lists too few contacts of {setting.name(setting.host)} for"
                " a share."
            )
        )
    return tuple(notes)
