"""An edition on disk: compressed, whole or absent, and pointed at by one link."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from typing import Self

from pwa.edition.compression import WORKERS, Compressor, worth_compressing

CURRENT = "current"  # the link to the edition that is served
SITE = "site"  # the folder in it that may be served
KEPT_EDITIONS = 2
KEPT_STATIC = 30 * 24 * 3600  # seconds for which a page on an older edition still finds its files

_UNDER_WAY = 64  # files that wait to be written
_LAST_SEEN = "static.json"  # address of a static file -> the last sequence that named it


class NewEdition:
    """Files of an edition, written as they are made: memory holds but a few of them.

    A file that the edition before holds too is shared with it, and keeps its time; all other
    times are set to `sequence`, so that equal editions are equal trees.
    """

    def __init__(self, folder: Path, sequence: int) -> None:
        self.compressor = Compressor(folder / CURRENT / SITE)
        self._folder = folder
        self._sequence = sequence
        self._hashes: dict[str, str] = {}
        self._pool = ThreadPoolExecutor(WORKERS)
        self._room = BoundedSemaphore(_UNDER_WAY)
        self._writes: list[Future[None]] = []

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._temporary = tempfile.TemporaryDirectory(dir=self._folder, prefix=".new-")
        self._whole = Path(self._temporary.name) / "edition"
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._temporary.cleanup()

    def add(self, url: str, body: bytes) -> None:
        """Write a file that may be served."""
        self._hashes[url] = hashlib.sha256(body).hexdigest()
        self._room.acquire()
        place = partial(_place, self._whole / SITE, self.compressor, self._sequence)
        write = self._pool.submit(place, url, body)
        write.add_done_callback(lambda _: self._room.release())
        self._writes.append(write)

    def publish(self, private: Mapping[str, bytes]) -> Path:
        """Add files that nobody is served, and point `current` at the edition; return its folder.

        Of earlier editions it takes over the static files that pages on phones may still ask for.
        """
        last_seen, earlier = self._earlier_static()
        for url, body in earlier.items():
            self.add(url, body)
        private = {**private, _LAST_SEEN: json.dumps(last_seen, sort_keys=True).encode()}
        for write in self._writes:
            write.result()
        for name, body in private.items():
            self._hashes[name] = hashlib.sha256(body).hexdigest()
            (self._whole / name).parent.mkdir(exist_ok=True)
            _write(self._whole / name, body, self._sequence)
        for path in (self._whole, *self._whole.rglob("**/")):
            os.utime(path, (self._sequence, self._sequence))
        lines = (f"{name}\0{digest}\n" for name, digest in sorted(self._hashes.items()))
        name = hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
        target = self._folder / name
        if not target.is_dir():
            self._whole.rename(target)
        _point(self._folder, name)
        _remove_old(self._folder, target)
        return target

    def _earlier_static(self) -> tuple[dict[str, int], dict[str, bytes]]:
        """Return when each static file was last named, and the earlier ones still to serve."""
        current = self._folder / CURRENT
        last_seen = {url: self._sequence for url in self._hashes if url.startswith("/static/")}
        earlier = {}
        record = current / _LAST_SEEN
        before: dict[str, int] = json.loads(record.read_text("utf-8")) if record.is_file() else {}
        for url, seen in before.items():
            if url not in self._hashes and self._sequence - seen <= KEPT_STATIC:
                last_seen[url] = seen
                earlier[url] = (current / SITE / url.removeprefix("/")).read_bytes()
        return last_seen, earlier


def _place(folder: Path, compressor: Compressor, sequence: int, url: str, body: bytes) -> None:
    path = folder / url.removeprefix("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    before = compressor.unchanged(url, body)
    forms = {"": lambda: body}
    if worth_compressing(url, body):
        forms[".br"] = lambda: compressor.brotli(url, body)
        forms[".gz"] = lambda: compressor.gzip(url, body)
    for ending, make in forms.items():
        if not (before and _shared(f"{before}{ending}", f"{path}{ending}")):
            _write(Path(f"{path}{ending}"), make(), sequence)


def _shared(before: str, path: str) -> bool:
    try:
        os.link(before, path)
    except OSError:
        return False  # not all file systems can
    return True


def _write(path: Path, body: bytes, time: int) -> None:
    path.write_bytes(body)
    os.utime(path, (time, time))


def _point(folder: Path, edition_id: str) -> None:
    link = folder / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(edition_id)
    link.replace(folder / CURRENT)


def _remove_old(folder: Path, newest: Path) -> None:
    """Remove all but the last editions; a running server may still read the one before."""
    editions = [
        path
        for path in folder.iterdir()
        if path.is_dir() and not path.is_symlink() and (path / SITE).is_dir() and path != newest
    ]
    editions.sort(key=lambda path: path.stat().st_ctime, reverse=True)
    for path in editions[KEPT_EDITIONS - 1 :]:
        shutil.rmtree(path)
