"""How far a translation keeps to its source: outline, numerals, links, sources, script."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from pwa.content.articles import Article, ArticleText
from pwa.content.documents import Document, Reader
from pwa.content.facts import Fact
from pwa.content.markdown import Block
from pwa.content.numerals import numerals
from pwa.content.syntax import Loc
from pwa.errors import Problem
from pwa.locales import LOCALES, LanguageCode

_LEAST_LETTERS = 40  # of a text whose script is judged, and that is taken for the source's own
_LEAST_SHARE = 0.5  # of its letters in the script of the language; the rest are names
_SCRIPTS: dict[LanguageCode, tuple[str, ...]] = {
    "ar": ("ARABIC",),
    "ru": ("CYRILLIC",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK"),
    "zh": ("CJK",),
}
_LATIN = ("LATIN",)

_Fault = tuple[int, str, str, str]  # line of the body, field, found, expected


def check_translations(article: Article, documents: dict[str, Document], reader: Reader) -> None:
    """Report where translations differ from a source text that they say they follow."""
    source = article.texts[article.source]
    for code, text in article.texts.items():
        document = documents[f"articles/{article.slug}/{code}"]
        if code == article.source:
            faults = _number_faults(source)
        elif article.outdated(code):
            continue
        else:
            faults = _body_faults(source, text, code)
            reader.problems += (
                document.problem(loc, found, expected)
                for loc, found, expected in _front_faults(source, text, code)
            )
        for line, at, found, expected in faults:
            line += document.body_line - 1
            reader.problems.append(Problem(document.file, line, at, found, expected))


def check_facts(
    facts: Iterable[Fact], source: LanguageCode, documents: dict[str, Document], reader: Reader
) -> None:
    """Report where translations of facts differ from their source text."""
    for fact in facts:
        document = documents[f"facts/{fact.name}"]
        for code in fact.text.keys() - {source}:
            for found, expected in _differences(fact.text[source], fact.text[code], code):
                reader.problems.append(document.problem(("text", code), found, expected))


def _front_faults(
    source: ArticleText, text: ArticleText, code: LanguageCode
) -> Iterator[tuple[Loc, str, str]]:
    for name in ("in_short", "questions"):
        expected, found = len(getattr(source, name)), len(getattr(text, name))
        if found != expected:
            yield (name,), f"{found} items", f"{expected} items, as in the source"
    if text.sources != source.sources:
        yield ("sources",), "other sources", "those of the source text, in their own words"
    for loc, before, now in _fields(source, text):
        yield from ((loc, *words) for words in _differences(before, now, code))


def _body_faults(source: ArticleText, text: ArticleText, code: LanguageCode) -> Iterator[_Fault]:
    last = Block("the end of the text", text.body.blocks[-1].line, "")
    for before, now in zip_longest(source.body.blocks, text.body.blocks, fillvalue=last):
        if now.kind != before.kind:
            yield now.line, "outline", now.kind, f"{before.kind}, as in the source"
            break  # all that follows would be compared with the wrong block
        for found, expected in _differences(before.plain, now.plain, code):
            yield now.line, "body", found, expected
    links = [_elsewhere(href) for _, href in source.body.links]
    for line, href in text.body.links:
        if not href.startswith(f"/{code}/"):
            yield line, "link", repr(href), f"/{code}/{_elsewhere(href)}"
        if _elsewhere(href) in links:
            links.remove(_elsewhere(href))
        else:
            yield line, "link", repr(href), "no link that the source has not"
    for address in links:
        yield 1, "link", f"no link to {address}", "it, as in the source"


def _number_faults(source: ArticleText) -> Iterator[_Fault]:
    """Yield the numbers in critical paragraphs that are no years of sources."""
    known = {str(item.year) for item in source.sources}
    for block in source.body.blocks:
        if block.kind == "critical paragraph":
            for number in sorted({*numerals(block.plain)} - known):
                expected = "the year of one of the sources; other numbers are quoted by ::facts"
                yield block.line, "body", number, expected


def _fields(source: ArticleText, text: ArticleText) -> Iterator[tuple[Loc, str, str]]:
    """Yield the texts above the body, beside those of the source."""
    yield ("title",), source.title, text.title
    yield ("summary",), source.summary, text.summary
    for index, lines in enumerate(zip(source.in_short, text.in_short, strict=False)):
        yield ("in_short", index), *lines
    for index, (before, now) in enumerate(zip(source.questions, text.questions, strict=False)):
        yield ("questions", index, "question"), before.question, now.question
        yield ("questions", index, "answer"), before.answer, now.answer


def _differences(source: str, text: str, code: LanguageCode) -> Iterator[tuple[str, str]]:
    before, now = numerals(source), numerals(text)
    if now != before:
        yield f"the numerals {_list(now)}", f"those of the source: {_list(before)}"
    letters = [character for character in text if character.isalpha()]
    if len(letters) < _LEAST_LETTERS:
        return
    scripts = _SCRIPTS.get(code, _LATIN)
    own = sum(unicodedata.name(letter, "").startswith(scripts) for letter in letters)
    if text == source or own < _LEAST_SHARE * len(letters):
        yield f"{text[:40]!r}", f"a text in {LOCALES[code].name}"


def _list(numbers: Sequence[str]) -> str:
    return ", ".join(numbers) or "none"


def _elsewhere(href: str) -> str:
    """Return an address without its language."""
    return href[1:].partition("/")[2]
