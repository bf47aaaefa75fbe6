"""Search through all pages of a language; `static/js/search.js` gives the same answers offline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, current_app, g, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from pwa.content.network import Network
from pwa.content.ranking import rank
from pwa.content.search import about, is_local, phrases, searched
from pwa.content.tokens import words
from pwa.content.vocabulary import NEEDS
from pwa.locales import LanguageCode
from pwa.web.formats import local_string, shown_language, word, word_meaning
from pwa.web.network import current_network
from pwa.web.search_index import SearchIndex

blueprint = Blueprint("search", __name__, url_prefix="/<language>")

_QUERY_LIMIT = 200  # characters


@dataclass(frozen=True)
class Entry:
    """One line of the list of everything, or of what was found."""

    path: str
    title: str | Markup
    text: str | Markup
    language: LanguageCode
    about: tuple[str, ...] = ()
    local: bool = False


def init_app(app: Flask, databases: Mapping[LanguageCode, Path]) -> None:
    """Answer queries from the databases of an edition; without them there is only the list."""

    @cache
    def index(code: LanguageCode) -> SearchIndex | None:
        found = databases.get(code)
        return SearchIndex(found, current_network(), code) if found else None

    @cache
    def listed(code: LanguageCode) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in _entries(current_network())}

    app.extensions.update(search=index, listed=listed)
    app.register_blueprint(blueprint)


@blueprint.get("/search/")
def results() -> str:
    query = request.args.get("q", "").strip()[:_QUERY_LIMIT]
    index: SearchIndex | None = current_app.extensions["search"](g.language)
    entries: Mapping[str, Entry] = current_app.extensions["listed"](g.language)
    own, foreign = [*entries.values()], []
    if query and index:
        answers = rank(query, index.documents, index, index.phrases)
        own, foreign = (
            [_marked(_entry(index, number, entries), answers.tokens) for number in numbers]
            for numbers in (answers.own, answers.foreign)
        )
    return render_template(
        "pages/search.html",
        path="search/",
        current="search",
        query=query,
        own=own,
        foreign=foreign,
        said={} if query else _said(current_network()),  # what is answered needs no more search
    )


def _said(network: Network) -> dict[str, list[str]]:
    """Return what people say, by what it is about, for the phone."""
    found: dict[str, list[str]] = {}
    for subject, phrase in phrases(network, g.language).said:
        found.setdefault(subject, []).append(phrase)
    return found


def _entry(index: SearchIndex, number: int, entries: Mapping[str, Entry]) -> Entry:
    found = index.found[number]
    return entries.get(found.address) or Entry(
        found.address, found.title, found.text, found.language
    )


def _marked(entry: Entry, tokens: set[str]) -> Entry:
    title, text = (_with_marks(part, entry.language, tokens) for part in (entry.title, entry.text))
    return replace(entry, title=title, text=text)


def _with_marks(text: str, language: LanguageCode, tokens: set[str]) -> Markup:
    """Return a text whose words that answer are marked."""
    marked, done = Markup(), 0
    for start, end in _spans(text, language, tokens):
        marked += Markup("{}<mark>{}</mark>").format(text[done:start], text[start:end])
        done = end
    return marked + text[done:]


def _spans(text: str, language: LanguageCode, tokens: set[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where words answer, those that touch or overlap as one."""
    first, last = 0, 0
    for start, end, token in sorted(words(text, language)):
        if token not in tokens:
            continue
        if start > last:
            if last:
                yield first, last
            first = start
        last = max(last, end)
    if last:
        yield first, last


def _entries(network: Network) -> Iterator[Entry]:
    texts = dict(_texts(network))
    for path in searched(network):
        title, text, language = texts[path]
        yield Entry(path, title, text, language, about(network, path), is_local(network, path))


def _texts(network: Network) -> Iterator[tuple[str, tuple[str, str, LanguageCode]]]:
    """Yield the address of each page with its title, a line on it, and their language."""
    for name, (title, text) in _plain_pages().items():
        yield f"{name}/", (title, text, g.language)
    for article in network.articles:
        language, written = article.text(g.language)
        yield f"articles/{article.slug}/", (written.title, written.summary, language)
    for topic in network.topics:
        shown = shown_language(topic.name)
        name, description = local_string(topic.name), local_string(topic.description)
        yield f"topics/{topic.id}/", (name, description, shown)
    for need in NEEDS:
        texts = word(need, "needs"), word_meaning(need, "needs")
        yield f"help/{need}/", (*texts, g.language)
    for service in network.services:
        shown = shown_language(service.name)
        name, description = local_string(service.name), local_string(service.description)
        yield f"resources/{service.id}/", (name, description, shown)


def _plain_pages() -> dict[str, tuple[str, str]]:
    return {
        "now": (
            gettext("What to do now"),
            gettext("One step is enough for this minute. The next one can wait."),
        ),
        "safety": (
            gettext("Staying safe"),
            gettext(
                "No app can make a phone invisible. These are the things that help, and the limits."
            ),
        ),
        "saved": (
            gettext("Saved on this phone"),
            gettext(
                "Pages that are kept on this phone open without a network. "
                "Whoever opens this phone can see them too."
            ),
        ),
        "board": (
            gettext("Board"),
            gettext("What people here offer, look for and know, and when groups meet."),
        ),
        "contact": (gettext("Contact"), gettext("Write to the people behind this app")),
        "about": (gettext("About this app"), gettext("What it knows about its readers")),
        "accessibility": (
            gettext("Accessibility"),
            gettext(
                "These pages are made to be read by eye and by ear, with a keyboard, "
                "with large text and on old phones."
            ),
        ),
        "install": (
            gettext("Put this on the home screen"),
            gettext(
                "With an icon it opens like any other app, also without a network. "
                "Nothing has to be installed from a shop."
            ),
        ),
        "forget": (
            gettext("Remove everything from this phone"),
            gettext(
                "All pages that this app keeps here are deleted, and its settings with them. "
                "This also works without a network."
            ),
        ),
    }
