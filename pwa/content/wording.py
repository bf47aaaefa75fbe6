"""Whether texts keep to the glossary: avoided words, concepts otherwise named, words that tell."""

from collections.abc import Collection, Iterator, Mapping

from pwa.content.articles import Article, ArticleText
from pwa.content.documents import Document, Reader
from pwa.content.glossary import Term, misused, otherwise, telling
from pwa.content.network import Network, texts_of
from pwa.content.syntax import Loc
from pwa.locales import LANGUAGE_CODES, LanguageCode

_NEUTRAL = "a word that does not tell on its reader: it is seen in histories and on home screens"


def check_wording(network: Network, documents: Mapping[str, Document], reader: Reader) -> None:
    """Report to the reader; `documents` are the files of single texts by `folder/id`."""
    for key, loc, texts in texts_of(network):
        source = texts.get(network.settings.source, "")
        for code, words in texts.items():
            for found, expected in wording_faults(source, network.settings.source, words, code):
                reader.problems.append(documents[key].problem((*loc, code), found, expected))
    for article in network.articles:
        for code, text in article.texts.items():
            _check_article(article, code, text, reader)
    _check_discretion(network, documents, reader)


def wording_faults(
    source: str, source_language: LanguageCode, text: str, language: LanguageCode
) -> Iterator[tuple[str, str]]:
    """Yield what a text says against the glossary, and what it is expected to say."""
    for word, term in misused(text, language):
        yield repr(word), _instead(term)
    if language != source_language and text != source:  # which is a proper name then
        for found, term in otherwise(source, source_language, text, language):
            yield found, _instead(term)


def _check_article(article: Article, code: LanguageCode, text: ArticleText, reader: Reader) -> None:
    path = reader.folder / "articles" / article.slug / f"{code}.md"
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        for word, term in misused(line, code):
            reader.report(path, repr(word), _instead(term), line=number, at="wording")
    if code != article.source and not article.outdated(code):
        source = article.texts[article.source].plain
        for found, term in otherwise(source, article.source, text.plain, code):
            reader.report(path, found, _instead(term), at="wording")


def _check_discretion(network: Network, documents: Mapping[str, Document], reader: Reader) -> None:
    """Report what would tell on a reader in an address, a tab's title or beneath an icon."""
    for article in network.articles:
        folder = reader.folder / "articles" / article.slug
        for word in telling(article.slug.replace("-", " ")):
            reader.report(folder, repr(word), _NEUTRAL, at="slug")
        for code, text in article.texts.items():
            for word in telling(text.tab_title, (code, network.settings.source)):
                reader.report(folder / f"{code}.md", repr(word), _NEUTRAL, at="tab_title")
    for key, loc, seen, languages in _seen(network, documents):
        for word in telling(seen, languages):
            reader.problems.append(documents[key].problem(loc, repr(word), _NEUTRAL))


def _seen(
    network: Network, documents: Mapping[str, Document]
) -> Iterator[tuple[str, Loc, str, Collection[LanguageCode]]]:
    """Yield what shows outside the pages, with file, field and possible languages."""
    for key in documents:
        yield key, ("id",), key.partition("/")[2].replace("-", " "), LANGUAGE_CODES
    for topic in network.topics:
        for code, name in topic.name.items():
            yield f"topics/{topic.id}", ("name", code), name, (code,)
    for field in ("name", "short_name"):
        yield "network", (field,), getattr(network.settings, field), LANGUAGE_CODES


def _instead(term: Term) -> str:
    whole = [word for word in term.use if "*" not in word] or term.use
    return f"{' or '.join(map(repr, whole))} for {term.concept}"
