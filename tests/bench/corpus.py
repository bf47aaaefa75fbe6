"""Writes a network of any size from real prose; the same size gives the same files.

Up to some hundred articles each takes its own part of the book. Where the book is too short, all
paragraphs are put together from its sentences, drawn by a fixed seed: sentences then repeat
(as words and turns do in any large network), which favours long streams over single pages.
"""

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from pwa.locales import LanguageCode
from pwa.paths import STARTER_CONTENT
from tests.bench.handbook import EDITIONS, paragraphs, sentences

LANGUAGES: tuple[LanguageCode, ...] = tuple(EDITIONS)
EDITED = "text-0007"
MOST_RESOURCES = 1200  # the directory is one page: twelve thousand on it help nobody

_SEED = 2026
# Units of text per article: words, or characters where words run on.
_LENGTHS: dict[LanguageCode, tuple[int, int]] = {
    "ar": (350, 700),
    "en": (350, 700),
    "ja": (900, 1700),
}
_HEADING: dict[LanguageCode, int] = {"ar": 5, "en": 5, "ja": 14}  # units
_TRIED = 40  # paragraphs; the ones that are too long for what is left are passed over
_PER_SECTION = 3  # paragraphs under one heading
_COUNTRIES = ("DE", "GB", "JP")
_NEEDS = ("food", "health", "talk", "shelter", "rights", "transport", "children", "tonight")
_KINDS = ("volunteer-group", "mutual-aid-programme", "peer-circle", "charity", "public-service")
_NAMES: dict[LanguageCode, str] = {
    "ar": "خط تجريبي {}",
    "en": "Sample line {}",
    "ja": "見本の電話 {}",
}
_GROUP: dict[LanguageCode, str] = {
    "ar": "مجموعة غير موجودة",
    "en": "A group that does not exist",
    "ja": "実在しない団体",
}
_COST: dict[LanguageCode, str] = {"ar": "مجاني", "en": "Free", "ja": "無料"}
_MARKS = re.compile(r"([\\`*_{}\[\]<>#&|~!])|^([-+=:]|\d+(?=[.)]))", re.MULTILINE)


def write_corpus(folder: Path, articles: int, resources: int | None = None) -> None:
    """Write a content folder: so many articles, and twice as many resources up to 1200."""
    if resources is None:
        resources = min(2 * articles, MOST_RESOURCES)
    rng = random.Random(_SEED)
    prose = {code: _Prose(code, articles, rng) for code in LANGUAGES}
    shutil.copytree(STARTER_CONTENT / "topics", folder / "topics")
    topics = sorted(path.stem for path in (folder / "topics").glob("*.toml"))
    _settings(folder)
    _synonyms(folder)
    for number in range(articles):
        topic = topics[number % len(topics)]
        place = folder / "articles" / f"text-{number:04}"
        place.mkdir(parents=True)
        for code in LANGUAGES:
            (place / f"{code}.md").write_text(_article(prose[code], number, topic), "utf-8")
    (folder / "resources").mkdir()
    for number in range(resources):
        _write_yaml(folder / "resources" / f"line-{number:04}.yaml", _resource(prose, number, rng))


def _synonyms(folder: Path) -> None:
    """Take over what is said of needs and topics; the corpus has not the starter's pages."""
    (folder / "synonyms").mkdir()
    for code in LANGUAGES:
        said = (STARTER_CONTENT / "synonyms" / f"{code}.toml").read_text("utf-8")
        kept = re.sub(r'^"[^"]+" = \[.*?^\]\n', "", said, flags=re.MULTILINE | re.DOTALL)
        (folder / "synonyms" / f"{code}.toml").write_text(kept, "utf-8")


def edit_one_word(folder: Path, languages: Sequence[LanguageCode]) -> None:
    """Change one word of the article `EDITED` in some languages."""
    for code in languages:
        path = folder / "articles" / EDITED / f"{code}.md"
        front, rest = path.read_text("utf-8").rsplit("\n---\n", 1)
        word = max(re.findall(r"[^\W\d_]+", rest), key=len)[:4]
        path.write_text(f"{front}\n---\n{rest.replace(word, word[::-1], 1)}", "utf-8")


def edit_one_service(folder: Path) -> None:
    """Change one word of one service in its source language."""
    path = folder / "resources" / "line-0007.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Sample line 7", "Sample lane 7", 1), "utf-8")


class _Prose:
    """The book in one language, cut into as many stretches as there are articles."""

    def __init__(self, code: LanguageCode, articles: int, rng: random.Random) -> None:
        self.code = code
        self.rng = rng
        self.paragraphs = paragraphs(code)
        self.sentences = [part for text in self.paragraphs for part in sentences(text)]
        sizes = [self.size(text) for text in self.paragraphs]
        stretch = sum(sizes) // articles
        self.whole = stretch > _LENGTHS[code][1]
        self.starts: list[int] = [0]
        passed = 0
        for index, size in enumerate(sizes):
            passed += size
            if passed >= stretch * len(self.starts):
                self.starts.append(index)

    def size(self, text: str) -> int:
        return len(text) if self.code == "ja" else len(text.split())

    def some(self, number: int) -> list[str]:
        """Return the paragraphs of one article."""
        shortest, longest = _LENGTHS[self.code]
        wanted = self.rng.randint(shortest, longest)
        found: list[str] = []
        taken = 0
        for text in islice(self._from(number), _TRIED):
            if taken < wanted and (not taken or taken + self.size(text) <= longest):
                found.append(text)
                taken += self.size(text)
        return found

    def _from(self, number: int) -> Iterator[str]:
        if self.whole:
            start = self.starts[number]
            yield from self.paragraphs[start:]
            return
        space = "" if self.code == "ja" else " "
        while True:
            yield space.join(self.rng.sample(self.sentences, self.rng.randint(2, 6)))

    def sentence(self) -> str:
        return self.rng.choice(self.sentences)

    def heading(self, text: str) -> str:
        """Return the first words of a text, as a heading."""
        units = _HEADING[self.code]
        head = text[:units] if self.code == "ja" else " ".join(text.split()[:units])
        return head.strip(" .,:;،、。「『(（\"'") or text


def _article(prose: _Prose, number: int, topic: str) -> str:
    texts = prose.some(number)
    title = prose.heading(texts[0])
    front: dict[str, Any] = {
        "title": title,
        "tab_title": f"{title[:40]} {number}",
        "summary": prose.sentence(),
        "in_short": [prose.sentence() for _ in range(3)],
        "topic": topic,
        "published": "2026-01-31",
        "checked": "2026-02-28",
        "review": "draft",
        "sources": [_source(number)],
        "questions": [
            {"question": f"{prose.heading(prose.sentence())}?", "answer": prose.sentence()}
            for _ in range(2)
        ],
    }
    lines = []
    for index, text in enumerate(texts):
        if index % _PER_SECTION == 0 and index:
            lines.append(f"## {_escaped(prose.heading(text))}")
        lines.append(_escaped(text))
    return f"---\n{_yaml(front)}---\n" + "\n\n".join(lines) + "\n"


def _source(number: int) -> dict[str, Any]:
    return {
        "title": f"Sample source {number}",
        "publisher": "Institute of Samples",
        "url": f"https://institute.example.org/{number}",
        "year": 2025,
    }


def _resource(prose: dict[LanguageCode, _Prose], number: int, rng: random.Random) -> dict[str, Any]:
    url = f"https://line-{number}.example.org/"
    # A range that the regulator keeps for films and books: nobody is called.
    phone = f"+44 20 7946 {number % 1000:04}"
    facts = {
        "phones.0.number": f"Call {phone}.",
        "schedules.0": "Nine to half past five.",
        "url": f"Welcome to {url}",
        "cost_options.0": "It costs nothing.",
        "anonymous": "You need not say who you are.",
    }
    return {
        "organization": "sample-group",
        "name": {code: name.format(number) for code, name in _NAMES.items()},
        "description": {code: prose[code].sentence() for code in LANGUAGES},
        "eligibility_description": {code: prose[code].sentence() for code in LANGUAGES},
        "application_process": {code: prose[code].sentence() for code in LANGUAGES},
        "status": "active",
        "kind": rng.choice(_KINDS),
        "help": rng.sample(_NEEDS, 2),
        "serves": [rng.choice(_COUNTRIES)],
        "reachable_from": ["GB"],
        "zone": "Europe/London",
        "url": url,
        "phones": [{"number": phone, "country": "GB", "kind": "international"}],
        "schedules": [{"byday": ["MO", "TU", "WE"], "opens_at": "09:00", "closes_at": "17:30"}],
        "languages": ["en", "ar"],
        "cost_options": [{"amount": 0, "option": dict(_COST)}],
        "assured_date": "2026-02-28",
        "anonymous": "yes",
        "evidence": [
            {"field": field, "url": url, "copy_date": "2026-01-31", "quote": quote}
            for field, quote in facts.items()
        ],
    }


def _settings(folder: Path) -> None:
    (folder / "places.toml").write_text(f"countries = {list(_COUNTRIES)}\n", "utf-8")
    texts = "\n".join(f'{code} = "{text}"' for code, text in _GROUP.items())
    (folder / "network.toml").write_text(
        f'name = "Sample network"\nshort_name = "Sample"\nsource = "en"\noffline = "auto"\n'
        f"languages = {list(LANGUAGES)}\n\n[description]\n{texts}\n",
        "utf-8",
    )
    organization = {
        "name": dict(_GROUP),
        "description": dict(_GROUP),
        "website": "https://group.example.org",
    }
    (folder / "organizations").mkdir()
    _write_yaml(folder / "organizations" / "sample-group.yaml", organization)


def _write_yaml(path: Path, value: dict[str, Any]) -> None:
    path.write_text(_yaml(value), "utf-8")


def _yaml(value: dict[str, Any]) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKS.sub(lambda match: f"\\{match[1]}" if match[1] else f"\\{match[2]}", text)
