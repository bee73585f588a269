"""CAMEO codes read as PLOVER types, by the ontology's crosswalk."""

import functools

import polars as pl

from legation.ontology import Crossing, load_cameo, load_crosswalk
from legation.tables.events import LIST_SEPARATOR, QUAD_CLASSES, EventColumn, QuadClass


def code_events(rows: pl.DataFrame) -> pl.DataFrame:
    """Add PLOVER's type, mode and contexts, and the quad class, to rows with a CAMEO code.

    Args:
        rows: has `cameo`, with leading zeros.

    Returns:
        The rows in their order; the new columns are null where the code is unknown, and empty
        where PLOVER has nothing for a code, as for bare statements.
    """
    return rows.join(load_plover(), on=EventColumn.CAMEO, how="left", maintain_order="left")


@functools.cache
def load_plover() -> pl.DataFrame:
    """The crosswalk as a frame: one row for each CAMEO code.

    The quad class is that of the CAMEO root, since the code tells more than the PLOVER type: an
    appeal (02) and a demand (10) are both REQUEST. Statements without a type have no class.
    """
    rows = [
        {
            EventColumn.CAMEO: code,
            EventColumn.EVENT_TYPE: crossing.event_type,
            EventColumn.MODE: crossing.mode,
            EventColumn.CONTEXTS: LIST_SEPARATOR.join(crossing.contexts),
            EventColumn.QUAD_CLASS: str(_find_quad_class(crossing)),
        }
        for code, crossing in load_crosswalk().items()
    ]
    return pl.DataFrame(rows, schema=[str(column) for column in rows[0]])


def _find_quad_class(crossing: Crossing) -> QuadClass:
    if not crossing.event_type:
        return QuadClass.NONE
    return QUAD_CLASSES[load_cameo()[crossing.cameo].quad_class]
