"""What all questions of an outlook share, and how its numbers were made, in words."""

import datetime as dt

from attrs import frozen

from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, Standing
from legation.ontology import load_confidence_rule
from legation.outlook.parameters import ParameterSet, cite_parameters, load_parameters
from legation.outlook.templates import Template
from legation.outlook.visit_book import VisitBook
from legation.tables.extract import RecordExtract


@frozen(eq=False)
class Setting:
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


def find_obstacle(template: Template, setting: Setting) -> Statement | None:
    """Why a question gets no number, None where it gets one."""
    if not template.parameter_set or template.parameter_set in setting.sets:
        return None
    one = load_parameters().get(template.parameter_set)
    if one is None:
        return Statement(f"Not answered, for lack of its parameters: {template.ask}.")
    subject = "-".join(setting.names.values())
    until = PartialDate.from_date(one.known_on).describe()
    return Statement(
        f"{subject}: {template.ask} within {template.horizon_days} days. Not answered: its base "
        f"rate was fitted on data to {until}, after the day of issue.",
        (cite_parameters(one, template.question_id),),
    )


def explain_no_tester(setting: Setting) -> Statement:
    """Why no question on tests is posed."""
    subject = " nor ".join(setting.names.values())
    return Statement(
        "Tests and denuclearization talks are not asked about: the chronicle shows a nuclear test "
        f"in twenty years, and a nuclear or missile test in ten, of neither {subject}.",
    )


def describe_method(setting: Setting, extract: RecordExtract) -> tuple[Statement, ...]:
    """How the numbers of an outlook were made."""
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
            "stands the same pairs' share at other times. The difference is association, "
            "not cause.",
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
            f"outlooks issued after {PartialDate.from_date(one.known_on).describe()}.",
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
                f"The record's {extract.events:,} events were not used for these rates: they "
                "resolve the questions later.",
                (extract.cite("outlook", note),),
            )
        )
    return tuple(statements)


def _describe_start(setting: Setting) -> str:
    day = PartialDate.from_date(setting.anchor).describe()
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
