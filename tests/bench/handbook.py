"""Real prose in three languages: the paragraphs of the Debian Administrator's Handbook."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from pwa.content.fields import HIDDEN
from pwa.content.glossary import misused, otherwise
from pwa.locales import LanguageCode

FOLDER = Path("/usr/share/doc/debian-handbook/html")
EDITIONS: dict[LanguageCode, str] = {"ar": "ar-MA", "en": "en-US", "ja": "ja-JP"}

_SHORTEST = 80  # characters; below it stand captions and lead-ins
_OWN_SCRIPT = 0.6  # share of letters; the rest was left in English by the translators
_LETTERS: dict[LanguageCode, re.Pattern[str]] = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "en": re.compile("[A-Za-z]"),
    "ja": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
}
_BLOCKS = frozenset({"div", "p", "ul", "ol", "dl", "li", "pre", "table", "h1", "h2", "h3", "h4"})
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")


def paragraphs(language: LanguageCode) -> list[str]:
    """Return the usable paragraphs in the order of the chapters' names, each once."""
    folder = FOLDER / EDITIONS[language]
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        found.update(dict.fromkeys(text for text in reader.found if _usable(text, language)))
    if not found:
        raise SystemExit(f"{folder}: found no text; apt install debian-handbook")
    return list(found)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


class _Reader(HTMLParser):
    """Collects the text of `<p>` and `<div class="para">` up to the next block in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _BLOCKS:
            return
        self._end()
        if tag == "p" or (tag == "div" and dict(attrs).get("class") == "para"):
            self._parts = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def _end(self) -> None:
        if self._parts:
            self.found.append(" ".join("".join(self._parts).split()))
        self._parts = None


def _usable(text: str, language: LanguageCode) -> bool:
    letters = sum(map(str.isalpha, text))
    if len(text) < _SHORTEST or len(_LETTERS[language].findall(text)) < _OWN_SCRIPT * letters:
        return False
    return not HIDDEN.search(text) and not any(_glossary_words(text, language))


def _glossary_words(text: str, language: LanguageCode) -> Iterator[object]:
    """Yield words that the loader wants otherwise, or translated in a certain way."""
    yield from misused(text, language)
    if language == "en":
        yield from otherwise(text, "en", "", "ar")
        yield from otherwise(text, "en", "", "ja")
