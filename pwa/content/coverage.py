"""How much of a network each language has."""

from collections.abc import Iterator
from dataclasses import dataclass

from pwa.content.network import Network, texts_of
from pwa.content.vocabulary import NEEDS
from pwa.locales import LanguageCode


@dataclass(frozen=True)
class Coverage:
    """Counts; those of articles are parts of `articles`."""

    language: LanguageCode
    articles: int  # in all
    translated: int  # or written in it
    outdated: int  # follow an earlier text than today's source
    drafts: int  # nobody but its authors has checked them
    texts: int  # of topics, services, organizations, places, board: in all
    given: int  # of them in this language
    phrases: int  # that people say, for search


def coverage(network: Network) -> Iterator[Coverage]:
    """Yield a row for each language of the network."""
    texts = [by_language for _, _, by_language in texts_of(network)]
    for code in network.languages:
        there = [article for article in network.articles if code in article.texts]
        yield Coverage(
            language=code,
            articles=len(network.articles),
            translated=len(there),
            outdated=sum(article.outdated(code) for article in there),
            drafts=sum(article.texts[code].review == "draft" for article in there),
            texts=len(texts),
            given=sum(code in by_language for by_language in texts),
            phrases=sum(map(len, network.synonyms.get(code, {}).values())),
        )


def reach(network: Network) -> dict[str, dict[LanguageCode, int]]:
    """Return, by need and language, how many services say that they speak the language."""
    return {
        need: {
            code: sum(
                need in service.help and code in service.languages for service in network.services
            )
            for code in network.languages
        }
        for need in NEEDS
    }
