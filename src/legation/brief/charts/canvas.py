"""SVG elements as text."""

from html import escape


def draw_text(x: float, y: float, text: str, anchor: str = "start", css: str = "lab") -> str:
    """A line of text at a place; `anchor` is start, middle or end."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{css}">{escape(text)}</text>'
    )


def draw_line(x1: float, y1: float, x2: float, y2: float, css: str = "axis") -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{css}"/>'


def draw_rect(x: float, y: float, width: float, height: float, css: str, title: str = "") -> str:
    """A rectangle, with a title that shows when it is pointed at."""
    inner = f"<title>{escape(title)}</title>" if title else ""
    size = f'width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} class="{css}">{inner}</rect>'


def draw_circle(x: float, y: float, radius: float, css: str, title: str = "") -> str:
    """A dot, with a title that shows when it is pointed at."""
    inner = f"<title>{escape(title)}</title>" if title else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="{css}">{inner}</circle>'


def draw_path(points: list[tuple[float, float]], css: str) -> str:
    """A line through points."""
    steps = " ".join(f"{'M' if not i else 'L'}{x:.1f},{y:.1f}" for i, (x, y) in enumerate(points))
    return f'<path d="{steps}" class="{css}"/>'


def wrap_svg(width: int, height: int, title: str, parts: list[str]) -> str:
    """One picture with its title for readers who cannot see it."""
    body = "".join(parts)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title, quote=True)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{body}</svg>'
    )


def shorten(text: str, limit: int) -> str:
    """A text cut at a word so that it has at most `limit` characters.

    Examples:
        >>> shorten("Agreement signed within 30 days", 20)
        'Agreement signed…'
    """
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"
