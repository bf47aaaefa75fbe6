"""Organizations and their services. Field names are those of HSDS 3.1 where it has one."""

from collections.abc import Iterator
from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from pwa.content import phones
from pwa.content.fields import (
    STRICT,
    Country,
    Day,
    Email,
    Hour,
    Slug,
    Text,
    Texts,
    WebAddress,
    Zone,
    misfit,
)
from pwa.content.vocabulary import Answer, Kind, Need, Weekday


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Evidence:
    """Where a fact was read: the quote contains it."""

    field: Text  # dotted path of the fact in its file: phones.0.number
    url: WebAddress
    copy_date: Day
    quote: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Organization:
    id: Slug
    name: Texts
    description: Texts
    website: WebAddress
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Phone:
    number: Text  # as its source prints it
    country: Country
    kind: phones.PhoneKind
    type: Literal["voice", "text", "textphone"] = "voice"
    languages: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _number_is_valid(self) -> Self:
        expected = phones.expectation(self.number, self.country, self.kind)
        if expected:
            raise misfit(("number",), repr(self.number), expected)
        return self

    @property
    def href(self) -> str:
        scheme = "sms" if self.type == "text" else "tel"
        return f"{scheme}:{phones.dialled(self.number, self.country, self.kind)}"

    @property
    def local(self) -> bool:
        """Whether the number works only inside its country."""
        return self.kind in phones.SHORT_KINDS


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Schedule:
    """Weekly hours in the service's zone; 00:00 to 23:59 means all day."""

    byday: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    opens_at: Hour
    closes_at: Hour

    @property
    def all_day(self) -> bool:
        return (self.opens_at, self.closes_at) == (time(0, 0), time(23, 59))


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Service:
    id: Slug
    organization: Slug
    name: Texts
    description: Texts
    eligibility: Texts
    application: Texts | None = None  # what happens when someone calls, writes or comes
    status: Literal["active", "inactive", "defunct", "temporarily closed"] = "active"
    kind: Kind
    help: Annotated[tuple[Need, ...], Field(min_length=1)]
    serves: Annotated[tuple[Text, ...], Field(min_length=1)]  # places, or "worldwide"
    reachable_from: tuple[Country, ...] = ()
    zone: Zone | None = None
    url: WebAddress | None = None
    email: Email | None = None
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    languages: tuple[Text, ...] = ()
    cost: Texts | None = None
    assured_date: Day | None = None  # when a person of this network called
    expires: Day | None = None  # after it, all said here may no longer be true
    police_contact: Answer = "unknown"
    anonymous: Answer = "unknown"
    evidence: tuple[Evidence, ...]

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.url or self.email or self.phones):
            raise misfit((), "no way to reach it", "at least one of url, email, phones")
        if self.schedules and not self.zone:
            raise misfit(("zone",), "nothing", "the time zone in which the schedules are meant")
        return self

    @property
    def read_date(self) -> date:
        """When the service's own pages were last read."""
        return max(item.copy_date for item in self.evidence)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield `(field, digits)` for every fact that needs evidence."""
        for index, phone in enumerate(self.phones):
            yield f"phones.{index}.number", phone.number
        for index, _ in enumerate(self.schedules):
            yield f"schedules.{index}", ""
        for name in ("url", "email", "cost"):
            if getattr(self, name):
                yield name, ""
        for name in ("police_contact", "anonymous"):
            if getattr(self, name) != "unknown":
                yield name, ""
