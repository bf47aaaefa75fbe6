"""What may be published nowhere: where confidential locations are."""

from collections.abc import Iterator, Mapping
from typing import Any

from pwa.content.documents import Document
from pwa.content.locations import TELLING, is_confidential
from pwa.content.syntax import Loc

_SHORTEST = 5  # letters and digits of a text that can be told from others
_COMMON = ("postal_code", "city", "state_province", "country")  # lead to no door


def leaks(documents: Mapping[str, Document]) -> Iterator[tuple[str, Loc]]:
    """Yield each document, by its name, and field that repeats what a confidential one hides."""
    hidden = {
        _bare(text)
        for document in documents.values()
        for place, values in _locations(document.data)
        for loc, text in _leaves(values, place)
        if _is_hidden(loc) and loc[-1] not in _COMMON
    }
    hidden = {text for text in hidden if len(text) >= _SHORTEST}
    if not hidden:
        return
    for name, document in documents.items():
        own = [place for place, _ in _locations(document.data)]
        for loc, text in (*_leaves(document.data), (("text",), document.body)):
            if any(loc[: len(place)] == place and _is_hidden(loc) for place in own):
                continue
            bare = _bare(text)
            if any(secret in bare for secret in hidden):
                yield name, loc


def _locations(data: Mapping[str, Any]) -> Iterator[tuple[Loc, Any]]:
    found = data.get("locations")
    for index, values in enumerate(found if isinstance(found, list) else ()):
        if is_confidential(values):
            yield ("locations", index), values


def _is_hidden(loc: Loc) -> bool:
    return len(loc) > 2 and loc[2] in TELLING


def _leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*loc, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*loc, index))
    elif value is not None:
        yield loc, str(value)


def _bare(text: str) -> str:
    """Return letters and digits alone: an address is the same with other spaces and commas."""
    return "".join(filter(str.isalnum, text.casefold()))
