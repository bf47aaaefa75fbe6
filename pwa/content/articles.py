"""Articles: a source text, its translations, and how long each takes to read."""

import hashlib
import json
import math
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, Day, Slug, Text, WebAddress
from pwa.content.markdown import Body
from pwa.locales import LOCALES, LanguageCode


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Source:
    title: Text
    publisher: Text
    url: WebAddress
    year: Annotated[int, Field(ge=1900, le=2100)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Question:
    question: Text
    answer: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ArticleText:
    """One article in one language: the front matter, and the body beneath it."""

    title: Text
    tab_title: Text  # stands in the browser's history: descriptive, not outing
    summary: Text
    in_short: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5)]
    topic: Slug
    published: Day
    checked: Day
    review: Literal["draft", "reviewed"]
    sources: tuple[Source, ...] = ()
    questions: tuple[Question, ...] = ()
    source_hash: str | None = None  # of the source text this translation follows
    body: Body

    @property
    def hash(self) -> str:
        """Name this text by what a translator translates; dates and review do not count."""
        asked = [(item.question, item.answer) for item in self.questions]
        words = [self.title, self.summary, self.in_short, asked, self.body.html]
        return hashlib.sha256(json.dumps(words).encode()).hexdigest()

    @property
    def plain(self) -> str:
        """All that is read, without marks, but the title."""
        questions = (f"{item.question} {item.answer}" for item in self.questions)
        return " ".join((self.summary, *self.in_short, self.body.plain, *questions))

    def minutes(self, language: LanguageCode) -> int:
        """Return the reading time in minutes, rounded up."""
        locale = LOCALES[language]
        text = self.plain
        units = len(text.split()) if locale.spaced else sum(map(str.isalnum, text))
        return math.ceil(units / locale.reading_speed)


@dataclass(frozen=True, kw_only=True)
class Article:
    slug: Slug
    source: LanguageCode
    texts: dict[LanguageCode, ArticleText]

    @property
    def topic(self) -> str:
        return self.texts[self.source].topic

    def text(self, language: LanguageCode) -> tuple[LanguageCode, ArticleText]:
        """Return the text in this language, or the source text, and which of the two it is."""
        found = language if language in self.texts else self.source
        return found, self.texts[found]

    def outdated(self, language: LanguageCode) -> bool:
        """Whether a translation follows an earlier text than today's source."""
        if language == self.source or language not in self.texts:
            return False
        known = self.texts[language].source_hash
        return known is not None and known != self.texts[self.source].hash
