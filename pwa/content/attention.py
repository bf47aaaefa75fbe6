"""What wants a look though it is no mistake: what has grown old, and what stands there twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pwa.content.network import Network

OLD = 365  # days since anybody read what is said of a service


@dataclass(frozen=True, order=True)
class Notice:
    file: str  # relative to the content folder
    what: str


def attention(network: Network, today: date) -> list[Notice]:
    """Return everything that wants a look, by file."""
    return sorted((*_aged(network, today), *_doubled(network)))


def _aged(network: Network, today: date) -> Iterator[Notice]:
    for service in network.services:
        file = f"resources/{service.id}.yaml"
        if service.expires and service.expires < today:
            yield Notice(file, f"expired on {service.expires}: read its pages again or remove it")
        elif (today - service.read_date).days > OLD:
            yield Notice(file, f"last read on {service.read_date}: read its pages again")
    for fact in network.facts:
        if fact.expires < today:
            notice = f"expired on {fact.expires}: read its source again or remove it"
            yield Notice(f"facts/{fact.name}.toml", notice)
    if network.board and not network.settings.contact:
        yield Notice("network.toml", "no contact: nobody can answer what is on the board")
    for entry in network.board:
        if entry.until < today:
            yield Notice(f"board/{entry.id}.toml", f"ended on {entry.until}: remove it")


def _doubled(network: Network) -> Iterator[Notice]:
    for file, same in _repeated(
        (f"resources/{service.id}.yaml", (phone.href for phone in service.phones))
        for service in network.services
    ):
        yield Notice(file, f"reached by the number of {same}: is it the same service?")
    for file, same in _repeated(
        (f"articles/{article.slug}/{code}.md", (f"{code} {text.title.casefold()}",))
        for article in network.articles
        for code, text in article.texts.items()
    ):
        yield Notice(file, f"has the title of {same}: readers cannot tell them apart")


def _repeated(marked: Iterable[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, str]]:
    """Yield each file that has a mark which an earlier one has, with that one."""
    files: Mapping[str, list[str]] = defaultdict(list)
    for file, marks in marked:
        for mark in marks:
            files[mark].append(file)
    for first, *others in files.values():
        yield from ((other, first) for other in dict.fromkeys(others) if other != first)
