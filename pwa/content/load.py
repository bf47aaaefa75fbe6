"""A folder of content becomes a `Network`, or every problem in it is reported at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from pwa.content import markdown
from pwa.content.articles import Article, ArticleText
from pwa.content.board import BoardEntry
from pwa.content.documents import Document, Reader
from pwa.content.facts import Fact
from pwa.content.fields import Phrase
from pwa.content.markdown import IMAGE_TYPES, Body
from pwa.content.network import Network, Places, Settings, Topic
from pwa.content.references import (
    Mention,
    board_problems,
    confidential_problems,
    link_problems,
    one_of,
    quoted_problems,
    service_problems,
    text_problems,
    withdrawn_problems,
)
from pwa.content.search import check_synonyms
from pwa.content.services import Organization, Service
from pwa.content.syntax import Loc
from pwa.content.translations import check_facts, check_translations
from pwa.content.wording import check_wording
from pwa.errors import ContentError, Problem
from pwa.locales import LANGUAGE_CODES, LanguageCode

_SETTINGS = TypeAdapter(Settings)
_TOPIC = TypeAdapter(Topic)
_PLACES = TypeAdapter(Places)
_ARTICLE_TEXT = TypeAdapter(ArticleText)
_ORGANIZATION = TypeAdapter(Organization)
_SERVICE = TypeAdapter(Service)
_BOARD_ENTRY = TypeAdapter(BoardEntry)
_FACT = TypeAdapter(Fact)
_SYNONYMS = TypeAdapter(dict[str, tuple[Phrase, ...]])

_FOLDERS = {
    "topics": "topics/<id>.toml",
    "articles": "articles/<slug>/<language>.md or an image beside it",
    "organizations": "organizations/<id>.yaml",
    "resources": "resources/<id>.yaml",
    "board": "board/<id>.toml",
    "facts": "facts/<country>/<id>.toml",
    "synonyms": "synonyms/<language>.toml",
}
_READ = re.compile(
    r"(network|places)\.toml|(topics|board|synonyms)/[^/]+\.toml|(organizations|resources)/[^/]+\.yaml"
    r"|facts/[^/]+/[^/]+\.toml"
    r"|articles/[^/]+/[^/]+\.(md|" + "|".join(ending[1:] for ending in IMAGE_TYPES) + ")"
)
_NOTES = ("README.md", "LICENSE.md")  # for people who look into the folder
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

Named = TypeVar("Named", Organization, Service)
Item = TypeVar("Item", Topic, Organization, Service, BoardEntry)
Only = TypeVar("Only", Settings, Places)


def load_network(folder: Path) -> Network:
    """Read a content folder.

    Raises ContentError with every problem of every file, each with its line.
    """
    reader = Reader(folder)
    loader = _Loader(reader)
    network = loader.network()
    if reader.problems or network is None:
        raise ContentError(reader.problems, folder)
    return network


def check_content(folder: Path) -> tuple[Network | None, list[Problem]]:
    """Read a content folder as far as it can be read; return also all that is wrong with it.

    Beside what stops `load_network` that is wording which misses the glossary, and what people say
    that leads nowhere.
    """
    reader = Reader(folder)
    loader = _Loader(reader)
    network = loader.network()
    if network is not None:
        for article in network.articles:
            check_translations(article, loader.documents, reader)
        check_facts(network.facts, network.settings.source, loader.documents, reader)
        check_wording(network, loader.documents, reader)
        check_synonyms(network, loader.documents, reader)
    return network, sorted(reader.problems)


class _Loader:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.documents: dict[str, Document] = {}  # by item id, for problems found later
        self.links: list[Mention] = []  # inside the network
        self.quoted: list[Mention] = []  # facts
        self.images: dict[str, str] = {}  # name among the assets -> path of the file

    def network(self) -> Network | None:
        settings = self._settings()
        topics = sorted(self._items("topics/*.toml", _TOPIC), key=lambda topic: topic.order)
        places = self._places()
        source = settings.source if settings else None
        articles = [*self._articles(self._names("topics/*.toml"), source)]
        organizations = self._items("organizations/*.yaml", _ORGANIZATION)
        services = self._items("resources/*.yaml", _SERVICE)
        board = self._items("board/*.toml", _BOARD_ENTRY)
        facts = [*self._facts()]
        synonyms = dict(self._synonyms())
        self._check_strays()
        problems = self.reader.problems
        organization_ids = self._names("organizations/*.yaml")
        problems += service_problems(services, organization_ids, places, self.documents)
        problems += board_problems(board, places, self.documents) if places else ()
        if settings is None:
            return None
        network = Network(
            settings=settings,
            topics=tuple(topics),
            places=places or Places(countries=()),
            articles=tuple(articles),
            organizations={
                item.id: _with_proper_name(item, settings.source) for item in organizations
            },
            services=tuple(_with_proper_name(item, settings.source) for item in services),
            board=tuple(board),
            facts=tuple(facts),
            synonyms=synonyms,
            images=self.images,
        )
        problems += text_problems(network, self.documents)
        problems += confidential_problems(self.documents)
        problems += withdrawn_problems(network, self.documents)
        unsure = any(problem.file.startswith(("resources/", "places")) for problem in problems)
        problems += link_problems(self.links, network, self._pages(), unsure=unsure)
        problems += quoted_problems(self.quoted, facts, self._fact_names())
        return network

    def _settings(self) -> Settings | None:
        path = self.reader.folder / "network.toml"
        if not path.is_file():
            self.reader.report(path, "no such file", "the file that names the network")
        return self._single("network", _SETTINGS)

    def _places(self) -> Places | None:
        if not (self.reader.folder / "places.toml").is_file():
            return Places(countries=())
        return self._single("places", _PLACES)

    def _single(self, name: str, adapter: TypeAdapter[Only]) -> Only | None:
        for path in self.reader.files(f"{name}.toml"):
            document = self.reader.toml(path)
            if document is not None:
                self.documents[name] = document
                return self.reader.validate(adapter, document)
        return None

    def _items(self, pattern: str, adapter: TypeAdapter[Item]) -> list[Item]:
        items = []
        for path in self.reader.files(pattern):
            read = self.reader.toml if path.suffix == ".toml" else self.reader.yaml
            document = read(path)
            if document is None:
                continue
            self.documents[f"{path.parent.name}/{path.stem}"] = document
            item = self.reader.validate(adapter, document, id=path.stem)
            if item is not None:
                items.append(item)
        return items

    def _facts(self) -> Iterable[Fact]:
        for path in self.reader.files("facts/*/*.toml"):
            document = self.reader.toml(path)
            if document is not None:
                place = path.parent.name
                self.documents[f"facts/{place}/{path.stem}"] = document
                fact = self.reader.validate(_FACT, document, id=path.stem, place=place)
                if fact is not None:
                    yield fact

    def _synonyms(self) -> Iterable[tuple[LanguageCode, dict[str, tuple[str, ...]]]]:
        for path in self.reader.files("synonyms/*.toml"):
            if self._is_language(path) and (document := self.reader.toml(path)) is not None:
                self.documents[f"synonyms/{path.stem}"] = document
                found = self.reader.validate(_SYNONYMS, document)
                if found is not None:
                    yield path.stem, found  # type: ignore[misc]

    def _is_language(self, path: Path) -> bool:
        if path.stem in LANGUAGE_CODES:
            return True
        languages = ", ".join(LANGUAGE_CODES)
        self.reader.report(path, f"the language {path.stem!r}", f"one of {languages}")
        return False

    def _names(self, pattern: str) -> set[str]:
        """Return the ids of all items, broken ones too: they are not to be reported twice."""
        return {path.stem for path in self.reader.files(pattern)}

    def _fact_names(self) -> set[str]:
        return {f"{path.parent.name}/{path.stem}" for path in self.reader.files("facts/*/*.toml")}

    def _pages(self) -> set[str]:
        return {
            *(f"topics/{name}/" for name in self._names("topics/*.toml")),
            *(f"resources/{name}/" for name in self._names("resources/*.yaml")),
            *(f"articles/{path.parent.name}/" for path in self.reader.files("articles/*/*")),
        }

    def _articles(self, topics: set[str], source: LanguageCode | None) -> Iterable[Article]:
        texts: dict[str, dict[LanguageCode, ArticleText]] = {}
        slugs = {path.parent.name for path in self.reader.files("articles/*/*")}
        for path in self.reader.files("articles/*/*.md"):
            text = self._article_text(path, topics)
            if text is not None:
                texts.setdefault(path.parent.name, {})[path.stem] = text  # type: ignore[index]
        for slug in sorted(slugs):
            folder = self.reader.folder / "articles" / slug
            if not _SLUG.match(slug):
                self.reader.report(folder, f"the name {slug!r}", "small letters, digits, hyphens")
            elif source and not (folder / f"{source}.md").is_file():
                self.reader.report(folder, f"no {source}.md", "the text in the source language")
            elif source and source in texts.get(slug, {}):
                yield Article(slug=slug, source=source, texts=texts[slug])

    def _article_text(self, path: Path, topics: set[str]) -> ArticleText | None:
        if not self._is_language(path):
            return None
        document = self.reader.front_matter(path)
        if document is None:
            return None
        self.documents[f"articles/{path.parent.name}/{path.stem}"] = document
        body, faults = markdown.parse(document.body)
        for fault in faults:
            line = document.body_line + fault.line - 1
            self.reader.report(path, fault.found, fault.expected, line=line, at=fault.field)
        self._check_images(path, document, body)
        self.links += _mentions(document, body.links)
        self.quoted += _mentions(document, body.quoted)
        if not body.plain.strip():
            line = document.body_line
            self.reader.report(path, "no text", "paragraphs below the front matter", line=line)
        text = self.reader.validate(_ARTICLE_TEXT, document, body=body)
        topic = document.data.get("topic")
        if isinstance(topic, str) and _SLUG.match(topic) and topic not in topics:
            self._problem(document, ("topic",), repr(topic), one_of("topics", topics))
        return None if faults else text

    def _check_images(self, path: Path, document: Document, body: Body) -> None:
        beside = {item.name for item in path.parent.iterdir() if item.is_file()}
        for name, body_line in body.images.items():
            self.images[f"articles/{path.parent.name}/{name}"] = str(path.parent / name)
            if name not in beside:
                line = document.body_line + body_line - 1
                self.reader.report(
                    path, f"no file {name!r}", "an image beside the text", line=line, at="image"
                )

    def _check_strays(self) -> None:
        """Report files that nothing reads: a wrong name or place would hide them."""
        for path in self.reader.files("**/*"):
            top, *below = path.relative_to(self.reader.folder).parts
            if _READ.fullmatch("/".join((top, *below))):
                continue
            if below and top in _FOLDERS:
                self.reader.report(path, "a file that nothing reads", _FOLDERS[top])
            elif path.suffix in (".toml", ".yaml", ".yml", ".md") and (below or top not in _NOTES):
                expected = f"network.toml, places.toml or a file in {', '.join(_FOLDERS)}"
                self.reader.report(path, "a file that nothing reads", expected)

    def _problem(self, document: Document, loc: Loc, found: str, expected: str) -> None:
        self.reader.problems.append(document.problem(loc, found, expected))


def _with_proper_name(item: Named, source: LanguageCode) -> Named:
    """Return an item whose name, where it is given once, is that in each language of its text."""
    name = item.name.get(source)
    if name is None:
        return item
    return replace(item, name={**dict.fromkeys(item.description, name), **item.name})


def _mentions(document: Document, targets: Iterable[tuple[int, str]]) -> Iterator[Mention]:
    language: LanguageCode = Path(document.file).stem  # type: ignore[assignment]
    for line, target in targets:
        yield Mention(document.file, language, document.body_line + line - 1, target)
