"""The pack: all chunks of a language in one stream, and rests of it for saves that broke off.

Making it is the dearest step of a build, and hosts have to be sent all of it. So a pack serves the
editions after its own too, while patches bring what it holds up to date.
"""

from collections.abc import Iterator, Sequence

from pwa.edition.chunks import Chunk
from pwa.edition.history import Base

LIMIT = 1_000_000  # bytes, compressed; larger languages are fetched chunk by chunk
MOST_RESTS = 12
MOST_ADDED = 1 / 80  # of all chunks, by patches; beyond, a new pack is made
_SPACING = 10_000  # compressed bytes from one rest to the next, which are fetched again


def earlier_pack(chunks: Sequence[Chunk], bases: Sequence[Base]) -> list[bytes] | None:
    """Return for each chunk what the newest earlier pack holds, or None where it cannot serve.

    It can where its slots are the same, all that it holds is still at hand, and its first chunk,
    which is read before the others have come, did not change.
    """
    if not bases or [*bases[0].packed] != [chunk.slot for chunk in chunks]:
        return None
    files = dict(chunk for base in bases for chunk in base.chunks.values())
    held = []
    for chunk, name in zip(chunks, bases[0].packed.values(), strict=True):
        if name == chunk.hash:
            held.append(chunk.body)
        elif held and name in files:
            held.append(files[name].read_bytes())
        else:
            return None
    return held


def rest_starts(ends: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the chunks with which a rest of the pack begins.

    `ends` tells how many bytes of the compressed pack have come when each chunk is whole. Where
    chunks are long, a rest begins with each of them.
    """
    spacing = max(_SPACING, ends[-1] // MOST_RESTS)
    last = 0
    for number, start in enumerate(ends[:-1], 1):
        if start // spacing > last:
            yield number
            last = start // spacing
