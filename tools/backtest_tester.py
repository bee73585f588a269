"""Choose how far back a testing state's own record counts, by rolling origins.

Usage: python tools/backtest_tester.py

Each 30 days from 2005 to 2025 the next 180 days are forecast from the state's own windows of
180 days before: the share over 20 years, and the share over the last 3, 5 or 10 years drawn toward
it. Chosen on origins before 2017; the later ones were looked at once. The state is North Korea, the
only one with enough tests in the chronicle.
"""

import datetime as dt

from legation.almanac.chronicle import list_milestones
from legation.almanac.store import open_almanac
from legation.outlook.templates import TEMPLATES, Template

STATE = "PRK"
LENGTH = 180
SPLIT = dt.date(2017, 1, 1).toordinal()


def list_days(template: Template) -> list[int]:
    entries = list_milestones(open_almanac(dt.date(2025, 12, 31)), (STATE,), template.event_types)
    wanted = set(template.issues)
    return [
        entry.day.latest.toordinal()
        for entry in entries
        if (wanted & set(entry.issues) if wanted else STATE in entry.sources)
    ]


def forecast(days: list[int], origin: int) -> tuple[bool, dict[str, float]]:
    def happened(first: int, last: int) -> bool:
        return any(first <= day <= last for day in days)

    past = [
        happened(origin - (step + 1) * LENGTH + 1, origin - step * LENGTH) for step in range(40)
    ]
    shares = {"20 years": sum(past) / len(past)}
    for years in (3, 5, 10):
        count = round(years * 365 / LENGTH)
        for strength in (2, 5, 10):
            near = (sum(past[:count]) + strength * shares["20 years"]) / (count + strength)
            shares[f"{years} years, weight {strength}"] = near
    return happened(origin + 1, origin + LENGTH), shares


def main() -> None:
    first, last = dt.date(2005, 1, 1).toordinal(), dt.date(2025, 7, 1).toordinal()
    for template in TEMPLATES:
        if template.subject != "tester":
            continue
        days = list_days(template)
        rows = [(origin, *forecast(days, origin)) for origin in range(first, last, 30)]
        for label, part in (
            ("2005-2016", [row for row in rows if row[0] < SPLIT]),
            ("2017-2025", [row for row in rows if row[0] >= SPLIT]),
        ):
            print(f"\n{template.question_id}, {label}: {len(part)} origins, Brier score")
            for name in part[0][2]:
                brier = sum((row[2][name] - row[1]) ** 2 for row in part) / len(part)
                print(f"  {name:22} {brier:.3f}")


if __name__ == "__main__":
    main()
