"""Where headings and the names of tiles may break when they are too long for their line.

Japanese and Chinese break where a phrase ends, and nowhere else (D40); long words of other
languages at a syllable, because not every browser knows how to hyphenate them (D43).
"""

import re
from collections.abc import Callable
from functools import cache

import budoux
import pyphen
from flask import Flask, Response, g

from pwa.locales import LanguageCode

_PHRASES = {
    "ja": budoux.load_default_japanese_parser,
    "zh": budoux.load_default_simplified_chinese_parser,
}
# There is no dictionary of Arabic, which is not hyphenated, nor of Turkish.
_DICTIONARIES = {
    **{"de": "de_DE", "es": "es", "fr": "fr", "it": "it_IT", "pl": "pl_PL", "pt": "pt_BR"},
    "ru": "ru_RU",
}
_HEADING = re.compile(r'<h[12]\b[^>]*>.*?</h[12]>|<span class="tile__name">[^<]*</span>', re.DOTALL)
# A tag, which stays as it is, or a run of Japanese or Chinese, or a long word.
_CJK = re.compile(r"<[^>]*>|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]{4,}")
_LONG_WORD = re.compile(r"<[^>]*>|[^\W\d_]{12,}")
_SYLLABLES = 4  # letters at least before and after a hyphen


def init_app(app: Flask) -> None:
    app.after_request(_mark_breaks)


def mark_breaks(html: str, language: LanguageCode) -> str:
    """Put `<wbr>` between phrases, or soft hyphens into long words, of all headings of a page."""
    if language in _PHRASES:
        return _HEADING.sub(lambda found: _CJK.sub(_phrases(language), found[0]), html)
    if language in _DICTIONARIES:
        return _HEADING.sub(lambda found: _hyphenated(found[0], language), html)
    return html


def _hyphenated(heading: str, language: LanguageCode) -> str:
    if ' lang="' in heading:  # not translated: other rules hold for it
        return heading
    return _LONG_WORD.sub(_hyphens(language), heading)


@cache
def _phrases(language: LanguageCode) -> Callable[[re.Match[str]], str]:
    parser = _PHRASES[language]()

    def marked(run: re.Match[str]) -> str:
        if run[0].startswith("<"):
            return run[0]
        phrases: list[str] = []
        for phrase in parser.parse(run[0]):
            if phrases and len(phrase) == 1:  # a single character does not stand alone on a line
                phrases[-1] += phrase
            else:
                phrases.append(phrase)
        return "<wbr>".join(phrases)

    return marked


@cache
def _hyphens(language: LanguageCode) -> Callable[[re.Match[str]], str]:
    dictionary = pyphen.Pyphen(lang=_DICTIONARIES[language], left=_SYLLABLES, right=_SYLLABLES)

    def marked(word: re.Match[str]) -> str:
        return word[0] if word[0].startswith("<") else dictionary.inserted(word[0], "\u00ad")

    return marked


def _mark_breaks(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.set_data(mark_breaks(response.get_data(as_text=True), g.language))
    return response
