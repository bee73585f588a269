"""Probabilities of kinds of events from one state toward another, beside their base rates."""

from legation.brief.charts.canvas import (
    draw_circle,
    draw_line,
    draw_rect,
    draw_text,
    wrap_svg,
)
from legation.domain.dyads import DyadForecast
from legation.domain.wording import format_share

WIDTH, LEFT, RIGHT, ROW = 760, 180, 740, 24


def draw_dyads(forecasts: tuple[DyadForecast, ...], names: tuple[str, str]) -> str:
    """One row for each kind: the probability with its interval, and base rates.

    Args:
        forecasts: from the first state toward the second.
        names: of the two.
    """
    rows = [(forecast.kind_id.replace("_", " "), forecast) for forecast in forecasts]
    top, bottom = 20, 20 + len(rows) * ROW
    parts = []
    for percent in range(0, 101, 20):
        x = LEFT + (RIGHT - LEFT) * percent / 100
        parts += [
            draw_line(x, top, x, bottom, "grid"),
            draw_text(x, bottom + 16, f"{percent} %", "middle"),
        ]
    for index, (label, forecast) in enumerate(rows):
        y = top + index * ROW + ROW / 2
        parts += [draw_text(LEFT - 10, y + 4, label, "end"), *_draw_row(forecast, y)]
    legend = "dot and band: forecast, 80 % interval; bar: all dyads; ring: the dyad's own rate"
    parts.append(draw_text(10, bottom + 34, legend))
    title = f"Forecasts: {names[0]} toward {names[1]}"
    return wrap_svg(WIDTH, bottom + 42, title, parts)


def _draw_row(forecast: DyadForecast, y: float) -> list[str]:
    low, middle, high, base, own = (
        LEFT + (RIGHT - LEFT) * share
        for share in (
            forecast.low,
            forecast.probability,
            forecast.high,
            forecast.base_rate,
            forecast.own_rate,
        )
    )
    label = (
        f"{format_share(forecast.probability)}, 80 % interval {format_share(forecast.low)} to "
        f"{format_share(forecast.high)}"
    )
    return [
        draw_rect(low, y - 4, high - low, 8, "band", label),
        draw_line(base, y - 8, base, y + 8, "base"),
        draw_circle(own, y, 4.5, "ring", "the dyad's own rate"),
        draw_circle(middle, y, 4, "dot-mile", label),
    ]
