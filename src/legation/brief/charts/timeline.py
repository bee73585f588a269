"""The timeline: milestones above the line, contacts below it."""

from legation.brief.charts.canvas import draw_circle, draw_line, draw_text, shorten, wrap_svg
from legation.domain.history import History, TimelineEntry

WIDTH, LEFT, RIGHT = 760, 20, 740
_LANES = 5
_LANE_HEIGHT = 17


def draw_timeline(history: History) -> str:
    """Turning points with their titles above a line of years, everything else as dots on it."""
    entries = history.timeline
    first = min(entry.day.year for entry in entries)
    last = max(entry.day.year for entry in entries) + 1
    span = max(last - first, 1)

    def place(entry: TimelineEntry) -> float:
        day = entry.day.earliest
        return LEFT + (RIGHT - LEFT) * (day.year + day.timetuple().tm_yday / 366 - first) / span

    base = 24 + _LANES * _LANE_HEIGHT
    parts = [draw_line(LEFT, base, RIGHT, base)]
    step = 1 if span <= 10 else 5 if span <= 40 else 10
    for year in range(first - first % step + (step if first % step else 0), last + 1, step):
        x = LEFT + (RIGHT - LEFT) * (year - first) / span
        parts += [draw_line(x, base, x, base + 5), draw_text(x, base + 18, str(year), "middle")]
    for entry in entries:
        css = "dot-visit" if entry.kind == "visit" else "dot-mile"
        radius = 4.5 if entry.importance == 1 else 3.0
        y = base + 30 if entry.kind == "visit" else base
        parts.append(draw_circle(place(entry), y, radius, css, entry.statement.text))
    parts += _draw_titles([(place(e), e) for e in entries if e.importance == 1], base)
    parts.append(
        draw_text(
            LEFT, base + 52, "on the line: milestones; below it: leaders' and ministers' contacts"
        )
    )
    return wrap_svg(WIDTH, base + 60, "Timeline of the two states", parts)


def _draw_titles(placed: list[tuple[float, TimelineEntry]], base: float) -> list[str]:
    parts: list[str] = []
    ends = [float("-inf")] * _LANES
    ends_left = [float("inf")] * _LANES
    for x, entry in reversed(placed):
        text = f"{entry.day.year} {shorten(entry.title, 40)}"
        width = len(text) * 5.6
        left = x - width if x + width > RIGHT else x
        for lane in range(_LANES):
            if left + width < ends_left[lane] - 8:
                ends_left[lane] = left
                ends[lane] = left + width
                y = base - 12 - lane * _LANE_HEIGHT
                parts += [draw_line(x, base - 4, x, y + 2, "stem"), draw_text(left, y, text)]
                break
    return parts
