"""What phones may still have: the offline files of the last editions, from which patches lead."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pwa.edition.write import SITE
from pwa.errors import EditionError
from pwa.locales import LanguageCode

HISTORY = "history"  # beside the editions, never served
KEPT = 8  # editions from which a phone is brought up to date by patches


@dataclass(frozen=True)
class Base:
    """The index and the chunks of one language in one earlier edition."""

    index: str  # hash
    index_body: bytes
    chunks: dict[str, tuple[str, Path]]  # slot -> hash, file
    packed: dict[str, str]  # slot -> hash of what its pack holds for it, in the order of the pack


def read_bases(folders: Iterable[Path], code: LanguageCode) -> list[Base]:
    """Return what each earlier edition held of a language; none where it had not that language.

    A folder is an edition, its `site`, or what the history keeps of it.
    """
    return [base for folder in folders if (base := _base(_offline(folder), code))]


def remembered(editions: Path) -> list[Path]:
    """Return the folders of the history, the newest edition first."""
    found = [path for path in (editions / HISTORY).glob("*") if (path / "offline").is_dir()]
    return sorted(found, key=lambda path: (-path.stat().st_mtime, path.name))[:KEPT]


def remember(editions: Path, edition: Path) -> None:
    """Keep what later patches start from, and forget what is too old for them."""
    target = editions / HISTORY / edition.name
    if not target.is_dir():
        target.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as temporary:
            whole = Path(temporary) / edition.name
            ignored = shutil.ignore_patterns("pack", "*.from.*", "*.br", "*.gz")
            shutil.copytree(edition / SITE / "offline", whole / "offline", ignore=ignored)
            shutil.copystat(edition, whole)
            whole.rename(target)
    kept = remembered(editions)
    for path in (editions / HISTORY).glob("*"):
        if path not in kept:
            shutil.rmtree(path)


def _offline(folder: Path) -> Path:
    for offline in (folder / SITE / "offline", folder / "offline"):
        if offline.is_dir():
            return offline
    raise EditionError(
        f"{folder}: found no edition, expected a folder that `tadamun build` wrote: "
        "name the edition itself or its site"
    )


def _base(offline: Path, code: LanguageCode) -> Base | None:
    manifest = offline / f"{code}.json"
    if not manifest.is_file():
        return None
    try:
        told = json.loads(manifest.read_bytes())
        index = told["index"]
        body = (offline / code / "index" / f"{index}.json").read_bytes()
        _, *rows = map(json.loads, body.splitlines())
        chunks = {
            slot: (name, _there(offline / code / slot / f"{name}.json"))
            for slot, _, name, *_ in rows
        }
        packed = {slot: held[0] if held else name for slot, _, name, _, _, _, *held in rows}
        if told["pack"] is None:
            packed = {}
    except (OSError, ValueError, KeyError) as error:
        raise EditionError(
            f"{manifest}: found {error}, expected the whole edition: take it off --previous"
        ) from error
    return Base(index, body, chunks, packed)


def _there(path: Path) -> Path:
    path.stat()
    return path
