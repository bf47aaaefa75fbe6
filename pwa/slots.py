"""The places in the page frame that differ from page to page.

Templates mark them while an edition is built; the edition cuts pages at the marks.
"""

from pwa.locales import LANGUAGE_CODES

NAVIGATION = ("home", "help", "search")

SLOTS = (
    "title",
    "head",
    "path",  # the address without its language; fills language links, canonical, hreflang
    "main",
    "page",  # a whole page that has no frame
    *(f"current-{name}" for name in NAVIGATION),
    *(f"lacks-{code}" for code in LANGUAGE_CODES),  # said beside a language link
)

# Private-use characters, which content may not contain.
OPEN, NAMED, CLOSE = "\ue000", "\ue001", "\ue002"


def opening(name: str) -> str:
    if name not in SLOTS:
        raise KeyError(name)
    return f"{OPEN}{name}{NAMED}"
