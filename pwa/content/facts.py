"""Facts: what public bodies say of rules and numbers, each with its source and its end.

Articles state no law and no number of weight themselves. They quote facts, so that a change is
made in one place and every language tells the country, the source and the day.
"""

from datetime import timedelta
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from pwa.content.articles import Source
from pwa.content.fields import COUNTRIES, STRICT, WORLDWIDE, Day, Slug, Text, Texts, misfit
from pwa.content.numerals import numerals

FactKind = Literal["age", "care", "exploitation", "health", "medicine", "police", "speech"]
FACT_KINDS: tuple[str, ...] = get_args(FactKind)

_LONGEST = timedelta(days=366)  # until somebody must have read the sources again
_PLACES = {WORLDWIDE, "eu", *(code.lower() for code in COUNTRIES)}


def _known(place: str) -> str:
    if place not in _PLACES:
        raise ValueError("a folder named worldwide, eu or by a country such as de")
    return place


@dataclass(frozen=True, kw_only=True, config=STRICT)
class QuotedSource(Source):
    quote: Text  # in its own words


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Fact:
    id: Slug
    place: Annotated[str, AfterValidator(_known)]  # the folder: worldwide, eu, or a country
    kind: FactKind
    sources: Annotated[tuple[QuotedSource, ...], Field(min_length=1, max_length=3)]
    checked: Day  # when somebody read them
    expires: Day  # after it, what is said may no longer be true
    text: Texts

    @property
    def name(self) -> str:
        """As articles quote it: `de/young-patients`."""
        return f"{self.place}/{self.id}"

    @model_validator(mode="after")
    def _is_read_again(self) -> Self:
        if not self.checked <= self.expires <= self.checked + _LONGEST:
            expected = f"a day within 12 months of {self.checked}"
            raise misfit(("expires",), str(self.expires), expected)
        return self

    @model_validator(mode="after")
    def _numbers_are_quoted(self) -> Self:
        quoted = {number for source in self.sources for number in numerals(source.quote)}
        for code, text in self.text.items():
            for number in numerals(text):
                if number not in quoted:
                    raise misfit(("text", code), number, "only numbers that a quote contains")
        return self
