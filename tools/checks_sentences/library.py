"""The sentence forms of the text files, by the family of facts that they can be filled with."""

from __future__ import annotations

from functools import cache

from .facts import HERE
from .forms import Form, forms

FAMILIES = {
    "visit-ordinal": "ordinal",
    "visit-gap": "gap",
    "visit-adjacent": "adjacent",
    "visit-announced": "announced",
    "border-static": "term",
    "capital-static": "term",
    "capital-moved": "capitalmoved",
}


def family_of(form: Form) -> str:
    """The family of facts that a form takes."""
    head = form.key.rsplit("-", 1)[0]
    return FAMILIES.get(head, head.split("-")[0])


@cache
def library() -> tuple[Form, ...]:
    """All forms, in the order of the files."""
    found: list[Form] = []
    for path in sorted((HERE / "forms_text").glob("*.txt")):
        head, lines = "", list[str]()
        blocks: list[tuple[str, list[str]]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and not line.startswith("[["):
                head, lines = line, []
                blocks.append((head, lines))
            elif line.strip() and not line.startswith("#"):
                lines.append(line)
        for title, block in blocks:
            name, _, rest = title[1:].partition("]")
            marks = dict(part.split("=", 1) for part in rest.split())
            found += forms(
                name,
                "\n".join(block),
                marks.get("when", "after"),
                marks.get("needs", "").replace(",", " "),
                marks.get("swap") == "yes",
            )
    keys = [form.key for form in found]
    if len(set(keys)) != len(keys):
        raise ValueError("two forms have the same key")
    return tuple(found)
