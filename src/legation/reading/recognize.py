"""The engagement that a report is about."""

import datetime as dt
import re
from collections import Counter

from attrs import evolve, frozen

from legation.almanac.tenure import Tenure
from legation.domain.dates import Precision
from legation.domain.engagement import Engagement, EngagementKind, Level, Standing
from legation.domain.report import Mention, MentionKind, Report, Span
from legation.reading.cases import Case, gather_cases
from legation.reading.contacts import Scene, find_contacts, split_scenes
from legation.reading.dateline import Dateline, find_dateline
from legation.reading.occasion import choose_days
from legation.reading.parties import build_party, build_party_written_about, find_level
from legation.reading.setting import choose_place
from legation.reading.standing import choose_standing
from legation.reading.triggers import Trigger

_SUMMIT = re.compile(
    r"\b(?:summit|conference|general assembly|forum|leaders['’] meeting|council|gathering)\b", re.I
)
_ATTENDING = re.compile(
    r"\b(?:attend\w*|join\w*|tak(?:e|es|ing) part|took (?:part|his seat|her seat)|participat\w+"
    r"|address\w*"
    r"|gather\w*|leaders of|opened|opens|members)\b",
    re.I,
)
_ASIDE = re.compile(
    r"\b(?:sidelines?|margins?|ahead|before|eve|days? after) of (?:the |a |an )?(?:\S+ ){0,4}", re.I
)
MIN_CERTAINTY = 0.25
_MIN_WEIGHT = 3.0
_MAX_ENGAGEMENTS = 5


@frozen
class _Reading:
    """A report with what is the same for all its engagements."""

    report: Report
    tenure: Tenure
    day: dt.date
    dateline: Dateline | None
    scenes: list[Scene]
    cases: list[Case]


def recognize_engagements(report: Report, tenure: Tenure, day: dt.date) -> tuple[Engagement, ...]:
    """Find the engagements that a report is about, the main one first.

    Args:
        report: read, with mentions.
        tenure: who held office when.
        day: the report's day.

    Returns:
        At least one engagement. Where the report has none, its kind is NONE and its parties are
        the two states most written about (empty where fewer than two are named).
    """
    dateline = find_dateline(report.text)
    scenes = split_scenes(report)
    home = _find_home(report, dateline)
    cases = gather_cases(find_contacts(report, scenes), scenes, dateline, home)
    reading = _Reading(report, tenure, day, dateline, scenes, cases)
    told = [case for case in cases if case.weight >= _MIN_WEIGHT][:_MAX_ENGAGEMENTS]
    engagements = [_build_engagement(reading, case) for case in told]
    if not engagements:
        return (_most_written_about(report),)
    main = engagements[0]
    return (main, *[e for e in engagements[1:] if e.certainty >= MIN_CERTAINTY])


def _find_home(report: Report, dateline: Dateline | None) -> str:
    if dateline is None or not dateline.place:
        return ""
    for mention in report.mentions:
        inside = dateline.span.start <= mention.span.start < dateline.span.end
        if inside and mention.kind in {MentionKind.PLACE, MentionKind.STATE}:
            return mention.state_id
    return ""


def _build_engagement(reading: _Reading, case: Case) -> Engagement:
    report = reading.report
    standing = choose_standing(
        [(scene.sentence.text, weight, scene.is_title) for scene, weight in case.scenes]
    )
    days = choose_days(report, case, standing, reading.dateline)
    place = choose_place(report, case, reading.scenes, reading.dateline)
    visitor = build_party(report, case, case.visitor)
    total = sum(other.weight for other in reading.cases) or 1.0
    engagement = Engagement(
        kind=_find_kind(reading, case, place),
        visitor=visitor,
        host=build_party(report, case, case.host),
        others=_find_others(case, reading.cases),
        level=find_level(visitor, case, reading.tenure, reading.day),
        place=place.text if place and _names_site(place) else "",
        place_state=place.state_id if place else "",
        start=days.start,
        end=days.end,
        date_text=days.text,
        standing=standing,
        spans=tuple(dict.fromkeys(c.span for c in case.contacts))[:12],
        certainty=round(min(1.0, case.weight / 12.0) * (0.4 + 0.6 * case.weight / total), 2),
    )
    settled = evolve(engagement, standing=_settle_standing(engagement, report))
    return evolve(settled, doubts=_list_doubts(settled, case, reading.cases))


def _settle_standing(engagement: Engagement, report: Report) -> Standing:
    """What is dated before its report took place, unless the report says otherwise."""
    if report.published is None or engagement.start is None:
        return engagement.standing
    if report.published.precision is not Precision.DAY:
        return engagement.standing
    published, start = report.published.earliest, engagement.start
    if engagement.standing is Standing.UNCLEAR and start.latest <= published:
        return Standing.HELD
    is_past = start.precision is Precision.DAY and start.latest < published
    if engagement.standing is Standing.ANNOUNCED and is_past:
        return Standing.HELD
    return engagement.standing


def _find_kind(reading: _Reading, case: Case, place: Mention | None) -> EngagementKind:
    triggers: Counter[Trigger] = Counter()
    for contact in case.contacts:
        triggers[contact.trigger] += round(contact.weight * 2)
    top = triggers.most_common(1)[0][0]
    if top is Trigger.CALLING:
        return EngagementKind.CALL
    if _is_multilateral(reading.report):
        return EngagementKind.MULTILATERAL
    is_away = place is None or place.state_id not in {case.host, case.visitor}
    if top is Trigger.MEETING and is_away and case.directed < 0.3 * case.weight:
        at_home = case.directed > 0 and place is None
        return EngagementKind.VISIT if at_home else EngagementKind.MEETING
    return EngagementKind.VISIT


def _is_multilateral(report: Report) -> bool:
    """Whether the top of a report is about a summit of an organization or group."""
    for sentence in report.sentences[: 3 if report.title else 2]:
        text = _ASIDE.sub(lambda match: "." * len(match.group()), sentence.text)
        organizations = [
            m.span.start - sentence.span.start
            for m in report.mentions
            if m.kind is MentionKind.ORGANIZATION
            and sentence.span.start <= m.span.start < sentence.span.end
        ]
        for summit in _SUMMIT.finditer(text):
            is_near = any(abs(summit.start() - start) < 60 for start in organizations)
            if is_near and _ATTENDING.search(text):
                return True
    return False


def _names_site(place: Mention) -> bool:
    """Whether a place is a city or site, and no whole state."""
    return bool(place.entity_id) and (place.kind is MentionKind.PLACE or place.title == "metonym")


def _find_others(case: Case, cases: list[Case]) -> tuple[str, ...]:
    near = {c.sentence for c in case.contacts if c.weight >= 4}
    others: Counter[str] = Counter()
    for other in cases:
        if other is case:
            continue
        for contact in other.contacts:
            if contact.sentence in near:
                for state in (contact.visitor.state_id, contact.host.state_id):
                    if state not in {case.visitor, case.host}:
                        others[state] += 1
    return tuple(state for state, _ in others.most_common(4))


def _list_doubts(engagement: Engagement, case: Case, cases: list[Case]) -> tuple[str, ...]:
    doubts = []
    if case.against > 0.5 * max(case.directed, 0.5 * case.weight):
        doubts.append("who travels and who receives is stated both ways")
    if not engagement.visitor.person_id and not engagement.visitor.name:
        rank = ": taken for a visit of leaders" if engagement.level is Level.LEADER else ""
        doubts.append(f"no person is named for the visiting side{rank}")
    if engagement.start is None:
        doubts.append("no day that can be read is stated for it")
    if engagement.standing is Standing.UNCLEAR:
        doubts.append("it is not clear whether it is planned or took place")
    rivals = [other for other in cases if other is not case and other.weight > 0.7 * case.weight]
    if rivals:
        doubts.append("another engagement is written about almost as much")
    if engagement.kind is EngagementKind.MEETING and not engagement.place:
        doubts.append("no place is stated")
    return tuple(doubts)


def _most_written_about(report: Report) -> Engagement:
    counts: Counter[str] = Counter()
    for mention in report.mentions:
        if mention.state_id:
            in_title = bool(report.title) and mention.span.end <= len(report.title)
            counts[mention.state_id] += 3 if in_title else 1
    first_seen = list(dict.fromkeys(m.state_id for m in report.mentions if m.state_id))
    top = [state for state, _ in counts.most_common(2)]
    states = [*sorted(top, key=first_seen.index), "", ""]
    spans = tuple(
        Span(m.span.start, m.span.end) for m in report.mentions if m.state_id in states[:2]
    )
    return Engagement(
        kind=EngagementKind.NONE,
        visitor=build_party_written_about(report, states[0]),
        host=build_party_written_about(report, states[1]),
        spans=spans[:6],
        doubts=("no visit, meeting or call was found in the report",),
    )
