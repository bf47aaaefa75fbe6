"""Search by title, summary and name; `static/js/search.js` gives the same answers offline."""

import unicodedata
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from pwa.web.formats import local_string
from pwa.web.network import current_network

blueprint = Blueprint("search", __name__, url_prefix="/<language>")

_QUERY_LIMIT = 200  # characters


@dataclass(frozen=True)
class Entry:
    """One line of the list of everything."""

    path: str
    title: str
    text: str
    language: str

    def matches(self, query: str) -> bool:
        """Whether every word of the query stands somewhere in the entry."""
        words = f"{_folded(self.title)} {_folded(self.text)}"
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
        entries.append(Entry(f"articles/{article.slug}/", text.title, text.summary, language))
    for service in network.services:
        name, description = local_string(service.name), local_string(service.description)
        entries.append(Entry(f"resources/{service.id}/", name, description, g.language))
    return entries


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
