"""An edition on disk: compressed, whole or absent, and pointed at by one link."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pwa.edition.compression import Compressor, worth_compressing

CURRENT = "current"  # the link to the edition that is served
SITE = "site"  # the folder in it that may be served
KEPT_EDITIONS = 2
KEPT_STATIC = 30 * 24 * 3600  # seconds for which a page on an older edition still finds its files

_LAST_SEEN = "static.json"  # address of a static file -> the last sequence that named it


def write_edition(
    folder: Path,
    site: Mapping[str, bytes],
    private: Mapping[str, bytes],
    sequence: int,
    compressor: Compressor,
) -> Path:
    """Write `<folder>/<id>/`, then point `current` at it; return the new folder.

    `site` maps addresses to contents. A file that the edition before holds too is shared with it,
    and keeps its time; all other times are set to `sequence`, so that equal editions are equal
    trees.
    """
    last_seen, earlier = _earlier_static(folder, site, sequence)
    site = {**earlier, **site}
    private = {**private, _LAST_SEEN: json.dumps(last_seen, sort_keys=True).encode()}
    edition_id = _identifier(site, private)
    target = folder / edition_id
    folder.mkdir(parents=True, exist_ok=True)
    if not target.is_dir():
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as temporary:
            whole = Path(temporary) / edition_id
            with ThreadPoolExecutor() as pool:
                place = partial(_place, whole / SITE, compressor, sequence)
                list(pool.map(place, site, site.values()))
            for name, body in private.items():
                _write(whole / name, body, sequence)
            for path in (whole, *whole.rglob("**/")):
                os.utime(path, (sequence, sequence))
            whole.rename(target)
    _point(folder, edition_id)
    _remove_old(folder, target)
    return target


def _earlier_static(
    folder: Path, site: Mapping[str, bytes], sequence: int
) -> tuple[dict[str, int], dict[str, bytes]]:
    """Return when each static file was last named, and those of earlier editions still to serve."""
    last_seen = {url: sequence for url in site if url.startswith("/static/")}
    earlier = {}
    record = folder / CURRENT / _LAST_SEEN
    before: dict[str, int] = json.loads(record.read_text("utf-8")) if record.is_file() else {}
    for url, seen in before.items():
        if url not in site and sequence - seen <= KEPT_STATIC:
            last_seen[url] = seen
            earlier[url] = (folder / CURRENT / SITE / url.removeprefix("/")).read_bytes()
    return last_seen, earlier


def _identifier(site: Mapping[str, bytes], private: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, body in sorted([*site.items(), *private.items()]):
        digest.update(f"{name}\0{hashlib.sha256(body).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


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
