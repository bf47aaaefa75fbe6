"""The words of all pages, for the server's search: SQLite FTS5 over tokens, only ever read."""

import sqlite3
from collections.abc import Iterable

from pwa.content.search import Found
from pwa.content.tokens import distinct
from pwa.locales import LanguageCode

DATABASE = "search.db"  # in the edition, beside what is served

_FOUND = """CREATE TABLE found (
    language TEXT, number INTEGER, address TEXT, written TEXT, title TEXT, text TEXT, until TEXT,
    PRIMARY KEY (language, number)
) WITHOUT ROWID"""


class SearchDatabase:
    """Tables `found`, and for each language `words_<code>` and `tokens_<code>`.

    Tokens are in order already, and the tokenizer of SQLite leaves them as they are. Texts are kept
    only of what is found on a page beside the page itself.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(_FOUND)

    def add(self, code: LanguageCode, found: Iterable[Found]) -> None:
        """Add a language, whose texts are numbered as they come."""
        self._database.execute(
            f"CREATE VIRTUAL TABLE words_{code} USING fts5"
            "(title, text, content='', tokenize='ascii', detail=column)"
        )
        self._database.execute(
            f"CREATE VIRTUAL TABLE tokens_{code} USING fts5vocab(words_{code}, instance)"
        )
        for number, item in enumerate(found):
            title, text = (_line(part, item.language) for part in (item.title, item.text))
            self._database.execute(
                f"INSERT INTO words_{code} (rowid, title, text) VALUES (?, ?, ?)",
                (number, title, text),
            )
            part = "#" in item.address
            kept = (item.title, item.text, item.until) if part else ("", item.text and " ", "")
            row = (code, number, item.address, item.language, *kept)
            self._database.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def body(self) -> bytes:
        self._database.commit()
        return self._database.serialize()


def _line(text: str, language: LanguageCode) -> str:
    return " ".join(sorted(distinct(text, language)))
