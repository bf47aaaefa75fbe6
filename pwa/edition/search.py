"""The words of all pages, for the server's search: SQLite FTS5 over tokens, only ever read."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from pwa.content.search import Found
from pwa.content.tokens import distinct
from pwa.locales import LanguageCode

_SCHEMA = """
    CREATE TABLE found (
        number INTEGER PRIMARY KEY,
        address TEXT, language TEXT, title TEXT, text TEXT, until TEXT
    );
    CREATE VIRTUAL TABLE words
        USING fts5(title, text, content='', tokenize='ascii', detail=column);
    CREATE VIRTUAL TABLE tokens USING fts5vocab(words, instance);
    CREATE TABLE made_from (digest TEXT);
"""


def database_name(code: LanguageCode) -> str:
    """Return where the database of a language lies in an edition, beside what is served."""
    return f"search/{code}.db"


def search_database(found: Sequence[Found], program: str, before: Path) -> bytes:
    """Return the database of a language: what is found, by its number, and its tokens.

    Tokens are made already, and the tokenizer of SQLite leaves them as they are. Texts are kept
    only of what is found on a page beside the page itself. `before` is the database of the edition
    before, which is taken over where it was made from the same texts by the same `program`.
    """
    digest = hashlib.sha256(f"{program}{found!r}".encode()).hexdigest()
    if _made_from(before) == digest:
        return before.read_bytes()
    database = sqlite3.connect(":memory:")
    database.executescript(_SCHEMA)
    database.execute("INSERT INTO made_from VALUES (?)", (digest,))
    for number, item in enumerate(found):
        lines = (_line(text, item.language) for text in (item.title, item.text))
        database.execute(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, *lines)
        )
        part = "#" in item.address
        kept = (item.title, item.text, item.until) if part else ("", item.text and " ", "")
        row = (number, item.address, item.language, *kept)
        database.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)", row)
    database.commit()
    body = database.serialize()
    database.close()
    return body


def _made_from(database: Path) -> str | None:
    if not database.is_file():
        return None
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        ((digest,),) = connection.execute("SELECT digest FROM made_from")
    except (sqlite3.Error, ValueError):
        return None  # it is not whole
    finally:
        connection.close()
    return str(digest)


def _line(text: str, language: LanguageCode) -> str:
    return " ".join(sorted(distinct(text, language)))
