"""Assemble the outlook: questions, base rates, forecasts, and what could not be answered."""

import datetime as dt

from attrs import frozen

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, EngagementKind, Standing
from legation.domain.outlook import Forecast, Outlook, Question
from legation.domain.verdicts import Confidence
from legation.errors import InputError
from legation.ontology import load_confidence_rule, rate_confidence
from legation.outlook.almanac_rates import (
    DEFAULT_STRENGTH,
    VisitBook,
    build_visit_book,
    find_tester,
    rate_tester,
    rate_visits,
)
from legation.outlook.evidence import Evidence, build_base_rate, estimate_share
from legation.outlook.parameters import (
    ParameterSet,
    cite_parameters,
    load_parameters,
    read_evidence,
    select_known,
)
from legation.outlook.questions import TEMPLATES, Template, pose_question
from legation.outlook.wording import explain_confidence, word_forecast
from legation.tables.extract import RecordExtract

FAR_YEARS = 5
MIN_REMAINING = 0.25


@frozen(eq=False)
class _Setting:
    """What all questions of an outlook share."""

    engagement: Engagement
    almanac: Almanac
    issued: dt.date
    anchor: dt.date
    follows: bool
    names: dict[str, str]
    tester: str
    book: VisitBook
    sets: dict[str, ParameterSet]


def build_outlook(
    engagement: Engagement, almanac: Almanac, extract: RecordExtract, issued: dt.date
) -> Outlook:
    """Pose the questions that an engagement raises, and answer those that can be.

    Args:
        engagement: the report's, with corrected days where the checks offer them.
        almanac: as of `issued`.
        extract: what the record holds on the pair; its size is stated, base rates do not need it.
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
        reason = _find_obstacle(template, setting)
        if reason is None:
            forecasts.append(_forecast(template, setting))
        else:
            unanswered.append(reason)
    if not setting.tester:
        unanswered.append(_explain_no_tester(setting))
    return Outlook(
        issued=issued,
        anchor=setting.anchor,
        forecasts=tuple(forecasts),
        unanswered=tuple(unanswered),
        method=_describe_method(setting, extract),
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


def _prepare(engagement: Engagement, almanac: Almanac, issued: dt.date) -> _Setting:
    pair = (engagement.visitor.state_id, engagement.host.state_id)
    anchor, follows = choose_anchor(engagement, issued)
    tester = find_tester(almanac, pair, issued)
    return _Setting(
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


def _find_obstacle(template: Template, setting: _Setting) -> Statement | None:
    """Why a question gets no number, None where it gets one."""
    if not template.parameter_set or template.parameter_set in setting.sets:
        return None
    one = load_parameters().get(template.parameter_set)
    if one is None:
        return Statement(f"Not answered, for lack of its parameters: {template.ask}.")
    subject = "-".join(setting.names.values())
    return Statement(
        f"{subject}: {template.ask} within {template.horizon_days} days. Not answered: its base "
        f"rate was fitted on data to {one.known_on.isoformat()}, after the day of issue.",
        (cite_parameters(one, template.question_id),),
    )


def _explain_no_tester(setting: _Setting) -> Statement:
    subject = " nor ".join(setting.names.values())
    return Statement(
        "Tests and denuclearization talks are not asked about: the chronicle shows a nuclear test "
        f"in twenty years, and a nuclear or missile test in ten, of neither {subject}.",
    )


def _forecast(template: Template, setting: _Setting) -> Forecast:
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


def _pose(template: Template, setting: _Setting) -> tuple[Question, int, bool]:
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


def _gather(template: Template, setting: _Setting, elapsed: int, *, any_time: bool) -> Evidence:
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


def _describe_method(setting: _Setting, extract: RecordExtract) -> tuple[Statement, ...]:
    rule = Reference(
        ReferenceKind.ONTOLOGY,
        "scales/confidence",
        "The rule of confidence in the ontology's scales",
    )
    scales = Reference(
        ReferenceKind.ONTOLOGY,
        "scales/likelihood",
        "Words of likelihood by Intelligence Community Directive 203, half-open ranges",
    )
    statements = [
        Statement(_describe_start(setting), (scales,)),
        Statement(
            "A base rate is the share of a reference class of earlier engagements; beside it "
            "stands the same pairs' share at other times. The difference is association, not cause.",
        ),
        Statement(
            "A forecast draws the cases nearest to this pair toward the class's rate, moved by how "
            "much these pairs differ from the class at other times; intervals are Wilson's, 80 %, "
            "and hold no allowance for change since the data.",
            (scales,),
        ),
        Statement(
            f"{load_confidence_rule()} For a pair without the United States only the cases "
            "without it count, and none where the almanac does not follow the pair's visits.",
            (rule,),
        ),
    ]
    statements += [
        Statement(
            f"Rates from coded events were fitted once on {one.provenance}; they are used only for "
            f"outlooks issued after {one.known_on.isoformat()}.",
            (
                Reference(
                    ReferenceKind.PARAMETERS,
                    f"parameters/{one.set_id}",
                    one.title,
                    known_on=one.known_on,
                ),
            ),
        )
        for one in setting.sets.values()
        if one.questions
    ]
    if extract.events:
        note = "the size of the record; base rates do not depend on it"
        statements.append(
            Statement(
                f"The record's {extract.events} events were not used for these rates: they resolve "
                "the questions later.",
                (extract.cite("outlook", note),),
            )
        )
    return tuple(statements)


def _describe_start(setting: _Setting) -> str:
    day = setting.anchor.isoformat()
    if not setting.follows:
        return (
            f"Windows count from the day of issue, {day}, and rates are those of pairs at other "
            "times: the report gives no engagement with a day from which to count."
        )
    standing = setting.engagement.standing
    if setting.anchor > setting.issued or standing in {Standing.ANNOUNCED, Standing.UNCLEAR}:
        return (
            f"Windows count from {day}, the engagement's last day; the rates hold on condition "
            "that it takes place then."
        )
    return (
        f"Windows count from {day}, the engagement's last day; of a window that has begun only the "
        "remaining days count, and one that is nearly over is posed anew from the day of issue."
    )
