"""Patches: from a file of lines that a phone has to the one that replaced it.

A patch is a JSON list: `[first, count]` copies that many lines of the old file, a text adds
lines. The worker's `patched` gives the same bytes, which count only if their hash is right.
"""

import json
from collections.abc import Sequence
from typing import Any

from pwa.edition.index import compact_json

Patch = Sequence[list[int] | str]


def make_patch(old: bytes, new: bytes) -> bytes:
    """Return the patch that turns the old lines into the new ones, wherever they have moved."""
    numbers = {line: number for number, line in enumerate(_lines(old))}
    steps: list[Any] = []
    for line in _lines(new):
        number = numbers.get(line)
        last = steps[-1] if steps else None
        if number is None:
            if isinstance(last, str):
                steps[-1] += line
            else:
                steps.append(line)
        elif isinstance(last, list) and number == sum(last):
            last[1] += 1
        else:
            steps.append([number, 1])
    return compact_json(steps)


def apply_patch(old: bytes, patch: bytes) -> bytes:
    lines = _lines(old)
    steps: Patch = json.loads(patch)
    parts = (
        step if isinstance(step, str) else "".join(lines[step[0] : sum(step)]) for step in steps
    )
    return "".join(parts).encode()


def _lines(body: bytes) -> list[str]:
    # Not splitlines: it would also cut at U+2028, which content may hold.
    *lines, _ = body.decode().split("\n")
    return [f"{line}\n" for line in lines]
