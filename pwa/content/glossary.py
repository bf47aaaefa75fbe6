"""Words for people and things that matter here: which are used, and which are never."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, Text
from pwa.locales import LANGUAGE_CODES, LOCALES, LanguageCode
from pwa.paths import TRANSLATIONS

FOLDER = TRANSLATIONS / "glossary"

# Written without a space before an Arabic word: and, so, with, as, for, the.
_ARABIC_PARTICLES = "(?:[وفبكل]|ال|لل)*"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Term:
    """A word may end in `*`, which stands for any ending."""

    concept: str  # the same English key in every language
    use: tuple[Text, ...]
    avoid: tuple[Text, ...] = ()
    mistaken: tuple[Text, ...] = ()  # harmless elsewhere, wrong where the source names this
    source: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Glossary:
    telling: tuple[Text, ...] = ()  # would tell on a reader whose screen or history is seen
    term: tuple[Term, ...] = ()


_GLOSSARY = TypeAdapter(Glossary)


@cache
def glossary(language: LanguageCode) -> Glossary:
    """Return the glossary of a language; an empty one where it has none."""
    return read_glossary(FOLDER / f"{language}.toml")


def read_glossary(path: Path) -> Glossary:
    if not path.is_file():
        return Glossary()
    return _GLOSSARY.validate_python(tomllib.loads(path.read_text("utf-8")))


def misused(text: str, language: LanguageCode) -> Iterator[tuple[str, Term]]:
    """Yield each word of the text that the glossary avoids, with the term that is used instead."""
    for term in glossary(language).term:
        if term.avoid:
            for found in _pattern(term.avoid, language).finditer(text):
                yield found[0], term


def otherwise(
    source: str, source_language: LanguageCode, text: str, language: LanguageCode
) -> Iterator[tuple[str, Term]]:
    """Yield what is wrong with the words for concepts that the source names, and their terms."""
    named = {
        term.concept
        for term in glossary(source_language).term
        if _pattern(term.use, source_language).search(source)
    }
    for term in glossary(language).term:
        if term.concept not in named:
            continue
        if not _pattern(term.use, language).search(text):
            yield f"no known word for {term.concept}", term
        if term.mistaken:
            for found in _pattern(term.mistaken, language).finditer(text):
                yield repr(found[0]), term


def telling(text: str, languages: Iterable[LanguageCode] = LANGUAGE_CODES) -> Iterator[str]:
    """Yield each word of the text that would tell on its reader."""
    for language in languages:
        words = glossary(language).telling
        if words:
            for found in _pattern(words, language).finditer(text):
                yield found[0]


@cache
def _pattern(words: tuple[str, ...], language: LanguageCode) -> re.Pattern[str]:
    return re.compile("|".join(_bounded(word, language) for word in words), re.IGNORECASE)


def _bounded(word: str, language: LanguageCode) -> str:
    """Return a pattern that finds the word, but not inside another."""
    inner = re.escape(word).replace(r"\*", r"\w*")
    if LOCALES[language].spaced:
        particles = _ARABIC_PARTICLES if language == "ar" else ""
        return rf"(?<!\w){particles}{inner}(?!\w)"
    # Japanese and Chinese run on; Latin letters among them are words of their own.
    return rf"(?<![a-z]){inner}(?![a-z])" if word.isascii() else inner
