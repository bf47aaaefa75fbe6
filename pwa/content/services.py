"""Organizations and their services. Field names are those of HSDS 3.1 where it has one."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from pwa.content import phones
from pwa.content.fields import (
    STRICT,
    Country,
    Currency,
    Day,
    Email,
    Slug,
    Text,
    Texts,
    WebAddress,
    Zone,
    misfit,
)
from pwa.content.locations import Location
from pwa.content.schedules import Schedule
from pwa.content.vocabulary import (
    Access,
    Admitted,
    Answer,
    Community,
    FactOfService,
    Kind,
    Need,
    PhoneNeed,
    Way,
)

ANSWERS = (
    "police_contact",
    "tells_parents",
    "child_protection_duty",
    "shares_with_immigration",
    "religious",
    "anonymous",
    "id_required",
    "seen_on_bill",
    "own_gender",
)


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
    # Two sources for a short number that no numbering plan knows yet.
    waiver: Annotated[tuple[WebAddress, ...], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _number_is_valid(self) -> Self:
        expected = phones.expectation(self.number, self.country, self.kind)
        if expected and not (self.waiver and phones.could_be_short(self.number, self.kind)):
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
class CostOption:
    option: Texts
    amount: Annotated[float, Field(ge=0)] | None = None  # 0: free
    currency: Currency | None = None

    @model_validator(mode="after")
    def _amount_has_a_currency(self) -> Self:
        if self.amount and not self.currency:
            raise misfit(("currency",), "nothing", "the currency of the amount, such as EUR")
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class RequiredDocument:
    document: Texts


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Service:
    id: Slug
    organization: Slug
    name: Texts
    description: Texts
    eligibility_description: Texts
    application_process: Texts | None = None  # what happens when someone calls, writes or comes
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
    interpretation_services: Texts | None = None
    communities: tuple[Community, ...] = ()  # for whom it is made
    admits: dict[Admitted, Answer] = field(default_factory=dict)
    own_gender: Answer = "unknown"  # whether people are housed by their own gender
    locations: tuple[Location, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    required_documents: tuple[RequiredDocument, ...] = ()
    phone_needs: tuple[PhoneNeed, ...] = ()
    assured_date: Day | None = None  # when a person of this network called
    expires: Day | None = None  # after it, all said here may no longer be true
    police_contact: Answer = "unknown"  # without being asked
    tells_parents: Answer = "unknown"  # without consent
    child_protection_duty: Answer = "unknown"  # must report what it hears about minors
    shares_with_immigration: Answer = "unknown"
    religious: Answer = "unknown"
    anonymous: Answer = "unknown"
    id_required: Answer = "unknown"
    seen_on_bill: Answer = "unknown"
    evidence: tuple[Evidence, ...]

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.url or self.email or self.phones):
            raise misfit((), "no way to reach it", "at least one of url, email, phones")
        if self.schedules and not self.zone:
            raise misfit(
                ("zone",),
                "nothing",
                "the time zone in which the schedules are meant, such as Europe/Berlin",
            )
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
        for index, _ in enumerate(self.cost_options):
            yield f"cost_options.{index}", ""
        for name in ("url", "email"):
            if getattr(self, name):
                yield name, ""
        for name in ANSWERS:
            if getattr(self, name) != "unknown":
                yield name, ""
        for group, answer in self.admits.items():
            if answer != "unknown":
                yield f"admits.{group}", ""

    @property
    def access(self) -> tuple[Access, ...]:
        """What makes it possible to take, where it is known."""
        costs = [item.amount for item in self.cost_options]
        known: dict[FactOfService, bool] = {
            "free": bool(costs) and not any(amount != 0 for amount in costs),
            "no-id": self.id_required == "no",
            "anonymous": self.anonymous == "yes",
            "no-police": self.police_contact == "no",
            "no-parents": self.tells_parents == "no",
            "no-immigration": self.shares_with_immigration == "no",
            "secular": self.religious == "no",
            "interpreter": self.interpretation_services is not None,
        }
        places = (fact for item in self.locations for fact in item.accessibility)
        return *(fact for fact, holds in known.items() if holds), *dict.fromkeys(places)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to reach it."""
        known: dict[Way, bool] = {
            "call": any(phone.type == "voice" for phone in self.phones),
            "text": any(phone.type != "voice" for phone in self.phones),
            "write": self.email is not None,
            "web": self.url is not None,
            "visit": any(item.location_type == "physical" for item in self.locations),
        }
        return tuple(way for way, there in known.items() if there)
