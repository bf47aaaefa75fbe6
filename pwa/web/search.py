"""Search by title, summary and name; `static/js/search.js` gives the same answers offline."""

import unicodedata
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from pwa.web.formats import local_text, marked
from pwa.web.network import current_network

blueprint = Blueprint("search", __name__, url_prefix="/<language>")

_QUERY_LIMIT = 200  # characters


@dataclass(frozen=True)
class Entry:
    """One line of the list of everything."""

    path: str
    title: Markup
    text: Markup

    def matches(self, query: str) -> bool:
        """Whether every word of the query stands somewhere in the entry."""
        words = _folded(f"{self.title.striptags()} {self.text.striptags()}")
        return all(word in words for word in _folded(query).split())


@blueprint.get("/search/")
def results() -> str:
    query = request.args.get("q", "").strip()[:_QUERY_LIMIT]
    everything = _entries()
    return render_template(
        "pages/search.html",
        path="search/",
        current="search",
        query=query,
        entries=[entry for entry in everything if entry.matches(query)],
    )


def _entries() -> list[Entry]:
    network = current_network()
    entries = []
    for article in network.articles:
        language, text = article.text(g.language)
        title, summary = marked(text.title, language), marked(text.summary, language)
        entries.append(Entry(f"articles/{article.slug}/", title, summary))
    for service in network.services:
        name, description = local_text(service.name), local_text(service.description)
        entries.append(Entry(f"resources/{service.id}/", name, description))
    return entries


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
