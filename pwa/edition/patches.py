"""Patches: from a file of lines that a phone has to the one that replaced it.

A patch is a JSON list of steps: `[first, count]` copies that many lines of the old file,
`[line, head, tail, text]` takes an old line and puts the text between its first `head` and its
last `tail` characters (UTF-16 units, as scripts count them), a text alone adds lines. The
worker's `patched` gives the same bytes, which count only if their hash is right.
"""

import json
from itertools import takewhile
from typing import Any

from pwa.edition.index import compact_json


def make_patch(old: bytes, new: bytes) -> bytes:
    """Return the patch that turns the old lines into the new ones, wherever they have moved."""
    lines = _lines(old)
    numbers = {line: number for number, line in enumerate(lines)}
    named = {_name(line): number for number, line in enumerate(lines)}
    steps: list[Any] = []
    for line in _lines(new):
        number = numbers.get(line)
        last = steps[-1] if steps else None
        if number is None and (like := named.get(_name(line))) is not None:
            steps.append(_change(like, lines[like], line))
        elif number is None:
            if isinstance(last, str):
                steps[-1] += line
            else:
                steps.append(line)
        elif isinstance(last, list) and len(last) == 2 and number == sum(last):
            last[1] += 1
        else:
            steps.append([number, 1])
    return compact_json(steps)


def apply_patch(old: bytes, patch: bytes) -> bytes:
    lines = _lines(old)
    return "".join(_applied(step, lines) for step in json.loads(patch)).encode()


def _applied(step: Any, lines: list[str]) -> str:
    match step:
        case str():
            return step
        case [first, count]:
            return "".join(lines[first : first + count])
        case [number, head, tail, text]:
            units = lines[number].encode("utf-16-le")
            before, after = units[: 2 * head], units[len(units) - 2 * tail :]
            return f"{before.decode('utf-16-le')}{text}{after.decode('utf-16-le')}"
    raise ValueError(f"found the step {step!r}, expected a text or a list of two or four")


def _change(number: int, old: str, new: str) -> list[int | str]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    text = new[head : len(new) - tail]
    return [number, _units(old[:head]), _units(old[len(old) - tail :]), text]


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _name(line: str) -> str:
    """Return what a line is known by: the address of an entry, the slot of a row."""
    return line.partition(",")[0]


def _lines(body: bytes) -> list[str]:
    # Not splitlines: it would also cut at U+2028, which content may hold.
    *lines, _ = body.decode().split("\n")
    return [f"{line}\n" for line in lines]
