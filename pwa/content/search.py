"""What search looks through: which pages, the texts on them, and what each is about.

The texts are taken from the pages themselves, as `static/js/lib/search_index.js` takes them from
the copy on a phone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pwa.content.documents import Document, Reader
from pwa.content.fields import WORLDWIDE
from pwa.content.network import Network
from pwa.content.ranking import Phrases, Ranked
from pwa.content.urls import paths
from pwa.content.vocabulary import words
from pwa.locales import LanguageCode

# Pages that lead to others, or that nobody looks for.
_LEFT_OUT = ("", "search/", "resources/", "neutral/", "unreachable/", "withdrawn/")
_HELP_IN_ONE_PLACE = re.compile(r"help/[^/]+/[^/]+/")

_HEADING = re.compile(r"<h1([^>]*)>(.*?)</h1>", re.DOTALL)
_LANGUAGE = re.compile(r'^(?:[^>]*|[^>]*>\s*<span[^>]*) lang="(\w+)')
# Beneath a critical paragraph, in another language than the page.
_ORIGINAL = re.compile(r'<details class="folded original">.*?</details>', re.DOTALL)
# A question with its answer, or an entry on the board.
_PART = re.compile(
    r'<(?:h3 id="(question-\d+)"|li class="card" id="([\w-]+)" data-until="([\d-]+)")[^>]*>'
    r"(?:\s*<h3[^>]*>)?(.*?)</h3>\s*<p[^>]*>(.*?)</p>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \n]+")
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&quot;": '"', "&#39;": "'", "&amp;": "&"}
_REFERENCE = re.compile("|".join(_REFERENCES))


@dataclass(frozen=True)
class Found:
    """A page, or a part of one that can be linked to."""

    address: str  # without the language: `articles/too-much/`, `articles/too-much/#question-1`
    language: LanguageCode  # of its texts
    title: str
    text: str
    until: str = ""  # ISO date, after which it is gone


def searched(network: Network) -> tuple[str, ...]:
    """Return the addresses of the pages that search looks through."""
    return tuple(
        path
        for path in paths(network)
        if path not in _LEFT_OUT and not _HELP_IN_ONE_PLACE.fullmatch(path)
    )


def about(network: Network, path: str) -> tuple[str, ...]:
    """Return what a page is about: its own address or name first, then topics, needs and words."""
    kind, _, name = path.rstrip("/").partition("/")
    subjects: tuple[str, ...] = (kind,)
    match kind:
        case "articles":
            article = network.article(name)
            topic = network.topic(article.topic) if article else None
            subjects = (path, topic.id, *topic.needs) if topic else (path,)
        case "resources":
            service = network.service(name)
            subjects = (path,)
            if service:
                subjects = (path, *service.help, *service.communities, service.kind)
        case "topics":
            topic = network.topic(name)
            subjects = (name, *topic.needs) if topic else (name,)
        case "help":
            subjects = (name,)
    return tuple(dict.fromkeys(subjects))


def is_local(network: Network, path: str) -> bool:
    """Whether a page is that of a service in one country alone."""
    kind, _, name = path.rstrip("/").partition("/")
    service = network.service(name) if kind == "resources" else None
    return service is not None and len(service.serves) == 1 and WORLDWIDE not in service.serves


def ranked(network: Network, found: Found) -> Ranked:
    """Return what the ranking must know; parts of pages answer by their words alone."""
    subjects = () if "#" in found.address else about(network, found.address)
    return Ranked(found.language, subjects, bool(found.text), is_local(network, found.address))


def subjects(network: Network) -> set[str]:
    """Return all that a page may be about."""
    named = {word for group in words().values() for word in group}
    return named | {it for path in searched(network) for it in about(network, path)}


def check_synonyms(network: Network, documents: Mapping[str, Document], reader: Reader) -> None:
    """Report what leads nowhere, which stops no build: the page it led to may be gone."""
    known = subjects(network)
    for language, said in network.synonyms.items():
        for subject in sorted(said.keys() - known):
            expected = (
                "a need, a topic, another word of the vocabulary, or the address or name of a page"
            )
            document = documents[f"synonyms/{language}"]
            reader.problems.append(document.problem((subject,), repr(subject), expected))


def phrases(network: Network, language: LanguageCode) -> Phrases:
    """Return what people say of each subject, and the vocabulary's own names."""
    names = [
        (word, texts.name[language]) for group in words().values() for word, texts in group.items()
    ]
    known = subjects(network)
    said = network.synonyms.get(language, {}).items()
    return Phrases(
        language, [*names, *((it, text) for it, texts in said if it in known for text in texts)]
    )


def found_on(path: str, main: str, language: LanguageCode) -> Iterator[Found]:
    """Yield what can be found on a page of this language, itself first."""
    heading = _HEADING.search(main)
    if heading is None:
        return
    foreign = _LANGUAGE.match(f"{heading[1]}>{heading[2]}")
    own: LanguageCode = foreign[1] if foreign else language  # type: ignore[assignment]
    rest, _, _ = _ORIGINAL.sub("", main[heading.end() :]).partition("</article>")
    yield Found(path, own, _text(heading[2]), _text(rest))
    for question, entry, until, title, text in _PART.findall(rest):
        yield Found(f"{path}#{question or entry}", own, _text(title), _text(text), until)


def _text(html: str) -> str:
    plain = _REFERENCE.sub(lambda found: _REFERENCES[found[0]], _TAG.sub(" ", html))
    return _SPACES.sub(" ", plain).strip()
