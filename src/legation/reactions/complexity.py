"""Regional complexity: pairs of states around the host with entries of conflict."""

from legation.domain.citation import Reference, Statement
from legation.reactions.course import THRESHOLD_YEARS, WINDOW_YEARS, set_threshold
from legation.reactions.entries import Entry, cite_entries
from legation.reactions.measure import Measured, list_past_years, plot_counts
from legation.reactions.phrases import count_noun
from legation.reactions.setting import Setting

MOST_LISTED = 6
MIN_ENTRIES = 5
Pair = tuple[str, str]


def list_circle(setting: Setting) -> tuple[str, ...]:
    """The host, its neighbours, the visitor and the permanent members of the Security Council."""
    return tuple(sorted({*setting.pair, *setting.neighbours[setting.host], *setting.permanent}))


def measure_complexity(setting: Setting) -> Measured | None:
    """Pairs in the circle around the host with an entry of conflict in five years.

    Pairs of permanent members that neither border the host nor visit it are left out.
    """
    circle = frozenset(list_circle(setting))
    near = frozenset({*setting.pair, *setting.neighbours[setting.host]})
    dated = [
        (entry, pair) for entry in setting.entries for pair in _list_pairs(entry, circle, near)
    ]
    year = setting.as_of.year
    counts = {
        one: len({pair for entry, pair in dated if one - WINDOW_YEARS < entry.day.year <= one})
        for one in range(year - THRESHOLD_YEARS, year + 1)
    }
    if not any(counts.values()):
        return None
    now = [(entry, pair) for entry, pair in dated if entry.day.year > year - WINDOW_YEARS]
    note = (
        f"pairs among {', '.join(sorted(circle))} with an entry of kinds sanction, war, rupture,"
        " incident or withdrawal, coded as conflict, of one toward the other"
    )
    reference = cite_entries(
        [entry for entry, _ in now or dated], f"complexity/{setting.host}", note
    )
    involved = {entry.entry_id for entry, _ in dated}
    past = [float(counts[one]) for one in list_past_years(setting)]
    return Measured(
        measure_id="pairs",
        short="pairs in entries of conflict",
        label="Pairs of states in entries of conflict around the host, five years to each year",
        value=float(counts[year]) if len(involved) >= MIN_ENTRIES else None,
        unit="count",
        course=plot_counts(setting, counts),
        statement=_describe_pairs(setting, sorted({pair for _, pair in now}), reference),
        reference=reference,
        threshold=set_threshold(past, reference, lambda value: count_noun(int(value), "pair")),
    )


def _list_pairs(entry: Entry, circle: frozenset[str], near: frozenset[str]) -> set[Pair]:
    if not entry.is_hostile:
        return set()
    sources, targets = entry.sources & circle, entry.targets & circle
    return {(min(a, b), max(a, b)) for a in sources for b in targets if a != b and near & {a, b}}


def _describe_pairs(setting: Setting, pairs: list[Pair], reference: Reference) -> Statement:
    listed = "; ".join(f"{setting.name(a)} and {setting.name(b)}" for a, b in pairs[:MOST_LISTED])
    rest = f"; and {len(pairs) - MOST_LISTED} more" if len(pairs) > MOST_LISTED else ""
    verb = "has" if len(pairs) == 1 else "have"
    text = (
        f"Since {setting.as_of.year - WINDOW_YEARS + 1}, {count_noun(len(pairs), 'pair')} among"
        f" {setting.name(setting.host)}, its neighbours, {setting.name(setting.visitor)} and the"
        f" permanent members of the Security Council {verb} entries of conflict in the chronicle"
    )
    return Statement(f"{text}: {listed}{rest}." if listed else f"{text}.", (reference,))
