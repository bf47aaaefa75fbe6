"""What a kept language costs when something changed, or nothing."""

import hashlib
from collections.abc import Iterator, Sequence

from pwa.locales import LanguageCode
from tests.bench.corpus import EDITED, edit_one_word
from tests.bench.figures import Figure, Sheet
from tests.bench.phone import HAS_REVISION, ON_EDITION, Trip
from tests.bench.stage import Side, Stage

BYTES_LIMIT = 4000  # bytes of one changed word
REQUESTS_LIMIT = 3
WORKER = "/sw.js"  # asked for by the browser itself

Sides = dict[LanguageCode, tuple[Side, Side | None]]
Figures = Iterator[Figure]

_SUBJECT = "Keeping it up to date"


def measure_nothing_changed(kept: Sides) -> Figures:
    """Read a page again on phones that have the newest edition."""
    for language, (ours, _) in kept.items():
        sheet = Sheet(_SUBJECT, language)
        trip = ours.phone.again().without(WORKER)
        yield sheet.value("nothing changed: requests", trip.requests, of=trip.answers(), limit=1)
        yield sheet.value("nothing changed: bytes", trip.size, "B")
        fresh = sum(exchange.status != 304 for exchange in trip.exchanges)
        yield sheet.value("nothing changed: answers other than 304", fresh, limit=0)


def measure_one_word(stage: Stage, kept: Sides, languages: Sequence[LanguageCode]) -> Figures:
    """Change one word of one article in some languages, build, and read a page again."""
    edit_one_word(stage.content, languages)
    stage.build()
    for language in languages:
        ours, compared = kept[language]
        trip = _updated(stage, language, ours)
        sheet = Sheet(_SUBJECT, language)
        yield sheet.value("one word: bytes", trip.size, "B", trip.answers(), limit=BYTES_LIMIT)
        yield sheet.value("one word: of them bodies", trip.body, "B", trip.bodies())
        yield sheet.value("one word: requests", trip.requests, limit=REQUESTS_LIMIT)
        if compared:
            other = _updated_precache(stage, language, compared, f"articles/{EDITED}/")
            yield sheet.ratio("one word: bytes, to Workbox", trip.size, other.size, 1, "B")
            yield sheet.value("one word: Workbox's requests", other.requests, of=other.answers())


def measure_one_rule(stage: Stage, kept: Sides) -> Figures:
    """Change one rule of the styles, build, and read a page again."""
    static = stage.changed_static("css/base.css", "{", "{\n  --changed: 1px;")
    stage.build(static)
    for language, (ours, compared) in kept.items():
        trip = _updated(stage, language, ours)
        sheet = Sheet(_SUBJECT, language)
        yield sheet.value("one CSS rule: bytes", trip.size, "B", trip.answers())
        if compared:
            other = _updated_precache(stage, language, compared, "")
            yield sheet.ratio("one CSS rule: bytes, to Workbox", trip.size, other.size, 1, "B")
            yield sheet.value("one CSS rule: Workbox's requests", other.requests)


def _updated(stage: Stage, language: str, side: Side) -> Trip:
    _restart(side)
    index = stage.manifest(language)["index"]
    return side.phone.again(ON_EDITION, [language, index]).without(WORKER)


def _updated_precache(stage: Stage, language: str, side: Side, page: str) -> Trip:
    """Without the first request for the worker, which found it changed, as ours is without it."""
    folder = stage.compare(language)
    _restart(side)
    html = (folder / language / page / "index.html").read_bytes()
    revision = hashlib.md5(html, usedforsecurity=False).hexdigest()
    return side.phone.again(HAS_REVISION, [f"/{language}/{page}", revision])


def _restart(side: Side) -> None:
    side.server.kill()
    side.server.start()
