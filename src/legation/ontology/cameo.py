"""CAMEO: codes, quad classes and the Goldstein intensity of each."""

from functools import cache

from attrs import frozen

from legation.errors import InputError
from legation.ontology.datafiles import read_csv

_COLUMNS = (
    "cameo",
    "name",
    "root",
    "quad_class",
    "intensity_goldstein",
    "intensity_basis",
    "listed_in",
)


@frozen
class CameoCode:
    """One CAMEO code.

    Attributes:
        code: two to four digits with their leading zeros: `042`.
        name: the code's short name.
        root: the first two digits.
        quad_class: 1 to 4, by GDELT's rule for roots.
        intensity_goldstein: -10 (conflict) to +10 (cooperation), from the ICEWS table.
        intensity_basis: `table`, or `parent` where the table lacks the code and the value is that
            of the next shorter code that it has.
        listed_in: the lists that hold the code: `icews`, `gdelt`, `plover`, `cameo_1_1b3`.
    """

    code: str
    name: str
    root: str
    quad_class: int
    intensity_goldstein: float
    intensity_basis: str
    listed_in: tuple[str, ...]


@cache
def load_cameo() -> dict[str, CameoCode]:
    """Load all CAMEO codes, keyed by code with leading zeros.

    Source:
        Codes: ICEWS table of event types, GDELT's code list, CAMEO 1.1b3. Intensity: the
        `goldstein` column of the ICEWS table, which is what ICEWS rows carry.

    Examples:
        >>> load_cameo()["042"].name
        'Make a visit'
        >>> load_cameo()["016"].intensity_goldstein
        -5.0
    """
    return {row["cameo"]: _build_code(row) for row in read_csv("cameo.csv", _COLUMNS)}


def get_cameo(code: str) -> CameoCode:
    """Get one CAMEO code.

    Args:
        code: text with leading zeros; `42` is not `042`.

    Raises:
        InputError: if no list has the code.

    Examples:
        >>> get_cameo("1712").quad_class
        4
    """
    try:
        return load_cameo()[code]
    except KeyError:
        raise InputError(
            f"no CAMEO code {code!r}: codes are text of two to four digits with leading zeros, "
            "as 042 for a visit"
        ) from None


def derive_quad_class(code: str) -> int:
    """Derive the quad class of a code from its root, as GDELT does.

    Args:
        code: a CAMEO code with leading zeros; its first two digits count.

    Returns:
        1 for roots 01-05, 2 for 06-08, 3 for 09-13, 4 for 14-20.

    Raises:
        InputError: if the first two characters are no root.

    Examples:
        >>> [derive_quad_class(code) for code in ("057", "0841", "10", "192")]
        [1, 2, 3, 4]
    """
    root = code[:2]
    if not (root.isascii() and root.isdigit() and "01" <= root <= "20" and len(root) == 2):
        raise InputError(f"CAMEO code {code!r} does not begin with a root from 01 to 20")
    last_roots = ("05", "08", "13", "20")
    return 1 + next(index for index, last in enumerate(last_roots) if root <= last)


def _build_code(row: dict[str, str]) -> CameoCode:
    return CameoCode(
        code=row["cameo"],
        name=row["name"],
        root=row["root"],
        quad_class=int(row["quad_class"]),
        intensity_goldstein=float(row["intensity_goldstein"]),
        intensity_basis=row["intensity_basis"],
        listed_in=tuple(row["listed_in"].split(";")),
    )
