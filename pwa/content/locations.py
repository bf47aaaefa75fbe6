"""Where a service is: a place that may be visited, or one that nobody is told of here."""

from typing import Any, Literal, Self

from pydantic import model_validator
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, Country, Text, Texts, misfit
from pwa.content.vocabulary import FactOfPlace

# What would lead to a place.
TELLING = ("address", "latitude", "longitude", "transportation")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Address:
    address_1: Text
    address_2: Text | None = None
    postal_code: Text | None = None
    city: Text
    state_province: Text | None = None
    country: Country


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Location:
    """A confidential location never holds what would lead there, whatever its file says."""

    place: Text  # a country, region or city of places.toml
    location_type: Literal["physical", "virtual"] = "physical"
    confidential: bool = False
    name: Texts | None = None
    description: Texts | None = None  # of a confidential one: how its address can be learnt
    address: Address | None = None
    transportation: Texts | None = None
    accessibility: tuple[FactOfPlace, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _forget(cls, values: Any) -> Any:
        if not is_confidential(values):
            return values
        return {key: value for key, value in values.items() if key not in TELLING}

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.confidential and not self.description:
            raise misfit(("description",), "nothing", "how the address can be learnt")
        return self


def is_confidential(values: Any) -> bool:
    """Whether a location, as its file has it, may be one: whatever is not plainly `false`."""
    return isinstance(values, dict) and values.get("confidential", False) not in (False, "false")
