"""One sentence for each rule, and clean sentences beside it that must not be contradicted."""

import pytest

from legation.checks.lifetimes import slip_years
from legation.domain.verdicts import Finding

CONTRADICTED = [
    ("Putin will visit China on 31 June 2024, officials said.", "date.impossible"),
    ("Xi met Macron in Paris on 29 February 2023, the palace said.", "date.impossible"),
    ("Putin landed in Pyongyang on Monday, June 18, 2024, officials said.", "date.weekday"),
    ("Russian President Dmitry Medvedev met Xi Jinping on 20 May 2014.", "office.other-holder"),
    ("German Chancellor Angela Merkel flew to Kyiv on 16 February 2024.", "office.other-holder"),
    ("Macron flew to Sydney, the capital of Australia, on 2 May 2018.", "place.capital"),
    (
        "Kim Jong Un will travel to Russia in 2319 for a summit with Vladimir Putin.",
        "date.beyond-lifetime",
    ),
]
CLEAN = [
    "Putin landed in Pyongyang on Tuesday, June 18, 2024, officials said.",
    "Dmitry Medvedev, the Russian president, visited Beijing on 26 September 2010.",
    "Xi met Macron in Paris on 29 February 2024, the palace said.",
    "Former German Chancellor Angela Merkel spoke in Berlin on 16 February 2024.",
    "French President Emmanuel Macron flew to Canberra, the capital of Australia, on 2 May 2018.",
    "South Korea's acting president Han Duck-soo spoke to Joe Biden on 15 December 2024.",
    "Then-President George W. Bush met Vladimir Putin in Slovenia on 16 June 2001.",
    "West German Chancellor Helmut Kohl visited Bonn, the capital of West Germany, on 3 May 1988.",
    "Kazakhstan's capital Nur-Sultan hosted Putin on 29 May 2019.",
    "Prime Minister Vladimir Putin visited Beijing on 11 October 2011.",
    "South African President Nelson Mandela met Fidel Castro in Havana in 1998.",
    "Germany's capital moved from Bonn to Berlin, and Chancellor Helmut Kohl agreed.",
    "Burma's capital Rangoon was quiet in 1988.",
    "South Korea's impeached president Yoon Suk Yeol was removed from office on 4 April 2025.",
    "Boris Yeltsin, the Russian president, resigned on 31 December 1999.",
    "Kazakh President Nursultan Nazarbayev opened the new capital, Astana, in 1998.",
    "The European Union wants to cut emissions by 2100, and France and Germany agree.",
]


@pytest.mark.parametrize(("sentence", "rule"), CONTRADICTED)
def test_fault_is_contradicted(check_text, sentence, rule):
    verdicts = check_text(sentence, "2025-03-01").result.verdicts
    fired = [v.rule for v in verdicts if v.finding is Finding.CONTRADICTED]
    assert rule in fired


@pytest.mark.parametrize("sentence", CLEAN)
def test_clean_sentence_is_not_contradicted(check_text, sentence):
    verdicts = check_text(sentence, "2025-03-01").result.verdicts
    contradicted = [v for v in verdicts if v.finding is Finding.CONTRADICTED]
    assert not contradicted, contradicted[0].reason.text


def test_beyond_what_is_verified_nothing_is_contradicted(check_text):
    text = "Russian President Dmitry Medvedev visited Beijing on 1 November 2026."
    verdicts = check_text(text, "2026-11-20").result.verdicts
    assert all(verdict.finding is not Finding.CONTRADICTED for verdict in verdicts)
    assert any(verdict.rule == "office.beyond-verified" for verdict in verdicts)


def test_unknown_person_is_not_established(check_text):
    text = "French President Jean Inventé visited Berlin on 3 May 2018."
    found = [
        v for v in check_text(text, "2025-03-01").result.verdicts if v.rule.startswith("office")
    ]
    assert [verdict.finding for verdict in found] == [Finding.NOT_ESTABLISHED]


def test_direction_is_contradicted_with_the_known_visit(check_text):
    text = "Kim Jong Un visited Moscow. Kim Jong Un arrived in Moscow on 19 June 2024."
    verdicts = check_text(text, "2025-03-01").result.verdicts
    found = [v for v in verdicts if v.rule == "event.direction"]
    assert found and found[0].correction is not None


def test_announced_visit_is_supported_as_announced(check_text):
    verdicts = check_text(
        "Putin will visit North Korea on 18 June 2024.", "2024-06-17"
    ).result.verdicts
    found = [v for v in verdicts if v.rule == "event.announced"]
    assert found and "had not taken place" in found[0].reason.text


@pytest.mark.parametrize(
    ("wrong", "meant"), [(2424, 2024), (2042, 2024), (1091, 1991), (2204, 2004)]
)
def test_slips_reach_the_year_meant(wrong, meant):
    assert meant in slip_years(wrong, 2024)


def test_every_verdict_with_a_number_has_a_reference(check_text):
    text = "Putin will visit North Korea in 2424. The Soviet Union fell apart in 1991."
    for verdict in check_text(text, "2024-07-01").result.verdicts:
        for statement in (verdict.reason, *verdict.evidence):
            assert statement.references or not any(char.isdigit() for char in statement.text)


def test_expectations_are_not_checkable(check_text):
    text = "Putin met Xi Jinping in Beijing on 16 May 2024. The visit could reshape ties of Russia."
    found = [
        v for v in check_text(text, "2024-07-01").result.verdicts if v.rule == "event.expectation"
    ]
    assert [verdict.finding for verdict in found] == [Finding.NOT_CHECKABLE]
