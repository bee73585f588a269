"""The issues on which states bargain, and the coded events that show them."""

from functools import cache
from typing import Any

from attrs import frozen

from legation.errors import InputError
from legation.ontology.datafiles import read_yaml


@frozen
class Issue:
    """One issue on which states bargain.

    Attributes:
        issue_id: `denuclearization`, `trade`, ...
        label: as a reader says it.
        sentence: what it covers.
        cameo_codes: CAMEO codes that show it.
        contexts: PLOVER contexts that show it.
        phrases: English phrases that name it, singular; lower case unless matched as written.
        excluded_phrases: phrases that have one of its words and do not name it.
    """

    issue_id: str
    label: str
    sentence: str
    cameo_codes: tuple[str, ...]
    contexts: tuple[str, ...]
    phrases: tuple[str, ...]
    excluded_phrases: tuple[str, ...]


@cache
def load_issues() -> dict[str, Issue]:
    """Load the issues, keyed by id.

    Examples:
        >>> load_issues()["arms"].label
        'arms and military technology'
        >>> "gas pipeline" in load_issues()["energy"].phrases
        True
    """
    return {key: _build_issue(key, row) for key, row in read_yaml("issues.yaml").items()}


def get_issue(issue_id: str) -> Issue:
    """Get one issue by its id.

    Raises:
        InputError: if there is no such issue.

    Examples:
        >>> get_issue("trade").label
        'trade'
    """
    try:
        return load_issues()[issue_id]
    except KeyError:
        known = ", ".join(load_issues())
        raise InputError(f"no issue {issue_id!r}: use one of {known}") from None


def list_event_issues(cameo: str = "", contexts: tuple[str, ...] = ()) -> tuple[str, ...]:
    """List the issues that a coded event shows.

    Args:
        cameo: its CAMEO code with leading zeros, empty where it has none. A code counts only where
            an issue names that very code: a code says how sides act, seldom on what.
        contexts: its PLOVER contexts.

    Returns:
        Issue ids in the ontology's order, empty for most events.

    Examples:
        >>> list_event_issues("163")
        ('sanctions',)
        >>> list_event_issues(contexts=("cbrn", "territory"))
        ('nuclear_weapons', 'territory')
        >>> list_event_issues("042")
        ()
    """
    shown = _index_codes().get(cameo, frozenset())
    for context in contexts:
        shown |= _index_contexts().get(context, frozenset())
    return tuple(issue_id for issue_id in load_issues() if issue_id in shown)


@cache
def _index_codes() -> dict[str, frozenset[str]]:
    return _invert({issue.issue_id: issue.cameo_codes for issue in load_issues().values()})


@cache
def _index_contexts() -> dict[str, frozenset[str]]:
    return _invert({issue.issue_id: issue.contexts for issue in load_issues().values()})


def _invert(keys_by_issue: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    for issue_id, keys in keys_by_issue.items():
        for key in keys:
            index.setdefault(key, set()).add(issue_id)
    return {key: frozenset(issue_ids) for key, issue_ids in index.items()}


def _build_issue(issue_id: str, row: dict[str, Any]) -> Issue:
    return Issue(
        issue_id=issue_id,
        label=row["label"],
        sentence=row["sentence"],
        cameo_codes=tuple(row["cameo"].split()),
        contexts=tuple(row["contexts"]),
        phrases=_split_phrases(row["phrases"]),
        excluded_phrases=_split_phrases(row.get("exclude", "")),
    )


def _split_phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())
