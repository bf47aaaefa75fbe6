"""The words that an edition keeps of its pages, as the ranking reads them."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pwa.content import search
from pwa.content.network import Network
from pwa.content.ranking import Phrases, Ranked
from pwa.content.search import Found
from pwa.locales import LanguageCode

_REMEMBERED = 5_000  # tokens, whose places need not be read again


class SearchIndex:
    """The database of a language, as `pwa/edition/search.py` writes it."""

    def __init__(self, database: Path, network: Network, code: LanguageCode) -> None:
        # Nothing writes into an edition, so that one connection serves every thread.
        self._database = sqlite3.connect(
            f"{database.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._code = code
        self._network = network

    @lru_cache(_REMEMBERED)  # noqa: B019 (it lives as long as the application)
    def places(self, token: str) -> Mapping[int, bool]:
        rows = self._database.execute(
            "SELECT doc, max(col = 'title') FROM tokens WHERE term = ? GROUP BY doc", (token,)
        )
        return {number: bool(in_title) for number, in_title in rows}

    def near(self, token: str, letters: int) -> Iterable[str]:
        found = process.extract_iter(
            token, self._tokens, scorer=Levenshtein.distance, score_cutoff=letters
        )
        return [near for near, distance, _ in found if distance == letters]

    @cached_property
    def phrases(self) -> Phrases:
        return search.phrases(self._network, self._code)

    @cached_property
    def found(self) -> list[Found]:
        """All that can be found; of pages themselves without their texts."""
        rows = self._database.execute(
            "SELECT address, language, title, text, until FROM found ORDER BY number"
        )
        return [Found(*row) for row in rows]

    @cached_property
    def documents(self) -> list[Ranked]:
        return [search.ranked(self._network, found) for found in self.found]

    @cached_property
    def _tokens(self) -> list[str]:
        rows = self._database.execute("SELECT DISTINCT term FROM tokens")
        return sorted({term for (term,) in rows} | self.phrases.subjects.keys())
