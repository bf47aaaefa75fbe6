"""The pack: all chunks of a language in one stream, and rests of it for saves that broke off."""

from collections.abc import Iterator, Sequence

from pwa.edition.chunks import Chunk

LIMIT = 1_000_000  # bytes, compressed; larger languages are fetched chunk by chunk
MOST_RESTS = 8
_SPACING = 20_000  # compressed bytes between the starts of two rests, which are fetched again


def pack_of(chunks: Sequence[Chunk]) -> bytes:
    return b"".join(chunk.body for chunk in chunks)


def rest_starts(chunks: Sequence[Chunk], transfer_bytes: int) -> Iterator[int]:
    """Yield the numbers of the chunks with which a rest of the pack begins.

    `transfer_bytes` is the size of the whole pack, compressed.
    """
    whole = sum(len(chunk.body) for chunk in chunks)
    spacing = max(_SPACING, transfer_bytes / MOST_RESTS)
    before, last = 0, 0.0
    for number, chunk in enumerate(chunks):
        position = before / whole * transfer_bytes
        if position - last >= spacing:
            yield number
            last = position
        before += len(chunk.body)
