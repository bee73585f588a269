"""The reactions to an engagement, from the almanac and an extract of the record."""

from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.engagement import Engagement
from legation.domain.reactions import Reactions
from legation.reactions.dialogue import list_dialogue, note_dialogue
from legation.reactions.entries import cite_entries
from legation.reactions.influence import list_influence, note_influence
from legation.reactions.multilateralism import list_multilateralism, note_multilateralism
from legation.reactions.phrases import say_day
from legation.reactions.responses import note_few_windows
from legation.reactions.risks import list_risks, note_risks
from legation.reactions.setting import Setting, build_setting
from legation.reactions.third_parties import list_third_parties
from legation.reactions.watch import list_watch, note_watch
from legation.tables.extract import RecordExtract

_STALE_DAYS = 60


def build_reactions(engagement: Engagement, almanac: Almanac, extract: RecordExtract) -> Reactions:
    """Set out third parties, implications as indicators, risks and what to watch.

    Args:
        engagement: visitor and host known; its days may be missing.
        almanac: as of a day.
        extract: the record's frames for this pair as of the same day.

    Returns:
        Associations and counts only; what could not be established stands in the gaps.
    """
    setting = build_setting(engagement, almanac, extract)
    parties = list_third_parties(setting)
    influence = list_influence(setting)
    multilateralism = list_multilateralism(setting)
    dialogue = list_dialogue(setting)
    risks = list_risks(setting)
    watch = list_watch(setting, parties)
    few_windows = note_few_windows(setting)
    gaps = (
        *(() if few_windows is None else (few_windows,)),
        *note_influence(setting, influence),
        *note_multilateralism(setting, multilateralism),
        *note_dialogue(setting, dialogue),
        *note_risks(risks),
        *_note_chronicle(setting),
        *note_watch(setting, watch),
    )
    return Reactions(parties, (*influence, *multilateralism, *dialogue), risks, watch, gaps)


def _note_chronicle(setting: Setting) -> tuple[Statement, ...]:
    end = setting.chronicle_end
    selection = Statement(
        "The chronicle is a selection of milestones with six states in depth: a count over it is a"
        " count of its entries, and none in it is not none in the world."
    )
    if end is None or (setting.as_of - end).days <= _STALE_DAYS:
        return (selection,)
    reference = cite_entries(
        setting.entries[-1:], "end", f"last entry of the chronicle, {end.isoformat()}"
    )
    text = (
        f"The chronicle ends {say_day(end)}; what happened between then and the as-of day is in no"
        " count."
    )
    return selection, Statement(text, (reference,))
