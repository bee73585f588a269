"""Plants one error of a known kind in the values of a sentence, and only errors that are false."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from .errors_base import Values
from .errors_days import DayErrors
from .errors_people import PeopleErrors
from .errors_places import PlaceErrors
from .facts import Fact
from .forms import Form


class Planter(DayErrors, PeopleErrors, PlaceErrors):
    """Plants errors; every kind is a method that returns changed values, or nothing."""

    def plant(self, kind: str, form: Form, fact: Fact, published: dt.date) -> Values | None:
        """Values with one error of the kind; the kinds of choices of a form need no change."""
        if kind in form.choices:
            return dict(fact.values)
        method: Callable[[Form, Fact, dt.date], Values | None] | None = getattr(self, kind, None)
        return method(form, fact, published) if method else None
