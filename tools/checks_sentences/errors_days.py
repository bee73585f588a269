"""Errors in days, months, years and numbers of days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from .errors_base import DAYED, SPANNED, WEEKED, YEARED, Base, Values, day_slots, span_slots
from .facts import Fact
from .forms import Form
from .words import Count, Day, Span


class DayErrors(Base):
    """Every kind is a method that returns changed values, or nothing."""

    def weekday(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another day of the week."""
        found = day_slots(form, fact, WEEKED)
        if found:
            name = self.rng.choice(found)
            day: Day = fact.values[name]  # type: ignore[assignment]
            shift = self.rng.choice((1, 1, 2, 3, 4, 5, 6, 6))
            return fact.values | {name: day.moved(weekday=(day.weekday + shift) % 7)}
        for name in span_slots(form, fact, {"W", "Wbr"}):
            span: Span = fact.values[name]  # type: ignore[assignment]
            shift = self.rng.choice((1, 2, 5, 6))
            first = span.first.moved(weekday=(span.first.weekday + shift) % 7)
            return fact.values | {name: replace(span, first=first)}
        return None

    def impossible_date(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A day that the month does not have."""

        def impossible(day: Day) -> Day | None:
            length = calendar.monthrange(day.year, day.month)[1]
            if day.month == 2:
                leap = not calendar.isleap(day.year)
                return day.moved(day=self.rng.choice((29, 29, 30, 31) if leap else (30, 30, 31)))
            if length == 30:
                return day.moved(day=31)
            if day.day == 31:
                near = {1: 2, 3: 4, 5: 6, 7: 6, 8: 9, 10: 11, 12: 11}[day.month]
                return day.moved(month=near)
            return None

        for name in day_slots(form, fact, DAYED):
            moved = impossible(fact.values[name])  # type: ignore[arg-type]
            if moved is not None:
                return fact.values | {name: moved}
        for name in span_slots(form, fact, SPANNED - {"months", "years"}):
            span: Span = fact.values[name]  # type: ignore[assignment]
            last = impossible(span.last)
            if last is not None and span.first.month == span.last.month:
                return fact.values | {name: replace(span, last=last)}
        return None

    def year(self, form: Form, fact: Fact, published: dt.date) -> Values | None:
        """Another year, of the past, in which nothing of the kind happened."""
        found = day_slots(form, fact, YEARED - {"iso"} if fact.family == "adjacent" else YEARED)
        spans = span_slots(form, fact)
        if (not found and not spans) or ("years" in form.names and spans):
            return None
        name = self.rng.choice(found or spans)
        value = fact.values[name]
        true = value.first.year if isinstance(value, Span) else value.year  # type: ignore[attr-defined]
        swapped = int(f"{true:04d}"[:2] + f"{true:04d}"[3] + f"{true:04d}"[2])
        for shifted in self.rng.sample(
            (true - 1, true + 1, true - 2, true - 3, true - 10, true + 2, swapped), 7
        ):
            if (
                shifted == true
                or not 1975 <= shifted <= published.year
                or self.in_year(fact, shifted)
            ):
                continue
            if isinstance(value, Span):
                if value.first.year != value.last.year or (value.first.month, value.first.day) == (
                    2,
                    29,
                ):
                    return None
                return fact.values | {
                    name: Span(value.first.moved(year=shifted), value.last.moved(year=shifted))
                }
            day: Day = value  # type: ignore[assignment]
            if (day.month, day.day) == (2, 29):
                return None
            return fact.values | {name: day.moved(year=shifted)}
        return None

    def future_year(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A year that has not come: centuries away, or two digits exchanged."""
        found = day_slots(form, fact, YEARED)
        spans = [s for s in span_slots(form, fact) if fact.first.year == fact.last.year]
        if not found and not spans:
            return None
        name = self.rng.choice(found or spans)
        value = fact.values[name]
        day: Day = value.first if isinstance(value, Span) else value  # type: ignore[assignment]
        if (day.month, day.day) == (2, 29):
            return None
        digits = f"{day.year:04d}"
        late = [
            day.year + 100,
            day.year + 400,
            int(digits[0] + digits[2] + digits[1] + digits[3]),
            int(digits[:2] + digits[3] + digits[2]),
            day.year + 1000,
            day.year + 30,
        ]
        year = self.rng.choice([y for y in late if y >= 2033])
        if isinstance(value, Span):
            return fact.values | {
                name: Span(value.first.moved(year=year), value.last.moved(year=year))
            }
        return fact.values | {name: day.moved(year=year)}

    def elsewhen(
        self, form: Form, fact: Fact, published: dt.date, whole_month: bool
    ) -> Values | None:
        """Another day of the month or month of the year, when nothing of the kind happened."""
        specs = (DAYED | {"my"}) if whole_month else DAYED
        for name in day_slots(form, fact, specs):
            day: Day = fact.values[name]  # type: ignore[assignment]
            if (day.month, day.day) == (2, 29):
                continue
            tries = range(1, 13) if whole_month else range(1, 29)
            for number in self.rng.sample(list(tries), len(tries)):
                moved = day.moved(month=number) if whole_month else day.moved(day=number)
                try:
                    date = dt.date(moved.year, moved.month, moved.day)
                except ValueError:
                    continue
                near = min(abs((date - fact.first).days), abs((date - fact.last).days))
                inside = fact.first <= date <= fact.last
                if (
                    inside
                    or near < 4
                    or date > published
                    or self.alike(fact, date, 3 if not whole_month else 20)
                ):
                    continue
                return fact.values | {name: moved}
        return None

    def month(self, form: Form, fact: Fact, published: dt.date) -> Values | None:
        """Another month."""
        return self.elsewhen(form, fact, published, True)

    def day(self, form: Form, fact: Fact, published: dt.date) -> Values | None:
        """Another day."""
        return self.elsewhen(form, fact, published, False)

    def order(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """The end before the start."""
        for name in span_slots(form, fact):
            span: Span = fact.values[name]  # type: ignore[assignment]
            if span.first != span.last and (
                form.specs(name) != ["years"] or span.first.year != span.last.year
            ):
                return fact.values | {name: Span(span.last, span.first)}
        for one, two in (
            ("start", "end"),
            ("signed", "force"),
            ("end", "nextstart"),
            ("first", "last"),
        ):
            shown = {one, two} <= form.names and isinstance(fact.values[one], Day)
            if shown and fact.values[one] != fact.values[two]:
                return fact.values | {one: fact.values[two], two: fact.values[one]}
        return None

    def duration(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another number of days, nights or years than lie between the days that stand there."""
        for name in ("n", "nights", "years"):
            if name in form.names and (span_slots(form, fact) or {"start", "end"} <= form.names):
                true: int = fact.values[name].value  # type: ignore[attr-defined]
                tries = [true + 1, true + 2, true + 3] + ([true - 2] if true > 3 else [])
                if name != "n":
                    tries = [true + 2, true + 3, true + 5]
                return fact.values | {name: Count(self.rng.choice(tries))}
        return None
