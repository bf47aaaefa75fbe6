"""One page of every type, for checks that look at types rather than at every page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pwa.locales import LANGUAGE_CODES
from tests.support.sites import frozen_pages

TYPES = (
    *("", "now/", "articles/with-respect/", "articles/mutual-aid/", "topics/safety/"),
    *("topics/peers/", "help/food/", "help/talk/us/", "resources/", "resources/peer-lifeline/"),
    *("resources/emergency-europe/", "search/", "saved/", "contact/", "about/", "unreachable/"),
    *("safety/", "board/", "accessibility/", "install/", "forget/", "neutral/"),
)


def page_urls(
    site: Path, languages: Sequence[str] = LANGUAGE_CODES, *, every: bool = False
) -> Iterator[str]:
    """Yield a page of each type, or with `every` all Arabic and English pages, and bare ones."""
    for language in languages:
        if every and language in ("ar", "en"):
            yield from frozen_pages(site, language)
        else:
            yield from (f"/{language}/{path}" for path in TYPES)
        yield f"/{language}/no-such-page/"
        yield f"/{language}/search/?q=112"
    yield "/index.html"
    yield "/404.html"
