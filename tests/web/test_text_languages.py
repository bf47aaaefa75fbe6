"""Every paragraph is in the language its page says (3.1.1, 3.1.2), as a detector hears it."""

from html.parser import HTMLParser

import pytest
from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

from pwa.locales import LANGUAGE_CODES, LOCALES
from tests.support.sites import frozen_pages

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "legend", "label", "td", "th", "figcaption"}
SKIPPED = {"title", "script", "style", "bdi", "time"}  # names, numbers, dates are no language
VOID = {"meta", "link", "br", "wbr", "img", "input", "hr"}
SHORTEST = {"ja": 16, "zh": 16}  # characters that a detector needs; 50 elsewhere
# What is called the same in every language, beside the names of services and their organizations.
NAMES = {
    *("Android", "Bluetooth", "Chrome", "Firefox", "iPhone", "Safari"),
    *("Araba", "Bizkaia", "Gipuzkoa", "Bolonia", "Lecco", "Piacenza"),
    "中華人民共和国香港特別行政区",  # Japanese, and Chinese but for one character
}
SURE = 0.25  # confidence in the declared language below which a text counts as another's


class Paragraphs(HTMLParser):
    """Gathers the text of each block, with the language declared for it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # tag, language
        self.found: set[tuple[str, str]] = set()
        self.text: dict[str, str] = {}  # language -> text of the block being read

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        if tag in BLOCKS:
            self.close_block()
        declared = dict(attrs).get("lang")
        self.open.append((tag, declared or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.close_block()
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and not SKIPPED & {tag for tag, _ in self.open}:
            language = self.open[-1][1]
            self.text[language] = self.text.get(language, "") + data

    def close_block(self):
        self.found |= {(language, " ".join(text.split())) for language, text in self.text.items()}
        self.text = {}


@pytest.fixture(scope="module")
def confidence():
    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGE_CODES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def confidence(text, code):
        language = Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper()))
        return detector.compute_language_confidence(text, language)

    return confidence


@pytest.fixture(scope="module")
def names(starter):
    """All proper names, the longest first."""
    named = [*starter.services, *starter.organizations.values()]
    return sorted(NAMES.union(*(item.name.values() for item in named)), key=len, reverse=True)


def without(names, text):
    for name in names:
        text = text.replace(name, " ")
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_paragraph_is_in_the_language_it_says(whole_site, confidence, names, language):
    paragraphs = set()
    for url in frozen_pages(whole_site, language):
        reader = Paragraphs()
        reader.feed((whole_site / url[1:] / "index.html").read_text("utf-8"))
        reader.close_block()
        paragraphs |= reader.found
    tags = {locale.tag: code for code, locale in LOCALES.items()}
    wrong = []
    long_enough = 0
    for tag, text in sorted(paragraphs):
        code = tags.get(tag)
        told = without(names, text)
        if code is None or len(told) < SHORTEST.get(code, 50):
            continue
        long_enough += 1
        if confidence(told, code) < SURE:
            wrong.append((code, text))
    assert long_enough > 100
    assert wrong == []
