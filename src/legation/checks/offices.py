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
from legation.checks.periods import ClaimTime, find_claim_time
from legation.domain.actors import Office, Term
from legation.domain.citation import Statement
from legation.domain.report import Mention, MentionKind, Report
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict
from legation.domain.wording import name_state

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
        day: the report's day; a sentence with a time of its own is read for that time.
    """
    verdicts: list[Verdict] = []
    seen: set[tuple[str, str, str]] = set()
    for mention in report.mentions:
        if mention.kind is not MentionKind.PERSON or mention.title not in _OFFICES:
            continue
        before = report.text[max(0, mention.span.start - 60) : mention.span.start]
        head = before[: before.lower().rfind(mention.title)]
        time = find_claim_time(report, mention.span, day)
        key = (mention.entity_id or mention.text, mention.title, time.describe())
        if _OTHER_TIME.search(head) or key in seen:
            continue
        seen.add(key)
        verdicts.append(_judge(report, almanac, mention, time))
    return verdicts


def _judge(report: Report, almanac: Almanac, mention: Mention, time: ClaimTime) -> Verdict:
    if not mention.entity_id or not mention.state_id:
        reason = Statement(
            "The almanac has nobody of this name in the offices that it follows.",
            (report.cite(mention.span),),
        )
        claim = _claim(mention, mention.state_id or "an unnamed state", time)
        rule = "office.unknown-person"
        return Verdict(claim, Finding.NOT_ESTABLISHED, reason, rule, Confidence.LOW)
    name = name_state(describe_state(almanac, mention.state_id, time.first).name)
    claim = _claim(mention, name, time)
    terms = [t for t in list_terms(almanac, mention.entity_id) if t.state_id == mention.state_id]
    matching = [t for t in terms if t.office in _OFFICES[mention.title] and _fits(t, mention.title)]
    for term in matching:
        if any(_covers_some(term, span) for span in time.spans):
            return _support(claim, term)
    verified = verify_through(almanac, mention.state_id)
    if verified is None or any(start > verified for start, _ in time.spans):
        return _beyond(report, claim, matching or terms, time, verified, name)
    holder = _find_other_holder(almanac, mention, time)
    if holder is None or not time.is_firm or _may_fit(terms, matching, mention.title, time):
        return _unsure(report, claim, terms)
    return _contradict(claim, _choose_past(terms, matching, time), holder, time, name)


def _claim(mention: Mention, state: str, time: ClaimTime) -> Claim:
    summary = f"{mention.text} is {mention.title} of {state}, {time.describe()}"
    return Claim(ClaimKind.OFFICE, mention.span, f"{mention.title} {mention.text}", summary)


def _fits(term: Term, title: str) -> bool:
    words = _TITLE_WORDS.get(title)
    return words is None or any(word in term.title.lower() for word in words)


def _covers_some(term: Term, span: tuple[dt.date, dt.date]) -> bool:
    """Whether the term surely covers some day of a span."""
    start, end = span
    if start == end:
        return term.covers(start)
    last = term.end.earliest if term.end else term.verified_through
    return last is not None and term.start.latest <= end and last >= start


def _may_fit(terms: list[Term], matching: list[Term], title: str, time: ClaimTime) -> bool:
    """Whether the claim may still be right: near a term, or under a title that says as much."""
    if any(_is_near(matching, span) for span in time.spans):
        return True
    own = [term for term in terms for start, _ in time.spans if term.touches(start)]
    if any(word in term.title.lower() for term in own for word in _TITLE_WORDS.get(title, ())):
        return True
    is_clear = title in _TITLE_WORDS and any(term.covers(time.first) for term in own)
    return not is_clear and any(_is_near(terms, span) for span in time.spans)


def _is_near(terms: list[Term], span: tuple[dt.date, dt.date]) -> bool:
    grace = dt.timedelta(days=_GRACE_DAYS)
    return any(
        term.start.earliest - grace <= span[1]
        and (term.end is None or span[0] <= term.end.latest + grace)
        for term in terms
    )


def _support(claim: Claim, term: Term) -> Verdict:
    until = f" to {term.end.describe()}" if term.end else ""
    reason = Statement(
        f"{term.person_name} held the office of {term.title} from {term.start.describe()}{until}.",
        (cite_term(term),),
    )
    return Verdict(claim, Finding.SUPPORTED, reason, "office.held", Confidence.HIGH)


def _unsure(report: Report, claim: Claim, terms: list[Term]) -> Verdict:
    known = "; ".join(_describe_term(term) for term in terms[-2:])
    reason = Statement(
        "The almanac does not show the person in that office at that time; the time or the "
        f"title may be another. Known: {known or 'no office there'}.",
        (report.cite(claim.span), *(cite_term(term) for term in terms[-2:])),
    )
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "office.unsure", Confidence.LOW)


def _describe_term(term: Term) -> str:
    until = f" to {term.end.describe()}" if term.end else ""
    return f"{term.title} from {term.start.describe()}{until}"


def _beyond(
    report: Report,
    claim: Claim,
    terms: list[Term],
    time: ClaimTime,
    verified: dt.date | None,
    name: str,
) -> Verdict:
    limit = f"through {verified}" if verified else "on no day"
    last = terms[-1] if terms else None
    known = f"; last known: {_describe_term(last)}" if last else ""
    reason = Statement(
        f"The almanac's leaders of {name} are verified {limit}, not for {time.describe()}{known}.",
        (report.cite(claim.span), *((cite_term(last),) if last else ())),
    )
    rule = "office.beyond-verified"
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, rule, Confidence.MODERATE)


def _find_other_holder(almanac: Almanac, mention: Mention, time: ClaimTime) -> Term | None:
    """Somebody else who is known to have held that office at that time."""
    holders = [
        term
        for term in find_holders(almanac, mention.state_id, time.first, _OFFICES[mention.title])
        if _fits(term, mention.title)
        and term.person_id != mention.entity_id
        and (term.effective or mention.title not in _BY_POWER)
    ]
    return holders[-1] if holders else None


def _choose_past(terms: list[Term], matching: list[Term], time: ClaimTime) -> Term | None:
    """The person's term to tell of: the one of that time, else the last in that office."""
    now = [term for term in terms if term.covers(time.first)]
    chosen = now or matching or terms
    return chosen[-1] if chosen else None


def _contradict(
    claim: Claim, was: Term | None, holder: Term, time: ClaimTime, name: str
) -> Verdict:
    past = f" {was.person_name} was {_describe_term(was)}." if was else ""
    reason = Statement(
        f"On {time.first.isoformat()} {holder.person_name} was {holder.title} of {name}.{past}",
        (cite_term(holder), *((cite_term(was),) if was else ())),
    )
    correction = Correction(
        f"{holder.title} {holder.person_name}",
        Statement(f"{holder.person_name} held that office on that day.", (cite_term(holder),)),
    )
    confidence = Confidence.HIGH if time.is_stated else Confidence.MODERATE
    rule = "office.other-holder"
    return Verdict(claim, Finding.CONTRADICTED, reason, rule, confidence, (), correction)
