"""Words for people and things that matter here: which are used, and which are never."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, Text
from pwa.locales import LOCALES, LanguageCode
from pwa.paths import TRANSLATIONS

FOLDER = TRANSLATIONS / "glossary"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Term:
    concept: str  # the same English key in every language
    use: tuple[Text, ...]
    avoid: tuple[Text, ...]
    source: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class _Glossary:
    term: tuple[Term, ...]


_GLOSSARY = TypeAdapter(_Glossary)


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Return the terms of one language; none where it has no glossary."""
    if not path.is_file():
        return ()
    return _GLOSSARY.validate_python(tomllib.loads(path.read_text("utf-8"))).term


def misused(text: str, language: LanguageCode) -> Iterator[tuple[str, Term]]:
    """Yield each word of the text that the glossary avoids, with the term that is used instead."""
    for pattern, term in _patterns(language):
        for found in pattern.finditer(text):
            yield found[0], term


@cache
def _patterns(language: LanguageCode) -> tuple[tuple[re.Pattern[str], Term], ...]:
    edge = (r"(?<!\w)", r"(?!\w)") if LOCALES[language].spaced else ("", "")
    return tuple(
        (re.compile(edge[0] + "|".join(map(re.escape, term.avoid)).join(("(?:", ")")) + edge[1],
                    re.IGNORECASE), term)
        for term in read_glossary(FOLDER / f"{language}.toml")
        if term.avoid
    )  # fmt: skip
