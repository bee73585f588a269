"""Forecasts with intervals, beside their base rates and placebo rates."""

from legation.brief.charts.canvas import (
    draw_circle,
    draw_line,
    draw_rect,
    draw_text,
    shorten,
    wrap_svg,
)
from legation.domain.outlook import Outlook

WIDTH, LEFT, RIGHT, ROW = 760, 330, 740, 30


def draw_outlook(outlook: Outlook) -> str:
    """One row for each question: probability with its interval, base rate, placebo."""
    top, count = 20, len(outlook.forecasts)
    bottom = top + count * ROW
    parts = []
    for percent in range(0, 101, 20):
        x = LEFT + (RIGHT - LEFT) * percent / 100
        parts += [
            draw_line(x, top, x, bottom, "grid"),
            draw_text(x, bottom + 16, f"{percent} %", "middle"),
        ]
    for index, forecast in enumerate(outlook.forecasts):
        y = top + index * ROW + ROW / 2
        parts.append(
            draw_text(
                LEFT - 10, y + 4, shorten(forecast.question.text.split(": ", 1)[-1], 50), "end"
            )
        )
        low, high, middle = (
            LEFT + (RIGHT - LEFT) * value
            for value in (forecast.low, forecast.high, forecast.probability)
        )
        label = f"{forecast.probability:.0%}, 80 % interval {forecast.low:.0%}-{forecast.high:.0%}"
        parts += [
            draw_rect(low, y - 4, high - low, 8, "band", label),
            draw_circle(middle, y, 4.5, "dot-mile", label),
        ]
        base_x = LEFT + (RIGHT - LEFT) * forecast.base_rate.rate
        parts.append(draw_line(base_x, y - 9, base_x, y + 9, "base"))
        if forecast.base_rate.placebo_rate is not None:
            x = LEFT + (RIGHT - LEFT) * forecast.base_rate.placebo_rate
            parts.append(draw_circle(x, y, 4.5, "ring", "same pairs at other times"))
    parts.append(
        draw_text(
            LEFT,
            bottom + 34,
            "dot and band: forecast, 80 % interval; bar: base rate; ring: placebo",
        )
    )
    return wrap_svg(WIDTH, int(bottom + 42), "Forecasts with intervals and base rates", parts)
