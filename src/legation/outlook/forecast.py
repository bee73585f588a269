"""Assemble the outlook: questions, base rates, forecasts, and what could not be answered."""

import datetime as dt

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, EngagementKind
from legation.domain.outlook import Forecast, Outlook, Question
from legation.domain.verdicts import Confidence
from legation.errors import InputError
from legation.ontology import rate_confidence
from legation.outlook.almanac_rates import DEFAULT_STRENGTH, find_tester, rate_tester, rate_visits
from legation.outlook.dyads.pair import forecast_pair
from legation.outlook.evidence import Evidence, build_base_rate, estimate_share
from legation.outlook.method import Setting, describe_method, explain_no_tester, find_obstacle
from legation.outlook.parameters import load_parameters, read_evidence, select_known
from legation.outlook.questions import pose_question
from legation.outlook.templates import TEMPLATES, Template
from legation.outlook.visit_book import build_visit_book
from legation.outlook.wording import explain_confidence, word_forecast
from legation.tables.extract import RecordExtract

FAR_YEARS = 5
MIN_REMAINING = 0.25


def build_outlook(
    engagement: Engagement, almanac: Almanac, extract: RecordExtract, issued: dt.date
) -> Outlook:
    """Pose the questions that an engagement raises, and answer those that can be.

    Args:
        engagement: the report's, with corrected days where the checks offer them.
        almanac: as of `issued`.
        extract: what the record holds on the pair: base rates do not need it, forecasts of what
            the two do toward each other use its days of events.
        issued: the as-of day.

    Raises:
        InputError: if the almanac stands on a later day, or a side is no state.
    """
    if almanac.as_of > issued:
        raise InputError(
            f"the almanac stands on {almanac.as_of}, after {issued}: open it as of that day"
        )
    setting = _prepare(engagement, almanac, issued)
    forecasts: list[Forecast] = []
    unanswered: list[Statement] = []
    for template in TEMPLATES:
        if template.subject == "tester" and not setting.tester:
            continue
        reason = find_obstacle(template, setting)
        if reason is None:
            forecasts.append(_forecast(template, setting))
        else:
            unanswered.append(reason)
    if not setting.tester:
        unanswered.append(explain_no_tester(setting))
    named = (setting.names[engagement.visitor.state_id], setting.names[engagement.host.state_id])
    pair = (engagement.visitor.state_id, engagement.host.state_id)
    dyads, told = forecast_pair(extract, pair, named, issued)
    return Outlook(
        issued=issued,
        anchor=setting.anchor,
        forecasts=tuple(forecasts),
        unanswered=tuple(unanswered),
        method=(*describe_method(setting, extract), *told),
        dyads=dyads,
    )


def choose_anchor(engagement: Engagement, issued: dt.date) -> tuple[dt.date, bool]:
    """The day from which horizons count, and whether it is the engagement's.

    It is the engagement's last day, where that is known to the day or month, lies no more than a
    year before the day of issue and no more than five years after it; else the day of issue.
    """
    end = engagement.end or engagement.start
    if engagement.kind is EngagementKind.NONE or end is None or end.month is None:
        return issued, False
    earliest = issued - dt.timedelta(days=365)
    latest = PartialDate(issued.year + FAR_YEARS, 12, 31).latest
    return (end.latest, True) if earliest <= end.latest <= latest else (issued, False)


def _prepare(engagement: Engagement, almanac: Almanac, issued: dt.date) -> Setting:
    pair = (engagement.visitor.state_id, engagement.host.state_id)
    anchor, follows = choose_anchor(engagement, issued)
    tester = find_tester(almanac, pair, issued)
    return Setting(
        engagement=engagement,
        almanac=almanac,
        issued=issued,
        anchor=anchor,
        follows=follows,
        names={state: describe_state(almanac, state, issued).name for state in pair},
        tester=tester,
        book=build_visit_book(almanac, issued),
        sets=select_known(load_parameters(), issued),
    )


def _forecast(template: Template, setting: Setting) -> Forecast:
    question, elapsed, follows = _pose(template, setting)
    evidence = _gather(template, setting, elapsed, any_time=not follows)
    share, low, high = estimate_share(evidence)
    base_rate = build_base_rate(evidence)
    level = rate_confidence(
        evidence.comparable, high - low, beats_base_rate=evidence.beats_base_rate
    )
    return Forecast(
        question=question,
        probability=share,
        low=low,
        high=high,
        base_rate=base_rate,
        wording=word_forecast(evidence, share, low, high),
        confidence=Confidence(level.level_id),
        confidence_reason=explain_confidence(evidence, high - low),
    )


def _pose(template: Template, setting: Setting) -> tuple[Question, int, bool]:
    """The question, the days of its window that have passed, and whether it follows the engagement.

    A window of which less than a quarter is left is posed anew from the day of issue.
    """
    first = setting.anchor + dt.timedelta(days=template.delay_days)
    elapsed = max(0, (setting.issued - first).days + 1)
    left = template.horizon_days - elapsed
    arguments = (setting.names, setting.tester)
    if setting.follows and left >= MIN_REMAINING * template.horizon_days:
        is_whole = elapsed == 0 or template.measure == "warmer"
        opens = None if is_whole else setting.issued + dt.timedelta(days=1)
        question = pose_question(template, setting.engagement, setting.anchor, *arguments, opens)
        return question, 0 if is_whole else elapsed, True
    start = setting.issued + dt.timedelta(days=1 - template.delay_days)
    return pose_question(template, setting.engagement, start, *arguments), 0, False


def _gather(template: Template, setting: Setting, elapsed: int, *, any_time: bool) -> Evidence:
    pair = (setting.engagement.visitor.state_id, setting.engagement.host.state_id)
    if template.parameter_set:
        one = setting.sets[template.parameter_set]
        return read_evidence(one, template, pair, elapsed, any_time)
    if template.roles == "tester":
        tester = (setting.tester, setting.names[setting.tester])
        return rate_tester(setting.almanac, setting.book, template, tester, elapsed, any_time)
    weight = next(
        (
            one.weights[template.question_id]
            for one in setting.sets.values()
            if template.question_id in one.weights
        ),
        (DEFAULT_STRENGTH, False),
    )
    return rate_visits(setting.book, template, pair, elapsed, weight, any_time)
