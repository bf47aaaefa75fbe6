"""A folder of content becomes a `Network`, or every problem in it is reported at once."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from pwa.content import markdown
from pwa.content.articles import Article, ArticleText
from pwa.content.documents import Document, Reader
from pwa.content.fields import WORLDWIDE
from pwa.content.markdown import IMAGE_TYPES
from pwa.content.network import Network, Places, Settings, Topic
from pwa.content.services import Evidence, Organization, Service
from pwa.content.urls import paths
from pwa.errors import ContentError
from pwa.locales import LANGUAGE_CODES, LanguageCode

_SETTINGS = TypeAdapter(Settings)
_TOPIC = TypeAdapter(Topic)
_PLACES = TypeAdapter(Places)
_ARTICLE_TEXT = TypeAdapter(ArticleText)
_ORGANIZATION = TypeAdapter(Organization)
_SERVICE = TypeAdapter(Service)

_FOLDERS = {"topics": ".toml", "articles": ".md", "organizations": ".yaml", "resources": ".yaml"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

Item = TypeVar("Item", Topic, Organization, Service)


def load_network(folder: Path) -> Network:
    """Read a content folder.

    Raises ContentError with every problem of every file, each with its line.
    """
    reader = Reader(folder)
    loader = _Loader(reader)
    network = loader.network()
    if reader.problems or network is None:
        raise ContentError(reader.problems)
    return network


class _Loader:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.documents: dict[str, Document] = {}  # by item id, for problems found later
        self.images: dict[str, str] = {}  # name among the assets -> path of the file

    def network(self) -> Network | None:
        settings = self._settings()
        topics = sorted(self._items("topics/*.toml", _TOPIC), key=lambda topic: topic.order)
        topic_ids = {path.stem for path in self.reader.files("topics/*.toml")}
        places = self._places()
        source = settings.source if settings else None
        articles = [*self._articles(topic_ids, source)]
        organizations = self._items("organizations/*.yaml", _ORGANIZATION)
        services = self._items("resources/*.yaml", _SERVICE)
        self._check_strays()
        for service in services:
            self._check_service(service, {item.id for item in organizations}, places)
        if settings is None:
            return None
        network = Network(
            settings=settings,
            topics=tuple(topics),
            places=places or Places(countries=()),
            articles=tuple(articles),
            organizations={item.id: item for item in organizations},
            services=tuple(services),
            images=self.images,
        )
        self._check_texts(network)
        self._check_links(network)
        return network

    def _settings(self) -> Settings | None:
        path = self.reader.folder / "network.toml"
        if not path.is_file():
            self.reader.report(path, "no such file", "the file that names the network")
            return None
        document = self.reader.toml(path)
        if document is None:
            return None
        self.documents["network"] = document
        return self.reader.validate(_SETTINGS, document)

    def _places(self) -> Places | None:
        for path in self.reader.files("places.toml"):
            document = self.reader.toml(path)
            return self.reader.validate(_PLACES, document) if document else None
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
        if path.stem not in LANGUAGE_CODES:
            languages = ", ".join(LANGUAGE_CODES)
            self.reader.report(path, f"the language {path.stem!r}", f"one of {languages}")
            return None
        document = self.reader.front_matter(path)
        if document is None:
            return None
        self.documents[f"articles/{path.parent.name}/{path.stem}"] = document
        body, faults = markdown.parse(document.body)
        for fault in faults:
            line = document.body_line + fault.line - 1
            self.reader.report(path, fault.found, fault.expected, line=line, at=fault.field)
        for name in body.images:
            self.images[f"articles/{path.parent.name}/{name}"] = str(path.parent / name)
            if not (path.parent / name).is_file():
                self.reader.report(
                    path, f"no file {name!r}", "an image beside the text", at="image"
                )
        if not body.plain.strip():
            line = document.body_line
            self.reader.report(path, "no text", "paragraphs below the front matter", line=line)
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        text = self.reader.validate(_ARTICLE_TEXT, document, body=body, hash=digest)
        if text is not None and text.topic not in topics:
            self._problem(document, ("topic",), repr(text.topic), _one_of("topics", topics))
        return None if faults else text

    def _check_strays(self) -> None:
        """Report files that nothing reads: a wrong ending would hide them."""
        for folder, ending in _FOLDERS.items():
            for path in self.reader.files(f"{folder}/**/*"):
                expected = (ending, *IMAGE_TYPES) if folder == "articles" else (ending,)
                if path.suffix.lower() not in expected:
                    self.reader.report(path, "a file that nothing reads", " or ".join(expected))

    def _check_service(
        self, service: Service, organizations: set[str], places: Places | None
    ) -> None:
        document = self.documents[f"resources/{service.id}"]
        if service.organization not in organizations:
            self._problem(
                document,
                ("organization",),
                repr(service.organization),
                _one_of("organizations", organizations),
            )
        known = {
            WORLDWIDE,
            *(places.countries if places else ()),
            *(places.areas if places else ()),
        }
        for index, place in enumerate(service.serves):
            if place not in known:
                self._problem(
                    document, ("serves", index), repr(place), "worldwide or a place in places.toml"
                )
        for field, digits in service.facts():
            if not any(_proves(item, field, digits) for item in service.evidence):
                quote = f" whose quote contains {digits!r}" if digits else ""
                self._problem(
                    document, (*_loc(field),), "no evidence", f"evidence for {field}{quote}"
                )

    def _check_texts(self, network: Network) -> None:
        """Report what is missing in the source language, from which the others fall back."""
        source = network.settings.source
        owners: dict[str, object] = {
            "network": network.settings,
            **{f"topics/{item.id}": item for item in network.topics},
            **{f"organizations/{item.id}": item for item in network.organizations.values()},
            **{f"resources/{item.id}": item for item in network.services},
        }
        for key, owner in owners.items():
            for field in ("name", "description", "eligibility", "application", "cost"):
                texts = getattr(owner, field, None)
                if isinstance(texts, dict) and source not in texts:
                    self._problem(
                        self.documents[key],
                        (field,),
                        f"only {', '.join(texts)}",
                        f"also the source language {source}",
                    )

    def _check_links(self, network: Network) -> None:
        known = {f"/{code}/{path}" for code in network.languages for path in paths(network)}
        for article in network.articles:
            for code, text in article.texts.items():
                document = self.documents[f"articles/{article.slug}/{code}"]
                for line, href in text.body.links:
                    if code in network.languages and href.partition("#")[0] not in known:
                        self.reader.report(
                            self.reader.folder / document.file,
                            repr(href),
                            "a page of this network",
                            line=document.body_line + line - 1,
                            at="link",
                        )

    def _problem(
        self, document: Document, loc: tuple[int | str, ...], found: str, expected: str
    ) -> None:
        self.reader.problems.append(document.problem(loc, found, expected))


def _proves(evidence: Evidence, field: str, digits: str) -> bool:
    covered = evidence.field == field or evidence.field.startswith(field + ".")
    return covered and digits in evidence.quote


def _loc(field: str) -> Iterable[int | str]:
    return (int(part) if part.isdigit() else part for part in field.split("."))


def _one_of(kind: str, known: set[str]) -> str:
    return f"one of the {kind}: {', '.join(sorted(known)) or 'there are none yet'}"
