"""The ontology's data files, read from beside the code."""

import csv
from pathlib import Path
from typing import Any

from legation.errors import DataError

DATA_FOLDER = Path(__file__).parent / "data"


def read_yaml(name: str) -> dict[str, Any]:
    """Read one YAML file of the ontology.

    Args:
        name: the file's name: `plover.yaml`.

    Returns:
        The mapping as it stands in the file.

    Raises:
        DataError: if the file is missing, is not YAML or holds no mapping.
    """
    import yaml  # takes longer to import than most tables take to read

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(_read_text(name), Loader=loader)
    except yaml.YAMLError as error:
        raise DataError(f"ontology file {name} is not YAML: {error}; reinstall Legation") from error
    if not isinstance(content, dict):
        raise DataError(f"ontology file {name} holds no mapping; reinstall Legation")
    return content


def read_csv(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read one CSV file of the ontology as text.

    Args:
        name: the file's name: `cameo.csv`.
        columns: the columns that it must have, in their order.

    Returns:
        One mapping for each row, in the file's order.

    Raises:
        DataError: if the file is missing or its header differs.
    """
    reader = csv.DictReader(_read_text(name).splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise DataError(
            f"ontology file {name} has columns {reader.fieldnames}, not {list(columns)}; "
            "reinstall Legation"
        )
    return list(reader)


def _read_text(name: str) -> str:
    path = DATA_FOLDER / name
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"ontology file {path} cannot be read; reinstall Legation") from error
