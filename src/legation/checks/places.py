"""Places and memberships: capitals, cities in their state, seats in organizations."""

import datetime as dt
import re

from legation.almanac.chronicle import (
    find_membership,
    find_organization_name,
    list_permanent_members,
)
from legation.almanac.states import describe_state, find_capital
from legation.almanac.store import Almanac
from legation.checks.periods import ClaimTime, find_claim_time
from legation.domain.citation import Statement
from legation.domain.report import Mention, MentionKind, Report, Sentence, Span
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict
from legation.domain.wording import name_state

_CAPITAL = re.compile(r"\bcapital(?: city)?(?: of)?,?\s\Z", re.I)
_CAPITAL_OF = re.compile(r",? (?:is |was |as )?(?:the |its )?capital(?: city)? of (?:the )?", re.I)
_PERMANENT = re.compile(r"\bpermanent (?:member|seat)\b[^.]{0,40}?\bSecurity Council\b", re.I)
_MEMBER = re.compile(r"\b(?:member(?: state)? of|belongs to|joined)\s+(?:the\s+)?\Z", re.I)
SECURITY_COUNCIL = "unsc"
_ROLES = {
    "member": "a member",
    "permanent": "a permanent member",
    "elected": "an elected member",
    "observer": "an observer",
    "partner": "a partner",
    "suspended": "a suspended member",
}
_NEGATED = re.compile(r"\b(?:not|never|no longer|former|non-?)\b", re.I)


def check_places(report: Report, almanac: Almanac, day: dt.date) -> list[Verdict]:
    """Verdicts on capitals that the report names as such.

    A city is read as a claimed capital in `the capital Pyongyang`, `the North Korean capital,
    Pyongyang`; the state is the one named last before it in the sentence.
    """
    verdicts = []
    seen: set[tuple[str, str]] = set()
    for mention in report.mentions:
        if mention.kind is not MentionKind.PLACE:
            continue
        state_id = _find_claimed_state(report, mention)
        if not state_id or (mention.entity_id, state_id) in seen:
            continue
        seen.add((mention.entity_id, state_id))
        time = find_claim_time(report, mention.span, day)
        verdicts.append(_judge_capital(almanac, mention, state_id, time))
    return verdicts


def _find_claimed_state(report: Report, mention: Mention) -> str:
    before = report.text[max(0, mention.span.start - 30) : mention.span.start]
    if _CAPITAL.search(before):
        return _state_before(report, mention)
    after = _CAPITAL_OF.match(report.text, mention.span.end)
    if after is None:
        return ""
    named = [
        m for m in report.mentions if m.kind is MentionKind.STATE and m.span.start == after.end()
    ]
    return named[0].state_id if named else ""


def _state_before(report: Report, mention: Mention) -> str:
    sentence = report.sentence_at(mention.span.start)
    start = sentence.span.start if sentence else 0
    states = [
        m
        for m in report.mentions
        if m.kind is MentionKind.STATE and start <= m.span.start < mention.span.start
    ]
    close = [m for m in states if mention.span.start - m.span.end <= 25]
    return close[-1].state_id if close else mention.state_id


def _judge_capital(almanac: Almanac, mention: Mention, state_id: str, time: ClaimTime) -> Verdict:
    name = name_state(describe_state(almanac, state_id, time.first).name)
    city = mention.entity_id.split("|")[0]
    claim = Claim(
        ClaimKind.PLACE, mention.span, mention.text, f"{mention.text} is the capital of {name}"
    )
    found = [find_capital(almanac, state_id, day) for span in time.spans for day in span]
    known = [(capital, row) for capital, row in found if row is not None]
    if not known:
        reason = Statement(f"The almanac has no capital of {name} at that time.")
        return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "place.capital", Confidence.LOW)
    for capital, row in known:
        if capital == city and row is not None:
            reason = Statement(f"{capital} was the capital of {name} at that time.", (row,))
            return Verdict(claim, Finding.SUPPORTED, reason, "place.capital", Confidence.HIGH)
    capital, row = known[0]
    references = (row,) if row is not None else ()
    reason = Statement(
        f"The capital of {name} at that time was {capital}, not {mention.text}.", references
    )
    may_be_old = not time.is_stated and (mention.title == "capital" or not time.is_firm)
    finding = Finding.NOT_ESTABLISHED if may_be_old else Finding.CONTRADICTED
    correction = Correction(capital, reason)
    return Verdict(
        claim, finding, reason, "place.capital", Confidence.MODERATE, correction=correction
    )


def check_memberships(report: Report, almanac: Almanac, day: dt.date) -> list[Verdict]:
    """Verdicts on memberships and permanent seats that the report states."""
    verdicts = []
    seen: set[tuple[str, str]] = set()
    for sentence in report.sentences:
        inside = [
            m for m in report.mentions if sentence.span.start <= m.span.start < sentence.span.end
        ]
        for state, org_id, span, role in _find_claims(report, sentence, inside):
            if (state.state_id, org_id) not in seen and not _NEGATED.search(sentence.text):
                seen.add((state.state_id, org_id))
                verdicts.append(_judge_member(report, almanac, state, org_id, span, role, day))
    return verdicts


def _find_claims(
    report: Report, sentence: Sentence, inside: list[Mention]
) -> list[tuple[Mention, str, Span, str]]:
    states = [m for m in inside if m.kind is MentionKind.STATE]
    claims = []
    permanent = _PERMANENT.search(sentence.text)
    if permanent:
        start = sentence.span.start + permanent.start()
        before = [m for m in states if m.span.end <= start and m.title != "adjective"]
        if before:
            span = Span(start, sentence.span.start + permanent.end())
            claims.append((before[0], SECURITY_COUNCIL, span, "permanent"))
        return claims
    for organization in inside:
        head = report.text[sentence.span.start : organization.span.start]
        if organization.kind is MentionKind.ORGANIZATION and _MEMBER.search(head):
            before = [m for m in states if m.span.end <= organization.span.start]
            if before and "joined" not in head[-12:]:
                claims.append((before[-1], organization.entity_id, organization.span, "member"))
    return claims


def _judge_member(
    report: Report,
    almanac: Almanac,
    state: Mention,
    org_id: str,
    span: Span,
    role: str,
    day: dt.date,
) -> Verdict:
    name = describe_state(almanac, state.state_id, day).name
    label = "a permanent member" if role == "permanent" else "a member"
    org = find_organization_name(almanac, org_id)
    claim = Claim(ClaimKind.MEMBERSHIP, span, report.quote(span), f"{name} is {label} of the {org}")
    found, reference = find_membership(almanac, state.state_id, org_id, day)
    permanent = list_permanent_members(almanac, org_id, day) if role == "permanent" else ()
    if reference is None and permanent:
        listed = ", ".join(
            name_state(describe_state(almanac, one, day).name) for one, _ in permanent
        )
        reason = Statement(
            f"The permanent members of the {org} were {listed}.",
            tuple(row for _, row in permanent),
        )
        rule = "membership.permanent"
        return Verdict(claim, Finding.CONTRADICTED, reason, rule, Confidence.HIGH)
    if reference is None:
        reason = Statement(f"The almanac knows no membership of {name} in the {org} on that day.")
        return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "membership.unknown", Confidence.LOW)
    fits = (
        found == "permanent" if role == "permanent" else found in {"member", "permanent", "elected"}
    )
    reason = Statement(
        f"On that day {name} was {_ROLES.get(found, found)} of the {org}.", (reference,)
    )
    finding = Finding.SUPPORTED if fits else Finding.CONTRADICTED
    return Verdict(
        claim, finding, reason, "membership.role", Confidence.HIGH if fits else Confidence.MODERATE
    )
