"""Dyadic forecasts as text for a terminal and as a page."""

from html import escape
from importlib.resources import files

from legation.brief.charts.dyads import draw_dyads
from legation.domain.dyads import Driver, DyadForecast, DyadOutlook, ForecastScore
from legation.domain.wording import format_share

BAR = 24
_FACTOR_SHOWN = 1.02


def render_dyads_text(outlook: DyadOutlook) -> str:
    """Forecasts for a terminal: both directions, bars, drivers, scores, what they rest on."""
    first, second = outlook.names
    lines = [f"{first} and {second}, {_tell_window(outlook)}", ""]
    for forecasts, names in (
        (outlook.forecasts, (first, second)),
        (outlook.reverse, (second, first)),
    ):
        lines += [f"{names[0]} toward {names[1]}", *_list_bars(forecasts)]
        if len(forecasts) == 1:
            lines += ["", *(f"  {line}" for line in tell_forecast(forecasts[0]))]
        lines.append("")
    if len(outlook.forecasts) > 1:
        types = [one for one in outlook.forecasts if one.level == "type"]
        top = max(types, key=lambda one: one.probability)
        lines += [f"The most probable type, {top.kind_id}, {first} toward {second}"]
        lines += [*(f"  {line}" for line in tell_forecast(top)), ""]
    lines += ["What this rests on", *(f"  {text}" for text in list_notes(outlook))]
    return "\n".join(lines) + "\n"


def _tell_window(outlook: DyadOutlook) -> str:
    return (
        f"within {outlook.horizon_days} days ({outlook.opens} to {outlook.deadline}), as of "
        f"{outlook.issued}"
    )


def _list_bars(forecasts: tuple[DyadForecast, ...]) -> list[str]:
    lines = [
        f"  {'event':<21}{'forecast':<{BAR + 9}}{'80 % interval':<18}"
        f"{'own rate':>9}{'all dyads':>10}  likelihood, confidence"
    ]
    for one in forecasts:
        mark = min(int(one.base_rate * BAR), BAR - 1)
        filled = round(one.probability * BAR)
        bar = "".join(
            "|" if place == mark else "#" if place < filled else "." for place in range(BAR)
        )
        span = f"{format_share(one.low)} to {format_share(one.high)}"
        lines.append(
            f"  {one.kind_id.replace('_', ' '):<21}{bar} {format_share(one.probability):>6}  "
            f"{span:<18}{format_share(one.own_rate):>9}{format_share(one.base_rate):>10}  "
            f"{one.word} ({one.range_text}), {one.confidence.value}"
        )
    return lines


def tell_forecast(one: DyadForecast) -> list[str]:
    """A forecast in lines: likelihood and number, base rates, drivers, score, confidence."""
    word = one.word[0].upper() + one.word[1:]
    lines = [
        f"{word} ({one.range_text}; model {format_share(one.probability)}, 80 % interval "
        f"{format_share(one.low)} to {format_share(one.high)}).",
        f"Base rates: {format_share(one.base_rate)} of all dyads seen before; this dyad's own rate "
        f"{format_share(one.own_rate)} ({one.own_days} of {one.exposed_days:,} days).",
        f"What moves it, from {format_share(one.start)} for a typical dyad:",
    ]
    lines += [f"  {_tell_driver(driver)}" for driver in one.drivers if _is_shown(driver)]
    lines.append(f"Confidence {one.confidence.value}: {one.confidence_reason}.")
    lines.append(tell_score(one.score))
    return lines


def _is_shown(driver: Driver) -> bool:
    return max(driver.factor, 1 / driver.factor) >= _FACTOR_SHOWN


def _tell_driver(driver: Driver) -> str:
    way = "up" if driver.factor > 1 else "down"
    return (
        f"{way:<4} to {format_share(driver.probability):>6} (odds x {driver.factor:.2f}): "
        f"{driver.label} - {driver.detail}"
    )


def tell_score(score: ForecastScore) -> str:
    """How such forecasts did in the backtest, in one sentence."""
    slope = "" if score.slope is None else f", calibration slope {score.slope:.2f}"
    return (
        f"Such forecasts in the backtest ({score.horizon_days} days, {score.cases:,} of them, "
        f"{score.yes:,} came true): Brier {score.brier:.4f}, skill over the dyad's own rate "
        f"{score.skill:.1%} ({score.skill_low:.1%} to {score.skill_high:.1%}), over the rate of "
        f"all dyads {score.skill_climatology:.1%}{slope}."
    )


def list_notes(outlook: DyadOutlook) -> tuple[str, ...]:
    """What the numbers rest on, and how to read them."""
    return (
        *outlook.basis,
        "An event is one that the feed reports as such; what is reported is not all that happens.",
        "Intervals hold what dyads differ by from their forecasts, not what a later time changes.",
    )


def render_dyads_html(outlook: DyadOutlook) -> str:
    """Forecasts as one page without outside assets, in the brief's own style."""
    first, second = outlook.names
    title = f"{first} and {second}: forecasts"
    page = (files("legation.brief") / "templates" / "brief.html.j2").read_text(encoding="utf-8")
    style = page[page.index("<style>") : page.index("</style>") + len("</style>")]
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n{style}</head>\n<body><main><h1>{escape(title)}</h1>",
        f'<p class="dateline">{escape(_tell_window(outlook))}</p>',
    ]
    for forecasts, names in (
        (outlook.forecasts, (first, second)),
        (outlook.reverse, (second, first)),
    ):
        parts.append(f"<h2>{escape(names[0])} toward {escape(names[1])}</h2>")
        parts.append(f"<figure>{draw_dyads(forecasts, names)}</figure>")
        parts += [_show_forecast(one) for one in forecasts]
    notes = "".join(f"<li>{escape(text)}</li>" for text in list_notes(outlook))
    parts.append(f"<h2>What this rests on</h2><ul>{notes}</ul></main></body></html>\n")
    return "\n".join(parts)


def _show_forecast(one: DyadForecast) -> str:
    head, *lines = tell_forecast(one)
    items = "".join(f"<li>{escape(line.strip())}</li>" for line in lines)
    label = escape(f"{one.kind_id.replace('_', ' ')} ({one.label})")
    why = f"<details><summary>why</summary><ul>{items}</ul></details>"
    return f"<h3>{label}</h3><p>{escape(head)}</p>{why}"
