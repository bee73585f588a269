"""The one exception tree: each message says what, where, and what to do."""


class LegationError(Exception):
    """Something went wrong that the user can understand and mend."""


class InputError(LegationError):
    """What the user gave cannot be used: a file, a URL, a name, a day."""


class DataError(LegationError):
    """A table, a parameter file or the record is damaged or breaks its contract."""


class UncitedNumberError(LegationError):
    """A sentence with a number was built without a reference to where the number comes from."""
