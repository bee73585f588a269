"""Multilateralism as indicators: multilateral form of contacts, distance in voting."""

import polars as pl

from legation.almanac.columns import ALIGNMENT, Col
from legation.almanac.store import split_list
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.reactions import Indicator, IndicatorPoint
from legation.reactions.contacts import US, cite_contacts, count_years, select_pair
from legation.reactions.course import (
    COURSE_YEARS,
    WINDOW_YEARS,
    build_shares,
    list_years,
    sum_window,
)
from legation.reactions.influence import describe_share
from legation.reactions.phrases import open_sentence, say_day
from legation.reactions.setting import Setting

THEME = "multilateralism"
MIN_CONTACTS = 3


def list_multilateralism(setting: Setting) -> tuple[Indicator, ...]:
    """The pair's contacts in multilateral form, and the distance of its votes."""
    built = (_build_form(setting), _build_distance(setting))
    return tuple(indicator for indicator in built if indicator is not None)


def _build_form(setting: Setting) -> Indicator | None:
    with_us = US in setting.pair
    end = setting.contacts.find_end(with_us, setting.as_of)
    pair = select_pair(setting.contacts.select_side(with_us), *setting.pair)
    if end is None or pair.is_empty():
        return None
    part, whole = count_years(pair.filter(pl.col("multilateral"))), count_years(pair)
    course = build_shares(part, whole, list_years(end))
    if not course:
        return None
    visitor, host = (setting.name(side) for side in setting.pair)
    note = (
        f"held visits and meetings of {setting.visitor} and {setting.host}; not every one is listed"
    )
    reference = cite_contacts(pair, f"form/{setting.visitor}-{setting.host}", note)
    count = sum_window(whole, end.year)
    if count:
        text = describe_share(
            "were in multilateral form",
            f"listed high-level contacts of {visitor} and {host}",
            part,
            whole,
            course,
            say_day(end),
        )
    else:
        text = (
            f"No contact of {visitor} and {host} is listed from {end.year - WINDOW_YEARS + 1} to "
            f"{say_day(end)}."
        )
    return Indicator(
        indicator_id="multilateral-form",
        theme=THEME,
        label=(
            f"Share of contacts of {visitor} and {host} in multilateral form, five years to each"
            " year"
        ),
        value=course[-1].value if count >= MIN_CONTACTS and course[-1].year == end.year else None,
        unit="share",
        course=course,
        statement=Statement(open_sentence(text), (reference,)),
        reference=reference,
    )


def _build_distance(setting: Setting) -> Indicator | None:
    """The distance of ideal points, by session year.

    Source:
        Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2).
    """
    frame = setting.almanac.table(ALIGNMENT).filter(
        pl.col(Col.STATE_ID).is_in(setting.pair) & pl.col("ideal_point").is_not_null()
    )
    rows = (
        frame.filter(pl.col(Col.STATE_ID) == setting.visitor)
        .join(frame.filter(pl.col(Col.STATE_ID) == setting.host), on="year")
        .with_columns(pl.col("year").cast(pl.Int32))
        .sort("year")
    )
    points = (
        IndicatorPoint(
            int(row["year"]),
            round(abs(float(row["ideal_point"]) - float(row["ideal_point_right"])), 2),
            min(int(row["votes"] or 0), int(row["votes_right"] or 0)),
        )
        for row in rows.iter_rows(named=True)
    )
    course = tuple(point for point in points if point.year > setting.as_of.year - COURSE_YEARS)
    if not course:
        return None
    visitor, host = (setting.name(side) for side in setting.pair)
    last, first = course[-1], course[0]
    text = (
        f"In the General Assembly session of {last.year}, the last with estimates known by then,"
        f" the ideal points of {visitor} and {host} were {last.value:.2f} apart"
    )
    text += f"; in that of {first.year}, {first.value:.2f}." if first.year < last.year else "."
    sources = {source for cell in frame["source"].unique().to_list() for source in split_list(cell)}
    reference = Reference(
        ReferenceKind.ALMANAC,
        f"alignment/{setting.visitor}-{setting.host}",
        f"UNGA ideal points of {setting.visitor} and {setting.host}, sessions {first.year} to"
        f" {last.year}",
        tuple(sorted(sources)),
    )
    return Indicator(
        indicator_id="voting-distance",
        theme=THEME,
        label=(
            f"Distance of {visitor} and {host} in General Assembly votes (ideal points; n is votes)"
        ),
        value=last.value,
        unit="index",
        course=course,
        statement=Statement(text, (reference,)),
        reference=reference,
    )


def note_multilateralism(
    setting: Setting, indicators: tuple[Indicator, ...]
) -> tuple[Statement, ...]:
    """Which of the two measures is not established."""
    found = {one.indicator_id for one in indicators}
    names = " and ".join(setting.name(side) for side in setting.pair)
    notes = []
    if "multilateral-form" not in found:
        notes.append(f"Multilateralism: no contact of {names} is listed in the years counted.")
    if "voting-distance" not in found:
        notes.append(
            f"Voting: ideal points of {names} in a common recent session are not established."
        )
    return tuple(Statement(note) for note in notes)
