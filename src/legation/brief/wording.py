"""Small choices of words."""

_WITH_ARTICLE = (
    "United States",
    "United Kingdom",
    "United Arab Emirates",
    "Soviet Union",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Marshall Islands",
    "Solomon Islands",
    "Comoros",
    "Seychelles",
    "Czech Republic",
    "Dominican Republic",
    "Central African Republic",
    "Democratic Republic of the Congo",
    "Republic of the Congo",
    "Holy See",
)


def name_state(name: str) -> str:
    """A state's name as it stands in a sentence.

    Examples:
        >>> name_state("United States"), name_state("Japan")
        ('the United States', 'Japan')
    """
    return f"the {name}" if name in _WITH_ARTICLE else name


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    Examples:
        >>> plural(1, "visit"), plural(3, "visit")
        ('1 visit', '3 visits')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
