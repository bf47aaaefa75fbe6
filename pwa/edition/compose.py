"""Cutting a page into its language's shell and its own entry, and putting it together again."""

import re
from collections.abc import Mapping, Sequence

from pwa.errors import EditionError
from pwa.slots import CLOSE, NAMED, OPEN

Shell = tuple[str, ...]  # text, slot name, text, slot name, …, text
Slots = Mapping[str, str]

_MARK = re.compile(f"{OPEN}([a-z-]+){NAMED}(.*?){CLOSE}", re.DOTALL)


def split(page: str) -> tuple[Shell, Slots]:
    """Cut a marked page; empty slots are left out. A page without marks has no shell."""
    if OPEN not in page:
        return (), {"page": page}
    shell: list[str] = []
    slots: dict[str, str] = {}
    for index, part in enumerate(_MARK.split(page)):
        if index % 3 < 2:
            shell.append(part)
        elif slots.setdefault(shell[-1], part) != part:
            raise EditionError(f"slot {shell[-1]}: found two different contents, expected one")
    return tuple(shell), {name: text for name, text in slots.items() if text}


def join(shell: Sequence[str], slots: Slots) -> str:
    """Return the page. The worker's `join` gives the same characters."""
    if "page" in slots:
        return slots["page"]
    return "".join(slots.get(part, "") if index % 2 else part for index, part in enumerate(shell))
