"""What the files of a network say of each other: whatever they name must be there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pwa.content import confidential
from pwa.content.board import BoardEntry
from pwa.content.documents import Document
from pwa.content.facts import FACT_KINDS, Fact
from pwa.content.fields import WORLDWIDE
from pwa.content.network import Network, Places, texts_of
from pwa.content.services import Evidence, Service
from pwa.content.syntax import Loc
from pwa.content.urls import paths
from pwa.errors import Problem
from pwa.locales import LanguageCode

_PLACE = "worldwide or a place in places.toml"

Documents = Mapping[str, Document]  # by the folder and name of their files: `board/soup`


@dataclass(frozen=True)
class Mention:
    """What the text of an article leads to: an address, or facts."""

    file: str
    language: LanguageCode
    line: int
    target: str


def service_problems(
    services: Iterable[Service],
    organizations: AbstractSet[str],
    places: Places | None,
    documents: Documents,
) -> Iterator[Problem]:
    """Yield what services name and is not there, and what they say without evidence."""
    known = places.named if places else set()
    for service in services:
        document = documents[f"resources/{service.id}"]
        if service.organization not in organizations:
            expected = one_of("organizations", organizations)
            yield document.problem(("organization",), repr(service.organization), expected)
        for index, place in enumerate(service.serves):
            if places and place not in known:
                yield document.problem(("serves", index), repr(place), _PLACE)
        for index, location in enumerate(service.locations):
            if places and location.place not in known - {WORLDWIDE}:
                loc = ("locations", index, "place")
                yield document.problem(loc, repr(location.place), "a place in places.toml")
        for field, digits in service.facts():
            if not any(_proves(item, field, digits) for item in service.evidence):
                quote = f" whose quote contains {digits!r}" if digits else ""
                expected = f"evidence for {field}{quote}: add it below, with url, copy_date, quote"
                yield document.problem((*_loc(field),), "no evidence", expected)


def board_problems(
    board: Iterable[BoardEntry], places: Places, documents: Documents
) -> Iterator[Problem]:
    for entry in board:
        if entry.place not in places.named:
            document = documents[f"board/{entry.id}"]
            yield document.problem(("place",), repr(entry.place), _PLACE)


def text_problems(network: Network, documents: Documents) -> Iterator[Problem]:
    """Yield what is missing in the source language, from which the others fall back."""
    source = network.settings.source
    for key, loc, texts in texts_of(network):
        if source not in texts:
            found = f"only {', '.join(texts)}"
            yield documents[key].problem(loc, found, f"also the source language {source}")


def confidential_problems(documents: Documents) -> Iterator[Problem]:
    """Yield what would give a confidential location away, without repeating it."""
    for name, loc in confidential.leaks(documents):
        found, expected = "what a confidential location hides", "nothing that leads there"
        yield documents[name].problem(loc, found, expected)


def withdrawn_problems(network: Network, documents: Documents) -> Iterator[Problem]:
    there = {*paths(network)}
    for number, address in enumerate(network.settings.withdrawn):
        if address in there:
            yield documents["network"].problem(
                ("withdrawn", number),
                f"{address!r}, which is still a page",
                "a page that is gone: remove its files too, or take it off this list",
            )


def link_problems(
    links: Iterable[Mention], network: Network, pages: AbstractSet[str], *, unsure: bool
) -> Iterator[Problem]:
    """Yield links to no page of the network.

    `pages` count as there, whatever they hold; where places are `unsure`, so do all lists of help.
    """
    known = {*paths(network), *pages}
    open_ended = "help/" if unsure else ()
    for link in links:
        code, _, rest = link.target[1:].partition("#")[0].partition("/")
        found = code in network.languages and (rest in known or rest.startswith(open_ended))
        if link.language in network.languages and not found:
            expected = f"a page of this network such as /{link.language}/resources/"
            yield Problem(link.file, link.line, "link", repr(link.target), expected)


def quoted_problems(
    quoted: Iterable[Mention], facts: Sequence[Fact], names: AbstractSet[str]
) -> Iterator[Problem]:
    """Yield quotes of no fact; `names` are those of all files, also of broken ones."""
    known = {fact.kind for fact in facts if fact.place != WORLDWIDE} | names
    broken = len(names) > len(facts)
    for quote in quoted:
        if quote.target not in known and not (broken and quote.target in FACT_KINDS):
            expected = f"a fact such as de/night-rules, or one of {', '.join(FACT_KINDS)}"
            found = f"no facts {quote.target!r}"
            yield Problem(quote.file, quote.line, "facts", found, expected)


def one_of(kind: str, known: AbstractSet[str]) -> str:
    return f"one of the {kind}: {', '.join(sorted(known)) or 'there are none yet'}"


def _proves(evidence: Evidence, field: str, digits: str) -> bool:
    covered = evidence.field == field or evidence.field.startswith(field + ".")
    return covered and digits in evidence.quote


def _loc(field: str) -> Loc:
    return tuple(int(part) if part.isdigit() else part for part in field.split("."))
