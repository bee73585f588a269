"""What a feed is, as data: who publishes it, under which terms, and how its files look."""

from attrs import frozen


@frozen
class FeedDeclaration:
    """One feed of coded events.

    Attributes:
        name: short name, the `origin` of its events.
        title: the feed's full name.
        publisher: who publishes it.
        address: where it is published, empty where it no longer is.
        terms: what a user may do with the files, as far as known.
        columns: the files' columns, in order.
        optional: columns that some files lack.
        separator: the character between columns.
        encoding: of the files' text.
        suffixes: endings of file names, the unpacked ones first.
    """

    name: str
    title: str
    publisher: str
    address: str
    terms: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    separator: str
    encoding: str
    suffixes: tuple[str, ...]
