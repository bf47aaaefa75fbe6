"""Pages cut into slots: rendered, or taken over from the edition before where nothing changed.

Rendering all pages is most of what a build costs once compressed files are taken over. A page is
made from the program, the addresses of its assets, and the network; of articles, it shows the body
of its own alone, and beneath that what is critical in the source.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pwa.content.articles import Article, ArticleText
from pwa.content.network import Network
from pwa.edition.compose import Shell, Slots, split
from pwa.edition.history import read_bases
from pwa.edition.write import CURRENT
from pwa.errors import EditionError
from pwa.locales import LanguageCode

_RECORD = "pages.json"  # beside the editions: what the pages of the current one were made from


class Pages:
    """Gives each page of a network as its shell and slots.

    `render(url)` gives a page with its slots marked; `program` names all that renders but the
    content; `folder` holds the editions.
    """

    def __init__(
        self, network: Network, render: Callable[[str], bytes], program: str, folder: Path
    ) -> None:
        self._network = network
        self._render = render
        self._folder = folder
        self._made_from: dict[str, str] = {}
        self._shared = _shared(network, program)
        self._before = _record(folder)

    def cut(self, code: LanguageCode, paths: Iterable[str]) -> Iterator[tuple[str, Shell, Slots]]:
        """Yield the pages of a language: path, shell, slots."""
        kept = dict(_kept(self._folder, code)) if self._before else {}
        outlines = self._shared.copy()
        for article in self._network.articles:
            outlines.update(repr([*_outline(article, code)]).encode())
        for path in paths:
            url = f"/{code}/{path}"
            key = self._made_from[url] = self._inputs(outlines, code, path)
            if url in kept and self._before.get(url) == key:
                yield path, *kept[url]
            else:
                yield path, *split(self._render(url).decode())

    def remember(self, edition: Path) -> None:
        """Note what the pages were made from, once the edition of them is the current one."""
        record = {"edition": edition.name, "pages": self._made_from}
        (self._folder / _RECORD).write_text(json.dumps(record), "utf-8")

    def _inputs(self, outlines: "hashlib._Hash", code: LanguageCode, path: str) -> str:
        digest = outlines.copy()
        kind, _, rest = path.partition("/")
        article = self._network.article(rest.rstrip("/")) if kind == "articles" else None
        if article:
            source = article.texts[article.source].body
            digest.update(repr((article.text(code)[1].body, source.critical)).encode())
        return digest.hexdigest()


def _shared(network: Network, program: str) -> "hashlib._Hash":
    """Return a hash of all that any page of any language may show, but articles."""
    others = [getattr(network, field.name) for field in fields(network) if field.name != "articles"]
    return hashlib.sha256(f"{program}{others!r}".encode())


def _outline(article: Article, code: LanguageCode) -> Iterator[Any]:
    """Yield what pages other than its own show of an article, and on what they link to it."""
    yield article.slug, article.source, [*article.texts], article.outdated(code)
    for language in {code: None, article.source: None}:
        text = article.texts.get(language)
        if text:
            yield language, text.minutes(language), _without_body(text)


def _without_body(text: ArticleText) -> Mapping[str, Any]:
    return {field.name: getattr(text, field.name) for field in fields(text) if field.name != "body"}


def _record(folder: Path) -> Mapping[str, str]:
    """Return what the pages of the current edition were made from; nothing where that is unsure."""
    try:
        record = json.loads((folder / _RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pages: Mapping[str, str] = record["pages"]
    return pages if record["edition"] == (folder / CURRENT).resolve().name else {}


def _kept(folder: Path, code: LanguageCode) -> Iterator[tuple[str, tuple[Shell, Slots]]]:
    """Yield the pages of the current edition by their addresses."""
    try:
        bases = read_bases([folder / CURRENT], code)
    except EditionError:
        return  # there is none, or not all of it
    for base in bases:
        shell = tuple(json.loads(base.index_body.splitlines()[0])["shell"])
        for _, path in base.chunks.values():
            for entry in map(json.loads, path.read_bytes().splitlines()):
                url, slots = entry["url"], entry["slots"]
                framed = {**slots, "path": url.split("/", 2)[2]}
                yield url, ((), slots) if "page" in slots else (shell, framed)
