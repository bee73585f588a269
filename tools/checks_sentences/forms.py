"""What a sentence form is, and how one is filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
CHOICE = re.compile(r"\[\[(\w+)\|([^|\]]*)\|([^\]]*)\]\]")


@dataclass(frozen=True)
class Form:
    """A sentence with slots, and with choices of a true and a false wording.

    `[[duration|three|four]]` is a choice: the true words first. `when` says how long after the
    event the report is published: `after` (days), `week` (within the week), `later` (years),
    `before` (days before it). `needs` names conditions that a fact must meet; `swap` allows the
    two sides of the visit to be exchanged.
    """

    key: str
    text: str
    when: str = "after"
    needs: frozenset[str] = frozenset()
    swap: bool = False

    @cached_property
    def slots(self) -> list[tuple[str, str]]:
        """Names and formats of the slots in the text and in the true wordings."""
        true = CHOICE.sub(r"\2", self.text)
        return [(name, spec or "") for name, spec in SLOT.findall(true)]

    @cached_property
    def names(self) -> set[str]:
        """Names of the slots."""
        return {name for name, _ in self.slots}

    @cached_property
    def choices(self) -> list[str]:
        """Kinds of error that are written into the form itself."""
        return [kind for kind, _, _ in CHOICE.findall(self.text)]

    def specs(self, name: str) -> list[str]:
        """How a slot is written, once for each place."""
        return [spec for slot, spec in self.slots if slot == name]

    def fill(self, values: Mapping[str, object], wrong: str = "") -> str:
        """The sentence; `wrong` names the choice that takes its false wording."""
        text = CHOICE.sub(lambda m: m[3] if m[1] == wrong else m[2], self.text)
        filled = text.format(**values)
        return re.sub(r",\.", ".", re.sub(r",,", ",", filled))


def forms(
    prefix: str, block: str, when: str = "after", needs: str = "", swap: bool = False
) -> list[Form]:
    """One form for each line of a block, numbered in order."""
    lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
    need = frozenset(needs.split())
    return [
        Form(f"{prefix}-{number:02d}", line, when, need, swap)
        for number, line in enumerate(lines, 1)
    ]
