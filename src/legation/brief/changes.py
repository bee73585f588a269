"""What changed since an earlier edition of a brief, read from its JSON."""

import json
from typing import Any

from attrs import evolve

from legation.domain.brief import Brief
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.errors import InputError

MIN_SHIFT = 0.01

Edition = dict[str, Any]


def parse_edition(text: str, name: str) -> Edition:
    """Read an earlier edition.

    Raises:
        InputError: if the text is no brief in JSON.
    """
    try:
        edition = json.loads(text)
        edition["as_of"], edition["check"]["verdicts"], edition["outlook"]["forecasts"]
    except (ValueError, KeyError, TypeError):
        raise InputError(
            f"{name} is no earlier brief in JSON: give a file written with --format json"
        ) from None
    return dict(edition)


def compare_editions(brief: Brief, edition: Edition) -> Brief:
    """The brief with its section on changes filled in.

    Args:
        brief: the new edition.
        edition: the earlier one, parsed.
    """
    reference = Reference(
        ReferenceKind.REPORT, f"edition/{edition['as_of']}", f"the edition as of {edition['as_of']}"
    )
    changes = (
        Statement(
            f"Compared with the edition as of {_say_day(edition['as_of'])}; this one is as of "
            f"{_say_day(brief.as_of.isoformat())}.",
            (reference,),
        ),
        *_compare_verdicts(brief, edition, reference),
        *_compare_forecasts(brief, edition, reference),
        *_compare_timeline(brief, edition),
    )
    if len(changes) == 1:
        changes += (Statement("No finding, forecast or dated fact changed.", (reference,)),)
    return evolve(brief, changes=changes)


def _say_day(day: str) -> str:
    return PartialDate.parse(day).describe()


def _compare_verdicts(brief: Brief, edition: Edition, reference: Reference) -> list[Statement]:
    old = {item["claim"]["text"]: item["finding"] for item in edition["check"]["verdicts"]}
    found = []
    for verdict in brief.check.verdicts:
        before = old.get(verdict.claim.text)
        if before is not None and before != verdict.finding.value:
            text = f"{verdict.claim.summary}: now {verdict.finding.value}, before {before}."
            found.append(Statement(text, (reference, *verdict.reason.references)))
    return found


def _compare_forecasts(brief: Brief, edition: Edition, reference: Reference) -> list[Statement]:
    old = {
        item["question"]["question_id"]: item["probability"]
        for item in edition["outlook"]["forecasts"]
    }
    found = []
    for forecast in brief.outlook.forecasts:
        before = old.get(forecast.question.question_id)
        if before is not None and abs(before - forecast.probability) >= MIN_SHIFT:
            text = f"{forecast.question.text} Now {forecast.probability:.0%}, before {before:.0%}."
            found.append(Statement(text, (reference, forecast.base_rate.reference)))
    return found


def _compare_timeline(brief: Brief, edition: Edition) -> list[Statement]:
    old = {item["statement"]["text"] for item in edition["history"]["timeline"]}
    new = [entry for entry in brief.history.timeline if entry.statement.text not in old]
    return [
        Statement(f"New on the timeline: {entry.statement.text}", entry.statement.references)
        for entry in new[-8:]
    ]
