"""What the fields of content files may hold."""

import re
from datetime import date, time
from typing import Annotated
from zoneinfo import available_timezones

from babel import Locale as BabelLocale
from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pwa.locales import LanguageCode

STRICT = ConfigDict(extra="forbid")  # unknown keys are errors
WORLDWIDE = "worldwide"

# Control characters, private use (the edition's marks), and controls that reorder what is read.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ue000-\uf8ff\ufffe\uffff]")

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
WEB_ADDRESS = r"^https://[^\s/]+\.[^\s]+$"
PAGE = r"^(articles|resources)/[a-z0-9]+(-[a-z0-9]+)*/$"
EMAIL = r"^[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+$"
FORMS = {
    _SLUG: "small letters, digits, single hyphens between them",
    WEB_ADDRESS: "an address such as https://example.org",
    PAGE: "the address of an article or a service such as articles/night-line/",
    EMAIL: "an address such as help@example.org",
}

COUNTRIES = frozenset(
    code
    for code in map(str, BabelLocale("en").territories)
    if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
)


def _known(values: frozenset[str] | set[str], kind: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(kind)
        return value

    return AfterValidator(check)


def _visible(value: str) -> str:
    # Checked again after parsing: "\u202e" in quotes and &#x202e; are written in plain letters.
    if HIDDEN.search(value):
        raise ValueError("visible text")
    return value


def _written(form: str, expected: str) -> BeforeValidator:
    """Refuse what pydantic would take for a number of seconds: `2026`, `10`."""

    def check(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(form, value):
            raise ValueError(expected)
        return value

    return BeforeValidator(check)


def misfit(at: tuple[int | str, ...], found: str, expected: str) -> PydanticCustomError:
    """Return the error of a rule about several fields, to be shown at one of them."""
    return PydanticCustomError(
        "misfit", "{expected}", {"at": at, "found": found, "expected": expected}
    )


VISIBLE = AfterValidator(_visible)

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000), VISIBLE
]
ShortText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12), VISIBLE
]
Phrase = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), VISIBLE
]
Texts = Annotated[dict[LanguageCode, Text], Field(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=60)]
WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS), VISIBLE]
Email = Annotated[str, StringConstraints(pattern=EMAIL), VISIBLE]
PageAddress = Annotated[str, StringConstraints(pattern=PAGE, max_length=60)]
Country = Annotated[str, _known(COUNTRIES, "an ISO 3166 country code such as DE")]
Currency = Annotated[str, _known(list_currencies(), "an ISO 4217 currency code such as EUR")]
Zone = Annotated[str, _known(available_timezones(), "an IANA time zone such as Europe/Berlin")]
Day = Annotated[date, _written(r"\d{4}-\d\d-\d\d", "a date such as 2026-11-23")]
Hour = Annotated[time, _written(r"\d\d:\d\d", "a time such as 09:30")]
