"""Headings in Japanese and Chinese may break where a phrase ends, and nowhere else (D40)."""

import re
from functools import cache

import budoux
from flask import Flask, Response, g

from pwa.locales import LanguageCode

_PARSERS = {
    "ja": budoux.load_default_japanese_parser,
    "zh": budoux.load_default_simplified_chinese_parser,
}
_HEADING = re.compile(
    r'<h[1-3]\b[^>]*>.*?</h[1-3]>|<span class="tile__name">[^<]*</span>', re.DOTALL
)
_WORDS = re.compile(
    r"<[^>]*>|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]{4,}"
)  # tags stay as they are


def init_app(app: Flask) -> None:
    app.after_request(_mark_phrases)


def mark_phrases(html: str, language: LanguageCode) -> str:
    """Put `<wbr>` between the phrases of all headings of a page."""
    if language not in _PARSERS:
        return html
    return _HEADING.sub(
        lambda heading: _WORDS.sub(lambda words: _marked(words[0], language), heading[0]), html
    )


@cache
def _marked(words: str, language: LanguageCode) -> str:
    if words.startswith("<"):
        return words
    phrases: list[str] = []
    for phrase in _parser(language).parse(words):
        if phrases and len(phrase) == 1:  # a single character does not stand alone on a line
            phrases[-1] += phrase
        else:
            phrases.append(phrase)
    return "<wbr>".join(phrases)


@cache
def _parser(language: LanguageCode) -> budoux.Parser:
    return _PARSERS[language]()


def _mark_phrases(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.set_data(mark_phrases(response.get_data(as_text=True), g.language))
    return response
