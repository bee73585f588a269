"""Persons and offices: did this person hold that office on that day."""

import datetime as dt
import re

from legation.almanac.leaders import (
    cite_term,
    find_holders,
    list_terms,
    verify_through,
)
from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.actors import Office, Term
from legation.domain.citation import Statement
from legation.domain.dates import Precision
from legation.domain.report import Mention, MentionKind, Report
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict

_OFFICES: dict[str, tuple[Office, ...]] = {
    "president": (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT),
    "prime minister": (Office.HEAD_OF_GOVERNMENT,),
    "premier": (Office.HEAD_OF_GOVERNMENT,),
    "chancellor": (Office.HEAD_OF_GOVERNMENT,),
    "king": (Office.HEAD_OF_STATE,),
    "queen": (Office.HEAD_OF_STATE,),
    "emperor": (Office.HEAD_OF_STATE,),
    "emir": (Office.HEAD_OF_STATE,),
    "supreme leader": (Office.HEAD_OF_STATE, Office.OTHER),
    "leader": (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.OTHER),
    "foreign minister": (Office.FOREIGN_MINISTER,),
    "foreign secretary": (Office.FOREIGN_MINISTER,),
    "secretary of state": (Office.FOREIGN_MINISTER,),
}
_TITLE_WORDS: dict[str, tuple[str, ...]] = {
    "president": ("president",),
    "prime minister": (
        "prime minister",
        "premier",
        "taoiseach",
        "president of the government",
        "chancellor",
    ),
    "premier": ("premier", "prime minister"),
    "chancellor": ("chancellor",),
}
_BY_POWER = ("leader", "supreme leader")
_OTHER_TIME = re.compile(
    r"\b(?:former|ex|late|then|previous|predecessor|outgoing|elect|incoming|next|future|acting|interim"
    r"|would-be|one-time|longtime|deposed|ousted)[\s-]+(?:[\w’'-]+\s+){0,3}\Z",
    re.I,
)
_GRACE_DAYS = 45


def check_offices(report: Report, almanac: Almanac, day: dt.date) -> list[Verdict]:
    """One verdict for each different claim that a named person holds an office.

    Args:
        report: read.
        almanac: as of the reader's day.
        day: the report's day; a sentence with a past day of its own is read on that day.
    """
    verdicts: list[Verdict] = []
    seen: set[tuple[str, str, str]] = set()
    for mention in report.mentions:
        if mention.kind is not MentionKind.PERSON or mention.title not in _OFFICES:
            continue
        before = report.text[max(0, mention.span.start - 60) : mention.span.start]
        head = before[: before.lower().rfind(mention.title)]
        stated_day = _find_day(report, mention, day)
        key = (mention.entity_id or mention.text, mention.title, stated_day.isoformat())
        if _OTHER_TIME.search(head) or key in seen:
            continue
        seen.add(key)
        verdicts.append(_judge(report, almanac, mention, stated_day))
    return verdicts


def _find_day(report: Report, mention: Mention, day: dt.date) -> dt.date:
    sentence = report.sentence_at(mention.span.start)
    if sentence is None:
        return day
    for date in report.dates:
        inside = sentence.span.start <= date.span.start < sentence.span.end
        if (
            inside
            and date.start
            and date.start.precision is Precision.DAY
            and date.start.earliest <= day
        ):
            return date.start.earliest
    return day


def _claim(mention: Mention, state: str, day: dt.date) -> Claim:
    summary = f"{mention.text} is {mention.title} of {state} on {day.isoformat()}"
    return Claim(ClaimKind.OFFICE, mention.span, f"{mention.title} {mention.text}", summary)


def _judge(report: Report, almanac: Almanac, mention: Mention, day: dt.date) -> Verdict:
    if not mention.entity_id or not mention.state_id:
        state = mention.state_id or "an unnamed state"
        reason = Statement(
            "The almanac has nobody of this name in the offices that it follows.",
            (report.cite(mention.span),),
        )
        claim = _claim(mention, state, day)
        return Verdict(
            claim, Finding.NOT_ESTABLISHED, reason, "office.unknown-person", Confidence.LOW
        )
    state_id = mention.state_id
    name = describe_state(almanac, state_id, day).name
    claim = _claim(mention, name, day)
    terms = [t for t in list_terms(almanac, mention.entity_id) if t.state_id == state_id]
    matching = [t for t in terms if t.office in _OFFICES[mention.title] and _fits(t, mention.title)]
    for term in matching:
        if term.covers(day):
            return _support(claim, term)
    if any(term.touches(day) for term in matching):
        return _unsure(report, claim, matching, "office.edge-of-term")
    verified = verify_through(almanac, state_id)
    if verified is None or day > verified:
        return _beyond(report, claim, matching or terms, day, verified, name)
    has_clear_other = mention.title in _TITLE_WORDS and any(term.covers(day) for term in terms)
    if _is_near(matching, day) or (_is_near(terms, day) and not has_clear_other):
        return _unsure(report, claim, terms, "office.other-title")
    return _contradict(report, almanac, claim, mention, terms, day, name)


def _fits(term: Term, title: str) -> bool:
    words = _TITLE_WORDS.get(title)
    return words is None or any(word in term.title.lower() for word in words)


def _is_near(terms: list[Term], day: dt.date) -> bool:
    grace = dt.timedelta(days=_GRACE_DAYS)
    return any(
        term.start.earliest - grace <= day and (term.end is None or day <= term.end.latest + grace)
        for term in terms
    )


def _support(claim: Claim, term: Term) -> Verdict:
    until = f" to {term.end.describe()}" if term.end else ""
    reason = Statement(
        f"{term.person_name} held the office of {term.title} from {term.start.describe()}{until}.",
        (cite_term(term),),
    )
    return Verdict(claim, Finding.SUPPORTED, reason, "office.held", Confidence.HIGH)


def _unsure(report: Report, claim: Claim, terms: list[Term], rule: str) -> Verdict:
    reason = Statement(
        "The almanac has the person in office about that day, under another title or with a date "
        "of lower precision.",
        (report.cite(claim.span), *(cite_term(term) for term in terms[-2:])),
    )
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, rule, Confidence.LOW)


def _beyond(
    report: Report,
    claim: Claim,
    terms: list[Term],
    day: dt.date,
    verified: dt.date | None,
    name: str,
) -> Verdict:
    limit = f"through {verified}" if verified else "on no day"
    last = terms[-1] if terms else None
    known = (
        f"; last known: {last.title} from {last.start.describe()}"
        + (f" to {last.end.describe()}" if last.end else "")
        if last
        else ""
    )
    reason = Statement(
        f"The almanac's leaders of {name} are verified {limit}, not on {day.isoformat()}{known}.",
        (report.cite(claim.span), *((cite_term(last),) if last else ())),
    )
    return Verdict(
        claim, Finding.NOT_ESTABLISHED, reason, "office.beyond-verified", Confidence.MODERATE
    )


def _contradict(
    report: Report,
    almanac: Almanac,
    claim: Claim,
    mention: Mention,
    terms: list[Term],
    day: dt.date,
    name: str,
) -> Verdict:
    holders = [
        term
        for term in find_holders(almanac, mention.state_id, day, _OFFICES[mention.title])
        if _fits(term, mention.title)
        and term.person_id != mention.entity_id
        and (term.effective or mention.title not in _BY_POWER)
    ]
    if not holders:
        return _unsure(report, claim, terms, "office.no-holder-known")
    holder = holders[-1]
    now = [term for term in terms if term.covers(day)]
    was = (now or terms)[-1] if terms else None
    past = f" {was.person_name} was {was.title} from {was.start.describe()}" if was else ""
    past += f" to {was.end.describe()}." if was and was.end else ("." if was else "")
    reason = Statement(
        f"On {day.isoformat()} {holder.person_name} was {holder.title} of {name}.{past}",
        (cite_term(holder), *((cite_term(was),) if was else ())),
    )
    correction = Correction(
        f"{holder.title} {holder.person_name}",
        Statement(f"{holder.person_name} held that office on that day.", (cite_term(holder),)),
    )
    return Verdict(
        claim,
        Finding.CONTRADICTED,
        reason,
        "office.other-holder",
        Confidence.HIGH if day <= almanac.as_of else Confidence.MODERATE,
        correction=correction,
    )
