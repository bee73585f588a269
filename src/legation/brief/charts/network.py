"""Third parties between the two sides, with how each is tied."""

from legation.brief.charts.canvas import draw_circle, draw_line, draw_text, wrap_svg
from legation.domain.reactions import Reactions

WIDTH, ROW = 760, 34
_STYLES = {
    "allied": "tie-ally",
    "adversarial": "tie-foe",
    "adjacent": "tie-near",
    "contact": "tie-org",
}
# Each kind of tie has its own lane, so that no line hides another.
_SHIFTS = {"allied": -4.5, "adversarial": -1.5, "adjacent": 1.5, "contact": 4.5}
_LABELS = {"adjacent": "neighbour", "contact": "high-level contacts"}


def draw_network(reactions: Reactions, pair: tuple[str, str], names: dict[str, str]) -> str:
    """Both sides left and right, third parties between; a line is a tie, coloured by its kind."""
    parties = reactions.third_parties
    height = max(len(parties) * ROW + 50, 120)
    middle = (height - 30) / 2
    places = {pair[0]: (90.0, middle), pair[1]: (WIDTH - 90.0, middle)}
    parts: list[str] = []
    for index, party in enumerate(parties):
        row = 22.0 + index * ROW
        for tie in party.ties:
            if tie.toward in places:
                x, target = places[tie.toward]
                shift = _SHIFTS.get(tie.kind, 0.0)
                css = _STYLES.get(tie.kind, "tie-org")
                parts.append(draw_line(x, target + shift, WIDTH / 2, row + shift, css))
        parts += [
            draw_circle(WIDTH / 2, row, 5, "node"),
            draw_text(WIDTH / 2, row - 8, party.name, "middle"),
        ]
    for state, (x, y) in places.items():
        parts += [
            draw_circle(x, y, 9, "dot-mile"),
            draw_text(x, y + 26, names[state], "middle", "head"),
        ]
    x = 40.0
    for kind, css in _STYLES.items():
        label = _LABELS.get(kind, kind)
        parts += [
            draw_line(x, height - 8, x + 22, height - 8, css),
            draw_text(x + 28, height - 4, label),
        ]
        x += 60 + len(label) * 7
    return wrap_svg(WIDTH, int(height), "Third parties and their ties to both sides", parts)
