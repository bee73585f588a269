"""Reliability: how often forecasts of a probability came true."""

from collections.abc import Sequence

from legation.brief.charts.canvas import draw_circle, draw_line, draw_text, wrap_svg

SIDE, LEFT, TOP, GAP = 230, 46, 40, 40
# The brief's page holds these rules; a picture that stands alone needs its own.
STYLE = (
    "<style>text{font:11px system-ui,sans-serif;fill:#5a6470}.head{fill:#1d2228;font-weight:600}"
    ".grid{stroke:#d9d5cb}.axis{stroke:#5a6470}.dot-mile{fill:#1f5673}</style>"
    '<rect width="100%" height="100%" fill="#ffffff"/>'
)


def draw_reliability(
    title: str, panels: Sequence[tuple[str, Sequence[tuple[float, float, int]]]]
) -> str:
    """Panels side by side, a dot for each bin of forecasts with its count.

    Args:
        title: of the picture.
        panels: heading, and for each bin its mean probability, share that came true, and cases.
    """
    parts = [STYLE, draw_text(LEFT, 18, title, css="head")]
    for place, (heading, bins) in enumerate(panels):
        parts += _draw_panel(LEFT + place * (SIDE + GAP), heading, bins)
    width = LEFT + len(panels) * (SIDE + GAP)
    return wrap_svg(width, TOP + SIDE + 44, title, parts)


def _draw_panel(left: float, heading: str, bins: Sequence[tuple[float, float, int]]) -> list[str]:
    bottom = TOP + SIDE
    parts = [draw_text(left, TOP - 6, heading, css="head")]
    for percent in range(0, 101, 25):
        step = SIDE * percent / 100
        parts += [
            draw_line(left + step, TOP, left + step, bottom, "grid"),
            draw_line(left, bottom - step, left + SIDE, bottom - step, "grid"),
            draw_text(left + step, bottom + 14, f"{percent}", "middle"),
            draw_text(left - 4, bottom - step + 4, f"{percent}", "end"),
        ]
    parts.append(draw_line(left, bottom, left + SIDE, TOP, "axis"))
    parts.append(draw_text(left + SIDE / 2, bottom + 30, "forecast, %; came true, %", "middle"))
    for mean, share, cases in bins:
        x, y = left + SIDE * mean, bottom - SIDE * share
        radius = min(2.0 + len(str(cases)), 9.0)
        label = f"{cases:,} forecasts, mean {mean:.3f}, came true {share:.3f}"
        parts.append(draw_circle(x, y, radius, "dot-mile", label))
        if mean > 0.05:
            parts.append(draw_text(x + radius + 2, y + 12, _shorten_count(cases)))
    return parts


def _shorten_count(cases: int) -> str:
    return f"{cases / 1000:.0f}k" if cases >= 10_000 else f"{cases}"
