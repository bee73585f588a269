import re

import pytest
from attrs import evolve

from legation.domain.dates import PartialDate
from legation.domain.engagement import Party
from legation.ontology import load_event_types
from legation.reactions.build import build_reactions
from legation.reactions.entries import CONFLICT_TYPES
from legation.tables.extract import RecordExtract

OPINION = re.compile(
    r"\b(should|must|unfortunately|clearly|dangerous|worrying|historic|crucial|provocat\w*|regime)\b",
    re.IGNORECASE,
)


def list_texts(reactions):
    for party in reactions.third_parties:
        yield from (tie.statement.text for tie in party.ties)
        yield from (response.statement.text for response in party.responses)
    for indicator in reactions.implications:
        yield indicator.statement.text
    for risk in reactions.risks:
        yield from (risk.indicator.statement.text, risk.threshold.text, risk.premortem)
    yield from (item.statement.text for item in reactions.watch)
    yield from (gap.text for gap in reactions.gaps)


def get_risk(reactions, risk_id):
    return next(risk for risk in reactions.risks if risk.risk_id == risk_id)


def test_conflict_types_are_those_of_the_ontology():
    types = load_event_types()
    found = {name for name, one in types.items() if one.quad_class >= 3}
    assert found == CONFLICT_TYPES


def test_third_parties_are_ranked_by_ties(almanac, engagement, extract):
    parties = build_reactions(engagement, almanac, extract).third_parties
    assert [party.state_id for party in parties] == ["CCC", "DDD", "USA"]
    kinds = {party.state_id: [(tie.kind, tie.toward) for tie in party.ties] for party in parties}
    assert kinds["CCC"] == [("adversarial", "BBB"), ("adjacent", "BBB")]
    assert kinds["DDD"] == [("allied", "BBB"), ("contact", "BBB")]
    assert kinds["USA"] == [("member", "")]


def test_historic_and_lapsed_and_large_do_not_count(almanac, engagement, extract):
    parties = build_reactions(engagement, almanac, extract).third_parties
    assert "OLD" not in {party.state_id for party in parties}
    texts = " ".join(tie.statement.text for party in parties for tie in party.ties)
    assert "Large pact" not in texts
    assert "Lapsed pact" not in texts
    assert "no end recorded through 31 January 2024" in texts


def test_responses_compare_with_placebo(almanac, engagement, extract):
    party = build_reactions(engagement, almanac, extract).third_parties[0]
    response = next(one for one in party.responses if one.toward == "BBB")
    assert (response.after, response.placebo) == (2.0, 1.0)
    assert (response.windows, response.placebo_windows) == (4, 4)
    assert "association, not cause" in response.statement.text


def test_few_windows_give_a_gap(almanac, engagement, extract):
    few = evolve(extract, windows=extract.windows.head(2))
    reactions = build_reactions(engagement, almanac, few)
    assert not any(party.responses for party in reactions.third_parties)
    assert any("are not established" in gap.text for gap in reactions.gaps)


def test_influence_leaves_out_what_came_later(almanac, engagement, extract):
    indicators = build_reactions(engagement, almanac, extract).implications
    share = next(one for one in indicators if one.indicator_id == "influence-aaa-bbb")
    last = share.course[-1]
    assert (last.year, last.count) == (2023, 7)
    assert share.value == pytest.approx(4 / 7)


def test_veto_is_no_mistrust_and_no_reaction(almanac, engagement, extract):
    reactions = build_reactions(engagement, almanac, extract)
    mistrust = get_risk(reactions, "mistrust")
    assert mistrust.indicator.value == pytest.approx(1 / 5)
    assert mistrust.status == "above threshold"
    assert mistrust.threshold.text.startswith("More than 0 %")
    assert get_risk(reactions, "reaction").indicator.value == 1.0


def test_watch_list_is_dated_from_the_engagement(almanac, engagement, extract):
    watch = build_reactions(engagement, almanac, extract).watch
    assert [item.until for item in watch] == sorted(item.until for item in watch)
    until = {item.what: item.until for item in watch}
    assert until["A missile, nuclear or satellite test by Land B"] == "2024-12-17"
    assert until["Return visit of the leader of Land B to Land A"] == "2025-06-20"
    assert "Ratification and entry into force of what was signed" in until
    assert "Later sanctions" not in " ".join(item.statement.text for item in watch)


@pytest.mark.parametrize("day", ["2424-06-20", "1950-01-01"])
def test_impossible_day_counts_from_as_of(almanac, engagement, extract, day):
    far = PartialDate.parse(day)
    watch = build_reactions(evolve(engagement, start=far, end=far), almanac, extract).watch
    assert all(item.until >= "2024-06-12" for item in watch)
    assert all(item.until < "2026-01-01" for item in watch)


def test_sparse_pair_says_what_is_not_established(almanac, engagement):
    sparse = evolve(engagement, visitor=Party("CCC"), host=Party("DDD"))
    reactions = build_reactions(sparse, almanac, RecordExtract(almanac.as_of))
    gaps = " ".join(gap.text for gap in reactions.gaps)
    assert "record is empty" in gaps
    assert "Mistrust between the two sides: no measure could be computed." in gaps


def test_no_opinion_and_same_answer_twice(almanac, engagement, extract):
    first = build_reactions(engagement, almanac, extract)
    assert first == build_reactions(engagement, almanac, extract)
    texts = list(list_texts(first))
    assert not [text for text in texts if OPINION.search(text)]
    assert not [risk for risk in first.risks if re.search(r"\d", risk.premortem + risk.label)]
