"""Patches: from a file of lines that a phone has to the one that replaced it.

A patch is a JSON list of steps: `[first, count]` copies that many lines of the old file,
`[line, start, end]` a part of an old line (in UTF-16 units, as scripts count them), and a text is
itself. The worker's `patched` gives the same bytes, which count only if their hash is right.

Where many chunks changed, their patches are also had in one answer: heads are longer than they are.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pwa.edition.index import compact_json

MANY = 2  # chunks; `edition.js` asks for a bundle from so many on
BUNDLE_LIMIT = 20_000  # bytes, compressed, which are fetched again where the line breaks off

_PIECE = re.compile(r"[^ ,>、。，]*[ ,>、。，]|[^ ,>、。，]+", re.DOTALL)  # about a word or a tag
_WORTH_A_STEP = 16  # units; a shorter part of a line takes no more as text


def make_patch(old: bytes, new: bytes) -> bytes:
    """Return the patch that turns the old lines into the new ones, wherever they have moved."""
    lines = _lines(old)
    numbers = {line: number for number, line in enumerate(lines)}
    named = {_name(line): number for number, line in enumerate(lines)}
    steps: list[Any] = []
    for line in _lines(new):
        number = numbers.get(line)
        last = steps[-1] if steps else None
        if number is None:
            like = named.get(_name(line))
            for step in [line] if like is None else _rewritten(like, lines[like], line):
                if isinstance(step, str) and steps and isinstance(steps[-1], str):
                    steps[-1] += step
                else:
                    steps.append(step)
        elif isinstance(last, list) and len(last) == 2 and number == sum(last):
            last[1] += 1
        else:
            steps.append([number, 1])
    return compact_json(steps)


def bundle(patches: Mapping[str, bytes]) -> bytes:
    """Return several patches as one file, by the slots of their chunks."""
    return b"{" + b",".join(b'"%s":%s' % (slot.encode(), patches[slot]) for slot in patches) + b"}"


def apply_patch(old: bytes, patch: bytes) -> bytes:
    lines = _lines(old)
    return "".join(_applied(step, lines) for step in json.loads(patch)).encode()


def _applied(step: Any, lines: list[str]) -> str:
    match step:
        case str():
            return step
        case [first, count]:
            return "".join(lines[first : first + count])
        case [number, start, end]:
            return _part(lines[number], start, end)
    raise ValueError(f"found the step {step!r}, expected a text or a list of two or three")


def _rewritten(number: int, old: str, new: str) -> Iterator[Any]:
    """Yield the steps that make a line out of another, however many places of it changed."""
    pieces = dict(_pieces(old))
    places: dict[str, list[int]] = defaultdict(list)
    for start, piece in pieces.items():
        places[piece].append(start)
    parts: list[list[int]] = [[0, 0, 0]]  # of the old line: start, end; and their start in the new
    for at, piece in _pieces(new):
        _, end, _ = parts[-1]
        if pieces.get(end) == piece and at == _end_in_new(parts[-1]):
            parts[-1][1] += _units(piece)
        elif there := places.get(piece):
            # What follows a change mostly stands behind it in the old line too.
            start = there[bisect_left(there, end) % len(there)]
            parts.append([start, start + _units(piece), at])
    done = 0
    for start, end, at in parts:
        if end - start >= _WORTH_A_STEP:
            if at > done:
                yield _part(new, done, at)
            yield [number, start, end]
            done = at + end - start
    if rest := _part(new, done, _units(new)):
        yield rest


def _end_in_new(part: list[int]) -> int:
    start, end, at = part
    return at + end - start


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line, each with where it starts."""
    start = 0
    for piece in _PIECE.findall(line):
        yield start, piece
        start += _units(piece)


def _part(line: str, start: int, end: int) -> str:
    return line.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _name(line: str) -> str:
    """Return what a line is known by: the address of an entry, the slot of a row."""
    return line.partition(",")[0]


def _lines(body: bytes) -> list[str]:
    # Not splitlines: it would also cut at U+2028, which content may hold.
    *lines, _ = body.decode().split("\n")
    return [f"{line}\n" for line in lines]
