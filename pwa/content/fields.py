"""What the fields of content files may hold."""

from typing import Annotated
from zoneinfo import available_timezones

from babel import Locale as BabelLocale
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from pwa.locales import LanguageCode

STRICT = ConfigDict(extra="forbid")  # unknown keys are errors
WORLDWIDE = "worldwide"

_COUNTRIES = frozenset(
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


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
Texts = Annotated[dict[LanguageCode, Text], Field(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+\.[^\s]+$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+$")]
Country = Annotated[str, _known(_COUNTRIES, "an ISO 3166 country code such as DE")]
Zone = Annotated[str, _known(available_timezones(), "an IANA time zone such as Europe/Berlin")]
