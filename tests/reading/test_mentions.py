"""Names that mean different things on different days and in different company."""

import pytest

from legation.domain.report import MentionKind


def _states(mentions):
    return [m.state_id for m in mentions if m.kind is MentionKind.STATE]


def _persons(mentions):
    return [m.entity_id for m in mentions if m.kind is MentionKind.PERSON]


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("President Bush spoke.", "1990-05-01", "bush-george-h-w"),
        ("President Bush spoke.", "2005-05-10", "bush-george-w"),
        ("South Korean President Kim met the northern leader.", "2000-06-14", "kim-dae-jung"),
        ("Bush flew home.", "2005-05-10", "bush-george-w"),
        ("Theresa May spoke. May left.", "2017-01-27", "may-theresa"),
        ("Zelenskiy and others", "2023-07-12", "zelenskyy-volodymyr"),
        ("Volodymyr Zelensky and others", "2023-07-12", "zelenskyy-volodymyr"),
        ("KIM JONG UN and others", "2023-07-12", "kim-jong-un"),
        ("Recep Tayyip Erdogan", "2023-07-12", "erdogan-recep-tayyip"),
    ],
)
def test_persons_on_a_day(name_on, text, day, person):
    assert person in _persons(name_on(text, day))


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("He was born in Georgia, in Tbilisi.", ["GEO"]),
        ("The voters of Georgia decide, in Atlanta above all.", []),
        ("The far-right leader, Jordan Bardella, said so in a long speech.", []),
        ("The king of Jordan said so in a long speech.", ["JOR"]),
        ("An actor called Chad Smith was there with many others.", []),
        ("The army of Chad was there with many others.", ["TCD"]),
        ("they told us about the US and about them", ["USA"]),
        ("ships crossed the South China Sea and the Gulf of Mexico", []),
        ("a river in New Mexico and a farm in Northern Ireland", []),
        ("Congo's capital Kinshasa", ["COD"]),
        ("Congo's capital Brazzaville", ["COG"]),
        ("the Korean Peninsula", []),
        ("Burma and Czechoslovakia and Swaziland", ["MMR", "CSK", "SWZ"]),
    ],
)
def test_states(name_on, text, states):
    assert _states(name_on(text, "2020-11-05")) == states


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("The French president spoke.", "2021-05-27", "macron-emmanuel"),
        ("The French president spoke.", "2010-05-27", "sarkozy-nicolas"),
        ("Rwanda's president spoke.", "2021-05-27", "kagame-paul"),
        ("The British prime minister spoke.", "2017-01-27", "may-theresa"),
        ("Trump told his secretary of state to stay.", "2018-08-24", "pompeo-mike"),
        ("the king of Spain", "2015-01-01", "felipe-vi"),
    ],
)
def test_offices_on_a_day(name_on, text, day, person):
    offices = [m.entity_id for m in name_on(text, day) if m.kind is MentionKind.OFFICE]
    assert offices == [person]


def test_monarch_of_many_realms_acts_for_one(name_on):
    (king,) = [m for m in name_on("King Charles III came.", "2023-03-29") if m.entity_id]
    assert king.state_id == "GBR"


def test_title_behind_a_name(name_on):
    mentions = name_on("Prince Faisal bin Farhan, the Saudi foreign minister, came.", "2023-06-17")
    assert mentions[0].title == "foreign minister"


def test_unknown_person_with_a_title(name_on):
    mentions = name_on("Norwegian Foreign Minister Ola Nordmannsen came.", "2023-06-17")
    unknown = [m for m in mentions if m.kind is MentionKind.PERSON]
    assert [(m.text, m.entity_id, m.state_id, m.title) for m in unknown] == [
        ("Ola Nordmannsen", "", "NOR", "foreign minister")
    ]


def test_month_and_prime_minister(read_report):
    report = read_report(
        "May in Rome\n\nROME, Jan 27, 2017 (Meridian) - Theresa May arrived. May first met "
        "the president; on May 5 she is due in Rome."
    )
    assert [date.text for date in report.dates if date.text.startswith("May")] == ["May 5"]


def test_cities(name_on):
    mentions = name_on("in New York and in York", "2020-01-01")
    assert [m.entity_id for m in mentions] == ["New York City|USA", "York|GBR"]
