"""Who travels and who receives, as single sentences say it; standing, datelines."""

import pytest

from legation.domain.engagement import EngagementKind, Standing
from legation.reading.dateline import find_dateline
from legation.reading.standing import choose_standing


@pytest.mark.parametrize(
    ("text", "visitor", "host"),
    [
        ("Vladimir Putin visited Beijing on 16 May 2024.", "RUS", "CHN"),
        ("Putin's visit to China began on 16 May 2024.", "RUS", "CHN"),
        ("The visit of Vladimir Putin to China began on 16 May 2024.", "RUS", "CHN"),
        ("A visit by Putin to Beijing began on 16 May 2024.", "RUS", "CHN"),
        ("Xi Jinping hosted Vladimir Putin on 16 May 2024.", "RUS", "CHN"),
        ("Putin was received by Xi Jinping on 16 May 2024.", "RUS", "CHN"),
        ("China on 16 May 2024 welcomed Vladimir Putin.", "RUS", "CHN"),
        ("Xi Jinping invited Vladimir Putin on 16 May 2024 to come.", "RUS", "CHN"),
        ("Putin met Xi Jinping in Beijing on 16 May 2024.", "RUS", "CHN"),
        ("In Beijing on 16 May 2024, Xi Jinping held talks with Vladimir Putin.", "RUS", "CHN"),
        ("The Russian president flew to the Chinese capital on 16 May 2024.", "RUS", "CHN"),
        ("Putin spoke with Xi Jinping during a trip to Beijing on 16 May 2024.", "RUS", "CHN"),
        ("Donald Trump drops his Denmark visit of 2 September 2019.", "USA", "DNK"),
    ],
)
def test_directions(recognize, text, visitor, host):
    engagement = recognize(text)[0]
    assert (engagement.visitor.state_id, engagement.host.state_id) == (visitor, host)
    assert engagement.kind is EngagementKind.VISIT


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The president visited Rome", Standing.HELD),
        ("The president will visit Rome", Standing.ANNOUNCED),
        ("The president is to visit Rome", Standing.ANNOUNCED),
        ("The president is on a three-day visit", Standing.UNDERWAY),
        ("The president cancelled his visit", Standing.CANCELLED),
        ("The president put off his visit", Standing.POSTPONED),
        ("The Kremlin denied reports of a visit", Standing.DENIED),
        ("There are no plans for a visit", Standing.DENIED),
        ("He became the first president to visit Rome", Standing.HELD),
        ("A cat sat on a mat", Standing.UNCLEAR),
    ],
)
def test_standing(text, standing):
    assert choose_standing([(text, 1.0, False)]) is standing


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        ("MOSCOW, June 12 (Meridian) - He came.", "MOSCOW", "June 12", "Meridian"),
        ("NEW DELHI, 3 March 2020 — He came.", "NEW DELHI", "3 March 2020", ""),
        ("Title\n\nN'DJAMENA, Jan 20, 2019 (AB) -- He came.", "N'DJAMENA", "Jan 20, 2019", "AB"),
        ("LAHORE, Pakistan, Dec 25 (AB) - He came.", "LAHORE", "Dec 25", "AB"),
        ("SEOUL (AB) – He came.", "SEOUL", "", "AB"),
    ],
)
def test_datelines(text, place, date, agency):
    dateline = find_dateline(text)
    assert (dateline.place, dateline.date_text, dateline.agency) == (place, date, agency)


@pytest.mark.parametrize("text", ["", "He came - and went.", "NATO - an alliance", "\n\n\n"])
def test_no_dateline(text):
    assert find_dateline(text) is None


def test_dateline_gives_day_and_publisher(read_report):
    report = read_report("Title here\n\nMOSCOW, June 12, 2023 (Meridian) - He left on Sunday.")
    assert (report.published.isoformat(), report.publisher) == ("2023-06-12", "Meridian")
    assert report.dates[-1].start.isoformat() == "2023-06-11"


def test_duration_gives_the_last_day(recognize):
    engagement = recognize(
        "DUBLIN, May 17, 2011 (AB) - Queen Elizabeth II came to Ireland on Tuesday for a stay "
        "of four days."
    )[0]
    assert engagement.end.isoformat() == "2011-05-20"
