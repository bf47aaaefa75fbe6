"""What a phone is told: the manifest, the index of a language, and the sizes shown beforehand."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pwa.content.urls import FIRST
from pwa.edition.chunks import Chunk
from pwa.edition.compose import Shell

FORMAT = 2  # of all files under /offline/; a worker takes only formats it knows

Asset = tuple[str, bytes]  # address, content

HEADS = 500  # bytes, about those of a question and its answer
_TEXTS = (".css", ".js", ".svg", ".webmanifest")


def index_body(
    shell: Shell,
    assets: Sequence[Asset],
    headers: Mapping[str, str],
    chunks: Iterable[Chunk],
    transfer: Mapping[str, int],
    packed: Iterable[bytes],
) -> bytes:
    """Return the index: a line of what all pages share, then a line for each chunk.

    `transfer` maps the hash of a chunk to its compressed size in bytes; `packed` gives what the
    pack holds for each chunk, which is told where it is not the chunk itself.
    """
    shared = {
        "shell": shell,
        "assets": [_asset_row(asset, shell) for asset in assets],
        "headers": {**headers, "Content-Type": "text/html; charset=utf-8"},
    }
    rows = [
        [
            *(chunk.slot, chunk.topic, chunk.hash, len(chunk.body), transfer[chunk.hash]),
            chunk.places,
            *([] if held == chunk.body else [hashlib.sha256(held).hexdigest(), len(held)]),
        ]
        for chunk, held in zip(chunks, packed, strict=True)
    ]
    return b"".join(compact_json(line) + b"\n" for line in (shared, *rows))


def _asset_row(asset: Asset, shell: Shell) -> list[str | int]:
    """Return what a phone is told of an asset: address, hash, bytes, and of a small one its text.

    An answer of its own would take more; but what every page loads, phones have already.
    """
    url, body = asset
    row: list[str | int] = [url, hashlib.sha256(body).hexdigest(), len(body)]
    loaded = url.startswith("/static/") and any(url in text for text in shell)
    if loaded or len(body) > HEADS or not url.endswith(_TEXTS):
        return row
    return [*row, body.decode()]


def manifest_body(
    *,
    sequence: int,
    index: bytes,
    pack: str | None,
    rests: Sequence[int],
    pages: int,
    transfer_bytes: int,
    tombstones: Sequence[str],
) -> bytes:
    """Return the manifest; `transfer_bytes` is what keeping the whole language downloads.

    `rests` are the numbers of the chunks from which the pack can be had without what is before.
    `tombstones` are the addresses, without language, of pages that were withdrawn.
    """
    digest = hashlib.sha256(index).hexdigest()
    manifest = {
        "format": FORMAT,
        "sequence": sequence,
        "edition": digest[:12],
        "index": digest,
        "pack": pack,
        "rests": rests,
        "pages": pages,
        "transfer_bytes": transfer_bytes,
        "tombstones": tombstones,
    }
    return compact_json(manifest)


def topic_sizes(
    chunks: Iterable[Chunk], transfer: Mapping[str, int], index_size: int
) -> dict[str, dict[str, int]]:
    """Return what each topic takes; the index, which all need, counts with the first set."""
    pages: Counter[str] = Counter()
    sizes: Counter[str] = Counter({FIRST: index_size})
    for chunk in chunks:
        pages[chunk.topic] += len(chunk.places)
        sizes[chunk.topic] += transfer[chunk.hash]
    return {topic: {"pages": pages[topic], "transfer_bytes": sizes[topic]} for topic in pages}


def compact_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
