"""Made dyads whose intensities are known."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from legation.outlook.dyads.counts import count_dyads
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA
from legation.tables.events import QUAD_CLASSES

FIRST = dt.date(2018, 1, 1)
TYPES = {"CONSULT": 1, "AGREE": 1, "AID": 2, "ACCUSE": 3, "ASSAULT": 4}


def simulate_rows(states=12, span=240, seed=1, excitation=0.0):
    """Rows of (day, source, target, type): Poisson days, or days that call forth others."""
    draw = np.random.default_rng(seed)
    names = [f"S{place:02d}" for place in range(states)]
    rows = []
    for source in names:
        for target in names:
            if source == target:
                continue
            level = 10 ** draw.uniform(-3.0, -0.5)
            for kind, share in zip(TYPES, (0.5, 0.3, 0.1, 0.3, 0.05), strict=True):
                heat = 0.0
                for day in range(span):
                    happened = draw.random() < 1 - np.exp(-(level * share + heat))
                    heat = 0.8 * heat + (excitation if happened else 0.0)
                    if happened:
                        rows.append((FIRST + dt.timedelta(days=day), source, target, kind))
    return rows


def build_frames(rows, known=None):
    """The two frames from rows; `known` gives days of knowledge."""
    days = [row[0] for row in rows] if known is None else known
    acts = pl.DataFrame(
        [
            (day, late, source, target, kind)
            for (day, source, target, kind), late in zip(rows, days, strict=True)
        ],
        schema=DYAD_ACTS_SCHEMA,
        orient="row",
    )
    flows = pl.DataFrame(
        [
            (day, late, source, target, str(QUAD_CLASSES[TYPES[kind]]))
            for (day, source, target, kind), late in zip(rows, days, strict=True)
        ],
        schema=DYAD_FLOWS_SCHEMA,
        orient="row",
    )
    return acts, flows


def build_days(rows, span=240, known=None, sample=True):
    covered = [FIRST + dt.timedelta(days=day) for day in range(span)]
    return count_dyads(*build_frames(rows, known), covered, sample=sample)


@pytest.fixture(scope="session")
def frame_rows():
    return build_frames


@pytest.fixture(scope="session")
def count_rows():
    return build_days


@pytest.fixture(scope="session")
def excited_rows():
    return simulate_rows(excitation=0.25)


@pytest.fixture(scope="session")
def excited_days(excited_rows):
    return build_days(excited_rows)


@pytest.fixture(scope="session")
def fitted(excited_days):
    """A small model of the made dyads, fitted on origins of the first half."""
    from legation.outlook.dyads.calibration import calibrate_model
    from legation.outlook.dyads.fitting import Settings, gather_cases

    first = FIRST.toordinal()
    cases = [gather_cases(excited_days, first + origin) for origin in range(40, 140, 10)]
    return calibrate_model(cases, first + 149, Settings())
