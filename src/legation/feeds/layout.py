"""How the lines of one member are laid out: which declaration fits, and its columns in order."""

from collections import Counter

from attrs import frozen

from legation.errors import InputError
from legation.feeds.declaration import Feed, FeedDeclaration

SEPARATOR = "\t"
_LINES_LOOKED_AT = 1_000


@frozen
class Layout:
    """The columns of one member.

    Attributes:
        declaration: the layout that it follows.
        names: its columns, in the order of its lines.
        header: its first line where that names the columns, else empty.
    """

    declaration: FeedDeclaration
    names: tuple[str, ...]
    header: str = ""


def find_layout(feed: Feed, name: str, beginning: bytes) -> Layout:
    """Find the declaration that a member follows.

    Args:
        feed: what it should be.
        name: the file's name, for the message.
        beginning: its first lines.

    Raises:
        InputError: if it is no file of the feed.
    """
    text = beginning.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
    lines = [line.removesuffix("\r") for line in text.split("\n")[:_LINES_LOOKED_AT]]
    for declaration in feed.declarations:
        if declaration.has_header and (layout := _match_header(declaration, lines)):
            return layout
    layouts = [one for one in map(_list_widths, feed.declarations) if one]
    if found := _match_widths(layouts, lines):
        return found
    raise InputError(f"{name} is no {feed.name} file: {_describe_lack(feed, lines[0])}")


def _match_header(declaration: FeedDeclaration, lines: list[str]) -> Layout | None:
    names = tuple(declaration.aliases.get(name, name) for name in lines[0].split(SEPARATOR))
    if declaration.has_loose_ends:
        names = _mend_names(declaration, names, lines[1:])
    missing = set(declaration.columns) - set(names) - set(declaration.optional)
    if missing or len(set(names)) != len(names):
        return None
    return Layout(declaration, names, lines[0])


def _mend_names(
    declaration: FeedDeclaration, names: tuple[str, ...], lines: list[str]
) -> tuple[str, ...]:
    """Leave out empty names at the end, and names that the lines have no columns for."""
    while names and not names[-1]:
        names = names[:-1]
    if not set(declaration.columns) <= set(names):
        return names
    widths = Counter(len(line.rstrip(SEPARATOR).split(SEPARATOR)) for line in lines if line)
    is_short = widths and max(widths, key=lambda width: widths[width]) <= len(declaration.columns)
    return declaration.columns if is_short and len(names) > len(declaration.columns) else names


def _list_widths(declaration: FeedDeclaration) -> dict[int, FeedDeclaration]:
    """Numbers of columns that whole files have."""
    if declaration.has_header:
        return {}
    full = len(declaration.columns)
    lacking = (*declaration.optional, *declaration.spare)
    return {full - fewer: declaration for fewer in range(len(lacking) + 1)}


def _match_widths(layouts: list[dict[int, FeedDeclaration]], lines: list[str]) -> Layout | None:
    declared = {width: one for widths in layouts for width, one in widths.items()}
    counts = Counter(line.count(SEPARATOR) + 1 for line in lines)
    width = max(declared, key=lambda one: (counts[one], one), default=0)
    if not counts[width]:
        return None
    declaration = declared[width]
    has_spare = len(declaration.columns) - width <= len(declaration.spare)
    return Layout(declaration, declaration.columns[: None if has_spare else width])


def _describe_lack(feed: Feed, first: str) -> str:
    if feed.declarations[0].has_header:
        declaration = feed.declarations[0]
        names = [declaration.aliases.get(name, name) for name in first.split(SEPARATOR)]
        missing = set(declaration.columns) - set(names) - set(declaration.optional)
        lack = ", ".join(sorted(missing)[:3]) or "distinct column names"
        return f"its first line lacks {lack}; give a file as released"
    wanted = sorted(width for one in feed.declarations for width in _list_widths(one))
    return (
        f"its lines have {first.count(SEPARATOR) + 1} tab-separated columns, not "
        f"{' or '.join(map(str, wanted))}; give a file as released"
    )
