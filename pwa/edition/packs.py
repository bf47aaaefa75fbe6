"""The pack: all chunks of a language in one stream, and rests of it for saves that broke off."""

from collections.abc import Iterator, Sequence

from pwa.edition.chunks import Chunk

LIMIT = 1_000_000  # bytes, compressed; larger languages are fetched chunk by chunk
MOST_RESTS = 12
_SPACING = 10_000  # compressed bytes from one rest to the next, which are fetched again


def pack_of(chunks: Sequence[Chunk]) -> bytes:
    return b"".join(chunk.body for chunk in chunks)


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
