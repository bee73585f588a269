"""Monthly cooperation and conflict of both directions, with breaks; contacts by year."""

from legation.brief.charts.canvas import draw_line, draw_rect, draw_text, wrap_svg
from legation.domain.history import History, RelationSeries

WIDTH, LEFT, RIGHT, PANEL = 760, 46, 740, 120


def draw_series(history: History, names: dict[str, str]) -> str:
    """One panel for each direction: cooperation above the line, conflict below it."""
    parts: list[str] = []
    for number, series in enumerate(history.series):
        parts += _draw_panel(history, series, names, 26 + number * (PANEL + 46))
    height = 26 + len(history.series) * (PANEL + 46)
    return wrap_svg(WIDTH, height, "Coded events by month, cooperation and conflict", parts)


def _draw_panel(
    history: History, series: RelationSeries, names: dict[str, str], top: float
) -> list[str]:
    points = series.points
    up = max([point.cooperation for point in points] + [1])
    down = max([point.conflict for point in points] + [1])
    zero = top + PANEL * up / (up + down)
    scale = PANEL / (up + down)
    slot = (RIGHT - LEFT) / max(len(points), 1)
    title = f"{names[series.dyad.source]} toward {names[series.dyad.target]}"
    parts = [draw_text(LEFT, top - 8, title, css="head"), draw_line(LEFT, zero, RIGHT, zero)]
    parts += [
        draw_text(LEFT - 6, top + 8, str(up), "end"),
        draw_text(LEFT - 6, top + PANEL, str(down), "end"),
    ]
    for index, point in enumerate(points):
        x = LEFT + index * slot
        width = min(slot * 0.8, 40)
        label = f"{point.month:%b %Y}: {point.cooperation} cooperation, {point.conflict} conflict"
        parts += [
            draw_rect(
                x, zero - point.cooperation * scale, width, point.cooperation * scale, "coop", label
            ),
            draw_rect(x, zero, width, point.conflict * scale, "conf", label),
        ]
        if index % max(1, len(points) // 8) == 0:
            parts.append(draw_text(x, top + PANEL + 15, f"{point.month:%b %Y}"))
    months = [point.month for point in points]
    for found in history.breaks:
        if found.dyad == series.dyad and found.month in months:
            x = LEFT + months.index(found.month) * slot
            parts.append(draw_line(x, top, x, top + PANEL, "break"))
    return parts


def draw_contacts(history: History) -> str:
    """Leaders' and foreign ministers' contacts by year as stacked bars."""
    years = history.contacts
    most = max([year.leader_visits + year.minister_visits for year in years] + [1])
    base, height = 130.0, 100.0
    slot = (RIGHT - LEFT) / len(years)
    parts = [
        draw_line(LEFT, base, RIGHT, base),
        draw_text(LEFT - 6, base - height + 4, str(most), "end"),
    ]
    for index, year in enumerate(years):
        x = LEFT + index * slot
        tall = year.leader_visits / most * height
        short = year.minister_visits / most * height
        label = f"{year.year}: {year.leader_visits} leaders', {year.minister_visits} ministers'"
        parts += [
            draw_rect(x, base - tall, slot * 0.75, tall, "lead", label),
            draw_rect(x, base - tall - short, slot * 0.75, short, "mini", label),
        ]
        if year.year % 5 == 0:
            parts.append(draw_text(x + slot * 0.37, base + 16, str(year.year), "middle"))
    parts += [
        draw_rect(LEFT, base + 26, 10, 10, "lead"),
        draw_text(LEFT + 15, base + 35, "leaders"),
        draw_rect(LEFT + 80, base + 26, 10, 10, "mini"),
        draw_text(LEFT + 95, base + 35, "foreign ministers"),
    ]
    return wrap_svg(WIDTH, int(base + 44), "High-level contacts by year", parts)
