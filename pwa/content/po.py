"""Articles as PO files and back, so that translators can use the editors they know.

Each text above the body, and each block of it, is a message: its context says where it stands,
`articles/too-much body.7`. Links, headings and lists stay Markdown.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from pwa.content.articles import Article
from pwa.content.documents import replace_file
from pwa.content.markdown import FACTS
from pwa.content.network import Network
from pwa.errors import TadamunError
from pwa.locales import LANGUAGE_CODES, LOCALES, LanguageCode

_PARTS = re.compile(r"\A---\n(.*?)^---\n(.*)\Z", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^([a-z_]+):(.*\n(?:[ #-].*\n)*)", re.MULTILINE)  # with the lines below it
_CRITICAL = "{.critical}\n"
_FIRST = ("title", "tab_title", "summary", "in_short")
_TAKEN_OVER = ("topic", "published", "checked", "review", "sources")  # as they are in the file


@dataclass(frozen=True)
class _File:
    """An article's file in one language."""

    keys: Mapping[str, str]  # of the front matter: the raw text from behind the colon on
    texts: Mapping[str, str]  # what is translated, by where it stands: `title`, `body.7`
    critical: frozenset[str]  # the blocks of the body that are
    order: tuple[str, ...]  # of the body: where a text stands, or a line that quotes facts


def export_po(network: Network, folder: Path, language: LanguageCode) -> bytes:
    """Return the articles of a content folder with their translations into a language.

    What follows an earlier text than today's source is fuzzy.
    """
    catalog = Catalog(locale=LOCALES[language].babel_id, project=network.settings.name)
    for article in network.articles:
        source = _read(_path(folder, article, article.source))
        there = language in article.texts
        known = _read(_path(folder, article, language)).texts if there else {}
        for place, text in source.texts.items():
            catalog.add(
                text,
                known.get(place, ""),
                context=f"articles/{article.slug} {place}",
                auto_comments=["critical"] if place in source.critical else [],
                flags=["fuzzy"] if there and article.outdated(language) else [],
            )
    for name in ("creation_date", "revision_date"):
        setattr(catalog, name, None)  # equal content gives equal files
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    return f'{head}"Content-Type: text/plain; charset=UTF-8\\n"\n\n'.encode() + out.getvalue()


def lost(before: bytes, after: bytes) -> int:
    """Return how many translations of a PO file another one would not keep."""
    kept = {(it.context, it.id): it.string for it in _messages(after)}
    return sum(
        bool(it.string) and kept.get((it.context, it.id)) != it.string for it in _messages(before)
    )


def _messages(po: bytes) -> list[Message]:
    try:
        return [message for message in read_po(BytesIO(po), abort_invalid=True) if message.id]
    except (PoFileError, ValueError):
        return []


@dataclass(frozen=True)
class Imported:
    written: tuple[str, ...]  # files, relative to the content folder
    left: tuple[str, ...]  # why an article was left as it was


def import_po(network: Network, folder: Path, po: bytes) -> Imported:
    """Write the translations of a PO file whose article is whole; leave all others as they were.

    Raises TadamunError where it is no PO file of a language of the network.
    """
    catalog, language = _catalog(po, network)
    written, left = [], []
    for article in network.articles:
        if article.source == language:
            continue
        source = _read(_path(folder, article, article.source))
        found: dict[str, str] = {}
        begun = False
        for place, text in source.texts.items():
            message = catalog.get(text, f"articles/{article.slug} {place}")
            if message and message.string:
                begun = True
                if not message.fuzzy:
                    found[place] = str(message.string)
        if len(found) < len(source.texts):
            if begun:
                open_ = [place for place in source.texts if place not in found]
                named = ", ".join((*open_[:3], *("…" for _ in open_[3:4])))
                count = f"{len(open_)} of {len(source.texts)}"
                left.append(f"articles/{article.slug}: {count} missing or fuzzy ({named})")
            continue
        for place, text in found.items():
            found[place] = text.replace(f"](/{article.source}/", f"](/{language}/")
        path = _path(folder, article, language)
        keys = _read(path).keys if path.is_file() else {**source.keys, "review": " draft\n"}
        text = _composed(source, keys, found, article.texts[article.source].hash)
        if not path.is_file() or path.read_text("utf-8") != text:
            replace_file(path, text.encode())
            written.append(f"articles/{article.slug}/{language}.md")
    return Imported(tuple(written), tuple(left))


def _catalog(po: bytes, network: Network) -> tuple[Catalog, LanguageCode]:
    named = re.search(rb'^"Language: *([a-z]+)[^"]*"$', po, re.MULTILINE)
    language = named[1].decode() if named else ""
    if language not in LANGUAGE_CODES or language not in network.languages:
        raise TadamunError(
            f"found the language {language or 'none'!r} in the head of the PO file, expected one "
            f"of {', '.join(network.languages)}: export the file anew"
        )
    try:
        return read_po(BytesIO(po), abort_invalid=True), language
    except (PoFileError, ValueError) as error:
        raise TadamunError(f"found {error}, expected a PO file: export it anew") from error


def _path(folder: Path, article: Article, language: LanguageCode) -> Path:
    return folder / "articles" / article.slug / f"{language}.md"


def _read(path: Path) -> _File:
    """Read a file that is known to be sound."""
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    parts = _PARTS.match(text)
    if parts is None:
        raise TadamunError(f"{path}: found no front matter, expected YAML between lines of ---")
    front, body = parts.groups()
    data = yaml.load(front, Loader=yaml.CBaseLoader)
    blocks = re.split(r"\n(?:[ \t]*\n)+", body.strip("\n"))
    written = [it for it in blocks if not it.startswith(FACTS)]  # what is quoted shifts no number
    critical = frozenset(_body(number) for number, it in enumerate(written, 1) if _CRITICAL in it)
    texts = {name: data[name] for name in ("title", "tab_title", "summary")}
    texts |= {f"in_short.{number}": line for number, line in enumerate(data["in_short"], 1)}
    for number, item in enumerate(data.get("questions", []), 1):
        texts |= {f"questions.{number}.{part}": item[part] for part in ("question", "answer")}
    texts |= {_body(number): it.removeprefix(_CRITICAL) for number, it in enumerate(written, 1)}
    places = map(_body, range(1, len(written) + 1))
    order = tuple(it if it.startswith(FACTS) else next(places) for it in blocks)
    return _File(dict(_KEY.findall(front)), texts, critical, order)


def _composed(source: _File, keys: Mapping[str, str], texts: Mapping[str, str], hashed: str) -> str:
    """Return the file of a translation, laid out as its source is."""
    lines = ["---\n", f"source_hash: {hashed}\n"]
    for key in source.keys:
        if key in _TAKEN_OVER:
            lines.append(f"{key}:{keys.get(key, source.keys[key])}")
        elif key == "in_short":
            lines.append("in_short:\n")
            lines += (f"  - {_scalar(text)}\n" for text in _under(texts, "in_short."))
        elif key == "questions":
            lines.append("questions:\n")
            asked = iter(_under(texts, "questions."))
            for question, answer in zip(asked, asked, strict=True):
                lines.append(f"  - question: {_scalar(question)}\n    answer: {_scalar(answer)}\n")
        else:
            lines.append(f"{key}: {_scalar(texts[key])}\n")
    blocks = (
        (_CRITICAL if place in source.critical else "") + texts.get(place, place)
        for place in source.order
    )
    return "".join((*lines, "---\n", "\n\n".join(blocks), "\n"))


def _scalar(text: str) -> str:
    """Return a text as YAML, without quotes where it can be read without."""
    try:
        plain = yaml.load(f"- k: {text}\n", Loader=yaml.CBaseLoader) == [{"k": text}]
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def _body(number: int) -> str:
    return f"body.{number}"


def _under(texts: Mapping[str, str], start: str) -> list[str]:
    return [text for place, text in texts.items() if place.startswith(start)]
