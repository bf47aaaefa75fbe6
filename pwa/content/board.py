"""What people of the network offer, ask for, know and meet for."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, VISIBLE, Day, Slug, Text, misfit
from pwa.content.vocabulary import Need
from pwa.locales import LanguageCode

LONGEST = timedelta(days=60)

EntryKind = Literal["offer", "ask", "skill", "group", "meeting"]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)

_DATE = re.compile(r"\b\d{1,4}([./-])\d{1,2}\1\d{1,4}\b")
# Accounts, sites, and so many digits that somebody could be called.
_REACHES = re.compile(r"@\w|https?:|www\.|\d(?:[ ./()-]{0,2}\d){5,}", re.IGNORECASE)


def _names_nobody(text: str) -> str:
    if _REACHES.search(_DATE.sub("", text)):
        raise ValueError("no number, address or name of an account: answers go through the network")
    return text


EntryText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600),
    VISIBLE,
    AfterValidator(_names_nobody),
]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class BoardEntry:
    """Answered through the network's own channel; it names nobody, and vanishes after `until`."""

    id: Slug
    kind: EntryKind
    need: Need
    place: Text  # of places.toml, or "worldwide"
    text: Annotated[dict[LanguageCode, EntryText], Field(min_length=1)]
    posted: Day
    until: Day  # last day on which it is shown
    example: bool = False  # of how an entry is written: nobody offers or asks for it

    @model_validator(mode="after")
    def _is_not_for_long(self) -> Self:
        if not self.posted <= self.until <= self.posted + LONGEST:
            last = self.posted + LONGEST
            raise misfit(("until",), self.until.isoformat(), f"{self.posted} to {last}: 60 days")
        return self


def chosen(entries: Iterable[BoardEntry], choice: Mapping[str, str]) -> list[BoardEntry]:
    """Return the entries of a kind, need and place, where these are chosen; the newest first."""
    found = [
        entry
        for entry in entries
        if all(value in ("", of_entry(entry)[name]) for name, value in choice.items())
    ]
    return sorted(found, key=lambda entry: (entry.posted, entry.id), reverse=True)


def of_entry(entry: BoardEntry) -> dict[str, str]:
    """Return by what an entry is found, as it stands in addresses."""
    return {"kind": entry.kind, "need": entry.need, "place": entry.place.lower()}
