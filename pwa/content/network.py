"""A network: its settings, and all that it publishes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from pwa.content import phones
from pwa.content.articles import Article
from pwa.content.board import BoardEntry
from pwa.content.facts import Fact
from pwa.content.fields import (
    EMAIL,
    FORMS,
    STRICT,
    WEB_ADDRESS,
    WORLDWIDE,
    Country,
    PageAddress,
    ShortText,
    Slug,
    Text,
    Texts,
    WebAddress,
    misfit,
)
from pwa.content.services import Organization, Service
from pwa.content.syntax import Loc
from pwa.content.vocabulary import Need
from pwa.locales import LanguageCode


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Channel:
    """One way to reach the people who run the network."""

    kind: Literal["email", "phone", "web"]
    value: Text

    @model_validator(mode="after")
    def _value_is_of_its_kind(self) -> Self:
        form = {"email": EMAIL, "web": WEB_ADDRESS}.get(self.kind)
        if form is None:
            expected = phones.expectation(self.value, "", "international")
        else:
            expected = None if re.search(form, self.value) else FORMS[form]
        if expected:
            raise misfit(("value",), repr(self.value), expected)
        return self

    @property
    def href(self) -> str:
        if self.kind == "phone":
            return f"tel:{phones.dialled(self.value, '', 'international')}"
        return {"email": "mailto:", "web": ""}[self.kind] + self.value


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Contact:
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    readers: Texts  # who reads what arrives, by role
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    days_to_answer: Annotated[int, Field(ge=1, le=60)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Settings:
    """`network.toml`: who publishes this, in which languages, and how."""

    name: Text
    short_name: ShortText
    description: Texts
    source: LanguageCode  # the language articles are written in first
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    base_url: WebAddress | None = None
    offline: Literal["auto", "ask"] = "ask"
    exit_url: dict[LanguageCode, WebAddress] = field(default_factory=dict)  # where “Leave” leads
    indexing: bool = False  # whether search engines may list the pages
    contact: Contact | None = None
    # Pages taken back. Phones hide them before they fetch anything; so few, because every phone
    # reads the list each time.
    withdrawn: Annotated[tuple[PageAddress, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def _source_is_published(self) -> Self:
        _unique((("languages", index), code) for index, code in enumerate(self.languages))
        if self.source not in self.languages:
            found = f"only {', '.join(self.languages)}"
            raise misfit(("languages",), found, f"also the source language {self.source}")
        return self

    @property
    def https(self) -> bool:
        return self.base_url is not None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Topic:
    id: Slug
    name: Texts
    description: Texts
    icon: Slug
    order: int
    needs: tuple[Need, ...] = ()  # services that answer these stand beside the topic's articles


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Area:
    """A region or city, where a whole country is too coarse."""

    id: Slug
    country: Country
    name: Texts


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Places:
    countries: tuple[Country, ...]
    regions: tuple[Area, ...] = ()
    cities: tuple[Area, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        countries = enumerate(self.countries)
        _unique(
            (
                ((), WORLDWIDE),
                *((("countries", index), code.lower()) for index, code in countries),
                *((("regions", index, "id"), area.id) for index, area in enumerate(self.regions)),
                *((("cities", index, "id"), area.id) for index, area in enumerate(self.cities)),
            )
        )
        return self

    @cached_property
    def areas(self) -> dict[str, Area]:
        return {area.id: area for area in (*self.regions, *self.cities)}

    @property
    def named(self) -> set[str]:
        """Return every place as content files name it, and the whole world."""
        return {WORLDWIDE, *self.countries, *self.areas}

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every place as it stands in addresses: `de`, `berlin`."""
        areas = (area.id for area in (*self.regions, *self.cities))
        return (*(code.lower() for code in self.countries), *areas)


@dataclass(frozen=True, kw_only=True)
class Network:
    settings: Settings
    topics: tuple[Topic, ...]
    places: Places
    articles: tuple[Article, ...]
    organizations: dict[str, Organization]
    services: tuple[Service, ...]
    board: tuple[BoardEntry, ...] = ()
    facts: tuple[Fact, ...] = ()
    # What people say, by what it is about: subject -> phrases.
    synonyms: dict[LanguageCode, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    images: dict[str, str] = field(
        default_factory=dict
    )  # name among the assets -> path of the file

    @property
    def languages(self) -> tuple[LanguageCode, ...]:
        return self.settings.languages

    def topic(self, topic_id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def article(self, slug: str) -> Article | None:
        return self._articles.get(slug)

    def newest_articles(self, most: int) -> list[Article]:
        """Return so many articles, by the day their source text was published."""

        def published(article: Article) -> date:
            return article.texts[article.source].published

        return sorted(self.articles, key=published, reverse=True)[:most]

    def service(self, service_id: str) -> Service | None:
        return self._services.get(service_id)

    def facts_of(self, which: str) -> tuple[Fact, ...]:
        """Return what holds in countries of one kind of fact, or the one fact of this name."""
        return tuple(
            fact
            for fact in self.facts
            if which == fact.name or (which == fact.kind and fact.place != WORLDWIDE)
        )

    def services_for(self, *needs: str, place: str | None = None) -> tuple[Service, ...]:
        """Return the services that answer any of the needs.

        For a place: its own, then those of the whole country, then worldwide.
        """
        fitting = [service for service in self.services if set(needs) & set(service.help)]
        if place is None:
            return tuple(fitting)
        area = self.places.areas.get(place)
        nearest_first = (
            *(service for service in fitting if place in self.places_of(service)),
            *(service for service in fitting if area and area.country in service.serves),
            *(service for service in fitting if WORLDWIDE in service.serves),
        )
        return tuple({service.id: service for service in nearest_first}.values())

    def places_with(self, need: str) -> tuple[str, ...]:
        """Return the places that have a service of their own for this need."""
        served = {place for service in self.services_for(need) for place in self.places_of(service)}
        return tuple(place for place in self.places.ids if place in served)

    def places_of(self, service: Service) -> set[str]:
        """Return what a service serves: a city stands for its country too."""
        own = {place.lower() for place in service.serves} - {WORLDWIDE}
        areas = self.places.areas
        return own | {areas[place].country.lower() for place in own if place in areas}

    def topic_of_need(self, need: str) -> str | None:
        """Return the first topic that answers a need."""
        return next((topic.id for topic in self.topics if need in topic.needs), None)

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.slug: article for article in self.articles}

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.id: service for service in self.services}


def _unique(values: Iterable[tuple[tuple[int | str, ...], str]]) -> None:
    seen: set[str] = set()
    for at, value in values:
        if value in seen:
            raise misfit(at, f"{value!r} a second time", "each only once")
        seen.add(value)


_TEXTS = (Texts, Texts | None)


def texts_of(network: Network) -> Iterator[tuple[str, Loc, Texts]]:
    """Yield every text that has a source, with the file and field it stands in."""
    owners: dict[str, object] = {
        "network": network.settings,
        **{f"topics/{item.id}": item for item in network.topics},
        **{f"organizations/{item.id}": item for item in network.organizations.values()},
        **{f"resources/{item.id}": item for item in network.services},
        **{f"facts/{item.name}": item for item in network.facts},
    }
    for key, owner in owners.items():
        yield from ((key, loc, texts) for loc, texts in _texts_in(owner))
    for kind in ("regions", "cities"):
        for index, area in enumerate(getattr(network.places, kind)):
            yield "places", (kind, index, "name"), area.name


def _texts_in(owner: Any) -> Iterator[tuple[Loc, Texts]]:
    """Yield the texts of an item and of all that it holds, each with its field."""
    for known in fields(owner):
        value = getattr(owner, known.name)
        if known.type in _TEXTS:
            if value is not None:
                yield (known.name,), value
        elif is_dataclass(value):
            yield from (((known.name, *loc), texts) for loc, texts in _texts_in(value))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    for loc, texts in _texts_in(item):
                        yield (known.name, index, *loc), texts
