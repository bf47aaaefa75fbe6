"""What people may type into search, written by others before anything was tuned."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.support.server import Server

_FOLDER = Path(__file__).parents[1] / "queries"
FIRST = 5  # of what is found


_FOUND = re.compile(r'<h3 class="card__title"><a href="/\w+/([^"]*)"')


def found_in(html: str) -> list[str]:
    """Return the addresses that the server's page of results names, the best first."""
    return _FOUND.findall(html[html.index("data-count") :])


def first_found(server: Server, language: str, query: str) -> list[str]:
    """Ask a running server, and return the first of what it finds."""
    html = server.get(f"/{language}/search/?q={quote(query)}").body.decode()
    return found_in(html)[:FIRST]


def queries(language: str) -> list[dict[str, Any]]:
    """Return 52 queries with the pages that help; `held_back`: not looked at while tuning."""
    found: list[dict[str, Any]] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
