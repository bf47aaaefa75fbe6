"""Files as they are sent: brotli and gzip at their smallest, each made once.

What the edition before holds of the same bytes is taken over, because making it is nearly the
whole cost of a build.
"""

import gzip
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import brotli

ENDINGS = (".html", ".js", ".css", ".json", ".svg", ".webmanifest")
SMALLEST = 200  # bytes; below it the headers outweigh the gain
_SMALLEST = 11  # the qualities of brotli
_QUICK = 9  # a tenth larger, twenty times as fast
_SMALLEST_GZIP = 9
_QUICK_GZIP = 4
_MARGIN = 1.2  # by which the quick form may be larger than the limit, to be worth a closer look
WORKERS = os.cpu_count() or 1  # more would only hold more memory: tens of MB each
_STEP = 1 << 20  # bytes of a stream between two looks at what has come out


class Compressor:
    """`before` is the folder of files of an earlier edition, which need not exist."""

    def __init__(self, before: Path) -> None:
        self._before = before
        self._made: dict[str, bytes] = {}
        self._quick: set[str] = set()

    def sizes(self, bodies: Mapping[str, bytes]) -> dict[str, int]:
        """Return the brotli size in bytes of each file by its address, and remember the form."""
        with ThreadPoolExecutor(WORKERS) as pool:  # brotli lets other threads run
            forms = pool.map(self.brotli, bodies, bodies.values())
            self._made.update(zip(bodies, forms, strict=True))
        return {url: len(self._made[url]) for url in bodies}

    def size_within(self, limit: int, url: str, body: bytes) -> int | None:
        """Return the brotli size of a long file, or None once it is above the limit."""
        form = self._earlier(url, body, ".br")
        if form is None and (
            len(body) <= limit or _stream(body, _QUICK, round(limit * _MARGIN)) is not None
        ):
            form = _stream(body, _SMALLEST, limit)
        if form is None:
            return None
        self._made[url] = form
        return len(form)

    def quickly(self, url: str) -> None:
        """Let a file that few will ask for take somewhat more than it must."""
        self._quick.add(url)

    def brotli(self, url: str, body: bytes) -> bytes:
        quality = _QUICK if url in self._quick else _SMALLEST
        return (
            self._made.pop(url, None)
            or self._earlier(url, body, ".br")
            or brotli.compress(body, quality=quality)
        )

    def gzip(self, url: str, body: bytes) -> bytes:
        level = _QUICK_GZIP if url in self._quick else _SMALLEST_GZIP
        return self._earlier(url, body, ".gz") or gzip.compress(body, level, mtime=0)

    def unchanged(self, url: str, body: bytes) -> Path | None:
        """Return the file of the edition before, where it holds the same bytes."""
        file = self._before / url.removeprefix("/")
        return file if file.is_file() and file.read_bytes() == body else None

    def _earlier(self, url: str, body: bytes, ending: str) -> bytes | None:
        file = self.unchanged(url, body)
        form = Path(f"{file}{ending}")
        return form.read_bytes() if file and form.is_file() else None


def quick_ends(pieces: Iterable[bytes]) -> list[int]:
    """Return about how many bytes of one compressed stream have come when each piece is whole."""
    compressor = brotli.Compressor(quality=_QUICK)
    return [*accumulate(len(compressor.process(it)) + len(compressor.flush()) for it in pieces)]


def worth_compressing(url: str, body: bytes) -> bool:
    return url.endswith(ENDINGS) and len(body) >= SMALLEST


def _stream(body: bytes, quality: int, limit: int) -> bytes | None:
    compressor = brotli.Compressor(quality=quality)
    form = b""
    for piece in _pieces(body):
        form += compressor.process(piece)
        if len(form) > limit:
            return None
    form += compressor.finish()
    return form if len(form) <= limit else None


def _pieces(body: bytes) -> Iterable[bytes]:
    return (body[start : start + _STEP] for start in range(0, len(body), _STEP))
