"""Joins the two halves: pages as Flask renders them, frozen into an edition."""

import dataclasses
import hashlib
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from sysconfig import get_path

from flask import Flask
from pydantic import TypeAdapter, ValidationError

from pwa.content.fields import WebAddress
from pwa.content.load import load_network
from pwa.content.network import Network, Settings
from pwa.edition import history
from pwa.edition.assets import collect
from pwa.edition.build import build_edition
from pwa.edition.write import CURRENT
from pwa.errors import EditionError, TadamunError
from pwa.paths import CODE, STATIC, TRANSLATIONS, WORKER_TEMPLATE
from pwa.web.app import create_app

_INPUTS = "inputs"  # beside the editions: what the current one was made from


def freeze(
    content: Path,
    editions: Path,
    *,
    sequence: int | None = None,
    base_url: str | None = None,
    previous: Sequence[Path] = (),
    remembers: bool = True,
    kill_worker: bool = False,
) -> Path:
    """Build the edition of a content folder; return the edition's folder.

    Patches lead to it from the editions that the history remembers, or from `previous`.
    """
    network = _at(load_network(content), base_url)
    assets = collect(STATIC, network.images)
    app = create_app(network, assets.urls, mark_slots=True)
    number = _newest_commit(content) if sequence is None else sequence
    edition = build_edition(
        network,
        _renderer(app),
        _stamp(CODE, TRANSLATIONS),
        assets,
        WORKER_TEMPLATE,
        editions,
        sequence=number,
        previous=previous or history.remembered(editions),
        kill_worker=kill_worker,
    )
    if remembers:
        history.remember(editions, edition)
    (editions / _INPUTS).write_text(fingerprint(content, base_url, kill_worker), "utf-8")
    return edition


def is_stale(content: Path, editions: Path) -> bool:
    """Whether anything an edition is made from differs from what the current one was made from."""
    record = editions / _INPUTS
    if not record.is_file() or not (editions / CURRENT).exists():
        return True
    return record.read_text("utf-8") != fingerprint(content)


def fingerprint(content: Path, base_url: str | None = None, kill_worker: bool = False) -> str:
    """Return a digest of the options, and of all files an edition is made from."""
    files = _stamp(content, CODE, STATIC, TRANSLATIONS, WORKER_TEMPLATE)
    return hashlib.sha256(repr((base_url, kill_worker, files)).encode()).hexdigest()


def _stamp(*folders: Path) -> str:
    """Return a digest of the names, sizes and times of files, and of the installed libraries."""
    libraries = Path(get_path("purelib"))
    digest = hashlib.sha256()
    files = [(path, path.relative_to(folder)) for folder in folders for path in _files(folder)]
    for path, name in [(libraries, libraries), *files]:
        stat = path.stat()
        digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"__pycache__", "_data"} & set(path.relative_to(folder).parts)
    )


def _at(network: Network, base_url: str | None) -> Network:
    if base_url is None:
        return network
    try:
        TypeAdapter(WebAddress).validate_python(base_url)
    except ValidationError as error:
        raise TadamunError(
            f"--base-url: found {base_url!r}, expected an address such as https://example.org"
        ) from error
    settings: Settings = dataclasses.replace(network.settings, base_url=base_url.rstrip("/"))
    return dataclasses.replace(network, settings=settings)


def _renderer(app: Flask) -> Callable[[str], bytes]:
    client = app.test_client()

    def render(url: str) -> bytes:
        response = client.get(url)
        if response.status_code != 200:
            raise EditionError(
                f"{url}: found status {response.status_code}, expected a page; "
                "the log above names the cause"
            )
        return bytes(response.data)

    return render


def _newest_commit(content: Path) -> int:
    """Return the time of the newest commit, or of the newest file where there is no git."""
    command = ["git", "-C", str(content), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        found = ""
    if found:
        return int(found)
    return max(int(path.stat().st_mtime) for path in _files(content))
