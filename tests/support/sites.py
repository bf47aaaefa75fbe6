"""Copies of the starter network with something changed."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from pwa.paths import STARTER_CONTENT

SITES = Path(__file__).parents[1] / "sites"
MINIMAL = SITES / "minimal"

# What tests are about; all others would only cost them time.
_ARTICLES = {
    *("first-nights", "mutual-aid", "peer-support", "staying-safe", "too-much", "with-respect"),
}
_SERVICES = {
    *("child-helpline-europe", "disaster-mutual-aid", "emergency-europe", "helpline-directory"),
    *("peer-lifeline", "rights-federation", "treatment-questions", "way-to-safety"),
}
_SAID_OF_ARTICLE = re.compile(r'^"articles/([^/"]*)/" = \[.*?^\]\n', re.MULTILINE | re.DOTALL)
_LANGUAGES = re.compile(r"^languages = \[.*\]$", re.MULTILINE)


def edited_network(
    folder: Path,
    changes: dict[str, tuple[str, str]],
    languages: Sequence[str] = ("ar", "en"),
) -> Path:
    """Copy the starter network with few articles and services.

    `changes`: file -> (old text, new text).
    """

    def left_out(path: str, names: list[str]) -> set[str]:
        kept = {"resources": {f"{name}.yaml" for name in _SERVICES}, "articles": _ARTICLES}
        return {*names} - kept.get(Path(path).name, {*names})

    shutil.copytree(STARTER_CONTENT, folder, ignore=left_out)
    settings = folder / "network.toml"
    text = _LANGUAGES.sub(f"languages = {json.dumps([*languages])}", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    for path in folder.glob("synonyms/*.toml"):
        said = _SAID_OF_ARTICLE.sub(
            lambda found: found[0] if found[1] in _ARTICLES else "", path.read_text("utf-8")
        )
        path.write_text(said, "utf-8")
    for name, (old, new) in changes.items():
        edit(folder / name, old, new)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path} holds no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def frozen_pages(site: Path, language: str) -> list[str]:
    """Return the addresses of all pages of a language, from the files themselves."""
    pages = [
        f"/{path.parent.relative_to(site).as_posix()}/"
        for path in sorted((site / language).rglob("index.html"))
    ]
    assert pages, f"{site} holds no page in {language}"
    return pages
